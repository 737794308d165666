"""The tables of a report → what in them a reader should not believe unseen.

A year or role that is wrong for a whole section is the worst that can happen to a panel, for no
single row shows it. The tables betray it all the same: a stretch lies far from the report's year,
the targets are of other years than its own, or two numbers cannot both be true. Each function here
asks one such question of the labelled numbers alone, whatever rule has labelled them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, groupby
from math import inf
from typing import Any, Protocol

import pandas as pd

from reportlib.labels.catalogue import describe_indicator, is_exact
from reportlib.tables.columns import build_table, check_table, list_rows
from reportlib.tables.vocabulary import vocabulary_rows
from reportlib.text.cleaning import clean

Row = Mapping[Any, Any]
Doubt = dict[str, Any]
Years = tuple[int, int]

WHOLE = 20  # measures that make a report; of a shorter text the balance says nothing
STRETCH = 5  # measures that make a stretch; fewer are asides, which mostly name their year
FEW, MANY = 10, 70  # % of a report's measures that are targets
AHEAD = 6  # years after the report's that a target of a plan lies at most
ABOUT = 0.05  # how far about 100 reaches to either side
APART = 2.0, 0.2  # points, and share of itself, by which a growth may differ from its levels
SAME = (
    *("indicator_id", "place", "unit", "measure", "role", "base_year", "period_start"),
    *("period_end", "part_of_year", "price_basis", "compared_with"),
)
PLANNED = re.compile("计划|预算|目标|任务")  # of what was planned more than all can be done

SEE = "read the place; correct these rows, or leave them out, where the reading is wrong"


class _Tables(Protocol):
    @property
    def outline(self) -> pd.DataFrame: ...
    @property
    def sentences(self) -> pd.DataFrame: ...
    @property
    def numbers(self) -> pd.DataFrame: ...


def find_doubts(tables: _Tables) -> pd.DataFrame:
    """What in a report's tables is doubtful: one row per doubt, with its place, reason and way out.

    A doubt that covers a stretch of text is one row, and what lies in the stretch is not doubted
    again. The report's year is told from the tables too: the one that most measures speak for, of
    those that the text names.

    Parameters
    ----------
    tables : Tables
        As :func:`reportlib.analyse` gives them; anything with ``outline``, ``sentences`` and
        ``numbers`` will do.

    Returns
    -------
    DataFrame
        One row per doubt, in text order: ``report_id, kind, section_id``; ``start, end, text``, the
        place to look at (the number, the section's heading, or the report's first line);
        ``until``, where the doubted stretch ends, and ``measures``, how many it concerns (int64);
        ``reason`` and ``advice``. The kinds:

        - of a report with at least 20 measures: ``no target``; ``few targets`` (under 10 % of its
          measures); ``many targets`` (over 70 %); ``other years`` (under a third of its targets are
          of its own year); ``no heading`` (20 measures or more stand before the first part).
        - of a stretch with at least five measures: ``no target`` (a section that by its heading
          sets them); ``far years`` (results in a row that end before last year, or targets more
          than six years ahead); ``years apart`` (a section whose most frequent years lie more than
          one from those of the sections beside it).
        - ``no period``: one row for all measures that have none.
        - of numbers: ``two values`` (another of the same indicator, place, unit, measure, years and
          role cannot be true beside it); ``level and growth`` (a growth at current prices that its
          two levels refute); ``average of one year`` (yearly averages, one or several in a row, of
          a single year); ``growth and average`` (a growth over several years that the yearly
          average reaches in half of them); ``share over 100`` (of a plan it may be).

    Raises
    ------
    MissingColumnError
        If a table lacks a column.

    Examples
    --------
    >>> from reportlib import Report, analyse
    >>> tables = analyse(Report("demo", "去年，服务业增加值占生产总值比重为153%。", year=2021))
    >>> find_doubts(tables)[["kind", "text", "reason"]].values.tolist()
    [['share over 100', '153%', 'a share of 153 %']]
    """
    outline = list_rows(check_table(tables.outline, "outline"))
    needs = ["sentence_id", "section_id"]
    sentences = check_table(tables.sentences, "sentences", needs)
    sections = dict(zip(*(sentences[name].tolist() for name in needs), strict=True))
    numbers = list_rows(check_table(tables.numbers, "numbers"))
    measures = [
        row | {"section_id": sections.get(row["sentence_id"])}
        for row in numbers
        if row["kind"] == "measure"
    ]
    dated = [row for row in measures if None not in (row["period_start"], row["period_end"])]
    year = _report_year(dated, (row["text"] for row in numbers if row["kind"] == "date"))
    far = list(_far(dated, year))
    wide = far + _outside(_sections(dated, outline, year), far)
    narrow = [*_two_values(dated), *_refuted(dated), *_lone_averages(dated), *_outgrown(dated)]
    narrow += _shares(measures)
    doubts = [*_balance(measures, outline, year), *_untitled(measures, outline)]
    doubts += [*_undated(measures), *wide, *_outside(narrow, wide)]
    return build_table("doubts", sorted(doubts, key=lambda doubt: (doubt["start"], doubt["kind"])))


def _report_year(dated: Sequence[Row], dates: Iterable[str]) -> int:
    """The year that most measures speak for, results as its last year, targets as itself; among
    those that the text names, so that no section in wrong years carries the vote.
    """
    named = {int(date[0]) for text in dates if (date := re.match("[0-9]{4}", clean(text)))}
    votes = Counter(
        row["period_end"] + 1 if row["role"] == "outcome" else row["period_start"]
        for row in dated
        if row["role"] != "context"
    )
    return max(votes, key=lambda year: (len({year - 1, year} & named), votes[year]), default=0)


def _doubt(kind: str, rows: Sequence[Row], place: Row, reason: str, advice: str = SEE) -> Doubt:
    """A doubt about `rows`, to be looked at in `place`: one of them, or a row of the outline."""
    return {
        **{name: place[name] for name in ("report_id", "section_id", "start", "end", "text")},
        "kind": kind,
        "until": max(rows[-1]["end"], place["end"]),
        "measures": len(rows),
        "reason": reason,
        "advice": advice,
    }


def _outside(doubts: Iterable[Doubt], wide: Sequence[Doubt]) -> list[Doubt]:
    """The doubts that share no text with a stretch that is doubted already."""
    stretches = sorted((stretch["start"], stretch["until"]) for stretch in wide)
    starts = [start for start, _ in stretches]
    reach = list(accumulate((until for _, until in stretches), max, initial=0))
    return [
        doubt for doubt in doubts if reach[bisect_left(starts, doubt["until"])] <= doubt["start"]
    ]


def _balance(measures: Sequence[Row], outline: Sequence[Row], year: int) -> Iterator[Doubt]:
    """Whether the report as a whole has as many targets as reports have, and of its own year."""
    if len(measures) < WHOLE:
        return
    n, targets = len(measures), [row for row in measures if row["role"] == "target"]
    share = 100 * len(targets) / n
    if not FEW <= share <= MANY:
        kind = "no target" if not targets else "few targets" if share < FEW else "many targets"
        reason = f"{len(targets)} of {n} measures are targets; in most reports {FEW} to {MANY} %"
        advice = "look in the text for the part that sets targets, and in the outline for its row"
        yield _doubt(kind, measures, outline[0], reason, advice)
    dated = [row for row in targets if row["period_end"] is not None]
    own = sum(row["period_end"] == year for row in dated)
    if len(dated) >= WHOLE and 3 * own < len(dated):
        reason = f"{own} of {len(dated)} targets are for {year}, the report's own year"
        yield _doubt("other years", dated, dated[0], reason)


def _untitled(measures: Sequence[Row], outline: Sequence[Row]) -> Iterator[Doubt]:
    parts = {row["section_id"]: row["part"] for row in outline}
    rows = [row for row in measures if parts.get(row["section_id"]) == "front"]
    if len(rows) >= WHOLE:
        reason = f"{len(rows)} of {len(measures)} measures stand before the first part's heading"
        advice = "count by section only what has one; put each heading on a line of its own"
        yield _doubt("no heading", rows, outline[0], reason, advice)


def _undated(measures: Sequence[Row]) -> Iterator[Doubt]:
    rows = [row for row in measures if row["period_end"] is None]
    if rows:
        reason = f"{len(rows)} of {len(measures)} measures have no period"
        advice = "give the report's year: read_report(path, year=...) or extract --year"
        yield _doubt("no period", rows, rows[0], reason, advice)


def _years(row: Row, year: int) -> Years:
    """The years that a measure speaks of; a target runs from the report's year to its own."""
    first, last = row["period_start"], row["period_end"]
    return (min(first, year) if row["role"] == "target" else first), last


