"""Numerals of a sentence with unit and bound: the case file is the specification."""

import pytest
from conftest import cases

from reportlib import find_numbers, split_outline, split_sentences
from reportlib.tables.errors import MissingColumnError


def numbers_of(text):
    return find_numbers(split_sentences(text, split_outline(text)))


@pytest.mark.parametrize("case", cases("numbers"))
def test_case(case):
    found = numbers_of(case["text"])
    rows = found[found["text"] == case["number"]]
    if not case["kind"]:
        assert found.empty, found[["text", "kind"]]
        return
    assert len(rows) == 1, found[["text", "kind"]]
    row = rows.iloc[0]
    assert row["kind"] == case["kind"]
    if case["kind"] == "measure":
        assert (row["value_low"], row["value_high"]) == (
            pytest.approx(float(case["low"])),
            pytest.approx(float(case["high"])),
        )
        assert (row["unit"], row["bound"]) == (case["unit"], case["bound"])


def test_a_mended_slip_is_named():
    assert "slip" in numbers_of("完成计划的9l.9％。")["rule"].iloc[0]


def test_a_missing_column_is_named(tables):
    with pytest.raises(MissingColumnError, match="'sentences' lacks the column 'clean'"):
        find_numbers(tables.sentences.drop(columns="clean"))
