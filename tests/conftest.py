"""What the tests share: the shipped report's tables, read once, and the case files."""

import csv
from pathlib import Path

import pytest

from reportlib import analyse, load_report

ROOT = Path(__file__).resolve().parents[1]


def cases(name: str) -> list:
    """Rows of a case file as pytest parameters, named by their column `why`."""
    with (ROOT / "tests" / "cases" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [pytest.param(row, id=row["why"]) for row in csv.DictReader(file)]


@pytest.fixture(scope="session")
def report():
    return load_report("chongqing-2021")


@pytest.fixture(scope="session")
def tables(report):
    return analyse(report)
