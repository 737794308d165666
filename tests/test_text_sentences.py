"""Sentences: they tile any text, and a page ends none."""

from hypothesis import given
from hypothesis import strategies as st

from reportlib import split_outline, split_sentences
from reportlib.text.cleaning import clean


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


def test_a_page_number_breaks_no_sentence_and_is_no_number():
    text = (
        "一、工作回顾\n去年，全市各项事业都取得了新的成绩，社会保持和谐稳定，森林覆\n"
        "— 3 —\n盖率达到52%。\n—4—\n二、工作任务\n- 5 -"
    )
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
