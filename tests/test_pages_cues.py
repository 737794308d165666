"""Words that told a reading, in English."""

import pytest

from reportlib.pages.cells import Cell, read_columns
from reportlib.pages.cues import name_cues


@pytest.mark.parametrize(
    ("words", "english"),
    [
        ("以上", "at least"),
        ("控制在+以内", "hold, at most"),
        ("力争+突破", "strive, more than"),
        ("2021年", "2021"),
        ("展望2035年", "looking ahead to 2035"),
        ("“十四五”", "the 14th five-year plan"),
        ("某词+以上", "某词, at least"),
        ("part: goals", "part: goals"),
    ],
)
def test_a_word_has_the_english_of_the_vocabulary_that_reads_it(words, english):
    assert name_cues(words) == english


@pytest.mark.parametrize("column", ["hedge", "role_reason", "period_reason"])
def test_every_such_word_of_the_shipped_report_is_in_english(tables, column):
    said = {name_cues(words) for words in tables.numbers[column].dropna()}
    assert {words for words in said if not words.isascii()} == set()


def test_a_cell_has_the_chinese_beside_it(tables):
    strive = tables.numbers[tables.numbers.hedge == "力争"].head(1)
    assert read_columns(strive, {"hedge": ""}, "en")[0].cells[0] == Cell("strive", "力争")
    assert read_columns(strive, {"hedge": ""}, "zh")[0].cells[0] == Cell("力争")
    bare = tables.numbers[tables.numbers.hedge.isna()].head(1)
    assert read_columns(bare, {"hedge": ""}, "en")[0].cells[0] == Cell("")
