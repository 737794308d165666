"""A clean sentence and its numerals → tokens that tile it, each with a tag.

Numerals, dates and names are one token each, and so is a short text in quotation marks or brackets;
the rest is cut into words. A word that the lexicon does not know takes the tag that its dictionary
class allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reportlib.language.lexicon import Entry, catalogue_names, codes, cutter, lexicon
from reportlib.tables.vocabulary import cached

QUOTED = re.compile("“[^“”]{1,24}”|《[^《》]{1,24}》|[（(][^（()）]{0,20}[)）]")
DATED = re.compile("[0-9〇零一二三四五六七八九十两]+(?:年|月|季度)(?:来|间|内|末|底|前)?|[年月日]")
# a date: 6月底|前, 两年|时间, 三年|内
GOES_ON = re.compile("前(?!后)|时间|内(?![部外地容在涵需陆河蒙])")
PLAN = re.compile("“[一二三四五六七八九十]{1,2}五”")
VERBS = frozenset(("v", "vn", "vd", "vi", "vg"))  # classes of the dictionary
OF_KIND = {"measure": "number", "date": "time", "enumerator": "stop"}  # kind of numeral → tag


class Span(NamedTuple):
    """A numeral of a clean sentence."""

    start: int
    end: int
    kind: str


class Token(NamedTuple):
    """A stretch of a clean sentence; `number` counts the numerals that are measures, else −1."""

    start: int
    end: int
    text: str
    tag: str
    number: int = -1


def _numerals(clean: str, spans: Sequence[Span]) -> Iterator[Token]:
    """The numerals of a sentence, each one token."""
    letter = codes()
    measures = 0
    for start, end, kind in spans:
        text = clean[start:end]
        dates = text.endswith("季度") or kind == "ordinal" and text.endswith("年")
        tag = letter["time" if dates else OF_KIND.get(kind, "noun")]
        if kind == "date" and (goes_on := GOES_ON.match(clean, end)):
            end = goes_on.end()
            text = clean[start:end]
        yield Token(start, end, text, tag, measures if kind == "measure" else -1)
        measures += kind == "measure"


def _quoted(clean: str, numerals: Sequence[Token]) -> Iterator[Token]:
    """Short texts in quotation marks or brackets, each one token, unless a measure is inside."""
    letter = codes()
    for found in QUOTED.finditer(clean):
        first, last = found.span()
        touched = (one for one in numerals if one.start < last and first < one.end)
        if all(one.number < 0 and first <= one.start and one.end <= last for one in touched):
            plan = PLAN.fullmatch(found[0])
            tag = "time" if plan else "bracket" if found[0][0] in "（(" else "noun"
            yield Token(first, last, found[0], letter[tag])


def _fixed(clean: str, spans: Sequence[Span]) -> list[Token]:
    """What is one token whatever a dictionary says, left to right."""
    numerals = list(_numerals(clean, spans))
    quoted = list(_quoted(clean, numerals))
    outside = (
        one
        for one in numerals
        if not any(quote.start <= one.start and one.end <= quote.end for quote in quoted)
    )
    return sorted([*outside, *quoted])


@cached
def _tag(word: str, dictionary: str) -> str:
    """The tag of a word that the cutter gave, with the class that its dictionary has for it."""
    letter, known = codes(), lexicon().get(word)
    if known:
        return known.tag
    if DATED.fullmatch(word):
        return letter["time"]
    if dictionary in VERBS:
        return letter["verb"]
    adverb = dictionary == "d" and len(word) > 1 and word[-1] != "性"
    return letter["manner" if adverb else "noun"]


def _cut(clean: str, start: int, end: int) -> list[Token]:
    """The words of a stretch that holds no fixed token."""
    tokens = []
    for word, dictionary in cutter().tag(clean[start:end], True) if start < end else ():
        until = start + len(word)
        tokens.append(Token(start, until, word, _tag(word, dictionary)))
        start = until
    return tokens


def _without_verb(last: Token) -> list[Token]:
    """The token before a number, in two where an unknown word swallowed the verb: 化解率|达."""
    words, letter = lexicon(), codes()
    known = (at for at in range(len(last.text)) if last.text[at:] in words)
    at = next(known, 0)  # of the longest word that ends it: 主体|新增, not 主体新|增
    verbs = (letter["move"], letter["bound"])
    if last.text in catalogue_names() or at == 0 or words[last.text[at:]].tag not in verbs:
        return [last]
    before, verb = last.text[:at], last.text[at:]
    middle = last.start + at
    return [
        Token(last.start, middle, before, _tag(before, "n")),
        Token(middle, last.end, verb, words[verb].tag),
    ]


@cached
def _guards() -> Mapping[str, Entry]:
    """The words that carry a guard."""
    return {word: entry for word, entry in lexicon().items() if entry.guard}


def _guarded(tokens: list[Token]) -> list[Token]:
    """Tokens whose guards hold: a word before none of the tags that it must stand before takes its
    other tag. From the right, for a tag that was changed may be what a guard asks for.
    """
    guards, following = _guards(), codes()["stop"]
    for i in range(len(tokens) - 1, -1, -1):
        token = tokens[i]
        entry = guards.get(token.text)
        if entry and token.number < 0 and following not in entry.guard:
            tokens[i] = token = token._replace(tag=entry.otherwise)
        following = token.tag
    return tokens


def tokenize(clean: str, spans: Sequence[Span]) -> list[Token]:
    """Cut a clean sentence into tokens that tile it.

    Parameters
    ----------
    clean : str
        The sentence.
    spans : sequence of Span
        Its numerals, left to right; no two overlap.

    Returns
    -------
    list of Token
        Left to right; their texts joined are the sentence.

    Examples
    --------
    >>> tokens = tokenize("全市新建公园12个。", [Span(6, 9, "measure")])
    >>> [(token.text, token.tag) for token in tokens]
    [('全市', 'g'), ('新建', 'a'), ('公园', 'n'), ('12个', 'N'), ('。', 'Z')]
    """
    tokens: list[Token] = []
    at = 0
    for fixed in _fixed(clean, spans):
        words = _cut(clean, at, fixed.start)
        if words and fixed.number >= 0:
            words[-1:] = _without_verb(words[-1])
        tokens += [*words, fixed]
        at = fixed.end
    return _guarded(tokens + _cut(clean, at, len(clean)))
