"""Charts of a panel, rows in, Axes or Figure out: one indicator over the years, the record of a
place, the levels that growth adds up to, and the margins of all targets.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reportlib.figures.parts import (
    LINE,
    SMALL,
    TEXT,
    Style,
    frame,
    inches_wide,
    label,
    one_panel,
    row_panel,
    several_panels,
    target_marks,
    text_width,
    year_ticks,
)
from reportlib.figures.style import ACCENT, DARK, GREY, INK, LIGHT
from reportlib.figures.texts import chart_texts, format_short
from reportlib.labels.catalogue import describe_indicator
from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError, check_choice
from reportlib.targets.outcomes import check_region

DEEPEST = 5  # lines of a row of dots
HISTORY = ["year", "indicator_id", "target", "target_low", "target_high", "target_bound"]
HISTORY += ["outcome", "outcome_revised", "gap", "margin", "next_report"]
RECORD = ["year", "indicator_id", "unit", "target", "target_low", "target_high", "target_bound"]
RECORD += ["outcome", "gap", "margin", "status", "upper_outcome"]


def build_history(
    panel: pd.DataFrame, region: str, indicator_id: str, beside: str | None = None
) -> pd.DataFrame:
    """One indicator of one region over the years: exactly what :func:`plot_history` draws.

    Parameters
    ----------
    panel : DataFrame
        From :func:`reportlib.build_panel`.
    beside : str, optional
        Another region of the panel, whose outcomes stand beside.

    Returns
    -------
    DataFrame
        The rows of the panel, by year; ``beside_outcome`` is that of the other region.

    Raises
    ------
    ReportError
        If the panel has no such rows.

    Examples
    --------
    >>> from reportlib import build_panel, load_facts
    >>> rows = build_history(build_panel(load_facts()), "全国", "gdp")
    >>> rows.loc[rows["year"] == 2019, ["target_low", "target_high", "outcome"]].values.tolist()
    [[6.0, 6.5, 6.1]]
    """
    check_table(panel, "panel")
    of_one = panel[panel["indicator_id"] == indicator_id]
    for name in filter(None, (region, beside)):
        check_region(panel, name)
        if not (of_one["region"] == name).any():
            raise ReportError(f"the panel has no rows of {indicator_id!r} for {name!r}")
    rows = of_one[of_one["region"] == region].sort_values("year", ignore_index=True)
    other = of_one[of_one["region"] == beside].drop_duplicates("year").set_index("year")["outcome"]
    return rows.assign(beside_outcome=rows["year"].map(other).astype("float64"))


def plot_history(
    rows: pd.DataFrame,
    *,
    name: str,
    beside: str = "",
    hollow: str = "short",
    lang: str = "en",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw one indicator over the years: each target with its wording (a bar; a caret on it for a
    bound, a band for 'about' or a range), joined to its outcome, gaps left as gaps.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_history`.
    name : str
        What the title calls it, such as "China, GDP".
    beside : str
        Name of the region whose outcomes are a step line, where the rows have them.
    hollow : {"short", "silent"}
        Which outcomes are hollow: those on the wrong side of their target, or those of which the
        next report is silent (a square where nobody read it).

    Raises
    ------
    ReportError
        If `hollow` or `lang` is unknown, or no row has a target or an outcome.
    """
    texts = chart_texts("history", lang)
    check_choice("hollow", hollow, ("short", "silent"))
    check_table(rows, "history", HISTORY)
    if rows[["target", "outcome"]].isna().all(axis=None):
        raise ReportError("no year has a target or an outcome; give rows of build_history")
    ax = one_panel(ax, 2.4)
    years = rows["year"].astype(int)
    _lay_years(ax, years)
    other = rows.get("beside_outcome", pd.Series(index=rows.index, dtype="float64"))
    if other.notna().any():
        ax.step(years, other, where="mid", color=LIGHT, lw=1.2, zorder=0.8, gid="beside")
        first = other.first_valid_index()
        label(ax, beside, years[first], other[first], "above", GREY, gap=3)
    target_marks(ax, years, rows, 0.34, upright=True)
    unread = (hollow == "silent") & (rows["next_report"] == "unread")
    left_out = rows["next_report"].isin(["silent", "other timing"])
    empty = rows["margin"] < 0 if hollow == "short" else left_out
    _draw_outcomes(ax, rows.assign(empty=empty, square=unread))
    _label_outcomes(ax, rows, other)
    ax.margins(y=0.12)
    for row in rows[rows["target_bound"] == "none"].to_dict("records"):
        low = row["outcome"] < np.mean(ax.get_ylim())  # the text stands where the dot does not
        style: Style = {"rotation": 90, "ha": "center", "size": SMALL, "color": GREY}
        style |= {"transform": ax.get_xaxis_transform(), "va": "top" if low else "bottom"}
        ax.text(row["year"], 0.97 if low else 0.03, texts["none"], **style)
    title, subtitle, words = _say(rows, hollow, texts)
    return frame(ax, title, subtitle, source, lang, {"name": name, **words})


