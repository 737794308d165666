"""Which stated figure answers a target, and why the nearest one does not.

Comes in: outcomes in one form. Goes out: the figure that has the target's indicator, place, unit,
period, base year and timing, or one that is converted from such figures, or the reason for none.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from reportlib.labels.basis import is_worded
from reportlib.labels.catalogue import describe_indicator, is_exact
from reportlib.targets.conversions import convert_figures
from reportlib.targets.outcomes import indicator_key, measure_family, place_of
from reportlib.text.report import data_folder


def find_outcome(
    row: Mapping[str, Any], stated: Sequence[Mapping[str, Any]]
) -> tuple[dict[str, Any] | None, str, str]:
    """The outcome that answers a target; else why the nearest one does not; and the rule that
    converted it.
    """
    key, region, place = indicator_key(row), row["region"], row["place"] or row["region"]
    here = [
        figure
        for figure in stated
        if figure["period_end"] == row["period_end"]
        and (
            place_of(figure) == place
            or (place and figure["region"] == region and place in (figure["indicator"] or ""))
        )
    ]
    reasons = [(figure, _answers(row, figure)) for figure in here if figure["key"] == key]
    for figure, reason in reasons:
        if not reason:
            return dict(figure), "", ""
    converted, how = convert_figures(
        row, [figure for figure in stated if place_of(figure) == place and not figure["part_year"]]
    )
    if converted:
        return converted, "", how
    if reasons:
        return None, reasons[0][1] + ", in the facts given", ""
    for figure in here:
        if why := _nearby().get((str(row["indicator"]), str(figure["indicator"]))):
            return None, f"only a nearby indicator, {figure['indicator']}: {why}", ""
    return None, "", ""


def find_baseline(
    row: Mapping[str, Any], before: Sequence[Mapping[str, Any]]
) -> tuple[Mapping[str, Any] | None, str]:
    """The figure that a target starts from, and the rule that converted it: of growth that of the
    year before, else the last level before the target's year.
    """
    key, family = indicator_key(row), measure_family(row["measure"])
    here = [
        figure
        for figure in before
        if place_of(figure) == place_of(row)
        and figure["period_end"]
        and figure["period_end"] < row["period_end"]
    ]
    same = [
        figure
        for figure in here
        if indicator_key(figure) == key
        and measure_family(figure["measure"]) == family
        and figure["unit"] == row["unit"]
        and (family != "growth" or figure["period_end"] == row["period_start"] - 1)
    ]
    if same:
        return max(same, key=lambda figure: figure["period_end"]), ""
    for year in sorted({figure["period_end"] for figure in here}, reverse=True):
        found, how = convert_figures(row, here, year)
        if found:
            return found, how
    return None, ""


def _answers(row: Mapping[str, Any], figure: Mapping[str, Any]) -> str:
    """Why a figure of the same name does not answer a target; "" when it does."""
    entry: Mapping[str, str] = (
        describe_indicator(row["indicator_id"])
        if row["indicator_id"] and is_exact(row["indicator"])
        else {"stock_or_flow": "", "timing": "any"}
    )
    family = measure_family(row["measure"])
    if figure["part_year"]:
        return "only a figure of part of the year"
    if figure["unit"] != row["unit"] or measure_family(figure["measure"]) != family:
        return "only in another measure or unit"
    if figure["period_start"] != row["period_start"] and (
        family != "level" or entry["stock_or_flow"] == "flow"
    ):
        return "only over another span of years"
    since, until = (
        (known["base_year"] if known.get("base_year") else known["period_start"] - 1)
        for known in (row, figure)
    )
    if family == "growth" and since != until:
        return "only growth from another base year"
    return _told_apart(row, figure, entry["timing"])


def _told_apart(row: Mapping[str, Any], figure: Mapping[str, Any], usual: str) -> str:
    """Why a figure of the same name and years, but of other prices or another timing, does not
    answer a target; "" when it does.
    """
    prices = [side["price_basis"] for side in (row, figure) if is_worded(side, "price_basis")]
    if len(set(prices)) > 1:
        return f"only a figure at other prices ({prices[1]}), not {prices[0]}"
    wanted = row["timing"] if is_worded(row, "timing") else usual
    found = figure.get("timing") or wanted
    if "any" != wanted != found and "change" not in (wanted, found):
        return f"only a figure of another timing ({found}), not {wanted}"
    return ""


@cache
def _nearby() -> Mapping[tuple[str, str], str]:
    with (data_folder() / "reference" / "nearby.csv").open(encoding="utf-8", newline="") as file:
        return {(row["target"], row["outcome"]): row["why"] for row in csv.DictReader(file)}
