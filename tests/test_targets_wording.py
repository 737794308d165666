"""Wording as data: coding schemes for bounds and hedges."""

import pandas as pd
import pytest

from reportlib import (
    MissingColumnError,
    ReportError,
    code_wording,
    load_vocabulary,
)


def test_codes_stand_beside_the_words():
    numbers = pd.DataFrame(
        {
            "kind": ["measure", "measure", "date"],
            "bound": ["le", "approx", None],
            "hedge": ["控制在+以内", "预计+力争", None],
        }
    )
    coded = code_wording(numbers)
    assert coded["bound_code"].fillna("").tolist() == ["ceiling", "about", ""]
    assert coded["hedge_code"].fillna("").tolist() == ["", "expect+strive", ""]
    assert coded[["bound", "hedge"]].equals(numbers[["bound", "hedge"]])


def test_a_scheme_of_ones_own():
    numbers = pd.DataFrame({"kind": ["measure"], "bound": ["ge"], "hedge": ["确保"]})
    scheme = pd.DataFrame({"field": ["bound"], "word": ["ge"], "code": ["hard"]})
    assert code_wording(numbers, scheme)[["bound_code", "hedge_code"]].fillna(
        ""
    ).values.tolist() == [["hard", ""]]


def test_an_unknown_scheme_lists_those_there_are(tables):
    with pytest.raises(
        ReportError, match="no wording scheme named 'hard'; there are plain; or give a table"
    ):
        code_wording(tables.numbers, "hard")
    with pytest.raises(MissingColumnError, match="lacks the columns 'field', 'word', 'code'"):
        code_wording(tables.numbers, pd.DataFrame({"bound": ["ge"]}))


def test_every_scheme_row_names_its_source():
    assert load_vocabulary("wording_schemes")["citation"].notna().all()
