"""Files → reports with their tables, one at a time; a panel → a file for Stata, R or Excel."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import pandas as pd

from reportlib.audit.corrections import read_corrections
from reportlib.corpus import Tables, analyse
from reportlib.sources import find_files
from reportlib.tables.errors import ReportError, ReportWarning, check_choice
from reportlib.tables.exports import format_tables
from reportlib.tables.files import write_files
from reportlib.tables.naming import code_words
from reportlib.tables.vocabulary import vocabulary_rows
from reportlib.targets.headline_panel import panel_columns
from reportlib.text.report import Report, read_report
from reportlib.text.spreadsheets import read_reports

SPREADSHEETS = {".csv", ".xlsx"}
LONGEST_LABEL = 80  # characters that Stata takes
MADE = datetime(2000, 1, 1)  # in every file, so that the same panel gives the same bytes
TITLE = "Headline targets of Chinese government work reports, read by reportlib"
LEVELS = ("nation", "province", "prefecture", "county")
BOUNDS = ("eq", "ge", "gt", "le", "lt", "approx", "range")

_log = logging.getLogger(__name__)


def stream_reports(
    paths: Iterable[str | Path],
    *,
    region: str | None = None,
    year: int | None = None,
    on_error: str = "raise",
    corrections: str | Path | pd.DataFrame | None = None,
) -> Iterator[tuple[Report, Tables]]:
    """Read reports one at a time, each with its tables; nothing is kept.

    Parameters
    ----------
    paths : iterable of str or Path
        Files, and folders whose documents are read; a spreadsheet that is named gives a report a
        row.
    region, year : optional
        As in :func:`reportlib.read_report`, of all files.
    on_error : {"raise", "log"}
        What to do with a file that cannot be read: stop, or name it in the log (as an error of the
        logger ``reportlib.panel_files``) and go on.
    corrections : str, Path or DataFrame, optional
        As in :func:`reportlib.analyse`, for all reports.

    Raises
    ------
    ReportError
        If a file cannot be read, or a correction of it not applied, and `on_error` is "raise", or
        is neither; if the corrections cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp(), "a.txt")
    >>> _ = file.write_text("2019年重庆市政府工作报告\\n各位代表：全年新建公园12个。", "utf-8")
    >>> for report, tables in stream_reports([file.parent]):
    ...     print(report.year, tables.numbers["text"].tolist())
    2019 ['2019年', '12个']
    """
    check_choice("on_error", on_error, ("raise", "log"))
    files, _ = find_files(paths)
    given = read_corrections(corrections)  # once, for all reports
    for file in files:
        try:
            if file.suffix.lower() in SPREADSHEETS:
                reports = read_reports(file)
            else:
                reports = [read_report(file, region=region, year=year)]
            for report in reports:
                with warnings.catch_warnings(action="ignore", category=ReportWarning):
                    # its doubts are for who looks at one report
                    tables = analyse(report, corrections=given)
                yield report, tables
        except ReportError as error:
            if on_error == "raise":
                raise
            _log.error("%s", error)


def write_panel(panel: pd.DataFrame, path: str | Path) -> Path:
    """Write a panel as ``.csv``, ``.parquet``, ``.xlsx`` or ``.dta``, whole or not at all.

    A Stata file (version 14 and later) is ready for ``xtset region_code year`` where the panel has
    one kind of document: ASCII names, English labels, value labels for places, levels, kinds and
    bounds, dates as dates. pandas writes no notes, so the source stands in each row and in the
    file's label. In CSV and Excel no text is a formula (see :func:`reportlib.write_tables`).

    Parameters
    ----------
    panel : DataFrame
        From :func:`reportlib.build_headline_panel`, or another table.
    path : str or Path
        Where to; the ending says how.

    Raises
    ------
    ReportError
        If the ending is another, a package is missing, or the file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> panel = pd.DataFrame({"region_code": [500000], "year": [2021], "gdp_mid": [6.0]})
    >>> path = write_panel(panel, Path(tempfile.mkdtemp(), "panel.dta"))
    >>> pd.read_stata(path).values.tolist()
    [[500000.0, 2021.0, 6.0]]
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending == ".dta":
        content = _stata(panel)
    elif ending in (".csv", ".parquet", ".xlsx"):
        (content,) = format_tables({"panel": panel}, ending[1:]).values()
    else:
        raise ReportError(f"{path}: a panel is written as .csv, .parquet, .xlsx or .dta")
    return write_files(path.parent, {path.name: content})[0]


def _stata(panel: pd.DataFrame) -> bytes:
    labels = {name: label for name, (_, label) in panel_columns().items()}
    columns = {str(name): _stata_column(str(name), values) for name, values in panel.items()}
    table = pd.DataFrame(columns, index=panel.index)
    places = {}
    if {"region_code", "place"} <= set(panel) and len(panel):
        named = panel.dropna(subset=["place"])
        places = {"region_code": dict(zip(named["region_code"], named["place"], strict=True))}
    buffer = io.BytesIO()
    table.to_stata(
        buffer,
        version=118,
        write_index=False,
        convert_dates={"delivered_on": "td"} if "delivered_on" in table else None,
        time_stamp=MADE,
        data_label=TITLE[:LONGEST_LABEL],
        variable_labels={
            name: labels.get(name, name.replace("_", " "))[:LONGEST_LABEL] for name in columns
        },
        value_labels=places,
    )
    return buffer.getvalue()


def _stata_column(name: str, values: pd.Series) -> pd.Series:
    """A column as Stata holds it: whole numbers, floats, labelled codes, dates, texts."""
    if name == "delivered_on":
        return pd.to_datetime(values, errors="coerce")
    coded = next((codes for end, codes in _codes().items() if name.endswith(end)), None)
    if coded and len(values) and set(values.dropna()) <= set(coded):
        return pd.Series(pd.Categorical(values, categories=coded), index=values.index)
    if pd.api.types.is_string_dtype(values) or pd.api.types.is_object_dtype(values):
        return values.astype(object).where(values.notna(), "")
    if pd.api.types.is_extension_array_dtype(values):
        return values.astype("float64")
    return values.astype("int32") if pd.api.types.is_integer_dtype(values) else values


def _codes() -> dict[str, list[str]]:
    """Columns of codes, by how they end, with their codes in order."""
    return {
        "admin_level": list(LEVELS),
        "report_kind": [row["kind"] for row in vocabulary_rows("report_kinds")],
        "_kind": list(code_words("promise_kind", "en")),
        "_bound": list(BOUNDS),
        "role": list(code_words("role", "en")),
    }
