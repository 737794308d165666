"""The long panel: every catalogued indicator as the report states it."""

import pandas as pd
import pytest

from reportlib import Report, ReportError, analyse, build_indicator_panel, write_panel

TEXT = (
    "一、去年工作\n去年，地区生产总值增长3.9%，森林覆盖率达到52.5%，全国国内生产总值增长2.3%。\n"
    "二、今年工作\n今年目标是：地区生产总值增长6%到7%，新建杂物间12个。"
)


def pair(text=TEXT, **known):
    report = Report("demo", text, **{"region": "重庆市", "year": 2021} | known)
    return report, analyse(report)


def test_every_catalogued_figure_of_the_place_has_a_row():
    panel = build_indicator_panel([pair()])
    assert panel[
        ["indicator_id", "role", "period_end", "value_low", "value_high"]
    ].values.tolist() == [
        ["forest_cover", "outcome", 2020, 52.5, 52.5],
        ["gdp", "outcome", 2020, 3.9, 3.9],
        ["gdp", "target", 2021, 6.0, 7.0],
    ]
    assert (panel["region_code"] == 500000).all() and (panel["year"] == 2021).all()


def test_a_second_figure_is_counted_and_the_first_stands():
    panel = build_indicator_panel([pair(TEXT + "确保今年地区生产总值增长8%。")])
    target = panel[(panel["indicator_id"] == "gdp") & (panel["role"] == "target")]
    assert target[["value_low", "values"]].values.tolist() == [[6.0, 2.0]]


def test_keys_are_unique_and_the_file_opens(report, tables, tmp_path):
    panel = build_indicator_panel([(report, tables)])
    keys = ["region_code", "year", "report_kind", "indicator_id", "measure", "unit", "role"]
    assert not panel.duplicated([*keys, "period_start", "period_end", "base_year"]).any()
    assert len(panel) > 50
    back = pd.read_stata(write_panel(panel, tmp_path / "long.dta"))
    assert back["value"].tolist() == pytest.approx(panel["value"].tolist(), nan_ok=True)


def test_two_documents_of_one_place_and_year_are_an_error():
    with pytest.raises(ReportError, match="two documents"):
        build_indicator_panel([pair(), pair()])


def test_no_report_gives_no_row():
    assert build_indicator_panel([]).empty
