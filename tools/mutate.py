"""How many small faults do the tests notice? One line a fault, and at the end the share caught.

    mutate.py --seed 1 --n 60 [--jobs 2] [TESTS...]

A fault (a mutant) is one change in a copy of the sources: in ``language/`` and ``labels/`` a
comparison flipped, `and` made `or`, a condition negated, a constant or an alternative dropped, a
number moved by one; in the vocabulary of the reading a row deleted, a guard emptied, another value
put into a column that takes few, a flag's sign flipped. The tests run against the copy and stop at
the first that fails. The same seed draws the same faults from the same sources.
"""

from __future__ import annotations

import argparse
import ast
import csv
import io
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "reportlib"
SHARES = {"code": 0.40, "grammar": 0.25, "lexicon": 0.20, "other words": 0.15}  # of the faults
ROOMS = ("language", "labels", "numbers", "tables")  # whose tests run, in this order
OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "-k", "not time_grows")  # clocks tell no fault
LONGEST = 300  # seconds; a run that hangs is noticed
FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    **{ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is},
    **{ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt},
    **{ast.In: ast.NotIn, ast.NotIn: ast.In},
}
GUARDS = ("guard", "units", "when", "not_after", "not_before")
ALTERNATIVE = re.compile(r"[^|()\[\]]+\||\|[^|()\[\]]+(?=\)|$)")


class Mutant(NamedTuple):
    """One change: the bytes `first` to `last` of a file below ``reportlib/`` become `new`."""

    file: Path
    line: int
    kind: str
    what: str
    first: int
    last: int
    new: str


Group = tuple[str, str, str]  # of faults that are as likely: share, file, kind of change


def _dropped(text: str) -> Iterator[str]:
    """A pattern without one of its alternatives."""
    for found in ALTERNATIVE.finditer(text):
        yield text[: found.start()] + text[found.end() :]


def _changes(node: ast.AST) -> Iterator[tuple[str, ast.AST, str]]:
    """What can be done at a node: the kind of change, what it replaces, and the new source."""
    match node:
        case ast.Compare(left, [op], right) if type(op) in FLIPPED:
            yield "comparison", node, ast.unparse(ast.Compare(left, [FLIPPED[type(op)]()], right))
        case ast.BoolOp(op, values):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield "and, or", node, ast.unparse(ast.BoolOp(other, values))
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            yield "negated", test, f"not ({ast.unparse(test)})"
        case ast.comprehension(ifs=[test, *_]):
            yield "negated", test, f"not ({ast.unparse(test)})"
        case ast.Tuple(elts) | ast.Set(elts) | ast.List(elts) if len(elts) > 1:
            if all(isinstance(one, ast.Constant) for one in elts):
                marks = {ast.Tuple: "({},)", ast.Set: "{{{}}}", ast.List: "[{}]"}[type(node)]
                for one in elts:
                    others = ", ".join(ast.unparse(other) for other in elts if other is not one)
                    yield "dropped", node, marks.format(others)
        case ast.Constant(int() as value) if not isinstance(value, bool):
            yield from (("number", node, str(value + step)) for step in (1, -1))
        case ast.Constant(str() as value):
            yield from (("dropped", node, repr(less)) for less in _dropped(value))


def _texts(node: ast.AST) -> Iterator[ast.AST]:
    """What a node holds that no fault is put into: an f-string, whose parts have no place of their
    own, and a docstring.
    """
    if isinstance(node, ast.JoinedStr):
        yield from ast.walk(node)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value


def _faults_of_code(file: Path) -> Iterator[tuple[Group, Mutant]]:
    source = file.read_bytes()
    lines = source.splitlines(keepends=True)
    tree = ast.parse(source)
    untouched = {id(part) for node in ast.walk(tree) for part in _texts(node)}
    nodes = (node for node in ast.walk(tree) if id(node) not in untouched)
    for kind, node, new in chain.from_iterable(map(_changes, nodes)):
        assert isinstance(node, ast.expr) and node.end_lineno and node.end_col_offset
        first = sum(map(len, lines[: node.lineno - 1])) + node.col_offset
        last = sum(map(len, lines[: node.end_lineno - 1])) + node.end_col_offset
        what = f"{source[first:last].decode()} → {new}"
        mutant = Mutant(file.relative_to(SOURCE), node.lineno, kind, what, first, last, f"({new})")
        yield ("code", "", kind), mutant


