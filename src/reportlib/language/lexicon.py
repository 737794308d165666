"""The words that the reading core knows: each stands once, with one tag.

``vocabulary/lexicon.csv`` gives the tag of a word, ``tags.csv`` says what the tags mean. A word
that is two things carries a guard: the tags that must follow it; where none does it is `otherwise`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from reportlib.tables.vocabulary import cached, vocabulary_rows


class Entry(NamedTuple):
    """Tag of a word, as a letter; with a guard, `tag` holds only before one of its tags."""

    tag: str
    guard: frozenset[str]
    otherwise: str


@cached
def codes() -> Mapping[str, str]:
    """The letter of each tag, so that a pattern over tags is a pattern over text."""
    return {row["tag"]: row["code"] for row in vocabulary_rows("tags")}


@cached
def lexicon() -> Mapping[str, Entry]:
    """Word → entry."""
    letter = codes()
    return {
        row["word"]: Entry(
            letter[row["tag"]],
            frozenset(letter[tag] for tag in row["guard"].split()),
            letter[row["otherwise"] or row["tag"]],
        )
        for row in vocabulary_rows("lexicon")
    }


@cached
def catalogue_names() -> frozenset[str]:
    """Names of the catalogue that are one word: those that hold no verb between two nouns and are
    no other name with its growth: 经济增长.
    """
    letter = codes()
    verbs = tuple(
        word
        for word, entry in lexicon().items()
        if entry.tag in (letter["light"], letter["carry"]) and len(word) > 1
    )
    acts = tuple(word for word, entry in lexicon().items() if entry.tag == letter["act"])
    moves = tuple(word for word, entry in lexicon().items() if entry.tag == letter["move"])
    rows = vocabulary_rows("indicators")
    listed = (name for row in rows for name in (row["name_zh"], *row["aliases"].split("|")))
    names = {name.removeprefix("*") for name in listed}
    return frozenset(
        name
        for name in names
        if len(name) > 2
        and name.isalpha()
        and not name.startswith(acts)
        and not any(name.endswith(move) and name.removesuffix(move) in names for move in moves)
        and not any(word in name for word in verbs)
    )


@cached
def cutter() -> Any:
    """A cutter of our own that knows the lexicon and the names of the catalogue."""
    import rjieba

    own = rjieba.Jieba()
    for word in lexicon():
        if len(word) > 1:
            own.add_word(word, 100_000, "x")
    for file in ("head_nouns", "persons"):
        for row in vocabulary_rows(file):
            if len(row["word"]) > 1 and row["word"] not in lexicon():
                own.add_word(row["word"], 50_000, "n")
    for name in sorted(catalogue_names()):
        own.add_word(name, 200_000, "n")
    return own
