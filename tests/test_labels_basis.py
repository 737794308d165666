"""Prices, timing and what a figure is measured against: the case file is the specification."""

import pandas as pd
import pytest
from conftest import cases

from reportlib import Report, analyse
from reportlib.labels.basis import COLUMNS, is_worded
from reportlib.tables.vocabulary import vocabulary_rows


def numbers_of(text):
    return analyse(Report("case", text, year=2021)).numbers


@pytest.mark.parametrize("case", cases("basis"))
def test_basis(case):
    numbers = numbers_of(case["text"])
    rows = numbers[numbers["text"] == case["number"]]
    assert len(rows) == 1, numbers[["text", "kind", "indicator"]]
    row = rows.iloc[0]
    found = {name: row[name] if pd.notna(row[name]) else "" for name in COLUMNS}
    assert found == {name: case[name] for name in COLUMNS}, row["basis_reason"]


def test_a_reason_stands_behind_each_value_and_none_beside_them(tables):
    rows = tables.numbers.astype(object).where(tables.numbers.notna(), None).to_dict("records")
    for row in rows:
        told = [part.split(": ")[0] for part in (row["basis_reason"] or "").split("; ") if part]
        assert told == [name for name in COLUMNS if row[name] is not None]


def test_words_are_told_from_the_catalogue():
    said, usual = (
        numbers_of(f"去年，居民人均可支配收入{how}增长6.4%。").iloc[-1] for how in ("实际", "")
    )
    assert is_worded(said, "price_basis") and not is_worded(usual, "price_basis")
    assert usual["basis_reason"].startswith("price_basis: catalogue")


def test_rows_of_the_vocabulary_give_values_of_the_contract():
    values = {
        "price_basis": {"constant", "current"},
        "timing": {"end", "mean", "sum"},
        "compared_with": {"year before", "base year", "plan", "nation", "place"},
    }
    for row in vocabulary_rows("basis_words"):
        assert row["value"] in values[row["column"]], row