def _lay_years(ax: Axes, years: pd.Series) -> None:
    year_ticks(ax, years)
    ax.grid(axis="y", color="#eeeeee", lw=0.7)
    ax.set_axisbelow(True)
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)


def _draw_outcomes(ax: Axes, rows: pd.DataFrame) -> None:
    """Draw outcomes, joined to their targets; `empty` ones are hollow, `square` ones square."""
    for row in rows[rows["outcome"].notna()].to_dict("records"):
        unset, wrong = pd.isna(row["target"]), row["margin"] < 0
        colour = LIGHT if unset else ACCENT if wrong else DARK
        if not unset:
            nearest = min(max(row["outcome"], row["target_low"]), row["target_high"])
            ax.plot([row["year"]] * 2, [nearest, row["outcome"]], color=colour, lw=1)
        face = "white" if row["empty"] else colour
        style: Style = {"color": colour, "mfc": face, "mew": 1.2, "ms": 4.5}
        style |= {"marker": "s" if row["square"] else "o", "zorder": 3, "gid": "outcome"}
        ax.plot(row["year"], row["outcome"], **style)


def _label_outcomes(ax: Axes, rows: pd.DataFrame, beside: pd.Series) -> None:
    """Label outcomes where there is room, those furthest from their target first: on the side away
    from the target or, without one, from the line `beside`.
    """
    away = rows["gap"].fillna(rows["outcome"] - beside)
    known = rows[rows["outcome"].notna()].assign(away=away)
    known = known.sort_values("gap", key=lambda gap: -gap.abs())
    span = rows["year"].max() - rows["year"].min() + 1.2
    apart = text_width("−10.0", SMALL) / (0.9 * inches_wide(ax)) * span  # years a label takes
    taken: list[int] = []
    for row in known.to_dict("records"):
        if all(abs(row["year"] - year) >= apart for year in taken):
            taken.append(row["year"])
            side = "below" if row["away"] < 0 else "above"
            label(ax, format_short(row["outcome"]), row["year"], row["outcome"], side)


def _say(
    rows: pd.DataFrame, hollow: str, texts: dict[str, str]
) -> tuple[str, str, dict[str, object]]:
    """Title and subtitle, and the words that fill them in."""
    judged = rows[rows["margin"].notna()]
    told = rows[rows["outcome"].notna() & (rows["next_report"] != "unread")]
    silent = told[told["next_report"] != "told"]
    entry = describe_indicator(str(rows["indicator_id"].iloc[0]))
    side = "above" if entry["judged_as"] == "ceiling" else "below"
    revised = rows.loc[rows["outcome_revised"].eq(True), "year"]
    words = {
        "side": texts[f"side_{side}"],
        "revised": texts["and"].join(map(str, revised)),
        "first": int(rows["year"].min()),
        "last": int(rows["year"].max()),
        "n": len(judged),
        "wrong": int((judged["margin"] < 0).sum()),
        "told": len(told),
        "silent": len(silent),
        "of_silent": int((silent["margin"] < 0).sum()),
    }
    if hollow == "silent":
        title = texts["silent" if len(told) else "shown"]
    else:
        title = texts[side if len(judged) else "shown"]
    parts = [texts["subtitle"], texts[f"hollow_{hollow}"]]
    unread = rows["outcome"].notna() & (rows["next_report"] == "unread")
    parts += [texts["unread"]] * bool(hollow == "silent" and unread.any())
    parts += [texts["revised"]] * bool(len(revised))
    return title, " ".join(parts), words


