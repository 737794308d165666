"""A clause around each number → its parts: subject, verb, comparison, list position, counted noun.

Comes in: a clean sentence and the places of its measures. Goes out: one :class:`Clause` a measure.
The parts are named once, here; :mod:`reportlib.labels.labelling` combines them into what a number
measures.

    近三年 | 高新技术企业 | 年均 | 增长 | 约 | 12% | 左右
    (trim)   subject       average  rise  bound number bound
    累计 | 改造 | 1177 个 | 城镇老旧小区 | 全部完工
    trim   act    number   object         ender
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportlib.language.patterns import last_match, pattern

# templates of patterns: times first
YEAR = (
    r"(?:(?<![加高大升降少长展小短低缩])[到至])?"
    "(?:(?:20|19)[0-9]{2}年?|(?:一九|二[〇零○Oo])[〇零○Oo一二三四五六七八九]{2}年"
    "|前?[0-9]{1,2}(?:月?[—~至到-][0-9]{1,2})?(?:月份?|个月)|[上下]半年|前?[一二三四五]季度)"
    "(?:[年]?[底末初])?"
)
PLAN = r"[“\"]?(?:十[一二三四五六]?|[六七八九])五[”\"“]?(?:时期|期间|规划期|末|以来|初)?"
SPAN = (
    r"(?:近|过去|今后|未来|前|后|这)?(?:[一二三四五六七八九十两]{1,2}|[0-9]{1,2})年"
    r"(?:来|间|内|多来|里)?"
)
COMPARED = (
    r"(?<![占之对同环配性增成合共相协可评])(?:比|较|同)"
    r"(?![重例率大为好强快多高低期比时步])"
)
QUOTED = "“[^“”]{1,24}”"
LONGEST_NAME = 60  # characters; what is longer is no name that goes on to the next number
# what closes the text left of a number and is peeled off it
VERB = "(?:(?<!新)(?P<rise><up>)|(?P<fall><down>)|(?P<reach>(?<![通发抵直])<reach>))$"
MODIFIER = (
    "(?:(?P<bound><bound before>)|(?P<average>年均|年平均|平均每年|每年平均)"
    rf"|(?<=目标)(?:设定?|确?定)|(?<!增长)预期目标|(?!(?<=[人户])均)<trim_right>|{YEAR}|在[^，]{{2,16}}?基础上"
    rf"|(?:[去上今前]?年[底末初]?|{YEAR}|现在|目前)的|(?<![一二三四五六七八九十两0-9]){SPAN})$"
)
GAP = (
    rf"(?:{COMPARED}(?P<base>[^<stop>、]{{1,16}}?)(?:高出?|低|快|慢|多|少)?"
    "|(?:高于|低于|快于|多于|好于|高出|领先)(?P<other>[^<stop>、]{1,14}))$"
)
# what opens a subject without being part of it, and what stands before its verb or within it
OPENING = (
    rf"^(?!<kept>)(?:[—“”\-\s]*[—\-]+|{YEAR}|{PLAN}|{SPAN}|<trim_left>"
    r"|[（(][^（()）]{0,12}[)）]|<and>)"
)
BEFORE_VERB = (
    "^(?:[^，]{0,12}(?:提出|明确)了?|[^，]{2,8}安排[^，]{0,3}资金(?:支持)?(?=<act>)"
    "|全国(?=<act>|<light>)|用[^，]{1,4}时间[将把]?|[将把]|(?:以上|左右)?的?时间<light>?"
    "|以(?=<act>|<light>)|在[^，]+?(?:领域|方面|地区|行业)(?=<act>|<light>)"
    "|(?:[对为向给]|利用|依托|通过|围绕)[^，]+?(?=(?!进出口|进口|出口)<act>.{2}))(?=.{2})"
)
WITHIN = "今年|去年|明年|每年|(?<=..)五年|(?:为此|拟|还?将|再|又){1,3}(?=<act>|<light>)"
# right of a number: what it counts, what it limits; between two numbers of a list
OBJECT = (
    "^的?+<bound after>?+的?+(?P<object>"
    "(?!<ender>|(?=[^为是有由居至到达]|..[到至为])<reach>|<direction>|<bound before>$)"
    rf"(?:{QUOTED}|(?!{QUOTED})[\w“”\"（）()《》·、\-/+])+?)"
    "(?=(?P<tail><ender>(?!项目|工程|区|<deverbal>(?:[<stop>、]|$)))|[<stop>]|$)"
)
LIMITED = (
    "(?P<bound><bound after>|内|级)?(?P<of>的)?(?:各类)?"
    "(?P<noun>(?!<and>|<ender>|<reach>|<act>|<light>|<goal>)[^<stop>、0-9“的]{1,16}?)"
    "(?=<ender>|<bound before>|有(?!限)|<reach>?[<stop>、0-9]|$)"
)
JOINT = "^<bound after>?(?:<and>|[:：∶])(?P<bound><bound before>)?$"


@dataclass
class Clause:
    """The parts of speech around one number; texts are slices of the clean sentence, empty when
    absent.
    """

    subject: str = ""
    verb: str = ""  # rise, fall, reach or ""
    comparison: str = ""  # what a change is measured from: 上年, 2015年, 全国平均水平
    average: bool = False
    object: str = ""  # the counted noun right of the number
    tail: str = ""  # what follows the counted noun in the same clause
    joined: bool = False  # linked to the number before by 、 or 和 alone: the same clause goes on
    starts: bool = False  # the lower end of 从…到…
    place: int = 0  # position in a list of numbers …
    length: int = 1  # … and the list's length
    governs: bool = (
        False  # the counted noun is the subject of the next number: 42个断面达标率达到100%
    )
    threshold: bool = (
        False  # the number limits what a noun stands for: 60岁以上老人, 收入超百亿元的企业3家
    )
    bounded: bool = False  # a bound stands before the number: 超, 不少于
    after: str = ""  # everything up to the clause's end or the next number
    left: str = ""  # everything since the number before
    rest: str = ""  # everything up to the clause's end, numbers left out
    following: str = ""  # the clause after a comma, numbers left out

    @property
    def near(self) -> str:
        """What of `left` stands in the number's own clause."""
        return pattern("[<stop>]").split(self.left)[-1]

    def earlier_subject(self, since: str = "") -> str:
        """The subject of an earlier clause since the number before, or since a mark after it:
        产量在上年增长的基础上，又增产5%.
        """
        if since not in self.left:
            return ""
        told = self.left.rpartition(since)[2] if since else self.left
        for segment in reversed(pattern("[<stop>]").split(told)[:-1]):
            subject = trim_left(segment)
            if pattern("<act>|<light>").match(subject) or not last_match("<attribute>$", segment):
                subject = predicate().split(subject, maxsplit=1)[0]
            if len(subject) > 2 and not pattern("扣除|剔除|按|<act>|<light>").match(subject):
                return subject
        return ""


