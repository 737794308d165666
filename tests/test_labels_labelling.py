"""Indicator, measure, period and role: the case file is the specification, in a report of 2021."""

import pandas as pd
import pytest
from conftest import cases

from reportlib import Report, analyse


def read(case):
    """What the one number of a case was read as, and by which rule."""
    numbers = analyse(Report("case", case["text"].replace("⏎", "\n"), year=2021)).numbers
    rows = numbers[numbers["text"] == case["number"]]
    assert len(rows) == 1, numbers[["text", "kind", "indicator"]]
    row = rows.iloc[0]
    years = "-".join(str(year) for year in dict.fromkeys((row["period_start"], row["period_end"])))
    return [row["indicator"], row["measure"], years, row["role"]], row["rule"]


def wanted(case):
    return [case[column] for column in ("indicator", "measure", "period", "role")]


@pytest.mark.parametrize("case", cases("labels"))
def test_case(case):
    labels, rule = read(case)
    assert labels == wanted(case), rule


@pytest.mark.parametrize("case", cases("labels_wrong"))
def test_what_is_still_read_wrong_is_known(case):
    """Fails when a reading is mended: then its line belongs into ``labels.csv``."""
    labels, rule = read(case)
    assert labels != wanted(case), rule


def test_growth_of_the_shipped_report(tables):
    """Hand-read from the text: growth and averages of the headline indicators."""
    numbers = tables.numbers[tables.numbers["role"] == "outcome"]
    rates = (
        numbers[numbers["measure"].isin(["growth", "average_growth"])]
        .groupby(["indicator", "measure"])["value"]
        .first()
    )
    expected = {
        ("地区生产总值", "growth"): 3.9,
        ("地区生产总值", "average_growth"): 7.2,
        ("固定资产投资", "average_growth"): 7.6,
        ("进出口总值", "growth"): 12.5,
        ("规上工业增加值", "average_growth"): 6.4,
        ("全体居民人均可支配收入", "growth"): 6.6,
        ("PM2.5平均浓度", "growth"): -42.1,
        ("高技术产业投资", "growth"): 26.6,
        ("对东盟进出口", "growth"): 3.4,
    }
    assert {key: rates[key] for key in expected} == expected


def test_targets_of_2021(tables):
    numbers = tables.numbers
    sentence = numbers[(numbers["indicator"] == "地区生产总值") & (numbers["role"] == "target")][
        "sentence_id"
    ].iloc[0]
    targets = numbers[numbers["sentence_id"] == sentence]
    assert (
        len(targets) == 9
        and (targets["period_end"] == 2021).all()
        and (targets["role"] == "target").all()
    )


def test_without_a_year_periods_stay_missing():
    numbers = analyse(Report("undated", "去年，地区生产总值增长5%。")).numbers
    assert numbers["period_end"].isna().all() and numbers["role"].tolist() == ["outcome"]


def test_labels_leave_the_reading_alone(tables):
    from reportlib import find_numbers

    read = find_numbers(tables.sentences)
    columns = [
        "start",
        "end",
        "text",
        "kind",
        "value",
        "value_low",
        "value_high",
        "unit",
        "bound",
        "hedge",
    ]
    pd.testing.assert_frame_equal(read[columns], tables.numbers[columns])
