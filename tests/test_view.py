"""Sentences as HTML: every number marked, nothing of the text lost."""

import pytest

from reportlib import (
    ReportError,
    highlight,
)


def test_highlight_marks_each_number_and_keeps_the_text(report, tables):
    import html
    import re

    page = highlight(tables.sentences, tables.numbers)
    assert page.count("<mark") == len(tables.numbers)
    text = re.sub(r"<sub>[OTC]</sub>|<[^>]+>", "", page)
    assert re.sub(r"\s", "", html.unescape(text)) == re.sub(r"\s", "", report.text)


def test_highlight_escapes_what_a_text_holds():
    from reportlib import Report, analyse

    tables = analyse(Report("x", "<script>增长5%。"))
    assert "<script>" not in highlight(tables.sentences, tables.numbers)


def test_an_unknown_sentence_is_an_error(tables):
    with pytest.raises(ReportError, match="no sentence 's9'"):
        highlight(tables.sentences, tables.numbers, "s9")
