"""Contexts of a sentence → what each of its numbers measures, by the first grammar row that fits.

What the sentence has said so far is a :class:`Memory`, a new one after each number; nothing edits a
reading that was given. Every name is made of slices of the clean sentence and constants of its row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from reportlib.labels.memory import Flags, Limit, Memory
from reportlib.labels.slots import Number, Reader
from reportlib.labels.subjects import attribute_end, find_heading
from reportlib.language.contexts import Context, text, words_of
from reportlib.language.grammar import SAID, Piece, Rule, rules, words_asked
from reportlib.language.tokens import Token
from reportlib.tables.errors import ReportError
from reportlib.tables.vocabulary import cached


class Name(NamedTuple):
    """What a number measures, and the row that said so."""

    indicator: str
    rule: str
    measure: str = ""  # level, growth …, where the row says it


SHARE_TWICE = tuple(f"{share}比重" for share in ("比重", "比例", "占比", "份额"))


GROUPS = {
    "percent": "percent",
    "multiple": "times",
    "percent_point": "points",
    "basis_point": "points",
    "money": "money",
    "time": "time",
}


@lru_cache(maxsize=4096)  # units of a few reports
def _groups(unit: str, family: str) -> frozenset[str]:
    """The words by which rows of the grammar ask for units."""
    group = GROUPS.get(family, "count")
    found = {group}
    if group not in ("percent", "times", "points"):
        found.add("quantity")
    if unit == "次":
        found.add("occasion")
    if unit in ("岁", "周岁"):
        found.add("age")
    if unit in ("人", "户", "名", "人次"):
        found.add("person")
    return frozenset(found)


def _fill(template: tuple[Piece, ...], slot: Callable[[str], str]) -> str:
    """A template with its slots filled; "" when a slot is empty that is needed."""
    if not template:
        return ""
    words = []
    for piece in template:
        word = piece.words
        for name in piece.slots:
            if word := slot(name):
                break
        if not word and piece.needed:
            return ""
        words.append(word)
    filled = "".join(words)
    return filled.removesuffix("比重") if filled.endswith(SHARE_TWICE) else filled


OF_THE_LAST = {"share: 为…的N%"}  # what follows speaks of the last name again
KEEP_HOLDER = {"list, holder: A完成B N、C N", "share: in a list of parts"}


@cached
def _checked_rules() -> tuple[Rule, ...]:
    """The rows of the grammar, which ask for flags, parts of their pattern and slots that exist."""
    slots = {name.removeprefix("slot_") for name in dir(Reader) if name.startswith("slot_")}
    flags = {name.replace("_", "-") for name in Flags._fields} | {SAID + w for w in words_asked()}
    for rule in rules():
        if unheard := (rule.when | rule.unless) - flags:
            raise ReportError(
                f"grammar row {rule.name!r}: no flag is named {min(unheard)!r}; there are "
                f"{', '.join(sorted(flags))}"
            )
        known = slots | set(rule.left.groupindex if rule.left else ())
        for piece in (*rule.indicator, *rule.topic, *rule.act):
            if unknown := set(piece.slots) - known:
                raise ReportError(
                    f"grammar row {rule.name!r}: no slot is named {min(unknown)!r}; there are "
                    f"{', '.join(sorted(known))}"
                )
    return rules()


@cached
def _rules_for(groups: frozenset[str], place: Flags) -> tuple[Rule, ...]:
    """The rows that may name a number of these groups in a place of these flags."""
    flags = place.hold()
    sides = {"any", "noun" if "noun" in flags else "none"}
    if "of" in flags:
        sides.add("of noun")
    return tuple(
        rule
        for rule in _checked_rules()
        if rule.right in sides
        and (not rule.units or rule.units & groups)
        and rule.when <= flags
        and not rule.unless & flags
    )


def _parts(found: re.Match[str], left: tuple[Token, ...]) -> dict[str, tuple[Token, ...]]:
    """The tokens of each named part of a pattern over tags."""
    return {
        name: left[found.start(name) : found.end(name)]
        for name, got in found.groupdict().items()
        if got
    }


def read_name(number: Number, context: Context, memory: Memory) -> tuple[Name, Memory]:
    """Name what one number measures; gives the memory after it."""
    reader, tags = Reader(number, context, memory), context.tags
    for rule in _rules_for(_groups(number.unit, number.family), reader.flags()):
        found = rule.left.fullmatch(tags) if rule.left else None
        if rule.left and not found:
            continue
        reader.take(_parts(found, context.left) if found else {})
        indicator = _fill(rule.indicator, reader.slot)
        if not indicator:
            continue
        return Name(indicator, rule.name, rule.measure), _remember(memory, rule, reader, indicator)
    return Name("", "unread: no subject"), memory._replace(unit=number.unit, act="", members=())


def _limit(rule: Rule, reader: Reader) -> Limit | None:
    """The threshold that a row reads, in the words that stand there."""
    if not rule.name.startswith("threshold"):
        return None
    context = reader.context
    owner = reader.slot_last_item() if "subject" in reader.parts else reader.slot_owner_before()
    acts = text([token for token in context.left if token.tag == "a"]) if not owner else ""
    bound = words_of([token for token in context.left if token.tag == "b"])
    opening = words_of(context.opening)
    return Limit(
        reader.noun,
        owner,
        f"{acts}{owner}{bound}{reader.number.text}{opening}{reader.noun}",
    )


def _remember(memory: Memory, rule: Rule, reader: Reader, indicator: str) -> Memory:
    topic = _fill(rule.topic, reader.slot)
    act = _fill(rule.act, reader.slot)
    topic = attribute_end().sub("", topic) or topic
    counted = bool(reader.noun) and rule.right in ("noun", "of noun")
    later = reader.context.place > 0
    return Memory(
        heading=memory.heading,
        names=(*memory.names, memory.names[-1] if rule.name in OF_THE_LAST else indicator),
        topic=topic or memory.topic,
        act=act,
        prefix=(
            memory.prefix if later else act or reader.parts.get("subject", "") if counted else ""
        ),
        held=reader.parts.get("holder", "") or (memory.held if rule.name in KEEP_HOLDER else ""),
        members=memory.members if later else reader.members,
        unit=reader.number.unit,
        count_unit=reader.number.unit if counted else memory.count_unit,
        count_noun=reader.noun if counted else memory.count_noun,
        listed=reader.members or memory.listed,
        limit=_limit(rule, reader) or Limit(owner=memory.limit.owner),  # of the next number alone
    )


def read_names(numbers: Sequence[Number], contexts: Sequence[Context]) -> Iterator[Name]:
    """Name what each number of a sentence measures, left to right."""
    memory = Memory(heading=find_heading(contexts[0]) if contexts else "")
    for number, context in zip(numbers, contexts, strict=True):
        name, memory = read_name(number, context, memory)
        yield name
