"""Grammar rows → patterns over tags.

A pattern is a regular expression whose words are tags (``noun``, ``act``), phrases in capitals
(``NP``, of ``vocabulary/phrases.csv``) or named parts (``(subject: NP)``). It is compiled once to
one over letters, one letter a token. ``vocabulary/grammar.csv`` holds the rows, in the order in
which they are tried.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from reportlib.language.lexicon import codes
from reportlib.tables.errors import ReportError
from reportlib.tables.vocabulary import cached, vocabulary_rows

MEASURES = ("level", "growth", "change", "average_growth", "share", "ratio")


class Piece(NamedTuple):
    """One piece of a name: constant words, or the first slot that is not empty."""

    words: str
    slots: tuple[str, ...] = ()
    needed: bool = True


class Rule(NamedTuple):
    """One row of the grammar: when it fits, and what the name is then made of."""

    name: str
    left: re.Pattern[str] | None
    right: str
    units: frozenset[str]
    when: frozenset[str]
    unless: frozenset[str]
    indicator: tuple[Piece, ...]
    measure: str  # what kind of figure it names, where the row alone knows
    topic: tuple[Piece, ...]
    act: tuple[Piece, ...]


@cached
def _phrases() -> dict[str, str]:
    expanded: dict[str, str] = {}
    for row in vocabulary_rows("phrases"):
        expanded[row["name"]] = f"(?:{_over_letters(row['pattern'], expanded)})"
    return expanded


def _over_letters(pattern: str, phrases: Mapping[str, str]) -> str:
    letter = codes()

    def over_letters(word: re.Match[str]) -> str:
        return phrases[word[0]] if word[0] in phrases else letter[word[0]]

    pieces = re.split(r"(\([a-z]+: )", pattern)  # the names of parts stay as they are
    for i, piece in enumerate(pieces):
        if i % 2:
            pieces[i] = f"(?P<{piece[1:-2]}>"
        else:
            plain = re.sub(r"[A-Z]+|[a-z]+", over_letters, re.sub(r"\((?!\?)", "(?:", piece))
            pieces[i] = plain.replace(" ", "")
    return "".join(pieces)


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern over tags; ``(name: X)`` names the part that X takes.

    Examples
    --------
    >>> compile_pattern("(subject: noun+) move").fullmatch("nnm")["subject"]
    'nn'
    """
    try:
        return re.compile(_over_letters(pattern, _phrases()))
    except (KeyError, re.error) as error:
        why = f"no tag or phrase is named {error}" if isinstance(error, KeyError) else error
        raise ReportError(f"grammar: the pattern {pattern!r} cannot be read: {why}") from None


def _template(text: str) -> tuple[Piece, ...]:
    pieces = (part for part in re.split(r"(\{[^}]*\})", text) if part)
    return tuple(
        Piece("", tuple(part[1:-1].removesuffix("?").split("|")), not part.endswith("?}"))
        if part.startswith("{")
        else Piece(part)
        for part in pieces
    )


@cached
def rules() -> tuple[Rule, ...]:
    """The rows of the grammar, compiled."""
    found = []
    for row in vocabulary_rows("grammar"):
        flags = row["when"].split()
        if row["measure"] not in ("", *MEASURES):
            raise ReportError(
                f"grammar row {row['name']!r}: the measure {row['measure']!r} is none of "
                f"{', '.join(MEASURES)}"
            )
        found.append(
            Rule(
                row["name"],
                compile_pattern(row["left"]) if row["left"] else None,
                row["right"],
                frozenset(row["units"].split()),
                frozenset(flag for flag in flags if not flag.startswith("-")),
                frozenset(flag[1:] for flag in flags if flag.startswith("-")),
                _template(row["indicator"]),
                row["measure"],
                _template(row["topic"]),
                _template(row["act"]),
            )
        )
    return tuple(found)


SAID = "said:"  # opens a flag that asks for a word of the clause


@cached
def words_asked() -> frozenset[str]:
    """The words that some row asks for, or must not find: 分别 of ``said:分别``."""
    flags = (flag for rule in rules() for flag in (*rule.when, *rule.unless))
    return frozenset(flag.removeprefix(SAID) for flag in flags if flag.startswith(SAID))
