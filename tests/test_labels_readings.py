"""All that is read of a text's numbers: what the other case files ask one by one, here at once, so
that a fault that moves a column which no case asks for is noticed. In a report of 2021.

The file pins and does not judge: some of its readings are wrong or lack a name. After a change that
is meant, ``PYTHONPATH=src:tests python tests/test_labels_readings.py`` writes the column ``read``
anew, and its diff shows what the change moves.
"""

import csv

import pandas as pd
import pytest
from conftest import ROOT, cases

from reportlib import Report, analyse

USUAL = {"kind": "measure", "bound": "eq", "place": "某市"}  # is not written
TOLD = ("kind", "value", "value_low", "unit", "bound", "hedge", "indicator", "rule", "measure")
TOLD += ("role", "period_start", "period_end", "part_of_year", "base_year", "place", "price_basis")
TOLD += ("timing", "compared_with", "indicator_id", "period_reason", "role_reason")


def written(row):
    """The number, and each cell that is not usual, as ``name=cell``."""
    cells = {name: row[name] for name in TOLD if pd.notna(row[name])}
    if cells.get("value") == cells.get("value_low"):
        cells.pop("value_low", None)  # no range
    if cells.get("period_start") == cells.get("period_end"):
        cells.pop("period_start", None)
    if cells.get("role") == "context":
        cells.pop("role_reason")
    unusual = {name: cell for name, cell in cells.items() if USUAL.get(name) != cell}
    shown = (f"{cell:.10g}" if isinstance(cell, float) else cell for cell in unusual.values())
    return "|".join([row["text"], *map("{}={}".format, unusual, shown)])


def read(text):
    report = Report("case", text.replace("⏎", "\n"), region="某市", year=2021)
    return [written(row) for row in analyse(report).numbers.to_dict("records")]


@pytest.mark.parametrize("case", cases("readings"))
def test_case(case):
    assert read(case["text"]) == case["read"].split("⏎")


if __name__ == "__main__":
    rows = [{**param.values[0]} for param in cases("readings")]
    with (ROOT / "tests/cases/readings.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(row | {"read": "⏎".join(read(row["text"]))} for row in rows)