def _gap(a: Years, b: Years) -> int:
    return max(0, a[0] - b[1], b[0] - a[1])


def _written(years: Years) -> str:
    return "–".join(map(str, dict.fromkeys(years)))


def _far(dated: Sequence[Row], year: int) -> Iterator[Doubt]:
    """Measures in a row of years that the report has left behind, or will not see."""

    def is_far(row: Row) -> bool:
        years = _years(row, year)
        return _gap(years, (year, year)) > 1 or years[1] > year + AHEAD

    told = [row for row in dated if row["role"] != "context"]
    for far, group in groupby(told, key=is_far):
        rows = list(group)
        if far and len(rows) >= STRETCH:
            ends = [row["period_start"] for row in rows] + [row["period_end"] for row in rows]
            years = _written((min(ends), max(ends)))
            reason = f"{len(rows)} measures in a row are of {years}, in a report of {year}"
            yield _doubt("far years", rows, rows[0], reason)


def _sections(dated: Sequence[Row], outline: Sequence[Row], year: int) -> Iterator[Doubt]:
    """Sections of other years than those beside them, and parts without the targets that their
    heading promises.
    """
    starts = [row["start"] for row in dated]
    families: dict[str | None, list[tuple[Row, Sequence[Row], Years]]] = defaultdict(list)
    for section in outline:
        at, to = (bisect_left(starts, section[name]) for name in ("start", "section_end"))
        if to - at >= STRETCH:
            common = Counter(_years(row, year) for row in dated[at:to]).most_common(1)[0][0]
            families[section["parent_id"]].append((section, dated[at:to], common))
    for family in families.values():
        for i, (section, rows, common) in enumerate(family):
            beside = [years for _, _, years in family[max(i - 1, 0) : i] + family[i + 1 : i + 2]]
            far = _gap(common, (year, year))
            if beside and all(
                _gap(common, other) > 1 and far > _gap(other, (year, year)) for other in beside
            ):
                told = " and ".join(map(_written, beside))
                reason = f"most of its measures are of {_written(common)}, beside it of {told}"
                yield _doubt("years apart", rows, section, reason)
            elif (
                section["depth"] == 1
                and section["part"] in ("goals", "tasks")
                and all(row["role"] != "target" for row in rows)
            ):
                reason = f"none of {len(rows)} measures is a target; by its heading it plans"
                yield _doubt("no target", rows, section, reason)


