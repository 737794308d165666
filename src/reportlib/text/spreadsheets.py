"""A spreadsheet with one report a row → reports."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

import pandas as pd

from reportlib.tables.errors import MissingColumnError, ReportError, ReportWarning
from reportlib.tables.extras import load_extra
from reportlib.tables.files import safe_name
from reportlib.text.encodings import decode
from reportlib.text.formats import read_bytes
from reportlib.text.office import check_part
from reportlib.text.report import Report, read_report

CUT = 32_767  # characters that a cell of Excel can hold; a longer text was cut there
_NAMES = {  # of columns, in small letters
    "text": ("text", "doc", "content", "正文", "全文", "内容", "文本"),
    "place": ("place", "region", "province", "city", "省份", "地区", "城市", "地名"),
    "year": ("year", "年份", "年度", "年"),
}


class _Row(NamedTuple):
    number: int  # as the spreadsheet counts, its heads being row 1
    text: str
    place: str
    year: str


def read_reports(
    path: str | Path,
    *,
    text: str | None = None,
    place: str | None = None,
    year: str | None = None,
) -> list[Report]:
    """Read the reports of a spreadsheet (.csv or .xlsx), one a row; of any other file, the one.

    Parameters
    ----------
    path : str or Path
        The first row names the columns, of Excel in the first sheet.
    text, place, year : str, optional
        Names of the columns. By default text, doc, content, 正文, 全文, 内容, 文本; place, region,
        province, city, 省份, 地区, 城市, 地名; year, 年份, 年度, 年. Without a column or a value,
        place and year are read from the text.

    Returns
    -------
    list of Report
        In the order of the rows, those that are blank left out. ``report_id`` is place and year,
        as in ``某市-2021``, else the file's name and the row, fit to be the name of a file;
        ``source`` names file and row.

    Raises
    ------
    ReportError
        If a column is not there, a row has no text or no year in its column of years, two rows
        have one place and year, or a text is refused by :func:`read_report`; the message names
        file and row.

    Warns
    -----
    ReportWarning
        If Excel has cut a text.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp(), "all.csv")
    >>> _ = file.write_text("地区,年份,正文\\n某市,2021,全年增长5%。\\n某县,2020,增长6%。", "utf-8")
    >>> read_reports(file)
    [Report('某市-2021', region='某市', year=2021, 7 characters), Report('某县-2020', region='某县', year=2020, 5 characters)]
    """  # noqa: E501
    path = Path(path)
    data = read_bytes(path)
    asked = {"text": text, "place": place, "year": year}
    table = _read_table(data, path, asked)
    if table is None:
        return [read_report(path)]
    reports: dict[str, tuple[int, Report]] = {}
    for row in _rows(table, path, asked):
        report = _read_row(row, path)
        before = reports.setdefault(report.report_id, (row.number, report))
        if before[1] is not report:
            raise ReportError(
                f"{path}: rows {before[0]} and {row.number} are both {report.report_id}; keep one, "
                "or give them places and years of their own"
            )
    if not reports:
        raise ReportError(f"{path}: no row has a text")
    return [report for _, report in reports.values()]


def _read_table(data: bytes, path: Path, asked: dict[str, str | None]) -> pd.DataFrame | None:
    """Cells of a spreadsheet as text; None if the file is none."""
    if data.startswith(b"PK\3\4"):
        return _read_excel(data, path)
    if data.startswith((b"%PDF", b"{\\rtf", b"\xd0\xcf\x11\xe0")) or b"\0" in data[:2]:
        return None
    with warnings.catch_warnings(action="ignore", category=ReportWarning):
        written = decode(data, path)  # a text says later what it lacks
    head = written[:2000].lstrip().partition("\n")[0]
    mark = max(",\t;", key=head.count)
    names = [name.strip(' "\r') for name in head.split(mark)]
    named = any(_find(names, column, name) for column, name in asked.items() if name) or _find(
        names, "text", None
    )
    if len(names) < 2 or not (named or path.suffix.lower() in (".csv", ".tsv")):
        return None
    try:
        return pd.read_csv(
            StringIO(written), sep=mark, dtype=str, keep_default_na=False, skip_blank_lines=False
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError) as error:
        raise ReportError(
            f"{path}: no table ({error}); save it anew as CSV (UTF-8), texts in quotation marks"
        ) from error


def _read_excel(data: bytes, path: Path) -> pd.DataFrame | None:
    try:
        with ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
    except (BadZipFile, ValueError, OSError):
        return None  # which read_report says better
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        return None
    for part in parts:
        check_part(part.file_size, part.compress_type, path)
    openpyxl = load_extra("openpyxl", "excel", f"{path}: Excel")
    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
        rows = [
            ["" if cell is None else str(cell) for cell in row]
            for row in book.worksheets[0].iter_rows(values_only=True)
        ]
    except Exception as error:  # a damaged book raises whatever the reader trips over
        raise ReportError(
            f"{path}: not a readable Excel sheet (damaged, or protected by a password); save it "
            "anew as .xlsx"
        ) from error
    table = pd.DataFrame(rows, dtype=str).fillna("")
    if table.empty:
        raise ReportError(f"{path}: the first sheet is empty")
    heads = [head or f"column {i}" for i, head in enumerate(table.iloc[0], 1)]
    twice = [head for head, n in Counter(heads).items() if n > 1]
    if twice:
        raise ReportError(f"{path}: two columns are named {twice[0]!r}; rename one")
    return table.iloc[1:].set_axis(heads, axis=1)


def _find(names: list[str], column: str, asked: str | None) -> str | None:
    """The name of a column: as asked, else a known one."""
    if asked is not None:
        return asked if asked in names else None
    return next((name for name in names if name.strip().lower() in _NAMES[column]), None)


def _rows(table: pd.DataFrame, path: Path, asked: dict[str, str | None]) -> Iterator[_Row]:
    names = [str(name) for name in table.columns]
    found = {column: _find(names, column, name) for column, name in asked.items()}
    for column, name in asked.items():
        if found[column] is None and (name or column == "text"):
            raise MissingColumnError(
                f"{path}: no column {name or 'of texts'}; there are {', '.join(names)}; name it: "
                f'read_reports(path, {column}="…")'
            )
    for i, row in enumerate(table.to_dict("records"), 2):
        cells = {column: str(row[name]).strip() if name else "" for column, name in found.items()}
        if any(str(cell).strip() for cell in row.values()):
            yield _Row(i, row[found["text"]], cells["place"], cells["year"])


def _read_row(row: _Row, path: Path) -> Report:
    source = f"{path}, row {row.number}"
    if not row.text.strip():
        raise ReportError(f"{source}: no text; fill it in or leave the row out")
    said = re.fullmatch(r"((?:19|20)[0-9]{2})(?:年|\.0+)?", row.year)
    if row.year and not said:
        raise ReportError(f"{source}: {row.year!r} is no year; write it as 2021")
    if len(row.text) == CUT:
        message = f"{source}: Excel has cut the text at {CUT:,} characters; give it as CSV"
        warnings.warn(message, ReportWarning, stacklevel=3)
    report = read_report(
        row.text.encode("utf-8"),
        name=source,
        region=row.place or None,
        year=int(said[1]) if said else None,
    )
    place_and_year = [str(part) for part in (report.region, report.year) if part]
    full = len(place_and_year) == 2
    name = "-".join(place_and_year) if full else f"{path.stem}-{row.number}"
    return replace(report, report_id=safe_name(name))
