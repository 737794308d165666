"""The place that a clause names before its number."""

import pytest
from conftest import cases, marked, measures_of

from reportlib import Report, analyse
from reportlib.labels.place import find_place


@pytest.mark.parametrize("case", cases("places"))
def test_case(case):
    clean, i = marked(case["text"])
    assert (find_place(measures_of(clean)[2][i]) or "") == case["place"]


def test_a_place_goes_on_with_its_name_and_the_region_is_the_rest():
    text = "中心城区覆盖率达到40%，提高2个百分点，森林面积达到3万亩。"
    rows = analyse(Report("case", text, region="某市", year=2021)).numbers
    assert rows["place"].tolist() == ["中心城区", "中心城区", "某市"]
    assert rows["place_reason"].tolist()[1:] == ["named: 中心城区", "the report's region"]
