"""A file of figures that other publications state → its rows, each cell checked, and what may be
left out filled in.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from reportlib.labels.catalogue import describe_indicator, match_indicator
from reportlib.numbers.units import doubt_unit
from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError
from reportlib.tables.naming import code_words
from reportlib.text.report import data_folder

NEEDED = [
    "region",
    "indicator",
    "measure",
    "unit",
    "period",
    "role",
    "value",
    "source_title",
    "source_date",
]
RANK = {"first": 0, "estimate": 1, "derived": 2, "revised": 3, "": 0}  # of vintages
NOT_SET = "none"  # bound of a target of which the document says that it sets no number
NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?$"), "2500000 or -3.5"
PATTERNS = {
    "period": (
        re.compile(r"[0-9]{4}(?:M[0-9]{2})?(?:-(?:[0-9]{4})?(?:M[0-9]{2})?)?$"),
        "2024, 2021-2025 or 2024M01-M06",
    ),
    "base_year": (re.compile(r"[0-9]{4}$"), "2020"),
    "source_date": (re.compile(r"[0-9]{4}(?:-|$)"), "2025, 2025-01 or 2025-01-31"),
    **dict.fromkeys(("value", "value_low", "value_high"), NUMBER),
}  # of cells, each with an example


def read_rows(
    path: str | Path | None, name: str, needed: list[str]
) -> tuple[Path, list[dict[str, str]]]:
    """Rows of a reference table, its columns checked, and the file that they stand in."""
    file = Path(path) if path else data_folder() / "reference" / name
    try:
        with file.open(encoding="utf-8-sig", newline="") as handle:
            rows = list(csv.DictReader(handle))
    except FileNotFoundError:
        raise ReportError(
            f"{file}: no such file; check the spelling and the folder you are in"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ReportError(f"{file}: cannot be read as a table; give a CSV file in UTF-8") from error
    check_table(pd.DataFrame(rows, columns=None if rows else needed), str(file), needed)
    return file, rows


def parse_numbers(row: Mapping[str, str]) -> dict[str, float | None]:
    return {
        column: float(row[column]) if row[column] else None
        for column in ("value", "value_low", "value_high")
    }


def fill_row(row: dict[str, str], file: Path, line: int) -> dict[str, Any]:
    """A row of facts, each of its cells checked, with what may be left out."""
    where = f"{file}, line {line}"
    if None in row:
        raise ReportError(f"{where}: has more cells than columns; quote a cell with a comma in it")
    cells: dict[str, Any] = {name: (cell or "").strip() for name, cell in row.items()}
    for name in NEEDED:
        if not cells[name] and name != "value":
            raise ReportError(f"{where}: {name!r} is empty, but needed")
    for name, known in _closed().items():
        if (cell := cells.get(name, "")) and cell not in known:
            raise ReportError(f"{where}: {cell!r} is no {name}; it is one of {', '.join(known)}")
    if why := doubt_unit(cells["unit"]):
        raise ReportError(f"{where}: {why}")
    for name, (pattern, example) in PATTERNS.items():
        if (cell := cells.get(name, "")) and not pattern.match(cell):
            raise ReportError(f"{where}: {cell!r} is no {name}; write it as {example}")
    value = cells["value"]
    cells |= {name: cells.get(name) or value for name in ("value_low", "value_high")}
    if not (cells["value_low"] and cells["value_high"]) and cells.get("bound") != NOT_SET:
        raise ReportError(f"{where}: 'value' is empty; give it, or value_low and value_high")
    given = cells.get("indicator_id") or match_indicator(cells["indicator"], cells["unit"]) or ""
    return cells | {
        "fact_id": cells.get("fact_id") or f"{file.stem}:{line}",
        "indicator_id": given,
        "indicator_en": cells.get("indicator_en") or (given and _english(given, where)),
        "bound": cells.get("bound", "eq"),
        "vintage": cells.get("vintage") or "first" * (cells["role"] == "outcome"),
        "document_type": cells.get("document_type", ""),
    }


def _english(known: str, where: str) -> str:
    try:
        return describe_indicator(known)["name_en"]
    except KeyError:
        raise ReportError(
            f"{where}: {known!r} is no indicator_id; leave it empty, or take one of "
            "load_vocabulary('indicators')"
        ) from None


def _closed() -> dict[str, list[str]]:
    """Columns that take few values, with these."""
    named = {name: list(code_words(name, "en")) for name in ("measure", "role", "bound")}
    named["bound"].append(NOT_SET)
    return named | {"vintage": [name for name in RANK if name]}
