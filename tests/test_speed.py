"""Time is linear in the text, whatever it holds, and no pattern is compiled twice.

A case of ``cases/shapes.csv`` is a text of one shape, long enough to be timed; ⏎ is a line end.
"""

import re

import pytest
from conftest import cases, doubling_ratio

from reportlib import Report, analyse, split_outline, split_sentences
from reportlib.text.sentences import LONGEST

LIMIT = 2.6  # times the time, for twice the text


def read(text):
    return analyse(Report("shape", text, region="某市", year=2021))


@pytest.fixture(scope="module")
def warm(report):
    analyse(report)  # loads the vocabulary


@pytest.mark.parametrize("case", cases("shapes"))
def test_time_is_linear(case, warm):
    before, repeated, after = (
        case[name].replace("⏎", "\n") for name in ("before", "repeated", "after")
    )
    once, twice = (before + repeated * n * int(case["times"]) + after for n in (1, 2))
    assert doubling_ratio(read, once, twice, LIMIT) <= LIMIT


def test_patterns_are_bound_once(monkeypatch):
    """No pattern is made of a report's words: names never seen compile nothing."""
    told = "去年，新建{0}12个，{0}产值增长5%，{0}、船闸投资分别达到3亿元、4亿元。"
    read(told.format("码头"))
    compiled = []
    compile_anew = re._compiler.compile
    monkeypatch.setattr(
        re._compiler, "compile", lambda *given: compiled.append(given) or compile_anew(*given)
    )
    read("".join(map(told.format, ("浮桥", "灯塔", "水车", "风筝"))))
    assert not compiled


@pytest.mark.parametrize("mark", ["，", "、", "；", ""])
def test_a_stretch_without_a_stop_is_read_in_pieces(mark):
    """Each piece ends where it parts no number from its unit, and the pieces tile the text."""
    text = f"新建公园12万平方米{mark}" * 1000
    sentences = split_sentences(text, split_outline(text))
    assert "".join(sentences["text"]) == text
    assert len(sentences) > 3 and sentences["text"].str.len().max() < 3 * LONGEST
    numbers = analyse(Report("long", text, year=2021)).numbers
    assert len(numbers) == 1000 and set(numbers["text"]) == {"12万平方米"}


def test_a_sentence_that_somebody_wrote_stays_whole():
    text = "推动发展，" * (LONGEST // 5) + "增长5%。"
    assert len(split_sentences(text[8:], split_outline(text[8:]))) == 1