def plot_record(
    rows: pd.DataFrame,
    *,
    name: str,
    beside: str = "",
    lang: str = "en",
    source: str = "",
    ax: Axes | None = None,
) -> Figure:
    """Draw the record of a place, a panel for each indicator over the same years: targets with
    their wording, outcomes, those on the wrong side of their target hollow, and how many.

    Parameters
    ----------
    rows : DataFrame
        From :func:`reportlib.build_record`, of indicators in per cent.
    name : str
        What the title calls the place.
    beside : str
        Name of the region whose outcomes are a step line, where the rows have them.

    Raises
    ------
    ReportError
        If a row is not in per cent, no row has a target or an outcome, or `lang` is unknown.
    """
    texts = chart_texts("record", lang)
    check_table(rows, "record", RECORD)
    if other := set(rows["unit"].dropna()) - {"%"}:
        raise ReportError(
            f"the panels share the scale of rates, and a row is in {min(other)!r}; give "
            "build_record indicators in per cent"
        )
    if rows[["target", "outcome"]].isna().all(axis=None):
        raise ReportError("no row has a target or an outcome; give rows of build_record")
    parts = [(str(known), part) for known, part in rows.groupby("indicator_id", sort=False)]
    figure = several_panels(ax, 0.3 + 1.0 * len(parts))
    panels = figure.subplots(len(parts), 1, sharex=True, squeeze=False)[:, 0]
    years = rows["year"].astype(int)
    for panel, (known, part) in zip(panels, parts, strict=True):
        _lay_years(panel, years)
        panel.spines["bottom"].set_visible(panel is panels[-1])
        above = part["upper_outcome"]
        if beside and above.notna().any():
            style: Style = {"where": "mid", "color": LIGHT, "lw": 1.2, "zorder": 0.8}
            panel.step(part["year"], above, gid="beside", **style)
        target_marks(panel, part["year"], part, 0.34, upright=True)
        _draw_outcomes(panel, part.assign(empty=part["margin"] < 0, square=False))
        _label_outcomes(panel, part, above)
        panel.margins(y=0.42)
        words = _count_short(part)
        entry = describe_indicator(known)["name_zh" if lang == "zh" else "name_en"]
        said = texts["panel" if words["n"] else "panel_bare"].format(indicator=entry, **words)
        panel.annotate(
            said, (0, 1), (0, 7), xycoords="axes fraction", textcoords="offset points", size=TEXT
        )
    words = {"name": name, "beside": beside, **_count_short(rows)}
    line = texts["beside"] if beside and rows["upper_outcome"].notna().any() else ""
    subtitle = texts["subtitle"] + line
    title = texts["finding" if words["n"] else "shown"]
    frame(panels[0], title, subtitle, source, lang, words)
    return figure


def _count_short(rows: pd.DataFrame) -> dict[str, object]:
    judged = rows[rows["margin"].notna()]
    return {
        "n": len(judged),
        "wrong": int((judged["margin"] < 0).sum()),
        "missed": int((judged["status"] == "missed").sum()),
        "first": int(rows["year"].min()),
        "last": int(rows["year"].max()),
    }


