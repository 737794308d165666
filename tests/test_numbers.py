"""Numerals, units, bounds: the case file is the specification; invariants hold for any text."""

import gc
import re
import statistics
import time
from decimal import Decimal

import numpy as np
import pytest
from conftest import cases
from hypothesis import given, settings
from hypothesis import strategies as st

from reportlib import Report, analyse, find_numbers, parse_numeral, split_outline, split_sentences
from reportlib.labels.quantities import find_in_words
from reportlib.tables.errors import MissingColumnError


def numbers_of(text):
    return find_numbers(split_sentences(text, split_outline(text)))


@pytest.mark.parametrize("case", cases("numbers"))
def test_case(case):
    found = numbers_of(case["text"])
    rows = found[found["text"] == case["number"]]
    if not case["kind"]:
        assert not found["text"].str.contains(case["number"], regex=False).any()
        return
    assert len(rows) == 1, found[["text", "kind"]]
    row = rows.iloc[0]
    if case["kind"] == "unread":
        assert row["kind"] == "measure" and row["rule"].startswith("unread: ")
        assert row[["value", "value_low", "value_high", "unit"]].isna().all()
        return
    assert row["kind"] == case["kind"]
    if case["kind"] == "measure":
        assert (row["value_low"], row["value_high"]) == (
            pytest.approx(float(case["low"])),
            pytest.approx(float(case["high"])),
        )
        assert (row["unit"], row["bound"]) == (case["unit"], case["bound"])


@pytest.mark.parametrize(
    ("text", "repair"),
    [
        ("完成计划的9l.9％。", "scanning slip: l → 1"),
        ("任务增长lO.5%。", "scanning slip: l → 1, O → 0"),
        ("完成计划的９１.９％。", "full width"),
        ("产值增长18·4%。", "decimal mark: · → ."),
        ("糖产量45，678吨。", "separator: ， → ,"),
        ("投资1 200亿元。", "spaced digits"),
        ("投资1,200亿元，增长5.2%，耗时9 个月。", None),
    ],
)
def test_a_repair_is_named(text, repair):
    assert [None if found != found else found for found in numbers_of(text)["repair"]][0] == repair


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


