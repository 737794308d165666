"""What kind of figure a number is: the case file is the specification."""

import pytest
from conftest import cases, marked, measures_of, numbers_of
from hypothesis import given
from hypothesis import strategies as st

from reportlib.labels.indicator import read_names
from reportlib.labels.measure import movement, read_measures


def readings_of(clean):
    numbers, contexts = numbers_of(clean)
    return list(read_measures(read_names(numbers, contexts), numbers, contexts))


@pytest.mark.parametrize("case", cases("measures"))
def test_case(case):
    clean, i = marked(case["text"])
    reading = readings_of(clean)[i]
    start = ["starts"] * reading.starts + ["dated"] * reading.dated
    assert {
        "indicator": reading.indicator,
        "measure": reading.measure,
        "speaks_of": "span" if reading.flow else "end",
        "role": reading.role,
        "compared": " ".join([*filter(None, [reading.comparison]), *start]),
    } == {name: case[name] for name in list(case)[2:]}


@pytest.mark.parametrize(
    ("clean", "verb"),
    [
        ("产值增长5%。", "up"),
        ("产值下降5%。", "down"),
        ("产值达到5%。", "reach"),
        ("产值超过5%。", "reach"),
        ("产值约5%。", ""),
        ("产值5%。", ""),
        ("能力提升工程5个。", ""),
        ("增长产值5%。", "up"),
    ],
)
def test_the_verb_that_leads_to_a_number(clean, verb):
    (context,) = measures_of(clean)[2]
    assert movement(context) == verb


NOUNS = ["公园", "产值", "失业率", "去年"]
VERBS = ["增长", "下降", "达到", "占", "的", "、", "，", "年均", "从"]
NUMBERS = ["3个", "5%", "9亿元", "2倍", "1.2：1", "1.5个百分点"]


@given(st.lists(st.sampled_from(NOUNS + VERBS + NUMBERS), max_size=16).map("".join))
def test_a_kind_goes_with_its_unit(clean):
    numbers, _ = numbers_of(clean)
    for number, reading in zip(numbers, readings_of(clean), strict=True):
        relative = number.unit in ("%", "倍")
        assert reading.measure in ("level", "growth", "change", "average_growth", "share", "ratio")
        assert relative or reading.measure not in ("growth", "average_growth", "share")
        assert not relative or reading.measure != "change"
        assert reading.role in ("", "context")
        assert reading.role == "context" or not reading.starts
