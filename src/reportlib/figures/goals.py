"""Charts of goals over several years: how far the way is gone, and the growth that a goal needs."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from reportlib.figures.parts import (
    finish,
    indicator_names,
    one_panel,
)
from reportlib.figures.style import ACCENT, DARK
from reportlib.figures.texts import chart_texts
from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError

GOAL = [
    "indicator",
    "indicator_en",
    "unit",
    "baseline",
    "baseline_year",
    "target",
    "judged_as",
    "outcome",
    "outcome_bound",
    "status",
]


def build_progress(comparison: pd.DataFrame) -> pd.DataFrame:
    """Plan goals with a level before and an outcome: the share of the way that was gone, goals
    reached before (`hold`) apart.

    Exactly what :func:`plot_progress` draws.
    """
    goals = comparison[
        (comparison["target_class"] == "plan_goal")
        & comparison["outcome"].notna()
        & comparison["baseline"].notna()
    ]
    rows = goals.loc[goals["measure"].isin(["level", "share", "ratio"]), GOAL].reset_index(
        drop=True
    )
    ahead = rows["target"] - rows["baseline"]
    rows["hold"] = (
        (ahead == 0)
        | ((rows["judged_as"] == "floor") & (ahead < 0))
        | ((rows["judged_as"] == "ceiling") & (ahead > 0))
    )
    rows["share_of_way"] = (
        100 * (rows["outcome"] - rows["baseline"]) / ahead.where(ahead != 0)
    ).where(~rows["hold"])
    return rows.sort_values(["hold", "share_of_way"], ascending=[True, False], ignore_index=True)


def plot_progress(
    rows: pd.DataFrame, *, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw how far each plan goal has come: 100 is the goal; an arrow where the outcome says only
    'more than'.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_progress`.

    Raises
    ------
    ReportError
        If there is no goal with a baseline and an outcome.
    """
    texts = chart_texts("targets", lang)
    check_table(rows, "progress", [*GOAL, "hold", "share_of_way"])
    if rows.empty:
        raise ReportError("no plan goal has both a baseline and an outcome")
    ax = one_panel(ax)
    at = np.arange(len(rows))[::-1] - 0.6 * rows["hold"].to_numpy()
    ax.barh(at, rows["share_of_way"], color=DARK, height=0.5)
    ax.axvline(100, color=ACCENT, lw=1.2)
    for height, row in zip(at, rows.to_dict("records"), strict=True):
        more = ">" if row["outcome_bound"] in ("gt", "ge") else ""
        sign = {"floor": "≥", "ceiling": "≤"}.get(row["judged_as"], "")
        way = f"{row['baseline']:,.4g} → {more}{row['outcome']:,.4g}"
        held = f"{texts['hold']}{way} ({sign} {row['target']:,.10g})"
        text, right = (
            (held, 0.0)
            if row["hold"]
            else (f"{more}{row['share_of_way']:.0f}", row["share_of_way"])
        )
        ax.annotate(text, (right, height), xytext=(4, 0), textcoords="offset points", va="center")
    ax.set_yticks(at, indicator_names(rows, lang))
    ax.set_ylim(at.min() - 0.7, at.max() + 0.6)
    ax.margins(x=0.12)
    return finish(
        ax,
        texts["progress"],
        texts["progress_axis"].format(base=int(rows["baseline_year"].max())),
        source,
        lang,
    )


def plot_required(
    rows: pd.DataFrame, *, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw the compound growth that level goals need a year (caret), beside the growth that was
    reached where it is known (circle).

    Parameters
    ----------
    rows : DataFrame
        From :func:`reportlib.required_growth`; those with ``rate_unit`` '% a year' are drawn.

    Raises
    ------
    ReportError
        If there is no such row, or `lang` is unknown.
    """
    texts = chart_texts("targets", lang)
    check_table(rows, "required growth", ["indicator", "rate", "rate_unit", "reached"])
    shown = (
        rows[(rows["rate_unit"] == "% a year") & rows["rate"].notna()]
        .sort_values("rate", ascending=False)
        .reset_index(drop=True)
    )
    if shown.empty:
        raise ReportError("no goal needs a compound rate; give rows of required_growth")
    ax = one_panel(ax)
    at = np.arange(len(shown))[::-1]
    ax.plot(shown["rate"], at, "^", color=ACCENT, ls="none", ms=7, label=texts["needed"])
    if shown["reached"].notna().any():
        ax.plot(shown["reached"], at, "o", mfc="white", mec=DARK, ls="none", label=texts["reached"])
        ax.legend(loc="lower right", fontsize=7)
    for height, rate, reached in zip(at, shown["rate"], shown["reached"], strict=True):
        left, right = sorted(
            [(rate, ACCENT), (reached, DARK)], key=lambda shown: (pd.isna(shown[0]), shown[0])
        )
        ends = (
            [(left, -7, "right"), (right, 7, "left")] if pd.notna(right[0]) else [(left, 7, "left")]
        )
        for (value, colour), offset, anchor in ends:
            ax.annotate(
                f"{value:.1f}",
                (value, height),
                xytext=(offset, 0),
                textcoords="offset points",
                va="center",
                ha=anchor,
                color=colour,
            )
    ax.set_yticks(at, indicator_names(shown, lang))
    ax.margins(x=0.15)
    ax.set_xlim(left=0)
    return finish(ax, texts["required"], texts["required_axis"], source, lang)
