"""Charts of many regions side by side, rows in, Axes out: what each set itself, what came of it
and what it set next; how the next target moved, by how far the last was met.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from reportlib.figures.parts import (
    SMALL,
    Style,
    frame,
    indicator_names,
    one_panel,
    row_panel,
    side_columns,
)
from reportlib.figures.style import ACCENT, BAND, DARK, GREY, INK, LIGHT
from reportlib.figures.texts import chart_texts, format_short
from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError
from reportlib.targets.verdicts import CLOSE
from reportlib.text.regions import name_region

WORDED = {"at least": "^", "at most": "v", "number": "s", "range": "D", "about": "o"}
APART = 0.05  # inches of a target above the middle of its row, and of the next one below
PILE = 0.05  # points from a dot to the next of the same place
NAMED = ["indicator", "indicator_en"]
TARGETS = ["region", "year", *NAMED, "unit", "target", "target_low", "target_high"]
TARGETS += ["wording_class", "outcome", "margin", "met_as_printed", "next_target", "next_low"]
TARGETS += ["next_high", "next_class", "moved", "national_low", "national_high"]
TARGETS += ["national_next_low", "national_next_high"]


def plot_provinces(
    rows: pd.DataFrame, *, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw targets of two years and the outcome between them, a region a row: the shape of a target
    is its wording, hollow for the first year and filled for the next; the outcome is a stroke, its
    margin beside it; the national targets stand behind as a line or a band.

    Parameters
    ----------
    rows : DataFrame
        From :func:`reportlib.build_provinces`, of one year.

    Raises
    ------
    ReportError
        If there is no row, one is not in per cent, or `lang` is unknown.
    """
    texts = chart_texts("provinces", lang)
    check_table(rows, "provinces by row", TARGETS)
    if rows.empty:
        raise ReportError("no region has a target to draw; give rows of build_provinces")
    if other := set(rows["unit"].dropna()) - {"%"}:
        raise ReportError(
            f"targets of regions share a scale only as rates, and a row is in {min(other)!r}; give "
            "build_provinces an indicator in per cent"
        )
    reached = rows["met_as_printed"].map({True: "reached", False: "short"}).fillna("untold")
    heads = [texts["head"][way].format(n=int((reached == way).sum())) for way in reached]
    names = [name_region(region, lang) or region for region in rows["region"]]
    ax, at = row_panel(ax, names, heads=heads, share=0.2)
    _draw_nation(ax, rows)
    for height, row in zip(at, rows.to_dict("records"), strict=True):
        this = (row["target_low"], row["target_high"], row["wording_class"])
        following = (row["next_low"], row["next_high"], row["next_class"])
        _draw_target(ax, height - APART, *this, "target")
        _draw_target(ax, height + APART, *following, "next")
        short = row["met_as_printed"] is False
        style: Style = {"color": ACCENT if short else DARK, "ms": 13, "mew": 1.8}
        ax.plot(row["outcome"], height, "|", zorder=2.5, gid="outcome", **style)
    margins = [
        format_short(value, sign=abs(value) > CLOSE) if pd.notna(value) else ""
        for value in rows["margin"]
    ]
    side_columns(ax, at, {texts["margin"]: margins})
    ax.margins(x=0.05)
    ahead = rows[rows["next_target"].notna()]
    words = {
        "indicator": indicator_names(rows, lang)[0],
        "year": int(rows["year"].iloc[0]),
        "next": int(rows["year"].iloc[0]) + 1,
        "n": int(rows["outcome"].notna().sum()),
        "reached": int((reached == "reached").sum()),
        "ahead": len(ahead),
        "lowered": int((ahead["moved"] == "lowered").sum()),
    }
    title = texts["finding" if len(ahead) else "met" if words["n"] else "shown"]
    nation = rows[["national_low", "national_next_low"]].notna().any(axis=None)
    subtitle = texts["subtitle"] + texts["nation"] * bool(nation)
    return frame(ax, title, subtitle, source, lang, words)


def _draw_target(
    ax: Axes, height: float, low: float, high: float, wording: str | None, gid: str
) -> None:
    if pd.isna(low):
        return
    face = "white" if gid == "target" else INK
    ends = sorted({low, high})
    style: Style = {"color": INK, "lw": 1, "mfc": face, "mew": 0.8, "ms": 3.8, "zorder": 3}
    ax.plot(ends, [height] * len(ends), marker=WORDED.get(str(wording), "o"), gid=gid, **style)


def _draw_nation(ax: Axes, rows: pd.DataFrame) -> None:
    """The national targets behind all rows: a line, of the next year a dashed one; a range is a
    band.
    """
    first = rows.iloc[0]
    for name, dashes in (("national", "-"), ("national_next", (0, (3, 2)))):
        low, high = first[f"{name}_low"], first[f"{name}_high"]
        if high > low:
            ax.axvspan(low, high, color=BAND, lw=0, zorder=0.3, gid=name)
        elif pd.notna(low):
            ax.axvline(low, color=GREY, lw=0.9, ls=dashes, zorder=0.6, gid=name)


def plot_ratchet(
    rows: pd.DataFrame, *, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw by how much the next target moved against the margin of the last one, a dot a region,
    hollow where it fell short. The subtitle names regions that fell short and did not lower their
    target, or lowered it without a shortfall.

    Parameters
    ----------
    rows : DataFrame
        From :func:`reportlib.build_provinces`; ``change`` is of the lower end of a range.

    Raises
    ------
    ReportError
        If no row has a margin and a next target, or `lang` is unknown.
    """
    texts = chart_texts("ratchet", lang)
    check_table(rows, "provinces by row", ["region", "year", "margin", "change", *NAMED])
    known = rows.dropna(subset=["margin", "change"])
    if known.empty:
        raise ReportError(
            "no region has both a margin and a next target; give rows of build_provinces"
        )
    ax = one_panel(ax, 2.4)
    ax.axhline(0, color=LIGHT, lw=0.8, zorder=0)
    ax.axvline(0, color=INK, lw=1, zorder=0)
    short, lowered = known["margin"] < -CLOSE, known["change"] < -CLOSE
    steps = known.round({"margin": 2, "change": 2}).groupby(["margin", "change"])
    for _, same in steps:
        margin, change, wrong = *same[["margin", "change"]].iloc[0], short[same.index[0]]
        style: Style = {"mec": ACCENT if wrong else DARK, "mfc": "white" if wrong else DARK}
        style |= {"ls": "none", "ms": 4.5, "mew": 1, "gid": "short" if wrong else "reached"}
        heights = change + PILE * np.arange(len(same))
        ax.plot([margin] * len(same), heights, "o", **style)
    ax.margins(0.1)
    words = {
        "indicator": indicator_names(known, lang)[0],
        "year": int(known["year"].iloc[0]),
        "next": int(known["year"].iloc[0]) + 1,
        "short": int(short.sum()),
        "short_lowered": int((short & lowered).sum()),
        "reached": int((~short).sum()),
        "reached_lowered": int((~short & lowered).sum()),
    }
    ax.set_xlabel(texts["x"].format(**words), size=SMALL)
    ax.set_ylabel(texts["y"].format(**words), size=SMALL)
    subtitle = texts["subtitle"]
    for key, these in (("kept", short & ~lowered), ("lowered", ~short & lowered)):
        if these.any():
            named = [name_region(region, lang) or region for region in known.loc[these, "region"]]
            subtitle += texts[key].format(names=texts["and"].join(named))
    return frame(ax, texts["finding"], subtitle, source, lang, words)
