"""Heads of columns and codes in words."""

import pandas as pd
import pytest

from reportlib import build_panel, build_provinces, compare_targets, load_facts, load_provinces
from reportlib.pages.cells import READ
from reportlib.tables.naming import LANGS, code_sets, code_word, code_words, column_specs
from reportlib.tables.vocabulary import vocabulary_rows

ALONE = {"bounded", "bound_sign", "language", "action", "*"}  # codes that no column shows


@pytest.fixture(scope="module")
def frames(tables):
    facts = load_facts()
    return {
        "numbers": tables.numbers,
        "outline": tables.outline,
        "comparison": compare_targets(tables.numbers, facts),
        "panel": build_panel(facts),
        "provinces": build_provinces(load_provinces(), nation=facts),
    }


def test_every_column_is_shown_in_a_way_that_there_is():
    assert {spec["kind"] for spec in column_specs().values()} == READ.keys()
    assert all(spec[lang] for spec in column_specs().values() for lang in LANGS)


def test_every_code_is_of_a_column_and_every_column_of_codes_has_some():
    sets = {row["codes"] for row in vocabulary_rows("code_words")}
    taken = {
        codes
        for column, spec in column_specs().items()
        if spec["kind"] == "words"
        for codes in code_sets(column)
    }
    assert sets - ALONE == taken


def test_codes_of_the_shipped_tables_are_words_in_both_languages(frames):
    checked = 0
    for name, frame in frames.items():
        for column in set(frame.columns) & column_specs().keys():
            cells = frame[column].dropna().unique()
            if column_specs()[column]["kind"] != "words" or pd.api.types.is_bool_dtype(cells):
                continue
            if column == "rule" or not any(code_words(one, "en") for one in code_sets(column)):
                continue  # a row of the grammar, or words as they are
            for code in cells:
                chinese = code_word(column, code, "zh")
                assert chinese and not chinese.isascii(), (name, column, code)
                checked += 1
    assert checked > 80


def test_bounds_are_said_alone_before_a_number_and_as_a_sign():
    bounds = code_words("bound", "en").keys()
    assert bounds == code_words("bounded", "en").keys() - {"fall"}
    assert bounds - {"range"} == code_words("bound_sign", "en").keys()
    assert all("{}" in said for lang in LANGS for said in code_words("bounded", lang).values())


def test_topics_of_numbers_are_those_of_the_catalogue():
    topics = {row["topic"] for row in vocabulary_rows("indicators")}
    assert topics == code_words("topic", "en").keys()
