"""Numerals, units, bounds: the case file is the specification; invariants hold for any text."""

import re

import pytest
from conftest import cases, doubling_ratio
from hypothesis import given
from hypothesis import strategies as st

from reportlib import find_numbers, split_outline, split_sentences
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
    "slips": lambda n: (f"15{n}".replace("1", "l", 1).replace("0", "O"), int(f"15{n}")),
    "spaced": lambda n: (" ".join(str(n)), n),
    "broken": lambda n: (f"{n}\n5" if n else "5", int(f"{n}5") if n else 5),
}


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


LIMIT = 2.6  # times the time, for twice the text
SHAPES = ["“甲”", "在", "百", "7", "1.1", "1、", "一二三", "1，234", "1万", "几十", "1:", "2×", "a"]
SHAPES += ["1—2", "三百多", "百分之", "增长5%、", "5个", "负5", "累计5亿、", "减材料5%，", "万亿"]


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_length(shape):
    text = shape * (40_000 // len(shape))  # too long for the clock's grain to matter
    ratio = doubling_ratio(lambda text: list(find_in_words(text)), text, text + text, LIMIT)
    assert ratio <= LIMIT


def test_a_missing_column_is_named(tables):
    with pytest.raises(MissingColumnError, match="'sentences' lacks the column 'clean'"):
        find_numbers(tables.sentences.drop(columns="clean"))
