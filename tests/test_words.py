"""Words: counts by stated methods, measures against hand computations, changes between texts."""

import math
import os
import subprocess
import sys

import pandas as pd
import pytest

from reportlib import (
    ReportError,
    attention_shares,
    build_ways,
    collocations,
    commitment_measures,
    compare_texts,
    count_terms,
    dispersion,
    find_terms,
    keyness,
    keyword_in_context,
    label_parts,
    list_changed_bounds,
    list_new_terms,
    load_vocabulary,
    split_outline,
    split_sentences,
    tf_idf,
)
from reportlib.words.measures import g2_threshold


def sentences(raw, report_id="r"):
    return split_sentences(raw, split_outline(raw, report_id), report_id)


def count(table, method, terms=None):
    return dict(count_terms(table, "report", method, terms)[["term", "n"]].values.tolist())


def test_the_shipped_report_counts_as_promised(tables):
    wanted = {
        "经济": 87,
        "乡村振兴": 13,
        "高质量发展": 20,
        "成渝地区双城经济圈": 7,
        "双城经济圈": 18,
        "一带一路": 8,
    }
    assert count(tables.sentences, "substring", list(wanted)) == wanted
    longest = count(tables.sentences, "lexicon")
    assert (longest["成渝地区双城经济圈"], longest["双城经济圈"], longest["乡村振兴"]) == (
        7,
        11,
        13,
    )
    assert build_ways(tables.sentences, "经济").set_index("way")["n"]["default cut"] == 45


@pytest.mark.parametrize("method", ["lexicon", "substring", "tokens"])
def test_every_count_can_be_traced(method, report, tables):
    found = find_terms(tables.sentences, method)
    assert all(report.text[row.start : row.end] == row.text for row in found.itertuples())
    assert found["term"].value_counts().to_dict() == count(tables.sentences, method)


def test_page_breaks_and_blanks_do_not_split_a_term():
    line = "去年，各地各部门认真落实中央决策部署，坚持稳中求进，扎实做好各项工作，统筹城乡发展，全面推进乡村"
    assert count(sentences(f"{line}\n\n振 兴战略，取得新的成效。"), "substring", "乡村振兴") == {
        "乡村振兴": 1
    }


def test_a_term_inside_a_longer_one_is_not_counted_again():
    table = sentences("成渝地区双城经济圈建设，双城经济圈，经济。")
    assert count(table, "lexicon") == {"成渝地区双城经济圈": 1, "双城经济圈": 1, "经济": 1}


def test_tokens_drop_stopwords_unless_kept():
    table = sentences("我们要推进乡村振兴的工作。")
    assert (
        "推进" not in count(table, "tokens")
        and "的" not in count(table, "tokens")
        and count(table, "tokens")["乡村振兴"] == 1
    )
    group = load_vocabulary("stopwords").set_index("word")["group"]["推进"]
    assert "推进" in set(count_terms(table, "report", "tokens", keep=group)["term"])


def test_a_cut_word_that_its_guards_refuse_is_no_term():
    refused = count(sentences("人文化，创新生态。"), "tokens")
    assert "文化" not in refused and "生态" not in refused
    assert count(sentences("文化，生态。"), "tokens") == {"文化": 1, "生态": 1}


@pytest.mark.parametrize(
    ("raw", "n"),
    [
        ("研究制定方案。", 1),
        ("科学研究，基础研究，研究院，工程研究中心。", 0),
        ("推进改革。", 1),
        ("推进器。", 0),
    ],
    ids=lambda value: str(value),
)
def test_commitment_is_not_counted_in_names(raw, n):
    words = load_vocabulary("commitment_words")
    assert count_terms(sentences(raw), "report", terms=words)["n"].sum() == n


def test_guards_are_kept_and_can_be_given():
    terms = pd.DataFrame(
        {
            "term": ["研究", "高校", "AI"],
            "not_after": ["学", "提", None],
            "not_before": ["院", None, None],
        }
    )
    assert count(
        sentences("科学研究，研究院，研究；提高校长待遇，高校；CHAIN，AI。"), "lexicon", terms
    ) == {"研究": 1, "高校": 1, "AI": 1}


def test_at_each_place_the_longest_term_is_taken_from_the_left():
    assert count(
        sentences("新经济发展区域。"), "lexicon", ["新经济", "经济发展区域", "新经济发"]
    ) == {"新经济": 0, "经济发展区域": 0, "新经济发": 1}
    assert count(sentences("新经济发展区域。"), "lexicon", ["新经济", "经济发展区域"]) == {
        "新经济": 1,
        "经济发展区域": 0,
    }


