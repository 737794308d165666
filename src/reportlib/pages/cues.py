"""Words of a report that decided a reading (力争, 以上, 今年) → the same in English.

Bounds and hedges have theirs from the vocabularies that read them, reasons from ``reason_words``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reportlib.tables.naming import code_words
from reportlib.tables.vocabulary import cached, vocabulary_rows

YEARS = re.compile("[0-9]+")


def name_cues(words: str) -> str:
    """English of words that are joined by +; a word that no vocabulary knows stays as it is.

    Examples
    --------
    >>> name_cues("力争+超过"), name_cues("展望2035年"), name_cues("“十四五”末")
    ('strive, more than', 'looking ahead to 2035', 'the end of the 14th plan')
    >>> name_cues("part: review"), name_cues("某词")
    ('part: review', '某词')
    """
    return ", ".join(_name(word) for word in words.split("+"))


def _name(word: str) -> str:
    bare = re.sub("[“”]", "", word)
    english = _english().get(YEARS.sub("{}", bare), word)
    return english.format(*YEARS.findall(bare)) if english != word else word


@cached
def _english() -> Mapping[str, str]:
    bounds = code_words("bound", "en")
    named = {row["word"]: bounds[row["bound"]] for row in vocabulary_rows("bounds")}
    named |= {row["word"]: row["meaning"] for row in vocabulary_rows("hedges")}
    return named | {row["word"]: row["en"] for row in vocabulary_rows("reason_words")}
