"""What every table looks like: its columns and dtypes, a check at the door, and the vocabulary behind the rules.

Every other module builds its tables with :func:`build_table` and checks what it is given with :func:`check_table`, so the
columns stand once, in ``vocabulary/table_columns.csv``. The vocabulary is a folder of CSV files: what an economist would change.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import pandas as pd

TEXT = "str"


class ReportError(Exception):
    """Anything wrong with a user's file, table or argument; the message names it and the way out."""


class MissingColumnError(ReportError, KeyError):
    """A table lacks a column that the called function needs."""

    __str__ = Exception.__str__


@cache
def table_columns(name: str) -> Mapping[str, str]:
    """Columns of a table, in order, each with its dtype; see ``vocabulary/table_columns.csv``."""
    return {row["column"]: row["dtype"] for row in vocabulary_rows("table_columns") if row["table"] == name}


def build_table(name: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Turn rows into table `name`, with its columns in order and its dtypes, even when there is no row.

    Parameters
    ----------
    name : str
        A table of ``vocabulary/table_columns.csv``.
    rows : iterable of mapping
        Column → value; a column left out, or an empty text, is missing.

    Returns
    -------
    DataFrame
        One row per mapping.

    Examples
    --------
    >>> build_table("outline", []).columns[:3].tolist()
    ['report_id', 'section_id', 'parent_id']
    """
    rows = list(rows)
    data = {
        column: pd.Series([row.get(column) or None for row in rows] if dtype == TEXT else [row.get(column) for row in rows], dtype=dtype)
        for column, dtype in table_columns(name).items()
    }
    return pd.DataFrame(data)


def check_table(frame: pd.DataFrame, name: str, needs: Sequence[str] = ()) -> pd.DataFrame:
    """Check that `frame` can serve as table `name`; hand it back unchanged.

    Parameters
    ----------
    frame : DataFrame
    name : str
        The table's name, for the message, and one of ``table_columns.csv`` when `needs` is empty.
    needs : sequence of str, optional
        The columns that must be there; by default all columns of the table.

    Raises
    ------
    MissingColumnError
        If a column is missing; the message names the table and the columns.

    Examples
    --------
    >>> check_table(pd.DataFrame({"start": [0]}), "sentences", ["start", "clean"])
    Traceback (most recent call last):
    reportlib.tables.columns.MissingColumnError: table 'sentences' lacks the column 'clean'; it has 'start'
    """
    if not isinstance(frame, pd.DataFrame):
        raise ReportError(f"table {name!r} must be a DataFrame, not {type(frame).__name__}")
    missing = [column for column in needs or table_columns(name) if column not in frame.columns]
    if missing:
        wanted, have = (", ".join(map(repr, names)) for names in (missing, list(frame.columns)))
        plural = "s" if len(missing) > 1 else ""
        raise MissingColumnError(f"table {name!r} lacks the column{plural} {wanted}; it has {have or 'no columns'}")
    return frame


@cache
def vocabulary_rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Rows of vocabulary file `name` as mappings, read once; see :func:`load_vocabulary`."""
    file = resources.files("reportlib") / "vocabulary" / f"{name}.csv"
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        folder = resources.files("reportlib") / "vocabulary"
        have = ", ".join(sorted(entry.name.removesuffix(".csv") for entry in folder.iterdir() if entry.name.endswith(".csv")))
        raise ReportError(f"no vocabulary named {name!r}; there are {have}") from None
    return tuple(csv.DictReader(text.splitlines()))


@cache
def words(name: str, **only: str) -> str:
    """Pattern that matches any word of a vocabulary file, the longest first; of the rows whose columns equal `only`.

    A word does not match after a character of its ``not_after``.

    Examples
    --------
    >>> words("bounds", position="after", bound="approx")
    '上下|前后|左右'
    """
    found = {row["word"]: row.get("not_after") for row in vocabulary_rows(name) if all(row[column] == value for column, value in only.items())}
    guards = {word: f"(?<![{before}])" if before else "" for word, before in found.items()}
    return "|".join(guards[word] + re.escape(word) for word in sorted(found, key=lambda word: (-len(word), word)))


def chart_texts(charts: str, lang: str) -> dict[str, Any]:
    """What a group of charts says in a language, from ``vocabulary/chart_texts.csv``: a dotted key gives a mapping, ``|`` a list.

    Raises
    ------
    ReportError
        If `lang` is unknown.

    Examples
    --------
    >>> texts = chart_texts("targets", "en")
    >>> texts["target"], texts["words"]["ge"], texts["stages"][:2]
    ('target', 'at least', ['stated', 'of them tasks or lists'])
    """
    if lang not in ("zh", "en"):
        raise ReportError(f"lang={lang!r} is not one of 'zh', 'en'")
    found: dict[str, Any] = {}
    for row in vocabulary_rows("chart_texts"):
        if row["charts"] == charts:
            group, _, key = row["key"].partition(".")
            text = row[lang].split("|") if "|" in row[lang] else row[lang]
            (found.setdefault(group, {}) if key else found)[key or group] = text
    return found


def load_vocabulary(name: str) -> pd.DataFrame:
    """Vocabulary file `name` as a table, one row per entry.

    Parameters
    ----------
    name : str
        A file of ``src/reportlib/vocabulary/`` without its ending, such as ``"units"``.

    Raises
    ------
    ReportError
        If there is no such file; the message lists those there are.

    Examples
    --------
    >>> load_vocabulary("units").columns[0]
    'word'
    """
    return pd.DataFrame(vocabulary_rows(name), dtype=TEXT).replace("", None)