def test_rates_are_per_ten_thousand_characters_without_blanks():
    row = count_terms(sentences("发展 经济 open door。"), "report", "substring", "经济").iloc[0]
    assert (row["characters"], row["per_10k"]) == (
        len("发展经济opendoor。"),
        1e4 / len("发展经济opendoor。"),
    )


NESTED = "一、甲\n（一）发展经济。经济增长。\n（二）扩大就业。\n二、乙\n天气很好。\n"


def test_sections_are_cut_to_a_depth():
    table = sentences(NESTED)
    assert count_terms(table, terms="经济", depth=1)[["section", "n"]].values.tolist() == [
        ["1", 2],
        ["2", 0],
    ]
    assert set(count_terms(table, terms="经济")["section"]) == {"1", "1.1", "1.2", "2"}


def test_a_term_asked_for_has_a_row_in_every_section():
    rows = count_terms(sentences(NESTED), terms=["经济", "火星"], depth=1)
    assert rows.set_index(["section", "term"])["n"].to_dict() == {
        ("1", "经济"): 2,
        ("1", "火星"): 0,
        ("2", "经济"): 0,
        ("2", "火星"): 0,
    }
    assert (
        rows["characters"].tolist() == [24, 24, 8, 8]
        and (rows.loc[rows["n"] == 0, "per_10k"] == 0).all()
    )


def test_a_section_without_a_term_keeps_its_size():
    rows = count_terms(sentences(NESTED), depth=1)
    assert (
        rows.loc[rows["section"] == "2", ["n", "characters"]].values.tolist() == [[0, 8]]
        and rows.loc[rows["section"] == "2", "term"].isna().all()
    )
    assert (keyness(rows, "1", "2")["per_10k_a"] > 0).all() and tf_idf(rows)["idf"].tolist() == [
        pytest.approx(math.log(2))
    ] * len(tf_idf(rows))


@pytest.mark.parametrize("text", ["", "No Chinese at all."])
def test_empty_and_foreign_texts_give_empty_tables(text):
    table = sentences(text)
    assert count_terms(table, "report").empty and list(count_terms(table)) == list(
        count_terms(sentences("经济。"))
    )


def test_a_term_with_pattern_characters_is_taken_literally():
    assert count(sentences("采用C++（新）。"), "substring", ["C++", "（新）", ".*"]) == {
        "C++": 1,
        "（新）": 1,
        ".*": 0,
    }


def test_bad_arguments():
    table = sentences("经济。")
    for wrong, message in (
        (lambda: count_terms(table, method="guess"), "method='guess'"),
        (lambda: count_terms(table, by="chapter"), "by='chapter'"),
    ):
        with pytest.raises(ReportError, match=message):
            wrong()
    with pytest.raises(ReportError, match="no section '9'"):
        keyword_in_context(table, "经济", section="9")
    for terms in (" ", 5):
        with pytest.raises(ReportError, match="is not a term"):
            count_terms(table, terms=terms)
    for wrong, message in (
        (lambda: count_terms(table, depth=0), "depth=0"),
        (lambda: keyword_in_context(table, "经济", width=-1), "width=-1"),
        (lambda: compare_texts(table, table, similar=1.5), "similar=1.5"),
        (lambda: compare_texts(table, table, similar=-1), "similar=-1"),
        (lambda: g2_threshold(0), "tests=0"),
    ):
        with pytest.raises(ReportError, match=message):
            wrong()


def test_a_concordance_stays_in_its_section():
    table = sentences(NESTED)
    assert (
        len(keyword_in_context(table, "经济", section="1"))
        == 2
        == len(keyword_in_context(table, "经济", section=1))
    )
    assert keyword_in_context(table, "经济", section="2").empty
    assert (
        keyword_in_context(table, "经济", width=0)[["left", "right"]].to_numpy().tolist()
        == [["", ""]] * 2
    )
    numbered = pd.concat([table, table.assign(section_id="10")], ignore_index=True)
    assert len(keyword_in_context(numbered, "经济", section="1")) == 2  # 10 is not below 1


def test_a_term_may_be_typed_with_blanks():
    assert build_ways(sentences("推进乡村振兴。"), "乡村 振兴")["n"].tolist() == [1, 1, 1, 0]


def test_keyness_by_hand():
    counts = pd.DataFrame(
        {
            "report_id": "r",
            "section": ["a", "b", "a", "b"],
            "term": ["x", "x", "y", "y"],
            "en": "",
            "topic": "",
        }
    )
    counts = counts.assign(n=[8, 2, 5, 10], characters=[1000, 2000, 1000, 2000])
    row = keyness(counts, "a", "b").set_index("term").loc["x"]
    expected_a, expected_b = 1000 * 10 / 3000, 2000 * 10 / 3000
    assert row["g2"] == pytest.approx(
        2 * (8 * math.log(8 / expected_a) + 2 * math.log(2 / expected_b))
    )
    assert row["log_ratio"] == pytest.approx(math.log2((8 / 1000) / (2 / 2000)))