def find_heading(clean: str) -> str:
    """The noun phrase that opens a sentence as its topic, closed by a comma: 轨道交通网，开工…;
    empty when it opens otherwise.

    Examples
    --------
    >>> find_heading("工业方面，新建项目9个。"), find_heading("去年，新建项目9个。")
    ('工业', '')
    """
    found = pattern(r"([\u4e00-\u9fff]{2,10}?)(?:方面|领域|网|上)，").match(clean)
    return (
        found[1]
        if found
        and not pattern("<act>|<light>|<predicate>|年").search(found[1])
        and trim_left(found[1]) == found[1]
        else ""
    )


def predicate() -> re.Pattern[str]:
    """Words that open a predicate: what stands before them is the subject."""
    return pattern(
        "<predicate>|(?!基本(?:养老|医疗|公共|农田|药物|生活|建设|保险|保障))(?!(?<=[人户])均)<ender>"
    )


def parse_clauses(clean: str, spans: Sequence[tuple[int, int]]) -> list[Clause]:
    """Parse what stands around each measure of a clean sentence.

    Parameters
    ----------
    clean : str
        Clean view of one sentence.
    spans : sequence of (start, end)
        Where its measures stand, in order, bounds after them (以上, 左右) outside.

    Returns
    -------
    list of Clause
        One per span.

    Examples
    --------
    >>> clause = parse_clauses("全年新建公园12个。", [(6, 9)])[0]
    >>> clause.subject
    '新建公园'
    >>> clause = parse_clauses("18个县全部摘帽。", [(0, 3)])[0]
    >>> clause.object, clause.tail
    ('县', '全部')
    """
    clauses: list[Clause] = []
    first = since = 0
    topic = limited = ""  # of a threshold: what is limited, and the noun phrase it makes
    per = ""  # what stands before a rate's base: 收购价每50公斤提高7元
    words_alone = list(clean)
    for start, end in spans:
        words_alone[start:end] = "\0" * (end - start)
    for i, (start, end) in enumerate(spans):
        between = per + clean[since:start]
        per = pattern("(?:平均)?每$").sub("", between) if between.endswith("每") else ""
        joint = pattern(JOINT).match(between) if i and not clauses[first].object else None
        if joint and (
            not joint["bound"]
            or _same_predicate(clauses[first], clean[spans[i - 1][1] - 1], clean[end - 1])
        ):
            clause = Clause(joined=True, place=i - first, left=between)
            clauses.append(clause)
            since = _counted_noun(
                clause, clean, end, spans[i + 1][0] if i + 1 < len(spans) else len(clean)
            )
            continue
        _close_list(clauses, first)
        first = i
        clause = _left_side(
            between[skip.end() :]
            if i and (skip := pattern("<bound after>").match(between))
            else between
        )
        if limited and len(limited) <= LONGEST_NAME:
            clause.subject = limited + clause.subject
        elif (
            clauses
            and clauses[-1].governs
            and 2 < len(clauses[-1].subject) <= LONGEST_NAME
            and clause.subject
            and "、" not in clauses[-1].subject
        ):
            clause.subject = (
                clauses[-1].subject + clause.subject
            )  # 示范区承接三大科学城成果不少于300项
        elif not clause.subject and clause.joined and clause.verb == "reach":
            clause.subject = topic  # 收入超百亿元企业3家、超50亿元企业9家
        since = _counted_noun(
            clause, clean, end, spans[i + 1][0] if i + 1 < len(spans) else len(clean)
        )
        limited = ""
        if clause.threshold:
            topic = clause.subject = clause.subject.split("、")[-1] or topic
            bound = last_match("<bound before>$", clean[:start])
            past = clean.index(clause.object, end) + len(clause.object)
            if (
                i + 1 < len(spans)
                and pattern("[<stop>、]").search(clean[past : spans[i + 1][0]]) is None
            ):
                limited = topic + clean[bound.start() if bound else start : past]
            if i and _counts(clean, spans[i - 1][1], start):  # 3个收入超百亿元的企业
                whole = pattern("^<bound after>|的").sub("", clean[spans[i - 1][1] : past])
                clauses[-1].object = (
                    whole if clause.bounded or clean[end - 1] == "元" else clause.object
                )
                clauses[-1].governs, clauses[-1].tail = False, ""
        clauses.append(clause)
    _close_list(clauses, first)
    without_numbers = "".join(words_alone)
    for clause, (_, end) in zip(clauses, spans, strict=True):
        rest = _until_stop(without_numbers, end)
        comma = end + len(rest)
        clause.rest = rest.replace("\0", "")
        if without_numbers.startswith("，", comma):
            clause.following = _until_stop(without_numbers, comma + 1).replace("\0", "")
    return clauses


