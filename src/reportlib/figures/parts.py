"""What every chart has: a panel, a frame of texts that fit their canvas, rows with names, marks,
and labels beside them.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.markers import CARETDOWNBASE, CARETUPBASE
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke
from matplotlib.text import Annotation
from matplotlib.ticker import MaxNLocator

from reportlib.figures.style import ACCENT, BAND, DARK, GREY, INK, LIGHT, SOURCE
from reportlib.tables.errors import ReportError

TITLE, TEXT, SMALL = 10.0, 7.5, 6.5  # points
LEADING = 1.25  # of a line, in its points
FINE = 300  # dots an inch at which texts are measured; on a screen they are up to 3 % wider
EDGE = 0.08  # inches of white around the texts
LINE = 0.13  # inches of a line of a row's name
AROUND = 0.4  # inches around rows: ticks below, heads of columns above
ABOUT = 0.5  # half of an "about" band, in points: the tolerance by which an "about" is decided
HALO = [withStroke(linewidth=1.5, foreground="white")]  # of texts that may lie on a line
OWN = "chart"  # gid of a figure that a chart made for itself, and may give its height
Style = dict[str, Any]  # of an artist
SIDES = {
    "right": (1, 0, "left", "center"),
    "left": (-1, 0, "right", "center"),
    "above": (0, 1, "center", "bottom"),
    "below": (0, -1, "center", "top"),
}
CHINESE = "\u2e80-\u9fff\uff00-\uffef"
PIECE = re.compile(  # what no line breaks: a word, or a character with the stops beside it;
    "\\n|(?:[\u2500-\u25ff✕] )?"  # a mark stays with what it means, a number with its unit
    f"(?:[（《“]*[^ \\n{CHINESE}]+[\u4e00-\u9fff]{{0,3}}(?: %[!-~]*)?|[（《“]*[{CHINESE}])"
    r"[，。；：、）》”]*[^\S\n]*"
)
MARKS = (
    ("o", "○", {"mfc": "white", "mec": DARK}),
    ("o", "●", {"mfc": DARK, "mec": DARK}),
    ("D", "◆", {"mfc": ACCENT, "mec": ACCENT}),
    ("s", "■", {"mfc": LIGHT, "mec": LIGHT}),
    ("^", "▲", {"mfc": INK, "mec": INK}),
)  # of the parts of a report; more than these no row can hold
STANDING: tuple[Any, Any] = (CARETUPBASE, CARETDOWNBASE)
HANGING: tuple[Any, Any] = ("^", "v")
FLOORS, CEILINGS = ("ge", "gt"), ("le", "lt")


def new_figure(height: float) -> Figure:
    """A figure of the width in force, with so many inches for its panels."""
    width = mpl.rcParams["figure.figsize"][0]
    figure: Figure = plt.figure(figsize=(width, height), layout="constrained")
    figure.set_gid(OWN)
    return figure


def one_panel(ax: Axes | None, height: float = 2.2) -> Axes:
    """The axes given, or those of a new figure with so many inches for them."""
    return new_figure(height).subplots() if ax is None else ax


def several_panels(ax: Axes | None, height: float) -> Figure:
    """A new figure for a chart of several panels, or one that takes the place of the axes given."""
    if ax is None:
        return new_figure(height)
    place, whole = ax.get_subplotspec(), ax.figure
    if place is None:
        raise ReportError("ax= has no place in a grid; give axes that plt.subplots() made")
    ax.remove()
    return cast(Figure, whole.add_subfigure(place))


def inches_wide(ax: Axes) -> float:
    """Width of the figure, or of its part, that the axes stand in."""
    figure = cast(Figure, ax.figure)
    return float(figure.bbox.width / figure.dpi)


def text_width(text: str, size: float) -> float:
    """Inches that a line takes in the fonts in force."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")  # said when it is drawn
        width, _, _ = RendererAgg(1, 1, FINE).get_text_width_height_descent(
            text, FontProperties(size=size), False
        )
    return float(width / FINE)


