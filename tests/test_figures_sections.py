"""Charts of where a report speaks of what, by their artists, in both languages."""

import pytest
from conftest import gids, texts, title_of

from reportlib import (
    ReportError,
    attention_shares,
    commitment_measures,
    count_terms,
    load_vocabulary,
)
from reportlib.figures import sections as charts

PARTS = ["review", "goals", "tasks"]


def test_topics_are_slopes(lang, in_parts):
    rows = attention_shares(in_parts, "part")
    rows = rows[rows["section"].isin(PARTS)]
    axes = charts.plot_topics(rows, lang=lang)
    shares = rows.set_index(["topic", "section"])["share_of_terms"]
    for topic in rows["topic"].unique():
        drawn = gids(axes, topic).get_ydata().tolist()
        assert drawn == pytest.approx([100 * shares.get((topic, part), 0) for part in PARTS])
    assert texts(axes.get_xticklabels()) == (
        ["回顾", "规划目标", "年度任务"] if lang == "zh" else ["review", "plan goals", "tasks"]
    )
    wide = {line.get_gid() for line in axes.lines if line.get_linewidth() == 2}
    moved = shares.unstack(fill_value=0)
    moved = (moved["tasks"] - moved["review"]).abs().nlargest(2)
    assert wide == set(moved.index)
    names = load_vocabulary("topics").set_index("topic")[lang]
    assert names[moved.idxmax()] in title_of(axes)
    assert all(any(name in text for text in texts(axes.texts)) for name in names[[*wide]])


def test_slopes_need_sections_that_have_room(in_parts):
    rows = attention_shares(in_parts, depth=2)
    with pytest.raises(ReportError, match="two to 6 sections, these rows have 46; choose"):
        charts.plot_topics(rows)
    with pytest.raises(ReportError, match="these rows have 1;"):
        charts.plot_topics(rows[rows["section"] == "1.1"])


def test_strips_stand_where_the_terms_stand(lang, in_parts, tables, report):
    found = charts.build_strips(in_parts, ["一带一路", "创新"])
    axes = charts.plot_strips(found, outline=tables.outline, lang=lang)
    excess = found.groupby("term")["dp_excess"].first().sort_values(ascending=False)
    english = {"创新": "创新  innovation", "一带一路": "一带一路  Belt and Road Initiative"}
    named = [name.replace("\n", " ") for name in texts(axes.get_yticklabels())]
    assert named == [english[term] if lang == "en" else term for term in excess.index]
    strips = [
        [segment[0][0] for segment in collection.get_segments()] for collection in axes.collections
    ]
    for drawn, term in zip(strips, excess.index, strict=True):
        assert drawn == pytest.approx(
            100 * found.loc[found["term"] == term, "start"] / len(report.text)
        )
    starts = tables.outline.loc[tables.outline["depth"] == 1, "start"]
    assert [line.get_xdata()[0] for line in axes.lines] == pytest.approx(
        100 * starts / len(report.text)
    )
    said = texts(axes.texts)
    assert ("回顾" if lang == "zh" else "review") in said
    assert said[-2:] == [f"{value:+.2f}".replace("-", "−") for value in excess]
    assert excess.index[0] in title_of(axes)
    one = charts.plot_strips(found[found["term"] == "创新"], outline=tables.outline, lang=lang)
    assert "创新" in title_of(one) and "一带一路" not in title_of(one)


def test_commitment_has_a_dot_for_each_rate(lang, in_parts, tables):
    measures = commitment_measures(in_parts, tables.numbers, "part")
    measures = measures[measures["section"].isin(PARTS)]
    words = load_vocabulary("commitment_words")
    words = words[words["term"].isin(["力争", "确保", "推进", "加快"])]
    rows = charts.build_commitment(measures, count_terms(in_parts, "part", terms=words))
    assert rows[rows["quantity"] == "推进"]["n"].tolist() == [19, 21, 50]
    size = measures.set_index("section")["characters"]
    assert rows["per_10k"].tolist() == pytest.approx(
        (1e4 * rows["n"] / rows["section"].map(size)).tolist()
    )
    assert ((rows["low"] <= rows["per_10k"]) & (rows["per_10k"] <= rows["high"])).all()
    axes = charts.plot_commitment(rows, lang=lang, source="test")
    for section, part in rows.groupby("section"):
        assert gids(axes, section).get_xdata().tolist() == part["per_10k"].tolist()
    named = texts(axes.get_yticklabels())
    assert len(named) == 6 and named[2] == ("推进" if lang == "zh" else "推进  advance")
    assert ("Numbers are densest in review" in title_of(axes)) == (lang == "en")
    looks = {(line.get_marker(), line.get_markerfacecolor()) for line in axes.lines}
    assert len(looks) == 3


def test_words_alone_claim_nothing_of_numbers(in_parts, tables):
    measures = commitment_measures(in_parts, tables.numbers, "part")
    rows = charts.build_commitment(measures, count_terms(in_parts, "part", terms="力争"))
    said = title_of(charts.plot_commitment(rows[rows["quantity"] == "力争"]))
    assert said == "Numbers and words of commitment by part"
    many = rows.assign(section=[str(i) for i in range(len(rows))])
    with pytest.raises(ReportError, match="a row has room for 5 marks"):
        charts.plot_commitment(many)
