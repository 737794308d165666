"""Two filled audit sheets of one sample → how far the two people agree, beyond chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from reportlib.audit.fields import FIELDS
from reportlib.audit.filled import read_rows
from reportlib.tables.columns import build_table
from reportlib.tables.errors import ReportError
from reportlib.words.intervals import wilson


def measure_agreement(first: str | Path, second: str | Path) -> pd.DataFrame:
    """Agreement and Cohen's kappa of two auditors, by field, over the numbers that both judged.

    Parameters
    ----------
    first, second : str or Path
        Sheets of :func:`reportlib.write_audit`, of one reading, each filled in by one person.

    Returns
    -------
    DataFrame
        Table ``agreement``, one row per field: ``field``, ``n`` (numbers in which both judged it),
        ``agreed, share`` (the same is right by both: what was read where the verdict is ok, else
        what was written in) with ``low, high`` (Wilson's 95 % interval), ``kappa`` (of what is
        right), and ``verdict_share, verdict_kappa`` (of ok and corrected). A kappa is missing where
        both always say one and the same, which chance would do too. Where most is read right the
        kappa of verdicts is low even if nearly all agree; look at both.

    Raises
    ------
    ReportError
        As in :func:`reportlib.read_audit`; if the sheets share no number, or one was read otherwise
        in the one than in the other.

    Examples
    --------
    >>> measure_agreement("a.xlsx", "b.xlsx")
    Traceback (most recent call last):
    reportlib.tables.errors.ReportError: a.xlsx: cannot be read as an audit sheet (No such file or \
directory)

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. *Educational and Psychological
    Measurement* 20 (1), 37–46.
    """
    ours, theirs = ({row.number_id: row for row in read_rows(path)[0]} for path in (first, second))
    pairs = [(row, theirs[name]) for name, row in ours.items() if name in theirs]
    if not pairs:
        raise ReportError(f"{first} and {second} share no number; give two sheets of one sample")
    for one, other in pairs:
        if one.readings != other.readings:
            raise ReportError(
                f"{one.where} and {other.where}: {one.number_id} was read in two ways; give two "
                "sheets of one reading"
            )
    rows = []
    for field in FIELDS:
        both = [(a, b) for a, b in pairs if a.verdicts[field] and b.verdicts[field]]
        right = [(a.right[field], b.right[field]) for a, b in both]
        verdicts = [(a.verdicts[field], b.verdicts[field]) for a, b in both]
        rows.append({"field": field, **_agreement(right, verdicts)})
    return build_table("agreement", rows)


def _agreement(
    right: Sequence[tuple[str, str]], verdicts: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    n, agreed = len(right), sum(a == b for a, b in right)
    if not n:
        return {"n": 0, "agreed": 0}
    low, high = wilson(agreed, n)
    told = {"n": n, "agreed": agreed, "share": agreed / n, "low": low, "high": high}
    same = sum(a == b for a, b in verdicts) / n
    return told | {
        "kappa": kappa(right),
        "verdict_share": same,
        "verdict_kappa": kappa(verdicts),
    }


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa of pairs of labels, (p − e) / (1 − e), p the share of pairs that agree and e
    the share that would by chance; None where e is 1, or there is no pair.

    Examples
    --------
    >>> pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    >>> round(kappa(pairs), 3)  # p = 35/50, e = 25/50 · 30/50 + 25/50 · 20/50
    0.4
    """
    n = len(pairs)
    ours, theirs = (Counter(pair[side] for pair in pairs) for side in (0, 1))
    chance = sum(ours[label] * theirs[label] for label in ours)  # n² times e
    agreed = n * sum(a == b for a, b in pairs)
    return (agreed - chance) / (n * n - chance) if chance != n * n else None
