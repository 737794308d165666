"""Charts of words by their artists, in both languages: positions, lengths, labels, and what a font
must have.
"""

from pathlib import Path

import matplotlib as mpl
import matplotlib.font_manager
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from reportlib import (
    ReportError,
    attention_shares,
    commitment_measures,
    count_terms,
    dispersion,
    find_terms,
    keyness,
    label_parts,
    load_vocabulary,
)
from reportlib.figures import words as charts
from reportlib.figures.style import LIGHT, missing_glyphs, use_style

CHINESE = r"[\u4e00-\u9fff]"


@pytest.fixture(params=["zh", "en"])
def lang(request):
    """Language of a style that is in force while the test draws."""
    before = dict(mpl.rcParams)
    plt.close("all")
    with use_style(lang=request.param, width="double"):
        yield request.param
        for number in plt.get_fignums():
            plt.figure(number).draw_without_rendering()
        plt.close("all")
    assert dict(mpl.rcParams) == before


@pytest.fixture(scope="module")
def table(tables):
    return label_parts(tables.sentences, tables.outline)


@pytest.fixture(scope="module")
def terms(table):
    return count_terms(table, "report")


def texts(artists):
    return [artist.get_text() for artist in artists]


def test_top_terms_carry_their_english(lang, terms):
    axes = charts.plot_top_terms(terms, n=6, lang=lang, source="test")
    assert [bar.get_width() for bar in axes.patches] == terms.nlargest(6, "n")["n"].tolist()
    assert texts(axes.get_yticklabels())[0] == "创新  innovation" and texts(axes.texts)[0] == "43"
    assert axes.get_title(loc="left") == (
        "出现最多的是“创新”：43次" if lang == "zh" else "Most frequent: 创新 (innovation), 43 times"
    )
    assert "test" in axes.get_xlabel()


def test_ties_are_not_cut_by_chance(terms):
    assert charts.build_top_terms(terms, 5)["term"].tolist() == [
        "创新",
        "产业",
        "改革",
        "企业",
    ]  # 经济 and 高质量发展 tie
    assert (
        len(charts.build_top_terms(pd.DataFrame({"term": ["甲", "乙"], "en": "", "n": 1}), 1)) == 2
    )


def test_four_ways_are_named(lang, table):
    rows = charts.build_ways(table, "经济")
    axes = charts.plot_ways(rows[::-1], "经济", lang=lang)
    assert [bar.get_width() for bar in axes.patches] == [45, 20, 20, 87]
    assert [to_hex(bar.get_facecolor()) == LIGHT for bar in axes.patches] == [
        True,
        False,
        False,
        False,
    ]
    first = {"zh": ["分词器默认切分", "分词加词表", "词表，左起最长匹配", "每次出现"]}
    first["en"] = [
        "the tokenizer's default cut",
        "cut, with the lexicon",
        "lexicon, longest match from the left",
        "every occurrence",
    ]
    assert texts(axes.get_yticklabels()) == first[lang] and (
        "(economy)" in axes.get_title(loc="left")
    ) == (lang == "en")


def test_keyness_shows_what_is_above_its_line(lang, table):
    rows = keyness(count_terms(table, "part"), "review", ["goals", "tasks"], floor=5)
    axes = charts.plot_keyness(rows, "review", ["goals", "tasks"], strict=11.6, lang=lang)
    drawn = rows[rows["g2"] > 3.84]
    widths = [bar.get_width() for bar in axes.patches]
    assert sorted(map(abs, widths)) == sorted(drawn["g2"]) and widths[0] == drawn["g2"].max()
    labels = dict(
        zip(texts(axes.get_yticklabels()), zip(widths, texts(axes.texts), strict=True), strict=True)
    )
    assert labels["党中央  CPC Central Committee"] == (pytest.approx(18.08, abs=0.01), "9:0")
    assert labels["改革  reform"] == (pytest.approx(-4.11, abs=0.01), "7:27")
    axes.figure.draw_without_rendering()
    assert not any("-" in text or "\u2212" in text for text in texts(axes.get_xticklabels()))
    assert sorted(line.get_xdata()[0] for line in axes.lines) == [-11.6, -3.84, 0, 3.84, 11.6]
    assert [text[:4] for text in texts(axes.get_legend().get_texts())] == ["3.84", "11.6"]
    all_terms = keyness(count_terms(table, "part"), "review", ["goals", "tasks"])
    most = charts.plot_keyness(all_terms, "review", ["goals", "tasks"], limit=0.01, lang=lang)
    assert len(most.patches) == 30 and len(all_terms) > 60
    sides = "回顾：规划目标、年度任务" if lang == "zh" else "review : plan goals + tasks"
    assert sides in axes.get_xlabel()


