"""Tokens of a sentence → what stands around each of its measures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from reportlib.language.tokens import Token
from reportlib.tables.vocabulary import words

WINDOW = 45  # tokens before a number that can belong to its clause
THINGS = ("项", "个", "件", "类", "种", "家", "所")  # units of what is listed by name
LISTED = re.compile("[narwqokug]+")
PEOPLE = ("人", "户", "名", "人次", "位")


@dataclass(frozen=True)
class Context:
    """The surroundings of one measure; tokens as they stand, () where there are none."""

    number: int
    left: tuple[Token, ...] = ()  # of its clause, since the number before
    since: str = ""  # all words since the number before
    earlier: tuple[Token, ...] = ()  # of the clauses before it, since the number before
    noun: tuple[Token, ...] = ()  # the noun phrase right of it
    after: tuple[Token, ...] = ()  # of its clause, after the noun, up to the next number
    of: bool = False  # 的 stands between number and noun
    limited: bool = False  # a bound stands between them: 以上
    fresh: bool = False  # a comma or stop stands before its clause
    sentence: bool = False  # a stop does
    linked: bool = False  # its clause opens with 、 or 和 after the number before
    governs: bool = False  # its noun is the subject of the next number
    place: int = 0  # position in a list of numbers …
    length: int = 1  # … and its length

    @property
    def near(self) -> str:
        """All words of its clause before it."""
        return "".join(token.text for token in self.left)

    @property
    def behind(self) -> str:
        """All words of its clause after it, up to the next number."""
        return "".join(token.text for token in (*self.noun, *self.after))

    @property
    def tags(self) -> str:
        return "".join(token.tag for token in self.left)


def words_of(tokens: Sequence[Token]) -> str:
    """All words of tokens as they stand."""
    return "".join(token.text for token in tokens)


def text(tokens: Sequence[Token]) -> str:
    """The words of tokens; a time among them is left out unless a list goes on after it."""
    return "".join(
        token.text
        for i, token in enumerate(tokens)
        if token.tag != "t" or len(tokens) == 1 or i + 1 < len(tokens) and tokens[i + 1].tag == "u"
    )


@cache
def person_noun() -> re.Pattern[str]:
    return re.compile(f"(?:{words('persons')})$")


def counted_noun(right: Sequence[Token], unit: str, last: bool, nested: bool) -> tuple[int, int]:
    """First and last place of the noun phrase that opens the text right of a number.

    It ends before a verb; a person's noun ends it where people are counted. With `last` no number
    follows in the clause, so that 和 may go on inside it; `nested` ends it at 等.
    """
    tags = "".join(token.tag for token in right) + "Z"
    first = re.match("l*q?o?l*", tags).end()  # type: ignore[union-attr]
    if tags[first] == "q":
        return first, first
    at = first
    while at < len(right):
        tag, following = tags[at], tags[at + 1]
        so_far = text(right[first:at])
        person = at > first and person_noun().search(so_far) is not None
        if person and unit in PEOPLE and tag in "arwo":
            break
        if nested and right[at].text == "等":
            break
        joins = tag == "u" and last and at > first and right[at].text != "、"
        if (
            tag in "narwq"
            or (tag in "gl" and following in "narw")
            or (tag == "d" and person and following in "aw" and unit in ("项", "条", "件", "种"))
            or (tag in "vhtkd" and at == first and following in "nr")
            or (tag == "o" and at > first and following in "narwq")
            or (tag == "m" and at > first and "o" in tags[:first] and last and at + 1 == len(right))
            or (joins and following in "narwq" and right[at + 1].text[0] not in "一各两")
        ):
            at += 1
            continue
        break
    if (
        last
        and not nested
        and unit in THINGS
        and tags[at] == "u"
        and LISTED.fullmatch(tags, first, len(right))
    ):
        if any(token.text == "等" for token in right[at:-1]):
            at = len(right)  # 178项|节能、节水等重大项目
    if at - first > 2 and tags[at - 2 : at] == "aa":
        at -= 2  # 9个平台|启动建设
    while at > first and (
        tags[at - 1] in "ougl"
        or tags[at - 1] == "q"
        and not re.search("[市区县州旗乡镇]", right[at - 1].text)
    ):
        at -= 1
    return first, at


def split_contexts(tokens: Sequence[Token], units: Sequence[str]) -> list[Context]:
    """Split a sentence into the surroundings of its measures.

    Parameters
    ----------
    tokens : sequence of Token
        Of one sentence.
    units : sequence of str
        Units of its measures, in order.

    Returns
    -------
    list of Context
        One per measure.
    """
    places = [at for at, token in enumerate(tokens) if token.number >= 0]
    found: list[Context] = []
    start = 0
    for i, at in enumerate(places):
        until = places[i + 1] if i + 1 < len(places) else len(tokens)
        before, rest = tokens[start:at], tokens[at + 1 : until]
        cut = next((k for k in range(len(before) - 1, -1, -1) if before[k].tag in "zZ"), None)
        left = before[cut + 1 :] if cut is not None else before
        stop = next((k for k, token in enumerate(rest) if token.tag in "zZ"), None)
        last = stop is not None or until == len(tokens)
        right = rest[:stop] if stop is not None else rest
        linked = i > 0 and cut is None and len(before) > 0 and before[0].tag == "u"
        first, end = counted_noun(right, units[i], last, linked)
        noun = tuple(right[first:end])
        opening = "".join(token.tag for token in right[:first])
        nested = (
            found
            and noun
            and found[-1].noun
            and tuple(before[-len(found[-1].noun) :]) == found[-1].noun
        )
        left = () if nested else left  # 5个村300名村民: each its own noun
        joined = linked and all(token.tag in "ubld" for token in before)
        context = Context(
            number=i,
            left=tuple(left[-WINDOW:]),
            since="".join(token.text for token in before[-2 * WINDOW :]),
            earlier=tuple(before[:cut][-WINDOW:]) if cut is not None else (),
            noun=noun,
            after=tuple(right[end:]),
            of="o" in opening,
            limited="l" in opening,
            fresh=cut is not None or i == 0,
            sentence=cut is not None and before[cut].tag == "Z",
            linked=linked,
            governs=not last and bool(noun) and all(token.tag != "u" for token in rest),
            place=found[-1].place + 1 if joined else 0,
        )
        found.append(context)
        start = at + 1
        if not last:
            links = [k for k, token in enumerate(rest) if token.tag == "u"]
            if links:
                start += links[-1]
            elif not noun:
                start += len(opening)
    return list(_with_lists(found))


def _with_lists(found: Sequence[Context]) -> Iterator[Context]:
    """Give each member of a list its length; members that count one noun between them share it."""
    for i, context in enumerate(found):
        first = i - context.place
        length = 1
        while first + length < len(found) and found[first + length].place == length:
            length += 1
        closing = found[first + length - 1]
        opens_alone = not re.search("[nr]", found[first].tags)
        shares = length > 1 and closing.noun and not found[first].noun and opens_alone
        yield replace(context, length=length, noun=closing.noun if shares else context.noun)
