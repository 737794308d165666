"""Cells of printed tables: heads, words, decimals."""

import pandas as pd
import pytest

from reportlib import ReportError
from reportlib.papers.cells import choose_columns, lay_out_cells


def laid(rows, columns=None, lang="en", digits=2):
    table = pd.DataFrame(rows)
    columns = choose_columns(table, lang) if columns is None else columns
    return lay_out_cells(table, columns, lang, digits)


def test_numbers_of_a_column_have_the_same_decimals():
    assert laid({"growth": [7.0, 3.94, None]}).iloc[:, 0].tolist() == ["7.00", "3.94", ""]
    assert laid({"growth": [7.0, 3.94]}, digits=1).iloc[:, 0].tolist() == ["7.0", "3.9"]
    assert laid({"growth": [-0.004, -2.5]}).iloc[:, 0].tolist() == ["0.0", "−2.5"]


def test_levels_of_mixed_units_keep_their_own():
    column = laid({"baseline": [4222.0, 52.5, 1234567.0]}).iloc[:, 0]
    assert column.tolist() == ["4,222", "52.5", "1,234,567"]


def test_years_have_no_comma_and_other_whole_numbers_have():
    assert laid({"year": [2020.0, None]}).iloc[:, 0].tolist() == ["2020", ""]
    assert laid({"n": pd.array([2020, 12345], "Int64")}).iloc[:, 0].tolist() == ["2,020", "12,345"]


def test_keys_and_the_other_language_are_not_printed():
    rows = {"number_id": ["a:1"], "indicator": ["森林覆盖率"], "indicator_en": ["Forest cover"]}
    assert laid(rows).to_dict("records") == [{"Indicator": "Forest cover"}]
    assert laid(rows, lang="zh").to_dict("records") == [{"指标": "森林覆盖率"}]
    assert laid({"indicator": ["GDP"]}).columns.tolist() == ["Indicator"]


def test_codes_units_and_truth_are_told_in_words():
    rows = {"price_basis": ["constant", None], "unit": ["公斤", "1"], "own_column": [True, False]}
    english, chinese = laid(rows), laid(rows, lang="zh")
    assert english.columns.tolist() == ["Prices", "Unit", "Own column"]
    assert english.iloc[0].tolist() == ["constant", "kg", "yes"]
    assert chinese.iloc[0].tolist() == ["可比价", "公斤", "是"]
    assert laid({"target_bound": ["ge", "eq"]}).iloc[:, 0].tolist() == ["≥", "="]
    assert laid({"unit": ["公斤", "坝"]}).iloc[:, 0].tolist() == ["kg", ""]
    assert english.iloc[1].tolist() == ["", "", "no"]


def test_columns_are_chosen_and_named():
    rows = {"n": [1], "met": [2]}
    assert laid(rows, ["met"]).columns.tolist() == ["Met"]
    assert laid(rows, {"met": "kept", "n": "of"}).to_dict("records") == [{"kept": "2", "of": "1"}]
    with pytest.raises(ReportError, match="no column 'missed'; it has 'n', 'met'"):
        laid(rows, ["missed"])
    with pytest.raises(ReportError, match="columns 'n' and 'met' would both be headed 'x'"):
        laid(rows, {"n": "x", "met": "x"})
    with pytest.raises(ReportError, match="lang='fr'"):
        laid(rows, lang="fr")


def test_a_unit_that_all_numbers_have_stands_in_the_head_and_a_bound_is_a_sign():
    rows = {"average_growth": [7.0], "target_bound": ["ge"], "outcome_bound": ["approx"]}
    shown = {"Average growth, %": "7", "Bound": "≥", "Outcome's bound": "about"}
    assert laid(rows).to_dict("records") == [shown]
    assert laid(rows, lang="zh").columns[0] == "年均增速（%）"
