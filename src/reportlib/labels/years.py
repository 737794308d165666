"""A reading and the scope around it → the years that it speaks of.

Sums, averages and growth take the whole span of their scope, what stands at a time its end; the
start of a change lies before its years.
"""

from __future__ import annotations

import re

from reportlib.labels.catalogue import describe_indicator, is_exact
from reportlib.labels.events import plan_years
from reportlib.labels.measure import Reading
from reportlib.labels.periods import Scope
from reportlib.language.contexts import Context

GATHERED = re.compile("累计|共|合计|年均|每年|五年(?!来)")  # a sum over the years of its period
LASTED = re.compile("一直|始终|连年")  # true of each of its years
STATE = re.compile("(?:覆盖|.惠及|拥有|已[有设达]|已建成|已形成).{0,6}$")  # true at its end
YEAR = re.compile("(?:19|20)[0-9]{2}")
PLAN_END = re.compile('(十[一二三四五六]?|[六七八九])五[”"]?(?:时期|期)?末')
DONE = ("完成", "完成了", "实现", "实现了")


def average_scope(reading: Reading, scope: Scope, running: Scope) -> Scope:
    """An average keeps the span of years that runs on: 五年来…去年达到100亿元、年均增长12%."""
    single = scope.first == scope.last == running.last and running.first != running.last
    return running if reading.measure == "average_growth" and single else scope


def _of_a_year(indicator_id: str, unit: str) -> bool:
    """Whether a level of the indicator is that of one year even in a review of five: stocks, and
    yearly totals of money.
    """
    entry = describe_indicator(indicator_id)
    return (
        entry["stock_or_flow"] == "stock"
        and not entry["unit_family"].startswith("classifier")
        or unit == "元"
        and entry["price_basis"] in ("current", "constant")
    )


def spans_all(reading: Reading, context: Context, unit: str, known: str | None) -> bool:
    """Whether a number speaks of all years of its period, not of the last one: sums, and what held
    all the time.
    """
    if reading.measure not in ("level", "share"):
        return reading.flow
    said = context.near.rpartition("、")[2]
    if LASTED.search(said):
        return True
    gathered = (
        GATHERED.search(context.since) is not None
        or "新增" in reading.indicator
        or any(done + reading.indicator in context.since for done in DONE)
    )
    if gathered or reading.measure == "share":
        return reading.flow
    if STATE.search(said) and not unit.endswith("次"):
        return False
    if known and is_exact(reading.indicator):
        return reading.flow and not _of_a_year(known, unit)
    opening = next((token.tag for token in context.left if token.tag in "nrawkm"), "")
    spent = unit.endswith("元") and opening in ("a", "m")
    return reading.flow or "b" in context.tags and spent  # 降低负担超过4000亿元


def _start(scope: Scope, first: int, running: Scope) -> int:
    """The year that a change starts from: the one before its years, or before the plan that ends
    with them (到2025年由18%提高到35%); of 2020年到2025年由18%提高到35%, the first.
    """
    if re.search("年[到至]", scope.period_reason):
        return first
    ahead = scope.role == "target" and running.first is not None
    return (min(first, running.first or first) if ahead else first) - 1


def _compared_year(comparison: str) -> tuple[int | None, bool]:
    """The year that a change is measured from, and whether it stands as a year (2015年) or as the
    end of a plan (“十二五”末).
    """
    if year := YEAR.search(comparison):
        return int(year[0]), True
    plan = PLAN_END.search(comparison)
    return (plan_years(plan[1])[1] if plan else None), False


def reading_years(
    reading: Reading, scope: Scope, running: Scope
) -> tuple[int | None, int | None, int | None]:
    """Period and base year: flows, averages and growth take the whole span, stocks its end."""
    first, last = scope.first, scope.last
    if first is None or last is None:
        return None, None, None
    if reading.starts and not reading.dated:
        start = _start(scope, first, running)
        return start, start, None
    if not reading.flow:
        return last, last, None
    if reading.measure in ("growth", "change", "average_growth"):
        base, named = _compared_year(reading.comparison)
        if base is not None and base < last:
            spans_base = named and reading.measure == "growth" and last - base > 1
            return base if spans_base else base + 1, last, base
        return first, last, first - 1
    return first, last, None
