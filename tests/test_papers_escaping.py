"""Text for LaTeX, by the case file."""

import pytest
from conftest import cases

from reportlib.papers.escaping import escape_label, escape_latex, find_unset, measure_width


@pytest.mark.parametrize("case", cases("latex"))
def test_a_text_is_printed_as_it_is(case):
    assert escape_latex(case["text"]) == case["written"]
    assert find_unset(case["text"]) == ""


@pytest.mark.parametrize("text", ["增长", "３", "，", "한국", "の", "α", "\u200b", "🙂"])
def test_what_pdflatex_cannot_set_is_found(text):
    assert find_unset(f"GDP {text}") == text[0]


def test_labels_are_what_ref_can_take():
    assert escape_label("tab:a_b-1.2") == "tab:a_b-1.2"
    assert escape_label("表{50%}\\x~") == "--50---x-"


def test_wide_characters_are_twice_as_wide():
    assert measure_width("增长") == 2 * measure_width("aa") == 2.0
