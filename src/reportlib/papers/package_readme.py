"""What a replication package says of itself: README.md and LICENSE-DATA, from the records of the
data and the lists of the build.
"""

from __future__ import annotations

import ast
import csv
import json
import platform
import re
import tomllib
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jinja2
import pandas as pd

from reportlib.papers.citations import cite
from reportlib.tables.extras import DISTRIBUTION
from reportlib.tables.vocabulary import vocabulary_rows
from reportlib.targets.documents import name_documents
from reportlib.targets.facts import REPOST
from reportlib.text.report import Report

MARKED = re.compile(r"<!-- accuracy, .*?<!-- end of accuracy -->", re.S)
MEGABYTE = 1_000_000
LICENCE = """\
Licence of the data in this package
===================================

The code is under LICENSE. Of the data:

Texts of reports
----------------
{reports}

Tables, records and vocabulary
------------------------------
data/tables/, data/reports.csv, data/errata.csv, data/datapackage.json, tests/gold/ and the CSV
files in src/reportlib/vocabulary/ are the project's own and under the terms of LICENSE, unless
src/reportlib/vocabulary/files.csv names another origin.

Figures of other publications
-----------------------------
data/reference/ is a collection made by hand: single figures, a few words of wording, the titles
and addresses of the documents that state them. The collection is under the terms of LICENSE; the
documents are their publishers', and none of them is in this package. Cite the document that a row
names.
"""


def describe(root: Path, reports: Sequence[Report], size: int) -> tuple[str, str]:
    """README.md and LICENSE-DATA of the package of a checkout with files of `size` bytes."""
    records = _rows(root / "data" / "reports.csv")
    facts = pd.DataFrame(_rows(root / "data" / "reference" / "facts.csv"))
    provinces = pd.DataFrame(_rows(root / "data" / "reference" / "provinces.csv"))
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    package = json.loads((root / "data" / "datapackage.json").read_text(encoding="utf-8"))
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    marked = MARKED.search((root / "README.md").read_text(encoding="utf-8"))
    tables = (root / "data" / "tables").rglob("*.*")
    template = (Path(__file__).parent / "package-readme.md").read_text(encoding="utf-8")
    readme = jinja2.Template(template, keep_trailing_newline=False).render(
        name=DISTRIBUTION,
        version=version(DISTRIBUTION),
        reports=records,
        facts=len(facts),
        provinces=len(provinces),
        regions=provinces["region"].nunique(),
        resources=package["resources"],
        python=project["requires-python"],
        packages=len(re.findall(r"^[\w.-]+==", lock, re.M)),
        system=f"{platform.system()} ({platform.machine()})",
        made_with=platform.python_version(),
        size=f"{size / MEGABYTE:.0f}",
        rooms=_rooms(root / "src" / "reportlib"),
        notebooks=[
            (path.name, _title(path))
            for path in sorted((root / "notebooks").glob("*"))
            if path.suffix == ".ipynb"
        ],
        accuracy=marked[0] if marked else "",
        figures=[
            (row["figure"], row["en"].format(last=(reports[0].year or 0) - 1))
            for row in vocabulary_rows("captions")
        ],
        tables=sorted(path.relative_to(root).as_posix() for path in tables),
        cited=[line for report in reports for line in cite(report).splitlines()],
        documents=_documents(facts),
    )
    texts = "\n".join(f"data/{row['file']}: {row['licence']}." for row in records)
    return f"{readme.strip()}\n", LICENCE.format(reports=texts)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _rooms(package: Path) -> Iterable[tuple[str, str]]:
    """The rooms of the code, each with its question."""
    for path in sorted(package.glob("*/__init__.py")):
        told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        yield path.parent.name, told.splitlines()[0]


def _title(notebook: Path) -> str:
    cells: list[dict[str, Any]] = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    source = "".join(cells[0]["source"]) if cells else ""
    return source.splitlines()[0].lstrip("# ") if source else notebook.stem


def _documents(facts: pd.DataFrame) -> list[str]:
    """The documents of the facts, oldest first, a line each; with an address where that is the
    issuer's or a national paper's own.
    """
    first = facts.drop_duplicates(["source_title", "source_date"]).sort_values("source_date")
    lines = []
    columns = ["source_title", "source_date", "source_url", "confidence"]
    for title, date, address, confidence in first[columns].values:
        url = address if confidence == "high" and REPOST not in title else ""
        english = name_documents(title)
        original = "" if english == title else f" ({title})"
        lines.append(f"{english}{original}, {date}{f'. <{url}>' if url else ''}")
    return lines
