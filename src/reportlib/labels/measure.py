"""A named number and its context → what kind of figure it is: level, growth, change, share, and
whether it speaks of a whole span or of its last year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reportlib.labels.indicator import Name
from reportlib.labels.slots import CHANGE_NOUN, Number, directions
from reportlib.language.contexts import Context, words_of
from reportlib.tables.vocabulary import cached, vocabulary_rows, words

RATE = re.compile(r"(?:率|比重|占比|比例|指数|水平|强度|系数|寿命|年限|份额|密度|浓度|之比|比)$")
SHARE = re.compile(r"(?:占比|比重|份额|的比例)$|^占|占[^，率]+的?$")
RELATIVE = ("%", "‰", "倍")
FORMS = {  # of numerals, which say the kind themselves
    "shares": "share",
    "ratio": "ratio",
    "doubling": "growth",
    "zero growth": "growth",
}
UNITS = {"个百分点": "change", "个基点": "change"}
STARTS = re.compile("f[tgdon]{0,4}[bml]*$")  # tags that lead from 从 to a number
SUMMED = re.compile("累计|平均每年|五年(?!来)")
DATED = re.compile("[0-9]年|[去前今]年")
SAYS_LITTLE = ("经济",)  # without the word for its growth
STOCK_VERBS = frozenset(
    ("通达", "集聚", "集聚了", "聚集", "汇聚", "覆盖", "拥有", "入驻", "落户", "辐射")
)


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


@cached
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
    return words_of(context.left[at : at + 1 + against])


@cached
def _people() -> re.Pattern[str]:
    return re.compile(f"(?:{words('persons')}|企业|村|学校|机构)$")


@cached
def _standing() -> re.Pattern[str]:
    return re.compile(f"(?:{words('standing_nouns')})$")


def starts(context: Context) -> bool:
    """Whether a number is the lower end of a change: 从12亿元增加到36亿元."""
    return "f" in context.tags and STARTS.search(context.tags) is not None


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
    follows = last if context.place else None
    verb = movement(context) or _verb_before(name, number, context, last)
    average = follows.average if follows else "y" in context.tags
    against = follows.comparison if follows else comparison(context)
    begins = follows.starts if follows else starts(context)
    measure = name.measure or _kind(name.indicator, number, context, verb, average)
    indicator = _without_kind(name.indicator, measure, number, context)
    return Reading(
        indicator,
        name.rule,
        measure,
        average,
        _flows(indicator, measure, number, context, verb, follows),
        _role(name, number, context, begins),
        against,
        begins,
        begins and DATED.search(re.split("[从由]", context.since)[-1]) is not None,
    )


def _verb_before(name: Name, number: Number, context: Context, last: Reading | None) -> str:
    """The verb of the number before, where a list or an ellipsis goes on: 增长6%，力争7%; 站点达到
    8个、车间45家.
    """
    if last is None:
        return ""
    ellipsis = name.rule.startswith("ellipsis") and number.unit == "%"
    moved = {"growth", "average_growth"} | ({"change"} if context.place else set())
    if (context.place or ellipsis) and last.measure in moved:
        return "up"
    goes_on = context.linked and not context.noun and not re.search("[amPvk]", context.tags)
    return "reach" if goes_on and last.measure == "level" and not last.flow else ""


def _kind(indicator: str, number: Number, context: Context, verb: str, average: bool) -> str:
    """The measure, one of :data:`reportlib.language.grammar.MEASURES`."""
    moves = verb in ("up", "down")
    by_form = FORMS.get(number.form.partition(":")[0], "")
    if by_form or number.unit in UNITS:
        return by_form or UNITS[number.unit]
    if number.unit in RELATIVE:
        if moves or CHANGE_NOUN.search(indicator):
            return "average_growth" if average else "growth"
        if number.unit == "倍":
            return "ratio"
        return _kind_of_percentage(indicator, number, context, average)
    return "change" if moves and not context.noun else "level"


def _kind_of_percentage(indicator: str, number: Number, context: Context, average: bool) -> str:
    counted = bool(context.noun)
    whole = context.since.endswith("的") and not indicator.endswith("率")
    of_people = number.unit == "%" and not counted and _people().search(indicator) is not None
    of_counted = counted and (context.of or not context.left)
    if of_people or SHARE.search(indicator) or whole or of_counted:
        return "share"
    return "average_growth" if average and number.unit == "%" else "level"


def _without_kind(indicator: str, measure: str, number: Number, context: Context) -> str:
    """A name without the word that says its kind, 增速; people that a share counts get one."""
    if measure in ("growth", "average_growth") and number.unit in RELATIVE:
        name = CHANGE_NOUN.sub("", indicator).replace("累计", "")
        return name + "增长" if name in SAYS_LITTLE else name or indicator
    counts_people = measure == "share" and number.unit == "%" and not context.noun
    return indicator + "占比" if counts_people and _people().search(indicator) else indicator


def _flows(
    indicator: str,
    measure: str,
    number: Number,
    context: Context,
    verb: str,
    follows: Reading | None,
) -> bool:
    """Whether a figure speaks of its whole span, not of the time at its end."""
    if SUMMED.search(context.since) or measure == "level" and "新增" in indicator:
        return True
    if follows and follows.measure == measure:
        return follows.flow
    if measure in ("share", "ratio"):
        return False
    stock = not STOCK_VERBS.isdisjoint([token.text for token in context.left])
    governed = context.governs and RATE.search(words_of(context.noun)) is not None
    at_the_end = measure == "level" and (
        verb == "reach" or number.unit in ("%", "‰") or RATE.search(indicator) is not None
    )
    return not (stock or governed or at_the_end)


def _role(name: Name, number: Number, context: Context, begins: bool) -> str:
    """context where a number is neither promise nor result, whatever its period; else ""."""
    limits = begins or name.rule.startswith(("threshold", "task already set", "aspects"))
    stands = context.noun and "k" not in context.tags
    standing = stands and _standing().search(words_of(context.noun)) is not None
    return (
        "context"
        if limits or standing or _runs_on(name, number, context) or _lasts(name, number, context)
        else ""
    )


def _runs_on(name: Name, number: Number, context: Context) -> bool:
    """Whether a counted noun is only what the next number measures: 42个断面达标率达到100%."""
    goes_on = context.after and context.after[0].tag in "mkbxW"
    names_rate = any(token.tag == "r" for token in context.noun)
    counts = not (name.rule.startswith("time spent") or number.unit.endswith("元"))
    return context.governs and counts and bool(goes_on or names_rate)


def _lasts(name: Name, number: Number, context: Context) -> bool:
    """Whether a number is a term or a grade: 5年过渡期, 连续3个月."""
    term = number.unit in ("年", "周年", "级") and RATE.search(name.indicator) is None
    return term or number.unit in ("个月", "天") and context.since.endswith(("连续", "持续"))
