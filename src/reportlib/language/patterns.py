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
    "bound after": ("bounds", {"position": "after"}),
    "bound about": ("bounds", {"bound": "approx"}),
    "direction": ("directions", {}),
    "up": ("directions", {"direction": "up"}),
    "down": ("directions", {"direction": "down"}),
    "opener": ("name_openers", {}),
    "closer": ("name_closers", {}),
    "person": ("persons", {}),
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


LONGEST = 32  # characters; what is sought at a text's end is never longer
FARTHEST = 1000  # characters that are looked back over in search of a mark


def last_match(template: str, text: str) -> re.Match[str] | None:
    """The match of a template that closes a text (``…$``), sought only where it can begin, so that
    the time does not grow with the text.

    Examples
    --------
    >>> last_match("<bound before>$", "产值超过")[0]
    '超过'
    """
    return pattern(template).search(text, max(0, len(text) - LONGEST))


def since_mark(marks: str, text: str, at: int) -> str:
    """What stands before a place since the last of some marks.

    Examples
    --------
    >>> since_mark("，；", "去年，产值增长5%", 7)
    '产值增长'
    """
    far = max(0, at - FARTHEST)
    last = max(text.rfind(mark, far, at) for mark in marks)
    return text[max(far, last + 1) : at]
