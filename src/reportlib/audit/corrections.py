"""A file of corrections → what is to be changed, each row checked by itself and against the others.

What a correction does to the table ``numbers`` stands in :mod:`reportlib.audit.corrected`.
"""

from __future__ import annotations

import csv
import hashlib
import io
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from reportlib.labels.catalogue import describe_indicator
from reportlib.numbers.units import doubt_unit
from reportlib.tables.cells import unescape_cell
from reportlib.tables.columns import check_table, table_columns
from reportlib.tables.errors import ReportError
from reportlib.tables.naming import code_words

NEEDED = ("report_id", "start", "text", "action", "reason", "by", "on")
KEYS = ("report_id", "sentence_id", "number_id", "start", "end", "text", "region")
TOLD = ("rule", "reading_confidence", "repair", "corrected")  # of the reading, not of the number
NUMBER = re.compile(r"([0-9]+)[a-z]?")
DAY = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ][0-9:.]*)?")
PART = re.compile(r"H[12]|Q[1-4]|(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|1[0-2]))?")
YEARS = range(1800, 2201)


class Correction(NamedTuple):
    """One row of a file of corrections, its value as its column holds it."""

    where: str  # file and line, for messages
    report_id: str
    number: str  # what follows the report in number_id: 789, or 789b for a second reading
    text: str
    action: str
    column: str
    value: Any
    reason: str
    by: str
    on: str

    @property
    def start(self) -> int:
        """Offset of the number in the raw text."""
        return int(self.number.rstrip("abcdefghijklmnopqrstuvwxyz"))

    def error(self, why: str) -> ReportError:
        """An error that names the correction."""
        return ReportError(f"{self.where}: {why}")


Corrections = tuple[Correction, ...]


def read_corrections(source: str | Path | pd.DataFrame | Corrections | None) -> Corrections:
    """Read corrections, all of them or none; what was read before is given back as it is.

    Parameters
    ----------
    source : str, Path, DataFrame, Corrections or None
        Table ``corrections``: ``report_id, start, text, action, column, value, reason, by, on``;
        a CSV file in UTF-8, whose text cells may be escaped as :func:`reportlib.write_tables` does.
        None holds no correction.

    Returns
    -------
    tuple of Correction

    Raises
    ------
    ReportError
        If the file cannot be read or lacks a column; a needed cell is empty; an action or column is
        unknown; a value is none that its column takes; a day is none, or lies in the future; or two
        rows are for one cell. The message names the file and the line, of both rows where there are
        two.

    Examples
    --------
    >>> rows = [["r", "5", "6%", "set", "role", "promise", "wrong part", "A.B.", "2024-05-01"]]
    >>> read_corrections(pd.DataFrame(rows, columns=list(table_columns("corrections"))))
    Traceback (most recent call last):
    reportlib.tables.errors.ReportError: corrections, row 0: 'promise' is no role; it is one of \
outcome, target, context
    """
    if source is None:
        return ()
    if isinstance(source, tuple):
        return source
    return check_rows(
        _rows_of(source) if isinstance(source, pd.DataFrame) else _rows_in(Path(source))
    )


def check_rows(rows: Iterable[tuple[str, Mapping[str, str]]]) -> Corrections:
    """Rows of cells as corrections, each with where it stands; see :func:`read_corrections`."""
    found = tuple(_correction(where, row) for where, row in rows)
    _check_pairs(found)
    return found


def select_corrections(corrections: Iterable[Correction], report_id: str) -> Corrections:
    """Those for one report."""
    return tuple(one for one in corrections if one.report_id == report_id)


def tell_left(corrections: Iterable[Correction], report_ids: Iterable[str]) -> str:
    """What corrections were passed over, as their reports are not among `report_ids`; empty when
    there are none.

    Examples
    --------
    >>> one = Correction("c.csv, line 2", "r", "5", "6%", "drop", "", None, "none", "A.B.", "")
    >>> tell_left([one], ["s"]), tell_left([one], ["r"])
    ("1 correction passed over, of a report that was not read: 'r'", '')
    """
    known = set(report_ids)
    left = [one.report_id for one in corrections if one.report_id not in known]
    if not left:
        return ""
    names = list(dict.fromkeys(left))
    count = "1 correction" if len(left) == 1 else f"{len(left)} corrections"
    reports = "a report that was" if len(names) == 1 else f"{len(names)} reports that were"
    first = ", ".join(map(repr, names[:3])) + ", …" * (len(names) > 3)
    return f"{count} passed over, of {reports} not read: {first}"


def checksum_corrections(corrections: Corrections) -> str | None:
    """A checksum of what corrections say, wherever they stand; None for none."""
    if not corrections:
        return None
    said = sorted(repr(one._replace(where="")) for one in corrections)
    return hashlib.sha256("\n".join(said).encode("utf-8", "backslashreplace")).hexdigest()


def _rows_of(table: pd.DataFrame) -> Iterator[tuple[str, dict[str, str]]]:
    check_table(table, "corrections")
    for label, row in zip(table.index, table.to_dict("records"), strict=True):
        yield f"corrections, row {label}", {str(name): _said(cell) for name, cell in row.items()}


def _said(cell: Any) -> str:
    """A cell of any dtype as a CSV file would hold it."""
    if isinstance(cell, float) and math.isfinite(cell) and cell.is_integer():
        return str(int(cell))
    return "" if pd.isna(cell) else str(cell)


