"""``numbers`` and the corrections of its report → ``numbers`` as corrected.

What is given is taken as it is; what follows from it follows anew, unless it is given too:

- ``value`` gives a point (low = high = value, a bound ``range`` becomes ``eq``); ``value_low`` and
  ``value_high`` give a range (bound ``range``), or a point where they are equal;
- ``indicator_id`` gives ``indicator_en`` and ``topic``; ``indicator`` gives all three, as the
  catalogue knows the name; the name itself stays as it stands in the text;
- ``base_year`` moves with ``period_start`` where it is the year before it;
- ``price_basis``, ``timing`` and ``compared_with`` that no word gave follow from measure, unit,
  years and catalogue; the ``…_reason`` of what was given is the correction's;
- a ``kind`` that is no measure empties what only measures have.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

import pandas as pd

from reportlib.audit.corrections import KEYS, TOLD, Correction, Corrections
from reportlib.labels.basis import COLUMNS, retell_basis
from reportlib.labels.catalogue import describe_indicator, match_indicator
from reportlib.tables.columns import build_table, list_rows, table_columns
from reportlib.text.report import Report

Row = dict[str, Any]

ADDED = "added by hand"  # stands in ``rule``
REASONS = {
    "role": "role_reason",
    "place": "place_reason",
    **dict.fromkeys(("period_start", "period_end", "base_year", "part_of_year"), "period_reason"),
}
BASIS_OF = {"indicator", "indicator_id", "measure", "unit", "base_year", "period_end", *COLUMNS}
ORDER = ("drop", "add", "set")


def correct_numbers(
    numbers: pd.DataFrame, sentences: pd.DataFrame, report: Report, corrections: Corrections
) -> pd.DataFrame:
    """The table ``numbers`` of a report with its corrections, each touched row ``corrected``.

    Keys stay unique, rows in text order, and spans apart, but for two readings of one.

    Parameters
    ----------
    numbers, sentences : DataFrame
        Tables of the report.
    report : Report
    corrections : tuple of Correction
        Of this report, as :func:`reportlib.audit.corrections.select_corrections` gives them.

    Raises
    ------
    ReportError
        If the text of a correction stands no longer at its offset (the message shows both), there
        is no number to set or drop, or already one where one is added, or a row would contradict
        itself: low above high, an end before its start, a unit missing. The message names file and
        line.

    Examples
    --------
    >>> from reportlib import analyse
    >>> row = ["demo", 6, "12个", "set", "value", 13, "misprint", "A.B.", "2024-05-01"]
    >>> table = pd.DataFrame([row], columns=list(table_columns("corrections")))
    >>> numbers = analyse(Report("demo", "全年新建公园12个。"), corrections=table).numbers
    >>> numbers[["value", "value_high", "corrected"]].values.tolist()
    [[13.0, 13.0, True]]
    """
    rows = {row["number_id"]: row for row in list_rows(numbers)}
    by_number = sorted(corrections, key=lambda one: (ORDER.index(one.action), one.number, one.text))
    for (action, number, _), group in groupby(
        by_number, key=lambda one: (one.action, one.number, one.text)
    ):
        said = list(group)
        _check_text(said[0], report.text, rows)
        number_id = f"{report.report_id}:{number}"
        if action == "add":
            before = _added(said[0], rows, sentences, report)
        else:
            before = _standing(said[0], rows)
        if action == "drop":
            del rows[number_id]
        else:
            rows[number_id] = _corrected(before, said)
    told = sorted(rows.values(), key=lambda row: (row["start"], row["end"], row["number_id"]))
    _check_spans(told, corrections)
    return build_table("numbers", told)


def _check_text(one: Correction, text: str, rows: Mapping[str, Row]) -> None:
    if text.startswith(one.text, one.start):
        return
    here = [row["text"] for row in rows.values() if row["start"] == one.start]
    found = here[0] if here else text[one.start : one.start + len(one.text)]
    nearest = min(_places(text, one.text), key=lambda at: abs(at - one.start), default=None)
    hint = "it stands nowhere in it" if nearest is None else f"the nearest stands at {nearest}"
    raise one.error(
        f"{one.text!r} does not stand at {one.start} of {one.report_id}, where {found!r} stands; "
        f"{hint}: has the text changed?"
    )


def _places(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _standing(one: Correction, rows: Mapping[str, Row]) -> Row:
    """The row that a correction is for."""
    row = rows.get(f"{one.report_id}:{one.number}")
    if row is None:
        raise one.error(
            f"no number begins at {one.number} of {one.report_id}; give its start, or add it"
        )
    if row["text"] != one.text:
        raise one.error(
            f"the number at {one.number} of {one.report_id} is {row['text']!r}, not {one.text!r}; "
            "give it as numbers has it"
        )
    return row


def _added(
    one: Correction, rows: Mapping[str, Row], sentences: pd.DataFrame, report: Report
) -> Row:
    """The row of a number that was not read, before its cells are given."""
    number_id, end = f"{report.report_id}:{one.number}", one.start + len(one.text)
    if number_id in rows:
        raise one.error(
            f"{rows[number_id]['text']!r} stands in numbers at {one.number} of {one.report_id}; "
            f"set its cells, or add a second reading of it at {one.start}b"
        )
    at = bisect_right(sentences["start"].tolist(), one.start) - 1
    sentence = sentences.iloc[at]
    if at < 0 or end > sentence["end"]:
        raise one.error(f"{one.text!r} does not lie in one sentence; give the number alone")
    row: Row = dict.fromkeys(table_columns("numbers"))
    row |= {"report_id": report.report_id, "sentence_id": sentence["sentence_id"]}
    row |= {"number_id": number_id, "start": one.start, "end": end, "text": one.text}
    return row | {"kind": "name", "rule": ADDED, "region": report.region, "corrected": True}


def _corrected(row: Row, said: Sequence[Correction]) -> Row:
    """A row with the cells that are said, and what follows from them."""
    given = {one.column: one.value for one in said}
    if said[0].action == "add":
        given.setdefault("kind", "measure")
    before, row = row, row | {"corrected": True}
    if given.get("kind", row["kind"]) != "measure":
        row |= dict.fromkeys(column for column in row if column not in (*KEYS, *TOLD, "kind"))
    elif row["kind"] != "measure":
        place = {"place": row["region"], "place_reason": row["region"] and "the report's region"}
        row |= {"bound": "eq", **place}
    row |= _amounts(row, given) | _base(row, given) | _catalogued(row, given)
    row |= _reasons(said) | given
    if row["kind"] == "measure" and BASIS_OF & given.keys():
        known = row["indicator_id"]
        why = {one.column: f"corrected: {one.reason}" for one in said if one.column in COLUMNS}
        row |= retell_basis(row, describe_indicator(known) if known else None, why) | given
    _check_row(row, before, said)
    return row


def _amounts(row: Row, given: Row) -> Row:
    """Value and ends, of which some are given."""
    ends = {"value_low", "value_high"}
    if not given.keys() & {"value", *ends}:
        return {}
    if not given.keys() & ends:
        point = given["value"]
        told: Row = {"value_low": point, "value_high": point}
    else:
        low, high = (given.get(name, row[name]) for name in ("value_low", "value_high"))
        told = {"value": low if low == high else None}
    wide = {**row, **given, **told}
    is_range = wide["value_low"] != wide["value_high"]
    if is_range:
        told["bound"] = "range"
    if not is_range and row["bound"] == "range":
        told["bound"] = "eq"
    return told


def _base(row: Row, given: Row) -> Row:
    """The year that growth starts from, which moves with its period where it is the one before;
    a base that the text names, as in 较2015年, stays.
    """
    base, old, new = row["base_year"], row["period_start"], given.get("period_start")
    if base is None or old is None or new is None or base != old - 1:
        return {}
    return {"base_year": new - 1}


def _catalogued(row: Row, given: Row) -> Row:
    """The catalogue's columns, where an indicator is given by its id or by its name."""
    if "indicator_id" in given:
        known = given["indicator_id"]
    elif given.get("indicator"):
        known = match_indicator(given["indicator"], given.get("unit", row["unit"]))
    elif "indicator" in given:
        known = None
    else:
        return {}
    entry = describe_indicator(known) if known else {}
    return {
        "indicator_id": known,
        "indicator_en": entry.get("name_en"),
        "topic": entry.get("topic"),
    }