def _until_stop(text: str, at: int) -> str:
    """What is left of the clause that goes on at a place."""
    stop = pattern("[<stop>]").search(text, at)
    return text[at : stop.start() if stop else len(text)]


def _counts(clean: str, end: int, start: int) -> bool:
    """Whether a count that ends at `end` counts what the number at `start` limits."""
    return (
        pattern("[<stop>、和]").search(clean[end:start]) is None and clean[end - 1] not in "元%亿万"
    )


def _limited_noun(clause: Clause, clean: str, end: int, until: int) -> str:
    """The noun that a number limits instead of counting it; "" when it limits none."""
    found = pattern(LIMITED).match(clean, end)
    if found is None:
        return ""
    unit = clean[end - 1]
    alone = clause.left != "" and (
        pattern("[<stop>]").search(clean[end:until]) is not None or until == len(clean)
    )
    limits = (
        unit == "岁"
        or found["bound"]
        and (unit in "元年亿" or unit in "米吨瓦里亩" and not alone)
        or clause.bounded
        and found["of"]
        and unit not in "%点倍成番半"
    )
    people = pattern(".*?<person>").match(found["noun"]) if unit == "岁" else None
    return (people[0] if people else found["noun"]) if limits else ""


def _same_predicate(first: Clause, unit: str, other: str) -> bool:
    """Whether a bound before a later number of a list, 分别增长5%、超6%, leaves the list whole;
    净增98万户、突破1900万户 is two predicates.
    """
    return unit == other and ("分别" in first.left or first.verb not in ("rise", "fall"))


