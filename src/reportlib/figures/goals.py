"""Charts of goals over several years, rows in, Axes out: how far the way is gone, and the
growth that a goal needs.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from reportlib.figures.parts import (
    frame,
    indicator_names,
    label,
    row_panel,
    side_columns,
)
from reportlib.figures.style import DARK, GREY, INK, LIGHT
from reportlib.figures.texts import chart_texts, format_level, format_short
from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError

GOAL = [
    "indicator",
    "indicator_en",
    "unit",
    "baseline",
    "baseline_year",
    "target",
    "target_bound",
    "judged_as",
    "outcome",
    "outcome_bound",
    "status",
    "period_end",
]
SIGNS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}
SIGNED = {"target": "target_bound", "outcome": "outcome_bound"}


def build_progress(comparison: pd.DataFrame) -> pd.DataFrame:
    """Plan goals with a level before and an outcome: the share of the way that was gone (%), goals
    reached before (`hold`) apart. ``stated`` is how many plan goals those years have, these or not.

    Exactly what :func:`plot_progress` draws.
    """
    stated = comparison[comparison["target_class"] == "plan_goal"]
    goals = stated[stated["outcome"].notna() & stated["baseline"].notna()]
    rows = goals.loc[goals["measure"].isin(["level", "share", "ratio"]), GOAL]
    rows = rows.assign(stated=int(stated["period_end"].isin(rows["period_end"]).sum()))
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
    """Draw the way from the level before (hollow) to each plan goal (a stroke at 100) and to the
    outcome (filled), which is an arrow where it says only 'more than'.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_progress`.

    Raises
    ------
    ReportError
        If there is no goal with a baseline and an outcome.
    """
    texts = chart_texts("progress", lang)
    check_table(rows, "progress", [*GOAL, "hold", "share_of_way", "stated"])
    if rows.empty:
        raise ReportError(
            "no goal of a later year has both a level in the report and an outcome; give "
            "compare_targets what later papers state, as load_facts(path=…) reads it"
        )
    heads = [texts["hold" if hold else "reach"] for hold in rows["hold"]]
    values = []
    for row in rows.to_dict("records"):
        levels = {
            name: format_level(row[name], row["unit"], lang) for name in ("baseline", *SIGNED)
        }
        signed = {name: SIGNS.get(row[bound], "") + levels[name] for name, bound in SIGNED.items()}
        values.append(texts["values"].format(**levels | signed))
    names = map("\n".join, zip(indicator_names(rows, lang), values, strict=True))
    ax, at = row_panel(ax, list(names), heads=heads, share=0.42)
    way = rows[~rows["hold"]].assign(at=at[~rows["hold"]])
    for row in way.to_dict("records"):
        done, height = row["share_of_way"], row["at"]
        ax.plot([0, max(100, done)], [height, height], color=LIGHT, lw=1.2, zorder=1)
        ax.plot(0, height, "o", mfc="white", mec=DARK, ms=5)
        ax.plot(100, height, "|", color=INK, ms=12, mew=1.5)
        more = row["outcome_bound"] in SIGNS
        ax.plot(done, height, ">" if more else "o", color=DARK, ms=6, gid="outcome")
        label(ax, format_short(done, 0), done, height, "above", gap=3)
    for height, status in zip(at[rows["hold"]], rows.loc[rows["hold"], "status"], strict=True):
        label(ax, texts["held"][status], 0, height, "right", gap=0)
    ax.margins(x=0.08)
    ax.xaxis.set_visible(not way.empty)
    words = {
        "year": int(rows["period_end"].max()),
        "base": int(rows["baseline_year"].max()),
        "met": int((rows["status"] == "met").sum()),
        "n": len(rows),
        "stated": int(rows["stated"].iloc[0]),
    }
    return frame(ax, texts["finding"], texts["subtitle"], source, lang, words)


def plot_required(
    rows: pd.DataFrame, *, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw the compound growth that level goals need a year (a stroke), the years to reach them by
    apart, beside the growth that was reached where it is known (filled circle).

    Parameters
    ----------
    rows : DataFrame
        From :func:`reportlib.required_growth`; those with ``rate_unit`` '% a year' are drawn.

    Raises
    ------
    ReportError
        If there is no such row, or `lang` is unknown.
    """
    texts = chart_texts("required-growth", lang)
    needs = ["indicator", "rate", "rate_unit", "reached", "baseline_year", "target_year"]
    check_table(rows, "required growth", needs)
    shown = rows[(rows["rate_unit"] == "% a year") & rows["rate"].notna()].sort_values(
        ["target_year", "rate"], ascending=[True, False], ignore_index=True
    )
    if shown.empty:
        raise ReportError(
            "no goal of a later year is a level that grows from one in the report, so none needs a "
            "compound rate; give rows of required_growth"
        )
    heads = [
        texts["horizon"].format(first=int(first), last=int(last))
        for first, last in zip(shown["baseline_year"], shown["target_year"], strict=True)
    ]
    ax, at = row_panel(ax, indicator_names(shown, lang), heads=heads)
    ax.hlines(at, 0, shown["rate"], color=LIGHT, lw=1.2, zorder=1)
    ax.plot(shown["rate"], at, "|", color=INK, ls="none", ms=11, mew=2, gid="needed")
    ax.plot(shown["reached"], at, "o", color=DARK, ls="none", ms=6, gid="reached")
    reached = [format_short(value) if pd.notna(value) else "–" for value in shown["reached"]]
    needed = [format_short(rate) for rate in shown["rate"]]
    side_columns(ax, at, {texts["needed"]: needed, texts["reached"]: reached})
    ax.axvline(0, color=GREY, lw=0.8)
    ax.margins(x=0.06)
    known = shown[shown["reached"].notna()]
    words = {
        "low": format_short(shown["rate"].min()),
        "high": format_short(shown["rate"].max()),
        "n": len(shown),
        "known": len(known),
        "kept": int((known["reached"] >= known["rate"]).sum()),
    }
    title = texts["finding" if len(known) else "shown"]
    return frame(ax, title, texts["subtitle"], source, lang, words)
