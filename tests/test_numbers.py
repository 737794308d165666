"""Numerals, units, bounds: the case file is the specification; invariants hold for any text."""

from decimal import Decimal

import pytest
from conftest import cases
from hypothesis import given
from hypothesis import strategies as st

from reportlib import Report, analyse, find_numbers, parse_numeral, split_outline, split_sentences
from reportlib.tables.errors import MissingColumnError


def numbers_of(text):
    return find_numbers(split_sentences(text, split_outline(text)))


@pytest.mark.parametrize("case", cases("numbers"))
def test_case(case):
    found = numbers_of(case["text"])
    rows = found[found["text"] == case["number"]]
    if not case["kind"]:
        assert found.empty, found[["text", "kind"]]
        return
    assert len(rows) == 1, found[["text", "kind"]]
    row = rows.iloc[0]
    assert row["kind"] == case["kind"]
    if case["kind"] == "measure":
        assert (row["value_low"], row["value_high"]) == (
            pytest.approx(float(case["low"])),
            pytest.approx(float(case["high"])),
        )
        assert (row["unit"], row["bound"]) == (case["unit"], case["bound"])


def test_a_mended_slip_is_named():
    assert "slip" in numbers_of("完成计划的9l.9％。")["rule"].iloc[0]


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("力争新型机构达到300家，企业突破8000家；产值达到5亿元。", ["力争", "力争+突破", None]),
        ("累计建成公路6万公里、改造房屋近10万户，新建桥梁3座。", ["累计", "累计+近", None]),
        ("占比预计达到25%，面积达到3亩。", ["预计", None]),
    ],
)
def test_hedges_reach_as_far_as_their_scope(text, hedge):
    assert [None if found != found else found for found in numbers_of(text)["hedge"]] == hedge


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2.5万亿", "2500000000000"),
        ("一万五千亿", "1500000000000"),
        ("２０", "20"),
        ("1,100.9亿", "110090000000"),
        ("二〇三五", "2035"),
        ("十几", "10"),
    ],
)
def test_values_are_exact(text, value):
    assert parse_numeral(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "元", "两三", "abc"])
def test_no_numeral_is_an_error(text):
    with pytest.raises(ValueError):
        parse_numeral(text)


@given(st.integers(min_value=0, max_value=10**13))
def test_arabic_and_magnitude_agree(n):
    assert parse_numeral(str(n)) == n
    assert parse_numeral(f"{n}万") == n * 10**4


@given(
    st.text(
        alphabet="去年增长达到下降0123456789.%万亿元个十五两、，。；“”（）—至 \n第一年力争以上约",
        max_size=80,
    )
)
def test_invariants_of_any_text(text):
    table = analyse(Report("any", text, year=2021)).numbers
    assert table["number_id"].is_unique
    assert (table["end"] > table["start"]).all() and (table["start"].diff().dropna() > 0).all()
    for row in table.itertuples():
        assert text[row.start : row.end] == row.text
    measures = table[table["kind"] == "measure"]
    assert (measures["value_low"] <= measures["value_high"]).all()
    assert ((measures["bound"] == "range") == measures["value"].isna()).all()
    assert measures["role"].isin(["outcome", "target", "context"]).all()


def test_every_arabic_numeral_lies_in_a_row(report, tables):
    covered = [False] * len(report.text)
    for start, end in zip(tables.numbers["start"], tables.numbers["end"], strict=True):
        covered[start:end] = [True] * (end - start)
    assert [i for i, c in enumerate(report.text) if c in "0123456789" and not covered[i]] == []


def test_empty_text_gives_empty_tables():
    empty = analyse(Report("empty", ""))
    full = analyse(Report("one", "增长5%。"))
    for name in empty._fields:
        assert (
            getattr(empty, name).empty
            and (getattr(empty, name).dtypes == getattr(full, name).dtypes).all()
        )


def test_a_missing_column_is_named(tables):
    with pytest.raises(MissingColumnError, match="'sentences' lacks the column 'clean'"):
        find_numbers(tables.sentences.drop(columns="clean"))
