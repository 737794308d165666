"""A context → the nouns of its sentence that lend a number a part of its name.

The head of a name, the subject of a clause before, the topic that opens a sentence, what a
predicate says of a counted noun.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportlib.labels.catalogue import names_rate
from reportlib.language.contexts import Context, text
from reportlib.language.grammar import compile_pattern
from reportlib.language.lexicon import lexicon
from reportlib.language.tokens import Token
from reportlib.tables.vocabulary import cached, vocabulary_rows

CLAUSE = re.compile("[^zZ]+")  # tags up to a mark
LONGEST_SAID = 22  # characters of what is said of a counted noun


@cached
def attribute_end() -> re.Pattern[str]:
    """The end of a name that says what is measured of a thing: 森林|覆盖率."""
    known = {row["word"] for row in vocabulary_rows("head_nouns")}
    known |= {word for word, entry in lexicon().items() if entry.tag == "r"}
    longest_first = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    return re.compile(f"(?:{longest_first})$")


@cached
def _earlier_pattern() -> re.Pattern[str]:
    return compile_pattern(
        "OPEN (subject: (noun|attribute|carry)((noun|attribute|act|of|share|and|time|bracket"
        "|verb(?=(noun|attribute|verb|of))|manner(?=(noun|attribute)))*(noun|attribute|act))?)"
    )


def earlier_subject(context: Context) -> str:
    """The noun phrase that opens the nearest clause before that has one."""
    tags = "".join([token.tag for token in context.earlier])
    for clause in reversed(list(CLAUSE.finditer(tags))):
        if found := _earlier_pattern().match(tags, *clause.span()):
            subject = text(context.earlier[slice(*found.span("subject"))])
            if len(subject) > 2:
                return subject
    return ""


@cached
def _heading_pattern() -> re.Pattern[str]:
    return compile_pattern("(heading: (noun|attribute|verb|act)+) comma")


def find_heading(context: Context) -> str:
    """The noun phrase that opens a sentence as its topic, closed by a comma: 轨道交通网，开工…"""
    tokens = (*context.earlier, Token(0, 0, "，", "z")) if context.fresh and context.earlier else ()
    found = _heading_pattern().match("".join(token.tag for token in tokens))
    if not found:
        return ""
    words = text(tokens[: found.end("heading")])
    return (
        re.sub("(?<=..)(?:方面|领域|网|上)$", "", words)
        if re.search("(?:方面|领域|网|上)$", words) and len(words) < 12
        else ""
    )


@cached
def _said_pattern() -> re.Pattern[str]:
    return compile_pattern(
        "(time|manner|each|begin|of(?=status))* "
        "(said: (status|verb|light|pursue|carry|act|prep)[^comma stop number compare bound other]*)"
    )


def said(context: Context) -> str:
    """What a predicate says of a counted noun, to tell it from others of its kind: 摘帽 of
    18个县全部摘帽; "" of 5个项目全面铺开.
    """
    tags = "".join(token.tag for token in context.after)
    found = _said_pattern().match(tags)
    if not found or tags[found.end() : found.end() + 1] == "N":
        return ""
    predicate = list(context.after[found.start("said") : found.end("said")])
    predicate = [token for token in predicate if token.text not in ("了", "得到")]
    while predicate and predicate[-1].tag == "u":
        predicate.pop()
    light = bool(predicate) and predicate[0].tag == "v"
    predicate = predicate[light:]
    words = text(predicate)
    bare = all(token.tag in "avdP" for token in predicate)
    does = light and bool(predicate) and predicate[-1].tag in "wah"
    names = bool(predicate) and (does or predicate[0].tag in "hwakpP")
    return words if names and not bare and len(words) <= LONGEST_SAID else ""


def headed(phrase: tuple[Token, ...]) -> tuple[Token, ...]:
    """A phrase without the members that it lists before its head: A、B等|平台."""
    at = next((k for k, token in enumerate(phrase[:-1]) if token.text == "等"), None)
    lists = any(token.tag == "u" for token in phrase[:at])
    act = phrase[:1] if phrase and phrase[0].tag == "a" else ()
    if at is None or not lists or phrase[at + 1].text == "方面":
        return phrase
    return (*act, *phrase[at + 1 :])


def plain(modifier: str) -> str:
    """A modifier of a counted noun; "" when it lists the members: A、B、C等四大工程."""
    return "" if "、" in modifier or "等" in modifier[-2:] else modifier.removeprefix("全国")


@cached
def empty_heads() -> frozenset[str]:
    return frozenset(row["word"] for row in vocabulary_rows("empty_heads"))


def without_rate(noun: str) -> str:
    """The counted part of a noun that goes on to name a rate of it: 42个断面|水质优良比例."""
    return next((noun[:at] for at in range(2, len(noun) - 2) if names_rate(noun[at:])), noun)


def says_what_of_it(rest: Sequence[Token]) -> bool:
    """Whether the rest of a noun phrase says what is measured of the part before: 项目|完成投资."""
    return rest[0].tag == "r" or rest[0].tag == "a" and {token.tag for token in rest[1:]} == {"r"}
