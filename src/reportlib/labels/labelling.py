"""Adds to each number what it measures, of when, promise or result.

Numbers, sentences and outline in, labelled numbers out. A sentence is cut into tokens, what stands
around its measures becomes contexts, the grammar names each, and the events of its periods give
years and role.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd

from reportlib.labels.basis import read_basis
from reportlib.labels.catalogue import describe_indicator, match_indicator
from reportlib.labels.confidence import confidence, kind_of
from reportlib.labels.events import Event
from reportlib.labels.indicator import read_names
from reportlib.labels.measure import read_measures
from reportlib.labels.periods import Scope, State, events_of, find_periods, read_event
from reportlib.labels.place import find_place
from reportlib.labels.quantities import find_numbers
from reportlib.labels.slots import Number
from reportlib.labels.years import average_scope, reading_years, spans_all
from reportlib.language.contexts import Context, split_contexts
from reportlib.language.tokens import Span, tokenize
from reportlib.tables.columns import build_table, check_table, list_rows
from reportlib.text.cells import Cell, find_cells
from reportlib.text.cleaning import offsets
from reportlib.text.outline import split_outline
from reportlib.text.report import Report
from reportlib.text.sentences import split_sentences

# 我国有13亿人口, 已设立的5个园区 among the tasks
STANDS = re.compile("(?:^|[，；、]|我国|全[国省市区县]|[现仍还拥])有$|已[^，。；、]{1,5}$")
RESTS_ON = re.compile("在[^，；。]*基础上")
NEITHER = "neither promise nor result: the start of a change, a limit, a count of topics or a term"
BESIDE = re.compile("(?:[高低好快优]于|超额完成)[^，；、]{0,10}$")  # 略低于8%的预定目标
PLANNED = re.compile("(?:年初|全年|年度|原)计划(?:安排|开工|新建|投资|完成)$")  # 全年计划安排101个


def _aside(context: Context, scope: Scope) -> bool:
    """Whether a number is neither promise nor result: what stands already, among the tasks; a
    target that was set before, in a review.
    """
    if scope.role == "target":
        return STANDS.search(context.since) is not None
    beside = BESIDE.search(context.since)
    told = beside is not None and "目标" in beside[0] + context.behind[:8]
    return told or PLANNED.search(context.since) is not None


def label_measures(
    numbers: pd.DataFrame,
    sentences: pd.DataFrame,
    outline: pd.DataFrame,
    year: int | None,
    region: str | None = None,
    kind: str | None = None,
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
    kind : str, optional
        The report's kind, which says what its layout means: in a bulletin all is outcome.

    Returns
    -------
    DataFrame
        Table ``numbers``: the rows of `numbers` with ``region, indicator, place, measure`` (level,
        growth, change, average_growth, share, ratio), ``period_start, period_end, base_year``
        (years, Int64), ``part_of_year`` (H1, 01-06, Q3, 12; missing for whole years), ``role``
        (outcome, target, context; missing where neither year nor kind of the report is known and
        no word tells), ``role_reason`` and ``period_reason`` (the words or the part of the report
        that decided), ``price_basis, timing, compared_with`` and ``basis_reason`` (see
        :func:`reportlib.labels.basis.read_basis`) and, for measures, ``rule`` extended by the rule
        that labelled them.

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
    periods = find_periods(sentences, outline, year, kind)
    cells = find_cells(sentences)
    names = ("sentence_id", "start", "text", "clean", "left_out")
    keys, *columns = (sentences[name].tolist() for name in names)
    texts = dict(zip(keys, zip(*columns, strict=True), strict=True))
    records = list_rows(numbers)
    by_sentence: dict[str, list[dict[str, Any]]] = {}
    for record in records:
        record["region"], record["corrected"] = region, False
        by_sentence.setdefault(record["sentence_id"], []).append(record)
    for sentence_id, numerals in by_sentence.items():
        if any(map(_is_read, numerals)):
            told = Told(*periods[sentence_id], year)
            start, text, clean, left_out = texts[sentence_id]
            if sentence_id in cells:
                labelled = _label_cells(numerals, cells[sentence_id], told, kind)
            else:
                places = [start + place for place in offsets(text, left_out)]
                labelled = _label_sentence(numerals, clean, places, told)
            for record, labels in labelled:
                record |= labels
                record |= _located(labels["place"], region)
    return build_table("numbers", records)


def read_tables(report: Report) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Outline, sentences and labelled numbers of a report: the arrows up to here, run once."""
    outline = split_outline(report.text, report.report_id)
    sentences = split_sentences(report.text, outline, report.report_id)
    numbers = find_numbers(sentences)
    who = report.year, report.region, report.kind
    return outline, sentences, label_measures(numbers, sentences, outline, *who)


def _is_read(record: dict[str, Any]) -> bool:
    return record["kind"] == "measure" and record["value_low"] is not None


class Told(NamedTuple):
    """What a report says of the periods of one sentence."""

    state: State
    events: Sequence[Event]
    year: int | None


def _located(place: str | None, region: str | None) -> dict[str, Any]:
    named = f"named: {place}" if place and place != region else None
    return {
        "place": place or region,
        "place_reason": named or ("the report's region" if region else None),
    }


