"""Words: counts by stated methods, measures against hand computations, changes between texts, and their charts."""

import math

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest

from reportlib import (
    ReportError,
    attention_shares,
    collocations,
    commitment_measures,
    compare_texts,
    count_terms,
    dispersion,
    find_terms,
    keyness,
    keyword_in_context,
    label_parts,
    load_vocabulary,
    new_terms,
    split_outline,
    split_sentences,
    tf_idf,
    word_charts,
)
from reportlib.style import use_style

mpl.use("Agg")


def sentences(raw, report_id="r"):
    return split_sentences(raw, split_outline(raw, report_id), report_id)


def count(table, method, terms=None):
    return dict(count_terms(table, "report", method, terms)[["term", "n"]].values.tolist())


def test_the_shipped_report_counts_as_promised(tables):
    wanted = {"经济": 87, "乡村振兴": 13, "高质量发展": 20, "成渝地区双城经济圈": 7, "双城经济圈": 18, "一带一路": 8}
    assert count(tables.sentences, "substring", list(wanted)) == wanted
    longest = count(tables.sentences, "lexicon")
    assert (longest["成渝地区双城经济圈"], longest["双城经济圈"], longest["乡村振兴"]) == (7, 11, 13)
    assert word_charts.ways_to_count(tables.sentences, "经济").set_index("way")["n"]["default cut"] == 45


@pytest.mark.parametrize("method", ["lexicon", "substring", "tokens"])
def test_every_count_can_be_traced(method, report, tables):
    found = find_terms(tables.sentences, method)
    assert all(report.text[row.start : row.end] == row.text for row in found.itertuples())
    assert found["term"].value_counts().to_dict() == count(tables.sentences, method)


def test_page_breaks_and_blanks_do_not_split_a_term():
    line = "去年，各地各部门认真落实中央决策部署，坚持稳中求进，扎实做好各项工作，统筹城乡发展，全面推进乡村"
    assert count(sentences(f"{line}\n\n振 兴战略，取得新的成效。"), "substring", "乡村振兴") == {"乡村振兴": 1}


def test_a_term_inside_a_longer_one_is_not_counted_again():
    table = sentences("成渝地区双城经济圈建设，双城经济圈，经济。")
    assert count(table, "lexicon") == {"成渝地区双城经济圈": 1, "双城经济圈": 1, "经济": 1}


def test_tokens_drop_stopwords_unless_kept():
    table = sentences("我们要推进乡村振兴的工作。")
    assert "推进" not in count(table, "tokens") and "的" not in count(table, "tokens") and count(table, "tokens")["乡村振兴"] == 1
    group = load_vocabulary("stopwords").set_index("word")["group"]["推进"]
    assert "推进" in set(count_terms(table, "report", "tokens", keep=group)["term"])


@pytest.mark.parametrize("text", ["", "No Chinese at all."])
def test_empty_and_foreign_texts_give_empty_tables(text):
    table = sentences(text)
    assert count_terms(table, "report").empty and list(count_terms(table)) == list(count_terms(sentences("经济。")))


def test_a_term_with_pattern_characters_is_taken_literally():
    assert count(sentences("采用C++（新）。"), "substring", ["C++", "（新）", ".*"]) == {"C++": 1, "（新）": 1}


def test_bad_arguments():
    table = sentences("经济。")
    for wrong, message in ((lambda: count_terms(table, method="guess"), "method='guess'"), (lambda: count_terms(table, by="chapter"), "by='chapter'")):
        with pytest.raises(ReportError, match=message):
            wrong()
    with pytest.raises(ReportError, match="no section '9'"):
        keyword_in_context(table, "经济", section="9")
    with pytest.raises(ReportError, match="is not a term"):
        count_terms(table, terms=" ")


def test_keyness_by_hand():
    counts = pd.DataFrame({"report_id": "r", "section": ["a", "b", "a", "b"], "term": ["x", "x", "y", "y"], "en": "", "topic": ""})
    counts = counts.assign(n=[8, 2, 5, 10], characters=[1000, 2000, 1000, 2000])
    row = keyness(counts, "a", "b").set_index("term").loc["x"]
    expected_a, expected_b = 1000 * 10 / 3000, 2000 * 10 / 3000
    assert row["g2"] == pytest.approx(2 * (8 * math.log(8 / expected_a) + 2 * math.log(2 / expected_b)))
    assert row["log_ratio"] == pytest.approx(math.log2((8 / 1000) / (2 / 2000)))