def test_keyness_takes_the_size_of_whole_sides(tables):
    table = label_parts(tables.sentences, tables.outline)
    counts = count_terms(table, depth=2, terms="乡村振兴")
    sides = [
        [section for section in counts["section"].unique() if section.split(".")[0] == part]
        for part in "13"
    ]
    row = keyness(counts, *sides).iloc[0]
    assert (row["n_a"], row["n_b"], round(row["g2"], 2), round(row["log_ratio"], 2)) == (
        5,
        5,
        0.05,
        0.21,
    )
    row = keyness(count_terms(table, "part", terms="十三五"), "review", "tasks").iloc[0]
    assert (row["n_a"], row["n_b"], round(row["g2"], 2)) == (4, 0, 6.13)
    assert row["log_ratio"] == pytest.approx(math.log2(4 / 9049 / (0.5 / 10431)))
    assert keyness(count_terms(table, "part", terms="火星"), "review", "tasks").empty
    every, frequent = (
        keyness(count_terms(table, "part"), "review", ["goals", "tasks"], floor=floor)
        for floor in (1, 5)
    )
    assert len(frequent) < len(every) and (frequent["n_a"] + frequent["n_b"]).min() == 5


def test_keyness_refuses_what_cannot_be_compared(tables):
    table = label_parts(tables.sentences, tables.outline)
    counts = count_terms(table, "part", terms="经济")
    mixed = pd.concat([counts, count_terms(table, "part", "substring", "经济")])
    for rows, a, b, message in (
        (counts, [], "review", r"a=\[\] is no section"),
        (counts, "review", "plan", "b='plan' is no section .* there are front, review"),
        (counts, ["review", "tasks"], "review", "'review' stands on both sides"),
        (mixed, "review", "tasks", "'lexicon' and 'substring' cannot be compared"),
    ):
        with pytest.raises(ReportError, match=message):
            keyness(rows, a, b)


def test_dispersion_by_hand():
    raw = "一、甲\n经济经济经济增长。\n二、乙\n就业稳定发展平稳。"
    row = dispersion(sentences(raw)).set_index("term").loc["经济"]
    sizes = [len("一、甲经济经济经济增长。"), len("二、乙就业稳定发展平稳。")]
    shares = [size / sum(sizes) for size in sizes]
    assert row["dp"] == pytest.approx(0.5 * (abs(1 - shares[0]) + abs(0 - shares[1])))
    assert row["dp_norm"] == pytest.approx(row["dp"] / (1 - min(shares)))


def test_tf_idf_by_hand():
    counts = pd.DataFrame(
        {"report_id": "r", "section": ["1", "1", "2"], "term": ["x", "y", "y"], "n": [3, 1, 2]}
    )
    weights = tf_idf(counts).set_index(["section", "term"])["tf_idf"]
    assert weights["1", "x"] == pytest.approx(0.75 * math.log(2)) and weights["2", "y"] == 0


def test_collocations_by_hand():
    table = sentences("就业、创业，就业、创业，就业，创新。")
    row = collocations(table, floor=2).iloc[0]
    assert (row["n_both"], row["n_first"], row["n_second"]) == (2, 3, 2)
    assert row["expected"] == pytest.approx(3 * 2 / 4) and row["pmi"] == pytest.approx(
        math.log2(2 / 1.5)
    )
    assert row["g2"] == pytest.approx(
        2 * (2 * math.log(2 / 1.5) + math.log(1 / 1.5) + math.log(1 / 0.5))
    )  # cells 2, 1, 0, 1


def test_pairs_meet_in_a_clause_or_in_a_sentence():
    table = sentences("就业，创业。就业，创业。教育。")
    assert collocations(table, floor=1).empty
    pairs = collocations(table, "sentence", floor=1)
    assert pairs[["first", "second", "n_both", "expected"]].values.tolist() == [
        ["就业", "创业", 2, pytest.approx(4 / 3)]
    ]


def test_a_term_is_no_neighbour_of_its_own_inside():
    terms = ["经济", "发展", "经济发展"]
    pairs = collocations(
        sentences("经济发展。经济发展。就业。教育。"), method="substring", terms=terms, floor=1
    )
    assert pairs[["first", "second"]].values.tolist() == [["经济", "发展"]]
    beside = collocations(
        sentences("经济发展、经济。经济发展、经济。就业。教育。"),
        method="substring",
        terms=terms,
        floor=2,
    )
    assert beside[["first", "second", "n_both"]].values.tolist() == [
        ["经济", "经济发展", 2],
        ["经济", "发展", 2],
    ]


