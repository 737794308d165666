"""Panels: neighbours in time and place, vintages, what is left out, and how targets are set."""

import pandas as pd
import pytest
from conftest import target

from reportlib import (
    build_panel,
    count_by_rule,
    load_facts,
    summarise_targets,
)
from reportlib.tables.columns import build_table
from reportlib.tables.errors import ReportError


def test_panel_rows_know_their_neighbours(history):
    nation = history[(history["region"] == "全国") & (history["indicator_id"] == "gdp")].set_index(
        "year"
    )
    assert (
        nation.loc[2006, "lag"],
        nation.loc[2006, "revision"],
        nation.loc[2011, "years_unchanged"],
    ) == (8, 0, 6)
    assert pd.isna(nation.loc[2020, "target"]) and nation.loc[2020, "target_bound"] == "none"
    city = history[(history["region"] == "重庆市") & (history["indicator_id"] == "gdp")].set_index(
        "year"
    )
    assert (city.loc[2016, "upper_target"], city.loc[2016, "upper_target_before"]) == (6.5, 7)


def test_a_panel_refuses_mixed_vintages_unless_told(facts):
    both = pd.concat([facts, load_facts("latest")])
    with pytest.raises(ReportError, match="mix the vintages as_announced, latest"):
        build_panel(both)
    assert len(build_panel(both, mix_vintages=True)) == len(build_panel(facts))


def test_a_panel_of_nothing_has_its_columns(facts):
    empty = build_panel(facts.head(0))
    assert empty.empty and "outcome_revised" in empty
    assert build_panel(facts[facts["role"] == "outcome"])["status"].eq("no_target").all()
    with pytest.raises(ReportError, match="upper='中国' is no region of the table"):
        build_panel(facts, upper="中国")


def test_a_panel_takes_no_figure_of_part_of_a_year(history, facts):
    city = history[(history["region"] == "重庆市") & (history["indicator_id"] == "cpi")].set_index(
        "year"
    )
    assert pd.isna(city.loc[2021, "outcome"])
    assert facts["part_year"].any()


def test_a_panel_of_targets_alone_has_no_outcome():
    rows = build_panel(build_table("numbers", [target()]))
    assert rows[["target", "status"]].values.tolist() == [[6.0, "no_outcome"]]
    assert rows["outcome"].isna().all()


def test_last_digits_are_those_printed(history):
    nation = history[history["region"] == "全国"].set_index(["indicator_id", "year"])
    assert nation.loc[("gdp", 2019), "outcome_last_digit"] == 1
    assert nation.loc[("urban_new_jobs", 2019), "outcome_last_digit"] == 2  # 1352万


def test_unemployment_is_judged_by_its_mean_not_by_the_end_of_the_year(history):
    rows = history[history["indicator_id"] == "surveyed_unemployment_rate"]
    rows = rows.set_index(["region", "year"])[["outcome", "outcome_timing", "status"]]
    assert rows.loc[("全国", 2022)].tolist() == [5.6, "mean", "missed"]  # of at most 5.5
    assert rows.loc[("全国", 2020)].tolist() == [5.6, "mean", "met"]  # of about 6
    assert rows.loc[("重庆市", 2020)].tolist() == [5.7, "mean", "met"]  # about 5.5, by 0.2


def test_a_figure_of_another_timing_gives_no_verdict(facts):
    rows = facts[(facts["region"] == "全国") & (facts["timing"] != "mean")]
    panel = build_panel(rows).set_index(["indicator_id", "year"])
    row = panel.loc[("surveyed_unemployment_rate", 2022)]
    assert row[["outcome", "outcome_timing", "status"]].tolist() == [5.5, "end", "not_comparable"]
    assert pd.isna(row["margin"]) and "timing (end)" in row["reason"]


def test_without_a_target_the_usual_timing_stands(facts):
    jobless = facts[(facts["region"] == "全国") & (facts["period_end"] == 2022)]
    jobless = jobless[jobless["indicator_id"] == "surveyed_unemployment_rate"]
    told = jobless[jobless["role"] == "outcome"].sort_values("timing")
    assert told["timing"].tolist() == ["end", "mean"]
    assert build_panel(told)[["outcome", "outcome_timing"]].values.tolist() == [[5.6, "mean"]]


def test_just_met_is_on_the_right_side_of_a_ceiling():
    rows = pd.DataFrame({"gap": [-0.1, -0.4, 0.2, -2.0], "judged_as": "ceiling", "revision": 0.0})
    rows = rows.assign(indicator_id="cpi", target=3.0, target_bound="le", status="met")
    found = summarise_targets(rows)[["just_met", "just_missed"]]
    assert found.values.tolist() == [[2, 1]]


def test_prices_under_three_rules(facts):
    counts = count_by_rule(facts, "cpi", region="全国").set_index("rule")
    assert counts.values.tolist() == [[18, 3, 0, 21], [0, 21, 0, 21], [2, 19, 0, 21]]
    panel = build_panel(facts, judged_as={"cpi": "band"})
    prices = panel[(panel["region"] == "全国") & (panel["indicator_id"] == "cpi")]
    assert prices["judged_as"].eq("band").all()
    assert set(prices.loc[prices["status"] == "met", "year"]) == {2010, 2019}  # 3.3 and 2.9 of 3
    ceiling = build_panel(facts)
    ceiling = ceiling[(ceiling["region"] == "全国") & (ceiling["indicator_id"] == "cpi")]
    kept = ceiling[ceiling["gap"] <= 0]
    assert len(kept) == 17 and kept["margin"].eq(0).all() and kept["gap"].min() == -4.7
    with pytest.raises(ReportError, match="'roof'; give one of floor, ceiling, point, band"):
        count_by_rule(facts, "cpi", ["roof"])


def test_a_panel_knows_what_is_expected(history):
    rows = history[history["region"] == "重庆市"].set_index(["indicator_id", "year"])
    assert rows.loc[("gdp", 2021), "target_force"] == "expected"
    assert rows.loc[("gdp", 2021), "force_source"] == "2021年重庆市人民政府工作报告"
    assert pd.isna(rows.loc[("gdp", 2019), "target_force"])


def test_small_panels_are_not_tested(history):
    found = summarise_targets(history).set_index("indicator_id")
    gdp = history[(history["indicator_id"] == "gdp") & history["target"].notna()]
    assert found.loc["gdp", ["n", "lowered", "raised"]].tolist() == [
        len(gdp),
        (gdp["revision"] < 0).sum(),
        (gdp["revision"] > 0).sum(),
    ]
    assert found["p_bunching"].isna().all() and found["note"].str.contains("too few").all()
    row = {
        "indicator_id": "gdp",
        "target": 6.0,
        "revision": 0.0,
        "target_bound": "eq",
        "judged_as": "floor",
        "status": "met",
    }
    many = pd.DataFrame([{**row, "gap": 0.1 if i % 4 else -0.1} for i in range(200)])
    assert summarise_targets(many)["p_bunching"].iloc[0] == pytest.approx(
        1.5e-12, rel=0.05
    )  # 150 against 50: z = 7.07
