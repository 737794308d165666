"""What a word of the vocabulary makes of the number beside it. The words stand a second time in the
case file, so that a lost row, or a cell with another value, is noticed.
"""

import pandas as pd
import pytest
from conftest import cases

from reportlib import Report, analyse
from reportlib.numbers.scanning import scan


def read(text):
    """The cells of a text's first number, as words, and the family of its unit."""
    numbers = analyse(Report("case", text, region="某市", year=2021)).numbers
    row = {} if numbers.empty else numbers.iloc[0].to_dict()
    family = next((found.family for found in scan(text)), "")
    return {name: str(cell) for name, cell in row.items() if pd.notna(cell)} | {"family": family}


@pytest.mark.parametrize("case", cases("word_readings"))
def test_each_word_is_read(case):
    wanted = dict(cell.split("=") for cell in case["read"].split(" "))
    for word in case["words"].split(" "):
        found = read(case["text"].format(word))
        told = {name: found.get(name, "") for name in wanted}
        assert told == {name: cell.format(word) for name, cell in wanted.items()}, word