def test_dispersion_by_hand():
    raw = "一、甲\n经济经济经济增长。\n二、乙\n就业稳定发展平稳。"
    row = dispersion(sentences(raw)).set_index("term").loc["经济"]
    sizes = [len("一、甲经济经济经济增长。"), len("二、乙就业稳定发展平稳。")]
    shares = [size / sum(sizes) for size in sizes]
    assert row["dp"] == pytest.approx(0.5 * (abs(1 - shares[0]) + abs(0 - shares[1])))


def test_tf_idf_by_hand():
    counts = pd.DataFrame({"report_id": "r", "section": ["1", "1", "2"], "term": ["x", "y", "y"], "n": [3, 1, 2]})
    weights = tf_idf(counts).set_index(["section", "term"])["tf_idf"]
    assert weights["1", "x"] == pytest.approx(0.75 * math.log(2)) and weights["2", "y"] == 0


def test_collocations_by_hand():
    table = sentences("就业、创业，就业、创业，就业，创新。")
    row = collocations(table, floor=2).iloc[0]
    assert (row["n_both"], row["n_first"], row["n_second"]) == (2, 3, 2)
    assert row["expected"] == pytest.approx(3 * 2 / 4) and row["pmi"] == pytest.approx(math.log2(2 / 1.5))


def test_attention_has_three_denominators():
    rows = attention_shares(sentences("发展经济，扩大就业。天气很好。"), "report", terms={"经济": "macro", "就业": "work"}).set_index("topic")
    assert rows.loc["macro", "share_of_terms"] == 0.5 and rows.loc["macro", "share_of_sentences"] == 0.5
    assert rows.loc["macro", "share_of_characters"] == pytest.approx(2 / 15)


def test_commitment_counts_targets(tables):
    rows = commitment_measures(label_parts(tables.sentences, tables.outline), tables.numbers, "part").set_index("section")
    assert rows.loc["review", "target_sentences"] == 0 < rows.loc["goals", "target_sentences"]


def test_texts_are_aligned():
    changes = compare_texts(sentences("扩大就业规模。发展农业生产。完全不同的句子。"), sentences("扩大就业规模。大力发展农业生产。新的内容在此。", "s"))
    assert changes["status"].tolist() == ["kept", "changed", "new", "dropped"]
    assert new_terms(sentences("扩大就业。"), sentences("扩大就业，发展数字经济。"))["term"].tolist() == ["数字经济"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_charts_draw_their_tables(lang, report, tables):
    table = label_parts(tables.sentences, tables.outline)
    terms, parts = count_terms(table, "report"), count_terms(table, "part")
    ways, apart = word_charts.ways_to_count(table, "经济"), keyness(parts, "review", "tasks")
    promised = commitment_measures(table, tables.numbers, "part")
    before = dict(mpl.rcParams)
    with use_style(lang=lang, width="double"):
        axes = word_charts.plot_top_terms(terms, n=5, lang=lang, source="test")
        assert [bar.get_width() for bar in axes.patches] == terms.nlargest(5, "n")["n"].tolist()
        labels = [label.get_text() for label in axes.get_yticklabels()]
        assert all((" " in label) == (lang == "en") for label in labels) and "test" in axes.get_xlabel()
        assert [bar.get_width() for bar in word_charts.plot_ways(ways, "经济", lang=lang).patches] == ways["n"].tolist()
        bars = [bar.get_width() for bar in word_charts.plot_keyness(apart, "review", "tasks", n=3, lang=lang).patches]
        assert sum(width > 0 for width in bars) == sum(width < 0 for width in bars) == 3
        heat = word_charts.plot_topics(attention_shares(table, "part"), lang=lang)
        assert len(heat.images) == 1 and len(heat.texts) == heat.images[0].get_array().size
        strips = word_charts.plot_strips(find_terms(table, terms=["一带一路"]), len(report.text), lang=lang)
        assert len(strips.collections[0].get_segments()) == 8
        assert len(word_charts.plot_commitment(promised, lang=lang).patches) == len(promised)
        clouds = [word_charts.plot_cloud(terms, lang=lang).images[0].get_array() for _ in range(2)]
        assert (clouds[0] == clouds[1]).all()
        plt.close("all")
    assert dict(mpl.rcParams) == before


def test_nothing_to_draw_is_an_error():
    with pytest.raises(ReportError, match="there is no term to draw"):
        word_charts.plot_top_terms(count_terms(sentences(""), "report"))
    with pytest.raises(ReportError, match="lang='fr'"):
        word_charts.plot_ways(pd.DataFrame({"n": [1]}), "x", lang="fr")
