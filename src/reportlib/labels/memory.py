"""What a sentence has said before a number, and what holds at its place: immutable values that go
from number to number.
"""

from __future__ import annotations

from typing import NamedTuple

from reportlib.language.grammar import SAID


class Limit(NamedTuple):
    """A threshold that things are counted by: 产值过亿元的企业达到3家."""

    noun: str = ""  # what is counted: 企业
    owner: str = ""  # what of it has the threshold: 产值
    phrase: str = ""  # the whole


class Memory(NamedTuple):
    """What a sentence has said before a number."""

    heading: str = ""  # the noun phrase that opens the sentence and a comma closes
    names: tuple[str, ...] = ()
    topic: str = ""
    act: str = ""
    prefix: str = ""  # what stood before the number of the last counted noun
    held: str = ""  # whose the parts of a list are: A完成B、C
    members: tuple[str, ...] = ()
    unit: str = ""
    count_unit: str = ""  # of the last counted noun …
    count_noun: str = ""
    listed: tuple[str, ...] = ()  # the names of the last list
    limit: Limit = Limit()


class Flags(NamedTuple):
    """What a row of the grammar may ask for, by these names; ``said:分别`` asks for a word."""

    later: bool  # not the first of a list
    members: bool  # the nouns of its list are known
    list: bool  # the first of a list
    fresh: bool  # a comma or stop stands before the clause
    sentence: bool  # a stop does
    linked: bool  # 、 or 和 does
    governs: bool  # what it counts is measured by the next number
    of: bool  # 的 stands between number and noun
    noun: bool  # a noun is counted
    moving: bool  # a verb says up or down
    bounded: bool
    reaching: bool  # 达到
    purpose: bool  # a sum and what it is for
    task: bool  # 任务 leads to it
    limited: bool  # 以上 stands behind it
    short: bool  # the counted noun is
    same_count: bool  # the unit of the last counted noun
    known: bool  # something was named before
    topic: bool
    listed: bool  # the last list was as long as this
    holder: bool
    act: bool
    same_unit: bool  # as the last number
    said: frozenset[str]

    def hold(self) -> frozenset[str]:
        """The flags that hold, as rows write them."""
        fields = zip(self._fields, self, strict=True)
        held = [name.replace("_", "-") for name, holds in fields if holds is True]
        return frozenset([*held, *(SAID + word for word in self.said)])