def _limits(row: Row) -> tuple[float, float]:
    """What the number can be: less than half of its last printed digit to either side, and as far
    as its bound says; one that was not read can be anything.
    """
    low, high = row["value_low"], row["value_high"]
    if low is None or high is None:
        return -inf, inf
    half = _printed_step(clean(row["text"]), abs(low)) / 2
    if row["bound"] == "approx":
        half = max(half, ABOUT * abs(low))
    above, below = row["bound"] in ("ge", "gt"), row["bound"] in ("le", "lt")
    return (-inf if below else low - half), (inf if above else high + half)


def _printed_step(text: str, size: float) -> float:
    """One unit of the last digit of a number of that size: of 1.1万 it is 1000; of 三百, in words,
    one of its last digit that is no nought.
    """
    if not size:
        return 1.0
    digits = re.search(r"([0-9]+)(?:\.([0-9]+))?", text.replace(",", ""))
    if digits and float(digits[0]):
        return size / float(digits[0]) * float(f"1e-{len(digits[2] or '')}")
    exponent = Decimal(f"{size:.12g}").normalize().as_tuple().exponent
    return float(f"1e{exponent}")


def _one_name(a: str, b: str) -> bool:
    """Whether two names of one indicator say no different things: 城镇新增就业 and 新增城镇就业."""
    words = [row["word"] for row in vocabulary_rows("telling_words")]
    told = [{word for word in words if word in name} for name in (a, b)]
    return told[0] == told[1] and (set(a) <= set(b) or set(b) <= set(a))


