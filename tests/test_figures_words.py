"""Charts of counted terms by their artists, in both languages, and what a font must have."""

from pathlib import Path

import matplotlib as mpl
import matplotlib.font_manager
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from conftest import sentences_of, texts, title_of
from matplotlib.colors import to_hex

from reportlib import ReportError, permute_keyness
from reportlib.figures import words as charts
from reportlib.figures.checks import check_figure, missing_glyphs
from reportlib.figures.style import LIGHT, use_style

SIDES = {"a": "review", "b": ["goals", "tasks"]}


def test_top_terms_carry_their_english(lang, terms):
    axes = charts.plot_top_terms(charts.build_top_terms(terms, 6), lang=lang, source="test")
    assert [bar.get_width() for bar in axes.patches] == terms.nlargest(6, "n")["n"].tolist()
    first = "创新  innovation" if lang == "en" else "创新"
    assert texts(axes.get_yticklabels())[0] == first and texts(axes.texts)[0] == "43"
    assert title_of(axes) == (
        "出现最多的是“创新”：43次" if lang == "zh" else "Most frequent: 创新 (innovation), 43 times"
    )


def test_ties_are_not_cut_by_chance(terms):
    assert charts.build_top_terms(terms, 5)["term"].tolist() == [
        "创新",
        "产业",
        "改革",
        "企业",
    ]  # 经济 and 高质量发展 tie
    assert (
        len(charts.build_top_terms(pd.DataFrame({"term": ["甲", "乙"], "en": "", "n": 1}), 1, 1))
        == 2
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
    named = [name.replace("\n", " ") for name in texts(axes.get_yticklabels())]
    assert (
        named
        == {
            "zh": ["分词器默认切分", "分词加词表", "词表，左起最长匹配", "每次出现"],
            "en": [
                "the tokenizer’s default cut",
                "cut, with the lexicon",
                "lexicon, longest match from the left",
                "every occurrence",
            ],
        }[lang]
    )
    assert ("(economy)" in title_of(axes)) == (lang == "en") and "20" in title_of(axes)
    same = charts.plot_ways(rows.assign(n=3), term="经济", lang=lang)
    assert "3" in title_of(same) and "20" not in title_of(same)


@pytest.fixture(scope="module")
def dealt(in_parts):
    return permute_keyness(in_parts, **SIDES, draws=199)


def test_keyness_shows_what_is_above_its_line(lang, dealt):
    drawn = charts.build_keyness(dealt)
    assert drawn[list(dealt)].equals(dealt[dealt["g2"] > 3.84])
    assert set(drawn["tested"]) == {len(dealt)}
    drawn.loc[2, "p_family"] = 0.049
    axes = charts.plot_keyness(drawn, **SIDES, lang=lang)
    shown = drawn.sort_values("log_odds", ascending=False)
    dots = [(line, line.get_xdata().tolist()) for line in axes.lines if line.get_marker() == "o"]
    assert sorted(x for _, xs in dots for x in xs) == sorted(drawn["log_odds"])
    filled = [x for line, xs in dots if line.get_markerfacecolor() != "white" for x in xs]
    assert filled == [drawn.loc[2, "log_odds"]]
    (bars,) = axes.collections
    ends = [segment[:, 0].tolist() for segment in bars.get_segments()]
    half = 1.96 * shown["log_odds_sd"]
    assert ends == [
        pytest.approx(pair, abs=1e-3)
        for pair in zip(shown["log_odds"] - half, shown["log_odds"] + half, strict=True)
    ]
    named = [name.replace("\n", " ").split()[0] for name in texts(axes.get_yticklabels())]
    assert named == shown["term"].tolist()
    said = texts(axes.texts)
    assert said[1 : len(shown) + 1] == [
        f"{a} : {b}" for a, b in zip(shown["n_a"], shown["n_b"], strict=True)
    ]
    assert said[-2 * len(shown) - 1 : -len(shown) - 1] == [f"{g2:.1f}" for g2 in shown["g2"]]
    assert said[-len(shown) :] == [f"{p:.2f}" for p in shown["p_family"]]


def test_the_title_of_keyness_counts_what_survives(dealt):
    drawn = charts.build_keyness(dealt)
    for survive, said in (
        (0, "No term survives that sets review and plan goals + tasks apart: in "),
        (1, "Against paragraphs dealt at random, only 党中央 (CPC Central Committee) sets review"),
        (2, "Against paragraphs dealt at random, 2 terms set review and plan goals + tasks apart,"),
    ):
        chances = [0.005] * survive + [0.05] * (len(drawn) - survive)
        with use_style(width="double"):
            axes = charts.plot_keyness(drawn.assign(p_family=chances), **SIDES)
            assert title_of(axes).startswith(said)
            assert ("<0.01" in texts(axes.texts)) == (survive > 0)
    plt.close("all")
    assert len(charts.build_keyness(dealt, 0.01)) == 30


def test_keyness_without_a_term_above_its_line_is_an_error(in_parts):
    rows = permute_keyness(in_parts, "review", "tasks", terms="乡村振兴", draws=19)
    with pytest.raises(ReportError, match="no term with G² above 3.84"):
        charts.plot_keyness(charts.build_keyness(rows), a="review", b="tasks")


def test_terms_of_one_character_are_left_out():
    counts = pd.DataFrame({"term": ["新", "创新", "就业"], "en": "", "n": [9, 3, 1]})
    assert charts.build_top_terms(counts)["term"].tolist() == ["创新", "就业"]
    assert len(charts.build_top_terms(counts, shortest=1)) == 3


def test_a_cloud_stands_beside_its_bars(lang, terms):
    rows = charts.build_top_terms(terms, 60)
    panels = [charts.plot_cloud(rows, lang=lang, source="test").axes for _ in range(2)]
    first, second = (cloud for _, cloud in panels)
    assert (first.images[0].get_array() == second.images[0].get_array()).all()
    bars = panels[0][0]
    assert bars.get_position().x1 <= first.get_position().x0
    assert texts(bars.get_yticklabels())[0] == ("创新  innovation" if lang == "en" else "创新")
    assert [bar.get_width() for bar in bars.patches] == charts.build_top_terms(terms, 15)[
        "n"
    ].tolist()
    assert ("decoration" if lang == "en" else "装饰") in bars.figure.texts[1].get_text()


def test_on_a_narrow_page_the_cloud_stands_below(terms):
    with use_style(width="single"):
        bars, cloud = charts.plot_cloud(charts.build_top_terms(terms, 60)).axes
        bars.figure.draw_without_rendering()
        under, over = cloud.get_position(), bars.get_position()
        assert under.y1 <= over.y0 and under.width > 0.8  # as wide as the page
        plt.close()


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
    assert not missing_glyphs("".join(charts.build_top_terms(terms, 60)["term"]), fonts)


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


@pytest.mark.parametrize("width", ["single", "double"])
def test_long_names_of_terms_leave_room_for_the_bars_of_a_cloud(width):
    english = "modern system of industries in which real economy and services grow together"
    terms = ["现代化产业体系", "创新", "就业"]
    rows = pd.DataFrame({"term": terms, "en": [english, "innovation", "jobs"], "n": [9, 5, 4]})
    with use_style(width=width):
        figure = charts.plot_cloud(rows)
        check_figure(figure, "cloud")
        bars = figure.axes[0].get_window_extent().width / figure.dpi
        assert bars > 0.8  # inches
        plt.close(figure)
