"""Thirty-one provinces: a small table counted by hand, and the shipped one against its own csv."""

import csv

import pandas as pd
import pytest
from conftest import ROOT

from reportlib import (
    build_provinces,
    count_provinces,
    count_silent_outcomes,
    list_silent_outcomes,
    load_facts,
    load_provinces,
    target_amplification,
)
from reportlib.tables.columns import build_table
from reportlib.tables.errors import ReportError


def row(region, year, role, bound, low, high=None, **changes):
    point = None if high is not None else low
    known = {"region": region, "region_code": 1, "indicator_id": "gdp", "indicator": "地区生产总值"}
    known |= {"indicator_en": "GDP", "measure": "growth", "unit": "%", "part_year": False}
    known |= {"period_start": year, "period_end": year, "role": role, "bound": bound}
    known |= {"value": point, "value_low": low, "value_high": low if high is None else high}
    known |= {"vintage": "first" if role == "outcome" else None, "step": 0.1}
    return known | {"wording": "", "source_title": "报告", "source_date": "2026-01"} | changes


@pytest.fixture(scope="module")
def small():
    rows = [
        row("甲省", 2025, "target", "ge", 5.5),
        row("甲省", 2025, "outcome", "eq", 5.5),
        row("甲省", 2026, "target", "approx", 5.5, note="后接“争取更好结果”"),
        row("乙省", 2025, "target", "approx", 6.0, wording="力争6%左右"),
        row("乙省", 2025, "outcome", "eq", 5.6),
        row("乙省", 2026, "target", "range", 5.5, 6.0),
        row("丙省", 2025, "target", "range", 5.0, 5.5),
        row("丙省", 2025, "outcome", "eq", 4.2),
        row("丙省", 2026, "target", "eq", 5.5),
        row("丁省", 2025, "target", "approx", 5.0),
        row("丁省", 2025, "outcome", "relative", None, wording="平稳增长"),
        row("丁省", 2026, "target", "not_set", None),
        row("戊省", 2025, "target", "approx", 4.0),
        row("己省", 2025, "target", "not_set", None),
        row("己省", 2025, "outcome", "eq", 3.0),
    ]
    return build_table("provinces", rows)


def test_a_province_a_row(small):
    rows = build_provinces(small).set_index("region")
    assert rows.index.tolist() == ["甲省", "乙省", "丙省", "丁省", "戊省"]  # by margin
    assert rows["margin"].round(6).fillna(9).tolist() == [0, -0.4, -0.8, 9, 9]
    assert rows["met_as_printed"].fillna(False).tolist() == [True, False, False, False, False]
    assert rows["status"].tolist() == ["met", "met", "missed", "no_outcome", "no_outcome"]
    assert rows["wording_class"].tolist() == ["at least", "about", "range", "about", "about"]
    assert rows["moved"].fillna("").tolist() == ["kept", "lowered", "raised", "", ""]
    assert rows["change"].fillna(9).tolist() == [0, -0.5, 0.5, 9, 9]
    assert rows["softened"].fillna(False).tolist() == [True, False, False, False, False]
    assert rows["strives"].tolist() == [False, True, False, False, False]
    assert rows["next_strives"].fillna(False).tolist() == [True, False, False, False, False]


def test_provinces_are_counted_with_what_each_count_is_of(small):
    counts = count_provinces(build_provinces(small)).set_index("count")
    wanted = {
        "outcome stated": [3, 5],
        "met as printed": [1, 3],
        "met": [2, 3],
        "missed": [1, 3],
        "lowered": [1, 3],
        "kept": [1, 3],
        "raised": [1, 3],
        "lowered after a shortfall": [1, 2],
        "worded about": [3, 5],
        "softened": [1, 3],
        "at least became about": [1, 3],
        "strives anew": [1, 3],
    }
    assert {name: counts.loc[name].tolist() for name in wanted} == wanted


@pytest.mark.parametrize(
    ("this", "following", "moved"),
    [
        ((5, 5), (4.5, 5), "lowered"),
        ((5, 5), (5, 5.5), "raised"),
        ((5, 5), (4.5, 5.5), "widened"),
        ((4.5, 5.5), (5, 5), "narrowed"),
        ((5, 5.5), (5, 5), "lowered"),
        ((5, 5.5), (5, 5.5), "kept"),
    ],
)
def test_a_range_moves_by_both_ends(this, following, moved):
    rows = [
        row("甲省", 2025 + at, "target", "range", *ends)
        for at, ends in enumerate((this, following))
    ]
    assert build_provinces(build_table("provinces", rows))["moved"].tolist() == [moved]


