"""Templates of patterns → patterns bound to the vocabulary, each compiled once in a process.

A template names classes of words in angle brackets, ``^<act>`` or ``[^<stop>]``, and stands where
it is used. It is a constant of the code: nothing that a report says becomes part of a pattern, so
their number is fixed, whatever is read.
"""

from __future__ import annotations

import re

from reportlib.tables.vocabulary import cached, words

STOP = "，。；：！？…,;:!?\n"
AND = "(?:以及|[、和及与])"
NAME = re.compile(r"(?<!\?P)<([a-z_ ]+)>")  # (?P<group> is a group's name
OTHER_FILES = {
    "bound before": ("bounds", {"position": "before"}),
    "direction": ("directions", {}),
    "up": ("directions", {"direction": "up"}),
    "down": ("directions", {"direction": "down"}),
    "opener": ("name_openers", {}),
    "closer": ("name_closers", {}),
    "head noun": ("head_nouns", {}),
    "money noun": ("measured_nouns", {"family": "money"}),
    "telling word": ("telling_words", {"modifier": "tells"}),
}


def _spelled_out(name: re.Match[str]) -> str:
    if name[1] == "stop":
        return STOP  # inside a character class
    if name[1] == "and":
        return AND
    file, only = OTHER_FILES.get(name[1], ("lexicon", {"tag": name[1]}))
    found = words(file, **only)
    if not found:
        raise KeyError(f"no words of the tag {name[1]!r}")
    return f"(?:{found})"


@cached
def pattern(template: str) -> re.Pattern[str]:
    """The pattern of a template, in which ``<name>`` stands for any word of a class, the longest
    first.

    Names are the tags of ``lexicon.csv``, those of :data:`OTHER_FILES`, ``<and>``, and
    ``<stop>``, the marks that end a clause, for use inside brackets.

    Examples
    --------
    >>> pattern("^<light>").sub("", "实现产值")
    '产值'
    >>> pattern("[^<stop>]*").match("产值增长，投资下降")[0]
    '产值增长'
    """
    return re.compile(NAME.sub(_spelled_out, template))
