"""Headline targets: what a report promises of each, with and without a number."""

import pandas as pd
import pytest

from reportlib import Report, ReportError, analyse, find_headlines, load_vocabulary
from reportlib.tables.naming import code_words

TASKS = (
    "一、去年工作\n去年，地区生产总值增长3.9%。\n二、今年工作\n今年目标是：地区生产总值增长6%以上。"
)


def kinds(sentence, headline):
    tables = analyse(Report("demo", TASKS + sentence, year=2021))
    found = find_headlines(tables.numbers, tables.sentences, 2021)
    return found[found["headline"] == headline]


@pytest.mark.parametrize(
    ("sentence", "headline", "kind", "text"),
    [
        ("固定资产投资增长6%—8%。", "fixed_asset_investment", "range", "6%—8%"),
        (
            "居民收入增长与经济增长基本同步。",
            "household_income",
            "relative",
            "居民收入增长与经济增长基本同步",
        ),
        (
            "多渠道增加居民收入，力争赶上全国平均水平。",
            "household_income",
            "relative",
            "力争赶上全国平均水平",
        ),
        (
            "固定资产投资增速高于全省平均水平。",
            "fixed_asset_investment",
            "relative",
            "固定资产投资增速高于全省平均水平",
        ),
        (
            "单位地区生产总值能耗完成国家下达任务。",
            "energy_intensity",
            "set_elsewhere",
            "单位地区生产总值能耗完成国家下达任务",
        ),
        (
            "单位地区生产总值能耗完成“十四五”考核目标。",
            "energy_intensity",
            "set_elsewhere",
            "单位地区生产总值能耗完成“十四五”考核目标",
        ),
        ("今年不提出进出口增速目标。", "trade", "explicitly_not_set", "今年不提出进出口增速目标"),
        ("保持居民消费价格总体稳定。", "cpi", "qualitative", "保持居民消费价格总体稳定"),
        ("加快建设粮食仓库。", "grain_output", "not_found", None),
        (
            "固定资产投资用于乡村的部分明显高于上年水平。",
            "fixed_asset_investment",
            "not_found",
            None,
        ),
    ],
)
def test_promises_without_a_numeral(sentence, headline, kind, text):
    found = kinds(sentence, headline)
    assert found["kind"].tolist() == [kind]
    assert found["text"].iloc[0] == text or pd.isna(found["text"].iloc[0]) and text is None


def test_results_are_no_promises():
    tables = analyse(
        Report(
            "demo",
            "一、去年工作\n去年，居民收入增长与经济增长同步，地区生产总值增长3.9%。",
            year=2021,
        )
    )
    assert set(find_headlines(tables.numbers, tables.sentences, 2021)["kind"]) == {"not_found"}


def test_a_number_is_the_number_of_the_table():
    found = kinds("", "gdp")
    assert found[["kind", "value", "bound", "period_end"]].values.tolist() == [
        ["number", 6.0, "ge", 2021]
    ]


def test_spans_point_back_to_the_text(report, tables):
    found = find_headlines(tables.numbers, tables.sentences, 2021)
    assert set(found["headline"]) == {
        row["headline"]
        for row in load_vocabulary("headlines").to_dict("records")
        if row["used_by"] == "all"
    }
    for row in found[found["text"].notna()].itertuples():
        assert report.text[row.start : row.end] == row.text


def test_the_shipped_report_promises_to_catch_up_in_incomes(tables):
    found = find_headlines(tables.numbers, tables.sentences, 2021).set_index("headline")
    assert (
        "赶上全国平均水平"
        in found.loc["household_income"].query("kind == 'relative'")["text"].iloc[0]
    )
    assert found.loc["urban_new_jobs", "kind"] == "not_found"


def test_no_sentence_gives_not_found_for_each_headline():
    tables = analyse(Report("demo", "", year=2021))
    assert set(find_headlines(tables.numbers, tables.sentences, 2021)["kind"]) == {"not_found"}


@pytest.mark.parametrize(
    ("lang", "name", "promise"),
    [("en", "GDP", "a number"), ("zh", "地区生产总值", "一个数字")],
)
def test_names_and_promises_are_read_in_either_language(lang, name, promise):
    tables = analyse(Report("demo", TASKS, year=2021))
    found = find_headlines(tables.numbers, tables.sentences, 2021, lang=lang)
    assert found.loc[found["headline"] == "gdp", ["name", "promise"]].values.tolist() == [
        [name, promise]
    ]
    assert found[["name", "promise"]].notna().all(axis=None)


def test_every_kind_of_promise_has_its_words():
    kinds = set(load_vocabulary("promise_wording")["kind"]) | {"number", "range", "not_found"}
    assert kinds == code_words("promise_kind", "en").keys()


def test_an_unknown_language_is_named(tables):
    with pytest.raises(ReportError, match="lang='fr' is not one of 'en', 'zh'"):
        find_headlines(tables.numbers, tables.sentences, 2021, lang="fr")


def test_a_report_gives_what_it_promises_for_its_year(report, tables):
    nine = find_headlines(report)
    assert nine["name"].tolist() == [
        "GDP",
        "Fixed-asset investment",
        "Retail sales",
        "Imports and exports",
        "Consumer price index",
        "Surveyed urban unemployment rate",
        "Disposable income per head",
        "Energy use per unit of GDP",
        "Grain output",
    ]
    said = nine.set_index("headline")["said"]
    assert said[["gdp", "cpi"]].tolist() == ["at least 6%", "at most 3.2%"]
    assert said["energy_intensity"] == "down about 3%"
    assert said["grain_output"] == "10.8 million tonnes"
    whole = find_headlines(tables.numbers, tables.sentences, 2021)
    kept = whole[whole["period_end"] == 2021].reset_index(drop=True)
    pd.testing.assert_frame_equal(nine, kept)
    assert find_headlines(report, lang="zh")["said"][0] == "6%以上"


def test_what_is_missing_to_find_headlines_is_an_error(report, tables):
    with pytest.raises(ReportError, match="demo: its year is unknown"):
        find_headlines(Report("demo", TASKS))
    with pytest.raises(ReportError, match="numbers need their sentences"):
        find_headlines(tables.numbers)
