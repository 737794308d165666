"""Tables → bytes of CSV, Parquet, Excel and Stata files."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from reportlib.tables.cells import format_csv
from reportlib.tables.codebook import describe_column, describe_table
from reportlib.tables.errors import ReportError
from reportlib.tables.extras import load_extra

SURROGATE = re.compile("[\ud800-\udfff]")
NO_EXCEL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NO_STATA = re.compile("[\x00\ud800-\udfff]")
STATA_NAME = re.compile("[A-Za-z_][A-Za-z0-9_]{0,31}")
RESERVED = {"end": "_end"}  # that no variable of Stata may be called
LONGEST_CELL = 32_767  # characters that Excel takes
LONGEST_TEXT = 2045  # bytes that Stata takes in a text that is no strL
LONGEST_LABEL = 80
LARGEST = 8.988e307  # that Stata takes as a number
MADE = datetime(2000, 1, 1)  # in every file, so that same tables give same bytes

Frames = Mapping[str, pd.DataFrame]


def name_files(tables: Iterable[str], format: str) -> dict[str, list[str]]:
    """The files that tables are written to in a format, each with the tables in it.

    Raises
    ------
    ReportError
        If there is no such format.

    Examples
    --------
    >>> name_files(["outline", "numbers"], "dta")
    {'outline.dta': ['outline'], 'numbers.dta': ['numbers']}
    """
    if format not in FORMATS:
        raise ReportError(f"no format named {format!r}; there are {', '.join(FORMATS)}")
    if format == "xlsx":
        return {"tables.xlsx": list(tables)}
    return {f"{name}.{format}": [name] for name in tables}


def format_tables(tables: Frames, format: str) -> dict[str, bytes]:
    """The files of tables in a format, name → bytes; see :func:`reportlib.write_tables`."""
    return {
        file: FORMATS[format]({name: tables[name] for name in names})
        for file, names in name_files(tables, format).items()
    }


def read_parquet(path: Path) -> dict[str, list[Any]]:
    """Columns of a Parquet file; what is missing is None."""
    try:
        table = load_extra("pyarrow.parquet", "parquet", "Parquet").read_table(path)
    except (OSError, ValueError) as error:
        raise ReportError(f"{path}: cannot be read as Parquet ({error})") from error
    return dict(table.to_pydict())


def _is_text(column: pd.Series[Any]) -> bool:
    return bool(pd.api.types.is_string_dtype(column) or pd.api.types.is_object_dtype(column))


def _replaced(table: pd.DataFrame, forbidden: re.Pattern[str]) -> pd.DataFrame:
    """The table with U+FFFD for the characters that a format cannot hold."""
    texts = {
        name: pd.array(
            [forbidden.sub("\ufffd", text) if isinstance(text, str) else None for text in column],
            dtype="str",
        )
        for name, column in table.items()
        if _is_text(column)
    }
    return table.assign(**texts)  # type: ignore[arg-type]


def _csv(tables: Frames) -> bytes:
    (table,) = tables.values()
    return format_csv(table)


def _parquet(tables: Frames) -> bytes:
    load_extra("pyarrow", "parquet", "Parquet")
    (table,) = tables.values()
    buffer = io.BytesIO()
    _replaced(table, SURROGATE).to_parquet(buffer, engine="pyarrow", index=False)
    return buffer.getvalue()


def _excel(tables: Frames) -> bytes:
    openpyxl = load_extra("openpyxl", "excel", "Excel")
    cell_of = load_extra("openpyxl.cell", "excel", "Excel").WriteOnlyCell
    book = openpyxl.Workbook(write_only=True)
    for name, table in tables.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append(list(table.columns))
        for row in table.to_numpy(object, na_value=None):  # type: ignore[arg-type]
            sheet.append([typed_cell(cell_of, sheet, value) for value in row])
    return save_book(book)


def save_book(book: Any) -> bytes:
    """The file of a workbook, without the time of its making: same cells give same bytes."""
    made = MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    buffer, undated = io.BytesIO(), io.BytesIO()
    book.properties.created = MADE
    book.save(buffer)
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(undated, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                content = re.sub(rb"(?<=>)[-0-9T:]+Z(?=</dcterms:modified>)", made, content)
            new.writestr(zipfile.ZipInfo(part.filename), content, zipfile.ZIP_DEFLATED)
    return undated.getvalue()


def typed_cell(cell_of: Callable[..., Any], sheet: Any, value: Any) -> Any:
    """A value as a cell of a workbook; a text stays one, whatever it begins with."""
    if not isinstance(value, str):
        return value
    value = NO_EXCEL.sub("\ufffd", value)
    short = value if len(value) <= LONGEST_CELL else value[: LONGEST_CELL - 1] + "…"
    cell = cell_of(sheet, value=short)
    cell.data_type = "s"  # openpyxl would take =… for a formula and #N/A for an error
    return cell


def _stata(tables: Frames) -> bytes:
    ((name, table),) = tables.items()
    table = _replaced(table, NO_STATA)
    for column, values in table.items():
        if not STATA_NAME.fullmatch(str(column)):
            raise ReportError(
                f"{name}: {column!r} is no column of Stata; rename it (ASCII, up to 32 characters)"
            )
        if pd.api.types.is_float_dtype(values) and (values.abs() > LARGEST).any():
            raise ReportError(
                f"{name}, column {column!r}: holds a number that Stata cannot; write it as csv"
            )
    texts = {column: values.fillna("") for column, values in table.items() if _is_text(values)}
    long = [
        str(column)
        for column, values in texts.items()
        if max((len(text.encode()) for text in values), default=0) > LONGEST_TEXT
    ]
    buffer = io.BytesIO()
    labels = {str(column): describe_column(name, str(column)) for column in table}
    table.assign(**texts).rename(columns=RESERVED).to_stata(  # type: ignore[arg-type]
        buffer,
        version=118,
        write_index=False,
        convert_strl=[RESERVED.get(column, column) for column in long],
        time_stamp=MADE,
        data_label=describe_table(name)[:LONGEST_LABEL],
        variable_labels={
            RESERVED.get(column, column): label[:LONGEST_LABEL] for column, label in labels.items()
        },
    )
    return buffer.getvalue()


FORMATS: Mapping[str, Callable[[Frames], bytes]] = {
    "csv": _csv,
    "parquet": _parquet,
    "xlsx": _excel,
    "dta": _stata,
}
