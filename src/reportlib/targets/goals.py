"""What stood on the way to the goals of a plan, and how the goals were set anew later.

Comes in: a comparison and stated figures. Goes out: one row per goal and figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from reportlib.tables.columns import TEXT, check_table
from reportlib.targets.conversions import convert_figures
from reportlib.targets.outcomes import (
    indicator_key,
    measure_family,
    place_of,
    read_figures,
    records,
)
from reportlib.targets.verdicts import DIRECTIONS, judge_outcome

OF_GOAL = {
    "target_number_id": "target_number_id",
    "indicator": "indicator",
    "indicator_id": "indicator_id",
    "indicator_en": "indicator_en",
    "unit": "unit",
    "goal_year": "period_end",
    "goal": "target",
    "goal_bound": "target_bound",
    "baseline": "baseline",
}
COLUMNS = [*OF_GOAL, "role", "year", "value", "bound", "part_year", "gap", "reaches"]
COLUMNS += ["conversion", "source", "source_date"]


def trace_goals(comparison: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Every stated figure on the way to each goal of a plan, and every target that a later document
    sets for the goal's year.

    A verdict at the end of a plan may be open (over 55 % of 57) where the years before say how far
    off the goal was; and a goal may have been moved.

    Parameters
    ----------
    comparison : DataFrame
        Table ``comparison``; its rows of class plan_goal with a number or range are traced.
    statements : DataFrame
        Table ``facts``, or numbers of other reports.

    Returns
    -------
    DataFrame
        One row per goal and figure, by goal and year: ``target_number_id, indicator, indicator_id,
        indicator_en, unit, goal_year, goal, goal_bound, baseline``; ``role`` (outcome, or target
        for one that another document sets for the goal's year), ``year, value`` (of a range the
        end nearer to the goal), ``bound, part_year`` (covers a part of the year), ``gap`` (value −
        goal), ``reaches`` (whether the figure would meet the goal; missing where it leaves that
        open), ``conversion, source, source_date``.

    Raises
    ------
    MissingColumnError
        If a column is missing.

    Examples
    --------
    >>> from reportlib import analyse, compare_targets, load_facts, load_report
    >>> facts = load_facts()
    >>> compared = compare_targets(analyse(load_report("chongqing-2021")).numbers, facts)
    >>> way = trace_goals(compared, facts)
    >>> forest = way[way.indicator_id == "forest_cover"]
    >>> forest[["year", "value", "gap"]].round(2).values.tolist()[:3]
    [[2021, 54.5, -2.5], [2022, 55.04, -1.96], [2023, 55.06, -1.94]]
    """
    check_table(comparison, "comparison")
    figures = {role: read_figures(statements, role) for role in ("outcome", "target")}
    goals = comparison[(comparison["target_class"] == "plan_goal") & comparison["target"].notna()]
    rows = [
        {column: goal[name] for column, name in OF_GOAL.items()} | found
        for goal in records(goals)
        for found in _on_the_way(goal, figures)
    ]
    table = pd.DataFrame(rows, columns=COLUMNS)
    texts = dict.fromkeys(("conversion", "source", "source_date"), TEXT)
    return table.astype({"goal_year": "Int64", "year": "Int64", "reaches": "boolean", **texts})


def _on_the_way(
    goal: Mapping[str, Any], figures: Mapping[str, Sequence[Mapping[str, Any]]]
) -> Iterator[dict[str, Any]]:
    """Figures of a goal's indicator after its baseline, by year, those of its own year last."""
    for role, stated in figures.items():
        here = [figure for figure in stated if place_of(figure) == place_of(goal)]
        after = goal["baseline_year"] if role == "outcome" else goal["period_end"] - 1
        years = {figure["period_end"] for figure in here if figure["period_end"]}
        for year in sorted(years):
            if year > goal["period_end"] or (after and year <= after):
                continue
            for figure, how in _of_year(goal, here, year):
                yield {"role": role, "year": year, "conversion": how or None} | _beside(
                    goal, figure
                )


def _of_year(
    goal: Mapping[str, Any], here: Sequence[Mapping[str, Any]], year: int
) -> list[tuple[Mapping[str, Any], str]]:
    key, family = indicator_key(goal), measure_family(goal["measure"])
    same = [
        figure
        for figure in here
        if figure["period_end"] == year
        and indicator_key(figure) == key
        and measure_family(figure["measure"]) == family
        and figure["unit"] == goal["unit"]
        and (family == "level" or figure["period_start"] == goal["period_start"])
    ]
    stated: list[tuple[Mapping[str, Any], str]] = [(figure, "") for figure in same]
    if family != "level" or any(not figure["part_year"] for figure in same):
        return stated
    whole = [figure for figure in here if not figure["part_year"]]
    found, how = convert_figures(goal, whole, year)
    return [*stated, (found, how)] if found else stated


def _beside(goal: Mapping[str, Any], figure: Mapping[str, Any]) -> dict[str, Any]:
    set_as = {"value_low": goal["target"], "value_high": goal["target"]}
    target = {**set_as, "bound": goal["target_bound"], "unit": goal["unit"]}
    how = goal["judged_as"] if goal["judged_as"] in DIRECTIONS else "floor"
    status, _, gap, _ = judge_outcome(target, how, figure, figure["step"], {})
    value = figure["value"]
    if value is None:
        value = figure["value_low" if how == "floor" else "value_high"]
    return {
        "value": value,
        "bound": figure["bound"],
        "part_year": figure["part_year"],
        "gap": gap,
        "reaches": {"met": True, "missed": False}.get(status),
        "source": figure["source"],
        "source_date": figure["date"],
    }
