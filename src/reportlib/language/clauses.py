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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reportlib.tables.vocabulary import vocabulary_rows, words

AND = "(?:以及|[、和及与])"
STOP = "，。；：！？…,;:!?\n"
COMPARED = r"(?<![占之对同环配性增成合共相协可评])(?:比|较|同)(?![重例率大为好强快多高低期比时步])"


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

    def earlier_subject(self, since: str = "") -> str:
        """The subject of an earlier clause since the number before, or since a mark after it:
        产量在上年增长的基础上，又增产5%.
        """
        if since not in self.left:
            return ""
        for segment in reversed(
            re.split(f"[{STOP}]", self.left.rpartition(since)[2] if since else self.left)[:-1]
        ):
            named = re.search(f"(?:{either('attribute')})$", segment) and not re.match(
                f"{either('act')}|{either('light')}", trim_left(segment)
            )
            subject = trim_left(segment) if named else predicate().split(trim_left(segment))[0]
            if len(subject) > 2 and not re.match(
                f"扣除|剔除|按|{either('act')}|{either('light')}", subject
            ):
                return subject
        return ""


@cache
def lexicon(name: str) -> frozenset[str]:
    """Words of one class of the clause vocabulary."""
    return frozenset(row["word"] for row in vocabulary_rows("clause_words") if row["class"] == name)


def either(name: str) -> str:
    """Pattern that matches any word of one class of the clause vocabulary."""
    return words("clause_words", **{"class": name})


def find_heading(clean: str) -> str:
    """The noun phrase that opens a sentence as its topic, closed by a comma: 轨道交通网，开工…;
    empty when it opens otherwise.

    Examples
    --------
    >>> find_heading("工业方面，新建项目9个。"), find_heading("去年，新建项目9个。")
    ('工业', '')
    """
    found = re.match(r"([\u4e00-\u9fff]{2,10}?)(?:方面|领域|网|上)，", clean)
    return (
        found[1]
        if found
        and not re.search(rf"{either('act')}|{either('light')}|{either('predicate')}|年", found[1])
        and trim_left(found[1]) == found[1]
        else ""
    )


