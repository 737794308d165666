"""What a correction does to ``numbers``: the cell, what follows from it, and nothing else."""

import pandas as pd
import pytest
from conftest import ROOT
from test_audit_corrections import DEMO, row, table

from reportlib import Report, ReportError, ReportWarning, analyse, load_report
from reportlib.audit.corrected import correct_numbers
from reportlib.audit.corrections import read_corrections

GROWTH = Report("demo", "去年，地区生产总值达到2.5万亿元，增长6%左右。", region="某市", year=2021)


def numbers_with(report, *rows):
    return analyse(report, corrections=table(*rows)).numbers.set_index("number_id")


def changed(report, *rows):
    """The cells of the demo report that corrections change, by number and column."""
    before = analyse(report).numbers.set_index("number_id").astype(object)
    after = numbers_with(report, *rows).astype(object)
    assert before.index.tolist() == after.index.tolist()
    found = {}
    for name in before.index:
        for column in before:
            a, b = before.at[name, column], after.at[name, column]
            if pd.isna(a) != pd.isna(b) or not (pd.isna(a) or a == b):
                found[name.rpartition(":")[2], column] = None if pd.isna(b) else b
    return found


def test_a_value_takes_its_ends_along():
    assert changed(DEMO, row(6, "12个", "set", "value", 13)) == {
        ("6", "value"): 13.0,
        ("6", "value_low"): 13.0,
        ("6", "value_high"): 13.0,
        ("6", "corrected"): True,
    }


def test_two_ends_make_a_range_and_a_value_makes_it_a_point():
    ends = [row(6, "12个", "set", f"value_{end}", n) for end, n in (("low", 11), ("high", 13))]
    made = changed(DEMO, *ends)
    assert made["6", "value"] is None and made["6", "bound"] == "range"
    report = Report("demo", "全年新建公园1—2所。", year=2021)
    assert changed(report, row(6, "1—2所", "set", "value", 2)) == {
        ("6", "value"): 2.0,
        ("6", "value_low"): 2.0,
        ("6", "bound"): "eq",
        ("6", "corrected"): True,
    }


def test_nothing_is_a_value_too():
    made = changed(DEMO, row(6, "12个", "set", "value", ""), row(6, "12个", "set", "unit", ""))
    assert made["6", "value"] is made["6", "value_high"] is made["6", "unit"] is None


def test_an_id_takes_name_and_topic_along_unless_they_are_given():
    made = changed(GROWTH, row(11, "2.5万亿元", "set", "indicator_id", "industrial_profits"))
    assert made["11", "indicator_en"].startswith("Profits of industry") and made["11", "topic"]
    assert ("11", "indicator") not in made
    given = row(11, "2.5万亿元", "set", "topic", "trade")
    made = changed(GROWTH, row(11, "2.5万亿元", "set", "indicator_id", "retail_sales"), given)
    assert made["11", "topic"] == "trade"
    made = changed(GROWTH, row(11, "2.5万亿元", "set", "indicator_id", ""))
    assert made["11", "indicator_en"] is made["11", "topic"] is None


def test_a_name_takes_its_id_along_unless_it_is_given():
    made = changed(GROWTH, row(11, "2.5万亿元", "set", "indicator", "社会消费品零售总额"))
    assert made["11", "indicator_id"] == "retail_sales" and made["11", "indicator_en"]
    unknown = row(11, "2.5万亿元", "set", "indicator", "某某总额")
    assert changed(GROWTH, unknown)["11", "indicator_id"] is None
    kept = row(11, "2.5万亿元", "set", "indicator_id", "gdp")
    made = changed(GROWTH, row(11, "2.5万亿元", "set", "indicator", "经济规模"), kept)
    assert set(made) == {("11", "indicator"), ("11", "corrected")}


def test_what_no_word_gave_follows_from_measure_and_years():
    made = changed(GROWTH, row(20, "6%", "set", "measure", "level"))
    assert made["20", "timing"] is made["20", "compared_with"] is None
    back = row(11, "2.5万亿元", "set", "measure", "change")
    base = row(11, "2.5万亿元", "set", "base_year", 2015)
    made = changed(GROWTH, back, base)
    assert (made["11", "timing"], made["11", "compared_with"]) == ("change", "base year")
    assert made["11", "period_reason"] == "corrected: misprint"


def test_the_year_that_growth_starts_from_moves_with_its_period():
    years = [row(20, "6%", "set", f"period_{end}", 2019) for end in ("start", "end")]
    made = changed(GROWTH, *years)
    assert made["20", "base_year"] == 2018 and ("20", "compared_with") not in made
    assert (
        changed(GROWTH, *years, row(20, "6%", "set", "base_year", 2015))["20", "base_year"] == 2015
    )


def test_a_base_year_that_the_text_names_stays():
    since = Report("demo", "2020年产值较2015年增长6%。", "某市", 2021)
    numbers = analyse(since).numbers
    at = numbers[numbers["unit"] == "%"].iloc[0]
    assert at["base_year"] == 2015
    years = [row(at["start"], at["text"], "set", f"period_{end}", 2019) for end in ("start", "end")]
    assert numbers_with(since, *years).loc[at["number_id"], "base_year"] == 2015


def test_what_a_person_says_is_the_reason():
    made = changed(GROWTH, row(20, "6%", "set", "price_basis", "current"))
    assert "price_basis: corrected: misprint" in made["20", "basis_reason"]
    assert made["20", "price_basis"] == "current" and ("20", "timing") not in made
    made = changed(GROWTH, row(20, "6%", "set", "role", "target"))
    assert made["20", "role_reason"] == "corrected: misprint"
    said = row(20, "6%", "set", "role_reason", "the mayor")
    made = changed(GROWTH, row(20, "6%", "set", "role", "target"), said)
    assert made["20", "role_reason"] == "the mayor"


