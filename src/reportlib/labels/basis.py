"""A reading and its clause → the prices that it is stated at, how it stands to time, and what it is
measured against.

The text decides first, by the rows of ``vocabulary/basis_words.csv``; of prices and time the
catalogue tells what the text leaves open, of growth its base year what it is measured against.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from reportlib.labels.measure import Reading
from reportlib.language.contexts import Context
from reportlib.language.patterns import pattern
from reportlib.tables.vocabulary import cached, vocabulary_rows

CHANGES = ("growth", "average_growth", "change")
CATALOGUE = "catalogue"
COLUMNS = ("price_basis", "timing", "compared_with")
USUAL = re.compile(rf"{CATALOGUE}|change|[0-9]{{4}}")  # reasons that are no words of the text


def read_basis(
    reading: Reading,
    head: Context,
    unit: str,
    entry: Mapping[str, str] | None,
    span: tuple[int | None, int | None],
) -> dict[str, str | None]:
    """What a figure is stated in and measured against, and what said so.

    Parameters
    ----------
    reading : Reading
    head : Context
        Of the number; in a list of numbers, of its first member, whose words all members share.
    unit : str
    entry : mapping or None
        The indicator's row in the catalogue.
    span : tuple of int or None
        The year that a change is measured from, and the last that it speaks of.

    Returns
    -------
    dict
        ``price_basis`` (constant, current), ``timing`` (end, mean, sum, change), ``compared_with``
        (year before, base year, plan, nation, place, another figure), each None where nothing tells
        it, and ``basis_reason``: the words, or the table, behind each that is given.

    Examples
    --------
    >>> from reportlib.language.contexts import split_contexts
    >>> from reportlib.language.tokens import Span, tokenize
    >>> head = split_contexts(tokenize("收入实际增长5%", [Span(6, 8, "measure")]), ["%"])[0]
    >>> read_basis(Reading("收入", "", "growth"), head, "%", None, (2019, 2020))["basis_reason"]
    'price_basis: 实际增长; timing: change; compared_with: 2019'
    """
    said, otherwise = (
        _worded(reading, head, unit),
        _told_otherwise(reading.measure, reading.comparison, unit, entry or {}, span),
    )
    return _laid_out(dict(otherwise) | dict(said))


def retell_basis(
    row: Mapping[str, Any], entry: Mapping[str, str] | None, given: Mapping[str, str]
) -> dict[str, str | None]:
    """What :func:`read_basis` says of a row of ``numbers`` whose labels were changed since: what
    words or a person said stays, the rest follows anew from measure, unit, years and catalogue.

    Parameters
    ----------
    row : mapping
        Needs ``measure, unit, base_year, period_end, basis_reason`` and the columns told.
    entry : mapping or None
        The catalogue's row of its indicator.
    given : mapping
        Column → what said so, of columns that a person has given.

    Examples
    --------
    >>> row = {"measure": "level", "unit": "元", "base_year": None, "period_end": 2020}
    >>> row |= {"price_basis": None, "timing": "change", "compared_with": None}
    >>> row["basis_reason"] = "timing: change"
    >>> retell_basis(row, {"price_basis": "constant", "timing": "sum"}, {})["timing"]
    'sum'
    """
    parts = [part.partition(": ") for part in (row["basis_reason"] or "").split("; ")]
    said = {
        column: (row[column], reason)
        for column, _, reason in [*parts, *((name, "", why) for name, why in given.items())]
        if column in given or column in COLUMNS and not USUAL.fullmatch(reason)
    }
    span = row["base_year"], row["period_end"]
    otherwise = _told_otherwise(row["measure"] or "", "", row["unit"] or "", entry or {}, span)
    return _laid_out(dict(otherwise) | said)


def _laid_out(told: Mapping[str, tuple[str, str]]) -> dict[str, str | None]:
    """Columns with value and reason → the four columns of ``numbers``."""
    reasons = [f"{column}: {told[column][1]}" for column in COLUMNS if column in told]
    values = {column: told[column][0] if column in told else None for column in COLUMNS}
    return values | {"basis_reason": "; ".join(reasons) or None}


def is_worded(row: Mapping[str, Any], column: str) -> bool:
    """Whether the words of a report, not the catalogue, say what stands in a column of a number.

    Examples
    --------
    >>> is_worded({"basis_reason": "price_basis: 实际增长; timing: change"}, "price_basis")
    True
    >>> is_worded({"basis_reason": "price_basis: catalogue; timing: change"}, "price_basis")
    False
    """
    parts = (row.get("basis_reason") or "").split("; ")
    usual = f"{column}: {CATALOGUE}"
    return any(part.startswith(f"{column}: ") and part != usual for part in parts)


class _Row(NamedTuple):
    """A row of ``vocabulary/basis_words.csv``."""

    words: re.Pattern[str]
    column: str
    value: str
    where: str


@cached
def _rows() -> tuple[_Row, ...]:
    return tuple(
        _Row(pattern(row["pattern"]), row["column"], row["value"], row["where"])
        for row in vocabulary_rows("basis_words")
    )


def _worded(reading: Reading, head: Context, unit: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Columns that the text tells, each with its value and its words; the first row wins."""
    changes = reading.measure in CHANGES
    against = reading.comparison
    clause = head.near.replace(against, "")
    places = {  # where the words of a row may stand
        "since": head.since.replace(against, "").rpartition("；")[2],
        "clause": clause,
        "level": clause if reading.measure == "level" else "",
        "growth": head.near if changes else "",
        "object": against if changes else "",
        "part": head.near if unit in ("%", "‰", "倍") else "",
    }
    found: set[str] = set()
    for words, column, value, where in _rows():
        if not places[where] or column in found or changes and column == "timing":
            continue
        if said := words.search(places[where]):
            found.add(column)
            yield column, (value, against if where == "object" else said[0])


def _told_otherwise(
    measure: str,
    comparison: str,
    unit: str,
    entry: Mapping[str, str],
    span: tuple[int | None, int | None],
) -> Iterator[tuple[str, tuple[str, str]]]:
    """What the text leaves open: columns, each with its value and what gives it."""
    prices = entry.get("price_basis")
    if prices in ("constant", "current"):
        # money is told at the prices of its time, of what grows at constant prices too
        yield "price_basis", ("current" if unit.endswith("元") else prices, CATALOGUE)
    if measure in CHANGES:
        yield "timing", ("change", "change")
        if against := _against(comparison, span):
            yield "compared_with", against
    elif entry.get("timing") in ("end", "mean", "sum"):
        yield "timing", (entry["timing"], CATALOGUE)


def _against(comparison: str, span: tuple[int | None, int | None]) -> tuple[str, str] | None:
    """What a change is measured against that no row of the vocabulary names, and what says so."""
    if comparison and not pattern("[年月季]").search(comparison):
        bare = pattern("<compare>").fullmatch(comparison)  # 低于5%: a bound
        if not bare:
            return "another figure", comparison
    base, last = span
    if base is None or last is None:
        return None
    return "year before" if last - base == 1 else "base year", str(base)
