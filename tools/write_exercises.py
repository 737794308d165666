"""Solutions → ``vocabulary/exercises.csv``: digests of the answers and of the common mistakes.

    write_exercises.py

Runs each notebook of ``notebooks/solutions/``. The first answer that it checks for an exercise is
the right one; the others are its common mistakes, in the order of the rows below the exercise. Only
the column `digest` is written; what an exercise asks for and what is said of a mistake is written
by hand.
"""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from unittest import mock

import matplotlib as mpl
import matplotlib.pyplot as plt
import nbformat

from reportlib import ReportError, exercises
from reportlib.tables.files import write_files

ROOT = Path(__file__).resolve().parents[1]
SOLUTIONS = ROOT / "notebooks" / "solutions"
WRITTEN = ROOT / "src" / "reportlib" / "vocabulary" / "exercises.csv"


def find_answers(path: Path) -> list[tuple[str, Any]]:
    """What a notebook hands to ``check``, in its order: exercise, answer."""
    found: list[tuple[str, Any]] = []
    cells = nbformat.read(path, as_version=4).cells
    code = "\n".join(cell["source"] for cell in cells if cell["cell_type"] == "code")

    def note(exercise: str, answer: Any) -> None:
        found.append((exercise, answer))

    with (
        mock.patch.object(exercises, "check", note),
        contextlib.chdir(path.parent),
        contextlib.redirect_stdout(io.StringIO()),
    ):
        exec(compile(code, path.name, "exec"), {"__name__": "__main__"})
    plt.close("all")
    return found


def write_digests(solutions: Iterable[Path], written: Path) -> None:
    """Fill the column `digest` of a file of exercises."""
    with written.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    asks = {row["exercise"]: row["asks"] for row in rows if row["asks"]}
    answers: dict[str, list[str]] = {}
    for path in solutions:
        for exercise, answer in find_answers(path):
            if exercise not in asks:
                raise ReportError(f"{path.name} checks {exercise}, which {written.name} has not")
            digest = exercises.digest_answer(exercise, asks[exercise], answer)
            answers.setdefault(exercise, []).append(digest)
    for exercise in asks:
        own = [row for row in rows if row["exercise"] == exercise]
        found = answers.get(exercise, [])
        if len(own) != len(found):
            raise ReportError(
                f"{exercise}: {written.name} has {len(own)} rows and the solutions check "
                f"{len(found)} answers; give each a row"
            )
        for row, digest in zip(own, found, strict=True):
            row["digest"] = digest
    table = io.StringIO()
    writer = csv.DictWriter(table, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_files(written.parent, {written.name: table.getvalue().encode()})


def main() -> None:
    mpl.use("Agg")
    write_digests(sorted(SOLUTIONS.glob("*.ipynb")), WRITTEN)


if __name__ == "__main__":
    main()
