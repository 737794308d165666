"""What every table looks like: its columns and dtypes, and a check at the door.

Every other module builds its tables with :func:`build_table` and checks what it is given with
:func:`check_table`, so the columns stand once, in ``vocabulary/table_columns.csv``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import pandas as pd

from reportlib.tables.errors import MissingColumnError, ReportError
from reportlib.tables.vocabulary import vocabulary_rows

TEXT = "str"


@cache
def table_columns(name: str) -> Mapping[str, str]:
    """Columns of a table, in order, each with its dtype; see ``vocabulary/table_columns.csv``."""
    return {
        row["column"]: row["dtype"]
        for row in vocabulary_rows("table_columns")
        if row["table"] == name
    }


@cache
def _dtypes(name: str) -> Mapping[str, Any]:
    """Columns of a table, each with its dtype as pandas holds it."""
    return {
        column: pd.api.types.pandas_dtype(dtype) for column, dtype in table_columns(name).items()
    }


def build_table(name: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Turn rows into table `name`, with its columns in order and its dtypes, even when there is no
    row.

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
        column: build_column(
            [row.get(column) or None for row in rows]
            if isinstance(dtype, pd.StringDtype)
            else [row.get(column) for row in rows],
            dtype,
        )
        for column, dtype in _dtypes(name).items()
    }
    return pd.DataFrame(data, copy=False)


def build_column(values: Sequence[Any], dtype: Any) -> Any:
    """An array of the dtype; text with half of a surrogate pair, which Arrow refuses, is held by
    Python.
    """
    try:
        return pd.array(values, dtype=dtype)
    except UnicodeEncodeError:
        return pd.array(values, dtype=pd.StringDtype("python", na_value=math.nan))


def list_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Turn a table into rows, what :func:`build_table` made a table of; what is missing is None.

    Examples
    --------
    >>> list_rows(pd.DataFrame({"start": [0, 3], "unit": ["元", None]}))
    [{'start': 0, 'unit': '元'}, {'start': 3, 'unit': None}]
    """
    names = [str(name) for name in frame.columns]
    values = frame.to_numpy(object, na_value=None).tolist()  # type: ignore[arg-type]
    return [dict(zip(names, row, strict=True)) for row in values]


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
    >>> check_table(pd.DataFrame({"x": [0]}), "rows", ["x", "clean"])
    Traceback (most recent call last):
    reportlib.tables.errors.MissingColumnError: table 'rows' lacks the column 'clean'; it has 'x'
    """
    if not isinstance(frame, pd.DataFrame):
        raise ReportError(f"table {name!r} must be a DataFrame, not {type(frame).__name__}")
    missing = [column for column in needs or table_columns(name) if column not in frame.columns]
    if missing:
        wanted, have = (", ".join(map(repr, names)) for names in (missing, list(frame.columns)))
        plural = "s" if len(missing) > 1 else ""
        raise MissingColumnError(
            f"table {name!r} lacks the column{plural} {wanted}; it has {have or 'no columns'}"
        )
    return frame
