"""Intervals against tables of others."""

import pytest

from reportlib.words.intervals import wilson


def test_intervals_are_those_that_others_print():
    assert wilson(0, 10) == pytest.approx((0, 0.2775), abs=5e-5)
    assert wilson(10, 10) == pytest.approx((0.7225, 1), abs=5e-5)
