"""Keys and texts → how well each text was read: a line per key, its misses, a line per rule.

    accuracy.py KEYS --texts DIR... [--misses N]

KEYS is a folder of annotated keys, searched with its subfolders. The text of the key NAME.csv is
the file NAME.* in one of the folders of texts; the ending -2021 of its name is the report's year.
A key in a folder ``samples``, or with rows for less than half of the text's numerals, is a sample:
it says what must be found but not what must not, so it has no precision. Nothing is written.
"""

from __future__ import annotations

import argparse
import csv
import math
import re
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from reportlib import ReportError, ReportWarning, analyse, evaluate, list_misses, read_report
from reportlib.audit.evaluate import FIELDS, judge_rows, read_key

TEXTS = (".txt", ".docx")
COUNTS = ("n", "wrong")  # measures of the key, and those of them that were given a wrong value
SHARES = {"found": "measures recall", **{field: field for field in FIELDS}}
SHARES |= {"exact p": "exact precision", "exact r": "exact recall", "exact f1": "exact f1"}
SHARES |= {"strict p": "strict precision", "strict r": "strict recall", "strict f1": "strict f1"}
OF_WHOLE_KEYS = ("exact p", "exact f1", "strict p", "strict f1")


class Score(NamedTuple):
    """What is printed of one key."""

    name: str
    is_sample: bool
    cells: Mapping[str, float]
    misses: pd.DataFrame


def find_texts(folders: Sequence[Path]) -> dict[str, Path]:
    """Name → text, the first of a name; ``a-2017.gbk.txt`` is named ``a-2017``."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.iterdir()):
            if path.suffix in TEXTS:
                found.setdefault(path.name.split(".")[0], path)
    return found


def read_numbers(name: str, path: Path) -> pd.DataFrame:
    """The numbers of a text, whose name ends with its year."""
    year = re.search(r"-((?:19|20)[0-9]{2})$", name)
    with warnings.catch_warnings(action="ignore", category=ReportWarning):
        report = read_report(path, report_id=name, year=int(year[1]) if year else None)
        numbers: pd.DataFrame = analyse(report).numbers
    return numbers


def score_key(name: str, key: pd.DataFrame, numbers: pd.DataFrame, is_sample: bool) -> Score:
    """Shares of a key's measures that were read as it says; beside a sample nothing is extra."""
    figures, missed = evaluate(key, numbers).set_index("field"), list_misses(key, numbers)
    wrong = (missed["field"] == "value") & (missed["status"] == "wrong")
    cells = {"n": float(figures["n"]["measures recall"]), "wrong": float(wrong.sum())}
    for column, field in SHARES.items():
        if not (is_sample and column in OF_WHOLE_KEYS):
            cells[column] = float(figures["share"][field])
    return Score(name, is_sample, cells, missed[~(is_sample & (missed["status"] == "extra"))])


def format_table(title: str, scores: Sequence[Score]) -> Iterator[str]:
    """One line per key, and one of the means of the shares and the sums of the counts."""
    table = pd.DataFrame([entry.cells for entry in scores], dtype="float64")
    last = {column: table[column].sum() for column in COUNTS}
    last |= {column: table[column].mean() for column in table.columns.drop([*COUNTS])}
    names = [*(entry.name for entry in scores), "mean (sum)"]
    width = max(map(len, [title, *names]))
    yield title.ljust(width) + "".join(f"  {column:>5}" for column in table)
    lines: list[Mapping[Any, float]] = [*table.to_dict("records"), last]
    for name, cells in zip(names, lines, strict=True):
        yield name.ljust(width) + "".join(f"  {_cell(column, cells[column])}" for column in cells)


def _cell(column: str, value: float) -> str:
    written = "–" if math.isnan(value) else f"{value:.0f}" if column in COUNTS else f"{value:.3f}"
    return written.rjust(max(len(column), 5))


