"""The font of HTML: the glyphs of a text, and no more."""

import base64
import io
import re

import pytest
from fontTools.ttLib import TTFont

from reportlib.pages.fonts import embed_font


def font_in(rule):
    (coded,) = re.findall(r"base64,([\w+/=]+)\)", rule)
    return TTFont(io.BytesIO(base64.b64decode(coded)))


def test_the_font_holds_the_characters_of_the_text_alone():
    font = font_in(embed_font("增长6%，增长about、🐼"))
    assert font.flavor == "woff" and set(font.getBestCmap()) == set(map(ord, "增长，、"))
    assert {font["glyf"][name].numberOfContours > 0 for name in font.getBestCmap().values()} == {
        True
    }


def test_the_rule_says_for_which_characters_it_holds():
    assert re.findall("unicode-range:([^;]+);", embed_font("一丁丂上a")) == ["U+4e00-4e02,U+4e0a"]


def test_the_same_characters_give_the_same_bytes():
    from reportlib.pages import fonts

    first = embed_font("增长百分")
    fonts._rule.cache_clear()
    assert embed_font("百分增长增") == first


def test_the_licence_stays_in_the_font():
    assert "Open Font License" in font_in(embed_font("增"))["name"].getDebugName(13)


@pytest.mark.parametrize("text", ["", "growth 6 %", "🐼"])
def test_no_rule_where_no_glyph_is_needed_or_there(text):
    assert embed_font(text) == ""
