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
    assert gaps.loc["Forest cover"].tolist() == [">-2", ">-2"] and gaps.loc["GDP"].tolist() == [
        "+2.3",
        "+2.3",
    ]
    turned = compared.assign(outcome_bound="lt", judged_as="ceiling")
    assert lay_out_scorecard(turned, lang="en").set_index("Indicator").loc[
        "GDP", ["Gap", "Margin"]
    ].tolist() == ["<+2.3", ">+2.3"]
    kept = turned.assign(margin=0.0)
    assert lay_out_scorecard(kept).set_index("Indicator").loc["GDP", "Margin"] == "0"
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
    assert english["Source"].str.isascii().all() and "统计局" in "".join(chinese["来源"])
    with pytest.raises(ReportError, match="lang='fr'"):
        lay_out_scorecard(compared, lang="fr")
