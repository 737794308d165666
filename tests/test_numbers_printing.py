"""Numbers with their units as readers print them."""

import pytest
from conftest import cases

from reportlib.numbers.printing import format_number, format_value, unit_name
from reportlib.tables.errors import ReportError
from reportlib.tables.vocabulary import vocabulary_rows


def number(cell):
    return float(cell) if cell else None


@pytest.mark.parametrize("case", cases("printing"))
def test_a_value_is_printed_for_its_reader(case):
    value, high = number(case["value"]), number(case["high"])
    how = {"high": high, "bound": case["bound"] or None, "sign": case["sign"] == "yes"}
    how["digits"] = int(case["digits"]) if case["digits"] else None
    unit = case["unit"] or None
    assert format_value(value, unit, **how) == case["en"]
    assert format_value(value, unit, "zh", **how) == case["zh"]


@pytest.mark.parametrize("case", cases("unit_names"))
def test_a_unit_has_its_english_name(case):
    assert unit_name(case["unit"], "en") == case["name_en"]


def test_every_unit_has_an_english_name():
    named = {row["unit"] for row in vocabulary_rows("unit_names")}
    assert {row["unit"] for row in vocabulary_rows("units")} - named == set()


def test_an_unknown_language_is_refused():
    with pytest.raises(ReportError, match="lang='fr'"):
        format_value(1, "%", "fr")


def test_a_plain_number_is_printed_as_it_was():
    assert format_number(10083.9) == "10,083.9" and format_number(-0.0, sign=True) == "0"
