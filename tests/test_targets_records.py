"""The record of one place: shortfalls, the nation's line, chained levels, a level beside the
nation's; all numbers by hand.
"""

import pandas as pd
import pytest
from conftest import target

from reportlib import (
    build_history,
    build_panel,
    build_record,
    count_by_rule,
    count_record,
    index_levels,
    load_facts,
    relative_level,
)
from reportlib.tables.columns import build_table
from reportlib.tables.errors import ReportError

PRICES = {"indicator": "居民消费价格", "indicator_id": "cpi"}


def fact(year, value, role="outcome", region="甲市", **changes):
    row = {"fact_id": f"{region}{role}{year}{changes.get('measure', '')}", "region": region}
    row |= {"indicator": "地区生产总值", "indicator_id": "gdp", "measure": "growth", "unit": "%"}
    row |= {"period_start": year, "period_end": year, "part_year": False, "role": role}
    row |= {"bound": "eq", "value": value, "value_low": value, "value_high": value, "step": 0.1}
    return row | {"vintage": "first", "vintage_rule": "as_announced"} | changes


@pytest.fixture(scope="module")
def panel():
    rows = [fact(year, 6.0, "target", bound="approx") for year in (2018, 2019, 2020, 2022)]
    rows += [fact(2018, 5.0), fact(2019, 7.0), fact(2020, 5.8), fact(2021, 10.0)]
    rows += [fact(2019, 6.5, "target", "全国"), fact(2019, 6.6, region="全国")]
    rows += [fact(2020, 3.0, "target", bound="le", **PRICES), fact(2020, 1.0, **PRICES)]
    return build_panel(build_table("facts", rows))


def test_a_record_shows_its_shortfalls_and_the_nation(panel):
    record = build_record(panel, "甲市", ["gdp", "cpi"]).set_index(["indicator_id", "year"])
    assert record.loc["gdp", "shortfall"].round(6).fillna(-1).tolist() == [1, 0, 0.2, -1, -1]
    assert record.loc["gdp", "status"].tolist() == [
        *("missed", "met", "met"),  # 5.0, 7.0 and 5.8 of about 6
        *("no_target", "no_outcome"),
    ]
    beside = ["upper_target_low", "upper_outcome", "upper_status"]
    assert record.loc[("gdp", 2019), beside].tolist() == [6.5, 6.6, "met"]
    assert record.loc[("gdp", 2018), beside].isna().all()
    assert record.loc[("cpi", 2020), ["gap", "margin", "shortfall"]].tolist() == [-2.0, 0.0, 0.0]


def test_a_record_is_counted_with_what_is_short(panel):
    counts = count_record(build_record(panel, "甲市")).set_index("indicator_id")
    counted = ["targets", "n", "met", "missed", "undecided", "short"]
    assert counts.loc["gdp", counted].tolist() == [4, 3, 2, 1, 0, 2]
    assert counts.loc["gdp", ["largest_shortfall", "in_year"]].tolist() == [1.0, 2018]
    assert counts.loc["all", counted].tolist() == [5, 4, 3, 1, 0, 2]
    assert counts.loc[["cpi", "all"], "in_year"].isna().all()


def test_a_record_refuses_what_the_panel_lacks(panel):
    with pytest.raises(ReportError, match="no rows of 'trade' for '甲市'; it has cpi, gdp"):
        build_record(panel, "甲市", ["trade"])
    with pytest.raises(ReportError, match="region='乙市' is no region"):
        build_record(panel, "乙市")


def test_levels_chain_and_the_trend_goes_on(panel):
    levels = index_levels(panel, "甲市").set_index("year")
    assert levels["index"].round(4).tolist() == [
        round(100 / 1.07 / 1.05, 4),
        round(100 / 1.07, 4),
        100,
        105.8,
        116.38,
    ]
    assert levels.index.tolist() == [2017, 2018, 2019, 2020, 2021]
    pace = (1.05 * 1.07) ** 0.5
    assert levels.loc[2021, "trend"] == pytest.approx(100 * pace**2) == pytest.approx(112.35)
    assert levels.loc[2021, "distance"] == pytest.approx(100 * (116.38 / 112.35 - 1))
    assert levels.loc[2021, "two_year_average"] == pytest.approx(100 * ((1.058 * 1.1) ** 0.5 - 1))
    assert pd.isna(levels.loc[2018, "trend"]) and pd.isna(levels.loc[2018, "two_year_average"])


def test_a_gap_ends_the_chain():
    rows = [fact(year, 5.0) for year in (2016, 2018, 2019, 2020, 2022)]
    levels = index_levels(build_panel(build_table("facts", rows)), "甲市").set_index("year")
    assert levels.index.tolist() == [2016, 2017, 2018, 2019, 2020, 2022]
    assert levels["index"].notna().tolist() == [False, True, True, True, True, False]


def test_levels_need_growth_and_a_whole_trend(panel):
    with pytest.raises(
        ReportError, match="no growth for 2017, a year of the trend; there are 2018"
    ):
        index_levels(panel, "甲市", trend_years=(2017, 2019))
    with pytest.raises(ReportError, match="'urban_new_jobs' has no yearly growth"):
        index_levels(panel, "甲市", "urban_new_jobs")


def test_a_level_beside_the_nations():
    income = {"indicator": "全体居民人均可支配收入", "indicator_id": "household_income"}
    income |= {"measure": "level", "unit": "元"}
    facts = build_table(
        "facts",
        [
            fact(2020, 40000.0, region="全国", **income),
            fact(2025, 50000.0, region="全国", **income),
            fact(2025, 45000.0, **income),
            fact(2024, 44000.0, **income),  # the nation's is not known
            fact(2023, 1.0, **income | {"part_year": True}),
            fact(2023, 42000.0, region="全国", **income),
        ],
    )
    own = income | {"role": "outcome", "value": 30000.0, "text": "30000元"}
    own |= {"period_start": 2020, "period_end": 2020}
    elsewhere = own | {"place": "全国", "value": 1.0, "period_start": 2023, "period_end": 2023}
    numbers = build_table("numbers", [target(**own), target(**elsewhere)])
    found = relative_level(pd.concat([facts, numbers], ignore_index=True), "甲市")
    assert found[["year", "ratio", "change"]].values.tolist() == [[2020, 75, 0], [2025, 90, 15]]
    with pytest.raises(ReportError, match="region='乙市' is no region"):
        relative_level(facts, "乙市")


def test_an_unknown_region_is_an_error_that_lists_some():
    facts = load_facts()
    panel = build_panel(facts)
    for asked in (
        lambda: build_record(panel, "China"),
        lambda: index_levels(panel, "China"),
        lambda: relative_level(facts, "China"),
        lambda: relative_level(facts, "重庆市", upper="China"),
        lambda: build_history(panel, "China", "gdp"),
        lambda: count_by_rule(facts, "cpi", region="China"),
    ):
        with pytest.raises(
            ReportError, match="='China' is no region of the table; there are .*全国"
        ):
            asked()
