"""What the tests share: the shipped report's tables, read once, the case files, and how hypothesis
runs.
"""

import csv
import os
from pathlib import Path

import pytest
from hypothesis import settings

from reportlib import analyse, load_report

ROOT = Path(__file__).resolve().parents[1]

# a busy machine is no failure, and CI asks the same examples each time
settings.register_profile("reportlib", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("reportlib")


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