def plot_index(
    rows: pd.DataFrame,
    *,
    name: str,
    lang: str = "en",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the levels that yearly growth adds up to, and the path on which the pace before the
    base year would have led on.

    Parameters
    ----------
    rows : DataFrame
        From :func:`reportlib.index_levels`.
    name : str
        What the title calls it, such as "Chongqing, GDP".

    Raises
    ------
    ReportError
        If no year has a level, or `lang` is unknown.
    """
    texts = chart_texts("index", lang)
    check_table(rows, "index", ["year", "index", "trend", "distance"])
    known = rows[rows["index"].notna()]
    if known.empty:
        raise ReportError("no year has a level; give rows of index_levels")
    ax = one_panel(ax, 2.2)
    _lay_years(ax, known["year"].astype(int))
    path = rows[rows["trend"].notna()]
    ax.plot(path["year"], path["trend"], color=GREY, lw=1.2, ls=(0, (4, 2)), gid="trend")
    style: Style = {"color": DARK, "lw": 1.4, "marker": "o", "ms": 3.5}
    ax.plot(known["year"], known["index"], gid="index", **style)
    ends = known.iloc[[0, -1]].drop_duplicates()
    for year, level in zip(ends["year"], ends["index"], strict=True):
        # clear of the line that rises to it
        label(ax, format_short(level), year, level, "below", gap=8)
    ax.margins(y=0.18)
    off = known[known["distance"].notna() & (known["trend"] != known["index"])]
    if off.empty:
        return frame(ax, texts["shown"], texts["subtitle"], source, lang, {"name": name})
    last, base = off.iloc[-1], path["year"].iloc[0]
    label(ax, format_short(last["trend"]), last["year"], last["trend"], "above", GREY)
    words = {
        "name": name,
        "last": int(last["year"]),
        "base": int(base),
        "far": format_short(abs(last["distance"])),
        "side": texts["side_below" if last["distance"] < 0 else "side_above"],
        "pace": format_short(path["trend"].iloc[1] - 100, 2),
    }
    subtitle = texts["subtitle"] + texts["path"]
    return frame(ax, texts["finding"], subtitle, source, lang, words)


def build_margins(panel: pd.DataFrame) -> pd.DataFrame:
    """Targets of a panel in per cent that have a margin: what :func:`plot_margins` draws."""
    check_table(panel, "panel", ["indicator_id", "unit", "margin"])
    return panel[panel["margin"].notna() & (panel["unit"] == "%")]


def plot_margins(
    rows: pd.DataFrame, *, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw the margin of every target as a dot, an indicator a line, n beside its name: better than
    its target to the right of 0.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_margins`.

    Raises
    ------
    ReportError
        If there is no row, or `lang` is unknown.
    """
    texts = chart_texts("margins", lang)
    check_table(rows, "margins", ["indicator_id", "margin"])
    if rows.empty:
        raise ReportError(
            "no target in per cent of this panel has a margin; "
            "give facts or reports that state outcomes, too"
        )
    groups = sorted(rows.groupby("indicator_id"), key=lambda group: -len(group[1]))
    name = "name_zh" if lang == "zh" else "name_en"
    names = [f"{describe_indicator(str(known))[name]} (n={len(part)})" for known, part in groups]
    piles = [part.groupby(part["margin"].round(1))["margin"] for _, part in groups]
    deep = [int(same.size().max()) for same in piles]
    ax, at = row_panel(ax, names, lines=[min(-(-n // 2), DEEPEST) for n in deep])
    for height, (known, part), same, n in zip(at, groups, piles, deep, strict=True):
        step = min(LINE / 2, LINE * DEEPEST / n)  # a high pile is pressed, not laid on the next row
        turn = same.cumcount() - (same.transform("size") - 1) / 2
        for wrong, face in ((False, DARK), (True, "white")):
            those = (part["margin"] < 0) == wrong
            colour = ACCENT if wrong else DARK
            style: Style = {"marker": "o", "ms": 3.5, "mfc": face, "mec": colour, "mew": 0.8}
            heights = (height + step * turn)[those]
            ax.plot(part.loc[those, "margin"], heights, ls="none", gid=str(known), **style)
    ax.axvline(0, color=INK, lw=1)
    ax.margins(x=0.06)
    words = {
        "n": len(rows),
        "better": int((rows["margin"] > 0).sum()),
        "worse": int((rows["margin"] < 0).sum()),
        "even": int((rows["margin"] == 0).sum()),
    }
    return frame(ax, texts["finding"], texts["subtitle"], source, lang, words)