def _reasons(said: Sequence[Correction]) -> Row:
    return {
        REASONS[one.column]: f"corrected: {one.reason}" for one in said if one.column in REASONS
    }


def _check_row(row: Row, before: Row, said: Sequence[Correction]) -> None:
    """What holds for every row of ``numbers``, unless the reading itself broke it."""
    known = set(_contradictions(before))
    if why := next((why for why in _contradictions(row) if why not in known), None):
        one = said[-1]
        raise one.error(f"{one.text!r} at {one.number} of {one.report_id} would have {why}")


def _contradictions(row: Row) -> Iterator[str]:
    if row["kind"] != "measure":
        kept = (name for name in row if name not in (*KEYS, *TOLD, "kind"))
        if name := next((name for name in kept if row[name] is not None), None):
            yield f"kind {row['kind']} and {name} {row[name]}; only measures have one"
        return
    low, value, high = (row[name] for name in ("value_low", "value", "value_high"))
    if (low is None) != (high is None) or (low is None and value is not None):
        yield "one end without the other; give value, or value_low and value_high"
    elif low is not None:
        yield from _contradicting_amounts(low, value, high, row)
    start, end = row["period_start"], row["period_end"]
    if (start is None) != (end is None) or (start is not None and start > end):
        yield f"period_start {start} and period_end {end}; give both"


def _contradicting_amounts(low: float, value: float | None, high: float, row: Row) -> Iterator[str]:
    if low > high:
        yield f"value_low {low:g} above value_high {high:g}"
    if value != (low if low == high else None):
        yield f"value {value} with ends {low:g} and {high:g}; a range has no value"
    if row["bound"] is None or (low == high) == (row["bound"] == "range"):
        yield f"bound {row['bound']} with ends {low:g} and {high:g}"
    if row["unit"] is None:
        yield "a value without a unit; give it one (1 for a bare ratio)"


def _check_spans(rows: Sequence[Row], corrections: Corrections) -> None:
    added = {one.number: one for one in corrections if one.action == "add"}
    for one, other in pairwise(rows):
        same = (one["start"], one["end"]) == (other["start"], other["end"])
        if other["start"] < one["end"] and not same:
            ids = [row["number_id"].rpartition(":")[2] for row in (one, other)]
            at = next(number for number in ids if number in added)
            inside = other if ids[0] == at else one
            raise added[at].error(
                f"{added[at].text!r} would overlap {inside['text']!r}, a number at "
                f"{inside['start']}; drop that first, or set its cells"
            )
