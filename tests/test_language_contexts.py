"""What stands around a number: its clause, its noun, its list."""

import pytest
from conftest import cases, marked, measures_of
from hypothesis import given
from hypothesis import strategies as st

from reportlib.language.contexts import WINDOW, counted_noun, text, words_of
from reportlib.language.tokens import tokenize

FLAGS = ("of", "limited", "fresh", "sentence", "linked", "governs")


def context_of(sentence):
    """Context of the number in 【】."""
    clean, i = marked(sentence)
    return measures_of(clean)[2][i]


@pytest.mark.parametrize("case", cases("contexts"))
def test_case(case):
    context = context_of(case["text"])
    flags = " ".join(flag for flag in FLAGS if getattr(context, flag))
    place = f"{context.place + 1}/{context.length}"
    assert [context.near, words_of(context.noun), words_of(context.after), flags, place] == [
        case[name] for name in ("near", "noun", "after", "flags", "list")
    ]


def test_a_context_knows_what_was_said_since_the_number_before():
    context = context_of("新建公园3个，投资加快，其中道路投资达到【5亿元】。")
    assert context.since == "，投资加快，其中道路投资达到"
    assert words_of(context.earlier) == "，投资加快"
    assert context.behind == "" and context.tags[-1] == "m"


def test_what_is_far_away_is_of_no_clause():
    context = context_of("山和" * WINDOW + "公园达到【3个】。")
    assert len(context.left) == WINDOW and context.near.endswith("公园达到")


@pytest.mark.parametrize(
    ("words", "told"),
    [("去年公园", "公园"), ("公园去年", "公园"), ("去年", "去年"), ("去年、今年", "去年、")],
)
def test_a_time_is_no_part_of_a_name(words, told):
    assert text(tokenize(words, [])) == told


@pytest.mark.parametrize(
    ("right", "unit", "options", "noun"),
    [
        ("老旧小区改造", "个", {"last": True}, "老旧小区改造"),
        ("公园和学校", "个", {"last": True}, "公园和学校"),
        ("公园和学校", "个", {"last": False}, "公园"),
        ("公园等设施", "个", {"last": True, "nested": True}, "公园"),
        ("公园等设施", "个", {"last": True}, "公园等设施"),
        ("以上", "个", {"last": True}, ""),
        ("，公园", "个", {"last": True}, ""),
        ("（城区）", "个", {"last": True}, ""),
    ],
)
def test_a_noun_ends_before_what_is_no_part_of_it(right, unit, options, noun):
    tokens = tokenize(right, [])
    first, end = counted_noun(tokens, unit, **options)
    assert words_of(tokens[first:end]) == noun


PARTS = "新建|公园|去年|增长|3个|5%|9亿元|的|、|和|，|。|以上|超过|分别|村民|300名|等|（城区）|全省"


@given(st.lists(st.sampled_from(PARTS.split("|")), max_size=16).map("".join))
def test_a_context_holds_what_the_sentence_says_in_its_order(clean):
    measures, tokens, contexts = measures_of(clean)
    assert [context.number for context in contexts] == list(range(len(measures)))
    for measure, context in zip(measures, contexts, strict=True):
        assert 0 <= context.place < context.length
        assert clean[: measure.start].endswith(context.near)
        assert clean[: measure.start].endswith(context.since)
        noun = context.noun if context.length == 1 else ()  # a list shares its last noun
        kept = (*context.earlier, *context.left, *noun, *context.after)
        assert list(kept) == sorted(kept) and set(kept) <= set(tokens)
        assert all(token.number < 0 for token in kept)
