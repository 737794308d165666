"""Figures of other publications and of 31 provinces: their rows, vintages, ids and units."""

import csv

import pytest
from conftest import ROOT

from reportlib import (
    MissingColumnError,
    ReportError,
    build_panel,
    describe_indicator,
    load_facts,
    load_provinces,
    load_vocabulary,
    match_indicator,
)

# Counted in the list of figures before it became provinces.csv: targets of 2025 and of 2026, the
# numbers among them, outcomes of 2024 and of 2025, the numbers among these.
COUNTED = {
    "gdp": (31, 31, 62, 28, 31, 59),
    "fixed_asset_investment": (31, 31, 37, 0, 10, 8),
    "retail_sales": (31, 31, 41, 0, 23, 22),
    "industrial_value_added": (31, 31, 33, 0, 21, 20),
    "household_income": (23, 25, 5, 0, 11, 11),
    "urban_income": (8, 6, 12, 0, 15, 15),
    "rural_income": (9, 7, 14, 0, 16, 16),
    "cpi": (31, 31, 54, 0, 7, 5),
    "surveyed_unemployment_rate": (31, 31, 56, 0, 14, 13),
    "urban_new_jobs": (31, 31, 61, 0, 25, 24),
    "general_budget_revenue": (31, 31, 41, 0, 20, 20),
    "grain_output": (31, 31, 40, 0, 14, 14),
    "energy_intensity": (31, 31, 5, 0, 2, 0),
}