def chinese(n, digits="零一二三四五六七八九", small="千百十", mark=("亿", "万", "")):
    """An integer below 10¹² in Chinese numerals."""
    groups = [(n // 10**8, mark[0]), (n // 10**4 % 10**4, mark[1]), (n % 10**4, mark[2])]
    text = ""
    for value, unit in groups:
        figures = f"{value:04d}"
        written = "".join(
            digits[0] if figure == "0" else digits[int(figure)] + (*small, "")[i]
            for i, figure in enumerate(figures)
        )
        written = re.sub(f"{digits[0]}+", digits[0], written).rstrip(digits[0])
        text += written + unit if value else digits[0]
    return re.sub(f"{digits[0]}+", digits[0], text).strip(digits[0]) or digits[0]


def full_width(text):
    return "".join(chr(ord(c) + 0xFEE0) if c in "0123456789." else c for c in text)


CARRIERS = ["全年收入{}元。", "产值达到{}元，增长较快。", "其中：投资{}元；", "实现利润 {}元左右。"]
WRITTEN = {
    "digits": lambda n: (str(n), n),
    "separators": lambda n: (f"{n:,}", n),
    "full-width separators": lambda n: (f"{n:,}".replace(",", "，"), n),
    "full width": lambda n: (full_width(str(n)), n),
    "decimals of 亿": lambda n: (f"{n / 100:.2f}亿", n * 10**6),
    "a middle dot": lambda n: (f"{n // 10}·{n % 10}万", n * 10**3),
    "亿 and 万": lambda n: (
        f"{n % 99 + 1}亿{n % 9999 + 1}万",
        (n % 99 + 1) * 10**8 + (n % 9999 + 1) * 10**4,
    ),
    "万 and 千": lambda n: (f"{n + 1}万{n % 9 + 1}千", (n + 1) * 10**4 + (n % 9 + 1) * 1000),
    "Chinese": lambda n: (chinese(n + 2), n + 2),
    "a cheque": lambda n: (
        chinese(n % 8999 + 1000, "零壹贰叁肆伍陆柒捌玖", "仟佰拾"),
        n % 8999 + 1000,
    ),
    "Chinese decimals": lambda n: (f"{chinese(n + 2)}点五亿", (n + 2) * 10**8 + 5 * 10**7),
    "slips": lambda n: (f"1{n}".replace("1", "l", 1).replace("0", "O"), int(f"1{n}")),
    "spaced": lambda n: (" ".join(str(n)), n),
    "broken": lambda n: (f"{n}\n5" if n else "5", int(f"{n}5") if n else 5),
}


@settings(deadline=None)
@given(
    st.integers(min_value=0, max_value=99_999_999),
    st.sampled_from(sorted(WRITTEN)),
    st.sampled_from(CARRIERS),
)
def test_a_value_comes_back_however_it_is_written(n, form, carrier):
    text, value = WRITTEN[form](n)
    sentence = carrier.format(text)
    if form == "broken":  # a line as wide as a printed one does not end a sentence
        sentence = "全县经济保持平稳较快增长的良好势头并且结构持续优化" + sentence
    read = numbers_of(sentence)
    measures = read[read["kind"] == "measure"]
    assert measures["value"].tolist() == [float(value)], measures[["text", "rule"]]
    assert (measures["unit"] == "元").all()
    repaired = form in ("full-width separators", "full width", "a middle dot", "slips", "spaced")
    if not repaired and form != "broken":
        assert measures["repair"].isna().all()


@settings(deadline=None)
@given(
    st.text(
        alphabet="去年增长达到下降0123456789.%万亿元个十五两、，。；“”（）—至 \n第一年力争以上约"
        "·：:×/-lIO点分之成翻番倍半多几数壹仟廿负零",
        max_size=80,
    )
    | st.text(max_size=40)
)
def test_invariants_of_any_text(text):
    table = analyse(Report("any", text, year=2021)).numbers
    assert table["number_id"].is_unique
    assert (table["end"] > table["start"]).all() and (table["start"].diff().dropna() > 0).all()
    covered = set()
    for row in table.itertuples():
        assert text[row.start : row.end] == row.text
        covered.update(range(row.start, row.end))
    assert {i for i, c in enumerate(text) if c in "0123456789"} <= covered
    measures = table[table["kind"] == "measure"]
    unread = measures["rule"].str.startswith("unread: ")
    assert measures.loc[unread, ["value", "value_low", "unit"]].isna().all(axis=None)
    read = measures[~unread]
    assert (read["value_low"] <= read["value_high"]).all()
    assert np.isfinite(read[["value_low", "value_high"]].to_numpy(float)).all()
    assert ((read["bound"] == "range") == read["value"].isna()).all()
    assert read["role"].isin(["outcome", "target", "context"]).all() and read["unit"].notna().all()


SHAPES = ["“甲”", "在", "百", "7", "1.1", "1、", "一二三", "1，234", "1万", "几十", "1:", "2×", "a"]
SHAPES += ["1—2", "三百多", "百分之", "增长5%、", "5个", "负5", "累计5亿、", "减材料5%，", "万亿"]


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_length(shape):
    def seconds(text):
        start = time.process_time()
        for _ in find_in_words(text):
            pass
        return time.process_time() - start

    text = shape * (4_000 // len(shape))
    while seconds(text) < 0.01:  # too short to be measured
        text *= 4
    gc.disable()  # it walks what other tests have left
    try:
        once, twice = zip(*((seconds(text), seconds(text + text)) for _ in range(5)), strict=True)
    finally:
        gc.enable()
    assert statistics.median(twice) / statistics.median(once) <= 2.6


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