def wrap(text: str, width: float, size: float) -> str:
    """Break a text into lines of at most `width` inches: at blanks, and between Chinese characters
    but not before a stop.

    Examples
    --------
    >>> wrap("growth of the year before", 0.7, 8).count("\\n") > 0
    True
    """
    pieces = PIECE.findall(text)
    lines = [""]
    for piece in pieces:
        if piece == "\n":
            lines.append("")
        elif lines[-1] and text_width((lines[-1] + piece).rstrip(), size) > 0.97 * width:
            lines.append(piece)
        else:
            lines[-1] += piece
    return "\n".join(line.rstrip() for line in lines)


def frame(
    ax: Axes, title: str, subtitle: str, source: str, lang: str, words: Mapping[str, object]
) -> Axes:
    """Write title and subtitle, filled in with `words`, and the source around the panels: in a
    figure of the chart's own, which grows by what they need; else as title and label of the axes.
    """
    title, subtitle = title.format(**words), subtitle.format(**words)
    figure = cast(Figure, ax.figure)
    own = figure.get_gid() == OWN
    width = inches_wide(ax) - 2 * EDGE if own else ax.get_window_extent().width / figure.dpi
    credit = f"{SOURCE[lang]}{source}" if source else ""
    texts = [
        (wrap(text, width, size), size, colour)
        for text, size, colour in (
            (title, TITLE, INK),
            (subtitle, TEXT, GREY),
            (credit, SMALL, GREY),
        )
    ]
    if not own:
        ax.set_title("\n".join(text for text, _, _ in texts[:2] if text))
        ax.set_xlabel(texts[2][0], loc="left", fontsize=SMALL, color=GREY)
        return ax
    tall = [(text.count("\n") + 1) * size * LEADING / 72 * bool(text) for text, size, _ in texts]
    head, foot = EDGE + tall[0] + tall[1] + EDGE, tall[2] + EDGE * (1 + bool(credit))
    across, panels = figure.get_size_inches()
    whole = head + panels + foot
    figure.set_size_inches(across, whole)
    tops = (whole - EDGE, whole - EDGE - tall[0] - EDGE / 4, foot - EDGE)
    for (text, size, colour), top in zip(texts, tops, strict=True):
        if text:
            style = {"va": "top", "linespacing": LEADING, "fontsize": size, "color": colour}
            figure.text(EDGE / across, top / whole, text, style)
    cast(ConstrainedLayoutEngine, figure.get_layout_engine()).set(
        rect=(0, foot / whole, 1, panels / whole)
    )
    return ax


def row_panel(
    ax: Axes | None,
    names: Sequence[str],
    *,
    heads: Sequence[str] | None = None,
    lines: int | Sequence[int] = 1,
    share: float = 0.34,
) -> tuple[Axes, np.ndarray]:
    """A panel with a row for each name, from the top, at least `lines` high; where `heads` changes,
    the group's head has a row of its own. Gives the axes and the middle of each row; y is in
    inches.
    """
    width = mpl.rcParams["figure.figsize"][0] if ax is None else inches_wide(ax)
    named = [wrap(name, width * share, TEXT) for name in names]
    places, titles, top, before = [], [], 0.0, ""
    least = [lines] * len(names) if isinstance(lines, int) else lines
    for name, head, deep in zip(named, heads or [""] * len(names), least, strict=True):
        if head != before:
            titles.append((top + 0.14, head))
            top, before = top + 0.24, head
        tall = max(name.count("\n") + 1, deep) * LINE + 0.08
        places.append(top + tall / 2)
        top += tall
    top = max(top, 0.35)  # a single row needs room, too
    ax = one_panel(ax, top + AROUND)
    for at, head in titles:
        ground = {"facecolor": "white", "linewidth": 0, "pad": 1}  # a line of zeros ends there
        style: Style = {"va": "center", "bbox": ground, "color": ACCENT, "gid": "head"}
        ax.text(0, at, head, transform=ax.get_yaxis_transform(), **style)
    ax.set_yticks(places, named, multialignment="right", linespacing=LEADING)
    ax.set_ylim(top, 0)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10], integer=True))
    return ax, np.array(places)