def test_keyness_without_a_term_above_its_line_is_an_error(table):
    rows = keyness(count_terms(table, "part", terms="乡村振兴"), "review", "tasks")
    with pytest.raises(ReportError, match="no term with G² above 3.84"):
        charts.plot_keyness(rows, "review", "tasks")


def test_heat_map_of_parts(lang, table):
    rows = attention_shares(table, "part")
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


def test_heat_map_of_sections(lang, table, tables):
    rows = attention_shares(table, depth=2)
    parts = dict(zip(tables.outline["section_id"], tables.outline["part"], strict=True))
    axes = charts.plot_topics(rows[rows["section"] != "0"], parts, lang=lang)
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


def test_strips_stand_where_the_terms_stand(lang, table, tables, report):
    found = find_terms(table).merge(dispersion(table, depth=2)[["term", "dp"]])
    found = found[found["term"].isin(["一带一路", "创新"])]
    axes = charts.plot_strips(found, tables.outline, lang=lang)
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


def test_commitment_has_a_panel_for_each_quantity(lang, table, tables):
    measures = commitment_measures(table, tables.numbers, "part")
    measures = measures[measures["section"].isin(["review", "goals", "tasks"])]
    words = load_vocabulary("commitment_words")
    rows = charts.build_commitment(
        measures,
        count_terms(
            table, "part", terms=words[words["term"].isin(["力争", "确保", "推进", "加快"])]
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


def test_a_cloud_stands_beside_its_bars(lang, terms):
    first, second = (charts.plot_cloud(terms, lang=lang, source="test") for _ in range(2))
    assert (first.images[0].get_array() == second.images[0].get_array()).all()
    bars = first.figure.axes[0]
    assert (
        bars.get_position().x1 <= first.get_position().x0
        and texts(bars.get_yticklabels())[0] == "创新  innovation"
    )
    assert [bar.get_width() for bar in bars.patches] == charts.build_top_terms(terms, 15)[
        "n"
    ].tolist()
    assert "面积" not in first.get_title(loc="left") and (
        "grows with count" in first.get_title(loc="left")
        or "随次数增大" in first.get_title(loc="left")
    )


def test_the_cloud_is_drawn_with_a_font_that_has_its_words(terms, monkeypatch):
    import wordcloud

    fonts = []
    real = wordcloud.WordCloud
    monkeypatch.setattr(
        wordcloud, "WordCloud", lambda **given: fonts.append(given["font_path"]) or real(**given)
    )
    with use_style():
        charts.plot_cloud(terms)
        plt.close("all")
    assert not missing_glyphs("".join(charts.build_top_terms(terms, 60)["term"]), fonts[0])


def test_a_cloud_without_a_chinese_font_is_an_error(terms):
    latin = Path(mpl.font_manager.findfont("DejaVu Sans"))
    with (
        pytest.raises(ReportError, match="font 'DejaVuSans.ttf' has no glyph for"),
        use_style(font=latin),
    ):
        charts.plot_cloud(terms)


def test_nothing_to_draw_is_an_error(terms):
    with pytest.raises(ReportError, match="there is no term to draw"):
        charts.plot_top_terms(terms[:0])
    with pytest.raises(ReportError, match="lang='fr'"):
        charts.plot_ways(pd.DataFrame({"way": ["x"], "n": [1]}), "x", lang="fr")