def _label_sentence(
    numerals: Sequence[dict[str, Any]], clean: str, places: Sequence[int], told: Told
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each measure of a sentence with its labels, left to right; `places` are those of its clean
    characters in the report."""
    measures = [record for record in numerals if _is_read(record)]
    spans = [
        Span(
            bisect_left(places, record["start"]),
            bisect_left(places, record["end"] - 1) + 1,
            "measure"
            if _is_read(record)
            else "name"
            if record["kind"] == "measure"
            else record["kind"],
        )
        for record in numerals
    ]
    read = [span for span in spans if span.kind == "measure"]
    at = [span.start for span in read]
    measured = [
        Number(record["unit"] or "", record["value"], clean[start:end], record["rule"])
        for record, (start, end, _) in zip(measures, read, strict=True)
    ]
    contexts = split_contexts(tokenize(clean, spans), [number.unit for number in measured])
    readings = read_measures(read_names(measured, contexts), measured, contexts)
    scopes = _follow_events(clean, at, told)
    place: str | None = None
    began: int | None = None  # of the last dated start: 由2002年7703元增加到…，…由2476元增加到…
    since = ""  # the last year that a growth was measured from, in a review of several years
    for record, context, reading, (named, reached) in zip(
        measures, contexts, readings, scopes, strict=True
    ):
        running = told.state.running
        said = reading
        known = match_indicator(reading.indicator, record["unit"])
        reading = reading._replace(flow=spans_all(reading, context, record["unit"], known))
        scope = average_scope(reading, named if reading.role == "context" else reached, running)
        if reading.measure == "growth" and running.first != running.last:
            since = reading.comparison or since
            reading = reading._replace(comparison=since)
        first, last, base = reading_years(reading, scope, running)
        if reading.starts and reading.dated:
            began = last
        elif reading.starts and began is not None:
            first = last = began
        role = reading.role or ("context" if _aside(context, scope) else scope.role)
        carried = reading.rule.startswith(("ellipsis", "attribute", "share", "list"))
        place = find_place(context) or (place if carried else None)
        labels = {
            "indicator": reading.indicator,
            "measure": reading.measure,
            "period_start": first,
            "period_end": last,
            "base_year": base,
            "part_of_year": scope.part_of_year,
            "period_reason": scope.period_reason if last is not None else None,
            "role": role,
            "role_reason": NEITHER if role == "context" else scope.role_reason,
            "rule": f"{record['rule']}; {reading.rule}",
            "place": place,
        }
        kind = kind_of(reading.rule, known is not None, reading.indicator, role)
        labels["reading_confidence"] = record["reading_confidence"] * confidence(kind)
        head = contexts[context.number - context.place]
        entry = describe_indicator(known) if known else None
        labels |= read_basis(said, head, record["unit"] or "", entry, (base, last))
        yield record, labels | _catalogued(known)


def _label_cells(
    numerals: Sequence[dict[str, Any]],
    cells: Sequence[Cell],
    told: Told,
    kind: str | None,
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each measure of a table's row, read in the sentence that it makes with its heads."""
    for record, cell in zip(numerals, cells, strict=True):
        if _is_read(record):
            places = range(record["start"] - cell.at, record["start"] - cell.at + len(cell.said))
            whole = record | {"end": places[-1] + 1}
            events = events_of(cell.said, told.year, kind)
            said = _label_sentence([whole], cell.said, places, told._replace(events=events))
            yield from ((record, _named_whole(labels)) for _, labels in said)


def _named_whole(labels: dict[str, Any]) -> dict[str, Any]:
    """Labels of a cell: its row may be part of what the table is about (第二产业 of investment), so
    that only a whole name of the catalogue is known.
    """
    known = labels.get("indicator_id")
    if known and not labels["indicator"].endswith(describe_indicator(known)["name_zh"]):
        return labels | dict.fromkeys(("indicator_id", "indicator_en", "topic"))
    return labels


def _catalogued(known: str | None) -> dict[str, Any]:
    if known is None:
        return {}
    entry = describe_indicator(known)
    return {"indicator_id": known, "indicator_en": entry["name_en"], "topic": entry["topic"]}


def _follow_events(clean: str, at: Sequence[int], told: Told) -> Iterator[tuple[Scope, Scope]]:
    """For each measure the scope at its place, with and without the years that a change starts
    from: 从2020年的5%. What a result rests on (在上年增长5%的基础上) dates nothing behind it.
    """
    rests = [found.span() for found in RESTS_ON.finditer(clean)]

    def rest_around(place: int) -> tuple[int, int] | None:
        return next((span for span in rests if span[0] < place < span[1]), None)

    outside = inside = told.state.running, told.state.running
    entered: tuple[int, int] | None = None
    coming = deque(told.events)
    for place in at:
        while coming and coming[0].at < place:
            event = coming.popleft()
            around = rest_around(event.at)
            if around is None:
                outside = _with_event(outside, event, clean, told)
            else:
                inside = _with_event(inside if around == entered else outside, event, clean, told)
                entered = around
        yield inside if entered is not None and rest_around(place) == entered else outside


def _with_event(
    scopes: tuple[Scope, Scope], event: Event, clean: str, told: Told
) -> tuple[Scope, Scope]:
    named, reached = scopes
    starts = clean[event.at - 1 : event.at] in ("从", "由") and event.first == event.last
    named = read_event(named, event, told.state, told.year)
    return named, reached if starts else read_event(reached, event, told.state, told.year)