def _close_list(clauses: list[Clause], first: int) -> None:
    """Give a list's members its length; members that count one noun between them,
    8条、12公里道路, are no list but share the noun.
    """
    members = clauses[first:]
    for clause in members:
        clause.length = len(members)
        if members[-1].object and not members[0].verb and "分别" not in members[0].left:
            clause.object, clause.after, clause.place, clause.length = (
                members[-1].object,
                members[-1].after,
                0,
                1,
            )


def _left_side(left: str) -> Clause:
    clause = Clause(left=left)
    near = clause.near
    clause.joined = near == left and pattern("<and>").match(near) is not None
    text = (
        "" if near.endswith("、") else near
    )  # 479项全面落实、930项稳步推进: what stands before 、 belongs to the number before
    while text:
        word = last_match(VERB, text)
        compared = last_match(GAP, text) if word is None else None
        if compared and (clause.verb or pattern("<act>.{2,}").search(compared[0]) is None):
            clause.comparison = clause.comparison or compared["base"] or compared["other"] or ""
            text = text[: compared.start()]
            continue
        word = word or last_match(MODIFIER, text)
        if word is None:
            break
        kind = word.lastgroup or ""
        if kind in ("rise", "fall", "reach"):
            clause.verb = clause.verb or kind
        elif kind == "bound":
            clause.bounded = clause.bounded or pattern("<bound about>").fullmatch(word[0]) is None
        elif kind == "average":
            clause.average = True
        text = text[: word.start()].removesuffix("、")  # 环比、同比分别增长
    clause.verb = clause.verb or ("reach" if clause.bounded else "")
    if pair := pattern("(?:从|(?<![理自缘事])由)([^<stop>]*)$").search(near):
        clause.starts = (
            not pattern("[0-9]").search(pair[1])
            or pattern("(?:20|19)[0-9]{2}年.{0,3}").fullmatch(pair[1]) is not None
        )
        text = pattern("从|(?<![理自缘事])由").split(text)[0] if clause.starts else text
    clause.subject = _core(trim_left(text))
    return clause


def _core(subject: str) -> str:
    """A subject without what stands before its verb: 对…发放, 规划提出, and the times inside it."""
    subject = pattern(BEFORE_VERB).sub("", subject)
    return trim_left(pattern(WITHIN).sub("", subject))


def trim_left(text: str) -> str:
    """Cut what opens a subject without naming anything: times, scope words, conjunctions and
    hedges.
    """
    while word := pattern(OPENING).match(text):
        text = text[word.end() :]
    unopened = "”" in text and text.count("“") < text.count("”")
    return text.strip("—-:： ”" if unopened else "—-:： ")


