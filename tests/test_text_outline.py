"""Outline: exact counts on the shipped report, the case file, and headings glued to their
paragraph.
"""

import pytest
from conftest import cases

from reportlib import split_outline


def test_outline_of_the_shipped_report(report, tables):
    outline = tables.outline[tables.outline["part"] != "front"]
    raw = outline["text"]
    assert outline[outline["depth"] == 1]["part"].tolist() == ["review", "goals", "tasks", "other"]
    assert raw.str.startswith("——").sum() == 8
    assert raw.str.match(r"[（(]").sum() == 29
    titled = outline[~raw.str.match(r"[（(—]") & (outline["depth"] > 1)]
    assert titled["part"].value_counts().to_dict() == {"tasks": 35, "other": 4}
    assert (titled[titled["part"] == "other"]["depth"] == 2).all() and (
        titled[titled["part"] == "tasks"]["depth"] == 3
    ).all()
    assert not titled["heading"].str.match("合法权益|黔高铁|强化土壤污染").any()
    assert outline["section_id"].is_unique
    for row in tables.outline.itertuples():
        assert report.text[row.start : row.end] == row.text and row.end <= row.section_end <= len(
            report.text
        )


@pytest.mark.parametrize(
    ("text", "heading", "part"),
    [
        (
            "一、2005年工作回顾过去的一年，成绩显著。" + "各项工作都有进步。" * 9,
            "2005年工作回顾",
            "review",
        ),
        (
            "二、2006年政府工作的主要目标和任务今年，任务繁重。" + "各项工作都要进步。" * 9,
            "2006年政府工作的主要目标和任务",
            "tasks",
        ),
        (
            "三、“十五”规划的说明下面，我作说明。" + "各项工作都要进步。" * 9,
            "“十五”规划的说明",
            "goals",
        ),
    ],
)
def test_headings_glued_to_their_paragraph(text, heading, part):
    outline = split_outline(text)
    assert outline[["heading", "part"]].values.tolist() == [[heading, part]]


@pytest.mark.parametrize("case", cases("outline"))
def test_case(case):
    outline = split_outline(case["text"].replace("⏎", "\n"))
    found = [" ".join(row) for row in outline[["section_id", "heading", "part"]].to_numpy()]
    assert found == case["expected"].split("; ")


def test_a_one_line_text_has_its_headings():
    line = "各项工作都有进步。" * 150
    text = f"{line}    一、2020年工作回顾    {line}    二、2021年主要任务    {line}"
    outline = split_outline(text)
    assert outline.loc[outline["depth"] == 1, "part"].tolist() == ["front", "review", "tasks"]


def test_a_text_without_headings_has_a_title_block_alone():
    outline = split_outline("全年增长5%。\n形势很好。")
    assert outline["part"].tolist() == ["front"]
