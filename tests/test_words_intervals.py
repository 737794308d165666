"""Intervals against tables of others."""

import pytest

from reportlib.words.intervals import byar, wilson


def test_intervals_are_those_that_others_print():
    assert wilson(0, 10) == pytest.approx((0, 0.2775), abs=5e-5)
    assert wilson(10, 10) == pytest.approx((0.7225, 1), abs=5e-5)
    exact = {1: (0.03, 5.57), 5: (1.62, 11.67), 20: (12.22, 30.89)}  # of χ², for counts
    for n, ends in exact.items():
        assert byar(n) == pytest.approx(ends, abs=0.05)
