"""Adds to each number what it measures, of when, promise or result.

Numbers, sentences and outline in, labelled numbers out. One pass, left to right:
:mod:`reportlib.language.clauses` finds the parts, :mod:`reportlib.labels.readings` combines them,
and the period's scope gives the years and the role.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from functools import cache
from typing import Any

import pandas as pd

from reportlib.labels.catalogue import describe_indicator, is_exact, match_indicator
from reportlib.labels.events import Event
from reportlib.labels.periods import Scope, State, find_periods, read_event
from reportlib.labels.readings import CONFIDENCE, DOUBTFUL, RARE, Reader, Reading
from reportlib.language.clauses import Clause, find_heading, parse_clauses
from reportlib.language.coordination import list_subjects
from reportlib.language.patterns import pattern
from reportlib.tables.columns import build_table, check_table, list_rows
from reportlib.tables.vocabulary import vocabulary_rows, words
from reportlib.text.cleaning import offsets


def _average(reading: Reading, scope: Scope, running: Scope) -> Scope:
    """An average keeps the span of years that runs on: 五年来…去年达到100亿元、年均增长12%."""
    single = scope.first == scope.last == running.last and running.first != running.last
    return running if reading.measure == "average_growth" and single else scope


STANDS = re.compile(
    "(?:^|[，；、]|我国|全[国省市区县]|[现仍还拥])有$"
)  # 我国有13亿人口 among the tasks
NEITHER = "neither promise nor result: the start of a change, a limit, a count of topics or a term"
BESIDE = re.compile("(?:[高低好快优]于|超额完成)[^，；、]{0,10}$")  # 略低于8%的预定目标
PLANNED = re.compile("(?:年初|全年|年度|原)计划(?:安排|开工|新建|投资|完成)$")  # 全年计划安排101个
GATHERED = re.compile("累计|共|合计|年均|每年|五年")  # a sum over the years of its period
LASTED = re.compile("一直|始终|连年")  # true of each of its years
STATE = re.compile("(?:覆盖|.惠及|拥有|已[有设达]|已建成|已形成).{0,6}$")  # true at its end
DONE = ("完成", "完成了", "实现", "实现了")


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


def _aside(clause: Clause, scope: Scope) -> bool:
    """Whether a number is neither promise nor result: what stands already, among the tasks; a
    target that was set before, in a review.
    """
    if scope.role == "target":
        return STANDS.search(clause.left) is not None
    beside = BESIDE.search(clause.left)
    told = beside is not None and "目标" in beside[0] + clause.after[:8]
    return told or PLANNED.search(clause.left) is not None


def _whole_span(reading: Reading, clause: Clause, unit: str, known: str | None) -> bool:
    """Whether a number speaks of all years of its period, not of the last one: sums, and what held
    all the time.
    """
    if reading.measure not in ("level", "share"):
        return reading.flow
    said = clause.near.rpartition("、")[2]
    if LASTED.search(said):
        return True
    gathered = (
        GATHERED.search(clause.left) is not None
        or "新增" in reading.indicator
        or any(done + reading.indicator in clause.left for done in DONE)
    )
    if gathered or reading.measure == "share":
        return reading.flow
    if STATE.search(said) and not unit.endswith("次"):
        return False
    if known and is_exact(reading.indicator):
        return reading.flow and not _of_a_year(known, unit)
    spent = unit.endswith("元") and pattern("<act>").match(reading.indicator) is not None
    return reading.flow or clause.bounded and spent  # 降低负担超过4000亿元


def _start(scope: Scope, first: int, running: Scope) -> int:
    """The year that a change starts from: the one before its years, or before the plan that ends
    with them (到2025年由18%提高到35%); of 2020年到2025年由18%提高到35%, the first.
    """
    if re.search("年[到至]", scope.period_reason):
        return first
    ahead = scope.role == "target" and running.first is not None
    return (min(first, running.first or first) if ahead else first) - 1


def _years(
    reading: Reading, scope: Scope, running: Scope
) -> tuple[int | None, int | None, int | None]:
    """Period and base year: flows, averages and growth take the whole span, stocks its end."""
    first, last = scope.first, scope.last
    if first is None or last is None:
        return None, None, None
    if reading.start:
        start = _start(scope, first, running)
        return start, start, None
    if not reading.flow:
        return last, last, None
    if reading.measure in ("growth", "change", "average_growth"):
        since = re.search(r"((?:19|20)[0-9]{2})年?", reading.comparison)
        if since and int(since[1]) < last:
            base = int(since[1])
            return (
                (base if reading.measure == "growth" and last - base > 1 else base + 1),
                last,
                base,
            )
        return first, last, first - 1
    return first, last, None


def label_measures(
    numbers: pd.DataFrame,
    sentences: pd.DataFrame,
    outline: pd.DataFrame,
    year: int | None,
    region: str | None = None,
) -> pd.DataFrame:
    """Label each measure with its indicator, measure, period and role.

    Values, units and bounds are left as :func:`reportlib.find_numbers` read them.

    Parameters
    ----------
    numbers, sentences, outline : DataFrame
        Tables of one report, as ``find_numbers``, ``split_sentences`` and ``split_outline`` give
        them.
    year : int or None
        The report's year; without it only explicit years are given.
    region : str, optional
        The report's region, which becomes the place of each measure.

    Returns
    -------
    DataFrame
        Table ``numbers``: the rows of `numbers` with ``region, indicator, place, measure`` (level,
        growth, change, average_growth, share, ratio), ``period_start, period_end, base_year``
        (years, Int64), ``part_of_year`` (H1, 01-06, Q3, 12; missing for whole years), ``role``
        (outcome, target, context), ``role_reason`` and ``period_reason`` (the words or the part of
        the report that decided) and, for measures, ``rule`` extended by the rule that labelled
        them.

    Raises
    ------
    MissingColumnError
        If a needed column is missing.

    Examples
    --------
    >>> from reportlib import find_numbers, split_outline, split_sentences
    >>> text = "固定资产投资、进出口总值分别增长3.9%、12.5%。"
    >>> outline = split_outline(text, "demo")
    >>> sentences = split_sentences(text, outline)
    >>> labelled = label_measures(find_numbers(sentences), sentences, outline, 2021)
    >>> labelled[["indicator", "measure", "period_end"]].values.tolist()
    [['固定资产投资', 'growth', 2020], ['进出口总值', 'growth', 2020]]
    """
    check_table(numbers, "numbers read")
    periods = find_periods(sentences, outline, year)
    texts = {
        key: (start, text, clean)
        for key, start, text, clean in zip(
            *(sentences[name].tolist() for name in ("sentence_id", "start", "text", "clean")),
            strict=True,
        )
    }
    records = list_rows(numbers)
    by_sentence: dict[str, list[dict[str, Any]]] = {}
    for record in records:
        record["region"], record["corrected"] = region, False
        if record["kind"] == "measure" and record["value_low"] is not None:
            by_sentence.setdefault(record["sentence_id"], []).append(record)
    for sentence_id, measures in by_sentence.items():
        start, text, clean = texts[sentence_id]
        _label_sentence(measures, region, start, text, clean, *periods[sentence_id], year)
    return build_table("numbers", records)


@cache
def _places() -> re.Pattern[str]:
    opening, anywhere = (words("places", where=where) for where in ("start", "any"))
    return re.compile(
        rf"(?:^(?:{opening})|(?<![比较于占与向和居超])(?:{anywhere}))(?!第|首|前|最|一流|级|领先|平均|、)"
    )


def _place(clause: Clause) -> str | None:
    """The place that a clause names before its number, which need not be the report's region:
    中心城区绿化覆盖率达到24.7%.
    """
    found = _places().search(clause.near)
    return (
        next(row["place"] for row in vocabulary_rows("places") if row["word"] == found[0])
        if found
        else None
    )


def _label_sentence(
    measures: list[dict[str, Any]],
    region: str | None,
    start: int,
    text: str,
    clean: str,
    state: State,
    events: Sequence[Event],
    year: int | None,
) -> None:
    places = offsets(text)
    spans = [
        (bisect_left(places, m["start"] - start), bisect_left(places, m["end"] - 1 - start) + 1)
        for m in measures
    ]
    clauses = parse_clauses(clean, spans)
    reader = Reader(find_heading(clean))
    place: str | None = None
    lists: list[str] = []
    began: int | None = (
        None  # the year of the last dated start: 由2002年7703元增加到…，…由2476元增加到…
    )
    since = ""  # the last year that a growth was measured from, in a review of several years
    named = reached = state.running  # with and without the years that a change starts from
    coming = deque(events)
    for i, (record, clause, (at, _)) in enumerate(zip(measures, clauses, spans, strict=True)):
        while coming and coming[0].at < at:
            event = coming.popleft()
            named = read_event(named, event, state, year)
            starts = clean[event.at - 1 : event.at] in ("从", "由") and event.first == event.last
            reached = reached if starts else read_event(reached, event, state, year)
        if clause.place == 0:
            lists = list_subjects(clauses, i, reader.subjects)
        reading = reader.read(clause, record, lists)
        known = match_indicator(reading.indicator, record["unit"])
        reading.flow = _whole_span(reading, clause, record["unit"], known)
        scope = _average(reading, named if reading.role == "context" else reached, state.running)
        if reading.measure == "growth" and state.running.first != state.running.last:
            since = reading.comparison = reading.comparison or since
        first, last, base = _years(reading, scope, state.running)
        if clause.starts and not reading.start:
            began = last
        elif reading.start and began is not None:
            first = last = began
        role = reading.role or ("context" if _aside(clause, scope) else scope.role)
        reason = NEITHER if role == "context" else scope.role_reason
        record |= {
            "indicator": reading.indicator,
            "measure": reading.measure,
            "period_start": first,
            "period_end": last,
            "base_year": base,
            "part_of_year": scope.part_of_year,
            "period_reason": scope.period_reason if last is not None else None,
        }
        record |= {"role": role, "role_reason": reason, "rule": f"{record['rule']}; {reading.rule}"}
        place = _place(clause) or (
            place if reading.rule.startswith(("ellipsis", "attribute", "share", "list")) else None
        )
        record |= {
            "place": place or region,
            "place_reason": f"named: {place}"
            if place and place != region
            else "the report's region"
            if region
            else None,
        }
        if known:
            entry = describe_indicator(known)
            record |= {
                "indicator_id": known,
                "indicator_en": entry["name_en"],
                "topic": entry["topic"],
            }
        record["reading_confidence"] *= (
            DOUBTFUL if reading.rule.startswith("unread") else CONFIDENCE.get(reading.rule, RARE)
        )
