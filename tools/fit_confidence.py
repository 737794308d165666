"""Annotated keys and their texts → ``vocabulary/confidence.csv``: how often each kind of reading
was right.

    fit_confidence.py KEYS --texts DIR...

Prints, each report judged by the others, how many rows are given 0.9 or more and how many of those
are right, for whole keys and samples apart; then writes the counts of all. Keys and texts lie
outside the repository; only the counts enter it.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from accuracy import find_keys, find_texts, read_numbers

from reportlib import read_key
from reportlib.audit.evaluate import judge_rows
from reportlib.labels.confidence import Kind, all_of, kind_of, share_right
from reportlib.tables.columns import list_rows
from reportlib.tables.files import write_files

WRITTEN = (
    Path(__file__).resolve().parents[1] / "src" / "reportlib" / "vocabulary" / "confidence.csv"
)
SURE = 0.9


class Judged(NamedTuple):
    """One annotated measure: its report, if that is a sample, its kind, and if it was right."""

    report: str
    is_sample: bool
    kind: Kind
    right: bool


def judge(keys: Path, folders: Iterable[Path]) -> list[Judged]:
    """All annotated measures that were read as measures."""
    read = {name: read_numbers(name, path) for name, path in find_texts(list(folders)).items()}
    found = []
    for label, path, why in find_keys(keys, read):
        if why:
            print(f"skipped {label}: {why}")
            continue
        numbers = read[path.stem]
        numbers = numbers.assign(right=judge_rows(read_key(path), numbers))
        told = numbers["right"].notna() & numbers["indicator"].notna()
        for row in list_rows(numbers[told]):
            rule, known = row["rule"].split("; ")[-1], row["indicator_id"] is not None
            kind = kind_of(rule, known, row["indicator"], row["role"])
            found.append(Judged(path.stem, "samples" in path.parts, kind, bool(row["right"])))
    return found


def count(rows: Iterable[Judged]) -> dict[Kind, tuple[int, int]]:
    """Kind → rows and right rows; for those catalogued alike, too."""
    n: Counter[Kind] = Counter()
    right: Counter[Kind] = Counter()
    for row in rows:
        for kind in (row.kind, all_of(row.kind)):
            n[kind] += 1
            right[kind] += row.right
    return {kind: (n[kind], right[kind]) for kind in sorted(n)}


def write_counts(counts: Mapping[Kind, tuple[int, int]]) -> None:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow([*Kind._fields, "n", "right"])
    writer.writerows([*kind, *both] for kind, both in counts.items())
    write_files(WRITTEN.parent, {WRITTEN.name: table.getvalue().encode()})


def main() -> None:
    parser = argparse.ArgumentParser(description="How often each kind of reading was right.")
    parser.add_argument("keys", type=Path, help="folder of annotated keys, NAME-YEAR.csv")
    parser.add_argument("--texts", type=Path, nargs="+", required=True, help="folders of texts")
    given = parser.parse_args()
    rows = judge(given.keys, given.texts)
    sure: list[tuple[Judged, bool]] = []
    for report in dict.fromkeys(row.report for row in rows):
        others = count(row for row in rows if row.report != report)
        own = (row for row in rows if row.report == report)
        sure += [(row, share_right(row.kind, others) >= SURE) for row in own]
    for title, is_sample in (("keys", False), ("samples", True)):
        group = [(row, is_sure) for row, is_sure in sure if row.is_sample is is_sample]
        given_sure = [row.right for row, is_sure in group if is_sure]
        if given_sure:
            share, right = len(given_sure) / len(group), sum(given_sure) / len(given_sure)
            print(f"{title}: {len(group)} rows, {share:.3f} of them at {SURE} or more,", end=" ")
            print(f"of which {right:.3f} right")
    write_counts(count(rows))


if __name__ == "__main__":
    main()