def _two_values(dated: Sequence[Row]) -> Iterator[Doubt]:
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in dated:
        if row["indicator_id"] and row["role"] != "context" and is_exact(row["indicator"]):
            groups[tuple(row.get(name) for name in SAME)].append(row)
    for rows in groups.values():
        for row in rows[1:]:
            (low, high), (least, most) = _limits(rows[0]), _limits(row)
            if _one_name(rows[0]["indicator"], row["indicator"]) and (low >= most or least >= high):
                years = _written((row["period_start"], row["period_end"]))
                reason = (
                    f"{row['indicator']} of {years} is {row['text']} here and "
                    f"{rows[0]['text']} at {rows[0]['start']}"
                )
                advice = "read both places: one is of other years, of a part, or of something else"
                yield _doubt("two values", [rows[0], row], row, reason, advice)
                break


def _refuted(dated: Sequence[Row]) -> Iterator[Doubt]:
    """Growths at current prices that the levels at their two ends refute."""
    levels: dict[tuple[Any, ...], dict[str, Row]] = defaultdict(dict)
    for row in dated:
        if row["measure"] == "level" and _is_priced(row) and row["value"]:
            key = row["indicator_id"], row["place"], row["period_end"]
            levels[key].setdefault(row["unit"], row)
    for row in dated:
        if row["measure"] != "growth" or not _is_priced(row) or row["value"] is None:
            continue
        base = row["base_year"] or row["period_start"] - 1
        early = levels.get((row["indicator_id"], row["place"], base), {})
        late = levels.get((row["indicator_id"], row["place"], row["period_end"]), {})
        for before, after in [(early[unit], late[unit]) for unit in early if unit in late]:
            implied = 100 * (after["value"] / before["value"] - 1)
            if (
                abs(implied - row["value"]) > max(APART[0], APART[1] * abs(row["value"]))
                and _one_name(row["indicator"], before["indicator"])
                and _one_name(row["indicator"], after["indicator"])
            ):
                reason = (
                    f"from {before['text']} ({base}) to {after['text']} ({row['period_end']}) "
                    f"{row['indicator']} changes by {implied:.1f} %, not by {row['text']}"
                )
                yield _doubt("level and growth", [row], row, reason)


def _is_priced(row: Row) -> bool:
    """Whether a row is of whole years, and of an indicator by name whose growth its levels give."""
    known = row["indicator_id"]
    return bool(
        known
        and not row.get("part_of_year")
        and is_exact(row["indicator"])
        and describe_indicator(known)["price_basis"] != "constant"
    )


def _lone_averages(dated: Sequence[Row]) -> Iterator[Doubt]:
    """Yearly averages of a single year: the years over which they were taken were not seen."""
    averages = [row for row in dated if row["measure"] == "average_growth"]
    for alone, group in groupby(averages, lambda row: row["period_start"] == row["period_end"]):
        rows = list(group)
        if alone:
            many = f"{len(rows)} averages in a row are" if len(rows) > 1 else "the average is"
            reason = f"{many} yearly, but of {rows[0]['period_end']} alone"
            yield _doubt("average of one year", rows, rows[0], reason)


def _outgrown(dated: Sequence[Row]) -> Iterator[Doubt]:
    """Growths over several years that the yearly average of these years reaches in half of them."""
    averages: dict[tuple[Any, ...], Row] = {}
    for row in dated:
        if row["indicator_id"] and row["measure"] == "average_growth" and row["value"] is not None:
            averages.setdefault(_of(row), row)
    for row in dated:
        average = averages.get(_of(row)) if row["measure"] == "growth" else None
        years = row["period_end"] - row["period_start"] + 1
        if average and years > 2 and 0 < (row["value"] or 0) < average["value"] * years / 2:
            reason = (
                f"{row['text']} in all of {_written((row['period_start'], row['period_end']))}, "
                f"but {average['text']} a year at {average['start']}"
            )
            yield _doubt("growth and average", [row], row, reason)


def _of(row: Row) -> tuple[Any, ...]:
    return row["indicator_id"], row["place"], row["period_start"], row["period_end"]


def _shares(measures: Sequence[Row]) -> Iterator[Doubt]:
    for row in measures:
        size = row["value_low"] if row["measure"] == "share" and row["unit"] == "%" else None
        if size is not None and size > 100 and not PLANNED.search(row["indicator"] or ""):
            advice = "read what it is a share of: a growth or a ratio may be meant"
            yield _doubt("share over 100", [row], row, f"a share of {size:g} %", advice)