def _rows_in(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        reader = csv.DictReader(
            io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), strict=True
        )
        _check_head(path, list(reader.fieldnames or ()))
        for row in reader:
            where = f"{path}, line {reader.line_num}"
            if None in row or None in row.values():
                raise ReportError(f"{where}: has not as many cells as there are columns")
            if any(row.values()):
                yield where, {name: unescape_cell(cell) for name, cell in row.items()}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReportError(
            f"{path}: cannot be read as a table ({getattr(error, 'strerror', None) or error}); "
            "give a CSV file in UTF-8"
        ) from error


def _check_head(path: Path, head: list[str]) -> None:
    needed = table_columns("corrections")
    for column in needed:
        if head.count(column) != 1:
            why = "has it twice" if column in head else f"has {', '.join(head) or 'no columns'}"
            raise ReportError(
                f"{path}: needs the column {column!r} once, and {why}; a file of corrections has "
                f"the columns {', '.join(needed)}"
            )


def _correction(where: str, row: Mapping[str, str]) -> Correction:
    cells = {name: row[name].strip() for name in table_columns("corrections") if name != "text"}
    for name in NEEDED:
        if not row[name].strip():
            raise ReportError(f"{where}: {name!r} is empty, but needed")
    if not NUMBER.fullmatch(cells["start"]):
        raise ReportError(f"{where}: {cells['start']!r} is no start; give an offset, such as 789")
    found = Correction(
        where,
        cells["report_id"],
        cells["start"],
        row["text"],
        cells["action"],
        cells["column"],
        None,
        cells["reason"],
        cells["by"],
        read_day(where, cells["on"]),
    )
    _check_code(found, "action", found.action)
    if found.action == "drop":
        if found.column or cells["value"]:
            raise found.error("drop takes the whole number; leave column and value empty")
        return found
    return found._replace(value=_value(found, cells["value"]))


def read_day(where: str, cell: str) -> str:
    """A day as 2024-05-31; an error that names `where`, if it is none or lies in the future."""
    said = DAY.fullmatch(cell)
    try:
        day = date(*map(int, said.groups())) if said else None
    except ValueError:
        day = None
    if day is None:
        raise ReportError(f"{where}: {cell!r} is no day; write 2024-05-31")
    if day > date.today() + timedelta(days=1):  # it is tomorrow already somewhere
        raise ReportError(f"{where}: {cell!r} lies in the future")
    return day.isoformat()


def list_correctable() -> list[str]:
    """The columns of ``numbers`` that a correction may set, in order."""
    return [name for name in table_columns("numbers") if name not in (*KEYS, *TOLD)]


def _value(found: Correction, cell: str) -> Any:
    """A cell as its column holds it, checked; None when it is empty."""
    column, known = found.column, list_correctable()
    if column not in known:
        why = "is not for corrections" if column in table_columns("numbers") else "is no column"
        raise found.error(f"{column!r} {why} of numbers; there are {', '.join(known)}")
    if not cell:
        if column == "kind":
            raise found.error("kind needs a value")
        return None
    dtype = table_columns("numbers")[column]
    if dtype in PARSERS:
        try:
            return PARSERS[dtype](cell)
        except ValueError:
            what = "year" if dtype == "Int64" else "number, written as 2500000 or -3.5"
            raise found.error(f"{column}: {cell!r} is no {what}") from None
    if check := CHECKS.get(column):
        check(found, cell)
    else:
        _check_code(found, column, cell)
    return cell


def _number(cell: str) -> float:
    number = float(cell)
    if not math.isfinite(number) or "_" in cell:
        raise ValueError
    return number


def _year(cell: str) -> int:
    number = _number(cell)
    if number not in YEARS:
        raise ValueError
    return int(number)


PARSERS: Mapping[str, Callable[[str], Any]] = {"float64": _number, "Int64": _year}


def _check_code(found: Correction, column: str, cell: str) -> None:
    """A column with codes takes no other; one without any takes all."""
    known = code_words(column, "en")
    if known and cell not in known:
        raise found.error(f"{cell!r} is no {column}; it is one of {', '.join(known)}")


def _check_indicator_id(found: Correction, cell: str) -> None:
    try:
        describe_indicator(cell)
    except KeyError:
        raise found.error(
            f"{cell!r} is no indicator_id; load_vocabulary('indicators') lists them"
        ) from None


def _check_unit(found: Correction, cell: str) -> None:
    if why := doubt_unit(cell):
        raise found.error(why)


def _check_part(found: Correction, cell: str) -> None:
    if not PART.fullmatch(cell):
        raise found.error(f"{cell!r} is no part_of_year; write H1, Q3, 06 or 01-06")


CHECKS: Mapping[str, Callable[[Correction, str], None]] = {
    "indicator_id": _check_indicator_id,
    "unit": _check_unit,
    "part_of_year": _check_part,
}


def _check_pairs(corrections: Corrections) -> None:
    """Two corrections for one cell contradict each other; a dropped number has no cell."""
    seen: dict[tuple[str, str, str], list[Correction]] = {}
    for one in corrections:
        others = seen.setdefault((one.report_id, one.number, one.text), [])
        for other in others:
            if other.column == one.column or "drop" in (other.action, one.action):
                raise one.error(
                    f"contradicts {other.where}: both are for {one.column or other.column or 'all'}"
                    f" of {one.text!r} at {one.number} of {one.report_id}; keep one"
                )
        others.append(one)
