"""One clause and what the sentence said before → what its number measures: the named rules.

Comes in: the clauses of :mod:`reportlib.language.clauses`, left to right. Goes out: one
:class:`Reading` a number. :class:`Reader` is the memory of one sentence: the last subject, the last
topic, the subjects before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from reportlib.labels.catalogue import is_exact, names_rate
from reportlib.language.clauses import Clause, predicate, trim_left
from reportlib.language.patterns import last_match, lexicon, pattern

# share of right indicators by rule on 19 other reports, annotated by language models, rounded down
CONFIDENCE = {
    "subject, verb, number": 0.96,
    "ellipsis: the last subject": 0.96,
    "list: A、B分别X、Y": 0.95,
    "share: 占…比重": 0.9,
    "number first": 0.88,
    "attribute of the last subject": 0.87,
    "verb, number, noun": 0.84,
    "threshold: 产值过N元的企业": 0.69,
    "list: one subject": 0.42,
}
RARE = 0.8  # a rule seen fewer than ten times or right less often
TASK = "task already set: 完成N的年度任务"
DOUBTFUL = 0.3  # no rule fits
# the three shares of 12:38:50, in the order in which every report gives them
SECTORS = {
    f"shares: {i} of 3": f"第{ordinal}产业比重" for i, ordinal in enumerate("一二三", start=1)
}
RATE = re.compile(r"(?:率|比重|占比|比例|指数|水平|强度|系数|寿命|年限|份额|密度|浓度|之比|比)$")
SHARE = re.compile(r"占比|比重|份额$|的比例$|^占|占[^，]+的?$|为[^，]{2,}的$")
CHANGE_NOUN = re.compile(
    r"(?<!自然)(?:增长区间|增速|增幅|涨幅|增长率|降幅|增长速度|增长幅度|增长|增长预期目标|增长目标)$"
)

STRIVEN = re.compile("[^，；、]{0,4}[，；、](?:并|努力)?(?:力争|争取|奋斗目标)(?:达到|为)?")


@dataclass
class Reading:
    """What one number measures."""

    indicator: str = ""
    rule: str = ""
    measure: str = "level"
    unit: str = ""
    verb: str = ""
    average: bool = False
    flow: bool = True
    role: str = ""
    comparison: str = ""
    start: bool = False  # the lower end of 从A增加到B, of the year before the period


@dataclass
class Reader:
    """Reads the measures of one sentence; what it remembers is forgotten at the sentence's end."""

    heading: str = (
        ""  # the noun phrase that opens the sentence and a comma closes: its topic throughout
    )
    subjects: list[str] = field(default_factory=list)  # indicators read so far, the last one last
    topic: str = ""  # the last subject without its verb and without a noun that names nothing alone
    act: str = ""  # the transitive verb that governs a list of nouns
    prefix: str = ""  # what stood before the number of the last counted noun
    among: bool = False  # a list of parts goes on: 其中高速公路6亿元，干线公路13亿元
    holder: str = ""  # who holds a share: 民营企业占
    capacity: tuple[str, str] = ("", "")  # whose, and 年产能 or 日产能
    last: Reading = field(default_factory=Reading)

    def read(self, clause: Clause, row: dict[str, Any], lists: Sequence[str]) -> Reading:
        reading = Reading(
            unit=row["unit"] or "",
            verb=clause.verb,
            average=clause.average,
            comparison=clause.comparison,
        )
        if clause.place:
            reading.verb, reading.average, reading.comparison = (
                self.last.verb,
                self.last.average,
                self.last.comparison,
            )
            clause.starts = self.last.start
        if STRIVEN.fullmatch(clause.left) and row["unit"] == self.last.unit:
            reading.verb = reading.verb or self.last.verb  # 增长6%左右，力争7%
        reading.indicator, reading.rule = self._indicator(clause, lists, row)
        self._measure(reading, clause, row)
        governs = (
            clause.governs
            and not reading.rule.startswith("time")
            and not clause.left.endswith("有")
        )
        if governs and RATE.search(clause.object):
            reading.flow = (
                False  # 42个断面达标率达到100%: as many as there are at the time of the rate
            )
        counts_members = pattern("<standing>$").search(clause.object) and not pattern(
            "<carry>"
        ).search(pattern("[，；]").split(clause.left)[-1])
        standing = counts_members or clause.after.startswith("范围")
        lasting = (
            row["unit"] in ("年", "周年", "级")
            and not RATE.search(reading.indicator)
            or row["unit"] in ("个月", "天")
            and clause.left.endswith(("连续", "持续"))
        )
        if (
            clause.starts
            or governs
            or clause.threshold
            or standing
            or lasting
            or reading.rule == TASK
        ):
            reading.role = "context"
        reading.start = (
            clause.starts
            and bool(clause.place)
            or clause.starts
            and pattern("[0-9]年|[去前今]年").search(pattern("[从由]").split(clause.left)[-1])
            is None
        )
        if pattern("<state>$").search(self.prefix if clause.object else "") or pattern(
            "(?:^|[，；])<state>"
        ).search(clause.left):
            reading.flow = False
        if (
            pattern("累计|平均每年|五年(?!来)").search(clause.left)
            or reading.measure == "level"
            and "新增" in reading.indicator
        ):
            reading.flow = True
        if reading.indicator and (not self.subjects or self.subjects[-1] != reading.indicator):
            self.subjects.append(reading.indicator)
        self.last = reading
        return reading

    def _indicator(
        self, clause: Clause, lists: Sequence[str], row: dict[str, Any]
    ) -> tuple[str, str]:
        if row["rule"] in SECTORS and re.search(
            "产业", clause.subject or "".join(self.subjects[-1:])
        ):
            return SECTORS[row["rule"]], "list: the shares of the three sectors"
        if lists:
            if clause.place == 0:
                self._remember(lists[0], "")
            return lists[clause.place], "list: A、B分别X、Y"
        if clause.place:
            return (
                (self.subjects[-1], "list: one subject")
                if self.subjects
                else ("", "unread: no subject")
            )
        subject, counted = clause.subject, clause.object
        if special := self._special(clause, row):
            return special
        if clause.threshold:
            attribute = {
                "岁": "年龄",
                "年": "年限",
                "元": "投资额" if counted.endswith("项目") else "规模",
            }.get(row["unit"], "")
            own = self._without_light(subject)
            attribute = (
                own if own and (clause.bounded or own in lexicon("attribute")) else attribute
            )
            return counted + attribute, "threshold: 产值过N元的企业"
        if (
            row["unit"] == "倍"
            and pattern("(?:是|为|相当于|达到?)[^，。；：]{1,14}的$").search(clause.left)
            and self.subjects
        ):
            return self.subjects[-1], "ellipsis: the last subject"
        if row["unit"] in ("%", "‰") and (
            held := pattern(
                "(?<![^，。；：、等])(?P<holder>[^，。；：、等]{2,})<share>了?"
                "(?P<scope>全[国省市区县州])?(?P<whole>[^，。；：占]{2,})的$"
            ).search(clause.left)
        ):
            self.holder = trim_left(held["holder"]) + "占" + (held["scope"] or "")
            return self.holder + held["whole"] + "比重", "share: 占…比重"
        if (
            row["unit"] in ("%", "‰")
            and clause.joined
            and self.last.rule == "share: 占…比重"
            and clause.left.endswith("的")
        ):
            return self.holder + subject + "比重", "share: 占…比重"
        if (
            row["unit"] in ("%", "‰", "倍")
            and pattern("占|为.+的?$|相当于").match(subject)
            and self.subjects
            and not counted
        ):
            whole = pattern("^(?:为|相当于)|的$").sub("", subject)
            whole = whole if whole.startswith("占") else "占" + whole
            return self._topic_or_last() + (
                whole if whole.endswith(("比重", "比例")) else whole + "比重"
            ), "share: 占…比重"
        if (
            counted
            and row["unit"] in ("%", "‰")
            and (
                part := pattern(
                    "(?<![^，。；：、])([^，。；：、]*?)<share>了?(全[国省市区县州])近?$"
                ).search(clause.left.rstrip("近约超过"))
            )
        ):
            return (
                f"{trim_left(part[1])}占{part[2]}{counted}比重",
                "share: 占…比重",
            )  # 贡献了全国38.7%的贸易增量
        if self.subjects and (counted or self._without_light(subject)) in lexicon("task"):
            return self.subjects[-1], TASK  # 新增就业143万人、完成110万人年度任务
        if self.subjects and counted in ("规模", "台阶"):
            return self.subjects[-1], "ellipsis: the last subject"
        if counted:
            return self._counted(subject, counted, clause, row["unit"])
        if (
            not subject
            and row["unit"] in ("人", "名", "户")
            and (said := pattern("^(?:<manner>|了)+").sub("", clause.after)) in lexicon("status")
        ):
            return said, "number first"  # 实现50万人脱贫
        if not subject and not self.subjects:
            subject = clause.earlier_subject()
        if (
            not subject
            and self.subjects
            and clause.verb == "reach"
            and row["unit"] == self.last.unit
        ):
            return pattern("^(?:净?新增|净增)|(?:净?新增|净增)$").sub(
                "", self.subjects[-1]
            ), "ellipsis: the last subject"
        if not subject:
            return (
                (self.subjects[-1], "ellipsis: the last subject")
                if self.subjects
                else ("", "unread: no subject")
            )
        return self._named(subject, clause, row["unit"])

    def _special(self, clause: Clause, row: dict[str, Any]) -> tuple[str, str] | None:
        """Durations that bring something about, nothing and nobody, sums for a purpose."""
        subject, after = clause.subject, clause.after
        if row["unit"] in ("个月", "天", "小时", "分钟", "年"):
            if spent := pattern("<bound after>?的?时间(.{2,})").match(after):
                return self._without_light(spent[1]) + "用时", "time spent: 用N个月时间实现X"
            if through := pattern("(?:直达|通达|可达|到达|互通)").match(after):
                return pattern("<light>|[、，]").split(subject)[0] + through[
                    0
                ] + "时间", "time spent: N小时直达"
        if row["unit"] == "年" and (
            recurs := pattern("[一未]遇的?(.{2,}?)(?:过境|影响|等|$)").match(after)
        ):
            return recurs[1] + "重现期", "return period: N年一遇的X"
        if row["unit"] == "次" and not subject and not clause.object and len(after) > 2:
            return after, "times: N次VP"
        own = pattern("(?:^|<light>|<act>)(<attribute>)$").search(subject)
        if own and clause.object and pattern("(?:以上|左右)?的").match(after):
            return pattern("<counted tail>$").sub("", clause.object) + own[
                1
            ], "attribute of the noun that follows: 总投资N元的X"
        if row["value"] == 0 and (none := pattern("未([^，。；、]{1,4})$").search(clause.left)):
            return none[1] + (clause.object or row["unit"]) + "数", "none: 未V一N"
        if row["unit"].endswith("元"):
            purpose = pattern("(?!<direction>)(?:专项|重点)?(?:用于|<act>|<light>).{2,24}$").match(
                clause.rest
            )
            if purpose:
                return self._without_light(subject) + purpose[0], "sum for a purpose: N元支持X"
            spent = pattern("(?P<payer>.*?)<spend>").fullmatch(subject)
            named = spent is not None and (
                not spent["payer"]
                or pattern("(?:安排|下达|拨付|统筹)$").search(subject) is not None
            )
            if (
                spent
                and named
                and not clause.rest
                and (
                    clause.following.startswith("用于")
                    or not (self.topic or self.heading or clause.earlier_subject())
                )
                and (
                    what := self._carried_out(
                        *pattern("[，；。]").split(clause.left)[-2:-1], clause.following
                    )
                )
            ):
                return (
                    subject + what if spent["payer"] else what + subject
                ), "sum for a purpose: 投资N元，实施X"
        return None

    def _carried_out(self, *clauses: str) -> str:
        """What the first of the clauses that opens with a verb carries out, named without its
        verbs: 实施了改造工程 → 改造工程.
        """
        for carried in clauses:
            if pattern("(?:重点|同时|并|为)?(?:<act>|<light>|用于)").match(carried):
                return self._without_light(pattern("^(?:重点|同时|并|为|用于)+").sub("", carried))
        return ""

    def _topic_or_last(self) -> str:
        return pattern("^<light>").sub("", self.subjects[-1])

    def _counted(self, subject: str, counted: str, clause: Clause, unit: str) -> tuple[str, str]:
        """A counted noun right of the number: 完成1177个小区改造, 18个县全部摘帽."""
        if counted in lexicon("aspect") or unit == "方面":
            return counted if unit == "方面" and counted != "工作" else "工作方面", "number first"
        if subject.endswith(("年产", "日产")):
            self.capacity = subject[:-2].rpartition("、")[2], subject[-2:] + "能"
            return counted.join(self.capacity), "capacity: 年产N吨X"
        if clause.joined and not subject and self.last.rule == "capacity: 年产N吨X":
            return counted.join(self.capacity), self.last.rule
        before = self._without_light(pattern("^对(.+?)<act>$").sub(r"\1", subject))
        if last_match("(?<![惠普涉危])<and>$", before) or (
            clause.left.endswith("的") and len(counted) > 2
        ):
            before = ""  # A建设和3个B建设: coordinated objects; 动态识别的N人: a relative clause
        if "、" in before or before.endswith(("等", "以下", "如下", "内")):
            before = (
                self._act(before) if before.endswith("等") else ""
            )  # the members are listed before their number: A、B、C三大工程
            self.prefix = ""
        if clause.joined and not before:
            before = self.prefix  # 96个国家、260个港口: the list goes on
        elif (
            before in lexicon("carry")
            and self.topic
            and self.topic not in lexicon("attribute")
            and "，" not in clause.left
        ):
            before = self.topic + before
        self.prefix = before
        counted = pattern("(?<=.{2})<counted tail>$").sub("", counted)
        share = unit in ("%", "‰")
        said = said_of(clause) if share or before in ("", "新增") else ""
        if clause.governs:
            counted = _without_attribute(counted)
        indicator = before + self._with_heading(counted)
        self._remember(indicator, before if before in lexicon("act") else "")
        if said and share:
            return said + indicator + "占比", "share: N%的X做到Y"  # 90%以上村庄达到标准
        return before + said + indicator.removeprefix(
            before
        ), "verb, number, noun" if subject else "number first"

    def _named(self, subject: str, clause: Clause, unit: str) -> tuple[str, str]:
        """A noun phrase left of the number, with or without its verb: 新建基站3.9万个,
        完成投资354亿元.
        """
        bare = subject.removeprefix("实际")
        acts = pattern("(?:基本)?(?:<act>|完工|竣工)++").fullmatch(bare) is not None
        if (
            self.topic
            and bare not in lexicon("attribute")
            and not is_exact(bare)
            and (acts or bare in lexicon("light"))
            and (unit == self.last.unit or bare == "新增")
        ):
            topic = (
                self.subjects[-1]
                if bare == "新增"
                else pattern("(?<=.{2})(?:基本)?<act>$").sub("", self.topic)
            )  # 住房基本建成432万套，新开工1043万套
            return bare + topic, "attribute of the last subject"  # 安排重点项目101个，实施118个
        if before := pattern(
            "(?P<clause>.{4,})、(?:累计|全年|共)?(?:完成|实现)了?(?P<noun>.+)"
        ).match(subject):
            subject = (
                predicate().split(before["clause"], maxsplit=1)[0] + "完成" + before["noun"]
            )  # X项目全面达产、完成产值N元
        inner = pattern(
            "(?P<topic>[^、和及与]{2,}?)(?:累计|全年|共)?(?:完成|实现|取得)了?(?P<noun>.+)"
        ).match(subject)
        subject = subject + "比" if subject.endswith("占") else subject
        light = self._without_light(subject)
        noun = inner["noun"] if inner else light
        if noun in lexicon("attribute") or subject in lexicon("attribute"):
            known = (
                ""
                if noun.startswith("新增")
                else clause.earlier_subject("；")
                or self.heading
                or self.topic
                or clause.earlier_subject()
            )
            own = (
                inner["topic"]
                if inner
                else ""
                if known.startswith(noun[:2])
                else pattern("(?<=.{2})(?:生产|种植)$").sub("", known)
            )
            kept = next(
                (words for words in (subject, "完成" + noun) if words in lexicon("attribute")), noun
            )
            self.topic = own
            return own + kept, "attribute of the last subject"
        act = self._act(light)
        if act and (listed := pattern(".*[、”].{0,40}?等(?P<noun>[^的]{2,40})$").match(light)):
            light = act + listed["noun"]  # 举办A、B等赛事28场
        if (
            "其中" in clause.left
            and len(light) <= 4
            and self.topic
            and unit == self.last.unit
            and unit[-1] not in "%元"
            and not is_exact(light)
        ):
            light = (
                self.act + light + (self.topic if self.topic[-2:] != light[-2:] else "")
            )  # 新建充电桩2万个，其中农村1万个
            act = self.act
        light = self._share_head(light, clause, unit) if not act else light
        if (
            not act
            and clause.joined
            and self.act
            and not CHANGE_NOUN.search(light)
            and not pattern("^总|总[数量额]$").search(light)
        ):
            light = self.act + light  # 发放A51亿元、B4亿元: the verb serves the list
            act = self.act
        if inner:
            light = inner["topic"] + inner["noun"]
        self.prefix = ""
        light = act + self._with_heading(light.removeprefix(act))
        self._remember(light, act)
        return light, "subject, verb, number"

    def _with_heading(self, noun: str) -> str:
        """A noun that names nothing alone, with the sentence's topic:
        公路网，开工…等200公里项目.
        """
        return (
            self.heading + noun
            if pattern("(?:续建|在建|新开工|重点|第.{1,2}期)?(?:项目|工程)").fullmatch(noun)
            else noun
        )

    def _share_head(self, light: str, clause: Clause, unit: str) -> str:
        """Restore the head noun that a name leaves to the number before:
        A年销售收入突破50亿元，B达到30亿元.
        """
        shared = pattern("<attribute>$").search(self.subjects[-1]) if self.subjects else None
        among = "其中" in clause.left or self.among
        whole = pattern("(?:<attribute>|<head noun>|[值额量入出款金资税润费模])$").search(light)
        if (
            shared
            and not whole
            and unit == self.last.unit == "元"
            and (clause.verb == "reach" or among)
        ):
            self.among = among
            return light + shared[0]
        if pattern(".{1,3}级").fullmatch(light) and self.topic:
            return light + pattern("^.{1,3}级(?:以上)?").sub(
                "", self.topic
            )  # 龙头企业316家，其中国家级2家、省级44家
        return light

    def _without_light(self, subject: str) -> str:
        light = pattern("<light>(?:了|对|好)?").match(subject)
        rest = subject[light.end() :] if light else subject
        return trim_left(rest) if rest else ""

    def _act(self, subject: str) -> str:
        act = pattern("<act>").match(subject)
        return act[0] if act else ""

    def _remember(self, indicator: str, act: str) -> None:
        self.act = act
        topic = pattern("^<act>+(?=.{2})").sub("", indicator)
        self.topic = pattern("(?<=.{2})<attribute>$").sub("", topic)

    def _measure(self, reading: Reading, clause: Clause, row: dict[str, Any]) -> None:
        unit, subject = row["unit"], reading.indicator
        moving = reading.verb in ("rise", "fall")
        if unit == "1" and ":" in pattern("[：∶]").sub(":", row["text"]):
            reading.measure = "ratio"
        elif unit in ("个百分点", "个基点"):
            reading.measure = "change"
        elif row["rule"].startswith("shares"):
            reading.measure = "share"
        elif row["rule"].startswith(("doubling", "zero growth")):
            reading.measure = "growth"
        elif unit in ("%", "‰", "倍") and (
            moving
            or CHANGE_NOUN.search(subject)
            or pattern("增长(?:预期)?目标|增速|增长速度").search(
                subject + clause.after * bool(clause.object)
            )
        ):
            reading.measure = "average_growth" if reading.average else "growth"
            reading.indicator = CHANGE_NOUN.sub("", subject).replace("累计", "") or subject
        elif moving and not clause.object:
            reading.measure = "change"
        elif (
            unit.endswith("元")
            and (changed := pattern("(.*?)(?:为此)?(?:增加|减少)(?![值额])(.+)").fullmatch(subject))
            and not clause.verb
        ):
            reading.measure, reading.indicator = "change", changed[1] + changed[2]
        elif unit == "倍":
            reading.measure = "ratio"
        elif (
            unit == "%"
            and not clause.object
            and pattern("(?:<person>|企业|村|学校|机构)$").search(subject)
        ):
            reading.measure, reading.indicator = "share", subject + "占比"  # 在园幼儿超过50%
        elif unit in ("%", "‰") and (
            SHARE.search(subject)
            or clause.left.endswith("的")
            and not subject.endswith("率")
            or clause.object
        ):
            reading.measure = "share"
            if pattern("占(?!比)[^重率例]+$").search(subject):
                reading.indicator = subject + "比重"
        elif reading.average and unit == "%":
            reading.measure = "average_growth"
        reading.flow = reading.measure not in ("share", "ratio") and not (
            reading.measure == "level"
            and (reading.verb == "reach" or RATE.search(subject) or unit in ("%", "‰"))
        )


def _without_attribute(noun: str) -> str:
    """The counted part of a noun phrase that goes on to name what is measured of it:
    42个断面水质优良比例达到100%.
    """
    known = next((noun[:at] for at in range(2, len(noun) - 2) if names_rate(noun[at:])), None)
    parts = pattern(
        "(.{2,}?)(?=<carry>|<attribute>|(?<=.{3})(?:新?<act>.{3}|中(?![心学医小央国])))"
    ).match(noun)
    return known or (parts[1] if parts else noun)


def said_of(clause: Clause) -> str:
    """What a predicate says of a counted noun, to tell it from others of its kind: 摘帽 of
    18个县全部摘帽; "" of 5个项目全面铺开.
    """
    predicate = clause.rest.partition(clause.object)[2]
    if (
        not clause.tail
        or clause.governs
        or not predicate.startswith(clause.tail)
        or predicate not in clause.after
    ):
        return ""
    said = pattern("^(?:<manner>|了)+").sub("", predicate)
    says_nothing = (
        said in lexicon("ender") - lexicon("status")
        or pattern("<bland>").match(said)
        or pattern("(?:.{4}、)*.{4}、.{4}").fullmatch(said)
    )
    return "" if says_nothing or not 2 <= len(said) <= 30 else said
