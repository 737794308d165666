"""Measures of words against hand computations."""

import math

import pandas as pd
import pytest
from conftest import sentences_of

from reportlib import (
    ReportError,
    attention_shares,
    collocations,
    commitment_measures,
    count_terms,
    dispersion,
    keyness,
    label_parts,
    tf_idf,
)


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
    row = dispersion(sentences_of(raw)).set_index("term").loc["经济"]
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
    table = sentences_of("就业、创业，就业、创业，就业，创新。")
    row = collocations(table, floor=2).iloc[0]
    assert (row["n_both"], row["n_first"], row["n_second"]) == (2, 3, 2)
    assert row["expected"] == pytest.approx(3 * 2 / 4) and row["pmi"] == pytest.approx(
        math.log2(2 / 1.5)
    )
    assert row["g2"] == pytest.approx(
        2 * (2 * math.log(2 / 1.5) + math.log(1 / 1.5) + math.log(1 / 0.5))
    )  # cells 2, 1, 0, 1


def test_pairs_meet_in_a_clause_or_in_a_sentence():
    table = sentences_of("就业，创业。就业，创业。教育。")
    assert collocations(table, floor=1).empty
    pairs = collocations(table, "sentence", floor=1)
    assert pairs[["first", "second", "n_both", "expected"]].values.tolist() == [
        ["就业", "创业", 2, pytest.approx(4 / 3)]
    ]


def test_a_term_is_no_neighbour_of_its_own_inside():
    terms = ["经济", "发展", "经济发展"]
    pairs = collocations(
        sentences_of("经济发展。经济发展。就业。教育。"), method="substring", terms=terms, floor=1
    )
    assert pairs[["first", "second"]].values.tolist() == [["经济", "发展"]]
    beside = collocations(
        sentences_of("经济发展、经济。经济发展、经济。就业。教育。"),
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
        sentences_of("发展经济，扩大就业。天气很好。"),
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
        sentences_of("经济发展"),
        "report",
        terms=dict.fromkeys(["经济", "发展", "经济发展"], "macro"),
        method="substring",
    )
    assert rows[["n", "share_of_characters", "share_of_terms"]].values.tolist() == [[3, 1, 1]]


def test_terms_without_a_topic_are_a_topic():
    rows = attention_shares(sentences_of("发展经济，火星移民。"), "report", terms=["经济", "火星"])
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
