"""Growth that a target needs, and stated growth beside its levels."""

import pandas as pd
import pytest
from conftest import target

from reportlib import (
    Report,
    analyse,
    build_growth_rates,
    build_panel,
    check_growth,
    find_headlines,
    required_growth,
)
from reportlib.tables.columns import build_table


def test_required_growth_refuses_prices_of_two_kinds():
    levels = build_table(
        "numbers", [target(role="outcome", unit="元", measure="level", value=25.0, period_end=2020)]
    )
    goals = build_table(
        "numbers", [target(unit="元", measure="level", value=35.0, period_end=2025)]
    )
    found = required_growth(levels, goals).iloc[0]
    assert pd.isna(found["rate"]) and "current prices" in found["reason"]


@pytest.mark.parametrize(
    ("start", "goal", "rate", "unit"),
    [
        ({"value": 100.0, "unit": "公里"}, {"value": 121.0, "unit": "公里"}, 10.0, "% a year"),
        ({"value": 50.0, "unit": "%"}, {"value": 60.0, "unit": "%"}, 5.0, "points a year"),
        ({"value": 0.0, "unit": "公里"}, {"value": 60.0, "unit": "公里"}, None, None),
    ],
)
def test_required_growth(start, goal, rate, unit):
    name = "高速公路通车里程" if start["unit"] == "公里" else "森林覆盖率"
    before = build_table(
        "numbers",
        [target(role="outcome", indicator=name, measure="level", period_end=2020, **start)],
    )
    after = build_table(
        "numbers", [target(indicator=name, measure="level", period_end=2022, **goal)]
    )
    found = required_growth(before, after).iloc[0]
    assert (None if pd.isna(found["rate"]) else round(found["rate"], 9)) == rate
    assert (found["rate_unit"] if rate else None) == unit


def test_doubling_by_2035_is_4_73_a_year(tables):
    numbers = tables.numbers
    found = required_growth(
        numbers[numbers["role"] == "outcome"], numbers[numbers["role"] == "target"]
    )
    assert round(found.loc[found["target_year"] == 2035, "rate"].iloc[0], 2) == 4.73


def test_growth_reached_is_that_from_the_baseline_to_the_outcome(tables, compared):
    numbers = tables.numbers
    goals = numbers[(numbers["role"] == "target") & (numbers["period_end"] > 2021)]
    found = required_growth(numbers[numbers["role"] == "outcome"], goals, compared).set_index(
        "indicator"
    )
    roads = found.loc["高速公路通车里程"]
    assert (round(roads["rate"], 2), round(roads["reached"], 2)) == (
        6.23,
        7.01,
    )  # 3400 → 4600, and 4771


def test_consistency_leaves_constant_prices_out():
    text = (
        "一、工作回顾\n2019年，地区生产总值100亿元，社会消费品零售总额200亿元。"
        "2020年，地区生产总值104亿元、增长3.9%，社会消费品零售总额210亿元、增长7%。"
    )
    found = check_growth(analyse(Report("demo", text, region="某市", year=2021)).numbers)
    assert found["indicator_id"].tolist() == ["retail_sales"]
    assert found[["stated", "implied", "difference"]].round(6).values.tolist() == [[7.0, 5.0, 2.0]]
    assert check_growth(build_table("numbers", [])).empty


def test_real_rates_are_not_checked_against_levels_at_current_prices():
    text = "一、工作回顾\n2019年，社会消费品零售总额200亿元。2020年，社会消费品零售总额210亿元、"
    found = [
        check_growth(analyse(Report("demo", text + rate, region="某市", year=2021)).numbers)
        for rate in ("增长7%。", "实际增长7%。")
    ]
    assert [len(rows) for rows in found] == [1, 0]


RELATIVE = (
    "一、工作回顾\n五年来，成绩显著。一般公共预算收入年均增长5%。"
    "2020年，一般公共预算收入12亿元，为预算的98.4%，增长6%。"
    "2020年，地区生产总值增长8%，比全国高2个百分点。城镇化率比全国高3个百分点。"
    "二、今年目标\n今年，地区生产总值增长7%。城镇化率比全省高4个百分点。"
)


def test_what_is_measured_against_a_plan_or_a_place_enters_no_growth_panel():
    tables = analyse(Report("demo", RELATIVE, region="某市", year=2021))
    numbers = tables.numbers
    against = numbers.dropna(subset="compared_with").set_index("text")["compared_with"]
    assert against[["98.4%", "2个百分点", "3个百分点", "4个百分点"]].tolist() == [
        *("plan", "nation", "nation", "place")
    ]
    assert build_growth_rates(numbers, 2021)["growth"].tolist() == [6.0]
    panel = build_panel(numbers)
    told = set(panel["outcome"].dropna()) | set(panel["target"].dropna())
    assert told == {8.0, 7.0}
    headlines = find_headlines(numbers, tables.sentences, 2021)["value"].dropna()
    assert headlines.tolist() == [7.0]
    goals = required_growth(
        numbers[numbers["role"] == "outcome"], numbers[numbers["role"] == "target"]
    )
    assert 4.0 not in goals["target"].tolist()


@pytest.mark.parametrize(("against", "value"), [("plan", 98.4), ("nation", 2.0)])
def test_a_row_enters_a_panel_by_what_it_is_measured_against(against, value):
    row = target(role="outcome", value=value, value_low=value, value_high=value)
    rates = {
        known: build_panel(build_table("numbers", [row | {"compared_with": known}]))["outcome"]
        for known in (against, "year before")
    }
    assert rates["year before"].tolist() == [value] and rates[against].empty
