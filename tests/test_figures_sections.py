"""Charts of where a report speaks of what, by their artists, in both languages."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from conftest import line_of, texts, title_of

from reportlib import (
    Report,
    ReportError,
    analyse,
    bootstrap_rates,
    bootstrap_shares,
    commitment_measures,
    load_vocabulary,
)
from reportlib.figures import sections as charts
from reportlib.figures.checks import check_figure
from reportlib.figures.style import use_style

PARTS = ["review", "goals", "tasks"]


def test_topics_are_slopes(lang, in_parts):
    rows = bootstrap_shares(in_parts, "part", draws=199)
    rows = rows[rows["section"].isin(PARTS)]
    axes = charts.plot_topics(rows, lang=lang)
    shares = rows.set_index(["topic", "section"])["share_of_terms"]
    for topic in rows["topic"].unique():
        drawn = line_of(axes, topic).get_ydata().tolist()
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
    ends = rows.set_index(["topic", "section"])[["low", "high"]]
    drawn = {bars.get_gid(): bars.get_segments() for bars in axes.collections}
    assert drawn.keys() == {f"{topic} interval" for topic in wide}
    for topic in wide:
        tall = [segment[:, 1].tolist() for segment in drawn[f"{topic} interval"]]
        assert tall == [pytest.approx(100 * ends.loc[(topic, part)]) for part in PARTS]
    assert all(any(name in text for text in texts(axes.texts)) for name in names[[*wide]])


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ([0.1, 0.3, 0.4, 0.6], ", and its intervals do not overlap"),
        ([0.1, 0.4, 0.4, 0.6], ", but its intervals overlap"),
        ([None, None, 0.4, 0.6], "50.0 % in tasks"),
    ],
)
def test_the_title_of_topics_says_whether_intervals_overlap(ends, said):
    shares = pd.DataFrame({"section": ["review", "tasks"], "topic": "reform"})
    rows = shares.assign(share_of_terms=[0.2, 0.5], low=ends[::2], high=ends[1::2])
    assert title_of(charts.plot_topics(rows)).endswith(said)


def test_slopes_need_sections_that_have_room(in_parts):
    rows = bootstrap_shares(in_parts, depth=2, draws=19)
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
    words = load_vocabulary("commitment_words")
    words = words[words["term"].isin(["力争", "确保", "推进", "加快"])]
    rows = charts.build_commitment(in_parts, tables.numbers, words)
    rows = rows[rows["section"].isin(PARTS)]
    measures = commitment_measures(in_parts, tables.numbers, "part").set_index("section")
    for name in ("numbers", "target_sentences"):
        assert rows[rows["quantity"] == name]["n"].tolist() == measures.loc[PARTS, name].tolist()
    assert rows[rows["quantity"] == "推进"]["n"].tolist() == [19, 21, 50]
    assert rows["per_10k"].tolist() == pytest.approx(
        (1e4 * rows["n"] / rows["section"].map(measures["characters"])).tolist()
    )
    some = rows[rows["n"] > 0]
    assert ((some["low"] <= some["per_10k"]) & (some["per_10k"] <= some["high"])).all()
    assert rows.loc[rows["n"] == 0, ["low", "high"]].isna().all(axis=None)
    axes = charts.plot_commitment(rows, lang=lang, source="test")
    for section, part in rows.groupby("section"):
        assert line_of(axes, section).get_xdata().tolist() == part["per_10k"].tolist()
    named = texts(axes.get_yticklabels())
    assert len(named) == 6 and named[2] == ("确保" if lang == "zh" else "确保  ensure")
    assert ("Numbers are densest in review" in title_of(axes)) == (lang == "en")
    looks = {(line.get_marker(), line.get_markerfacecolor()) for line in axes.lines}
    assert len(looks) == 3


def test_the_interval_of_a_word_is_that_of_its_rate(in_parts, tables):
    rows = charts.build_commitment(in_parts, tables.numbers, "力争")
    rate = bootstrap_rates(in_parts, "part", terms="力争").set_index("section")
    said = rows[rows["quantity"] == "力争"].set_index("section")
    columns = ["n", "per_10k"]
    assert said[columns].to_numpy().tolist() == pytest.approx(rate[columns].to_numpy())
    assert said["high"].sub(rate["high"]).abs().max() < 2  # other draws of the same paragraphs


def test_words_alone_claim_nothing_of_numbers(in_parts, tables):
    rows = charts.build_commitment(in_parts, tables.numbers, "力争")
    said = title_of(charts.plot_commitment(rows[rows["quantity"] == "力争"]))
    assert said == "Numbers and words of commitment by part"
    many = rows.assign(section=[str(i) for i in range(len(rows))])
    with pytest.raises(ReportError, match="a row has room for 5 marks"):
        charts.plot_commitment(many)


@pytest.mark.parametrize("width", ["single", "double"])
def test_labels_of_topics_stand_inside_the_figure_however_many_share_a_height(lang, width):
    """Five parts, nearly all topics near zero: labels are moved apart, below the lowest line."""
    sections = ["front", "review", "goals", "tasks", "other"]
    topics = load_vocabulary("topics")["topic"]
    rows = pd.DataFrame(
        [
            {"section": section, "topic": topic, "share_of_terms": 0.9 if at == 0 else 0.008}
            for section in sections
            for at, topic in enumerate(topics)
        ]
    ).assign(low=float("nan"), high=float("nan"))
    with use_style(lang=lang, width=width):
        axes = charts.plot_topics(rows, lang=lang)
        check_figure(axes.figure, "topics")
        low, high = axes.get_ylim()
        heights = [label.xy[1] for label in axes.texts]
        assert len(heights) >= len(topics) and low < min(heights) and max(heights) < high
        pads = {tick.get_pad() for tick in axes.xaxis.get_major_ticks()}
        assert len(pads) == (2 if width == "single" else 1)
        plt.close(axes.figure)


def test_commitment_is_drawn_where_no_interval_is_known(lang):
    """One paragraph a section: there is nothing to draw anew."""
    text = "一、今年主要任务\n力争新建公园12个。"
    tables = analyse(Report("demo", text, year=2021))
    rows = charts.build_commitment(tables.sentences, tables.numbers, "力争", "report")
    rows = rows.assign(low=float("nan"), high=float("nan"))
    with use_style(lang=lang):
        axes = charts.plot_commitment(rows, lang=lang)
        check_figure(axes.figure, "commitment")
        assert axes.get_xlim()[1] > rows["per_10k"].max()
        plt.close(axes.figure)
