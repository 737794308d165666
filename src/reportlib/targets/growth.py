"""Growth between two levels: what a target would need, and whether a stated rate agrees with the
levels beside it.

Comes in: labelled numbers, facts, or both stacked. Goes out: one row per target, or per stated
rate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from reportlib.labels.catalogue import describe_indicator, is_exact
from reportlib.tables.columns import check_table
from reportlib.targets.answers import find_baseline
from reportlib.targets.outcomes import is_plain, measure_family, records

POINTS = ("%", "‰", "1")  # units whose change is told in points, not in per cent


def required_growth(
    baseline: pd.DataFrame, target: pd.DataFrame, comparison: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Yearly growth that leads from each baseline to its target.

    Levels give the compound rate, 100 · ((target / baseline) ** (1 / years) − 1), in % a year;
    shares and rates in per cent give the difference per year, in percentage points. A growth target
    over several years (翻一番) gives its own yearly rate, 100 · ((1 + growth / 100) ** (1 / years)
    − 1). A baseline that is zero or negative, or a level at current prices against a target at
    constant prices, gives a missing rate and a reason, never an infinite one.

    Parameters
    ----------
    baseline, target : DataFrame
        Rows of ``numbers``; pairs meet on indicator, unit and family of measure. The baseline is
        the latest before the target; where none is stated, one that follows from others by a
        conversion that ``reason`` names (urban over rural income per head).
    comparison : DataFrame, optional
        From :func:`compare_targets`; with it ``reached`` is the same rate from the baseline to the
        outcome.

    Returns
    -------
    DataFrame
        One row per target: ``indicator, indicator_en, unit, baseline, baseline_year, target,
        target_year, bound, rate, rate_unit, reached, reason``.

    Raises
    ------
    MissingColumnError
        If a needed column is missing.

    Examples
    --------
    >>> from reportlib import Report, analyse
    >>> text = "一、去年工作\\n去年，公路通车里程达到100公里。\\n二、今后五年目标\\n"
    >>> text += "到2025年，公路通车里程达到121公里，经济总量较2020年翻一番。"
    >>> numbers = analyse(Report("demo", text, year=2021)).numbers
    >>> outcomes, targets = (numbers[numbers.role == role] for role in ("outcome", "target"))
    >>> found = required_growth(outcomes, targets)
    >>> found[["indicator", "rate"]].round(2).values.tolist()
    [['公路通车里程', 3.89], ['经济总量', 14.87]]
    """
    needs = [
        "indicator",
        "indicator_id",
        "measure",
        "unit",
        "value",
        "period_start",
        "period_end",
        "bound",
        "base_year",
    ]
    for name, frame in (("baseline", baseline), ("target", target)):
        check_table(frame, name, needs)
    known = records(baseline[baseline["value"].notna() & is_plain(baseline)])
    came = (
        {}
        if comparison is None
        else comparison.dropna(subset="outcome").set_index("target_number_id")["outcome"].to_dict()
    )
    rows = [
        _over_years(goal) or _from_baseline(goal, known, came.get(goal.get("number_id")))
        for goal in records(target[target["value"].notna() & is_plain(target)])
    ]
    columns = [
        "indicator",
        "indicator_en",
        "unit",
        "baseline",
        "baseline_year",
        "target",
        "target_year",
        "bound",
        "rate",
        "rate_unit",
        "reached",
        "reason",
    ]
    return pd.DataFrame(list(filter(None, rows))).reindex(columns=columns)


def _stated(goal: Mapping[str, Any]) -> dict[str, Any]:
    row = {name: goal.get(name) for name in ("indicator", "indicator_en", "unit", "bound")}
    return row | {"target": goal["value"], "target_year": goal["period_end"]}


def _over_years(goal: Mapping[str, Any]) -> dict[str, Any] | None:
    """The yearly rate of a target that is itself growth over several years."""
    if goal["measure"] != "growth" or not goal["base_year"]:
        return None
    years = goal["period_end"] - goal["base_year"]
    if years <= 1:
        return None
    return _stated(goal) | {
        "baseline_year": goal["base_year"],
        "rate": 100 * ((1 + goal["value"] / 100) ** (1 / years) - 1),
        "rate_unit": "% a year",
        "reason": "the target is growth over several years",
    }


