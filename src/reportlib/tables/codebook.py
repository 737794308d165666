"""What the columns of the declared tables hold, for people (a table) and for programs (a
Frictionless data package), from ``vocabulary/table_columns.csv`` and ``column_notes.csv``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import pandas as pd

from reportlib.tables.columns import build_table, table_columns
from reportlib.tables.vocabulary import vocabulary_rows

KINDS = {
    "str": "string",
    "int64": "integer",
    "Int64": "integer",
    "float64": "number",
    "bool": "boolean",
}
MEDIA = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "dta": "application/x-stata-dta",
}
CSV_NOTE = (
    ". In text cells a line end stands as backslash-n, a backslash doubled, and a cell that begins "
    "with = + - @, a tab or an apostrophe has an apostrophe in front."
)
ROWS = "(row)"  # stands for a column where a note says what a row of the table is


@cache
def _notes() -> Mapping[tuple[str, str], str]:
    return {(row["table"], row["column"]): row["note"] for row in vocabulary_rows("column_notes")}


def describe_column(table: str, column: str) -> str:
    """What a column holds; empty where nothing is noted.

    Examples
    --------
    >>> describe_column("numbers", "value_high")
    'upper end'
    """
    return _notes().get((table, column)) or _notes().get(("any", column), "")


def describe_table(table: str) -> str:
    """What a row of a table is; empty where nothing is noted.

    Examples
    --------
    >>> describe_table("numbers")
    'one row per numeral, with its labels'
    """
    return _notes().get((table, ROWS), "")


def build_codebook(tables: Iterable[str]) -> pd.DataFrame:
    """The columns of tables and what they hold.

    Returns
    -------
    DataFrame
        One row per column, in order: ``table, column, dtype, note``.

    Examples
    --------
    >>> build_codebook(["outline"]).loc[3].tolist()
    ['outline', 'depth', 'int64', '1 for a part']
    """
    return build_table(
        "codebook",
        [
            {"table": name, "column": column, "dtype": dtype, "note": describe_column(name, column)}
            for name in tables
            for column, dtype in table_columns(name).items()
        ],
    )


def describe_fields(table: str) -> list[dict[str, Any]]:
    """The fields of a table as a data package has them.

    Examples
    --------
    >>> describe_fields("outline")[3]
    {'name': 'depth', 'type': 'integer', 'description': '1 for a part'}
    """
    fields = []
    for column, dtype in table_columns(table).items():
        kind = KINDS[dtype]
        field: dict[str, Any] = {"name": column, "type": kind}
        field["description"] = describe_column(table, column)
        if kind == "boolean":
            field |= {"trueValues": ["True"], "falseValues": ["False"]}
        fields.append(field)
    return fields


def describe_files(files: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """The data package of a folder of tables.

    Parameters
    ----------
    files : mapping
        File → names of the tables in it.

    Examples
    --------
    >>> package = describe_files({"outline.csv": ["outline"]})
    >>> package["resources"][0]["schema"]["fields"][3]["description"]
    '1 for a part'
    """
    resources = []
    for file, names in files.items():
        ending = file.rpartition(".")[2]
        for name in names:
            resource: dict[str, Any] = {"name": name, "type": "table", "path": file}
            resource |= {"format": ending, "mediatype": MEDIA[ending]}
            if ending == "csv":
                resource["encoding"] = "utf-8-sig"
            if ending == "xlsx":
                resource["dialect"] = {"excel": {"sheet": name}}
            resource["description"] = describe_table(name) + CSV_NOTE * (ending == "csv")
            resource["schema"] = {"fields": describe_fields(name)}
            resources.append(resource)
    return {"name": "reportlib-tables", "title": "A report as tables", "resources": resources}
