"""What stands in the cells of a printed table: heads and codes in words, numbers with as many
decimals as they need.

Comes in: any table. Goes out: the same as text, a column named by its head.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from reportlib.numbers.printing import unit_name
from reportlib.papers.escaping import find_unset
from reportlib.tables.errors import ReportError
from reportlib.tables.naming import (
    check_lang,
    code_sets,
    code_word,
    code_words,
    column_head,
    column_specs,
)
from reportlib.tables.vocabulary import vocabulary_rows

TWINS = {"indicator": "indicator_en"}  # one thing in Chinese and in English
UNPRINTED = re.compile(r"(^|_)id$|_position$|^(start|end)$")
UNITS = ("unit", "gap_unit")  # columns with units; what else stands for a unit is one
IN_HEAD = {"en": ", {}", "zh": "（{}）"}
YEARS = (1900, 2100)
LARGE = 1000  # levels of mixed units: each keeps its own decimals
NUMBER = re.compile(r"(?:about |约)?[≥≤<>]?[+−-]?\d[\d,]*(?:\.\d+)?%?†?")


def lay_out_cells(
    rows: pd.DataFrame,
    columns: Sequence[str] | Mapping[str, str],
    lang: str,
    digits: int,
) -> pd.DataFrame:
    """A table as text: the columns that are asked for, under their heads.

    Examples
    --------
    >>> rows = pd.DataFrame({"indicator_en": ["GDP"], "growth": [3.94], "price_basis": "constant"})
    >>> lay_out_cells(rows, ["indicator_en", "growth", "price_basis"], "en", 1).to_dict("records")
    [{'Indicator': 'GDP', 'Growth, %': '3.9', 'Prices': 'constant'}]
    """
    check_lang(lang)
    chosen = list(columns)
    if missing := [name for name in chosen if name not in rows.columns]:
        raise ReportError(
            f"the table has no column {missing[0]!r}; it has {', '.join(map(repr, rows.columns))}"
        )
    heads = columns if isinstance(columns, Mapping) else {}
    texts: dict[str, list[str]] = {}
    named: dict[str, str] = {}
    for name in chosen:
        head = heads.get(name) or _head(name, lang)
        if head in named:
            raise ReportError(
                f"the columns {named[head]!r} and {name!r} would both be headed {head!r}; leave "
                f"one out, or give columns={{{named[head]!r}: …, {name!r}: …}} with a head for each"
            )
        named[head], texts[head] = name, _texts(rows[name], name, lang, digits)
    return pd.DataFrame(texts, dtype="str")


def choose_columns(rows: pd.DataFrame, lang: str, sources: str | None = None) -> dict[str, str]:
    """What is printed of a table unless columns are named, column → head ("" for its usual one).

    A table of ours, known by its columns, prints those that ``vocabulary/printed_columns.csv``
    says, and that of its sources; any other all but keys. Of a name in two languages it is that of
    `lang`.

    Examples
    --------
    >>> choose_columns(pd.DataFrame({"number_id": ["a:1"], "indicator": "粮食", "n": 2}), "en")
    {'indicator': '', 'n': ''}
    """
    heads = {str(name): "" for name in rows.columns if not UNPRINTED.search(str(name))}
    for table in dict.fromkeys(row["table"] for row in vocabulary_rows("printed_columns")):
        declared = [row for row in vocabulary_rows("printed_columns") if row["table"] == table]
        if {row["column"] for row in declared} <= set(rows.columns):
            heads = {row["column"]: row[lang] for row in declared if row["printed"] == "yes"}
    if sources in rows.columns:
        heads.setdefault(str(sources), "")
    both = [pair for pair in TWINS.items() if set(pair) <= set(rows.columns)]
    other = {chinese if lang == "en" else english for chinese, english in both}
    return {name: head for name, head in heads.items() if name not in other}


def is_number(text: str) -> bool:
    """Whether a cell is a number, with its bound and sign.

    Examples
    --------
    >>> is_number("≥6"), is_number("+2,083.9"), is_number("2016–2020"), is_number("met")
    (True, True, False, False)
    """
    return NUMBER.fullmatch(text) is not None


def _head(name: str, lang: str) -> str:
    """The head of a column, with the unit that all of its numbers have."""
    unit = column_specs().get(name, {}).get("unit")
    shown = "" if not unit or unit in UNITS else unit_name(unit, lang)
    return column_head(name, lang) + (IN_HEAD[lang].format(shown) if shown else "")


def _word(name: str, code: str, lang: str) -> str:
    """A code in words, a bound as its sign."""
    signs = code_words("bound_sign", lang) if "bound" in code_sets(name) else {}
    return signs.get(code) or code_word(name, code, lang)


def _texts(column: pd.Series, name: str, lang: str, digits: int) -> list[str]:
    if pd.api.types.is_bool_dtype(column):
        column = column.map({True: "yes", False: "no"})
    if pd.api.types.is_numeric_dtype(column):
        return _numbers([None if pd.isna(value) else float(value) for value in column], digits)
    if name == "unit":
        names = [unit_name(None if pd.isna(value) else value, lang) for value in column]
        return [name if lang == "zh" or not find_unset(name) else "" for name in names]
    return ["" if pd.isna(value) else _word(name, str(value), lang) for value in column]


def _numbers(values: Sequence[float | None], digits: int) -> list[str]:
    """Numbers of a column with the same decimals, or each its own where some are in thousands."""
    known = [value for value in values if value is not None]
    whole = all(value.is_integer() for value in known)
    if whole and known and all(YEARS[0] <= value <= YEARS[1] for value in known):
        return ["" if value is None else f"{value:.0f}" for value in values]
    needed = max((_decimals(value, digits) for value in known), default=0)
    mixed = any(abs(value) >= LARGE for value in known)
    return [
        "" if value is None else _signed(value, _decimals(value, digits) if mixed else needed)
        for value in values
    ]


def _decimals(value: float, digits: int) -> int:
    return len(f"{value:.{digits}f}".rstrip("0").partition(".")[2])


def _signed(value: float, decimals: int) -> str:
    text = f"{value:,.{decimals}f}".replace("-", "−")
    return text if re.search("[1-9]", text) else text.removeprefix("−")
