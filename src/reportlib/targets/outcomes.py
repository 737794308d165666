"""Which stated figure answers a target, and why the nearest one does not.

Comes in: facts or labelled numbers, as figures of one form. Goes out: the figure that has the
target's indicator, place, unit, period, base year and timing, or the reason for none.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import pandas as pd

from reportlib.labels.basis import is_worded
from reportlib.labels.catalogue import describe_indicator, is_exact
from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError
from reportlib.text.report import data_folder

RELATIVE = ("plan", "nation", "place", "another figure")  # values of compared_with


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {str(name): value for name, value in row.items()}
        for row in frame.astype(object).where(frame.notna(), None).to_dict("records")
    ]


def with_ends(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row whose point has both its ends at its value, as a range has its own."""
    point = row["value"] is not None
    return {
        **row,
        **{end: row["value"] if point else row.get(end) for end in ("value_low", "value_high")},
    }


def indicator_key(row: Mapping[str, Any]) -> str:
    """What must agree: the id when the name is the catalogue's own, else the name without its
    blanks and marks.
    """
    return (
        str(row["indicator_id"])
        if row["indicator_id"] and is_exact(row["indicator"])
        else re.sub(r"[\s的“”]", "", str(row["indicator"]))
    )


def measure_family(measure: str | None) -> str:
    return "level" if measure in ("level", "share", "ratio") else str(measure)


def printed_step(text: str | None, value: float) -> float:
    """One unit of the last printed digit: 2.5万 → 1000."""
    found = re.search(r"(\d+)(?:\.(\d+))?", text or "")
    if found is None or not value:
        return 1.0
    factor = abs(value) / float(found[0]) if float(found[0]) else 1.0
    return float(10.0 ** round(math.log10(factor)) * 10.0 ** -len(found[2] or ""))


def refuse_mixed_vintages(statements: pd.DataFrame) -> None:
    """Refuse figures of two vintages: what officials were judged on and what was revised later
    answer different questions.
    """
    rules = set(statements["vintage_rule"].dropna()) if "vintage_rule" in statements else set()
    if len(rules) > 1:
        raise ReportError(
            f"the statements mix the vintages {', '.join(sorted(rules))}; load all facts with one "
            "of them"
        )


def covers_part(rows: pd.DataFrame) -> pd.Series:
    """Whether each row speaks of a part of its year alone, as no annual figure does: facts say so
    in ``part_year``, numbers in ``part_of_year``.
    """
    part = pd.Series(False, index=rows.index)
    if "part_year" in rows:
        part |= rows["part_year"].fillna(False).astype(bool)
    if "part_of_year" in rows:
        part |= rows["part_of_year"].notna()
    return part


def is_relative(rows: pd.DataFrame) -> pd.Series:
    """Whether each row is measured against a plan, another place or another figure, so that it is
    no growth, level or share of its indicator: 比全国高2个百分点, 为预算的98.4%.
    """
    if "compared_with" not in rows:
        return pd.Series(False, index=rows.index)
    return rows["compared_with"].isin(RELATIVE)


def is_plain(rows: pd.DataFrame) -> pd.Series:
    """Whether each row is a figure of its indicator itself, over whole years.

    Examples
    --------
    >>> parts, against = [None, "H1", None], ["year before", None, "nation"]
    >>> is_plain(pd.DataFrame({"part_of_year": parts, "compared_with": against})).tolist()
    [True, False, False]
    """
    return ~(covers_part(rows) | is_relative(rows))


def read_figures(outcomes: pd.DataFrame) -> list[dict[str, Any]]:
    """Outcomes of a table of facts or of numbers, in one form."""
    needs = [
        "indicator",
        "indicator_id",
        "region",
        "measure",
        "unit",
        "period_start",
        "period_end",
        "role",
        "bound",
        "value",
    ]
    check_table(
        outcomes,
        "outcomes",
        needs
        if "text" in outcomes
        else [*needs, "value_low", "value_high", "part_year", "step", "vintage"],
    )
    refuse_mixed_vintages(outcomes)
    figures = []
    for row in records(outcomes[(outcomes["role"] == "outcome") & ~is_relative(outcomes)]):
        row = with_ends(row)
        if row["value_low"] is None or row["value_high"] is None:
            continue
        source = row.get("source_title") or row.get("report_id")
        step = row.get("step") or printed_step(row.get("text"), row["value"])
        known = {
            "source": source,
            "date": row.get("source_date"),
            "vintage": row.get("vintage") or "as_announced",
            "step": step,
        }
        figures.append(
            {
                **row,
                **known,
                "id": row.get("fact_id") or row.get("number_id"),
                "document": row.get("document_type") or "work_report",
                "part_year": bool(row.get("part_year") or row.get("part_of_year")),
                "key": indicator_key(row),
            }
        )
    return figures


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
            (figure.get("place") or figure["region"]) == place
            or (figure["region"] == region and place in figure["indicator"])
        )
    ]
    reasons = [(figure, _answers(row, figure)) for figure in here if figure["key"] == key]
    for figure, reason in reasons:
        if not reason:
            return dict(figure), "", ""
    if converted := share_of_days(row, [figure for figure in here if not figure["part_year"]]):
        return converted, "", f"converted: days of {_days(row['period_end'])} in per cent"
    if reasons:
        return None, reasons[0][1] + ", in the facts given", ""
    for figure in here:
        if why := _nearby().get((str(row["indicator"]), str(figure["indicator"]))):
            return None, f"only a nearby indicator, {figure['indicator']}: {why}", ""
    return None, "", ""


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


def share_of_days(
    row: Mapping[str, Any], figures: Iterable[Mapping[str, Any]]
) -> dict[str, Any] | None:
    """The last figure in days that answers a target for the share of days with good air, in per
    cent of its year.
    """
    if row["indicator_id"] != "good_air_share":
        return None
    told = [
        figure
        for figure in figures
        if figure["indicator_id"] == "good_air_days" and figure["value"] is not None
    ]
    if not told:
        return None
    days = _days(told[-1]["period_end"])
    names = ("value", "value_low", "value_high", "step")
    return {
        **told[-1],
        **{name: 100 * told[-1][name] / days for name in names if told[-1].get(name) is not None},
    }


def _days(year: int) -> int:
    return 366 if year % 4 == 0 else 365


@cache
def _nearby() -> Mapping[tuple[str, str], str]:
    with (data_folder() / "reference" / "nearby.csv").open(encoding="utf-8", newline="") as file:
        return {(row["target"], row["outcome"]): row["why"] for row in csv.DictReader(file)}
