"""Adds to each number what it measures, of when, promise or result.

Numbers, sentences and outline in, labelled numbers out. One pass, left to right:
:mod:`reportlib.language.clauses` finds the parts, :mod:`reportlib.labels.readings` combines them,
and the period's scope gives the years and the role.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pandas as pd

from reportlib.labels.catalogue import describe_indicator, is_exact, match_indicator
from reportlib.labels.periods import Scope, find_periods
from reportlib.labels.readings import CONFIDENCE, DOUBTFUL, RARE, Reader, Reading
from reportlib.language.clauses import STOP, Clause, find_heading, parse_clauses
from reportlib.language.coordination import list_subjects
from reportlib.tables.columns import build_table, check_table
from reportlib.tables.vocabulary import vocabulary_rows, words
from reportlib.text.cleaning import offsets


def _scope(reading: Reading, cue: Scope, running: Scope) -> Scope:
    """The nearest cue, but an average keeps the span of years that runs on, and a review of a plan
    ends with the last year.
    """
    if (
        reading.measure == "average_growth"
        and cue.first == cue.last == running.last
        and running.first != running.last
    ):
        return running
    if running.role == "target" and cue.reason in ("五年", "5年"):
        return running  # among the goals of a plan, its own five years
    if (
        running.role == "outcome"
        and cue.role == "target"
        and running.last is not None
        and cue.first is not None
        and cue.first <= running.last
    ):
        return replace(cue, last=running.last, role="outcome")
    return cue


STANDS = re.compile(
    "(?:^|[，；、]|我国|全[国省市区县]|[现仍还])有$"
)  # 我国有13亿人口 among the tasks
GATHERED = "累计|共|合计|年均|每年|五年"  # a sum over the years of its period


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


def _years(reading: Reading, scope: Scope) -> tuple[int | None, int | None, int | None]:
    """Period and base year: flows, averages and growth take the whole span, stocks its last year."""
    first, last = scope.first, scope.last
    if first is None or last is None:
        return None, None, None
    if reading.start:
        return first - 1, first - 1, None
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
        The report's year; without it the periods are missing.
    region : str, optional
        The report's region, which becomes the place of each measure.

    Returns
    -------
    DataFrame
        Table ``numbers``: the rows of `numbers` with ``region, indicator, place, measure`` (level,
        growth, change, average_growth, share, ratio), ``period_start, period_end, base_year``
        (years, Int64), ``role`` (outcome, target, context), ``role_reason`` and, for measures,
        ``rule`` extended by the rule that labelled them.

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
    >>> label_measures(find_numbers(sentences), sentences, outline, 2021)[["indicator", "measure", "period_end"]].values.tolist()
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
    records: list[dict[str, Any]] = [
        {str(name): value for name, value in row.items()}
        for row in numbers.astype(object).where(numbers.notna(), None).to_dict("records")
    ]
    by_sentence: dict[str, list[dict[str, Any]]] = {}
    for record in records:
        record["region"], record["corrected"] = region, False
        if record["kind"] == "measure" and record["value_low"] is not None:
            by_sentence.setdefault(record["sentence_id"], []).append(record)
    for sentence_id, measures in by_sentence.items():
        start, text, clean = texts[sentence_id]
        _label_sentence(measures, region, start, text, clean, *periods[sentence_id])
    return build_table("numbers", records)


@cache
def _places() -> re.Pattern[str]:
    opening, anywhere = (words("places", where=where) for where in ("start", "any"))
    return re.compile(
        rf"(?:^(?:{opening})|(?<![比较于占与向和居超])(?:{anywhere}))(?!第|首|前|最|一流|级|领先|平均|、)"
    )


def _place(clause: Clause) -> str | None:
    """The place that a clause names before its number, which need not be the report's region: 中心城区绿化覆盖率达到24.7%."""
    found = _places().search(re.split(f"[{STOP}]", clause.left)[-1])
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
    running: Scope,
    cues: Sequence[Scope],
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
    for i, (record, clause, (at, _)) in enumerate(zip(measures, clauses, spans, strict=True)):
        if clause.place == 0:
            lists = list_subjects(clauses, i, reader.subjects)
        reading = reader.read(clause, record, lists)
        known = match_indicator(reading.indicator, record["unit"])
        gathered = (
            re.search(f"{GATHERED}|(?:完成|实现)了?{re.escape(reading.indicator)}", clause.left)
            or "新增" in reading.indicator
        )
        if reading.measure == "level" and known and is_exact(reading.indicator) and not gathered:
            reading.flow = reading.flow and not _of_a_year(known, record["unit"])
        before = [
            cue
            for cue in cues
            if cue.at < at
            and (clean[cue.at - 1 : cue.at] not in ("从", "由") or reading.role == "context")
        ]
        scope = _scope(reading, before[-1] if before else running, running)
        if reading.measure == "growth" and running.first != running.last:
            since = reading.comparison = reading.comparison or since
        first, last, base = _years(reading, scope)
        if clause.starts and not reading.start:
            began = last
        elif reading.start and began is not None:
            first = last = began
        role = reading.role or (
            "context" if scope.role == "target" and STANDS.search(clause.left) else scope.role
        )
        reason = (
            "neither promise nor result: the start of a change, a limit, a count of topics or a term"
            if role == "context"
            else scope.reason
        )
        record |= {
            "indicator": reading.indicator,
            "measure": reading.measure,
            "period_start": first,
            "period_end": last,
            "base_year": base,
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
