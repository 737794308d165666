"""Tokens of a sentence → what stands around each of its measures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportlib.language.tokens import Token
from reportlib.tables.vocabulary import cached, words

WINDOW = 45  # tokens before a number that can belong to its clause
THINGS = ("项", "个", "件", "类", "种", "家", "所")  # units of what is listed by name
PEOPLE = ("人", "户", "名", "人次", "位")
PURPOSES = ("项", "条", "件", "种")  # units of what is done for people
LISTED = re.compile("[narwqokug]+")
NOUNS = re.compile("(?:u[nr][nrwaoq]*)+Z")  # of a list, up to the end of a clause
THRESHOLD = re.compile("l*t?r?b?")  # between what is counted and its threshold
OPENING = re.compile("l*q?o?l*")  # between a number and its noun: 以上的
# tags that stand inside a noun phrase, or open one, and what must follow them
STANDS_BEFORE = {"g": "narw", "l": "narw", "o": "narwq"}
OPENS_BEFORE = {"g": "narw", "t": "nrw"} | dict.fromkeys("vhkd", "nr")
AREA = re.compile("[市区县州旗乡镇]")  # a bracket that names one is no remark


class Context(NamedTuple):
    """The surroundings of one measure; tokens as they stand, () where there are none."""

    number: int
    left: tuple[Token, ...] = ()  # of its clause, since the number before
    tags: str = ""  # their tags, one letter a token
    near: str = ""  # their words
    since: str = ""  # all words since the number before
    earlier: tuple[Token, ...] = ()  # of the clauses before it, since the number before
    noun: tuple[Token, ...] = ()  # the noun phrase right of it
    after: tuple[Token, ...] = ()  # of its clause, after the noun, up to the next number
    opening: tuple[Token, ...] = ()  # what stands between number and noun: 以上的
    of: bool = False  # 的 is among it
    limited: bool = False  # a bound is: 以上
    fresh: bool = False  # a comma or stop stands before its clause
    sentence: bool = False  # a stop does
    linked: bool = False  # its clause opens with 、 or 和 after the number before
    governs: bool = False  # its noun is the subject of the next number
    place: int = 0  # position in a list of numbers …
    length: int = 1  # … and its length

    @property
    def behind(self) -> str:
        """All words of its clause after it, up to the next number."""
        return words_of((*self.noun, *self.after))


def words_of(tokens: Sequence[Token]) -> str:
    """All words of tokens as they stand."""
    return "".join([token.text for token in tokens])


def text(tokens: Sequence[Token]) -> str:
    """The words of tokens; a time among them is left out unless a list goes on after it."""
    last = len(tokens) - 1
    return "".join(
        [
            token.text
            for i, token in enumerate(tokens)
            if token.tag != "t" or not last or i < last and tokens[i + 1].tag == "u"
        ]
    )


@cached
def person_noun() -> re.Pattern[str]:
    return re.compile(f"(?:{words('persons')})$")


LED = re.compile("[pT][gbdm]*$")  # a preposition before a number
CLOSING = re.compile("[zZ]")  # the mark that ends a clause
JOINING = re.compile("[ubld]+")  # all that stands between two numbers of a list


def _opening(tags: str) -> int:
    """How many tokens lead from a number to its noun."""
    found = OPENING.match(tags)
    return found.end() if found else 0


class _Phrase(NamedTuple):
    """The text right of a number, in which its noun phrase is sought."""

    tokens: Sequence[Token]
    tags: str  # with a stop after the last
    first: int  # where the noun phrase begins
    unit: str
    last: bool  # no number follows in the clause
    nested: bool
    led: bool  # a preposition stands before the number

    def names_person(self, at: int) -> bool:
        """Whether what stands before a place is people."""
        so_far = text(self.tokens[self.first : at])
        return at > self.first and person_noun().search(so_far) is not None

    def ends_at(self, at: int) -> bool:
        """Whether the phrase ends before a token that could go on: people that are counted, 等 of
        a list that began before.
        """
        counts_people = self.unit in PEOPLE and self.tags[at] in "arwo"
        etc = self.nested and self.tokens[at].text == "等"
        acts = self.led and at > self.first and self.tags[at] == "a"  # 在15个|县|建设
        return etc or acts or counts_people and self.names_person(at)

    def goes_on_at(self, at: int) -> bool:
        """Whether a token is part of the phrase, by its tag and the next."""
        tag, following = self.tags[at], self.tags[at + 1]
        if tag in "narwq":
            return True
        if at == self.first:
            return following in OPENS_BEFORE.get(tag, ())
        if tag in STANDS_BEFORE:
            return following in STANDS_BEFORE[tag]
        if tag == "d":  # 10项|群众|普遍|关心
            return following in "aw" and self.unit in PURPOSES and self.names_person(at)
        if tag == "m":  # 5%的|投资|增长
            closes = self.last and at + 1 == len(self.tokens)
            return closes and "o" in self.tags[: self.first]
        joins = tag == "u" and self.last and self.tokens[at].text != "、"
        return joins and following in "narwq" and self.tokens[at + 1].text[0] not in "一各两"

    def lists_on(self, at: int) -> bool:
        """Whether what follows lists things whose kind comes last: 178项|节能、节水等重大项目."""
        return (
            self.last
            and not self.nested
            and self.unit in THINGS
            and self.tags[at] == "u"
            and LISTED.fullmatch(self.tags, self.first, len(self.tokens)) is not None
            and any(token.text == "等" for token in self.tokens[at:-1])
        )

    def ends_with_list(self, at: int) -> bool:
        """Whether a list of nouns, none with a count of its own, goes on to the end of the clause:
        10个|公园、广场和绿地。
        """
        return (
            self.last
            and not self.nested
            and self.unit in THINGS
            and at > self.first
            and NOUNS.fullmatch(self.tags, at) is not None
            and all(token.text[0] not in "一各两百千”" for token in self.tokens[at:])
        )

    def hangs_at(self, at: int) -> bool:
        """Whether a token at the end of a phrase belongs to no noun: 的, 和, a remark."""
        remark = self.tags[at] == "q" and not AREA.search(self.tokens[at].text)
        return self.tags[at] in "ougl" or remark


def counted_noun(
    right: Sequence[Token], unit: str, last: bool, nested: bool = False, led: bool = False
) -> tuple[int, int]:
    """Find the noun phrase that opens the text right of a number.

    Parameters
    ----------
    right : sequence of Token
        Of the number's clause, up to the next number.
    unit : str
        The number's unit: where people are counted a person's noun ends the phrase.
    last : bool
        Whether no number follows in the clause, so that 和 may go on inside the phrase.
    nested : bool
        Whether the number goes on a list, so that 等 ends the phrase.
    led : bool
        Whether a preposition leads to the number, so that a verb ends the phrase: 在15个县建设.

    Returns
    -------
    tuple of int
        Place of its first token and of the first one after it; the same where there is none.

    Examples
    --------
    >>> from reportlib.language.tokens import tokenize
    >>> right = tokenize("以上的老旧小区完成改造", [])
    >>> first, end = counted_noun(right, "个", last=True)
    >>> text(right[first:end])
    '老旧小区'
    """
    tags = "".join([token.tag for token in right]) + "Z"
    first = _opening(tags)
    if tags[first] == "q":
        return first, first
    phrase = _Phrase(right, tags, first, unit, last, nested, led)
    at = first
    while at < len(right) and not phrase.ends_at(at) and phrase.goes_on_at(at):
        at += 1
    if phrase.lists_on(at) or phrase.ends_with_list(at):
        at = len(right)
    if at - first > 2 and tags[at - 2 : at] == "aa":
        at -= 2  # 9个平台|启动建设
    while at > first and phrase.hangs_at(at - 1):
        at -= 1
    return first, at


def _taken(tags: str, noun: Sequence[Token]) -> int:
    """How many tokens between two numbers of a clause the second has no share in: what stands
    before the last 、 or, where nothing is counted, what leads to a noun.
    """
    if "u" in tags:
        return tags.rindex("u")
    return 0 if noun else _opening(tags)


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

    Examples
    --------
    >>> from reportlib.language.tokens import Span, tokenize
    >>> spans = [Span(4, 6, "measure"), Span(11, 13, "measure")]
    >>> tokens = tokenize("新建公园3个、产值增长5倍。", spans)
    >>> [(context.near, context.linked) for context in split_contexts(tokens, ["个", "倍"])]
    [('新建公园', False), ('、产值增长', True)]
    """
    tags, clean = "".join([token.tag for token in tokens]), words_of(tokens)
    places = [at for at, token in enumerate(tokens) if token.number >= 0]
    found: list[Context] = []
    start = 0
    for i, (at, until) in enumerate(pairwise([*places, len(tokens)])):
        token, before = tokens[at], tokens[start:at]
        stop = max(start - 1, tags.rfind("z", start, at), tags.rfind("Z", start, at))
        mark = tags[stop] if stop >= start else ""  # ends the clauses before its own
        earlier, near = tokens[start : max(start, stop)], max(stop + 1, at - WINDOW)
        closing = CLOSING.search(tags, at + 1, until)
        right = tokens[at + 1 : closing.start() if closing else until]
        last = closing is not None or until == len(tokens)
        linked = i > 0 and not mark and tags.startswith("u", start, at)
        led = LED.search(tags[stop + 1 : at]) is not None
        first, end = counted_noun(right, units[i], last, linked, led)
        noun = tuple(right[first:end])
        before_it = found[-1].noun if found and noun else ()
        if before_it and tuple(before[-len(before_it) :]) == before_it:
            near = at  # 5个村300名村民: each its own noun
        joined = linked and JOINING.fullmatch(tags, start, at) is not None
        context = Context(
            number=i,
            left=tuple(tokens[near:at]),
            tags=tags[near:at],
            near=clean[tokens[near].start : token.start],
            since=clean[tokens[max(start, at - 2 * WINDOW)].start : token.start],
            earlier=tuple(earlier[-WINDOW:]),
            noun=noun,
            after=tuple(right[end:]),
            opening=tuple(right[:first]),
            of="o" in tags[at + 1 : at + 1 + first],
            limited="l" in tags[at + 1 : at + 1 + first],
            fresh=bool(mark) or i == 0,
            sentence=mark == "Z",
            linked=linked,
            governs=not last and bool(noun) and "u" not in tags[at + 1 : until],
            place=found[-1].place + 1 if joined else 0,
        )
        found.append(context)
        start = (
            at + 1 + (0 if last else end if led and noun else _taken(tags[at + 1 : until], noun))
        )
    return list(_with_lists(list(_with_thresholds(found))))


