"""Measures of words against hand computations."""

import itertools
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
from reportlib.words.measures import weighted_log_odds


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


def test_log_odds_by_hand_and_by_another_implementation():
    y_a, y_b = pd.Series([8, 2], ["x", "y"]), pd.Series([2, 10], ["x", "y"])
    alpha = pd.Series([1.0, 3.0], ["x", "y"])
    row = weighted_log_odds(y_a, y_b, alpha).loc["x"]
    odds = math.log((8 + 1) / (10 + 4 - 8 - 1)) - math.log((2 + 1) / (12 + 4 - 2 - 1))
    sd = math.sqrt(1 / (8 + 1) + 1 / (2 + 1))
    assert row.tolist() == pytest.approx([odds, sd, odds / sd])
    lines = "the quick brown fox jumps over the lazy pig\n"
    lines += "the lazy purple pig jumps over the lazier donkey"
    first, second = map(str.split, lines.splitlines())
    words = sorted({*first, *second})
    sides = (pd.Series([side.count(word) for word in words], words) for side in (first, second))
    z = weighted_log_odds(*sides, pd.Series(0.05, words))["z"]
    assert z[["brown", "donkey", "the"]].tolist() == pytest.approx([0.68942278, -0.68942278, 0])


def test_the_prior_of_keyness_is_the_whole_text():
    counts = pd.DataFrame(
        {"report_id": "r", "section": [*"aabbcc"], "term": [*"xyxyxy"], "en": "", "topic": ""}
    ).assign(n=[8, 2, 2, 10, 0, 18], characters=1000)
    row = keyness(counts, "a", "b", prior=4, floor=12).set_index("term")
    assert row.index.tolist() == ["y"]
    y_a, y_b = pd.Series([8, 2], ["x", "y"]), pd.Series([2, 10], ["x", "y"])
    by_hand = weighted_log_odds(y_a, y_b, pd.Series([4 * 10 / 40, 4 * 30 / 40], ["x", "y"]))
    assert row.loc["y", ["log_odds", "log_odds_sd", "z"]].tolist() == by_hand.loc["y"].tolist()
    with pytest.raises(ReportError, match="prior=0 is not above 0"):
        keyness(counts, "a", "b", prior=0)


def test_dispersion_beside_what_chance_gives():
    raw = "一、经济平稳，经济增长，物价。\n二、企业。\n三、物价平稳。\n"
    found = dispersion(sentences_of(raw), method="substring", terms=["经济", "物价"])
    row, n = found.set_index("term").loc["经济"], 2
    sizes = [len(line) for line in raw.splitlines()]  # with their numbers and stops
    shares = [size / sum(sizes) for size in sizes]
    by_hand = 0.0
    for places in itertools.product(range(3), repeat=n):
        chance = math.prod(shares[place] for place in places)
        off = (abs(places.count(i) / n - share) for i, share in enumerate(shares))
        by_hand += chance * sum(off) / 2
    assert row["dp_expected"] == pytest.approx(by_hand)
    assert row["dp_excess"] == pytest.approx(row["dp"] - by_hand) and row["dp_excess"] > 0
    whole = dispersion(sentences_of("经济平稳。"), method="substring", terms=["经济"]).iloc[0]
    assert whole["dp_expected"] == whole["dp_excess"] == 0
