"""The card of a report."""

import re

from reportlib import Report
from reportlib.pages.card import format_card


def told(report):
    return re.sub("<style>.*?</style>|<[^>]+>", "", format_card(report)).strip()


def test_the_card_shows_what_is_known_and_never_the_text(report):
    card = told(report)
    assert card.startswith("Report on the Work of the Chongqing Municipal People")
    meeting = "Congress 重庆市第五届人民代表大会第四次会议"
    known = ("Chongqing 重庆市", "2021-01-21", "speaker: Tang Liangzhi 唐良智", meeting)
    for fact in (*known, "26,399 characters, 438 sentences"):
        assert fact in card
    assert "unofficial" in card and "地区生产总值" not in card
    assert len(card) < len(report.text) / 2
    assert report._repr_html_() == format_card(report) and len(repr(report)) < 100


def test_the_outline_is_folded_and_has_its_english(report):
    folded = re.search("<details>.*</details>", format_card(report), re.S)[0]
    assert "I. Review of the 13th Five-Year Plan period" in folded and "“十三五”时期" in folded


def test_a_report_of_which_little_is_known_has_a_card():
    card = told(Report("<mine>", "一、工作\n新建公园12个。"))
    assert card.startswith("&lt;mine&gt;") and "unofficial" not in card and "None" not in card