def format_misses(entry: Score, most: int) -> Iterator[str]:
    for miss in entry.misses.head(most).fillna("–").to_dict("records"):
        yield (
            f"{entry.name} at {miss['start']}, {miss['text']}: {miss['field']} {miss['status']}; "
            f"key {miss['key']}, read {miss['predicted']}"
        )


def format_rules(numbers: Iterable[pd.DataFrame], judged: Sequence[pd.DataFrame]) -> Iterator[str]:
    """One line per rule: its measures in all texts, and of those in keys how many are right."""
    every, keyed = (rows[rows["kind"] == "measure"] for rows in map(pd.concat, (numbers, judged)))
    counts = every["rule"].value_counts().sort_index()
    told = keyed.groupby("rule")["right"].agg(["count", "sum"])
    table = told.reindex(counts.index, fill_value=0).assign(measures=counts)
    yield f"{'measures':>8} {'in keys':>8} {'right':>6} {'share':>6}  rule"
    for rule, row in table.sort_values("measures", ascending=False, kind="stable").iterrows():
        share = f"{row['sum'] / row['count']:6.3f}" if row["count"] else f"{'–':>6}"
        yield f"{row['measures']:8} {row['count']:8} {row['sum']:6} {share}  {rule}"


def format_scores(scores: Sequence[Score], most: int) -> Iterator[str]:
    """A table of the keys, one of the samples, and the first `most` misses of each."""
    for title, is_sample in (("keys", False), ("samples", True)):
        group = [entry for entry in scores if entry.is_sample is is_sample]
        if group:
            yield from ("", *format_table(title, group))
    if most:
        yield ""
        for entry in scores:
            yield from format_misses(entry, most)


def find_keys(keys: Path, read: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, Path, str]]:
    """Label and path of each key, and why it cannot be scored; "" when it can."""
    for path in sorted(keys.rglob("*.csv")):
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            columns = next(csv.reader(file), [])
        why = "" if {"start", "end"} <= set(columns) else "it has no columns start and end"
        if not why and path.stem not in read:
            why = "no text of that name in the folders of texts"
        yield path.relative_to(keys).with_suffix("").as_posix(), path, why


def report_accuracy(keys: Path, folders: Sequence[Path], most: int = 0) -> Iterator[str]:
    """The lines that are printed.

    Raises
    ------
    ReportError
        If a folder is missing, no key has its text, or a key cannot be read.
    """
    for folder in (keys, *folders):
        if not folder.is_dir():
            raise ReportError(f'{folder}: no such folder; give KEYS=DIR TEXTS="DIR DIR"')
    read: dict[str, pd.DataFrame] = {}
    for name, path in find_texts(folders).items():
        try:
            read[name] = read_numbers(name, path)
        except ReportError as error:
            yield f"skipped {error}"
    scores: list[Score] = []
    judged: list[pd.DataFrame] = []
    for label, path, why in find_keys(keys, read):
        if why:
            yield f"skipped {label}: {why}"
            continue
        key, numbers = read_key(path), read[path.stem]
        is_sample = "samples" in path.parts or 2 * len(key) < len(numbers)
        scores.append(score_key(label, key, numbers, is_sample))
        judged.append(numbers.assign(right=judge_rows(key, numbers)))
    if not scores:
        raise ReportError(f"{keys}: no key with its text; a key NAME.csv has its text in NAME.txt")
    yield from format_scores(scores, most)
    yield from ("", *format_rules(read.values(), judged))


def main() -> None:
    parser = argparse.ArgumentParser(description="How well texts are read, by report and by rule.")
    parser.add_argument("keys", type=Path, help="folder of annotated keys, NAME-YEAR.csv")
    parser.add_argument("--texts", type=Path, nargs="+", required=True, help="folders of texts")
    parser.add_argument("--misses", type=int, default=0, help="fields not right to show, per key")
    given = parser.parse_args()
    try:
        for line in report_accuracy(given.keys, given.texts, given.misses):
            print(line)
    except ReportError as error:
        sys.exit(f"accuracy: {error}")


if __name__ == "__main__":
    main()
