"""Charts of a panel: one indicator over the years, and the margins of all of them."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.markers import CARETDOWNBASE, CARETUPBASE
from matplotlib.ticker import MaxNLocator

from reportlib.figures.parts import finish, one_panel
from reportlib.figures.style import ACCENT, DARK
from reportlib.figures.texts import chart_texts
from reportlib.labels.catalogue import describe_indicator
from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError

JUDGED = {"ge": "floor", "gt": "floor", "le": "ceiling", "lt": "ceiling"}


def build_history(panel: pd.DataFrame, region: str, indicator_id: str) -> pd.DataFrame:
    """One indicator of one region over the years: exactly what :func:`plot_history` draws.

    Parameters
    ----------
    panel : DataFrame
        From :func:`reportlib.build_panel`.

    Returns
    -------
    DataFrame
        The rows of the panel, by year, with ``next_report_read``: whether the next report states
        any outcome of that year. Where it states none, nobody may have read it, and that it is
        silent of this one says nothing.

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
    here = panel[panel["region"] == region]
    rows = here[here["indicator_id"] == indicator_id].sort_values("year")
    if rows.empty:
        raise ReportError(f"the panel has no rows of {indicator_id!r} for {region!r}")
    told = here.loc[here["outcome_document"] == "work_report", "year"]
    return rows.assign(next_report_read=rows["year"].isin(told))


def plot_history(
    rows: pd.DataFrame,
    *,
    name: str,
    hollow: str = "revised",
    lang: str = "en",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw one indicator over the years: bars for ranges, carets or dashes for targets, dots for
    outcomes, gaps left as gaps.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_history`.
    name : str
        What the title calls it, such as "China, GDP".
    hollow : {"revised", "silent"}
        Which dots are hollow: outcomes that were revised later, or those of which the next report
        is silent; years whose next report was not read are then left out.

    Raises
    ------
    ReportError
        If `hollow` or `lang` is unknown.
    """
    texts = chart_texts("targets", lang)
    if hollow not in texts["hollow"]:
        raise ReportError(f"hollow={hollow!r} is not one of 'revised', 'silent'")
    check_table(rows, "history", ["year", "target", "target_bound", "outcome", "next_report_read"])
    ax = one_panel(ax)
    _draw_targets(ax, rows, texts)
    _draw_outcomes(ax, rows, hollow, texts["hollow"][hollow])
    for year in rows.loc[rows["target_bound"] == "none", "year"]:
        ax.annotate(
            texts["none"],
            (year, 0.35),
            xycoords=("data", "axes fraction"),
            rotation=90,
            ha="center",
            va="bottom",
            fontsize=7,
            color=ACCENT,
        )
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.legend(loc="upper right", fontsize=7)
    return finish(ax, texts["history"].format(name=name), "", source, lang)


def _draw_targets(ax: Axes, rows: pd.DataFrame, texts: dict[str, Any]) -> None:
    ranges = rows[rows["target_bound"] == "range"]
    if len(ranges):
        ax.vlines(
            ranges["year"].astype(float),
            ranges["target_low"],
            ranges["target_high"],
            color=ACCENT,
            lw=5,
            alpha=0.6,
            label=texts["bounds"]["range"],
        )
    points = rows[rows["target"].notna() & (rows["target_bound"] != "range")]
    kinds = points["target_bound"].map(JUDGED).fillna("point")
    for kind, marker, label in (
        ("floor", CARETUPBASE, texts["bounds"]["floor"]),
        ("ceiling", CARETDOWNBASE, texts["bounds"]["ceiling"]),
        ("point", "_", texts["target"]),
    ):
        marked = points[kinds == kind]
        if len(marked):
            ax.plot(
                marked["year"].astype(float),
                marked["target"],
                marker=marker,
                color=ACCENT,
                ls="none",
                ms=8,
                mew=1.8,
                label=label,
            )


def _draw_outcomes(ax: Axes, rows: pd.DataFrame, hollow: str, labels: list[str]) -> None:
    known = rows[rows["outcome"].notna()]
    if hollow == "silent":
        known = known[known["next_report_read"]]
        emptied = known["outcome_document"] != "work_report"
    else:
        emptied = known["outcome_revised"].fillna(False).astype(bool)
    for dots, face, label in (
        (known[~emptied], DARK, labels[0]),
        (known[emptied], "white", labels[1]),
    ):
        if len(dots):
            ax.plot(
                dots["year"].astype(float),
                dots["outcome"],
                "o",
                mfc=face,
                mec=DARK,
                ls="none",
                ms=4,
                label=label,
            )


def build_margins(panel: pd.DataFrame) -> pd.DataFrame:
    """Targets of a panel in per cent that have a margin: what :func:`plot_margins` draws."""
    check_table(panel, "panel", ["indicator_id", "unit", "margin"])
    return panel[panel["margin"].notna() & (panel["unit"] == "%")]


def plot_margins(
    rows: pd.DataFrame, *, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw the margin of every target as a dot, an indicator a line, n beside its name: met to the
    right of 0.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_margins`.

    Raises
    ------
    ReportError
        If there is no row, or `lang` is unknown.
    """
    texts = chart_texts("targets", lang)
    check_table(rows, "margins", ["indicator_id", "margin"])
    if rows.empty:
        raise ReportError(
            "no target in per cent of this panel has a margin; "
            "give facts or reports that state outcomes, too"
        )
    ax = one_panel(ax)
    groups = list(rows.groupby("indicator_id"))
    for height, (_, part) in enumerate(groups):
        above = part.groupby(part["margin"].round(2)).cumcount()
        ax.plot(part["margin"], height + 0.13 * above, "o", mfc="none", mec=DARK, ms=5)
    ax.axvline(0, color=ACCENT, lw=1.2)
    name = "name_zh" if lang == "zh" else "name_en"
    ax.set_yticks(
        range(len(groups)),
        [f"{describe_indicator(str(known))[name]} (n={len(part)})" for known, part in groups],
    )
    return finish(ax, texts["margins"], texts["margins_axis"], source, lang)
