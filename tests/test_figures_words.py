"""Charts of counted terms by their artists, in both languages, and what a font must have."""

from pathlib import Path

import matplotlib as mpl
import matplotlib.font_manager
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from conftest import sentences_of, texts
from matplotlib.colors import to_hex

from reportlib import (
    ReportError,
    count_terms,
    keyness,
)
from reportlib.figures import words as charts
from reportlib.figures.style import LIGHT, missing_glyphs, use_style

SIDES = {"a": "review", "b": ["goals", "tasks"]}


def test_top_terms_carry_their_english(lang, terms):
    axes = charts.plot_top_terms(charts.build_top_terms(terms, 6), lang=lang, source="test")
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


def test_four_ways_are_named(lang, in_parts):
    rows = charts.build_ways(in_parts, "经济")
    axes = charts.plot_ways(rows[::-1], term="经济", lang=lang)
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


def test_keyness_shows_what_is_above_its_line(lang, in_parts):
    rows = keyness(count_terms(in_parts, "part"), "review", ["goals", "tasks"], floor=5)
    drawn = charts.build_keyness(rows)
    assert drawn.equals(rows[rows["g2"] > 3.84])
    axes = charts.plot_keyness(drawn, **SIDES, strict=11.6, lang=lang)
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
    all_terms = keyness(count_terms(in_parts, "part"), "review", ["goals", "tasks"])
    most = charts.plot_keyness(charts.build_keyness(all_terms, 0.01), **SIDES, lang=lang)
    assert len(most.patches) == 30 and len(all_terms) > 60
    sides = "回顾：规划目标、年度任务" if lang == "zh" else "review : plan goals + tasks"
    assert sides in axes.get_xlabel()


def test_keyness_without_a_term_above_its_line_is_an_error(in_parts):
    rows = keyness(count_terms(in_parts, "part", terms="乡村振兴"), "review", "tasks")
    with pytest.raises(ReportError, match="no term with G² above 3.84"):
        charts.plot_keyness(charts.build_keyness(rows), a="review", b="tasks")


def test_a_cloud_stands_beside_its_bars(lang, terms):
    rows = charts.build_top_terms(terms, 60)
    panels = [charts.plot_cloud(rows, lang=lang, source="test").axes for _ in range(2)]
    first, second = (cloud for _, cloud in panels)
    assert (first.images[0].get_array() == second.images[0].get_array()).all()
    bars = panels[0][0]
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
        charts.plot_cloud(charts.build_top_terms(terms, 60))
        plt.close("all")
    assert not missing_glyphs("".join(charts.build_top_terms(terms, 60)["term"]), fonts[0])


def test_a_cloud_without_a_chinese_font_is_an_error(terms):
    latin = Path(mpl.font_manager.findfont("DejaVu Sans"))
    with (
        pytest.raises(ReportError, match="font 'DejaVuSans.ttf' has no glyph for"),
        use_style(font=latin),
    ):
        charts.plot_cloud(charts.build_top_terms(terms, 60))


def test_nothing_to_draw_is_an_error(terms):
    with pytest.raises(ReportError, match="there is no term to draw"):
        charts.plot_top_terms(terms[:0])
    with pytest.raises(ReportError, match="lang='fr'"):
        charts.plot_ways(pd.DataFrame({"way": ["x"], "n": [1]}), term="x", lang="fr")


def test_a_term_may_be_typed_with_blanks():
    rows = charts.build_ways(sentences_of("推进乡村振兴。"), "乡村 振兴")
    assert rows["n"].tolist() == [1, 1, 1, 0]


def test_a_chart_of_two_panels_takes_the_place_of_its_axes(terms):
    with use_style():
        figure, axes = plt.subplots(1, 2)
        part = charts.plot_cloud(charts.build_top_terms(terms, 60), ax=axes[1])
        assert [len(part.axes), len(figure.subfigs)] == [2, 1]
        assert axes[0] in figure.axes and axes[1] not in figure.axes
        plt.close(figure)