def side_columns(
    ax: Axes, at: Iterable[float], columns: dict[str, Sequence[str]]
) -> list[Annotation]:
    """Write columns of figures at the right of rows, each under its head."""
    offset, drawn = 10.0, []
    place: Style = {"xycoords": ax.get_yaxis_transform(), "textcoords": "offset points"}
    place |= {"ha": "right", "size": SMALL}
    for head, cells in columns.items():
        offset += 72 * max(text_width(text, SMALL) for text in (head, *cells))
        drawn.append(ax.annotate(head, (1, 0), (offset, 0), va="bottom", color=GREY, **place))
        for height, cell in zip(at, cells, strict=True):
            drawn.append(ax.annotate(cell, (1, height), (offset, 0), va="center", **place))
        offset += 8
    return drawn


def count_bars(ax: Axes, at: np.ndarray, counts: pd.Series, colours: Sequence[str]) -> None:
    """Draw counts as bars in rows, each with its number."""
    bars = ax.barh(at, counts, color=colours, height=0.14)
    ax.bar_label(bars, [str(n) for n in counts], padding=3, fontsize=SMALL)
    ax.xaxis.set_visible(False)
    ax.spines["bottom"].set_visible(False)
    ax.margins(x=0.08)


def label(
    ax: Axes, text: str, x: float, y: float, side: str, colour: str = INK, gap: float = 5
) -> Annotation:
    """Write a text beside a mark."""
    across, up, ha, va = SIDES[side]
    offset = (across * gap, up * gap)
    style: Style = {"ha": ha, "va": va, "color": colour, "size": SMALL, "path_effects": HALO}
    return ax.annotate(text, (x, y), offset, textcoords="offset points", **style)


def target_marks(
    ax: Axes, at: Iterable[float], rows: pd.DataFrame, half: float, *, upright: bool = False
) -> None:
    """Draw targets with their wording: a bar on the value, a caret on it for a bound, a band for
    'about' or a range.

    `rows` needs ``target, target_bound`` and, for ranges, ``target_low, target_high``. The values
    run along x in rows at `at`, and the marks hang below the line, where no other mark stands; or,
    where `upright`, along y in columns at `at`.
    """
    for place, row in zip(at, rows.to_dict("records"), strict=True):
        value, bound = row["target"], row["target_bound"]
        if pd.isna(value):
            continue
        across = np.array([place - half if upright else place, place + half])
        low, high = value, value
        if bound == "range":
            low, high = row.get("target_low", value), row.get("target_high", value)
        elif bound == "approx":
            low, high = value - ABOUT, value + ABOUT
        corner, size = (across[0], low), (across[1] - across[0], high - low)
        if not upright:
            corner, size = corner[::-1], size[::-1]
        if high > low:
            ax.add_patch(Rectangle(corner, *size, color=BAND, lw=0, zorder=0.5))
        along = [value, value]
        if bound != "range" or high == low:
            bar = (across, along) if upright else (along, across)
            ax.plot(*bar, color=INK, lw=1.4, gid="target")
        if bound in FLOORS + CEILINGS:
            marker = (STANDING if upright else HANGING)[bound in CEILINGS]
            spot = (place, value) if upright else (value, place + half)
            ax.plot(*spot, marker=marker, color=INK, ms=4.5, mew=0, gid="caret")