def test_what_is_no_measure_keeps_no_cell_of_one():
    numbers = numbers_with(DEMO, row(6, "12个", "set", "kind", "name"))
    names = analyse(Report("demo", "实施“八项行动计划”。", "某市", 2021)).numbers.iloc[0]
    ours = numbers.loc["demo:6"]
    assert names["kind"] == "name"
    assert set(ours.index[ours.notna()]) == set(names.index[names.notna()]) - {"number_id"}


def test_a_number_is_added_dropped_and_read_twice():
    plain = Report("demo", "某某工程启动。全年新建公园12个。", region="某市", year=2021)
    add = [
        row(0, "某某", "add", column, value)
        for column, value in {
            "value": 3,
            "unit": "项",
            "indicator": "森林覆盖率",
            "measure": "level",
            "role": "outcome",
            "period_start": 2020,
            "period_end": 2020,
        }.items()
    ]
    numbers = numbers_with(plain, *add)
    assert numbers.index.tolist() == ["demo:0", "demo:13"]
    one = numbers.loc["demo:0"]
    assert (one["start"], one["end"], one["kind"], one["bound"]) == (0, 2, "measure", "eq")
    assert (one["place"], one["rule"], one["value_high"]) == ("某市", "added by hand", 3.0)
    assert (
        one["corrected"] and pd.isna(one["reading_confidence"]) and not numbers["corrected"].all()
    )
    assert one["sentence_id"] == analyse(plain).sentences["sentence_id"].iloc[0]

    twice = [row("13b", "12个", "add", "value", 12), row("13b", "12个", "add", "unit", "个")]
    numbers = numbers_with(plain, *twice, row("13b", "12个", "add", "indicator", "新建广场"))
    assert numbers.index.tolist() == ["demo:13", "demo:13b"]
    assert numbers["indicator"].tolist() == ["新建公园", "新建广场"]

    assert len(numbers_with(plain, row(13, "12个", "drop", "", ""))) == 0
    anew = [row(13, "12个", "drop", "", ""), row(13, "12", "add", "value", 12)]
    numbers = numbers_with(plain, *anew, row(13, "12", "add", "unit", "个"))
    assert numbers["text"].tolist() == ["12"] and numbers["value"].tolist() == [12.0]


def test_an_added_name_has_no_cell_of_a_measure():
    plain = Report("demo", "某某工程启动。", year=2021)
    numbers = numbers_with(plain, row(0, "某某", "add", "kind", "name"))
    assert numbers["kind"].tolist() == ["name"] and numbers["bound"].isna().all()


def test_the_table_stays_as_declared(report, tables):
    path = ROOT / "data" / "corrections.csv"
    numbers = analyse(report, corrections=path).numbers
    assert numbers.dtypes.equals(tables.numbers.dtypes)
    assert numbers["number_id"].is_unique and numbers["start"].is_monotonic_increasing
    assert (numbers["start"].iloc[1:].values >= numbers["end"].iloc[:-1].values).all()
    cells = zip(numbers["start"], numbers["end"], numbers["text"], strict=True)
    assert all(report.text[start:end] == text for start, end, text in cells)
    given = pd.read_csv(path)
    touched = numbers.loc[numbers["corrected"], "start"]
    assert sorted(set(given["start"])) == touched.tolist() and len(given) > 5
    others = ~numbers["corrected"]
    pd.testing.assert_frame_equal(numbers[others], tables.numbers[others])


def test_what_ships_is_applied_only_where_it_is_given(tables):
    assert not tables.numbers["corrected"].any()


def test_what_the_reading_broke_is_not_held_against_a_correction():
    tables = analyse(DEMO)
    odd = tables.numbers.assign(period_start=pd.array([None, 2020], dtype="Int64"))
    given = read_corrections(table(row(6, "12个", "set", "role", "target")))
    numbers = correct_numbers(odd, tables.sentences, DEMO, given)
    assert numbers["role"].tolist() == ["target", "outcome"]
    years = read_corrections(table(row(6, "12个", "set", "period_end", 2021)))
    with pytest.raises(ReportError, match="period_start None and period_end 2021; give both"):
        correct_numbers(odd, tables.sentences, DEMO, years)


def test_corrections_for_other_reports_alone_are_told():
    other = row(6, "12个", "set", "value", 13, report_id="x")
    with pytest.warns(ReportWarning, match="demo: 1 correction passed over, of a report that was"):
        tables = analyse(DEMO, corrections=table(other))
    assert not tables.numbers["corrected"].any()
    made = changed(DEMO, other, row(14, "45个", "set", "role", "target"))
    assert {number for number, _ in made} == {"14"}


def test_an_own_indicator_may_be_set(tmp_path):
    head = "indicator_id,name_zh,name_en,aliases,topic,unit_family,stock_or_flow,timing,price_basis"
    mine = "pocket_parks,口袋公园,Pocket parks,,services,classifier,flow,any,none,floor"
    (tmp_path / "indicators.csv").write_text(f"{head},judged_as\n{mine}\n", encoding="utf-8")
    given = table(row(6, "12个", "set", "indicator_id", "pocket_parks"))
    numbers = analyse(DEMO, vocabulary=tmp_path, corrections=given).numbers
    assert numbers["indicator_en"].iloc[0] == "Pocket parks"


def test_the_shipped_report_is_the_one_that_was_audited():
    assert load_report("chongqing-2021").text[4987:4989] == "千亿"
