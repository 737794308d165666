"""The flow of a text: line widths and pages leave no trace, and lines that somebody wrote stay."""

from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportlib import Report, analyse
from reportlib.text.lines import flow

SAID = ["value_low", "value_high", "unit", "bound", "indicator", "measure", "period_end", "role"]
FOOTERS = {
    "dashes": ["— {} —"],
    "in words": ["", "第{}页 共99页"],
    "bare": ["{}"],
    "a running head": ["{}", "某市政府工作报告（全文）"],
}


def as_printed(text, width, footer, rows=24):
    """A text as printed: lines of at most `width` cells, numbers and words whole, with indents and
    a footer every so many lines."""
    lines, pages = [], count(1)
    for paragraph in text.splitlines():
        rest = "　　" + paragraph.strip() if paragraph.strip() else ""
        while rest:
            cells, at = 0.0, 0
            while at < len(rest) and (cells := cells + (0.5 if rest[at].isascii() else 1)) <= width:
                at += 1
            whole = at
            while 3 < whole < len(rest) and rest[whole - 1 : whole + 1].isascii():
                whole -= 1
            at = whole if whole > 3 else at
            lines.append(rest[:at])
            rest = rest[at:]
            if len(lines) % rows == 0:
                page = next(pages)
                lines += [line.format(page) for line in footer]
    return "\n".join(lines)


def at_every(text, width, footer, rows=20):
    """A text broken after every so many characters, as machines do, inside numbers too."""
    lines, pages = [], count(1)
    for paragraph in text.splitlines():
        for at in range(0, len(paragraph), width):
            lines.append(paragraph[at : at + width])
            if len(lines) % rows == 0:
                page = next(pages)
                lines += [line.format(page) for line in footer]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def unbroken(tables):
    """The shipped report, a line for each heading and paragraph, with its numbers."""
    paragraphs = tables.sentences.groupby(["section_id", "is_heading"], sort=False)["clean"]
    text = "\n".join(paragraphs.agg("".join))
    return text, said(text)


def said(text):
    numbers = analyse(Report("demo", text, region="某市", year=2021)).numbers
    return numbers.loc[numbers["kind"] == "measure", SAID].astype("str").values.tolist()


@pytest.mark.parametrize("footer", FOOTERS.values(), ids=FOOTERS)
@pytest.mark.parametrize("broken", [as_printed, at_every])
@settings(max_examples=3, deadline=None)
@given(width=st.integers(15, 60))
def test_a_line_width_and_pages_leave_no_trace(unbroken, broken, footer, width):
    text, numbers = unbroken
    assert said(broken(text, width, footer)) == numbers


BROKEN = "全年各项事业都取得了新的成绩，森林\n覆盖率达到52%，社会保持和谐稳定，\n群众满意度提升。"
FIGURES = "".join(f"第{i}项指标，全面完成。\n" for i in "甲乙丙丁戊己")


@pytest.mark.parametrize(
    "raw, flowing",
    [
        (BROKEN, BROKEN.replace("\n", "")),
        (BROKEN.replace("\n", "\n\n"), BROKEN.replace("\n", "")),  # a blank line after each
        (BROKEN + "\n一、今年工作\n", BROKEN.replace("\n", "") + "\n一、今年工作\n"),
        ("推进甲地建设项目早日开工\n推进乙地建设项目早日开工\n推进丙地建设项目早日开工", None),
        ("年份\n2019\n2020\n2021\n", None),  # a column, no pages
        ("各位代表！\n" + FIGURES + "各位代表！\n" + FIGURES + "各位代表！\n" + FIGURES, None),
        ("主要任务\n完成了。\n" * 4, None),  # a heading that comes again cuts no sentence
        (
            "其中：住宅\t12\n"
            + "甲\t3\n" * 6
            + "其中：住宅\t15\n"
            + "乙\t4\n" * 6
            + "其中：住宅\t18",
            None,
        ),
        (
            "投资\n增长5%\n" + FIGURES + "投资\n增长6%\n" + FIGURES + "投资\n增长7%\n" + FIGURES,
            None,
        ),
        ("增长5%。\n第3页 共20页\n投资增长6%。", "增长5%。\n投资增长6%。"),
        ("增长5%。\nPage 3 of 20\r\n投资增长6%。", "增长5%。\n投资增长6%。"),
        ("", None),
    ],
)
def test_the_flow_of_small_texts(raw, flowing):
    found = flow(raw)
    assert found.text == (raw if flowing is None else flowing)
    assert "".join(raw[place] for place in found.places[:-1]) == found.text


def test_a_line_begins_anew_where_it_is_indented_or_numbered():
    lines = ["　　去年，全市生产总值增长百分之", "五，比全国快，比计划快，全面完成。"] * 3
    assert flow("\n".join(lines)).text.count("\n") == 2
    listed = "去年我们坚持稳中求进，一产增长，第\n二、三产业发展加快，投资、消费、出口\n都有进步。"
    assert "\n" not in flow(listed).text
