"""Subjects of a list and the parts that they share."""

from reportlib.language.coordination import split_subject


def test_a_subject_that_cannot_be_split_stays_whole():
    assert split_subject("地区生产总值", 2) == []