def _sets_threshold(context: Context, following: Context) -> bool:
    """Whether the next number is the threshold of what a number counts."""
    between = "".join(token.tag for token in (*context.opening, *context.noun, *context.after))
    return (
        bool(following.noun)
        and not following.fresh
        and (following.of or following.limited or between.endswith("b"))
        and (THRESHOLD.fullmatch(between) is not None or following.of and between == "ur")
    )


def _with_thresholds(found: Sequence[Context]) -> Iterator[Context]:
    """Give a number whose things have a threshold, the next number, the noun behind it:
    10个|总投资1亿元以上的|项目.
    """
    for context, following in pairwise(found):
        if _sets_threshold(context, following):
            context = context._replace(noun=following.noun, after=(), governs=following.governs)
        yield context
    yield from found[-1:]


def _with_lists(found: Sequence[Context]) -> Iterator[Context]:
    """Give each member of a list its length; members that count one noun between them share it."""
    for i, context in enumerate(found):
        first, end = i - context.place, i + 1
        while end < len(found) and found[end].place == end - first:
            end += 1
        if end - first == 1:
            yield context
            continue
        opens_alone = not re.search("[nr]", found[first].tags)
        shares = opens_alone and not found[first].noun and found[end - 1].noun
        yield context._replace(length=end - first, noun=shares or context.noun)
