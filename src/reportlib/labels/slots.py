"""A number in its context → the slots of a name, which rows of the grammar put together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from reportlib.labels.catalogue import match_indicator
from reportlib.labels.memory import Flags, Memory
from reportlib.labels.subjects import (
    attribute_end,
    earlier_subject,
    empty_heads,
    headed,
    plain,
    said,
    says_what_of_it,
    without_rate,
)
from reportlib.language.contexts import Context, text, words_of
from reportlib.language.coordination import split_subject
from reportlib.language.grammar import words_asked
from reportlib.language.patterns import pattern
from reportlib.language.tokens import Token
from reportlib.tables.vocabulary import cached, vocabulary_rows

CHANGE_NOUN = re.compile(
    r"(?<!自然)(?:增速|增幅|涨幅|增长率|降幅|增长速度|增长幅度|增长|增长预期目标|(?:预期)?增长目标|预期目标|增长区间)$"
)
# the three shares of 12:38:50, in the order in which every report gives them
SECTORS = {
    f"shares: {i} of 3": f"第{ordinal}产业比重" for i, ordinal in enumerate("一二三", start=1)
}
BARE = re.compile("(?:续建|在建|新开工|重点|第.{1,2}期)?(?:项目|工程)(?:建设)?")
BRIEF = 4  # characters of a part of what was counted: 其中农村


class Number(NamedTuple):
    """One measure as the grammar needs it."""

    unit: str
    value: float | None = None
    text: str = ""
    form: str = ""  # the form of numeral that read it: doubling, shares: 1 of 3

    @property
    def family(self) -> str:
        """The kind of its unit, as the vocabulary says; what it does not know counts things."""
        return _families().get(self.unit, "classifier")


@cached
def _families() -> dict[str, str]:
    rows = vocabulary_rows("units")
    return {row["unit"]: row["family"] for row in reversed(rows)}


class Reader:
    """Slots of one number: where each part of a name is found."""

    def __init__(self, number: Number, context: Context, memory: Memory):
        self.number, self.context, self.memory = number, context, memory
        self.tokens: Mapping[str, tuple[Token, ...]] = {}
        self.parts: Mapping[str, str] = {}
        self.members: tuple[str, ...] = ()
        noun = self._counted(context)
        if len(noun) > 1 and noun[-1].text == "建设" and noun[-2].text[0] != "“":
            noun = noun[:-1]  # the building of what is counted
        empty = context.of and text(noun) in empty_heads()
        noun = () if empty else noun
        self.noun = without_rate(text(noun)) if context.governs else text(noun)
        if BARE.fullmatch(self.noun):
            self.noun = memory.heading + self.noun
        self.purpose = (
            bool(noun)
            and not context.of
            and noun[0].tag in "aw"
            and len(noun) > 1
            and number.family == "money"
            and pattern("<money noun>$").search(text(noun)) is None  # 400亿元引导基金
        )

    def _counted(self, context: Context) -> tuple[Token, ...]:
        """The counted noun; where it goes on to say what is measured of it, only the noun."""
        noun = context.noun
        if context.governs:
            for at in range(1, len(noun)):
                if says_what_of_it(noun[at:]):
                    noun = noun[:at]
                    break
            while noun and noun[-1].tag == "o":
                noun = noun[:-1]
        return noun

    def take(self, tokens: Mapping[str, tuple[Token, ...]]) -> None:
        """Hold the parts that a row of the grammar finds left of the number."""
        self.tokens = tokens
        self.parts = {
            name: words_of(part)
            if name == "whole"
            else text(headed(part) if name == "holder" else part)
            for name, part in tokens.items()
        }
        self.members = ()

    def flags(self) -> Flags:
        """What holds at the number's place, as the grammar's columns ``when`` and ``right`` ask."""
        context, memory, number = self.context, self.memory, self.number
        tags, moves = context.tags, self.moving()
        return Flags(
            later=context.place > 0,
            members=len(memory.members) > context.place,
            list=context.length > 1 and context.place == 0,
            fresh=context.fresh,
            sentence=context.sentence,
            linked=context.linked,
            governs=context.governs,
            of=context.of,
            noun=self.noun != "",
            moving=moves,
            bounded="b" in tags[-3:],
            reaching="m" in tags[-4:] and not moves,
            purpose=self.purpose,
            task="任务" in context.near[-4:],
            limited=context.limited,
            short=len(self.noun) <= 2,
            same_count=memory.count_unit == number.unit,
            known=bool(memory.names),
            topic=bool(memory.topic or self.earlier),
            listed=len(memory.listed) == context.length,
            holder=bool(memory.held),
            act=bool(memory.act),
            same_unit=memory.unit == number.unit,
            said=words_asked().intersection([token.text for token in context.left]),
        )

    def moving(self) -> bool:
        """Whether a verb before the number says up or down."""
        known = directions()
        return any(token.text in known for token in self.context.left if token.tag == "m")

    @cached_property
    def earlier(self) -> str:
        """The subject of a clause before."""
        return earlier_subject(self.context)

    def slot(self, name: str) -> str:
        if name in self.parts:
            return self.parts[name]
        compute = getattr(self, f"slot_{name}", None)
        return compute() if compute else ""

    def slot_noun(self) -> str:
        return self.noun

    def slot_last(self) -> str:
        return self.memory.names[-1] if self.memory.names else ""

    def slot_topic(self) -> str:
        return self.memory.topic

    def slot_prefix(self) -> str:
        return self.memory.prefix

    def slot_held(self) -> str:
        return self.memory.held

    def slot_act_before(self) -> str:
        return self.memory.act

    def slot_member(self) -> str:
        return self.memory.members[self.context.place]

    def slot_earlier(self) -> str:
        return self.earlier

    def slot_owner(self) -> str:
        """Whose an attribute is, unless the attribute names it again: 劳务, 劳务收入."""
        owner = self.earlier or self.memory.heading or self.memory.topic
        owner = re.sub("^“[^”]*”(?=..)|(?<=..)(?:行动)?计划$", "", owner)
        return "" if self.parts["subject"][:2] in owner else owner

    def slot_size(self) -> str:
        return "投资额" if self.noun.endswith("项目") else "规模"

    def slot_grown(self) -> str:
        grown = CHANGE_NOUN.sub("", self.noun)
        return "" if grown == self.noun else grown or self.slot_last() or "经济"

    def slot_last_grown(self) -> str:
        return self.slot_last() if CHANGE_NOUN.fullmatch(self.parts["subject"]) else ""

    def slot_whole_before(self) -> str:
        """What the parts of a list have shares in: the last name, or the whole in it."""
        last = self.slot_last()
        share = re.search("占(.+)比重$", last)
        return share[1] if share else "" if last.endswith("占比") else last

    def slot_count_noun(self) -> str:
        return self.memory.count_noun

    def slot_sector(self) -> str:
        of_sectors = "产业" in self.context.near + self.slot_last()
        return SECTORS.get(self.number.form, "") if of_sectors else ""

    def slot_last_item(self) -> str:
        return re.split("、|和|以及", self.parts["subject"])[-1]

    def slot_last_attribute(self) -> str:
        subject = self.parts["subject"]
        if attribute_end().search(subject) or match_indicator(subject, self.number.unit):
            return ""
        found = attribute_end().search(self.memory.names[-1])
        return found[0] if found else ""

    def slot_named(self) -> str:
        """The subject, with the sentence's topic where it names nothing: 开工|第四期项目."""
        act, rest = self.slot_leading_act(), self.slot_after_act()
        return act + self.memory.heading + rest if BARE.fullmatch(rest) else act + rest

    def slot_recurring(self) -> str:
        found = re.match("[一未]遇的?(.{2,}?)(?:过境|影响|等|$)", self.context.behind)
        return found[1] if found else ""

    def slot_leading_act(self) -> str:
        return self.tokens["subject"][0].text if self.tokens["subject"][0].tag == "a" else ""

    def slot_after_act(self) -> str:
        return self.parts["subject"].removeprefix(self.slot_leading_act())

    def slot_part_of_last(self) -> str:
        attribute = self.slot_last_attribute()
        return joined(self.parts["subject"], attribute) if attribute else ""

    def slot_brief_of_topic(self) -> str:
        part, topic = self.parts["subject"], self.memory.topic
        return joined(part, topic) if topic and len(part) <= BRIEF else ""

    def slot_holder_of_act(self) -> str:
        linked = self.slot_last() if self.context.linked else ""
        return self.parts.get("subject", "") or linked

    def slot_doing(self) -> str:
        doing = text(self.context.after)
        return doing if len(doing) > 2 else ""

    def slot_limited(self) -> str:
        limit = self.memory.limit
        return limit.phrase if self.parts["subject"] == limit.noun else ""

    def slot_owner_before(self) -> str:
        return self.memory.limit.owner

    def slot_plain_subject(self) -> str:
        return plain(self.parts["subject"])

    def slot_plain_modifier(self) -> str:
        return plain(self.parts["modifier"])

    def slot_said(self) -> str:
        return said(self.context)

    def slot_status(self) -> str:
        return (
            next((token.text for token in self.context.after if token.tag == "h"), "")
            if not self.noun
            else ""
        )

    def slot_trouble(self) -> str:
        """What people have that was solved: 安全饮水问题 of 40万农村人口的安全饮水问题."""
        found = re.match("的(.{2,12}?(?:问题|困难))", text(self.context.after))
        return found[1] if found else ""

    def slot_span(self) -> str:
        return self.parts["output"][0]

    def slot_aspect(self) -> str:
        found = re.fullmatch("(?:大)?方面(?:的?(?:重点)?工作|任务)?", self.noun)
        return "工作" if found or self.number.unit == "方面" else ""

    def slot_nothing(self) -> str:
        if self.number.value != 0:
            return ""
        found = re.search(
            "未([^，。；、]{1,4})$", "".join(token.text for token in self.context.left)
        )
        return found[1] + (self.noun or self.number.unit) if found else ""

    def slot_spent(self) -> str:
        behind = self.context.behind
        if not behind.startswith("时间"):
            return ""
        return re.sub("^(?:实现|完成)", "", behind.removeprefix("时间"))

    def slot_through(self) -> str:
        found = re.match("直达|通达|可达|到达|互通", self.noun + text(self.context.after))
        return found[0] if found else ""

    def slot_carried(self) -> str:
        after = self.context.after
        if not after or after[0].tag not in "vaP":
            return ""
        return text([token for token in after[1:] if token.tag in "narwoqu"])

    def _members(self, subject: str) -> list[str]:
        return split_subject(subject, self.context.length) or []

    def slot_split(self) -> str:
        return self._listed(
            self._members(self.parts["subject"]) or [self.parts["subject"]] * self.context.length
        )

    def slot_split_holder(self) -> str:
        members = self._members(self.parts["holder"])
        return self._listed([member + self.parts["subject"] for member in members])

    def slot_split_share(self) -> str:
        members = self._members(self.parts.get("holder") or self.earlier)
        return self._listed([f"{member}占{self.parts['whole']}比重" for member in members])

    def slot_split_earlier(self) -> str:
        return self._listed(self._members(self.earlier))

    def slot_said_before(self) -> str:
        names = self.memory.names[-self.context.length :]
        return self._listed(list(names) if len(names) == self.context.length else [])

    def slot_listed(self) -> str:
        return self._listed(list(self.memory.listed))

    def slot_split_attribute(self) -> str:
        shared = self.parts["subject"]
        subject = re.sub("(?:能力|水平|工作)$", "", self.earlier)
        return self._listed(
            [
                whole + shared if not whole.endswith(shared[:2]) else whole + shared[2:]
                for whole in self._members(subject)
            ]
        )

    def _listed(self, members: list[str]) -> str:
        self.members = tuple(members)
        return members[0] if members else ""


def joined(part: str, whole: str) -> str:
    """A part before its whole, with what they share said once: 高速公路, 公路里程."""
    for length in range(len(part), 1, -1):
        at = whole.find(part[-length:])
        if at >= 0:
            return part + whole[at + length :]
    return part + whole


@cached
def directions() -> Mapping[str, str]:
    """Verb of change → up or down."""
    return {row["word"]: row["direction"] for row in vocabulary_rows("directions")}
