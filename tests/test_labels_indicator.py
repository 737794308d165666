"""What a number is named, and by which row: the case file is the specification."""

import pytest
from conftest import cases, marked, numbers_of
from hypothesis import given
from hypothesis import strategies as st

from reportlib.labels.indicator import read_name, read_names
from reportlib.labels.memory import Memory
from reportlib.tables.vocabulary import vocabulary_rows


@pytest.mark.parametrize("case", cases("names"))
def test_case(case):
    clean, i = marked(case["text"])
    name = list(read_names(*numbers_of(clean)))[i]
    assert (name.indicator, name.rule) == (case["indicator"], case["rule"])


@pytest.mark.parametrize("row", vocabulary_rows("grammar"), ids=lambda row: row["name"])
def test_each_row_is_the_rule_of_a_case(row):
    assert row["name"] in {case.values[0]["rule"] for case in cases("names")}


def test_a_memory_goes_on_and_is_never_edited():
    (first, second), contexts = numbers_of("新建公园3个、学校5个。")
    start = Memory()
    one, after_one = read_name(first, contexts[0], start)
    two, after_two = read_name(second, contexts[1], after_one)
    assert start == Memory() and after_one.names == ("新建公园",)
    assert after_two.names == (one.indicator, two.indicator) == ("新建公园", "新建学校")
    assert read_name(second, contexts[1], start)[0].indicator == "学校"


NOUNS = ["公园", "产值", "投资", "村民", "去年"]
VERBS = ["新建", "增长", "达到", "占", "的", "、", "和", "，", "；", "以上", "分别", "其中"]
NUMBERS = ["3个", "5%", "9亿元", "2倍", "60岁"]
ADDED = set("城镇农村投资额规模工作第一二三产业比重的")  # what a slot may add
ADDED |= set("".join(row["indicator"] for row in vocabulary_rows("grammar")))  # or a row


@given(st.lists(st.sampled_from(NOUNS + VERBS + NUMBERS), max_size=16).map("".join))
def test_a_name_is_made_of_the_sentence_and_constants_of_its_row(clean):
    numbers, contexts = numbers_of(clean)
    rows = {row["name"] for row in vocabulary_rows("grammar")}
    for name in read_names(numbers, contexts):
        assert (name.rule in rows) == bool(name.indicator)
        assert set(name.indicator) <= set(clean) | ADDED
