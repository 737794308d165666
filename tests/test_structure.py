"""Outline and sentences: exact counts on the shipped report, invariants on any text, and headings
glued to their paragraph.
"""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportlib import split_outline, split_sentences
from reportlib.text.cleaning import clean, offsets


def test_outline_of_the_shipped_report(report, tables):
    outline = tables.outline[tables.outline["part"] != "front"]
    raw = outline["text"]
    assert outline[outline["depth"] == 1]["part"].tolist() == ["review", "goals", "tasks", "other"]
    assert raw.str.startswith("——").sum() == 8
    assert raw.str.match(r"[（(]").sum() == 29
    titled = outline[~raw.str.match(r"[（(—]") & (outline["depth"] > 1)]
    assert titled["part"].value_counts().to_dict() == {"tasks": 35, "other": 4}
    assert (titled[titled["part"] == "other"]["depth"] == 2).all() and (
        titled[titled["part"] == "tasks"]["depth"] == 3
    ).all()
    assert not titled["heading"].str.match("合法权益|黔高铁|强化土壤污染").any()
    assert outline["section_id"].is_unique
    for row in tables.outline.itertuples():
        assert report.text[row.start : row.end] == row.text and row.end <= row.section_end <= len(
            report.text
        )


def test_sentences_broken_by_a_page_come_back_whole(tables):
    sentences = tables.sentences[~tables.sentences["is_heading"]]
    broken = sentences[sentences["text"].str.strip().str.contains(r"\S\s*\n\s*\n\s*\S")]
    assert len(broken) == 11
    for word in ("分别达到90.3%", "统计、档案", "轨道交通运营", "孺子牛"):
        assert broken["clean"].str.contains(word, regex=False).sum() == 1


def test_a_title_block_line_is_a_sentence_of_its_own(tables):
    assert "重庆市人民政府市长唐良智" in tables.sentences["clean"].tolist()


@given(st.text(alphabet="一二、（）()——。！：；“”年工作回顾增长5%\r\n 　甲乙", max_size=200))
def test_sentences_tile_any_text(text):
    outline = split_outline(text)
    sentences = split_sentences(text, outline)
    assert "".join(sentences["text"]) == text
    assert sentences["start"].tolist() == [0, *sentences["end"].tolist()][: len(sentences)]
    for row in outline.itertuples():
        assert text[row.start : row.end] == row.text


@pytest.mark.parametrize(
    ("text", "heading", "part"),
    [
        (
            "一、2005年工作回顾过去的一年，成绩显著。" + "各项工作都有进步。" * 9,
            "2005年工作回顾",
            "review",
        ),
        (
            "二、2006年政府工作的主要目标和任务今年，任务繁重。" + "各项工作都要进步。" * 9,
            "2006年政府工作的主要目标和任务",
            "tasks",
        ),
        (
            "三、“十五”规划的说明下面，我作说明。" + "各项工作都要进步。" * 9,
            "“十五”规划的说明",
            "goals",
        ),
    ],
)
def test_headings_glued_to_their_paragraph(text, heading, part):
    outline = split_outline(text)
    assert outline[["heading", "part"]].values.tolist() == [[heading, part]]


def test_a_text_without_headings_has_a_title_block_alone():
    outline = split_outline("全年增长5%。\n形势很好。")
    assert outline["part"].tolist() == ["front"]


@given(st.text(max_size=80))
@example(":一")  # a mark that becomes the full-width one, as digits become half-width
@example("一\n— 3 —\n二")
def test_the_clean_view_maps_back(text):
    view, places = clean(text), offsets(text)
    assert len(view) == len(places) and places == sorted(set(places))
    for character, place in zip(view, places, strict=True):
        assert abs(ord(text[place]) - ord(character)) in (0, 0xFEE0)


def test_a_page_number_breaks_no_sentence_and_is_no_number():
    text = "一、工作回顾\n去年，全市各项事业都取得了新的成绩，社会保持和谐稳定，森林覆\n— 3 —\n盖率达到52%。\n—4—\n二、工作任务\n- 5 -"
    sentences = split_sentences(text, split_outline(text))
    assert sentences["clean"].tolist() == [
        "一、工作回顾",
        "去年，全市各项事业都取得了新的成绩，社会保持和谐稳定，森林覆盖率达到52%。",
        "二、工作任务",
    ]
    assert (
        sentences["is_heading"].tolist() == [True, False, True]
        and "".join(sentences["text"]) == text
    )
    assert clean("东西部差距为—3—5个点") == "东西部差距为—3—5个点"


def test_the_clean_view_drops_what_is_no_text():
    assert clean("９月\u200b １日　UNI T\n\n増") == "9月1日UNI T増"
    assert not re.search(r"[\s]", clean("a\u3000\n 1"))
