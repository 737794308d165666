"""Figures on the way to a goal, and goals set anew."""

import pandas as pd
from conftest import target

from reportlib import compare_targets, load_facts, trace_goals
from reportlib.tables.columns import build_table

WOOD = {"indicator": "森林覆盖率", "indicator_id": "forest_cover", "measure": "level", "unit": "%"}


def fact(year, value, role="outcome", **changes):
    row = {
        "fact_id": f"f{year}{role}{value}",
        "region": "甲市",
        "role": role,
        "bound": "eq",
        **WOOD,
    }
    row |= {"period_start": year, "period_end": year, "part_year": False, "vintage": "first"}
    row |= {"value": value, "value_low": value, "value_high": value, "step": 0.1}
    return row | {"source_title": "公报", "source_date": f"{year + 1}-02"} | changes


def traced(*facts, **of):
    goal = target(**WOOD | {"value": 57.0, "text": "57%", "bound": "ge"} | of)
    goal |= {"period_start": 2025, "period_end": 2025}
    base = target(**WOOD | {"number_id": "r:2", "role": "outcome", "value": 50.0})
    base |= {"period_start": 2020, "period_end": 2020}
    table = build_table("facts", facts)
    return trace_goals(compare_targets(build_table("numbers", [goal, base]), table), table)


def test_years_on_the_way_and_a_goal_that_was_moved():
    way = traced(
        fact(2024, 56.0),
        fact(2022, 54.5),
        fact(2025, 55.0, bound="gt"),
        fact(2025, 56.5, part_year=True),
        fact(2020, 49.0),  # before the goal
        fact(2027, 58.0),  # after it
        fact(2023, 99.0, region="乙市"),
        fact(2025, 58.0, role="target"),
        fact(2024, 55.5, role="target"),  # for another year
    )
    columns = ["role", "year", "value", "gap", "part_year"]
    assert way[columns].values.tolist() == [
        ["outcome", 2022, 54.5, -2.5, False],
        ["outcome", 2024, 56.0, -1.0, False],
        ["outcome", 2025, 55.0, -2.0, False],
        ["outcome", 2025, 56.5, -0.5, True],
        ["target", 2025, 58.0, 1.0, False],
    ]
    assert way["reaches"].astype(object).fillna("open").tolist() == [
        False,
        False,
        "open",
        False,
        True,
    ]
    assert way["goal"].eq(57).all() and way["baseline"].eq(50).all()


def test_a_year_that_only_a_conversion_gives_is_marked():
    goal = {"indicator": "高新技术企业", "indicator_id": "high_tech_firms", "unit": "家"}
    goal |= {"value": 120.0, "text": "120家", "bound": "gt"}
    firms = {name: goal[name] for name in ("indicator", "indicator_id", "unit")}
    way = traced(
        fact(2024, 110.0, **firms, step=1.0),
        fact(2025, 10.0, **firms | {"unit": "%"} | {"measure": "growth", "base_year": 2024}),
        fact(2025, 112.0, **firms | {"part_year": True}),
        **goal,
    )
    assert way["value"].round(6).tolist() == [110, 112, 121]
    assert way["conversion"].tolist()[-1] == "converted: 110 of 2024, grown by 10 %"
    assert way["conversion"].isna().tolist() == [True, True, False]
    assert way["reaches"].tolist() == [False, False, True]


def test_no_goal_no_row(tables):
    yearly = tables.numbers[tables.numbers["period_end"] == 2021]
    way = trace_goals(compare_targets(yearly, load_facts()), load_facts())
    assert way.empty and "reaches" in way and isinstance(way, pd.DataFrame)
