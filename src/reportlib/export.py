"""Tables of a report → files: CSV, Parquet, Excel or Stata, with a codebook; and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from reportlib.corpus import Tables
from reportlib.tables.cells import format_csv, read_csv
from reportlib.tables.codebook import build_codebook, describe_files
from reportlib.tables.columns import TEXT, build_column, check_table, table_columns
from reportlib.tables.errors import ReportError
from reportlib.tables.exports import format_tables, name_files, read_parquet
from reportlib.tables.files import write_folder


def write_tables(tables: Tables, folder: str | Path, format: str = "csv") -> list[Path]:
    """Write the tables of a report, with a codebook, into a folder.

    A folder that holds nothing else is swapped in one step, so that never one new and one old table
    stand side by side; among other files each table is replaced, or all are left as they were.

    Parameters
    ----------
    tables : Tables
    folder : str or Path
    format : {"csv", "parquet", "xlsx", "dta"}
        - ``csv``: UTF-8 with a byte-order mark, so that Excel opens it. In a text cell a line end
          stands as backslash-n, a backslash doubled, and a cell that begins with = + - @, a tab or
          an apostrophe has an apostrophe in front: no cell runs as a formula, and
          :func:`load_tables` undoes all of it.
        - ``parquet``: needs pyarrow. Half of a surrogate pair becomes U+FFFD.
        - ``xlsx``: one workbook ``tables.xlsx``, a sheet a table, its head frozen; needs openpyxl.
          Text is typed as text and never runs; control characters, which Excel forbids, become
          U+FFFD, and a text of more than 32,767 characters ends in ….
        - ``dta``: Stata 14 and later (118), columns labelled, ``end`` named ``_end``; texts over
          2,045 bytes as strL. Zero characters and halves of surrogate pairs become U+FFFD, and an
          absent text is "".

    Returns
    -------
    list of Path
        The tables, ``codebook.csv`` (one row per column: what it holds) and ``datapackage.json``
        (the same for programs, https://frictionlessdata.io).

    Raises
    ------
    ReportError
        If there is no such format, its package is not installed, or the folder cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> from reportlib import Report, analyse
    >>> tables = analyse(Report("demo", "全年新建公园12个。"))
    >>> [path.name for path in write_tables(tables, tempfile.mkdtemp())]
    ['outline.csv', 'sentences.csv', 'numbers.csv', 'codebook.csv', 'datapackage.json']
    """
    return write_folder(folder, list_contents(tables._asdict(), format))


def list_contents(tables: Mapping[str, pd.DataFrame], format: str) -> dict[str, bytes]:
    """The files of a folder of tables, name → bytes, codebook and data package among them."""
    package = describe_files(name_files(tables, format))
    return {
        **format_tables(tables, format),
        "codebook.csv": format_csv(build_codebook(list(tables))),
        "datapackage.json": json.dumps(package, ensure_ascii=False, indent=1).encode(),
    }


def load_tables(folder: str | Path) -> Tables:
    """Load the tables that :func:`write_tables` wrote as CSV or Parquet, equal to those written.

    Parameters
    ----------
    folder : str or Path
        With ``outline``, ``sentences`` and ``numbers``, each ``.csv`` or ``.parquet``.

    Raises
    ------
    ReportError
        If a file is missing or is no such table; the message names file, line and column.

    Examples
    --------
    >>> import tempfile
    >>> from reportlib import Report, analyse
    >>> tables = analyse(Report("demo", "全年新建公园12个。"))
    >>> folder = tempfile.mkdtemp()
    >>> _ = write_tables(tables, folder)
    >>> load_tables(folder).numbers.equals(tables.numbers)
    True
    """
    return Tables(*(_load(Path(folder), name) for name in Tables._fields))


def _load(folder: Path, name: str) -> pd.DataFrame:
    path, packed = folder / f"{name}.csv", folder / f"{name}.parquet"
    dtypes = table_columns(name)
    if path.is_file():
        columns = read_csv(path, dtypes)
    elif packed.is_file():
        columns = read_parquet(packed)
    else:
        raise ReportError(
            f"{folder}: has no {name}.csv; give a folder that write_tables or reportlib extract "
            "wrote, as csv or parquet"
        )
    data = {
        column: build_column(values, dtypes.get(column, TEXT)) for column, values in columns.items()
    }
    return check_table(pd.DataFrame(data, copy=False), name)
