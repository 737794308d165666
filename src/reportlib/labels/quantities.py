"""Sentences in, every number out: what kind of numeral it is, its signed value, unit, bound and
hedges.

:mod:`reportlib.numbers.scanning` reads the clean view of each sentence once, left to right. Here
the words around each measure give its sign, its bound and its hedges.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from reportlib.numbers.numerals import name_repairs
from reportlib.numbers.quantity import Numeral
from reportlib.numbers.scanning import scan
from reportlib.tables.columns import build_table, check_table
from reportlib.tables.openings import sought
from reportlib.tables.vocabulary import cached, vocabulary_rows, words
from reportlib.text.cells import Cell, find_cells
from reportlib.text.cleaning import offsets


@cached
def _around() -> Mapping[str, re.Pattern[str]]:
    """What leads to a measure from the left and what follows it."""
    before, after = sought(words("bounds", position="before")), words("bounds", position="after")
    up, down = (words("directions", direction=way) for way in ("up", "down"))
    return {
        "bound after": re.compile(after),
        "bound before": re.compile(rf"(?P<word>{before})[了有]?(?:每[^，。；、]{{1,4}})?$"),
        "bound of a ratio": re.compile(f"(?P<word>{before})(?=[^，。；、]{{2,24}}的$)"),
        "bound of a list": re.compile(f"(?P<word>{before})$"),
        "hold": re.compile(
            rf"(?:{words('hedges', scope='number')})(?:到|了)?(?=[^，。；、]{{0,4}}$)"
        ),
        "direction": re.compile(
            rf"{sought(f'(?P<up>{up})|(?P<down>{down})')}(?:了|分别|均|都|各)*(?:{before})?了?$"
        ),
        # 减材料54%: what is cut stands between the verb and its share
        "cut": re.compile("(?<![增加])[减缩](?:(?![率比占达到至为])[\u4e00-\u9fff]){1,3}$"),
        "counted": re.compile(rf"(?!{after}|[和及与])[\u4e00-\u9fff]"),
        "list": re.compile("(?:以上|左右|以内)?(?:、|和|及|与|以及)"),
        "clause hedge": re.compile(words("hedges", scope="clauses")),
        "list hedge": re.compile(words("hedges", scope="list")),
        "opening": re.compile("[^，]{0,4}(?:年|年内|同时|并|也|们)?(?<=[年内时并也们])"),
        "inside": re.compile("[多余几数来]"),
    }


MARK = re.compile("[，、；。：]")
SIGHT = 48  # characters left of a number that are looked at for what is said of it


class _Words:
    """Where the marks and the hedges of a clean sentence stand, found once: a sentence of any
    length is read in one pass."""

    def __init__(self, clean: str) -> None:
        around = _around()
        self.clean = clean
        marks = [(mark.start(), mark[0]) for mark in MARK.finditer(clean)]
        self.stops, self.marks, self.clauses = (
            [at for at, mark in marks if mark in ending] for ending in ("；。", "，、", "，；。：")
        )
        self.hedges = [word.span() for word in around["clause hedge"].finditer(clean)]
        self.opening = [span for span in self.hedges if self._opens(span[0])]
        self.listed = [word.span() for word in around["list hedge"].finditer(clean)]

    def _opens(self, at: int) -> bool:
        """Whether a hedge at a place opens its clause, so that its scope goes on over commas."""
        since = max(_last(self.stops, at) + 1, at - 8)
        return (
            at == since
            or self.clean[at - 1] in "，：、"
            or _around()["opening"].fullmatch(self.clean, since, at) is not None
        )

    def commitments(self, at: int) -> list[str]:
        """Words of commitment and estimate whose scope reaches `at`; 累计 spreads over 、 only."""
        since = _last(self.stops, at)
        nearest, opening = _last_span(self.hedges, at), _last_span(self.opening, at)
        reaches = nearest and not _last(self.marks, at) >= nearest[1]
        found = nearest if reaches else opening
        hedges = [self.clean[slice(*found)]] if found and found[0] > since else []
        # the first of the clause: 累计 opens what it sums
        first = bisect_left(self.listed, (_last(self.clauses, at), 0))
        if first < len(self.listed) and self.listed[first][1] <= at:
            hedges.append(self.clean[slice(*self.listed[first])])
        return hedges


def _last(places: Sequence[int], at: int) -> int:
    """The last of the places before `at`, −1 when there is none."""
    i = bisect_left(places, at)
    return places[i - 1] if i else -1


def _last_span(spans: Sequence[tuple[int, int]], at: int) -> tuple[int, int] | None:
    i = bisect_left(spans, (at, 0))
    return spans[i - 1] if i and spans[i - 1][1] <= at else None


def find_in_words(clean: str) -> Iterator[Numeral]:
    """The numerals of a clean sentence, each measure with the sign, bound and hedges that the words
    around give it; in a time that grows with the sentence's length.

    Examples
    --------
    >>> [(float(numeral.low), numeral.bound) for numeral in find_in_words("下降3%以上，力争2倍。")]
    [(-3.0, 'ge'), (2.0, 'eq')]
    """
    numerals = list(scan(clean))
    around = _around()
    said = _Words(clean) if any(numeral.kind == "measure" for numeral in numerals) else None
    previous: Numeral | None = None
    for numeral in numerals:
        if said is None or numeral.low is None:
            yield numeral
            continue
        follows = (
            previous
            if previous
            and numeral.start - previous.end < 5
            and around["list"].fullmatch(clean, previous.end, numeral.start)
            else None
        )
        numeral = _signed(clean, numeral, follows)
        numeral = _bounded(clean, numeral, follows, said.commitments(numeral.start))
        previous = numeral
        yield numeral


def read_cell(cell: Cell) -> Numeral:
    """The number of a cell, in the unit that its heads give it; without one, or where the sentence
    that it makes holds no such number, it is a measure without a value.
    """
    if cell.has_unit:
        for numeral in find_in_words(cell.said):
            if numeral.start == cell.at and numeral.end == len(cell.said):
                return numeral
    return Numeral(cell.at, len(cell.said), "measure", "unread: a cell without a unit")


def _signed(clean: str, numeral: Numeral, follows: Numeral | None) -> Numeral:
    """The sign of the verb before, or of the number before in a list; a written sign is its
    own."""
    around = _around()
    counts = numeral.family in ("classifier", "person") and around["counted"].match(
        clean, numeral.end
    )  # 降低90万户家庭负担: no verb before a counted noun gives a sign
    if numeral.signed or counts or numeral.low is None or numeral.high is None:
        return numeral
    near = clean[max(0, numeral.start - 14) : numeral.start]
    direction = around["direction"].search(near)
    falls = (
        direction["down"] is not None
        if direction
        else (
            follows is not None
            and not follows.signed
            and (follows.low or 0) < 0
            and follows.family == numeral.family
        )
        or (numeral.family == "percent" and around["cut"].search(near) is not None)
    )
    if not falls:
        return numeral
    low, high = sorted((-abs(numeral.low), -abs(numeral.high)))
    return numeral._replace(low=low, high=high)


def _bounded(clean: str, numeral: Numeral, follows: Numeral | None, hedges: list[str]) -> Numeral:
    """The bound that the words before, inside and after a number give it, and its hedges."""
    around = _around()
    left = clean[max(0, numeral.start - SIGHT) : numeral.start]
    before = around["bound before"].search(left[-14:])
    if before is None and numeral.family in ("multiple", "percent") and left.endswith("的"):
        before = around["bound of a ratio"].search(left)  # 不低于当地标准的1.6倍
    after = around["bound after"].match(clean, numeral.end)
    hold = around["hold"].search(left[-10:])
    inside = around["inside"].search(clean, numeral.start, numeral.end)
    bound = numeral.bound
    if numeral.hedge:
        hedges.append(numeral.hedge)
    if hold:
        hedges.append(hold[0].rstrip("到了"))
    if before:
        bound = bound or bounds()[before["word"]]
        hedges.append(before["word"])
    elif (
        follows
        and follows.bound in ("gt", "ge")
        and not (bound or after)
        and (leading := around["bound of a list"].search(follows.hedge))
    ):
        bound = follows.bound
        hedges.append(leading["word"])
    if inside:
        hedges.append(inside[0])
    if after:
        overrides = bound in ("", "approx") or bound == "gt" and inside is None
        bound = bounds()[after[0]] if overrides else bound
        hedges.append(after[0])
    bound = "range" if numeral.low != numeral.high else bound or "eq"
    return numeral._replace(bound=bound, hedge="+".join(dict.fromkeys(hedges)))


@cached
def bounds() -> Mapping[str, str]:
    return {row["word"]: row["bound"] for row in vocabulary_rows("bounds")}


def find_numbers(sentences: pd.DataFrame) -> pd.DataFrame:
    """Find every number of the sentences: kind, signed value, unit, bound and hedges.

    Every numeral of the text lies in exactly one span. A range, a ratio and a product are one span
    each. A doubtful reading keeps its row without a value. Nothing is read across sentences.

    Parameters
    ----------
    sentences : DataFrame
        Table ``sentences``; needs ``report_id, sentence_id, start, text, clean``.

    Returns
    -------
    DataFrame
        One row per numeral in text order: ``report_id, sentence_id, number_id, start, end, text``
        (raw offsets and the raw slice), ``kind`` (measure, date, name, ordinal, enumerator) and,
        for measures, ``value, value_low, value_high`` (float, in `unit`; a range has no `value`),
        ``unit, bound, hedge, repair`` (what was repaired to read the number, else missing),
        ``rule, reading_confidence`` (0–1). A measure that cannot be read has no value and the rule
        ``unread: reason``.

    Raises
    ------
    MissingColumnError
        If a needed column is missing.

    Examples
    --------
    >>> from reportlib import split_outline, split_sentences
    >>> text = "粮食产量稳定在108 亿公斤，能耗下降3%左右。"
    >>> numbers = find_numbers(split_sentences(text, split_outline(text, "demo")))
    >>> numbers[["text", "value", "unit", "bound", "hedge"]].values.tolist()
    [['108 亿公斤', 10800000000.0, '公斤', 'eq', '稳定在'], ['3%', -3.0, '%', 'approx', '左右']]
    """
    read = ["report_id", "sentence_id", "start", "text", "clean", "left_out"]
    check_table(sentences, "sentences", read)
    rows: list[dict[str, Any]] = []
    columns = (
        sentences[name].fillna("").tolist() if name == "clean" else sentences[name].tolist()
        for name in read
    )
    cells = find_cells(sentences)
    for report_id, sentence_id, start, text, clean, left_out in zip(*columns, strict=True):
        if sentence_id in cells:
            found = [((cell.start, cell.end), read_cell(cell)) for cell in cells[sentence_id]]
        else:
            numerals = list(find_in_words(clean))
            places = offsets(text, left_out) if numerals else []
            found = [((places[n.start], places[n.end - 1] + 1), n) for n in numerals]
        for (first, last), numeral in found:
            row = {
                "report_id": report_id,
                "sentence_id": sentence_id,
                "number_id": f"{report_id}:{start + first}",
                "start": start + first,
                "end": start + last,
                "text": text[first:last],
                "kind": numeral.kind,
                "rule": numeral.rule,
                "reading_confidence": numeral.confidence,
            }
            rows.append(row | _values(numeral, text[first:last]))
    return build_table("numbers read", rows)


def _values(numeral: Numeral, written: str) -> dict[str, Any]:
    if numeral.kind != "measure" or numeral.low is None or numeral.high is None:
        return {}
    low, high = float(numeral.low), float(numeral.high)
    return {
        "value": low if low == high else None,
        "value_low": low,
        "value_high": high,
        "unit": numeral.unit,
        "bound": numeral.bound,
        "hedge": numeral.hedge,
        "repair": name_repairs(written),
    }