def _cells(column: str, cell: str, values: set[str]) -> Iterator[tuple[str, str]]:
    """What can be done to a cell: the kind of change, and the new cell."""
    if column in GUARDS and cell:
        yield "guard emptied", ""
    if column == "when":
        for flag in cell.split():
            other = flag.removeprefix("-") if flag.startswith("-") else f"-{flag}"
            yield "flag flipped", " ".join(other if one == flag else one for one in cell.split())
    elif column in ("left", "pattern"):
        yield from (("dropped", less) for less in _dropped(cell))
    elif cell and column not in GUARDS:
        yield from (("value changed", value) for value in sorted(values - {cell, ""}))


def _faults_of_rows(file: Path, closed: list[str]) -> Iterator[tuple[Group, Mutant]]:
    lines = file.read_bytes().splitlines(keepends=True)
    head, *rows = csv.reader(line.decode() for line in lines)
    values = {name: {row[i] for row in rows} for i, name in enumerate(head) if name in closed}
    share = {"lexicon": "lexicon", "grammar": "grammar", "phrases": "grammar"}.get(file.stem)
    for line, row in enumerate(rows, start=2):
        first = sum(map(len, lines[: line - 1]))
        changes = [("row deleted", row[0], "")]
        for i, (column, cell) in enumerate(zip(head, row, strict=True)):
            for kind, new in _cells(column, cell, values.get(column, set())):
                written = io.StringIO()
                csv.writer(written, lineterminator="\n").writerow([*row[:i], new, *row[i + 1 :]])
                changes.append((kind, f"{row[0]}, {column}: {cell} → {new}", written.getvalue()))
        for kind, what, text in changes:
            last = first + len(lines[line - 1])
            mutant = Mutant(file.relative_to(SOURCE), line, kind, what, first, last, text)
            yield (share or "other words", "" if share else file.stem, kind), mutant


def draw(seed: int, n: int) -> list[Mutant]:
    """Draw `n` faults: a share of the sources, a file, a kind of change, then one of its kind."""
    with (SOURCE / "vocabulary" / "files.csv").open(encoding="utf-8", newline="") as listed:
        closed = {
            row["file"]: row["closed"].split()
            for row in csv.DictReader(listed)
            if row["used_by"] == "reading"
        }
    faults = [
        _faults_of_rows(SOURCE / "vocabulary" / f"{name}.csv", closed[name]) for name in closed
    ]
    rooms = chain.from_iterable(
        sorted((SOURCE / room).glob("*.py")) for room in ("language", "labels")
    )
    faults += map(_faults_of_code, rooms)
    groups: dict[Group, list[Mutant]] = defaultdict(list)
    for group, mutant in chain.from_iterable(faults):
        groups[group].append(mutant)
    dice = random.Random(seed)
    drawn: dict[Mutant, None] = {}
    while len(drawn) < n:
        share = dice.choices(list(SHARES), list(SHARES.values()))[0]
        file = dice.choice(sorted({group[1] for group in groups if group[0] == share}))
        kind = dice.choice(sorted({group[2] for group in groups if group[:2] == (share, file)}))
        drawn[dice.choice(groups[share, file, kind])] = None
    return list(drawn)


def is_caught(mutant: Mutant, tests: list[str]) -> bool:
    """Whether a test fails on a copy of the sources with the fault."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "src", "reportlib")
        shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__"))
        Path(folder, "data").symlink_to(ROOT / "data")
        text = (copy / mutant.file).read_bytes()
        changed = text[: mutant.first] + mutant.new.encode() + text[mutant.last :]
        (copy / mutant.file).write_bytes(changed)
        own = {"PYTHONPATH": str(copy.parent), "PYTHONDONTWRITEBYTECODE": "1", "CI": "1"}
        command = [sys.executable, "-m", "pytest", *OPTIONS, *tests]
        run = partial(subprocess.run, cwd=ROOT, env=os.environ | own, capture_output=True)
        try:
            return run(command, timeout=LONGEST).returncode != 0
        except subprocess.TimeoutExpired:
            return True


def main() -> None:
    """Draw, run and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--n", type=int, default=60)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("tests", nargs="*")
    given = parser.parse_args()
    found = (path for room in ROOMS for path in sorted(ROOT.glob(f"tests/test_{room}_*.py")))
    tests = given.tests or [str(path.relative_to(ROOT)) for path in found]
    mutants = draw(given.seed, given.n)
    caught = 0
    with ThreadPoolExecutor(given.jobs) as pool:
        results = pool.map(partial(is_caught, tests=tests), mutants)
        for mutant, noticed in zip(mutants, results, strict=True):
            caught += noticed
            told = "caught  " if noticed else "SURVIVED"
            what = f"{mutant.kind}: {mutant.what}"
            print(told, f"{mutant.file}:{mutant.line}", what, flush=True)
    print(f"{caught} of {len(mutants)} caught: {caught / len(mutants):.2f}")


if __name__ == "__main__":
    main()
