"""A report cut at its numbers: nothing lost, nothing moved, each number in a mark."""

import re

import pandas as pd
import pytest

from reportlib import Report, ReportError, analyse, load_glosses
from reportlib.pages.marks import mark_report


@pytest.fixture(scope="module")
def marked(report, tables):
    return mark_report(report, tables.numbers)


def without_blanks(text):
    return re.sub(r"\s", "", text)


def test_the_pieces_are_the_text(report, marked):
    shown = "".join(piece.text for sentence in marked.sentences for piece in sentence.pieces)
    assert without_blanks(shown) == without_blanks(report.text)


def test_every_number_is_in_one_mark_that_holds_its_text(marked):
    pieces = [piece for sentence in marked.sentences for piece in sentence.pieces if piece.rows]
    assert [at for piece in pieces for at in piece.rows] == list(range(len(marked.rows)))
    for piece in pieces:
        for at in piece.rows:
            assert without_blanks(marked.rows[at]["text"]) in without_blanks(piece.text)


def test_every_section_has_a_sentence_with_its_heading(marked):
    for section in marked.sections:
        sentence = marked.sentences[section.position]
        said = without_blanks("".join(piece.text for piece in sentence.pieces))
        assert without_blanks(section.heading) in said
        assert section.section_id == "0" or sentence.level == section.depth


def test_each_gloss_stands_with_its_sentence(report, marked):
    glosses = load_glosses(report.report_id)
    assert sum(bool(sentence.gloss) for sentence in marked.sentences) == len(glosses)
    headings = {one.position for one in marked.sections if not one.gloss}
    assert not headings, "every heading of the shipped report is translated"


def test_numbers_that_overlap_share_a_mark():
    report = Report("r", "新建公园12个。")
    numbers = analyse(report).numbers
    both = pd.concat([numbers, numbers.assign(end=6, text="12")], ignore_index=True)
    pieces = mark_report(report, both).sentences[0].pieces
    assert [(piece.text, piece.rows) for piece in pieces] == [
        ("新建公园", ()),
        ("12个", (0, 1)),
        ("。", ()),
    ]


def test_page_numbers_stand_apart():
    page = "去年全市经济保持平稳增长，各项社会事业都有新的进步和发展，\n"
    text = "".join(f"{page * 3}— {n} —\n" for n in (1, 2, 3)) + "新建公园12个。"
    report = Report("r", text)
    pieces = [p for s in mark_report(report, analyse(report).numbers).sentences for p in s.pieces]
    assert [piece.text for piece in pieces if piece.left_out] == ["— 1 —", "— 2 —", "— 3 —"]


def test_a_paragraph_begins_where_a_line_does(marked):
    opens = [sentence.opens for sentence in marked.sentences]
    assert opens[0] and 0 < sum(opens) < len(opens)


def test_numbers_of_another_text_are_an_error(tables):
    numbers = tables.numbers
    with pytest.raises(ReportError, match="no number is of report 'mine', they are of chongqing"):
        mark_report(Report("mine", "增长5%。"), numbers)
    with pytest.raises(ReportError, match="the number '2021年' does not stand at 2, but '%。'"):
        mark_report(Report("chongqing-2021", "增5%。"), numbers)
    with pytest.raises(ReportError, match="is no report; give read_report"):
        mark_report("report.txt", numbers)


def test_numbers_of_other_reports_are_left_out(report, tables, marked):
    others = analyse(Report("other", "增长5%。")).numbers
    assert mark_report(report, pd.concat([tables.numbers, others])).rows == marked.rows


def test_glosses_of_ones_own():
    report = Report("r", "增长5%。")
    numbers = analyse(report).numbers
    gloss = {"report_id": "r", "start": 0, "end": 2, "text": "增长", "en": "It grew."}
    glosses = pd.DataFrame([gloss, {**gloss, "report_id": "other"}])
    assert mark_report(report, numbers, glosses).sentences[0].gloss == "It grew."
    with pytest.raises(ReportError, match="the text of a gloss '长' does not stand at 0"):
        mark_report(report, numbers, glosses.assign(text="长"))


def test_a_text_of_ones_own_with_a_shipped_id_has_no_gloss():
    report = Report("chongqing-2021", "增长5%。")
    assert mark_report(report, analyse(report).numbers).sentences[0].gloss == ""


def test_an_empty_report_and_none_of_its_numbers():
    report = Report("r", "")
    assert mark_report(report, analyse(report).numbers).sentences == []
    report = Report("r", "增长5%。")
    assert mark_report(report, analyse(report).numbers.iloc[:0]).rows == []
