"""A table → a CSV file whose every row is one line and whose no cell is a formula, and back.

In a text cell a backslash is doubled, a line end is written as backslash-n or backslash-r, and any
other character that no reader of CSV is sure to keep (a control character, half of a surrogate
pair) as backslash-u and its four hexadecimal digits. A cell that then begins with = + - @ or a tab
gets an apostrophe in front, and so does one that begins with an apostrophe. Numbers are untouched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from reportlib.tables.errors import ReportError

NAMED = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
MEANT = {written: character for character, written in NAMED.items()}
UNSAFE = re.compile("[\\\\\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
WRITTEN = re.compile(r"\\(?:[\\nr]|u[0-9a-f]{4})")
GUARDED = tuple("=+-@\t'")


def escape_cell(text: str) -> str:
    """Write a text as one line that no spreadsheet takes for a formula.

    Examples
    --------
    >>> print(escape_cell("=1+1"), escape_cell("'s"), escape_cell("a\\r\\nb"))
    '=1+1 ''s a\\r\\nb
    """
    line = escape_line(text)
    return f"'{line}" if line.startswith(GUARDED) else line


def unescape_cell(cell: str) -> str:
    """Read what :func:`escape_cell` wrote.

    Examples
    --------
    >>> unescape_cell("'=1+1"), unescape_cell("a\\\\nb"), unescape_cell("a\\\\\\\\nb")
    ('=1+1', 'a\\nb', 'a\\\\nb')
    """
    text = cell[1:] if cell[:1] == "'" and cell[1:].startswith(GUARDED) else cell
    return WRITTEN.sub(lambda found: MEANT.get(found[0]) or chr(int(found[0][2:], 16)), text)


def escape_line(text: str) -> str:
    """Write a text on one line, as :func:`escape_cell` does, without the apostrophe."""
    return UNSAFE.sub(lambda found: NAMED.get(found[0]) or f"\\u{ord(found[0]):04x}", text)


def format_csv(table: pd.DataFrame) -> bytes:
    """Write a table as CSV, UTF-8 with a byte-order mark, so that Excel opens it.

    Examples
    --------
    >>> format_csv(pd.DataFrame({"text": ["-3%"], "value": [-3.0]})).decode("utf-8-sig")
    "text,value\\n'-3%,-3.0\\n"
    """
    cells = {
        name: np.array([_escaped(value) for value in column.to_numpy(object)], object)
        for name, column in table.items()
        if pd.api.types.is_object_dtype(column) or pd.api.types.is_string_dtype(column)
    }
    csv: str = table.assign(**cells).to_csv(index=False, lineterminator="\n")  # type: ignore[arg-type]
    return csv.encode("utf-8-sig")


def _escaped(value: Any) -> Any:
    return escape_cell(value) if isinstance(value, str) else value


def read_cells(path: str | Path) -> dict[str, list[str]]:
    """Columns of a CSV file as :func:`format_csv` writes it, every cell as it stands there.

    Raises
    ------
    ReportError
        If the file cannot be read as a table; the message names it.
    """
    try:
        cells = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    except (OSError, ValueError) as error:  # ValueError: not UTF-8, not CSV, or empty
        raise ReportError(
            f"{path}: cannot be read as a table ({getattr(error, 'strerror', None) or error}); "
            "give a CSV file in UTF-8"
        ) from error
    return {str(name): column.tolist() for name, column in cells.items()}


def read_csv(path: str | Path, dtypes: Mapping[str, str]) -> dict[str, list[Any]]:
    """Columns of a CSV file as they were before :func:`format_csv`; an empty cell is missing.

    Parameters
    ----------
    path : str or Path
    dtypes : mapping
        Column → dtype; a column that it does not name is text.

    Raises
    ------
    ReportError
        If the file cannot be read, or a cell is not what its column holds; the message names file,
        line and column.
    """
    columns: dict[str, list[Any]] = {}
    for name, cells in read_cells(path).items():
        dtype = dtypes.get(name, "str")
        read = READ[dtype]
        try:
            columns[name] = [read(cell) if cell else None for cell in cells]
        except (KeyError, ValueError):
            line, cell = next(found for found in enumerate(cells, 2) if not _is(read, found[1]))
            raise ReportError(
                f"{path}, line {line}, column {name!r}: {cell!r} is no {dtype}; write the tables "
                "anew"
            ) from None
    return columns


READ: Mapping[str, Callable[[str], Any]] = {
    "str": unescape_cell,
    "int64": int,
    "Int64": int,
    "float64": float,
    "bool": {"True": True, "False": False}.__getitem__,
}


def _is(read: Callable[[str], Any], cell: str) -> bool:
    try:
        return not cell or read(cell) is not None
    except (KeyError, ValueError):
        return False
