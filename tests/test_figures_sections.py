"""Charts of where a report speaks of what, by their artists, in both languages."""

import numpy as np
import pandas as pd
import pytest
from conftest import texts

from reportlib import (
    attention_shares,
    commitment_measures,
    count_terms,
    load_vocabulary,
)
from reportlib.figures import sections as charts

CHINESE = r"[\u4e00-\u9fff]"


def test_heat_map_of_parts(lang, in_parts):
    rows = attention_shares(in_parts, "part")
    axes = charts.plot_topics(rows, lang=lang)
    names = load_vocabulary("topics").set_index(lang)["topic"]
    columns = texts(axes.get_xticklabels())
    assert columns == (
        ["开头", "回顾", "规划目标", "年度任务", "其他"]
        if lang == "zh"
        else ["opening", "review", "plan goals", "tasks", "other"]
    )
    values = axes.images[0].get_array()
    shares = rows.set_index(["topic", "section"])["share_of_terms"]
    for i, topic in enumerate(texts(axes.get_yticklabels())):
        for j, part in enumerate(["front", "review", "goals", "tasks", "other"]):
            assert values[i, j] == pytest.approx(100 * shares.get((names[topic], part), 0.0))
    assert texts(axes.texts) == [f"{value:.0f}" for value in np.asarray(values).flatten()]


def test_heat_map_of_sections(lang, in_parts, tables):
    rows = attention_shares(in_parts, depth=2)
    parts = dict(zip(tables.outline["section_id"], tables.outline["part"], strict=True))
    axes = charts.plot_topics(rows[rows["section"] != "0"], parts=parts, lang=lang)
    sections = texts(axes.get_xticklabels())
    assert len(sections) == axes.images[0].get_array().shape[1] == 45 and {
        "1.16",
        "2",
        "3.10",
    } <= set(sections)
    assert texts(axes.texts) == (
        ["回顾", "规划目标", "年度任务", "其他"]
        if lang == "zh"
        else ["review", "plan goals", "tasks", "other"]
    )
    assert [line.get_xdata()[0] + 0.5 for line in axes.lines] == [
        sections.index(part) for part in "1234"
    ]
    assert ("1.15" in axes.get_title(loc="left")) and not (
        lang == "en" and pd.Series(texts(axes.get_yticklabels())).str.contains(CHINESE).any()
    )


def test_strips_stand_where_the_terms_stand(lang, in_parts, tables, report):
    found = charts.build_strips(in_parts, ["一带一路", "创新"])
    axes = charts.plot_strips(found, outline=tables.outline, lang=lang)
    assert texts(axes.get_yticklabels()) == [
        "创新  innovation",
        "一带一路  Belt and Road Initiative",
    ]
    strips = [
        [segment[0][0] for segment in collection.get_segments()] for collection in axes.collections
    ]
    for drawn, term in zip(strips, ["创新", "一带一路"], strict=True):
        assert drawn == pytest.approx(
            100 * found.loc[found["term"] == term, "start"] / len(report.text)
        )
    starts = tables.outline.loc[tables.outline["depth"] == 1, "start"]
    assert [line.get_xdata()[0] for line in axes.lines] == pytest.approx(
        100 * starts / len(report.text)
    )
    dp = found.drop_duplicates("term").set_index("term")["dp"]
    assert texts(axes.texts)[:2] == [f"DP {dp['创新']:.2f}", f"{dp['一带一路']:.2f}"]
    assert texts(axes.texts)[2:] == (
        ["回顾", "规划目标", "年度任务", "其他"]
        if lang == "zh"
        else ["review", "plan goals", "tasks", "other"]
    )


def test_commitment_has_a_panel_for_each_quantity(lang, in_parts, tables):
    measures = commitment_measures(in_parts, tables.numbers, "part")
    measures = measures[measures["section"].isin(["review", "goals", "tasks"])]
    words = load_vocabulary("commitment_words")
    rows = charts.build_commitment(
        measures,
        count_terms(
            in_parts, "part", terms=words[words["term"].isin(["力争", "确保", "推进", "加快"])]
        ),
    )
    panels = charts.plot_commitment(rows, lang=lang, source="test").axes
    assert len(panels) == 6 == rows["quantity"].nunique()
    for axes, (_, panel) in zip(panels, rows.groupby("quantity", sort=False), strict=True):
        assert [bar.get_width() for bar in axes.patches] == panel["value"].tolist()
        assert texts(axes.texts) == [f"{value:.1f}" for value in panel["value"]]
        assert texts(axes.get_yticklabels()) == (
            ["回顾", "规划目标", "年度任务"] if lang == "zh" else ["review", "plan goals", "tasks"]
        )
        assert axes.get_xlim()[1] > 1.2 * panel["value"].max()  # room for the labels
    assert rows[rows["quantity"] == "推进"]["n"].tolist() == [19, 21, 50]
    assert panels[2].get_title(loc="left").startswith("推进  advance")
