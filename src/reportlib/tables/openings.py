"""A long pattern → the same pattern, led by the characters that a match can begin with.

A search tries every alternative at every character of a text. Led by its openings, it passes over
most characters at once, and finds the same.
"""

from __future__ import annotations

import re

_PIECE = re.compile(
    r"(?P<around>\(\?<?[=!])|(?P<group>\((?:\?(?:[:>]|P<\w+>))?)|(?P<end>\))|(?P<or>\|)"
    r"|(?P<nothing>[\^$])|(?P<one>\[\^?\]?(?:\\.|[^]\\])*\]|\\?.)",
    re.DOTALL,
)
_TIMES = re.compile(r"(?P<absent>[?*]|\{0?,)?(?:[\d,]*\}|\{[\d,]+\}|\+)?[?+]?")


def _openings(pattern: str, at: int = 0) -> tuple[set[str], bool, int]:
    """From a place of a pattern to the end of its group: what a match can begin with, as patterns
    of one character; whether it can be empty; and where the group ends.
    """
    found: set[str] = set()
    empty, open_ = False, True  # a branch is open until a piece of it cannot be absent
    while piece := _PIECE.match(pattern, at):
        at, kind, opens, absent = piece.end(), piece.lastgroup, {piece[0]}, False
        if kind in ("around", "group"):
            opens, absent, at = _openings(pattern, at)
        if kind == "end":
            break
        if kind == "or":
            empty, open_ = empty or open_, True
        elif kind in ("group", "one"):
            times = _TIMES.match(pattern, at)
            assert times is not None  # a piece may stand once
            at = times.end()
            found |= opens if open_ else set()
            open_ = open_ and (absent or times["absent"] is not None)
    return found, empty or open_, at


def sought(pattern: str) -> str:
    """A pattern that a search tries only at the characters that it can begin with.

    Lookarounds, flags and references inside it are left alone; it must not match nothing.

    Examples
    --------
    >>> sought("(?<!前)(?:[今去]年|第?[一二]季度)")
    '(?=[一二]|[今去]|第)(?:(?<!前)(?:[今去]年|第?[一二]季度))'
    """
    found, empty, _ = _openings(pattern)
    assert found and not empty, pattern
    return f"(?={'|'.join(sorted(found))})(?:{pattern})"
