"""Rows of a table → what its cells say to a reader: names in English with the Chinese beside them,
values with their units, periods, words for codes, sentences with their gloss.

How a column is shown, its head and the words for its codes are vocabulary
(:mod:`reportlib.tables.naming`), the same as in print.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from reportlib.numbers.printing import format_number, format_value, sign_bound, unit_name
from reportlib.pages.cues import name_cues
from reportlib.tables.columns import list_rows
from reportlib.tables.naming import ANY, code_word, code_words, column_head, column_specs
from reportlib.tables.vocabulary import cached, vocabulary_rows
from reportlib.targets.scorecards import gap_bounds
from reportlib.text.glosses import load_glosses
from reportlib.text.regions import name_region

Row = Mapping[str, Any]
CHINESE = 0x2E80  # the first sign that only East Asian fonts have
LONG = 12  # characters above which a text with its English is a sentence, no name
OF_NUMBERS = {"indicator", "indicator_id"}  # columns of rows whose topic is that of an indicator
LEAST = 5  # characters of Chinese that make a text which is glossed by its sentence


def han(text: str) -> str:
    """The Chinese of a text: what a web font has to bring. Quotes and dashes, which English shares,
    stay with the reader's font.

    Examples
    --------
    >>> han("GDP “地区生产总值” 6–7%")
    '地区生产总值'
    """
    return "".join(sign for sign in text if ord(sign) >= CHINESE)


class Cell(NamedTuple):
    """What a cell says, what stands beside it (the Chinese of a name), and its gloss."""

    text: str
    beside: str = ""
    gloss: str = ""


class Column(NamedTuple):
    """A column as it is shown; numbers stand at the right."""

    head: str
    note: str
    cells: tuple[Cell, ...]
    right: bool


class Reader(NamedTuple):
    """Whom the cells are for, and what is told of the columns that they stand in."""

    lang: str
    digits: int | None
    glosses: Mapping[str, list[dict[str, Any]]]


def read_columns(
    rows: pd.DataFrame, columns: Mapping[str, str], lang: str, digits: int | None = None
) -> list[Column]:
    """Columns of a table as they are shown.

    A value takes its unit, bound and ends from the columns that hold them, and a period its two
    years; asked for beside what they belong to, these are not shown again.

    Parameters
    ----------
    rows : DataFrame
    columns : mapping
        Column → its head, or "" for that of the vocabulary.
    lang : {"en", "zh"}
    digits : int, optional
        Decimals of what was computed.

    Examples
    --------
    >>> rows = pd.DataFrame({"indicator_id": ["gdp"], "value": [6.0], "unit": ["%"]})
    >>> [column.cells[0].text for column in read_columns(rows, dict.fromkeys(rows), "en")]
    ['GDP', '6%']
    """
    listed = list_rows(rows)
    reader = Reader(lang, digits, _glosses(listed))
    told = _told_elsewhere(list(columns))
    return [
        _column(rows[name], listed, head, reader)
        for name, head in columns.items()
        if name not in told
    ]


def _told_elsewhere(columns: list[str]) -> set[str]:
    """Columns that another one tells as well."""
    specs = [column_specs()[name] for name in columns if name in column_specs()]
    told = {spec[part] for spec in specs for part in ("unit", "bound", "low", "high")}
    names = [
        name
        for name in columns
        if name in column_specs() and column_specs()[name]["kind"] == "name"
    ]
    told |= {*names[1:]} | ({"period_end"} if "period_start" in columns else set())
    told |= {"en"} if {"term", "text"} & {*columns} else set()
    return told - {spec["column"] for spec in specs if spec["column"] == spec["low"]}


def _column(cells: pd.Series, listed: list[dict[str, Any]], head: str, reader: Reader) -> Column:
    name = str(cells.name)
    spec = column_specs().get(name) or {"column": name, "kind": _kind(cells)}
    if spec["kind"] == "number" and not pd.api.types.is_numeric_dtype(cells):
        head = head or column_head(f"{name}_text", reader.lang)  # right of a term, not how many are
        spec = {"column": name, "kind": _kind(cells)}
    if spec["kind"] == "number" and cells.dropna().mod(1).eq(0).all():
        reader = reader._replace(digits=None)
    read = READ[spec["kind"]]
    shown = tuple(read(row, spec, reader) for row in listed)
    if name == "period_start":
        name = "period"
    right = spec["kind"] in ("number", "value", "difference", "year")
    return Column(head or column_head(name, reader.lang), _notes().get(name, ""), shown, right)


def _kind(cells: pd.Series) -> str:
    if pd.api.types.is_bool_dtype(cells):
        return "words"
    return "number" if pd.api.types.is_numeric_dtype(cells) else "text"


def _name(row: Row, spec: Row, reader: Reader) -> Cell:
    known = _catalogue_names().get(row.get("indicator_id") or row.get("headline") or "", {})
    english = known.get("name_en") or row.get("indicator_en") or row.get("name_en")
    chinese = row.get("indicator") or row.get("name_zh") or known.get("name_zh")
    return _pair(english or row.get(spec["column"]), chinese, reader.lang)


def _term(row: Row, spec: Row, reader: Reader) -> Cell:
    term = str(row[spec["column"]] or "")
    return _pair(row.get("en") or _terms().get(term), term, reader.lang)


def _region(row: Row, spec: Row, reader: Reader) -> Cell:
    region = row[spec["column"]] or ""
    return _pair(name_region(region, "en"), region, reader.lang)


def _pair(english: str | None, chinese: str | None, lang: str) -> Cell:
    """A name in the reader's language; for English readers the Chinese stands beside it."""
    if lang == "zh" or not english:
        return Cell(chinese or english or "")
    return Cell(english, chinese if chinese and chinese != english else "")


