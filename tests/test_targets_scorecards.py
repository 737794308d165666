"""Scorecards in both languages, as tables and as HTML."""

import pytest

from reportlib import (
    format_scorecard_html,
    lay_out_scorecard,
)
from reportlib.tables.errors import ReportError


def test_scorecards(compared):
    english, chinese = lay_out_scorecard(compared), lay_out_scorecard(compared, lang="zh")
    gaps = english.set_index("Indicator")[["Gap", "Margin"]]
    assert gaps.loc["Forest cover"].tolist() == [">-2", ">-2"] and gaps.loc[
        "GDP growth"
    ].tolist() == [
        "+2.3",
        "+2.3",
    ]
    turned = compared.assign(outcome_bound="lt", judged_as="ceiling")
    assert lay_out_scorecard(turned, lang="en").set_index("Indicator").loc[
        "GDP growth", ["Gap", "Margin"]
    ].tolist() == ["<+2.3", ">+2.3"]
    kept = turned.assign(margin=0.0)
    assert lay_out_scorecard(kept).set_index("Indicator").loc["GDP growth", "Margin"] == "0"
    assert lay_out_scorecard(compared.assign(judged_as="band"), lang="zh").loc[
        compared.loc[compared["indicator_id"] == "gdp", "target_number_id"], "理由"
    ].tolist() == ["结果在区间之内"]
    assert (
        len(english)
        == len(chinese)
        == compared["status"].isin(["met", "missed", "undecided"]).sum()
    )
    assert "完成" in set(chinese["结果"]) and "met" in set(english["Status"])
    assert (
        format_scorecard_html(english, "Goals <2021>", "Notes & sources").count("<tr")
        == len(english) + 1
    )
    assert "Goals &lt;2021&gt;" in format_scorecard_html(english, "Goals <2021>")
    million = english.set_index("Indicator").loc[
        "Talent pool", ["Unit", "Target", "Outcome", "Gap"]
    ]
    assert million.tolist() == ["million people", ">6.6", ">6.7", ">+0.1"]
    grain = chinese.set_index("指标").loc["粮食产量", ["单位", "目标值", "实际值", "差距"]]
    assert grain.tolist() == ["亿公斤", "108", "109.28", "+1.28"]
    tonnes = english.set_index("Indicator").loc["Grain output", ["Unit", "Target", "Outcome"]]
    assert tonnes.tolist() == ["million tonnes", "10.8", "10.93"]
    assert english["Source"].str.isascii().all() and "统计局" in "".join(chinese["来源"])
    with pytest.raises(ReportError, match="lang='fr'"):
        lay_out_scorecard(compared, lang="fr")


def test_a_converted_figure_is_marked_and_has_four_digits(compared):
    card = lay_out_scorecard(compared).set_index(["Indicator", "Year"])
    firms = card.loc[("High-tech enterprises", "2025")]
    assert firms[["Target", "Outcome", "Gap", "Margin"]].tolist() == [
        *(">8,000", "10,080†", "+2,080", "+2,080")
    ]
    assert "about 10,080" in firms["Reason"] and "converted: 8,837 of 2024" in firms["Reason"]
    air = card.loc[("Share of days with good air", "2025")]
    assert air[["Baseline", "Outcome"]].tolist() == ["90.98†", "≥89.04†"]
    assert card.loc[("High-tech enterprises", "2021"), "Outcome"] == "5,108"
    chinese = lay_out_scorecard(compared, "zh").set_index("指标")["理由"]
    assert chinese.str.endswith("（换算值）").sum() == card["Outcome"].str.endswith("†").sum() == 3
    ratio = compared[compared["indicator_id"] == "income_gap"]
    made = ratio.assign(outcome=2345.678, conversion="converted: x", gap=2343.328, margin=-2343.328)
    assert lay_out_scorecard(made)[["Outcome", "Gap", "Margin"]].values.tolist() == [
        ["2,346†", "+2,343.65", "-2,343.65"]
    ]


def test_a_plain_number_judged_as_a_ceiling_says_so(compared):
    card = lay_out_scorecard(compared).set_index("Indicator")
    assert card.loc["Urban to rural income ratio", ["Baseline", "Target"]].tolist() == [
        *("2.45†", "≤2.35")
    ]
    assert card.loc["Forest belts", "Target"] == "300,000"
