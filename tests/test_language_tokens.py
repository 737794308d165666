"""Tokens tile their sentence; a word's tag is the lexicon's, as its guard has it."""

import re

import pytest
from conftest import cases
from hypothesis import given
from hypothesis import strategies as st

from reportlib.language.lexicon import codes
from reportlib.language.tokens import Span, tokenize
from reportlib.numbers.scanning import scan
from reportlib.tables.vocabulary import vocabulary_rows


def spans_of(clean):
    return [Span(found.start, found.end, found.kind) for found in scan(clean)]


def assert_tiles(clean, spans):
    tokens = tokenize(clean, spans)
    assert "".join(token.text for token in tokens) == clean
    assert all(token.text == clean[token.start : token.end] for token in tokens)
    assert [token.start for token in tokens] == [0, *(token.end for token in tokens)][:-1]
    measures = [span for span in spans if span.kind == "measure"]
    numbered = [token for token in tokens if token.number >= 0]
    assert [(one.start, one.end) for one in numbered] == [span[:2] for span in measures]
    assert [one.number for one in numbered] == list(range(len(measures)))
    letters = set(codes().values())
    assert all(token.tag in letters and token.text for token in tokens)


def test_tokens_tile_each_sentence_of_the_report(tables):
    for clean in tables.sentences["clean"].dropna():
        assert_tiles(clean, spans_of(clean))


PARTS = "新建公园|“十四五”|“|”|（|）|《|》|12个|5%|的|、|，|。|去年|率达|超|5G|第三|2020年|一季度|a"


@given(st.lists(st.one_of(st.sampled_from(PARTS.split("|")), st.text(max_size=3)), max_size=20))
def test_tokens_tile_any_text(parts):
    clean = re.sub(r"\s", "", "".join(parts))
    assert_tiles(clean, spans_of(clean))


def test_no_text_has_no_tokens():
    assert tokenize("", []) == []


@pytest.mark.parametrize("case", cases("tags"))
def test_a_word_has_its_tag(case):
    clean = re.sub("[【】]", "", case["text"])
    tags = [token.tag for token in tokenize(clean, spans_of(clean)) if token.text == case["word"]]
    assert tags == [codes()[case["tag"]]], tokenize(clean, spans_of(clean))


@pytest.mark.parametrize("case", cases("words"))
def test_each_word_of_the_lexicon_has_its_tag(case):
    """The words stand a second time in the case file, so that a lost row is noticed."""
    at, found = case["text"].index("{}"), {}
    for word in case["words"].split():
        clean = case["text"].format(word)
        tokens = tokenize(clean, spans_of(clean))
        found[word] = [token.tag for token in tokens if (token.start, token.text) == (at, word)]
    assert found == dict.fromkeys(found, [codes()[case["tag"]]])


def test_each_tag_of_each_word_has_a_case():
    cased = [parameter.values[0] for parameter in cases("words")]
    held = {(word, case["tag"]) for case in cased for word in case["words"].split()}
    rows = vocabulary_rows("lexicon")
    tags = {(row["word"], row[column]) for row in rows for column in ("tag", "otherwise")}
    assert tags - held - {(row["word"], "") for row in rows} == set()


@pytest.mark.parametrize("pair", ["“甲{}乙”", "（甲{}乙）", "《甲{}乙》"])
def test_what_is_quoted_is_one_token_unless_it_holds_a_measure(pair):
    for inside, whole in (("丙", True), ("第三", True), ("增长5%", False)):
        clean = f"关于{pair.format(inside)}建设"
        texts = [token.text for token in tokenize(clean, spans_of(clean))]
        assert (pair.format(inside) in texts) == whole, texts


@pytest.mark.parametrize(("length", "whole"), [(24, True), (25, False)])
def test_a_long_quotation_is_a_sentence_of_its_own(length, whole):
    clean = f"“{'山' * length}”"
    assert (len(tokenize(clean, [])) == 1) == whole


def test_a_swallowed_verb_is_parted_before_a_number_alone():
    told = tokenize("化解率达", [])
    assert "达" not in [token.text for token in told[:-1]]
    before = tokenize("化解率达5%", [Span(4, 6, "measure")])
    assert [token.text for token in before][-2:] == ["达", "5%"]
