"""A pattern that is led by its openings finds what it finds without them."""

import re

import pytest
from conftest import cases

from reportlib.labels.events import YEAR
from reportlib.tables.openings import sought


@pytest.mark.parametrize("case", cases("openings"))
def test_the_same_is_found(case):
    plain, led = re.compile(case["pattern"]), re.compile(sought(case["pattern"]))
    assert led.search(case["text"])[0] == plain.search(case["text"])[0] == case["found"]


def test_other_characters_are_passed_over():
    """The lookahead in front holds for no character that a match cannot begin with."""
    ahead = re.compile(sought(YEAR).partition(")")[0] + ")")
    begun = {char for char in "12一二到至展年月增长0三" if ahead.match(char)}
    assert begun == set("12一二到至展")


def test_a_pattern_that_matches_nothing_is_refused():
    with pytest.raises(AssertionError):
        sought("(?:年|月)?")
