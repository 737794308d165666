"""A filled audit sheet → corrections, a log of the audit, and how often each field was wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from reportlib.audit.corrections import check_rows, read_day
from reportlib.audit.fields import FIELDS, columns_of, mean_field, sheet_texts
from reportlib.audit.sheets import FRAME, SHEET, sign_row
from reportlib.audit.workbook import ENGLISH, list_heads
from reportlib.tables.cells import format_csv, unescape_cell
from reportlib.tables.columns import build_table
from reportlib.tables.errors import ReportError
from reportlib.tables.extras import load_extra
from reportlib.tables.files import write_files
from reportlib.tables.naming import LANGS
from reportlib.words.intervals import wilson

OK, CORRECTED, ANY = "ok", "corrected", "any"
Cells = dict[tuple[str, str], str]


class Audit(NamedTuple):
    """What came of an audit sheet: tables ``corrections``, ``audit log`` and ``audit rates``."""

    corrections: pd.DataFrame
    log: pd.DataFrame
    rates: pd.DataFrame


class Row(NamedTuple):
    """One number of a sheet: the code of each field as it was read, its verdict (ok, corrected, or
    nothing where it was not judged) and what is right.
    """

    where: str
    number_id: str
    text: str
    readings: Mapping[str, str]
    verdicts: Mapping[str, str]
    right: Mapping[str, str]
    by: str
    on: str
    note: str

    def audited(self) -> Iterator[str]:
        """The fields that were judged."""
        return (field for field in FIELDS if self.verdicts[field])


def read_audit(path: str | Path) -> Audit:
    """Read what a person has filled into a sheet of :func:`reportlib.write_audit`.

    Rows may have been sorted, and columns moved; a row without a verdict was not audited. Nothing
    is guessed: what cannot be meant is an error.

    Parameters
    ----------
    path : str or Path
        The sheet, as Excel or LibreOffice saved it.

    Returns
    -------
    Audit
        - ``corrections``, as :func:`reportlib.analyse` takes them: one row per column of a field
          that was corrected; the reason is the note, else ``audit``.
        - ``log``: one row per number and field judged, with reading, verdict, what is right, by
          whom and when, by day.
        - ``rates``: one row per field, and ``any`` for numbers of which every field was judged:
          ``field, n, wrong, share, low, high, left`` (rows in which it was not judged). A number
          that is no measure has its kind alone judged, and is wrong in ``any``. The interval is
          Wilson's 95 % with the correction for a finite population (z² · (N − n)/(N − 1)), for the
          share among all N numbers that were drawn from, in those reports, and none other: where
          all were judged it has no width. It takes what was left as missing at random, and numbers
          as independent; those of one list are not, so it is rather too narrow.

    Raises
    ------
    ReportError
        If the file is no such sheet, lacks a sheet or column, holds a number twice, or a row was
        changed, or torn by sorting some of its columns; a verdict is unknown, corrected without
        what is right, or with what was read, or the reverse; what is right is no value of its
        column; a judged row lacks initials or date, or the date lies in the future. The message
        names file, row and field.

    Examples
    --------
    >>> read_audit("nowhere.xlsx")
    Traceback (most recent call last):
    reportlib.tables.errors.ReportError: nowhere.xlsx: cannot be read as an audit sheet (No such \
file or directory)
    """
    rows, population = read_rows(path)
    log = sorted(_log_rows(rows), key=lambda entry: entry["on"])
    return Audit(
        build_table("corrections", _corrections(rows)),
        build_table("audit log", log),
        build_table("audit rates", _rates(rows, population)),
    )


def write_results(audit: Audit, folder: str | Path) -> list[Path]:
    """Write ``corrections.csv``, ``audit-log.csv`` and ``audit-rates.csv``; none is replaced.

    Raises
    ------
    ReportError
        If one of them is there, or the folder cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> tables = (build_table(name, []) for name in ("corrections", "audit log", "audit rates"))
    >>> [path.name for path in write_results(Audit(*tables), tempfile.mkdtemp())]
    ['corrections.csv', 'audit-log.csv', 'audit-rates.csv']
    """
    names = ("corrections.csv", "audit-log.csv", "audit-rates.csv")
    for name in names:
        if (there := Path(folder, name)).exists():
            raise ReportError(f"{there}: is there; choose another folder, so that nothing is lost")
    return write_files(
        folder, {name: format_csv(table) for name, table in zip(names, audit, strict=True)}
    )


def read_rows(path: str | Path) -> tuple[list[Row], int]:
    """The rows of a sheet, checked, and how many numbers they were drawn from."""
    openpyxl = load_extra("openpyxl", "excel", f"{path}: Excel")
    try:
        book = openpyxl.load_workbook(path, data_only=True)
    except Exception as error:  # a damaged book raises whatever the reader trips over
        why = getattr(error, "strerror", None) or "damaged, or no Excel file"
        raise ReportError(f"{path}: cannot be read as an audit sheet ({why})") from error
    for name in (SHEET, FRAME):
        if name not in book.sheetnames:
            raise ReportError(f"{path}: has no sheet {name!r}; give one that reportlib audit wrote")
    told = {row[0]: row[1] for row in book[FRAME].iter_rows(values_only=True, max_col=2)}
    population = told.get("of")
    if not isinstance(population, int):
        raise ReportError(f"{path}: sheet {FRAME!r} does not say of how many numbers it was drawn")
    head, *lines = book[SHEET].iter_rows(values_only=True)
    at = _find_heads(path, [_said(cell) for cell in head])
    rows = [
        _row(f"{path}, row {number}", {key: _said(line[i]) for key, i in at.items()})
        for number, line in enumerate(lines, 2)
        if any(cell is not None for cell in line)
    ]
    counts = Counter(row.number_id for row in rows)
    for row in rows:
        if counts[row.number_id] > 1:
            raise ReportError(f"{row.where}: {row.number_id} stands in the sheet twice; keep one")
    return rows, max(population, len(rows))


def _said(cell: Any) -> str:
    """A cell as text, whatever a spreadsheet has made of it."""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _find_heads(path: str | Path, head: list[str]) -> dict[tuple[str, str], int]:
    """Where each column stands, in a sheet of either language; the English of sentences may go."""
    wanted = max(
        (list_heads(lang) for lang in LANGS),
        key=lambda heads: len(set(heads.values()) & set(head)),
    )
    wanted.pop((ENGLISH, ""), None)
    for name in wanted.values():
        if head.count(name) != 1:
            why = "stands twice" if name in head else "is missing"
            raise ReportError(
                f"{path}: the column {name!r} {why}; fill in the sheet as it was written"
            )
    return {key: head.index(name) for key, name in wanted.items()}


def _row(where: str, cells: Cells) -> Row:
    number_id, text = cells["number_id", ""], cells["text", ""]
    shown = [cells[field, ""] for field in FIELDS]
    if cells["check", ""] != sign_row(number_id, text, shown):
        raise ReportError(
            f"{where}: what was read was changed, or the row was torn by sorting some of its "
            "columns; write into the yellow cells alone"
        )
    readings = {field: mean_field(field, cells[field, ""]) for field in FIELDS}
    verdicts = {field: _verdict(where, cells, field) for field in FIELDS}
    corrected = [field for field in FIELDS if verdicts[field] == CORRECTED]
    right = readings | {field: mean_field(field, cells[field, "right"]) for field in corrected}
    for field in FIELDS:
        _check_right(f"{where}, {field}", cells[field, "right"], verdicts[field])
        if field in corrected and right[field] == readings[field]:
            raise ReportError(f"{where}, {field}: is corrected to what was read")
    if right["kind"] != "measure":
        judged = [field for field in FIELDS[1:] if verdicts[field]]
        if judged:
            raise ReportError(f"{where}, {judged[0]}: leave it empty where the kind is corrected")
    elif _means(cells["rest", ""], OK):
        verdicts = {field: said or OK for field, said in verdicts.items()}
    elif cells["rest", ""]:
        raise ReportError(f"{where}: {cells['rest', '']!r} is no answer to all others; give ok")
    return _signed(
        Row(where, number_id, text, readings, verdicts, right, cells["by", ""], "", ""), cells
    )


def _verdict(where: str, cells: Cells, field: str) -> str:
    said = cells[field, "verdict"]
    for verdict in (OK, CORRECTED):
        if _means(said, verdict):
            return verdict
    if said:
        raise ReportError(f"{where}, {field}: {said!r} is no verdict; give ok or corrected")
    return ""


def _means(said: str, verdict: str) -> bool:
    return said.lower() in {verdict, *(sheet_texts(lang)[f"said.{verdict}"] for lang in LANGS)}


def _check_right(where: str, cell: str, verdict: str) -> None:
    if verdict == CORRECTED and not cell:
        none = " or ".join(sheet_texts(lang)["none"] for lang in LANGS)
        raise ReportError(f"{where}: is corrected without what is right; where nothing is: {none}")
    if cell and verdict != CORRECTED:
        raise ReportError(
            f"{where}: {cell!r} is right, it says, beside {verdict or 'no verdict'!r}"
        )


def _signed(row: Row, cells: Cells) -> Row:
    """A row with its day and note; one that was judged needs a name and a day."""
    if not any(row.audited()):
        return row
    for name in ("by", "on"):
        if not cells[name, ""]:
            raise ReportError(f"{row.where}: was judged, and lacks {sheet_texts('en')[name]}")
    on = read_day(row.where, cells["on", ""])
    return row._replace(on=on, note=cells["note", ""])


def _corrections(rows: Iterable[Row]) -> Iterator[dict[str, str]]:
    """Rows of the table, each checked as one that is read from a file."""
    for row in rows:
        report_id, _, start = row.number_id.rpartition(":")
        for field in row.audited():
            if row.verdicts[field] == OK:
                continue
            columns = columns_of(field, row.right[field])
            if field == "indicator" and row.verdicts["indicator_id"] == OK:
                columns["indicator_id"] = row.readings["indicator_id"]  # else it would follow anew
            for column, value in columns.items():
                entry = {"report_id": report_id, "start": start, "text": unescape_cell(row.text)}
                entry |= {"action": "set", "column": column, "value": unescape_cell(value)}
                entry |= {"reason": row.note or "audit", "by": row.by, "on": row.on}
                check_rows([(f"{row.where}, {field}", entry)])
                yield entry


def _log_rows(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    for row in rows:
        report_id, _, start = row.number_id.rpartition(":")
        for field in row.audited():
            yield {
                "report_id": report_id,
                "number_id": row.number_id,
                "start": int(re.sub(r"\D", "", start)),
                "text": unescape_cell(row.text),
                "field": field,
                "reading": row.readings[field],
                "verdict": row.verdicts[field],
                "right": row.right[field],
                "by": row.by,
                "on": row.on,
                "note": row.note,
            }


def _rates(rows: list[Row], population: int) -> Iterator[dict[str, Any]]:
    judged = {field: [row for row in rows if row.verdicts[field]] for field in FIELDS}
    whole = [row for row in rows if row.right["kind"] != "measure" or all(row.verdicts.values())]
    for field, among in [*judged.items(), (ANY, whole)]:
        fields = FIELDS if field == ANY else (field,)
        wrong = sum(any(row.verdicts[name] == CORRECTED for name in fields) for row in among)
        rate: dict[str, Any] = {"field": field, "n": len(among), "wrong": wrong}
        if among:
            low, high = wilson(wrong, len(among), population)
            rate |= {"share": wrong / len(among), "low": low, "high": high}
        yield rate | {"left": len(rows) - len(among)}