def test_the_provinces_beside_the_nation(small):
    nation = [row("全国", 2025, "target", "approx", 5.0), row("全国", 2025, "outcome", "eq", 9.0)]
    nation += [
        row("全国", 2026, "target", "range", 4.5, 5.0),
        row("甲省", 2025, "target", "eq", 1.0),
    ]
    found = target_amplification(
        small, build_table("provinces", nation), weights={"甲省": 3.0, "乙省": 1.0}
    ).set_index("year")
    line = found.loc[2025]
    assert line[["n", "mean", "median", "mean_high"]].tolist() == [5, 5.1, 5.0, 5.2]
    assert line[["national", "above", "equal", "below"]].tolist() == [5, 2, 2, 1]
    assert line["difference"] == pytest.approx(0.1)
    assert line[["weighted_mean", "weighted_n"]].tolist() == [(3 * 5.5 + 6) / 4, 2]
    assert found.loc[2026, ["n", "mean", "national", "national_high"]].tolist() == [3, 5.5, 4.5, 5]
    rows = build_provinces(small, nation=build_table("provinces", nation))
    ends = ["national_low", "national_high", "national_next_low", "national_next_high"]
    assert (rows[ends] == [5, 5, 4.5, 5]).all(axis=None)
    assert build_provinces(small)[ends].isna().all(axis=None)
    alone = target_amplification(small, build_table("provinces", []))
    assert alone["national"].isna().all() and alone["above"].eq(0).all()


def test_silence_is_a_target_without_a_number_for_its_outcome(small):
    silent = list_silent_outcomes(small)
    assert silent[["region", "said"]].values.tolist() == [["丁省", "words"], ["戊省", "nothing"]]
    assert silent["wording"].fillna("").tolist() == ["平稳增长", ""]
    counts = count_silent_outcomes(small)
    columns = ["targets", "told", "words", "silent", "told_without_target"]
    assert counts[columns].values.tolist() == [[5, 3, 1, 1, 1]]


def test_no_target_at_all_is_refused(small):
    with pytest.raises(ReportError, match="no province has a numeric target of 'gdp' for 2024"):
        build_provinces(small, 2024)
    with pytest.raises(ReportError, match="of 'cpi' for 2025; the table has gdp"):
        build_provinces(small, indicator_id="cpi")


@pytest.fixture(scope="module")
def by_hand():
    """GDP by region from the csv alone: target, outcome, next target, as text is read."""
    with (ROOT / "data" / "reference" / "provinces.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["indicator_id"] == "gdp"]
    found: dict[str, dict[tuple[str, str], dict[str, str]]] = {}
    for each in rows:
        found.setdefault(each["region"], {})[each["role"], each["year"]] = each
    return found


def test_the_shipped_counts_are_those_of_the_csv(by_hand):
    counts = count_provinces(build_provinces(load_provinces())).set_index("count")["n"]
    met = lowered = to_about = 0
    for stated in by_hand.values():
        this, following = stated["target", "2025"], stated["target", "2026"]
        came = stated["outcome", "2025"]
        met += float(came["value"]) >= float(this["value_low"])
        ends = [float(following[end]) - float(this[end]) for end in ("value_low", "value_high")]
        lowered += max(ends) <= 0 > min(ends)
        to_about += this["bound"] == "ge" and following["bound"] == "approx"
    assert (met, lowered, to_about) == (15, 18, 3)
    assert counts[["met as printed", "lowered", "at least became about"]].tolist() == [15, 18, 3]


def test_the_shipped_amplification_is_that_of_the_csv(by_hand):
    found = target_amplification(load_provinces(), load_facts()).set_index("year")
    for year in (2025, 2026):
        lows = pd.Series(
            [float(stated["target", str(year)]["value_low"]) for stated in by_hand.values()]
        )
        assert len(lows) == 31
        assert found.loc[year, ["mean", "median"]].tolist() == [
            pytest.approx(lows.mean()),
            lows.median(),
        ]
    assert found["national"].tolist() == [5.0, 4.5] and found.loc[2026, "national_high"] == 5


def test_the_shipped_provinces_can_be_asked_of_any_indicator():
    provinces = load_provinces()
    jobs = build_provinces(provinces, indicator_id="urban_new_jobs")
    assert len(jobs) == 31 and jobs["outcome"].notna().sum() == 24
    prices = build_provinces(provinces, indicator_id="cpi")
    assert prices.loc[prices["outcome"].notna(), "margin"].eq(0).all()  # below a ceiling
    investment = count_silent_outcomes(provinces).set_index("indicator_id")
    told = investment.loc["fixed_asset_investment", ["told", "told_without_target"]]
    assert told.sum() == 8  # of 31
