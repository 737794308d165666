"""Intervals and tests over paragraphs against hand computations."""

from collections import Counter
from itertools import combinations

import pandas as pd
import pytest
from conftest import sentences_of

from reportlib import (
    ReportError,
    bootstrap_rates,
    bootstrap_shares,
    count_terms,
    keyness,
    permute_keyness,
)
from reportlib.words.resampling import bootstrap_ratios, number_paragraphs

RAW = "改革改革。\n改革就业。\n就业就业。\n就业教育。\n教育改革。\n"
SIDES = [*"aabbb"]


def sided(sides=SIDES):
    return sentences_of(RAW).assign(side=list(sides))


def test_a_paragraph_ends_with_its_line_and_its_report():
    table = sentences_of("扩大就业。稳定物价。\n改革创新。\n")
    assert number_paragraphs(table) == [0, 0, 1]
    two = pd.concat([table, table.assign(report_id="other")[:1].assign(text="扩大就业。")] * 2)
    assert number_paragraphs(two) == [0, 0, 1, 2, 3, 3, 4, 5]
    assert number_paragraphs(table[:0]) == []


def test_permutation_agrees_with_every_deal():
    terms = ["改革", "就业", "教育"]
    found = permute_keyness(
        sided(), "a", "b", "side", "substring", terms, floor=1, draws=4999
    ).set_index("term")
    deals = []
    for on_a in combinations(range(5), 2):
        sides = ["a" if i in on_a else "b" for i in range(5)]
        rows = keyness(count_terms(sided(sides), "side", "substring", terms), "a", "b")
        deals.append(rows.set_index("term")["g2"])
    observed = deals[0]
    for term in terms:
        alone = sum(deal[term] >= observed[term] - 1e-9 for deal in deals) / len(deals)
        family = sum(deal.max() >= observed[term] - 1e-9 for deal in deals) / len(deals)
        assert found.loc[term, "p"] == pytest.approx(alone, abs=0.03)
        assert found.loc[term, "p_family"] == pytest.approx(family, abs=0.03)
        assert found.loc[term, "g2"] == pytest.approx(observed[term])
    assert (found["p_family"] >= found["p"]).all()


def test_the_same_seed_deals_the_same():
    given = {"terms": ["改革", "就业"], "floor": 1, "draws": 99}
    first, again, other = (
        permute_keyness(sided(), "a", "b", "side", **given, seed=seed) for seed in (1, 1, 2)
    )
    assert first.equals(again) and not first["p"].equals(other["p"])


def test_a_side_apart_is_found_and_equal_sides_are_not():
    raw = "".join(f"{word}建设。\n" for word in ["改革"] * 12 + ["教育"] * 12)
    table = sentences_of(raw).assign(side=[*"a" * 12, *"b" * 12])
    terms = ["改革", "教育", "建设"]
    apart = permute_keyness(table, "a", "b", "side", "substring", terms).set_index("term")
    assert apart.loc[["改革", "教育"], "p_family"].tolist() == [1 / 2000] * 2
    assert apart.loc["建设", "p_family"] == 1
    mixed = permute_keyness(table.assign(side=[*"ab" * 12]), "a", "b", "side", terms=terms)
    assert mixed["p_family"].min() > 0.9


def test_sides_are_those_of_keyness():
    with pytest.raises(ReportError, match="b='plan' is no section"):
        permute_keyness(sided(), "a", "plan", "side")
    with pytest.raises(ReportError, match="draws=5 are too few"):
        permute_keyness(sided(), "a", "b", "side", draws=5)
    assert permute_keyness(sided(), "a", "b", "side", terms="火星").empty


def test_intervals_of_rates_are_quantiles_of_paragraphs_drawn():
    rows = bootstrap_rates(sentences_of(RAW), "report", "substring", "教育").iloc[0]
    assert (rows["n"], rows["paragraphs"], rows["characters"]) == (2, 5, 25)
    assert rows["per_10k"] == 1e4 * 2 / 25
    assert (rows["low"], rows["high"]) == (0, 1e4 * 4 / 25)  # binomial of 5 at 0.4: 0 … 4


def test_clusters_widen_an_interval():
    spread, bunched = (
        bootstrap_rates(sentences_of(raw * 10), "report", "substring", "改革").iloc[0]
        for raw in ("改革甲乙丙丁。\n改革甲乙丙丁。\n", "改革甲改革丁。\n甲乙甲乙丙丁。\n")
    )
    assert spread["n"] == bunched["n"] and spread["low"] == spread["high"] == spread["per_10k"]
    assert bunched["low"] < bunched["per_10k"] < bunched["high"]


def test_shares_are_of_the_terms_of_their_section():
    topics = {"改革": "reform", "就业": "jobs", "教育": "jobs"}
    rows = bootstrap_shares(sided(), "side", terms=topics).set_index(["section", "topic"])
    assert rows.loc[("a", "reform"), ["n", "terms", "paragraphs"]].tolist() == [3, 4, 2]
    assert rows.loc[("a", "reform"), ["low", "high"]].tolist() == [0.5, 1]
    assert rows.loc[("b", "jobs"), "share_of_terms"] == pytest.approx(5 / 6)


def test_what_cannot_vary_has_no_interval():
    one = bootstrap_rates(sentences_of("改革改革。"), "report", "substring", ["改革", "就业"])
    assert one["term"].tolist() == ["改革"] and one[["low", "high"]].isna().all(axis=None)
    assert bootstrap_ratios([], [], Counter(), []).empty
    found = bootstrap_ratios("ab", [0, 1], Counter({(0, "x"): 1}), [1, 1]).set_index("group")
    assert found.loc["b", "n"] == 0 and pd.isna(found.loc["b", "low"])
