"""How often a reading of its kind was right: a share that was counted, not asserted.

``vocabulary/confidence.csv`` counts annotated rows by the grammar row that named them, whether the
catalogue knows the name, how long the name is and the role; ``tools/fit_confidence.py`` writes it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import NamedTuple

from reportlib.tables.vocabulary import cached, vocabulary_rows

LENGTHS = (0, 2, 6, 12, 18)  # characters up to which names are of one kind
PRIOR = 6  # rows that a kind's own count is weighed against


class Kind(NamedTuple):
    """What is known of a reading before it is compared with a key; "" stands for any."""

    rule: str
    catalogued: str
    length: str
    role: str


def kind_of(rule: str, catalogued: bool, indicator: str, role: str) -> Kind:
    """The kind of a reading.

    Examples
    --------
    >>> kind_of("number first", True, "公园", "outcome")
    Kind(rule='number first', catalogued='yes', length='1', role='outcome')
    """
    return Kind(
        rule, "yes" if catalogued else "no", str(bisect_left(LENGTHS, len(indicator))), role
    )


def all_of(kind: Kind) -> Kind:
    """All kinds that the catalogue knows, or all that it does not."""
    return Kind("", kind.catalogued, "", "")


@cached
def _counts() -> Mapping[Kind, tuple[int, int]]:
    return {
        Kind(row["rule"], row["catalogued"], row["length"], row["role"]): (
            int(row["n"]),
            int(row["right"]),
        )
        for row in vocabulary_rows("confidence")
    }


@cached
def confidence(kind: Kind) -> float:
    """How often a reading of its kind was right; see :func:`share_right`."""
    return share_right(kind, _counts())


def share_right(kind: Kind, counts: Mapping[Kind, tuple[int, int]]) -> float:
    """Share of the annotated rows of a kind that were right, drawn towards that of all kinds that
    are catalogued alike while there are few.

    Examples
    --------
    >>> share_right(Kind("a", "yes", "1", "target"), {Kind("", "yes", "", ""): (10, 9)})
    0.9
    """
    rows, right = counts.get(all_of(kind), (0, 0))
    alike = right / rows if rows else 0.5
    n, known = counts.get(kind, (0, 0))
    return round((known + PRIOR * alike) / (n + PRIOR), 3)
