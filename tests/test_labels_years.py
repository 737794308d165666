"""Years that a number speaks of: the case file is the specification, in a report of 2021."""

import re

import pandas as pd
import pytest
from conftest import cases

from reportlib import Report, analyse
from reportlib.labels.measure import Reading
from reportlib.labels.periods import Scope
from reportlib.labels.years import average_scope, reading_years


@pytest.mark.parametrize("case", cases("years"))
def test_case(case):
    text = case["text"].replace("⏎", "\n")
    at = text.index("【")
    rows = analyse(Report("case", re.sub("[【】]", "", text), year=2021)).numbers
    row = rows[(rows["start"] <= at) & (at < rows["end"])].iloc[0]
    years = dict.fromkeys(row[["period_start", "period_end"]].dropna().astype(str))
    part = row["part_of_year"] if pd.notna(row["part_of_year"]) else ""
    base = str(row["base_year"]) if pd.notna(row["base_year"]) else ""
    told = [row["measure"], " ".join(filter(None, ["-".join(years), part])), base, row["role"]]
    assert told == [case[name] for name in ("measure", "period", "base", "role")], row.to_dict()


FIVE = Scope(2016, 2020, "outcome", "五年来", "五年来")
LAST = Scope(2020, 2020, "outcome", "去年", "去年")


def test_without_years_there_are_none():
    nothing = Scope(None, None, "outcome", "", "")
    assert reading_years(Reading("产值", "", "growth"), nothing, nothing) == (None, None, None)


@pytest.mark.parametrize("measure", ["growth", "change", "average_growth"])
def test_what_changes_starts_from_the_year_before(measure):
    assert reading_years(Reading("产值", "", measure), FIVE, FIVE) == (2016, 2020, 2015)
    assert reading_years(Reading("产值", "", measure), LAST, LAST) == (2020, 2020, 2019)


def test_a_level_has_no_base_and_a_stock_has_the_last_year():
    assert reading_years(Reading("公园", "", "level"), FIVE, FIVE) == (2016, 2020, None)
    stock = Reading("公园", "", "level", flow=False)
    assert reading_years(stock, FIVE, FIVE) == (2020, 2020, None)


@pytest.mark.parametrize(
    ("compared", "years"),
    [
        ("比上年", (2020, 2020, 2019)),
        ("比2018年", (2018, 2020, 2018)),
        ("比2019年", (2020, 2020, 2019)),
        ("比2021年", (2020, 2020, 2019)),  # what comes later is no base
    ],
)
def test_growth_starts_from_the_year_that_it_names(compared, years):
    reading = Reading("产值", "", "growth", comparison=compared)
    assert reading_years(reading, LAST, LAST) == years


def test_an_average_keeps_the_span_that_runs_on():
    average = Reading("产值", "", "average_growth")
    assert average_scope(average, LAST, FIVE) == FIVE
    assert average_scope(Reading("产值", "", "growth"), LAST, FIVE) == LAST
    assert average_scope(average, LAST, LAST) == LAST
    other = Scope(2018, 2018, "outcome", "2018年", "2018年")
    assert average_scope(average, other, FIVE) == other
