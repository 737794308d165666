"""Subjects of a list and the parts that they share."""

import pytest
from conftest import cases
from hypothesis import given
from hypothesis import strategies as st

from reportlib.language.coordination import split_subject


@pytest.mark.parametrize("case", cases("lists"))
def test_a_list_has_its_members(case):
    members = [member for member in case["members"].split("|") if member]
    count = len(members) or (3 if "城乡" in case["subject"] else 2)
    assert split_subject(case["subject"], count) == members


@pytest.mark.parametrize("case", cases("head_nouns"))
def test_a_head_noun_is_shared(case):
    for word in case["words"].split():
        members = case["members"].format(word, word).split("|")
        assert split_subject(case["subject"].format(word), 2) == members


PARTS = ["铁路", "公路里程", "投资", "城乡", "、", "和", "“甲”", "对", "第一", "二", "单位GDP能耗"]


@given(st.lists(st.sampled_from(PARTS), max_size=8).map("".join), st.integers(2, 5))
def test_a_list_has_as_many_members_as_numbers_or_none(subject, count):
    members = split_subject(subject, count)
    assert members == [] or len(members) == count and all(members)
