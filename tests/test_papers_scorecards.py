"""Scorecards as files."""

import pytest

from reportlib import ReportError, lay_out_scorecard, write_scorecard


def test_the_printed_scorecard_has_units_and_numbered_sources(compared, tmp_path):
    for lang, unit, source in (
        ("en", "GDP growth, \\%", "Sources: (1)"),
        ("zh", "（\\%）", "资料来源：(1)"),
    ):
        card = lay_out_scorecard(compared, lang)
        paths = write_scorecard(card, tmp_path, lang, "c", "n & m", lang)
        latex = paths[2].read_text(encoding="utf-8")
        assert unit in latex and source in latex and r"n \& m" in latex
        assert latex.isascii() == (lang == "en")
        html = paths[1].read_text(encoding="utf-8")
        for text, mark in ((latex, r"10,080\rlap{\dag}"), (html, "10,080†")):
            assert mark in text and {"en": "converted: no", "zh": "为换算值"}[lang] in text
        assert ("Gap" in latex, "Wording" in latex) == (False, False)
        assert paths[0].read_text(encoding="utf-8-sig").count("\n") == len(card) + 1


def test_a_card_that_cannot_be_printed_writes_nothing(compared, tmp_path):
    card = lay_out_scorecard(compared, "zh")
    with pytest.raises(ReportError, match="pdflatex cannot set"):
        write_scorecard(card, tmp_path / "new", "card", "c", "")
    assert not (tmp_path / "new").exists()
