"""Confidence: a share of counted rows, near that of its kind where rows are many, near that of all
rows catalogued alike where they are few.
"""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlib import load_vocabulary
from reportlib.labels.confidence import Kind, all_of, kind_of, share_right

KIND = Kind("number first", "yes", "1", "outcome")


def test_a_kind_that_was_never_counted_has_the_share_of_those_catalogued_alike():
    counts = {all_of(KIND): (10, 9), all_of(KIND._replace(catalogued="no")): (10, 2)}
    assert share_right(KIND, counts) == 0.9
    assert share_right(KIND._replace(catalogued="no"), counts) == 0.2


def test_without_any_count_it_is_even():
    assert share_right(KIND, {}) == 0.5


@pytest.mark.parametrize(("n", "right", "share"), [(6, 0, 0.45), (54, 0, 0.09), (54, 54, 0.99)])
def test_its_own_rows_outweigh_the_others_as_they_grow(n, right, share):
    assert share_right(KIND, {all_of(KIND): (100, 90), KIND: (n, right)}) == share


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_it_is_a_share_that_right_rows_raise(n, right, rows, all_right):
    right, all_right = min(right, n), min(all_right, rows)
    around = {all_of(KIND): (rows, all_right)}
    one = share_right(KIND, around | {KIND: (n, right)})
    more = share_right(KIND, around | {KIND: (n + 1, right + 1)})
    less = share_right(KIND, around | {KIND: (n + 1, right)})
    assert 0 <= less <= one <= more <= 1


@pytest.mark.parametrize(
    ("length", "kind"),
    [(0, "0"), (1, "1"), (2, "1"), (3, "2"), (6, "2"), (7, "3"), (12, "3"), (18, "4"), (19, "5")],
)
def test_names_are_grouped_by_length(length, kind):
    assert kind_of("", True, "名" * length, "").length == kind


def test_the_shipped_counts_add_up():
    """Each annotated row is counted in its kind and in all of those catalogued alike."""
    counts = load_vocabulary("confidence").fillna("")
    total: Counter[str] = Counter()
    for row in counts.itertuples():
        n, right = int(row.n), int(row.right)
        assert 0 <= right <= n > 0
        sign = 1 if row.length else -1  # the sums stand without rule, length and role
        total[f"{row.catalogued} n"] += sign * n
        total[f"{row.catalogued} right"] += sign * right
    assert len(total) == 4 and set(total.values()) == {0}


def test_rows_differ_in_confidence_within_a_rule(tables):
    measures = tables.numbers[tables.numbers["kind"] == "measure"]
    spread = measures.groupby("rule")["reading_confidence"].nunique()
    assert spread["number; noun phrase, verb, number"] > 3
