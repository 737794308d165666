"""A clean sentence and its numerals → tokens that tile it, each with a tag.

Numerals, dates and names are one token each, and so is a short text in quotation marks or brackets;
the rest is cut into words. A word that the lexicon does not know takes the tag that its dictionary
class allows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reportlib.language.lexicon import codes, cutter, lexicon

QUOTED = re.compile("“[^“”]{1,24}”|《[^《》]{1,24}》|[（(][^（()）]{0,20}[)）]")
DATED = re.compile("[0-9〇零一二三四五六七八九十两]+(?:年|月|季度)(?:来|间|内|末|底|前)?|[年月日]")
PLAN = re.compile("“[一二三四五六七八九十]{1,2}五”")
VERBS = frozenset(("v", "vn", "vd", "vi", "vg"))


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


def _fixed(clean: str, spans: Sequence[Span]) -> list[tuple[int, int, str, int]]:
    letter = codes()
    of_kind = {"measure": letter["number"], "date": letter["time"], "enumerator": letter["stop"]}
    measures = iter(range(len(spans)))
    fixed = [
        (
            *span[:2],
            letter["time"]
            if clean[span.end - 2 : span.end] == "季度"
            else of_kind.get(span.kind, letter["noun"]),
            next(measures) if span.kind == "measure" else -1,
        )
        for span in spans
    ]
    for quoted in QUOTED.finditer(clean):
        first, last = quoted.span()
        inside = [entry for entry in fixed if entry[0] < last and first < entry[1]]
        if all(entry[3] < 0 and first <= entry[0] and entry[1] <= last for entry in inside):
            fixed = [entry for entry in fixed if entry not in inside]
            plan = PLAN.fullmatch(quoted[0])
            tag = "time" if plan else "bracket" if quoted[0][0] in "（(" else "noun"
            fixed.append((first, last, letter[tag], -1))
    return sorted(fixed)


def _without_verb(last: Token) -> list[Token]:
    """The token before a number, in two where an unknown word swallowed the verb: 化解率|达."""
    words, letter = lexicon(), codes()
    end = words.get(last.text[-1])
    if (
        last.text in words
        or len(last.text) < 2
        or not end
        or end.tag not in (letter["move"], letter["bound"])
    ):
        return [last]
    at = last.end - 1
    return [
        Token(last.start, at, last.text[:-1], letter["noun"]),
        Token(at, last.end, last.text[-1], end.tag),
    ]


def tokenize(clean: str, spans: Sequence[Span]) -> list[Token]:
    """Cut a clean sentence into tokens that tile it.

    Examples
    --------
    >>> tokens = tokenize("全市新建公园12个。", [Span(6, 9, "measure")])
    >>> [(token.text, token.tag) for token in tokens]
    [('全市', 'g'), ('新建', 'a'), ('公园', 'n'), ('12个', 'N'), ('。', 'Z')]
    """
    letter, words, cut = codes(), lexicon(), cutter()
    tokens: list[Token] = []
    at = 0
    for start, end, tag, number in [*_fixed(clean, spans), (len(clean), len(clean), "", -1)]:
        if start > at:
            for word, dictionary in cut.tag(clean[at:start], True):
                known = words.get(word)
                if known:
                    found = known.tag
                elif DATED.fullmatch(word):
                    found = letter["time"]
                elif dictionary in VERBS:
                    found = letter["verb"]
                elif dictionary == "d" and len(word) > 1 and word[-1] != "性":
                    found = letter["manner"]
                else:
                    found = letter["noun"]
                tokens.append(Token(at, at + len(word), word, found))
                at += len(word)
            if number >= 0:
                tokens[-1:] = _without_verb(tokens[-1])
        if tag and end > at:
            tokens.append(Token(at, end, clean[at:end], tag, number))
            at = end
    following = letter["stop"]
    for i in range(len(tokens) - 1, -1, -1):
        entry = words.get(tokens[i].text)
        if entry and entry.guard and tokens[i].number < 0 and following not in entry.guard:
            tokens[i] = tokens[i]._replace(tag=entry.otherwise)
        following = tokens[i].tag
    return tokens
