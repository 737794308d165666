"""The headline panel: one row per place and year, and nothing in a cell that is not the target."""

import pandas as pd
import pytest

from reportlib import Report, ReportError, ReportWarning, analyse, build_headline_panel
from reportlib.targets.headline_panel import panel_columns

REVIEW = "一、去年工作\n去年，地区生产总值增长3.9%，居民消费价格上涨1.1%。\n二、今年工作\n"


def pair(text, region="重庆市", year=2021, **known):
    report = Report(known.pop("report_id", "demo"), REVIEW + text, region, year, **known)
    return report, analyse(report)


def row(text, **known):
    panel = build_headline_panel([pair(text, **known)])
    assert len(panel) == 1
    return panel.iloc[0]


@pytest.mark.parametrize(
    ("text", "name", "kind", "low", "mid", "high"),
    [
        ("今年目标是：地区生产总值增长6%以上。", "gdp", "number", 6, 6, 6),
        ("今年目标是：地区生产总值增长6%到7%。", "gdp", "range", 6, 6.5, 7),
        ("今年目标是：单位地区生产总值能耗下降3%左右。", "energy", "number", -3, -3, -3),
        ("今年目标是：城镇新增就业60万人。", "jobs", "number", 6e5, 6e5, 6e5),
        ("今年目标是：粮食产量达到216亿斤。", "grain", "number", 1.08e7, 1.08e7, 1.08e7),
        ("今年目标是：规模以上工业增加值增长6%。", "industry", "number", 6, 6, 6),
        ("今年目标是：一般公共预算收入增长4%。", "revenue", "number", 4, 4, 4),
        ("今年目标是：赤字率3%。", "deficit", "number", 3, 3, 3),
    ],
)
def test_a_target_has_its_ends_and_the_middle(text, name, kind, low, mid, high):
    found = row(text)
    assert found[f"{name}_kind"] == kind
    assert [found[f"{name}_{end}"] for end in ("low", "mid", "high")] == [low, mid, high]
    assert found[f"{name}_values"] == 1 and 0 < found[f"{name}_confidence"] <= 1


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("今年目标是：城镇新增就业60万人，居民收入增长与经济增长同步。", "income", "relative"),
        ("今年目标是：地区生产总值增长6%，能耗强度完成国家下达任务。", "energy", "set_elsewhere"),
        (
            "今年目标是：地区生产总值增长6%。今年不提出进出口增速目标。",
            "trade",
            "explicitly_not_set",
        ),
        ("今年目标是：地区生产总值增长6%，保持居民消费价格总体稳定。", "cpi", "qualitative"),
        ("到2025年，地区生产总值年均增长6%。", "gdp", "not_found"),
        ("今年目标是：全国国内生产总值增长5%。", "gdp", "not_found"),
        ("今年目标是：上半年地区生产总值增长6%。", "gdp", "not_found"),
        ("今年目标是：农村居民人均可支配收入增长8%。", "income", "not_found"),
    ],
)
def test_what_is_no_number_for_the_year_has_none(text, name, kind):
    found = row(text)
    assert found[f"{name}_kind"] == kind
    assert found[[f"{name}_{end}" for end in ("low", "mid", "high")]].isna().all()
    assert pd.isna(found[f"{name}_wording"]) == (kind == "not_found")


def test_wording_sentence_and_start_show_where_it_stands():
    text = "今年目标是：地区 生产总值力争增长 ６%以上，居民消费价格涨幅3%左右。"
    report, tables = pair(text)
    found = build_headline_panel([(report, tables)]).iloc[0]
    assert found["gdp_wording"].endswith("地区生产总值力争增长6%以上")
    assert found["gdp_wording"] in found["gdp_sentence"]
    assert report.text[found["gdp_start"] :].startswith("６%")
    assert (found["gdp_bound"], found["gdp_hedge"]) == ("ge", "力争+以上")


def test_the_wording_reaches_back_to_the_name():
    text = "今年目标是：固定资产投资完成194亿元，同比增长25%；城镇新增就业60万人。"
    assert row(text)["investment_wording"] == "固定资产投资完成194亿元，同比增长25%"


def test_the_outcome_is_that_of_the_year_before_as_the_report_states_it():
    found = row("今年目标是：地区生产总值增长6%以上。五年来地区生产总值年均增长7%。")
    assert (found["gdp_outcome"], found["cpi_outcome"]) == (3.9, 1.1)
    assert pd.isna(found["retail_outcome"])


def test_incomes_of_town_and_country_are_not_the_income_of_all():
    found = row("今年目标是：城镇居民人均可支配收入增长7%，农村居民人均可支配收入增长8%。")
    assert (found["income_urban_mid"], found["income_rural_mid"]) == (7, 8)
    assert found["income_kind"] == "not_found"


def test_a_report_that_states_two_figures_says_so():
    text = "今年目标是：地区生产总值增长6%以上。确保今年地区生产总值增长7%。"
    assert row(text)[["gdp_mid", "gdp_values"]].tolist() == [6, 2]


def test_rows_are_sorted_and_keys_fit_xtset():
    pairs = [
        pair("", year=year, region=region) for region in ("重庆市", "北京市") for year in (22, 21)
    ]
    panel = build_headline_panel(pairs)
    keys = list(zip(panel["region_code"], panel["year"], strict=True))
    assert keys == sorted(keys) == [(110000, 21), (110000, 22), (500000, 21), (500000, 22)]
    assert panel[["region_code", "year"]].dtypes.eq("int64").all()
    assert (panel["report_kind"] == "work_report").all()  # none was known


def test_two_reports_of_one_place_and_year_are_both_named():
    pairs = [pair("", source="a.txt"), pair("", source="b.docx")]
    with pytest.raises(ReportError, match=r"a.txt and b.docx: two documents \(work_report\) of 重"):
        build_headline_panel(pairs)


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        ({"region": None}, "no place was found"),
        ({"region": "朝阳区"}, "'朝阳区' is the name of no place with a code, or of several"),
        ({"year": None}, "no year was found"),
    ],
)
def test_a_report_that_has_no_place_in_the_panel_is_left_out_with_a_warning(known, reason):
    with pytest.warns(ReportWarning, match=reason):
        panel = build_headline_panel([pair("", **{"region": "重庆市", "year": 2021} | known)])
    assert len(panel) == 0 and list(panel) == list(panel_columns())


def test_other_kinds_only_when_asked_for():
    pairs = [pair("", kind="work_report"), pair("", kind="plan_report")]
    assert build_headline_panel(pairs)["report_kind"].tolist() == ["work_report"]
    both = build_headline_panel(pairs, kinds=["work_report", "plan_report"])
    assert both["report_kind"].tolist() == ["plan_report", "work_report"]
    with pytest.raises(ReportError, match="kinds='bulletin' sets no targets"):
        build_headline_panel(pairs, kinds=["bulletin"])


def test_reports_are_taken_one_at_a_time():
    taken = []

    def stream():
        for year in (2020, 2021):
            taken.append(year)
            yield pair("", year=year)
            assert taken[-1] == year

    assert len(build_headline_panel(stream())) == 2


def test_names_and_labels_fit_stata():
    columns = panel_columns()
    assert all(name.isascii() and len(name) <= 32 for name in columns)
    assert all(label.isascii() and 0 < len(label) <= 80 for _, label in columns.values())
    assert "low end" in columns["gdp_low"][1] and "target" not in columns["gdp_outcome"][1]


def test_no_report_gives_no_row_and_all_columns():
    panel = build_headline_panel([])
    assert len(panel) == 0 and list(panel) == list(panel_columns())
