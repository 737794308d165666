"""A row of ``numbers`` ↔ the fields of an audit sheet, in words of either language.

A field is said by a code: a value of its column, ``1~2`` for a range, ``2016-2020`` for years, an
empty text for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from reportlib.tables.cells import escape_line
from reportlib.tables.naming import LANGS, check_lang, code_words, column_head
from reportlib.tables.vocabulary import vocabulary_rows

FIELDS = (
    "kind",
    "value",
    "unit",
    "indicator",
    "indicator_id",
    "measure",
    "period",
    "role",
    "bound",
    "place",
)
YEARS = re.compile(r"([0-9]{4})年?(?:\s*[-–—~～至]\s*([0-9]{4})年?)?")
LARGEST_WHOLE = 1e15


def sheet_texts(lang: str) -> Mapping[str, str]:
    """What an audit sheet says in a language: ``vocabulary/sheet_texts.csv``, and the heads of the
    columns that it asks for.

    Raises
    ------
    ReportError
        If `lang` is unknown.

    Examples
    --------
    >>> sheet_texts("en")["verdict"].format("Unit"), sheet_texts("zh")["said.ok"]
    ('Unit: ok?', '正确')
    """
    check_lang(lang)
    heads = {field: column_head(field, lang) for field in (*FIELDS, "number_id")}
    return heads | {row["key"]: row[lang] for row in vocabulary_rows("sheet_texts")}


def read_fields(row: Mapping[str, Any]) -> dict[str, str]:
    """The codes of a row of ``numbers``.

    Examples
    --------
    >>> row = {"kind": "measure", "value_low": 1.0, "value_high": 2.0, "unit": "所"}
    >>> row |= {"period_start": 2016, "period_end": 2020}
    >>> {field: code for field, code in read_fields(row).items() if code}
    {'kind': 'measure', 'value': '1~2', 'unit': '所', 'period': '2016-2020'}
    """
    told = {name: None if pd.isna(cell) else cell for name, cell in row.items()}
    codes = {field: str(told.get(field) or "") for field in FIELDS}
    low, high = told.get("value_low"), told.get("value_high")
    start, end = told.get("period_start"), told.get("period_end")
    ends = [_amount(end) for end in (low, high) if end is not None]
    codes["value"] = "~".join(dict.fromkeys(ends))
    codes["period"] = "-".join(dict.fromkeys(str(year) for year in (start, end) if year))
    return {field: escape_line(code) for field, code in codes.items()}


def _amount(value: float) -> str:
    whole = float(value).is_integer() and abs(value) < LARGEST_WHOLE
    return str(int(value)) if whole else repr(float(value))


def say_field(field: str, code: str, lang: str) -> str:
    """A code as a sheet shows it.

    Examples
    --------
    >>> say_field("bound", "ge", "en"), say_field("role", "", "zh"), say_field("unit", "元", "en")
    ('at least', '（无）', '元')
    """
    if not code:
        return sheet_texts(lang)["none"]
    return code_words(field, lang).get(code, code)


def mean_field(field: str, cell: str) -> str:
    """The code of a cell, whichever the language of the sheet; what cannot be one stays as it is.

    Examples
    --------
    >>> mean_field("bound", "At least"), mean_field("bound", "以上"), mean_field("role", "(none)")
    ('ge', 'ge', '')
    >>> mean_field("value", "6.50"), mean_field("value", "1.0～2"), mean_field("period", "2021年")
    ('6.5', '1~2', '2021')
    """
    said = cell.strip()
    if said.lower() in {sheet_texts(lang)["none"] for lang in LANGS}:
        return ""
    if field == "period":
        years = YEARS.fullmatch(said)
        return "-".join(dict.fromkeys(filter(None, years.groups()))) if years else said
    if field == "value":
        try:
            ends = [_amount(float(end)) for end in re.split("[~～]", said)]
        except (ValueError, OverflowError):
            return said
        return "~".join(dict.fromkeys(ends))
    words = {code: code for code in code_words(field, "en")}
    for lang in LANGS:
        words |= {word.lower(): code for code, word in code_words(field, lang).items()}
    return words.get(said.lower(), said)


def columns_of(field: str, code: str) -> dict[str, str]:
    """The columns of ``numbers`` that a code sets, each with its cell.

    Examples
    --------
    >>> columns_of("period", "2021"), columns_of("value", "1~2"), columns_of("unit", "")
    ({'period_start': '2021', 'period_end': '2021'}, {'value_low': '1', 'value_high': '2'}, \
{'unit': ''})
    """
    if field == "period":
        first, _, last = code.partition("-")
        return {"period_start": first, "period_end": last or first}
    if field == "value" and "~" in code:
        low, _, high = code.partition("~")
        return {"value_low": low, "value_high": high}
    return {field: code}
