"""Headline targets: what a report promises of each, with or without a numeral, or not at all.

Comes in: a report, or its labelled numbers and sentences. Goes out: table ``headlines``, one row
per statement about a headline indicator. Headlines and the patterns of promises without a numeral
are vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from reportlib.labels.catalogue import describe_indicator
from reportlib.labels.events import find_events
from reportlib.labels.labelling import read_tables
from reportlib.numbers.printing import format_value
from reportlib.tables.columns import build_table, check_table, list_rows
from reportlib.tables.errors import ReportError
from reportlib.tables.naming import check_lang, code_words
from reportlib.tables.vocabulary import cached, vocabulary_rows
from reportlib.targets.outcomes import is_plain
from reportlib.text.cleaning import offsets
from reportlib.text.report import Report


def find_headlines(
    report: Report | pd.DataFrame,
    sentences: pd.DataFrame | None = None,
    year: int | None = None,
    *,
    lang: str = "en",
) -> pd.DataFrame:
    """What a report promises of each headline indicator: a number, a range, a promise without a
    numeral, or nothing.

    A promise without a numeral counts only where the report looks ahead: in a sentence with a
    target, or in one that follows a target and holds no outcome.

    Parameters
    ----------
    report : Report or DataFrame
        A report, for what it promises for its own year; or its labelled numbers (table
        ``numbers``) with the two others, for all that it promises, and what it does not.
    sentences : DataFrame, optional
        With numbers: its sentences; needs ``sentence_id, start, text, clean, is_heading``.
    year : int, optional
        With numbers: the report's year Y.
    lang : {"en", "zh"}
        Language of ``name``, ``promise`` and ``said``.

    Returns
    -------
    DataFrame
        Table ``headlines``: one row per statement, of numbers at least one per headline indicator
        of the vocabulary file ``headlines``, in its order: ``headline, name_zh, name_en, kind``
        (number, range, relative, set_elsewhere, explicitly_not_set, qualitative, not_found),
        ``measure, unit, value, value_low, value_high, bound, hedge, period_start, period_end`` and
        ``number_id`` where a number is given, ``sentence_id`` and ``start, end, text`` (raw offsets
        of the number or of the wording); at the end, to be read, ``name`` (of the indicator),
        ``promise`` (what `kind` says) and ``said`` (the number with its unit and bound, else what
        `kind` says) in `lang`. ``not_found`` says that the report promises nothing for year Y that
        these patterns find; look before you conclude.

    Raises
    ------
    ReportError
        If `lang` is unknown, a report has no year, or numbers come without sentences and year.
    MissingColumnError
        If a column is missing.

    Examples
    --------
    >>> from reportlib import Report, analyse
    >>> text = "一、今年工作\\n今年目标是：地区生产总值增长6%以上，居民收入增长与经济增长同步，"
    >>> text += "能耗强度完成国家下达任务。"
    >>> found = find_headlines(Report("demo", text, year=2021))
    >>> found[["name", "said"]].values.tolist()[:2]
    [['GDP', 'at least 6%'], ['Disposable income per head', 'measured against another figure']]
    >>> tables = analyse(Report("demo", text, year=2021))
    >>> len(found), len(find_headlines(tables.numbers, tables.sentences, 2021))
    (3, 12)
    """
    check_lang(lang)
    if isinstance(report, Report):
        if report.year is None:
            raise ReportError(
                f"{report.report_id}: its year is unknown; give it, as in read_report(…, year=2024)"
            )
        _, sentences, numbers = read_tables(report)
        rows = _promised(numbers, sentences, report.year)
        rows = [row for row in rows if row.get("period_end") == report.year]
    elif sentences is None or year is None:
        raise ReportError("numbers need their sentences and the report's year; or give the report")
    else:
        rows = _promised(report, sentences, year)
    table = build_table("headlines", rows)
    promise = table["kind"].map(code_words("promise_kind", lang))
    said = [
        format_value(
            row["value_low"], row["unit"], lang, high=row["value_high"], bound=row["bound"]
        )
        for row in list_rows(table)
    ]
    name = table[f"name_{lang}"]
    return table.assign(
        name=name, promise=promise, said=promise.where(~table["value_low"].notna(), said)
    )


def _promised(numbers: pd.DataFrame, sentences: pd.DataFrame, year: int) -> list[dict[str, Any]]:
    """Every statement about a headline, and a row for each of which the year has none."""
    rows: list[dict[str, Any]] = []
    for headline, found in find_statements(numbers, sentences, year, list_headlines()):
        found = [row for row in found if row["kind"] != "qualitative"] or found
        if not any(
            row["kind"] not in ("number", "range") or row["period_end"] == year for row in found
        ):
            found.append({"kind": "not_found"})
        entry = describe_indicator(headline["headline"])
        named = {
            "headline": headline["headline"],
            "name_zh": entry["name_zh"],
            "name_en": entry["name_en"],
        }
        rows.extend({**named, **row} for row in found)
    return rows


def list_headlines() -> list[Mapping[str, str]]:
    """Rows of the vocabulary file ``headlines`` that targets are classed and judged by. The others
    stand in the headline panel alone: parts of a headline, and indicators that provinces set."""
    return [row for row in vocabulary_rows("headlines") if row["used_by"] == "all"]


def find_statements(
    numbers: pd.DataFrame,
    sentences: pd.DataFrame,
    year: int,
    headlines: Sequence[Mapping[str, str]],
) -> Iterator[tuple[Mapping[str, str], list[dict[str, Any]]]]:
    """Each headline with all that is promised of it, for the year or later."""
    check_table(numbers, "numbers")
    check_table(sentences, "sentences", ["sentence_id", "start", "text", "clean", "is_heading"])
    ahead_of = (numbers["role"] == "target") & (numbers["period_end"] >= year)
    targets = numbers[ahead_of & is_plain(numbers)]
    ahead = list(_ahead(numbers, sentences))
    for headline in headlines:
        ids, measures = (headline[column].split("|") for column in ("indicators", "measures"))
        stated = targets[targets["indicator_id"].isin(ids) & targets["measure"].isin(measures)]
        found: list[dict[str, Any]] = [
            {**row, "kind": "range" if row["bound"] == "range" else "number"}
            for row in (
                {str(name): value for name, value in record.items()}
                for record in stated.to_dict("records")
            )
        ]
        found += _without_numeral(_mention(headline["mentions"]), ahead, year)
        yield headline, found


class Ahead(NamedTuple):
    """A sentence that looks ahead."""

    sentence_id: str
    start: int
    text: str
    clean: str
    left_out: str | float


def _ahead(numbers: pd.DataFrame, sentences: pd.DataFrame) -> Iterator[Ahead]:
    """Sentences that look ahead: with a target, or after one and without an outcome."""
    roles = (
        numbers[numbers["role"].isin(["outcome", "target"])]
        .groupby("sentence_id")["role"]
        .agg(set)
        .to_dict()
    )
    last = "outcome"
    for sentence in zip(*(sentences[name] for name in Ahead._fields), strict=True):
        here = roles.get(sentence[0], set())
        last = "target" if "target" in here else "outcome" if here else last
        if last == "target":
            yield Ahead(*sentence)


def _without_numeral(
    mention: re.Pattern[str], ahead: list[Ahead], year: int
) -> Iterator[dict[str, Any]]:
    for sentence_id, start, text, clean, left_out in ahead:
        named = False
        for clause in re.finditer("[^，。；！]+", clean):
            named = mention.search(clause[0]) is not None or (
                named and re.match("力争|争取|确保|并|完成|达到", clause[0]) is not None
            )
            if not named or re.search("[0-9]", clause[0]):
                continue
            kind = next((kind for kind, pattern in _wordings() if pattern.search(clause[0])), None)
            if kind:
                places = offsets(text, left_out)
                first, last = places[clause.start()], places[clause.end() - 1] + 1
                ahead_of = [
                    event
                    for event in find_events(clean[: clause.end()], year)
                    if event.role == "target" and event.last is not None
                ]
                until = ahead_of[-1].last if ahead_of else year
                span = {
                    "period_start": ahead_of[-1].first if ahead_of else year,
                    "period_end": until,
                }
                yield span | {
                    "kind": kind,
                    "sentence_id": sentence_id,
                    "start": start + first,
                    "end": start + last,
                    "text": text[first:last],
                }


@cached
def _wordings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["kind"], re.compile(row["pattern"])) for row in vocabulary_rows("promise_wording")
    )


@cached
def _mention(mentions: str) -> re.Pattern[str]:
    longest = sorted(mentions.split("|"), key=len, reverse=True)
    return re.compile(
        "(?<![与和同比较于])(?:"
        + "|".join(map(re.escape, longest))
        + ")(?!能耗|能源|用水|二氧化碳|用于|占)"
    )
