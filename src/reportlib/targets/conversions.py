"""Figures that follow from others by arithmetic: a conversion is named wherever it is used.

Comes in: a target and stated figures of its place. Goes out: the figure in the target's unit and
year, and how it was made. Sums and ratios of indicators are rows of ``vocabulary/conversions.csv``.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from typing import Any

from reportlib.tables.vocabulary import vocabulary_rows
from reportlib.targets.outcomes import indicator_key, measure_family

ENDS = ("value", "value_low", "value_high")
SIGNS = {"sum": " + ", "ratio": " / "}


def convert_figures(
    row: Mapping[str, Any], figures: Sequence[Mapping[str, Any]], year: int | None = None
) -> tuple[dict[str, Any] | None, str]:
    """The figure of a target's indicator in `year` (by default the target's last) that follows from
    others, and how; (None, "") where none does.

    Three ways: days with good air as a share of the days of the year; a sum or a ratio of two
    indicators, where both are exact; and a level times its growth since. Money is never grown: its
    growth may be at other prices.

    Examples
    --------
    >>> urban, rural = ({"indicator_id": f"{who}_income", "measure": "level", "unit": "元",
    ...     "indicator": f"{name}居民人均可支配收入", "bound": "eq", "value": value, "step": 1.0,
    ...     "period_start": 2020, "period_end": 2020}
    ...     for who, name, value in (("urban", "城镇", 40006.0), ("rural", "农村", 16361.0)))
    >>> gap = {"indicator_id": "income_gap", "indicator": "城乡居民收入比", "unit": "1",
    ...     "measure": "ratio", "period_end": 2020}
    >>> found, how = convert_figures(gap, [urban, rural])
    >>> round(found["value"], 2), how
    (2.45, 'converted: 40,006 / 16,361 (urban income per head over rural income per head)')
    """
    year = row["period_end"] if year is None else year
    then = [figure for figure in figures if figure["period_end"] == year]
    for convert in (_share_of_days, _joined):
        found, how = convert(row, then)
        if found:
            return found, f"converted: {how}"
    found, how = _grown(row, then, figures)
    return found, f"converted: {how}" if found else ""


def _share_of_days(
    row: Mapping[str, Any], figures: Sequence[Mapping[str, Any]]
) -> tuple[dict[str, Any] | None, str]:
    told = [
        figure
        for figure in figures
        if figure["indicator_id"] == "good_air_days" and figure["value"] is not None
    ]
    if row["indicator_id"] != "good_air_share" or not told:
        return None, ""
    days = 366 if calendar.isleap(told[-1]["period_end"]) else 365
    return _scaled(told[-1], 100 / days), f"days of {days} in per cent"


def _joined(
    row: Mapping[str, Any], figures: Sequence[Mapping[str, Any]]
) -> tuple[dict[str, Any] | None, str]:
    rule = _rule(indicator_key(row))
    if rule is None or measure_family(row["measure"]) != "level":
        return None, ""
    found = [
        next((figure for figure in figures if _is_level(figure, known)), None)
        for known in rule["parts"].split("|")
    ]
    parts = [part for part in found if part is not None]
    units = {part["unit"] for part in parts}
    if len(parts) < len(found) or len(units) > 1:
        return None, ""
    if rule["how"] == "sum" and units != {row["unit"]}:
        return None, ""
    first, second = (part["value"] for part in parts)
    steps = [part.get("step") or 1.0 for part in parts]
    if rule["how"] == "sum":
        value, step = first + second, sum(steps)
    else:
        value = first / second * (100 if row["unit"] == "%" else 1)
        step = value * (steps[0] / first + steps[1] / second)
    how = f"{first:,.15g}{SIGNS[rule['how']]}{second:,.15g} ({rule['why']})"
    return _made_of(parts, value, step), how


def _grown(
    row: Mapping[str, Any],
    then: Sequence[Mapping[str, Any]],
    figures: Sequence[Mapping[str, Any]],
) -> tuple[dict[str, Any] | None, str]:
    key = indicator_key(row)
    if measure_family(row["measure"]) != "level" or row["unit"] in ("元", "%", "‰", "1"):
        return None, ""
    for growth in then:
        if (
            indicator_key(growth) != key
            or growth["measure"] != "growth"
            or growth["unit"] != "%"
            or growth["bound"] != "eq"
        ):
            continue
        base = growth.get("base_year") or growth["period_start"] - 1
        for level in figures:
            if (
                level["period_end"] == base
                and level["unit"] == row["unit"]
                and _is_level(level, key)
            ):
                factor = 1 + growth["value"] / 100
                value = level["value"] * factor
                step = (level.get("step") or 1.0) * factor
                step += level["value"] * (growth.get("step") or 1.0) / 100
                how = f"{level['value']:,.10g} of {base}, grown by {growth['value']:g} %"
                return _made_of([level, growth], value, step), how
    return None, ""


def _rule(key: str) -> Mapping[str, str] | None:
    rows = vocabulary_rows("conversions")
    return next((rule for rule in rows if rule["indicator_id"] == key), None)


def _is_level(figure: Mapping[str, Any], key: str) -> bool:
    return (
        indicator_key(figure) == key
        and measure_family(figure["measure"]) == "level"
        and figure["bound"] == "eq"
        and bool(figure["value"])
    )


def _scaled(figure: Mapping[str, Any], factor: float) -> dict[str, Any]:
    names = (*ENDS, "step")
    scaled = {name: factor * figure[name] for name in names if figure.get(name) is not None}
    return {**figure, **scaled}


def _made_of(parts: Sequence[Mapping[str, Any]], value: float, step: float) -> dict[str, Any]:
    """The last part with the new value, and the ids and sources of all."""
    told = {
        name: join.join(dict.fromkeys(str(part[name]) for part in parts if part.get(name)))
        for name, join in (("id", "+"), ("source", "; "))
    }
    return {**parts[-1], **told, **dict.fromkeys(ENDS, value), "step": step, "vintage": "derived"}
