"""Values of single numerals, exact."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlib import parse_numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2.5万亿", "2500000000000"),
        ("一万五千亿", "1500000000000"),
        ("２０", "20"),
        ("1,100.9亿", "110090000000"),
        ("二〇三五", "2035"),
        ("十几", "10"),
        ("四十七点三万亿", "47300000000000"),
        ("1亿3千多万", "130000000"),
        ("壹仟零陆拾贰万", "10620000"),
        ("二百五", "250"),
        ("卅一", "31"),
    ],
)
def test_values_are_exact(text, value):
    assert parse_numeral(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "元", "两三", "abc", "十四五", "9" * 300, "亿" * 30, "一百千", "三点十"]
)
def test_no_numeral_is_an_error(text):
    with pytest.raises(ValueError):
        parse_numeral(text)


@given(st.integers(min_value=0, max_value=10**13))
def test_arabic_and_magnitude_agree(n):
    assert parse_numeral(str(n)) == n
    assert parse_numeral(f"{n}万") == n * 10**4
