"""Tables as notebooks show them: what stands in the HTML, and that it is the same each time."""

import re

import pandas as pd
import pytest

from reportlib import load_glosses, show_table
from reportlib.tables.errors import MissingColumnError, ReportError

ROWS = pd.DataFrame(
    {
        "indicator": ["地区生产总值", "粮食产量", None],
        "indicator_en": ["GDP", "Grain output", None],
        "value": [6.0, 1.08e10, None],
        "unit": ["%", "公斤", None],
        "bound": ["ge", "eq", None],
        "period_start": pd.array([2021, 2016, None], dtype="Int64"),
        "period_end": pd.array([2021, 2020, None], dtype="Int64"),
    }
)


def cells(shown):
    """Text of the cells, row by row, without tags."""
    rows = re.findall(r"<tr>(.*?)</tr>", shown.html, re.S)
    found = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in rows]
    return [[re.sub("<[^>]+>", "", cell).strip() for cell in row] for row in found]


def test_a_table_speaks_english_with_the_chinese_beside():
    shown = show_table(ROWS, ["indicator", "value", "unit", "bound", "period_start", "period_end"])
    assert cells(shown) == [
        ["Indicator", "Value", "Period"],
        ["GDP 地区生产总值", "at least 6%", "2021"],
        ["Grain output 粮食产量", "10.8 million tonnes", "2016–2020"],
        ["", "", ""],
    ]
    assert shown._repr_html_() == shown.html and "10.8 million tonnes" in repr(shown)


def test_a_table_in_chinese_has_no_english():
    shown = show_table(ROWS, ["indicator_en", "value"], lang="zh")
    assert cells(shown)[:3] == [
        ["指标", "数值"],
        ["地区生产总值", "6%以上"],
        ["粮食产量", "108亿公斤"],
    ]


def test_the_same_rows_give_the_same_bytes():
    assert show_table(ROWS).html == show_table(ROWS.copy()).html


def test_chinese_comes_with_its_glyphs_and_numbers_stand_at_the_right():
    shown = show_table(ROWS, ["indicator", "value"])
    assert '@font-face{font-family:"reportlib"' in shown.html
    assert re.search(r"\.col1 \{\s*text-align: right", shown.html)
    assert not re.search(r"\.col0 \{\s*text-align: right", shown.html)
    assert "@font-face" not in show_table(pd.DataFrame({"n": [1]})).html


def test_long_tables_say_what_they_leave_out():
    many = pd.DataFrame({"n": range(32)})
    assert show_table(many).html.count("<tr>") == 21 and "… and 12 more" in show_table(many).html
    assert "another" not in show_table(many, limit=32).html
    assert "more" not in show_table(many, limit=32).html
    assert "……另有12行" in repr(show_table(many, lang="zh"))


def test_an_index_with_a_name_is_a_column():
    counts = pd.Series(["a", "b", "a"], name="letter").value_counts()
    assert cells(show_table(counts)) == [["Letter", "Count"], ["a", "2"], ["b", "1"]]
    wide = pd.crosstab(ROWS.unit, ROWS.bound)
    assert cells(show_table(wide))[0] == ["Unit", "Eq", "Ge"]


def test_own_heads_stand_over_own_columns():
    assert cells(show_table(ROWS, {"value": "Aim", "indicator": ""}))[0] == ["Aim", "Indicator"]


def test_what_is_shown_is_text_and_no_markup():
    risky = pd.DataFrame({"text": ["<b>&"], "a<b": [1]})
    shown = show_table(risky, caption="<i>")
    assert "&lt;b&gt;&amp;" in shown.html and "<b>" not in shown.html and "<i>" not in shown.html


def test_a_chinese_sentence_has_its_english_under_it(tables):
    gloss = load_glosses().query("text.str.contains('预期目标是')").iloc[0]
    sentence = tables.sentences[tables.sentences.start == gloss.start]
    assert f"<div>{gloss.en}</div>".replace("'", "&#x27;") in show_table(sentence, ["text"]).html
    assert "<div>" not in show_table(sentence, ["text"], lang="zh").html
    elsewhere = sentence.assign(report_id="mine", sentence_id="mine:s0001")
    assert "<div>" not in show_table(elsewhere, ["text"]).html


def test_what_cannot_be_shown_is_an_error():
    with pytest.raises(MissingColumnError, match="'valeu'"):
        show_table(ROWS, ["valeu"])
    with pytest.raises(ReportError, match="lang='fr'"):
        show_table(ROWS, lang="fr")
    with pytest.raises(ReportError, match="limit=0"):
        show_table(ROWS, limit=0)


def test_an_empty_table_has_its_heads():
    assert cells(show_table(ROWS.head(0), ["indicator", "value"])) == [["Indicator", "Value"]]


def test_a_column_of_texts_may_have_the_name_of_a_column_of_numbers():
    rows = pd.DataFrame({"left": ["推进"], "right": ["战略"]})
    shown = show_table(rows, lang="zh")._repr_html_()
    assert "战略" in shown and "右文" in shown and "正确" not in shown
    assert "正确" in show_table(pd.DataFrame({"right": [12]}), lang="zh")._repr_html_()