def test_attention_has_three_denominators():
    rows = attention_shares(
        sentences("发展经济，扩大就业。天气很好。"),
        "report",
        terms={"经济": "macro", "就业": "work"},
    ).set_index("topic")
    assert (
        rows.loc["macro", "share_of_terms"] == 0.5
        and rows.loc["macro", "share_of_sentences"] == 0.5
    )
    assert rows.loc["macro", "share_of_characters"] == pytest.approx(2 / 15)


def test_attention_takes_each_character_once():
    rows = attention_shares(
        sentences("经济发展"),
        "report",
        terms=dict.fromkeys(["经济", "发展", "经济发展"], "macro"),
        method="substring",
    )
    assert rows[["n", "share_of_characters", "share_of_terms"]].values.tolist() == [[3, 1, 1]]


def test_terms_without_a_topic_are_a_topic():
    rows = attention_shares(sentences("发展经济，火星移民。"), "report", terms=["经济", "火星"])
    assert rows[["topic", "share_of_terms"]].values.tolist() == [["macro", 0.5], ["other", 0.5]]


def test_commitment_counts_targets(tables):
    row = commitment_measures(
        *[table.assign(report_id="r") for table in (tables.sentences, tables.numbers)], "report"
    ).iloc[0]
    assert row["numbers_per_1k"] == pytest.approx(
        1000 * (tables.numbers["kind"] == "measure").sum() / row["characters"]
    )
    rows = commitment_measures(
        label_parts(tables.sentences, tables.outline), tables.numbers, "part"
    ).set_index("section")
    assert rows.loc["review", "target_sentences"] == 0 < rows.loc["goals", "target_sentences"]


def test_texts_are_aligned():
    changes = compare_texts(
        sentences("扩大就业规模。发展农业生产。完全不同的句子。"),
        sentences("扩大就业规模。大力发展农业生产。新的内容在此。", "s"),
    )
    assert changes["status"].tolist() == ["kept", "changed", "new", "dropped"]
    assert list_new_terms(sentences("扩大就业。"), sentences("扩大就业，发展数字经济。"))[
        "term"
    ].tolist() == ["数字经济"]


def test_a_term_inside_a_longer_one_is_not_new():
    assert list_new_terms(sentences("发展数字经济。"), sentences("经济、数字经济、物流。"))[
        "term"
    ].tolist() == ["物流"]
    assert list_new_terms(sentences("天气。"), sentences("扩大就业。"), terms=["就业", "火星"])[
        "term"
    ].tolist() == ["就业"]


def test_sentences_of_one_character_are_kept():
    assert compare_texts(sentences("好"), sentences("好", "s"))["status"].tolist() == ["kept"]


def test_the_most_alike_are_paired_first():
    early, late = (
        sentences("大力发展现代农业生产。"),
        sentences("大力发展农业生产。大力发展现代农业的生产。", "s"),
    )
    changes = compare_texts(early, late, similar=0.5)
    assert (
        changes["status"].tolist() == ["new", "changed"]
        and changes["sentence_b"].iloc[1] == late["sentence_id"].iloc[1]
    )
    assert changes["likeness"].iloc[1] == pytest.approx(2 * 9 / (10 + 11))


def test_bounds_that_changed():
    def rows(bounds):
        given = {
            "indicator": ["GDP", "CPI"],
            "measure": "growth",
            "unit": "%",
            "role": "target",
            "bound": bounds,
            "value": 6.0,
            "text": "6%",
        }
        return pd.DataFrame(given | {"number_id": ["r:1", "r:2"]})

    changed = list_changed_bounds(rows(["approx", "le"]), rows(["ge", "le"]))
    assert changed[["indicator", "bound_a", "bound_b"]].values.tolist() == [["GDP", "approx", "ge"]]
    assert list_changed_bounds(rows(["ge", "le"]), rows(["ge", "le"])).empty


def test_jieba_uses_a_cache_of_the_users_own(tmp_path):
    code = "from reportlib.words.segmenting import segment; segment('经济'); import os; print(os.listdir(os.environ['REPORTLIB_CACHE'] + '/reportlib'))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"REPORTLIB_CACHE": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.stdout.startswith("['jieba-") and done.stderr == ""


def test_the_lexicon_is_large_translated_and_sorted_by_topic():
    lexicon, topics = load_vocabulary("policy_terms"), load_vocabulary("topics")
    assert len(lexicon) >= 400 and lexicon[["en", "topic"]].notna().all(axis=None)
    assert set(lexicon["topic"]) == set(topics["topic"]) - {"other"} and topics[
        ["en", "zh"]
    ].notna().all(axis=None)
