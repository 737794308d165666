"""Stated figures in one form, whichever table they come from.

Comes in: facts or labelled numbers. Goes out: which rows are figures of their indicator itself,
what two figures of one thing share, and outcomes as mappings.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from reportlib.labels.catalogue import is_exact
from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError

SOME = 6  # regions that an error lists
RELATIVE = ("plan", "nation", "place", "another figure")  # values of compared_with


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {str(name): value for name, value in row.items()}
        for row in frame.astype(object).where(frame.notna(), None).to_dict("records")
    ]


def check_region(table: pd.DataFrame, region: str, *, name: str = "region") -> None:
    """An error that lists some regions of a table, if it has not the one that is asked for.

    Examples
    --------
    >>> check_region(pd.DataFrame({"region": ["全国", "重庆市"]}), "China")
    Traceback (most recent call last):
    reportlib.tables.errors.ReportError: region='China' is no region of the table; there are \
全国, 重庆市
    """
    known = sorted(set(table["region"].dropna()))
    if region not in known:
        listed = ", ".join(known[:SOME]) + ", …" * (len(known) > SOME)
        raise ReportError(
            f"{name}={region!r} is no region of the table; there are {listed or 'none'}"
        )


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


def place_of(row: Mapping[str, Any]) -> Any:
    """The place that a figure speaks of: the one it names, else its region."""
    return row.get("place") or row.get("region")


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


def read_figures(outcomes: pd.DataFrame, role: str = "outcome") -> list[dict[str, Any]]:
    """Figures of one role in a table of facts or of numbers, in one form."""
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
    for row in records(outcomes[(outcomes["role"] == role) & ~is_relative(outcomes)]):
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