def _counted_noun(clause: Clause, clean: str, end: int, until: int) -> int:
    """Fill in the noun that a number counts and what ends it; where the text of the next number
    begins.
    """
    right = clean[end:until]
    clause.after = _until_stop(right, 0)
    if clause.starts and pattern("[到至]").match(right):
        return end  # 由12亿元到36亿元
    if (limited := _limited_noun(clause, clean, end, until)) and not (
        clause.bounded and last_match("(?:<spend>|发放)$", clause.subject)
    ):
        clause.threshold, clause.object = True, limited
        return clean.index(limited, end) + len(limited)
    if right.startswith("安排") and clause.left.endswith("按"):
        return end  # 赤字率按3%安排
    found = pattern(OBJECT).match(right)
    if found is None:
        relative = (
            pattern("(?!的)(?:[^<stop>、]{3,20})的(?P<noun>[^<stop>、的]{3,})").match(clause.after)
            if clean[end - 1] in "个家项所"
            else None
        )
        clause.object = relative["noun"] if relative else ""  # 新增100所达到二级医院能力的次中心
        return end
    whole, tail = found["object"], found["tail"] or ""
    nested = until < len(clean) and found.end("object") == len(right)
    if nested and (bound := last_match("(?<=..)<bound before>$", whole)):
        whole, tail, nested = whole[: bound.start()], bound[0], False  # 15个平台承接项目约700个
    own = pattern("^(?:<act>|<light>)+").sub("", clause.subject)
    if nested and (
        clause.place
        or len(own) > 1
        and clean[end - 1] in "个家项所"
        and pattern("<and>").search(right) is None
    ):
        return end  # 创建产业园15个产业集群9个: the noun of the next number
    if (
        clause.verb in ("rise", "fall")
        and clean[end - 1] in "%点"
        and "的" not in right[: found.start("object")]
    ):
        return end
    if nested and (pair := pattern("(.{2,}?)和(.{2,})$").match(whole)):
        clause.object = pair[1]  # 十大重点工程和中心城区六件实事
        return end + found.start("object") + pair.end(1)
    if clean[end - 1] == "元" and pattern("(?!<attribute>)(?:<act>|<light>)").match(whole):
        return end  # 投入3亿元建设X: the sum's purpose, no counted noun
    if last_match("[在为对向给]全?[国省市区县]?$", clause.left) and (
        place := pattern("(.{1,12}?)(?=(?:<act>|<light>)(?!的))").match(whole)
    ):
        clause.subject, clause.object = "", place[1]  # 在115个县建设X: where or for whom
        clause.tail = whole[len(place[1]) : len(place[1]) + 2]
        return end + found.start("object") + len(place[1])
    listing = (
        clean[end - 1] not in "吨米里亩时钟伏瓦升元%年岁市"
        and (all_named := last_match("等[^等、]{2,10}$", whole))
        and pattern("[、和及].").search(whole, 0, all_named.start())
    )  # 节能、节水等重大项目
    if described := pattern("(?:[^、的]{2,}[好强大高优快全新]、)+[^、的]*的(.+)").match(whole):
        whole = described[1]  # 10个条件好、潜力大的示范镇
    noun = (
        whole
        if listing or pattern("以.+为.+的").match(whole)
        else pattern(
            "(?<![”省市县区])、(?![^（(]*[)）]|[^“]*”)|(?<=”)、(?!“)|[和及]一|(?<=.{2})(?<![化型性式级边下内外])的"
        ).split(whole)[0]
    )
    while mark := last_match("(?:<and>|的|了)$", noun):
        noun = noun[: mark.start()]
    clause.object, clause.tail = noun, tail
    past = end + found.start("object") + len(noun)
    if tail and clause.after == right and "、" in right[found.end("object") :]:
        return end + right.rindex("、")  # 254个项目有序推进、总投资2800亿元
    if until < len(clean) and noun == whole and clause.after == right:
        over = (
            clause.subject != ""
            and clause.verb == "reach"
            and clean[end - 1] in "元亿万"
            and pattern("<act>|<light>").match(noun) is None
        )
        clause.threshold = over and (tail == "" or last_match("<reach>$", right) is not None)
        if clause.threshold:
            clause.object = pattern("<reach>$").sub("", noun)
            clause.subject = clause.subject.split("、")[-1]
            return clean.index(clause.object, end) + len(clause.object)
        clause.governs = tail != "" and clean[end - 1] != "元"
    listed = pattern("<and>|[<stop>]").match(clean, past, until) is not None
    return past if listed else end