def dot_rows(
    ax: Axes | None,
    rows: pd.DataFrame,
    by: str,
    mark: str,
    value: str,
    *,
    names: Mapping[str, str],
    marks: Mapping[str, str],
) -> tuple[Axes, str]:
    """A row for each `by`, in it a dot for each `mark` with the interval ``low, high`` and its
    count ``n``. Gives the axes and what the marks mean.
    """
    kinds = list(dict.fromkeys(rows[mark]))
    if len(kinds) > len(MARKS):
        raise ReportError(
            f"a row has room for {len(MARKS)} marks, there are {len(kinds)} kinds of {mark}; "
            "choose rows of some"
        )
    found = list(dict.fromkeys(rows[by]))
    ax, at = row_panel(ax, [names.get(one, one) for one in found], lines=len(kinds))
    spread = LINE * (np.arange(len(kinds)) - (len(kinds) - 1) / 2)
    for kind, off, (marker, _, style) in zip(kinds, spread, MARKS, strict=False):
        part = rows[rows[mark] == kind]
        heights = [at[found.index(one)] + off for one in part[by]]
        ax.hlines(heights, part["low"], part["high"], color=style["mec"], lw=1)
        dots = ax.plot(part[value], heights, marker, ms=5, clip_on=False, gid=kind)
        dots[0].set(**style)
        ends = part["high"].fillna(part[value])  # none is known where nothing was found
        for high, height, n in zip(ends, heights, part["n"], strict=True):
            label(ax, str(n), high, height, "right", gap=5)
    ax.margins(x=0.08)
    key = zip((sign for _, sign, _ in MARKS), kinds, strict=False)
    return ax, "  ".join(f"{sign} {marks.get(kind, kind)}" for sign, kind in key)


def spread(heights: pd.Series, gap: float) -> pd.Series:
    """Heights of labels moved apart to at least `gap`, as little as keeps their order: labels that
    would touch are centred on where they should stand.

    Examples
    --------
    >>> spread(pd.Series({"a": 1.0, "b": 1.2, "c": 5.0}), 1).round(1).to_dict()
    {'a': 0.6, 'b': 1.6, 'c': 5.0}
    """
    blocks: list[tuple[float, int]] = []  # middle and number of labels
    for height in heights.sort_values():
        middle, n = height, 1
        while blocks and middle - blocks[-1][0] < gap * (n + blocks[-1][1]) / 2:
            other, m = blocks.pop()
            middle, n = (middle * n + other * m) / (n + m), n + m
        blocks.append((middle, n))
    moved = [middle + gap * (i - (n - 1) / 2) for middle, n in blocks for i in range(n)]
    return pd.Series(moved, index=heights.sort_values().index)


def year_ticks(ax: Axes, years: Iterable[int]) -> None:
    """Ticks at as many years as have room for their four digits."""
    first, last = min(years := list(years)), max(years)
    room = 0.8 * inches_wide(ax) / (last - first + 1)
    step = next(step for step in (1, 2, 5, 10, 20, 50) if step * room > 0.33 or step == 50)
    ax.set_xticks([year for year in range(first, last + 1) if year % step == 0 or step == 1])
    ax.set_xlim(first - 0.6, last + 0.6)
    ax.tick_params(axis="x", length=0)


def indicator_names(rows: pd.DataFrame, lang: str) -> list[str]:
    """Names of indicators in the chart's language; the Chinese one where there is no English."""
    return [
        str(zh if lang == "zh" or pd.isna(en) else en)
        for zh, en in zip(rows["indicator"], rows["indicator_en"], strict=True)
    ]


def term_labels(rows: pd.DataFrame, lang: str) -> list[str]:
    """Terms as they stand at an axis: for English readers with their English beside them."""
    return [
        f"{term}  {en}" if lang == "en" and isinstance(en, str) and en else str(term)
        for term, en in zip(rows["term"], rows["en"], strict=True)
    ]


def term_in_title(row: Any, lang: str) -> str:
    """A term in a title: its English belongs to the English figure."""
    known = lang == "en" and isinstance(row["en"], str) and row["en"]
    return f"{row['term']} ({row['en']})" if known else str(row["term"])


def known_year(year: int | None) -> int:
    """Hand a report's year back, or say that it is to be given."""
    if year is None:
        raise ReportError("the report's year is unknown; give it, as in read_report(…, year=2024)")
    return year


def refuse_empty(rows: pd.DataFrame, what: str) -> pd.DataFrame:
    """Hand the rows back, or say that there is nothing to draw."""
    if rows.empty:
        raise ReportError(
            f"there is no {what} to draw; is the text empty, or without the terms asked for?"
        )
    return rows
