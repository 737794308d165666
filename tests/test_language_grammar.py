"""Each row of the grammar reads its example and leaves its counter-example to others."""

import re

import pytest

from reportlib import Report, analyse
from reportlib.labels.memory import Flags
from reportlib.labels.slots import Reader
from reportlib.language.grammar import SAID, compile_pattern, rules
from reportlib.tables.errors import ReportError
from reportlib.tables.vocabulary import vocabulary_rows

ROWS = [pytest.param(row, id=row["name"]) for row in vocabulary_rows("grammar")]
GROUPS = {"percent", "times", "points", "money", "time", "count"}  # by a number's unit, and finer:
GROUPS |= {"quantity", "occasion", "age", "person"}
FLAGS = {name.replace("_", "-") for name in Flags._fields}


def read(marked):
    """Indicator and rule of the number in 【】."""
    before, number, after = re.split("[【】]", marked)
    report = Report("example", before + number + after, region="某市", year=2024)
    rows = analyse(report).numbers
    row = rows[(rows["start"] <= len(before)) & (len(before) < rows["end"])].iloc[0]
    return row["indicator"], row["rule"].partition("; ")[2]


@pytest.mark.parametrize("row", ROWS)
def test_a_row_reads_its_example(row):
    assert read(row["example"]) == (row["reading"], row["name"])


@pytest.mark.parametrize("row", ROWS)
def test_a_row_leaves_its_counter_example_to_another(row):
    assert read(row["counter_example"])[1] != row["name"]


@pytest.mark.parametrize("row", ROWS)
def test_a_row_asks_for_what_there_is(row):
    """Units are groups of units, flags and slots those of a reader or parts of the pattern."""
    assert set(row["units"].split()) <= GROUPS
    flags = {flag.removeprefix("-") for flag in row["when"].split()}
    assert {flag for flag in flags if not flag.startswith(SAID)} <= FLAGS
    assert row["right"] in ("any", "none", "noun", "of noun")
    parts = re.findall(r"\(([a-z]+): ", row["left"])
    for template in ("indicator", "topic", "act"):
        for slot in re.findall("[a-z_]+", "".join(re.findall(r"\{.*?\}", row[template]))):
            assert slot in parts or hasattr(Reader, f"slot_{slot}"), slot


def test_each_row_is_compiled_under_its_name():
    assert [rule.name for rule in rules()] == [row["name"] for row in vocabulary_rows("grammar")]


@pytest.mark.parametrize("row", vocabulary_rows("phrases"), ids=lambda row: row["name"])
def test_a_phrase_is_a_pattern_of_its_own(row):
    assert row["name"].isupper() and row["meaning"]
    assert compile_pattern(f"(part: {row['name']})").groupindex == {"part": 1}


@pytest.mark.parametrize(
    ("pattern", "tags", "part"),
    [
        ("(part: noun+) move", "nnm", "nn"),
        ("(part: NP) END", "nonm", "non"),
        ("(part: NP) END", "nom", None),  # 的 ends no noun phrase
        ("OPEN (part: NP) END", "tvnm", "n"),  # 去年|完成 are no part of a name
        ("(part: CLAUSE+)", "nzn", None),  # a comma ends a clause
        ("(part: noun(?=act)) act", "na", "n"),
        ("(part: [^comma number]+)", "nZ", "nZ"),
    ],
)
def test_words_of_a_pattern_are_tags(pattern, tags, part):
    found = compile_pattern(pattern).fullmatch(tags)
    assert (found and found["part"]) == part


def test_an_unknown_word_of_a_pattern_is_an_error():
    with pytest.raises(ReportError, match="no tag or phrase is named 'nuon'"):
        compile_pattern("nuon move")
