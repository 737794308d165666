"""Hedges beside a number, and how far they reach."""

import pytest

from reportlib import find_numbers, split_outline, split_sentences


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("力争新型机构达到300家，企业突破8000家；产值达到5亿元。", ["力争", "力争+突破", None]),
        ("累计建成公路6万公里、改造房屋近10万户，新建桥梁3座。", ["累计", "累计+近", None]),
        ("占比预计达到25%，面积达到3亩。", ["预计", None]),
    ],
)
def test_hedges_reach_as_far_as_their_scope(text, hedge):
    assert [
        None if found != found else found
        for found in find_numbers(split_sentences(text, split_outline(text)))["hedge"]
    ] == hedge
