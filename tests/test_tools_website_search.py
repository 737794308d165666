"""Words of both languages are cut alike when the index is made and when a reader searches."""

import pytest
from search import cut


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("growth of GDP", ["growth", "of", "GDP"]),
        ("地区生产总值", ["地区", "区生", "生产", "产总", "总值"]),
        ("GDP增长6%左右", ["GDP", "增长", "6", "左右"]),
        ("亿", ["亿"]),
        ("compare_targets，“5G”", ["compare_targets", "5G"]),
        ("", []),
    ],
)
def test_cut(text, words):
    assert cut(text) == words
