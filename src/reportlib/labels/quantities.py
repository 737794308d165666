"""Sentences in, every number out: what kind of numeral it is, its signed value, unit, bound and
hedges.

:mod:`reportlib.numbers.scanning` reads the clean view of each sentence once, left to right. Here
the words around each measure give its sign, its bound and its hedges.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import pandas as pd

from reportlib.language.patterns import pattern, since_mark
from reportlib.numbers.scanning import Numeral, scan
from reportlib.tables.columns import build_table, check_table
from reportlib.tables.vocabulary import vocabulary_rows, words
from reportlib.text.cleaning import offsets


@cache
def _around() -> Mapping[str, re.Pattern[str]]:
    """What leads to a measure from the left and what follows it."""
    before = words("bounds", position="before")
    up, down = (words("directions", direction=way) for way in ("up", "down"))
    return {
        "bound after": re.compile(words("bounds", position="after")),
        "bound before": re.compile(rf"(?:{before})[了有]?$"),
        "bound of a ratio": re.compile(
            f"(?:{words('bounds', position='before')})(?=[^，。；、]{{2,24}}的$)"
        ),
        "hold": re.compile(
            rf"(?:{words('hedges', scope='number')})(?:到|了)?(?=[^，。；、]{{0,4}}$)"
        ),
        "direction": re.compile(
            rf"(?:(?P<up>{up})|(?P<down>{down}))(?:了|分别|均|都|各)*(?:{before})?了?$"
        ),
        "clause hedge": re.compile(words("hedges", scope="clauses")),
        "list hedge": re.compile(words("hedges", scope="list")),
    }


def _read_surroundings(clean: str, numerals: Sequence[Numeral]) -> None:
    """Give each measure its sign, bound and hedges, from the words around it."""
    around = _around()
    measures = [numeral for numeral in numerals if numeral.kind == "measure"]
    previous: Numeral | None = None
    for numeral in measures:
        left = clean[max(0, numeral.start - 40) : numeral.start]
        before = around["bound before"].search(left[-8:])
        if before is None and numeral.family in ("multiple", "percent"):
            before = around["bound of a ratio"].search(
                re.split("[，。；、]", left)[-1]
            )  # 不低于当地标准的1.6倍
        after = around["bound after"].match(clean, numeral.end)
        hold = around["hold"].search(left[-10:])
        follows = (
            previous is not None
            and re.fullmatch(
                "(?:以上|左右|以内)?(?:、|和|及|与|以及)", clean[previous.end : numeral.start]
            )
            is not None
        )
        direction = None if _counts(clean, numeral) else around["direction"].search(left[-14:])
        if (direction and direction["down"]) or (
            follows
            and previous is not None
            and (previous.low or 0) < 0
            and previous.family == numeral.family
            and not direction
        ):
            numeral.low, numeral.high = sorted((-abs(numeral.low), -abs(numeral.high)))  # type: ignore[arg-type]
        hedges = [hold[0].rstrip("到了")] if hold else []
        if before:
            word = before[0].rstrip("了有")
            numeral.bound = numeral.bound or bounds()[word]
            hedges.append(word)
        elif (
            follows
            and previous is not None
            and previous.bound in ("gt", "ge")
            and previous.hedge
            and not numeral.bound
            and not after
        ):
            leading = pattern("<bound before>").search(previous.hedge)
            if leading:
                numeral.bound = previous.bound
                hedges.append(leading[0])
        if inside := re.search("[多余几]", clean[numeral.start : numeral.end]):
            hedges.append(inside[0])
        if after:
            numeral.bound = (
                bounds()[after[0]]
                if numeral.bound in ("", "approx") or numeral.bound == "gt" and inside is None
                else numeral.bound
            )
            hedges.append(after[0])
        numeral.bound = "range" if numeral.low != numeral.high else numeral.bound or "eq"
        commitments = _commitments(clean, numeral.start)
        numeral.hedge = "+".join(dict.fromkeys(commitments + hedges))
        previous = numeral


def _counts(clean: str, numeral: Numeral) -> bool:
    """Whether a noun follows that is counted, so that no verb before gives a sign:
    降低90万户家庭负担.
    """
    right = clean[numeral.end : numeral.end + 4]
    return (
        numeral.family in ("classifier", "person")
        and pattern(r"(?!<bound after>|[和及与])[\u4e00-\u9fff]").match(right) is not None
    )


def _commitments(clean: str, at: int) -> list[str]:
    """Words of commitment and estimate whose scope reaches `at`; 累计 spreads over 、 only."""
    found = []
    sentence = since_mark("；。", clean, at)
    for word in reversed(list(_around()["clause hedge"].finditer(sentence))):
        opens = (
            word.start() == 0
            or sentence[word.start() - 1] in "，：、"
            or re.fullmatch(
                "[^，]{0,4}(?:年|年内|同时|并|也|们)?(?<=[年内时并也们])", sentence[: word.start()]
            )
        )
        rest = sentence[word.end() :]
        if opens or not re.search("[，、]", rest):
            found = [word[0]]
            break
    near = since_mark("，；。：", clean, at)
    if lasting := _around()["list hedge"].search(near):
        found.append(lasting[0])
    return found


@cache
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
        ``unit, bound, hedge, rule, reading_confidence`` (0–1).

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
    check_table(sentences, "sentences", ["report_id", "sentence_id", "start", "text", "clean"])
    rows: list[dict[str, Any]] = []
    columns = (
        sentences[name].fillna("").tolist() if name == "clean" else sentences[name].tolist()
        for name in ("report_id", "sentence_id", "start", "text", "clean")
    )
    for report_id, sentence_id, start, text, clean in zip(*columns, strict=True):
        numerals = list(scan(clean))
        if not numerals:
            continue
        _read_surroundings(clean, numerals)
        places = offsets(text)
        for numeral in numerals:
            first, last = places[numeral.start], places[numeral.end - 1] + 1
            row = {
                "report_id": report_id,
                "sentence_id": sentence_id,
                "number_id": f"{report_id}:{start + first}",
                "start": start + first,
                "end": start + last,
            }
            rows.append(
                row
                | {
                    "text": text[first:last],
                    "kind": numeral.kind,
                    "rule": numeral.rule,
                    "reading_confidence": numeral.confidence,
                }
                | _values(numeral)
            )
    return build_table("numbers read", rows)


def _values(numeral: Numeral) -> dict[str, Any]:
    if numeral.kind != "measure" or numeral.low is None or numeral.high is None:
        return {}
    low, high = float(numeral.low), float(numeral.high)
    value = low if low == high else None
    return {
        "value": value,
        "value_low": low,
        "value_high": high,
        "unit": numeral.unit,
        "bound": numeral.bound,
        "hedge": numeral.hedge,
    }