def _from_baseline(
    goal: Mapping[str, Any], known: Sequence[Mapping[str, Any]], outcome: float | None
) -> dict[str, Any] | None:
    """The yearly rate from the latest baseline of a level to its target, or the reason for none."""
    if measure_family(goal["measure"]) != "level":
        return None
    start, how = find_baseline(goal, known)
    if start is None:
        return _stated(goal) | {"reason": "no baseline in the table"}
    row = _stated(goal) | {"baseline": start["value"], "baseline_year": start["period_end"]}
    if reason := _no_rate(goal, start):
        return row | {"reason": reason}
    converted = f"; baseline {how}" if how else ""
    base, years = start["value"], goal["period_end"] - start["period_end"]
    if goal["unit"] in POINTS:
        return row | {
            "rate": (goal["value"] - base) / years,
            "rate_unit": "points a year",
            "reached": (outcome - base) / years if outcome is not None else None,
            "reason": "difference per year" + converted,
        }
    rate, reached = (
        100 * ((end / base) ** (1 / years) - 1) if end is not None and end > 0 else None
        for end in (goal["value"], outcome)
    )
    return row | {
        "rate": rate,
        "rate_unit": "% a year",
        "reached": reached,
        "reason": "compound rate" + converted,
    }


def _no_rate(goal: Mapping[str, Any], start: Mapping[str, Any]) -> str:
    """Why no yearly rate leads from a baseline to its target; "" when one does."""
    entry: Mapping[str, str] = (
        describe_indicator(goal["indicator_id"])
        if goal["indicator_id"]
        else {"price_basis": "none", "stock_or_flow": "flow"}
    )
    yearly = goal["indicator_id"] and all(
        figure["period_start"] == figure["period_end"] for figure in (start, goal)
    )
    if entry["stock_or_flow"] == "flow" and goal["unit"] != "元" and not yearly:
        return "summed over several years, or of an unknown kind: no level to grow from"
    if goal["unit"] in POINTS:
        return ""
    if entry["price_basis"] == "constant" and goal["unit"] == "元":
        return (
            "levels stand at current prices, and goals of this indicator at constant ones: "
            "their ratio is no growth rate"
        )
    return "the baseline is not positive" if start["value"] <= 0 else ""


def check_growth(statements: pd.DataFrame) -> pd.DataFrame:
    """Stated growth beside the growth that two stated levels imply, where both are at current
    prices.

    For indicators at constant or comparable prices the two need not agree, so they are left out, as
    are rates that the text calls real (实际增长). Facts do not tell whether a rate is real: look
    before you call a difference an error.

    Parameters
    ----------
    statements : DataFrame
        Labelled numbers of several reports, facts, or both stacked.

    Returns
    -------
    DataFrame
        One row per region, indicator and year with a growth rate and the levels of both years:
        ``region, indicator_id, year, level_before, level, stated, implied`` (both in %),
        ``difference`` (percentage points).

    Examples
    --------
    >>> from reportlib import Report, analyse
    >>> text = "一、工作回顾\\n2019年，社会消费品零售总额200亿元。"
    >>> text += "2020年，社会消费品零售总额达到210亿元、增长5%。"
    >>> found = check_growth(analyse(Report("demo", text, region="某市", year=2021)).numbers)
    >>> found[["year", "stated", "implied"]].round(1).values.tolist()
    [[2020.0, 5.0, 5.0]]
    """
    needs = [
        "region",
        "indicator",
        "indicator_id",
        "measure",
        "unit",
        "period_start",
        "period_end",
        "role",
        "value",
    ]
    check_table(statements, "statements", needs)
    current = [
        pd.notna(known) and describe_indicator(known)["price_basis"] == "current"
        for known in statements["indicator_id"]
    ]
    exact = [isinstance(name, str) and is_exact(name) for name in statements["indicator"]]
    kept = pd.Series(
        [a and b for a, b in zip(current, exact, strict=True)], index=statements.index, dtype=bool
    )
    rows = statements[kept & (statements["role"] == "outcome") & statements["value"].notna()]
    kept = (rows["period_start"] == rows["period_end"]) & is_plain(rows)
    if "price_basis" in rows:
        kept &= rows["price_basis"].fillna("current") == "current"
    rows = rows[kept].assign(year=lambda part: part["period_end"].astype("int64"))
    keys = ["region", "indicator_id", "year"]
    levels = (
        rows[(rows["measure"] == "level") & (rows["unit"] == "元")]
        .drop_duplicates(keys)[[*keys, "value"]]
        .rename(columns={"value": "level"})
    )
    growth = (
        rows[(rows["measure"] == "growth") & (rows["unit"] == "%")]
        .drop_duplicates(keys)[[*keys, "value"]]
        .rename(columns={"value": "stated"})
    )
    before = levels.assign(year=levels["year"] + 1).rename(columns={"level": "level_before"})
    found = growth.merge(levels, on=keys).merge(before, on=keys)
    found["implied"] = 100 * (found["level"] / found["level_before"] - 1)
    found["difference"] = found["stated"] - found["implied"]
    return found[
        [
            "region",
            "indicator_id",
            "year",
            "level_before",
            "level",
            "stated",
            "implied",
            "difference",
        ]
    ].reset_index(drop=True)
