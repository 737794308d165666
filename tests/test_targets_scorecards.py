"""Scorecards in both languages, as HTML and LaTeX."""

import pytest

from reportlib import (
    format_scorecard_html,
    format_scorecard_latex,
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
    latex = format_scorecard_latex(english, "Goals", "tab:goals", "A & B")
    assert latex.count(r" \\") == len(english) + 1 and r"A \& B" in latex and r"$\geq$6" in latex
    with pytest.raises(ReportError, match="lang='fr'"):
        lay_out_scorecard(compared, lang="fr")
