"""A named number and its context → what kind of figure it is: level, growth, change, share, and
whether it speaks of a whole span or of its last year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reportlib.labels.indicator import CHANGE_NOUN, Name, Number
from reportlib.language.contexts import Context
from reportlib.tables.vocabulary import vocabulary_rows, words

RATE = re.compile(r"(?:率|比重|占比|比例|指数|水平|强度|系数|寿命|年限|份额|密度|浓度|之比|比)$")
SHARE = re.compile(r"(?:占比|比重|份额|的比例)$|^占|占[^，率]+的?$")
STOCK_VERB = re.compile("通达|集聚了?|聚集|汇聚|覆盖|拥有|入驻|落户|辐射")


class Reading(NamedTuple):
    """What one number measures."""

    indicator: str
    rule: str
    measure: str
    average: bool = False
    flow: bool = True  # speaks of the whole span, not of its last year
    role: str = ""  # context, where the words say so
    comparison: str = ""  # what a change is measured from: 上年, 2015年, 全国平均水平
    starts: bool = False  # the lower end of 从A增加到B …
    dated: bool = False  # … and a year stands beside it


@cache
def directions() -> dict[str, str]:
    return {row["word"]: row["direction"] for row in vocabulary_rows("directions")}


@cache
def _approximate() -> frozenset[str]:
    return frozenset(row["word"] for row in vocabulary_rows("bounds") if row["bound"] == "approx")


def movement(context: Context) -> str:
    """up, down or reach, by the verb that leads to a number; "" without one. A verb inside the name
    is none: 能力提升工程.
    """
    tags, left = context.tags, context.left
    for at in range(len(left) - 1, -1, -1):
        inside = at > 0 and tags[at - 1] in "nrawko" and re.search("[nra]", tags[at + 1 :])
        if tags[at] == "m" and not inside:
            bounded = re.search("[nra]", tags[at + 1 :]) and "b" in tags[at + 1 :]
            return "reach" if bounded else directions().get(left[at].text, "reach")
    bounds = (token.text for token in left if token.tag == "b")
    return "reach" if any(word not in _approximate() for word in bounds) else ""


def comparison(context: Context) -> str:
    """What a change is measured against: 上年 of 比上年增长."""
    at = context.tags.find("c")
    if at < 0:
        return ""
    against = re.match("[tngwdarqo]*", context.tags[at + 1 :]).end()  # type: ignore[union-attr]
    return "".join(token.text for token in context.left[at : at + 1 + against])


@cache
def _people() -> re.Pattern[str]:
    return re.compile(f"(?:{words('persons')}|企业|村|学校|机构)$")


@cache
def _standing() -> re.Pattern[str]:
    return re.compile(f"(?:{words('standing_nouns')})$")


def starts(context: Context) -> bool:
    """Whether a number is the lower end of a change: 从12亿元增加到36亿元."""
    return re.search("f[tgdon]{0,4}[bml]*$", context.tags) is not None


def read_measures(
    names: Iterable[Name], numbers: Sequence[Number], contexts: Sequence[Context]
) -> Iterator[Reading]:
    """Read what kind of figure each named number of a sentence is, left to right."""
    last: Reading | None = None
    for name, number, context in zip(names, numbers, contexts, strict=True):
        last = read_measure(name, number, context, last)
        yield last


def read_measure(name: Name, number: Number, context: Context, last: Reading | None) -> Reading:
    """Read what kind of figure a named number is; a later member of a list goes by the first."""
    verb, average, against = movement(context), "y" in context.tags, comparison(context)
    begins = starts(context)
    indicator, unit = name.indicator, number.unit
    if context.place and last:
        verb_of_list = "up" if last.measure in ("growth", "average_growth") else ""
        verb, average, against = verb or verb_of_list, last.average, last.comparison
        begins = last.starts
        if last.measure == "change" and not verb:
            verb = "up"
    if name.rule.startswith("ellipsis") and not verb and last and unit == "%":
        verb = "up" if last.measure in ("growth", "average_growth") else ""  # 增长6%，力争7%
    measure, indicator = _measure(indicator, number, context, verb, average)
    goes_on = context.after and context.after[0].tag in "mkbx"
    runs_on = goes_on or any(token.tag == "r" for token in context.noun)
    spent = name.rule.startswith("time spent")
    governs = context.governs and runs_on and not spent and not unit.endswith("元")
    flow = measure not in ("share", "ratio") and not (
        measure == "level" and (verb == "reach" or RATE.search(indicator) or unit in ("%", "‰"))
    )
    if governs and RATE.search("".join(token.text for token in context.noun)):
        flow = False
    if any(STOCK_VERB.fullmatch(token.text) for token in context.left):
        flow = False
    if context.place and last and last.measure == measure:
        flow = last.flow
    if (
        re.search("累计|平均每年|五年(?!来)", context.since)
        or measure == "level"
        and "新增" in indicator
    ):
        flow = True
    counted = "".join(token.text for token in context.noun)
    carried = any(token.tag in "k" for token in context.left)
    standing = _standing().search(counted) is not None and not carried
    threshold = name.rule.startswith("threshold")
    lasting = (
        unit in ("年", "周年", "级")
        and not RATE.search(indicator)
        or unit in ("个月", "天")
        and context.since.endswith(("连续", "持续"))
    )
    role = (
        "context"
        if begins or governs or threshold or lasting or standing or name.rule == "aspects"
        else ""
    )
    dated = (
        begins
        and re.search("[0-9]年|[去前今]年", re.split("[从由]", context.since)[-1]) is not None
    )
    return Reading(indicator, name.rule, measure, average, flow, role, against, begins, dated)


def _measure(
    indicator: str, number: Number, context: Context, verb: str, average: bool
) -> tuple[str, str]:
    unit = number.unit
    moving = verb in ("up", "down")
    counted = bool(context.noun)
    if unit == "1" and re.search("[:：∶]", number.text):
        return "ratio", indicator
    if unit in ("个百分点", "个基点"):
        return "change", indicator
    if number.form.startswith("shares"):
        return "share", indicator
    if number.form.startswith(("doubling", "zero growth")):
        return "growth", indicator
    if unit in ("%", "‰", "倍") and (moving or CHANGE_NOUN.search(indicator)):
        plain = CHANGE_NOUN.sub("", indicator).replace("累计", "") or indicator
        return "average_growth" if average else "growth", plain
    if moving and not counted:
        return "change", indicator
    if unit == "倍":
        return "ratio", indicator
    if unit == "%" and not counted and _people().search(indicator):
        return "share", indicator + "占比"
    if unit in ("%", "‰") and (
        SHARE.search(indicator)
        or context.since.endswith("的")
        and not indicator.endswith("率")
        or counted
        and name_is_counted(context)
    ):
        return "share", indicator
    if average and unit == "%":
        return "average_growth", indicator
    return "level", indicator


def name_is_counted(context: Context) -> bool:
    return context.of or not context.left