def _value(row: Row, spec: Row, reader: Reader) -> Cell:
    value, low, high = (row.get(spec[part]) for part in ("column", "low", "high"))
    how: dict[str, Any] = {"bound": row.get(spec["bound"]), "digits": reader.digits}
    if low is not None and high is not None and low != high:
        value, how["high"] = low, high
    value = low if value is None else value
    if value is None and how["bound"] == "none":
        return Cell(code_words(ANY, reader.lang)["none"])
    if isinstance(value, str):  # a key as it was annotated
        if pd.isna(number := pd.to_numeric(value, errors="coerce")):
            return Cell(value)
        value = float(number)
    return Cell(format_value(value, _unit(row, spec["unit"]), reader.lang, **how))


def _difference(row: Row, spec: Row, reader: Reader) -> Cell:
    value, unit = row[spec["column"]], _unit(row, spec["unit"])
    open_ = gap_bounds(row) if value is not None and "outcome_bound" in row else {}
    shown = format_value(value, unit, reader.lang, sign=True, digits=reader.digits)
    return Cell(sign_bound(shown, open_.get(spec["column"]), reader.lang))


def _unit(row: Row, unit: str) -> str | None:
    """The unit in its column, that of a difference, or one that stands in the vocabulary."""
    if unit == "gap_unit" and unit not in row:
        return "个百分点" if row.get("unit") == "%" else row.get("unit")
    return row.get(unit) if unit in ("unit", "gap_unit") else unit


def _number(row: Row, spec: Row, reader: Reader) -> Cell:
    value = row[spec["column"]]
    return Cell("" if value is None else format_number(float(value), reader.digits))


def _year(row: Row, spec: Row, reader: Reader) -> Cell:
    ends = [row[spec["column"]]]
    if spec["column"] == "period_start":
        ends.append(row.get("period_end"))
    return Cell("–".join(dict.fromkeys(str(int(year)) for year in ends if year is not None)))


def _words(row: Row, spec: Row, reader: Reader) -> Cell:
    code, column = row[spec["column"]], spec["column"]
    if code is None:
        return Cell("")
    if isinstance(code, bool):
        code = "yes" if code else "no"
    if column == "topic" and OF_NUMBERS.isdisjoint(row):
        column = "term_topic"
    word = code_word(column, str(code) or "none", reader.lang)
    return Cell(word.replace("_", " ") if word == code else word)


def _text(row: Row, spec: Row, reader: Reader) -> Cell:
    text = " ".join(str(row[spec["column"]] or "").split())
    if reader.lang == "zh" or not han(text):
        return Cell(text)
    if spec["column"] == "text" and row.get("en"):
        return Cell(text, gloss=row["en"]) if len(text) > LONG else _pair(row["en"], text, "en")
    return Cell(text, gloss="" if row.get("english") else _gloss(row, text, reader.glosses))


READ: Mapping[str, Callable[[Row, Row, Reader], Cell]] = {
    "name": _name,
    "term": _term,
    "region": _region,
    "value": _value,
    "difference": _difference,
    "number": _number,
    "unit": lambda row, spec, reader: Cell(unit_name(row[spec["column"]], reader.lang)),
    "year": _year,
    "words": _words,
    "text": _text,
    "cue": lambda row, spec, reader: _pair(
        name_cues(row[spec["column"]] or ""), row[spec["column"]], reader.lang
    ),
}


def _gloss(row: Row, text: str, glosses: Mapping[str, list[dict[str, Any]]]) -> str:
    """English of the sentence that a text is, or stands in."""
    if len(han(text)) < LEAST:
        return ""
    start, bare = row.get("start"), "".join(text.split())
    for gloss in glosses.get(_report_of(row), []):
        here = start is None or gloss["start"] <= start < gloss["end"]
        if here and bare in "".join(gloss["text"].split()):
            return str(gloss["en"])
    return ""


def _glosses(rows: Iterable[Row]) -> dict[str, list[dict[str, Any]]]:
    known = {_report_of(row) for row in rows}
    return {report: list_rows(load_glosses(report)) for report in sorted(known)}


def _report_of(row: Row) -> str:
    ids = [row.get(name) for name in ("report_id", "sentence_id", "number_id", "target_number_id")]
    return next((str(known).split(":")[0] for known in ids if known), "")


@cached
def _catalogue_names() -> Mapping[str, Row]:
    return {row["indicator_id"]: row for row in vocabulary_rows("indicators")}


@cached
def _terms() -> Mapping[str, str]:
    return {row["term"]: row["en"] for row in vocabulary_rows("policy_terms")}


@cached
def _notes() -> Mapping[str, str]:
    """What columns hold, where that is the same in every table."""
    notes: dict[str, set[str]] = {}
    for row in vocabulary_rows("column_notes"):
        notes.setdefault(row["column"], set()).add(row["note"])
    return {column: said.pop() for column, said in notes.items() if len(said) == 1}
