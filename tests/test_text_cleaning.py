"""The clean view drops what is no text and maps back to the raw one."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from reportlib.text.characters import simplified
from reportlib.text.cleaning import clean, offsets


@given(st.text(max_size=80))
@example(":一")  # a mark that becomes the full-width one, as digits become half-width
@example("一\n— 3 —\n二")
@example("萬")
def test_the_clean_view_maps_back(text):
    view, places = clean(text), offsets(text)
    assert len(view) == len(places) and places == sorted(set(places))
    for character, place in zip(view, places, strict=True):
        written = text[place]
        same = character in (written, simplified().get(written))
        assert same or abs(ord(written) - ord(character)) == 0xFEE0


def test_the_clean_view_drops_what_is_no_text():
    assert clean("９月\u200b １日　UNI T\n\n増") == "9月1日UNI T増"
    assert not re.search(r"[\s]", clean("a\u3000\n 1"))


def test_the_marks_of_notes_are_no_text():
    assert clean("生产总值[2]5481亿元，人口〔13〕和收入②6元") == "生产总值5481亿元，人口和收入6元"
    assert clean("统计公报①\n一、综合") == "统计公报一、综合"
    assert clean("包括①甲②乙，[2]和2[3]") == "包括①甲②乙，[2]和2[3]"
