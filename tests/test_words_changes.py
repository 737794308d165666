"""What changed between two texts."""

import pandas as pd
import pytest
from conftest import sentences_of

from reportlib import (
    ReportError,
    compare_texts,
    find_shared_runs,
    list_changed_bounds,
    list_new_terms,
)


def test_texts_are_aligned():
    changes = compare_texts(
        sentences_of("扩大就业规模。发展农业生产。完全不同的句子。"),
        sentences_of("扩大就业规模。大力发展农业生产。新的内容在此。", "s"),
    )
    assert changes["status"].tolist() == ["kept", "changed", "new", "dropped"]
    assert list_new_terms(sentences_of("扩大就业。"), sentences_of("扩大就业，发展数字经济。"))[
        "term"
    ].tolist() == ["数字经济"]


def test_a_term_inside_a_longer_one_is_not_new():
    assert list_new_terms(sentences_of("发展数字经济。"), sentences_of("经济、数字经济、物流。"))[
        "term"
    ].tolist() == ["物流"]
    assert list_new_terms(
        sentences_of("天气。"), sentences_of("扩大就业。"), terms=["就业", "火星"]
    )["term"].tolist() == ["就业"]


def test_sentences_of_one_character_are_kept():
    assert compare_texts(sentences_of("好"), sentences_of("好", "s"))["status"].tolist() == ["kept"]


def test_the_most_alike_are_paired_first():
    early, late = (
        sentences_of("大力发展现代农业生产。"),
        sentences_of("大力发展农业生产。大力发展现代农业的生产。", "s"),
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


def test_shared_runs_are_the_longest_from_the_left():
    early = sentences_of("启动江北机场建设，江北机场建设项目完成。改革试点。")
    late = sentences_of("加快江北机场建设项目，改革。试点，江北机场，建设。", "s")
    runs = find_shared_runs(early, late, least=4)
    assert runs[["text", "length"]].values.tolist() == [["江北机场建设项目", 8], ["江北机场", 4]]
    assert runs["sentence_a"].tolist() == [early["sentence_id"].iloc[0]] * 2
    assert find_shared_runs(early, late, least=9).empty
    assert find_shared_runs(early[:0], late).empty and find_shared_runs(early, late[:0]).empty
    with pytest.raises(ReportError, match="least=0 is no length"):
        find_shared_runs(early, late, least=0)
