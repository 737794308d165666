"""The vocabulary behind the rules: a folder of CSV files, what an economist would change.

Rows of a file, or a pattern that matches any of its words.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

import pandas as pd

from reportlib.tables.errors import ReportError


@cache
def vocabulary_rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Rows of vocabulary file `name` as mappings, read once; see :func:`load_vocabulary`."""
    file = resources.files("reportlib") / "vocabulary" / f"{name}.csv"
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        folder = resources.files("reportlib") / "vocabulary"
        have = ", ".join(
            sorted(
                entry.name.removesuffix(".csv")
                for entry in folder.iterdir()
                if entry.name.endswith(".csv")
            )
        )
        raise ReportError(f"no vocabulary named {name!r}; there are {have}") from None
    return tuple(csv.DictReader(text.splitlines()))


@cache
def words(name: str, **only: str) -> str:
    """Pattern that matches any word of a vocabulary file, the longest first; of the rows whose
    columns equal `only`.

    A word does not match after a character of its ``not_after``, nor before one of its
    ``not_before``, which may be words instead: 体户|体工商.

    Examples
    --------
    >>> words("bounds", position="after", bound="approx")
    '上下|前后|左右'
    """
    found = {
        row["word"]: _guarded(row)
        for row in vocabulary_rows(name)
        if all(row[column] == value for column, value in only.items())
    }
    return "|".join(found[word] for word in sorted(found, key=lambda word: (-len(word), word)))


def _guarded(row: Mapping[str, str]) -> str:
    after, before = row.get("not_after"), row.get("not_before")
    left = f"(?<![{after}])" if after else ""
    right = f"(?!{before if '|' in before else f'[{before}]'})" if before else ""
    return left + re.escape(row["word"]) + right


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
    return pd.DataFrame(vocabulary_rows(name), dtype="str").replace("", None)
