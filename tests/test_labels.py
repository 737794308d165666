"""Indicator, measure, period and role: the case file is the specification, in a report of 2021."""

import pandas as pd
import pytest
from conftest import cases
from hypothesis import given, settings
from hypothesis import strategies as st

from reportlib import Report, analyse
from reportlib.language.clauses import parse_clauses
from reportlib.language.coordination import split_subject


@pytest.mark.parametrize("case", cases("labels"))
def test_case(case):
    numbers = analyse(Report("case", case["text"].replace("⏎", "\n"), year=2021)).numbers
    rows = numbers[numbers["text"] == case["number"]]
    assert len(rows) == 1, numbers[["text", "kind", "indicator"]]
    row = rows.iloc[0]
    years = "-".join(str(year) for year in dict.fromkeys((row["period_start"], row["period_end"])))
    assert [row["indicator"], row["measure"], years, row["role"]] == [
        case["indicator"],
        case["measure"],
        case["period"],
        case["role"],
    ], row["rule"]


@pytest.mark.parametrize("case", cases("periods"))
def test_period(case):
    year = int(case["year"]) if case["year"] else None
    numbers = analyse(Report("case", case["text"].replace("⏎", "\n"), year=year)).numbers
    found = []
    for row in numbers[numbers["kind"] == "measure"].astype(object).to_dict("records"):
        years = [row[end] for end in ("period_start", "period_end") if pd.notna(row[end])]
        written = "-".join(str(year) for year in dict.fromkeys(years)) or "-"
        part = row["part_of_year"] if pd.notna(row["part_of_year"]) else ""
        found.append(" ".join(filter(None, [row["text"], written, part, row["role"]])))
    reasons = numbers[["text", "period_reason", "role_reason"]]
    assert found == case["expected"].split("; "), reasons


CUES = "去年|五年来|过去一年|今年|2035年|2019—2015年|“十四五”时期|“八五”普法|上半年|1—6月|力争"
WORDS = [*f"{CUES}|初步核算|增长5%|，|。|甲".split("|"), "\n", "一、去年回顾\n", "二、今年任务\n"]


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from([2021, None]))
@settings(deadline=None)
def test_a_number_has_a_role_a_reason_and_ordered_years(parts, year):
    numbers = analyse(Report("case", "".join(parts), year=year)).numbers
    rows = numbers[numbers["kind"] == "measure"]
    dated = rows[rows["period_end"].notna()]
    assert (dated["period_start"] <= dated["period_end"]).all()
    assert rows["role"].isin(["outcome", "target", "context"]).all()
    assert rows["role_reason"].notna().all()
    assert dated["period_reason"].notna().all()


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


def test_a_subject_that_cannot_be_split_stays_whole():
    assert split_subject("地区生产总值", 2) == []


def test_parts_of_a_clause():
    clause = parse_clauses("进出口总额比上年增长5%", [(9, 11)])[0]
    assert (clause.subject, clause.verb, clause.comparison) == ("进出口总额", "rise", "上年")