@cache
def predicate() -> re.Pattern[str]:
    """Words that open a predicate: what stands before them is the subject."""
    compound = "(?!基本(?:养老|医疗|公共|农田|药物|生活|建设|保险|保障))(?!(?<=[人户])均)"
    return re.compile(f"{either('predicate')}|{compound}(?:{either('ender')})")


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    chinese = "(?:一[八九]|二[〇零○])[〇零○一二三四五六七八九]{2}年"
    year = rf"(?:(?<![加高大升降少长展小短低缩])[到至])?(?:(?:20|19)[0-9]{{2}}年?|{chinese}|[一二三四五]季度|[0-9]{{1,2}}月份?)(?:[年]?[底末初])?"
    plan = r"[“\"]?(?:十[一二三四五六]?|[六七八九])五[”\"“]?(?:时期|期间|规划期|末|以来|初)?"
    span = r"(?:近|过去|今后|未来|前|后|这)?(?:[一二三四五六七八九十两]{1,2}|[0-9]{1,2})年(?:来|间|内|多来|里)?"
    before, after = (words("bounds", position=side) for side in ("before", "after"))
    verbs = rf"(?=[^为是有由居至到达]|..[到至为])(?:{either('reach')})|{words('directions')}"
    return {
        "verb": re.compile(
            rf"(?:(?<!新)(?P<rise>{words('directions', direction='up')})|(?P<fall>{words('directions', direction='down')})"
            rf"|(?P<reach>(?<![通发抵直])(?:{either('reach')})))$"
        ),
        "right": re.compile(
            rf"(?:(?P<bound>{before})|(?P<average>年均|年平均|平均每年|每年平均)"
            rf"|(?!(?<=[人户])均)(?:{either('trim_right')})|{year}|在[^，]{{2,16}}?基础上|(?:[去上今前]?年[底末初]?|{year}|现在|目前)的|(?<![一二三四五六七八九十两0-9]){span})$"
        ),
        "gap": re.compile(
            rf"(?:(?:{COMPARED})(?P<base>[^{STOP}、]{{1,16}}?)(?:高出?|低|快|慢|多|少)?|(?:高于|低于|快于|多于|好于|高出|领先)(?P<other>[^{STOP}、]{{1,14}}))$"
        ),
        "left": re.compile(
            rf"^(?!{either('kept')})(?:[—“”\-\s]*[—\-]+|{year}|{plan}|{span}|{either('trim_left')}|[（(][^（()）]{{0,12}}[)）]|{AND})"
        ),
        "object": re.compile(
            rf"^的?+(?:{after})?+的?+(?P<object>(?!{either('ender')}|{verbs}|(?:{before})$)(?:“[^“”]{{1,24}}”|[\w“”\"（）()《》·、\-/+])+?)"
            rf"(?=(?P<tail>(?:{either('ender')})(?!项目|工程|区|(?:{either('deverbal')})(?:[{STOP}、]|$)))|[{STOP}]|$)"
        ),
        "limited": re.compile(
            rf"(?P<bound>{after}|内|级)?(?P<of>的)?(?:各类)?(?P<noun>(?!{AND}|{either('ender')}|{either('reach')}|{either('act')}|{either('light')}|{either('goal')})"
            rf"[^{STOP}、0-9“的]{{1,16}}?)(?=(?:{either('ender')}|{before}|有(?!限))|(?:{either('reach')})?[{STOP}、0-9]|$)"
        ),
        "joint": re.compile(rf"^(?:{after})?(?:{AND}|[:：∶])(?P<bound>{before})?$"),
        "bound after": re.compile(rf"^(?:{after})"),
    }


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
        per = re.sub("(?:平均)?每$", "", between) if between.endswith("每") else ""
        joint = _patterns()["joint"].match(between) if i and not clauses[first].object else None
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
            if i and (skip := _patterns()["bound after"].match(between))
            else between
        )
        if limited:
            clause.subject = limited + clause.subject
        elif (
            clauses
            and clauses[-1].governs
            and len(clauses[-1].subject) > 2
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
            bound = re.search(f"(?:{words('bounds', position='before')})?$", clean[:start])
            past = clean.index(clause.object, end) + len(clause.object)
            if (
                i + 1 < len(spans)
                and re.search(f"[{STOP}、]", clean[past : spans[i + 1][0]]) is None
            ):
                limited = topic + clean[bound.start() if bound else start : past]
            if i and _counts(clean, spans[i - 1][1], start):  # 3个收入超百亿元的企业
                whole = re.sub(
                    f"^(?:{words('bounds', position='after')})|的",
                    "",
                    clean[spans[i - 1][1] : past],
                )
                clauses[-1].object = (
                    whole if clause.bounded or clean[end - 1] == "元" else clause.object
                )
                clauses[-1].governs, clauses[-1].tail = False, ""
        clauses.append(clause)
    _close_list(clauses, first)
    for clause, (_, end) in zip(clauses, spans, strict=True):
        clause.rest, mark, further = re.match(
            rf"([^{STOP}]*)([{STOP}]?)(.*)", "".join(words_alone[end:]), re.DOTALL
        ).groups()  # type: ignore[union-attr]
        clause.rest = clause.rest.replace("\0", "")
        clause.following = (
            re.split(f"[{STOP}]", further)[0].replace("\0", "") if mark == "，" else ""
        )
    return clauses


def _counts(clean: str, end: int, start: int) -> bool:
    """Whether a count that ends at `end` counts what the number at `start` limits."""
    return re.search(f"[{STOP}、和]", clean[end:start]) is None and clean[end - 1] not in "元%亿万"


def _limited_noun(clause: Clause, clean: str, end: int, until: int) -> str:
    """The noun that a number limits instead of counting it; "" when it limits none."""
    found = _patterns()["limited"].match(clean, end)
    if found is None:
        return ""
    unit = clean[end - 1]
    alone = clause.left != "" and (
        re.search(f"[{STOP}]", clean[end:until]) is not None or until == len(clean)
    )
    limits = (
        unit == "岁"
        or found["bound"]
        and (unit in "元年亿" or unit in "米吨瓦里亩" and not alone)
        or clause.bounded
        and found["of"]
        and unit not in "%点倍成番半"
    )
    people = re.match(f".*?(?:{words('persons')})", found["noun"]) if unit == "岁" else None
    return (people[0] if people else found["noun"]) if limits else ""


def _same_predicate(first: Clause, unit: str, other: str) -> bool:
    """Whether a bound before a later number of a list, 分别增长5%、超6%, leaves the list whole; 净增98万户、突破1900万户 is two predicates."""
    return unit == other and ("分别" in first.left or first.verb not in ("rise", "fall"))


def _close_list(clauses: list[Clause], first: int) -> None:
    """Give a list's members its length; members that count one noun between them, 8条、12公里道路, are no list but share the noun."""
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
    near = re.split(f"[{STOP}]", left)[-1]
    clause.joined = near is left and bool(re.match(AND, near))
    text = (
        "" if near.endswith("、") else near
    )  # 479项全面落实、930项稳步推进: what stands before 、 belongs to the number before
    while text:
        word = _patterns()["verb"].search(text)
        compared = _patterns()["gap"].search(text) if word is None else None
        if compared and (
            clause.verb or re.search(f"(?:{either('act')}).{{2,}}", compared[0]) is None
        ):
            clause.comparison = clause.comparison or compared["base"] or compared["other"] or ""
            text = text[: compared.start()]
            continue
        word = word or _patterns()["right"].search(text)
        if word is None:
            break
        kind = word.lastgroup or ""
        if kind in ("rise", "fall", "reach"):
            clause.verb = clause.verb or kind
        elif kind == "bound":
            clause.bounded = (
                clause.bounded or re.fullmatch(words("bounds", bound="approx"), word[0]) is None
            )
        elif kind == "average":
            clause.average = True
        text = text[: word.start()].removesuffix("、")  # 环比、同比分别增长
    clause.verb = clause.verb or ("reach" if clause.bounded else "")
    if pair := re.search(rf"(?:从|(?<![理自缘事])由)([^{STOP}]*)$", near):
        clause.starts = (
            not re.search("[0-9]", pair[1])
            or re.fullmatch(r"(?:20|19)[0-9]{2}年.{0,3}", pair[1]) is not None
        )
        text = re.split("从|(?<![理自缘事])由", text)[0] if clause.starts else text
    clause.subject = _core(trim_left(text))
    return clause


def _core(subject: str) -> str:
    """A subject without what stands before its verb: 对…发放, 规划提出, and the times inside it."""
    subject = re.sub(
        rf"^(?:[^，]{{0,12}}(?:提出|明确)了?|[^，]{{2,8}}安排[^，]{{0,3}}资金(?:支持)?(?={either('act')})|全国(?={either('act')}|{either('light')})|用[^，]{{1,4}}时间[将把]?|[将把]|(?:以上|左右)?的?时间(?:{either('light')})?|以(?={either('act')}|{either('light')})|在[^，]+?(?:领域|方面|地区|行业)(?={either('act')}|{either('light')})|(?:[对为向给]|利用|依托|通过|围绕)[^，]+?(?=(?!进出口|进口|出口)(?:{either('act')}).{{2}}))(?=.{{2}})",
        "",
        subject,
    )
    return trim_left(
        re.sub(
            rf"今年|去年|明年|每年|(?<=..)五年|(?:为此|拟|还?将|再|又)+(?={either('act')}|{either('light')})",
            "",
            subject,
        )
    )


def trim_left(text: str) -> str:
    """Cut what opens a subject without naming anything: times, scope words, conjunctions, hedges."""
    while word := _patterns()["left"].match(text):
        text = text[word.end() :]
    return text.strip("—-:： ”") if text.count("“") < text.count("”") else text.strip("—-:： ")


def _counted_noun(clause: Clause, clean: str, end: int, until: int) -> int:
    """Fill in the noun that a number counts and what ends it; where the text of the next number begins."""
    right = clean[end:until]
    clause.after = re.split(f"[{STOP}]", right, maxsplit=1)[0]
    if clause.starts and re.match("[到至]", right):
        return end  # 由12亿元到36亿元
    if (limited := _limited_noun(clause, clean, end, until)) and not (
        clause.bounded and re.search(f"(?:{either('spend')}|发放)$", clause.subject)
    ):
        clause.threshold, clause.object = True, limited
        return clean.index(limited, end) + len(limited)
    found = _patterns()["object"].match(right)
    if found is None:
        relative = (
            re.match(f"(?!的)(?:[^{STOP}、]{{3,20}})的(?P<noun>[^{STOP}、的]{{3,}})", clause.after)
            if clean[end - 1] in "个家项所"
            else None
        )
        clause.object = relative["noun"] if relative else ""  # 新增100所达到二级医院能力的次中心
        return end
    whole, tail = found["object"], found["tail"] or ""
    nested = until < len(clean) and found.end("object") == len(right)
    if nested and (bound := re.search(f"(?<=..)(?:{words('bounds', position='before')})$", whole)):
        whole, tail, nested = whole[: bound.start()], bound[0], False  # 15个平台承接项目约700个
    own = re.sub(f"^(?:{either('act')}|{either('light')})+", "", clause.subject)
    if nested and (
        clause.place
        or len(own) > 1
        and clean[end - 1] in "个家项所"
        and re.search(AND, right) is None
    ):
        return end  # 创建产业园15个产业集群9个: the noun of the next number
    if (
        clause.verb in ("rise", "fall")
        and clean[end - 1] in "%点"
        and "的" not in right[: found.start("object")]
    ):
        return end
    if nested and (pair := re.match("(.{2,}?)和(.{2,})$", whole)):
        clause.object = pair[1]  # 十大重点工程和中心城区六件实事
        return end + found.start("object") + pair.end(1)
    if clean[end - 1] == "元" and re.match(
        f"(?!{either('attribute')})(?:{either('act')}|{either('light')})", whole
    ):
        return end  # 投入3亿元建设X: the sum's purpose, no counted noun
    if re.search("[在为对向给]全?[国省市区县]?$", clause.left) and (
        place := re.match(rf"(.{{1,12}}?)(?=(?:{either('act')}|{either('light')})(?!的))", whole)
    ):
        clause.subject, clause.object = "", place[1]  # 在115个县建设X: where or for whom
        clause.tail = whole[len(place[1]) : len(place[1]) + 2]
        return end + found.start("object") + len(place[1])
    listing = clean[end - 1] not in "吨米里亩时钟伏瓦升元%年岁市" and re.search(
        "[、和及].+等[^等、]{2,10}$", whole
    )  # 节能、节水等重大项目
    if described := re.match("(?:[^、的]{2,}[好强大高优快全新]、)+[^、的]*的(.+)", whole):
        whole = described[1]  # 10个条件好、潜力大的示范镇
    noun = (
        whole
        if listing or re.match("以.+为.+的", whole)
        else re.split(
            r"(?<![”省市县区])、(?![^（(]*[)）]|[^“]*”)|(?<=”)、(?!“)|[和及]一|(?<=.{2})(?<![化型性式级边下内外])的",
            whole,
        )[0]
    )
    noun = re.sub(rf"(?:{AND}|的|了)+$", "", noun)
    clause.object, clause.tail = noun, tail
    past = end + found.start("object") + len(noun)
    if (
        tail
        and re.search(f"、[^{STOP}]*$", right[found.end("object") :])
        and re.search(f"[{STOP}]", right) is None
    ):
        return end + right.rindex("、")  # 254个项目有序推进、总投资2800亿元
    if until < len(clean) and noun == whole and re.search(f"[{STOP}]", right) is None:
        over = (
            clause.subject != ""
            and clause.verb == "reach"
            and clean[end - 1] in "元亿万"
            and re.match(f"{either('act')}|{either('light')}", noun) is None
        )
        clause.threshold = over and (
            tail == "" or re.search(f"(?:{either('reach')})$", right) is not None
        )
        if clause.threshold:
            clause.object = re.sub(f"(?:{either('reach')})$", "", noun)
            clause.subject = clause.subject.split("、")[-1]
            return clean.index(clause.object, end) + len(clause.object)
        clause.governs = tail != "" and clean[end - 1] != "元"
    listed = re.match(rf"{AND}|[{STOP}]", clean[past:until]) is not None
    return past if listed else end