def rows_of(name):
    with (ROOT / "data" / "reference" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_ids_of_the_facts_are_the_catalogues():
    rows = rows_of("facts.csv")
    assert len(rows) == 406 == len({row["fact_id"] for row in rows})
    assert all(
        row["indicator_id"] == (match_indicator(row["indicator"], row["unit"]) or "")
        for row in rows
    )
    assert all(
        row["source_title"] and row["source_date"] and row["confidence"] in ("high", "medium")
        for row in rows
    )


def test_vintages():
    announced, latest = load_facts(), load_facts("latest")
    assert set(announced["vintage_rule"]) == {"as_announced"} and set(latest["vintage_rule"]) == {
        "latest"
    }
    assert len(announced) == len(latest) and not announced["value"].equals(latest["value"])
    assert announced.loc[announced["confidence"] == "medium", "source_url"].isna().all()
    with pytest.raises(ReportError, match="vintage='first'"):
        load_facts("first")
    with pytest.raises(ReportError, match=r"nothing\.csv: no such file"):
        load_facts(path="nothing.csv")


def test_a_mean_stands_beside_the_figure_of_the_end():
    facts = load_facts()
    chosen = (facts["region"] == "全国") & (facts["indicator_id"] == "surveyed_unemployment_rate")
    year = facts[chosen & (facts["period_end"] == 2022) & (facts["role"] == "outcome")]
    assert dict(zip(year["timing"], year["value"], strict=True)) == {"end": 5.5, "mean": 5.6}
    panel = build_panel(facts).set_index(["region", "indicator_id", "year"])
    assert panel.loc[("全国", "surveyed_unemployment_rate", 2022), "status"] == "missed"


def test_a_revision_has_a_row_of_its_own():
    announced, latest = (
        facts[(facts["region"] == "全国") & (facts["indicator_id"] == "gdp")]
        .query("period_end == 2009 and role == 'outcome'")
        .iloc[0]
        for facts in (load_facts(), load_facts("latest"))
    )
    assert (announced["value"], announced["revised"], latest["value"]) == (8.7, True, 9.1)


def test_provinces_are_as_counted_before_they_were_converted():
    table = load_provinces()
    assert len(table) == 935 and table["region"].nunique() == 31
    number = table["value_low"].notna()
    for known, expected in COUNTED.items():
        rows = table["indicator_id"] == known
        target, outcome = (rows & (table["role"] == role) for role in ("target", "outcome"))
        assert expected == (
            int((target & (table["period_end"] == 2025)).sum()),
            int((target & (table["period_end"] == 2026)).sum()),
            int((target & number).sum()),
            int((outcome & (table["period_end"] == 2024)).sum()),
            int((outcome & (table["period_end"] == 2025)).sum()),
            int((outcome & number).sum()),
        ), known
    assert set(table["indicator_id"]) == set(COUNTED)


def test_provinces_have_unique_keys_and_legal_ids_codes_and_units():
    table = load_provinces()
    assert not table.duplicated(["region", "period_end", "indicator_id", "role"]).any()
    codes = table.groupby("region")["region_code"].unique()
    assert codes.map(len).eq(1).all() and codes.explode().is_unique
    assert codes.explode().mod(10_000).eq(0).all() and codes["重庆市"][0] == 500_000
    families = {row.unit: row.family for row in load_vocabulary("units").itertuples()}
    for (known, measure, unit), _ in table.groupby(["indicator_id", "measure", "unit"]):
        allowed = describe_indicator(known)["unit_family"].split("|")
        assert unit == "%" if measure == "growth" else families.get(unit, "person") in allowed
        assert match_indicator(describe_indicator(known)["name_zh"], unit) == known
    assert table["source_title"].notna().all() and table["source_date"].str.match(r"202[56]-").all()
    assert set(table["bound"]) == {"eq", "ge", "gt", "le", "approx", "range", "relative", "not_set"}
    worded = table["bound"].isin(["relative", "not_set"])
    assert table.loc[worded, "value_low"].isna().all()
    assert table.loc[~worded, "value_low"].le(table.loc[~worded, "value_high"]).all()
    assert table["value"].isna().eq(worded | (table["bound"] == "range")).all()
    assert table["vintage"].isna().eq(table["role"] == "target").all()


def test_grain_is_in_kg_and_exact_to_its_printed_digit():
    table = load_provinces()
    grain = table[table["indicator_id"] == "grain_output"].set_index(
        ["region", "period_end", "role"]
    )
    assert set(grain["unit"]) == {"公斤"}
    liaoning = grain.loc[("辽宁省", 2025, "outcome")]
    assert liaoning["wording"] == "515.6亿斤"
    assert (liaoning["value"], liaoning["step"]) == (25_780_000_000, 5_000_000)
    shaanxi = grain.loc[("陕西省", 2025, "outcome")]
    assert shaanxi["wording"] == "1347万吨"
    assert (shaanxi["value"], shaanxi["step"]) == (13_470_000_000, 10_000_000)
    for row in grain[grain["wording"].str.contains("亿斤", na=False)].itertuples():
        printed = float("".join(c for c in row.wording if c.isdigit() or c == "."))
        assert row.value_low == pytest.approx(printed * 1e8 / 2)


def test_provinces_make_a_panel():
    panel = build_panel(load_provinces())
    gdp = panel[(panel["indicator_id"] == "gdp") & (panel["year"] == 2025)]
    assert len(gdp) == 31 and gdp["outcome"].notna().all()
    assert set(gdp.loc[gdp["status"] == "missed", "region"]) == {
        *("海南省", "辽宁省"),  # at least
        *(
            "贵州省",
            "重庆市",
            "湖南省",
            "黑龙江省",
            "云南省",
            "山西省",
            "广东省",
            "内蒙古自治区",
        ),  # about
    }


def test_provinces_refuse_what_they_cannot_read(tmp_path):
    file = tmp_path / "provinces.csv"
    lines = (ROOT / "data" / "reference" / "provinces.csv").read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join(lines[:2]).replace("110000", "Beijing"), encoding="utf-8")
    with pytest.raises(ReportError, match=r"the row of '北京市', 'gdp', '2024' has a year, code"):
        load_provinces(file)
    file.write_text("\n".join(lines[:2]).replace("gdp", "no_such_id"), encoding="utf-8")
    with pytest.raises(ReportError, match="'no_such_id'"):
        load_provinces(file)
    file.write_text("region,year\n北京市,2025\n", encoding="utf-8")
    with pytest.raises(MissingColumnError, match="'region_code'"):
        load_provinces(file)
    with pytest.raises(ReportError, match="no such file"):
        load_provinces(tmp_path / "nothing.csv")


def test_the_force_of_a_target_names_its_page():
    rows = rows_of("target_force.csv")
    keys = [(row["indicator_id"], row["region"], row["plan"], row["force"]) for row in rows]
    assert len(keys) == 47 == len(set(keys))
    for row in rows:
        assert describe_indicator(row["indicator_id"]) and row["source_title"]
        assert row["force"] in ("binding", "expected")
        assert row["source_url"].startswith("http") or row["source_title"].startswith(
            "2021年重庆市"
        )
