"""A report and its labelled numbers → sentences cut into plain text and marks, with their gloss:
what a page shows, before it is HTML.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pandas as pd

from reportlib.tables.columns import check_table, list_rows
from reportlib.tables.errors import ReportError
from reportlib.text.glosses import load_glosses
from reportlib.text.outline import split_outline
from reportlib.text.report import Report
from reportlib.text.sentences import split_sentences

BREAK = re.compile(r"(.?)[^\S\t]*\n\s*(.?)", re.DOTALL)  # a line end, and what stands around it


class Piece(NamedTuple):
    """A stretch of a sentence: plain, left out of the clean view, or a mark with the places of its
    numbers among the rows.
    """

    text: str
    rows: tuple[int, ...] = ()
    left_out: bool = False


class Sentence(NamedTuple):
    """A sentence as it is shown: `level` is the depth of a heading and 0 for text, `opens` says
    that it begins a paragraph, `gloss` is its English.
    """

    sentence_id: str
    position: int
    level: int
    opens: bool
    pieces: tuple[Piece, ...]
    gloss: str


class Section(NamedTuple):
    """A heading, the sentence to jump to, and what the section holds of the text."""

    section_id: str
    depth: int
    heading: str
    gloss: str
    position: int
    start: int
    end: int


class Marked(NamedTuple):
    """A whole report, marked: ``rows`` are those of its numbers, in text order."""

    sections: list[Section]
    sentences: list[Sentence]
    rows: list[dict[str, Any]]


def mark_report(
    report: Report, numbers: pd.DataFrame, glosses: pd.DataFrame | None = None
) -> Marked:
    """Cut a report at its numbers, and lay the glosses beside its sentences.

    Every number of the report is in a mark; numbers that overlap share one. The texts of a
    sentence's pieces are its text but for line ends and white space around it.

    Parameters
    ----------
    report : Report
    numbers : DataFrame
        Needs ``report_id, start, end, text``; rows of other reports are left alone.
    glosses : DataFrame, optional
        Needs ``start, end, text, en``; by default those that ship with the report.

    Raises
    ------
    ReportError
        If the numbers are of other reports alone, or a number or a gloss does not stand where it
        says.

    Examples
    --------
    >>> from reportlib import analyse
    >>> report = Report("demo", "新建公园12个。")
    >>> mark_report(report, analyse(report).numbers).sentences[0].pieces[1]
    Piece(text='12个', rows=(0,), left_out=False)
    """
    if not isinstance(report, Report):
        raise ReportError(f"{report!r} is no report; give read_report({report!r})")
    check_table(numbers, "numbers", ["report_id", "start", "end", "text"])
    own = numbers[numbers["report_id"] == report.report_id]
    if own.empty and len(numbers):
        others = ", ".join(sorted(set(numbers["report_id"].dropna().astype(str)))[:3])
        raise ReportError(
            f"no number is of report {report.report_id!r}, they are of {others}; give numbers of "
            "this report"
        )
    rows = list_rows(own.sort_values(["start", "end"], kind="stable"))
    _check_places(report, rows, "number")
    english = _glosses(report, glosses)
    outline = split_outline(report.text, report.report_id)
    table = split_sentences(report.text, outline, report.report_id)
    depths = dict(zip(outline["start"], outline["depth"], strict=True))
    places = table["start"].tolist()
    told: dict[int, list[str]] = {}
    for gloss in english:
        told.setdefault(_sentence_at(places, gloss["start"]), []).append(gloss["en"])
    marks = _marks(rows, places)
    sentences = []
    for at, row in enumerate(list_rows(table)):
        first = row["start"] + len(row["text"]) - len(row["text"].lstrip())
        before = report.text[table["end"].iloc[at - 1] - 1] if at else "\n"
        sentences.append(
            Sentence(
                row["sentence_id"],
                at,
                int(depths.get(first, 0)),
                "\n" in before + report.text[row["start"] : first],
                tuple(_pieces(row, marks.get(at, []))),
                " ".join(told.get(at, [])),
            )
        )
    sections = [
        Section(
            row["section_id"],
            row["depth"],
            row["heading"] or "",
            sentences[at].gloss,
            at,
            row["start"],
            row["section_end"],
        )
        for row in list_rows(outline)
        for at in [_sentence_at(places, row["start"])]
    ]
    return Marked(sections, sentences, rows)


def _sentence_at(places: list[int], start: int) -> int:
    return max(0, bisect_right(places, start) - 1)


def _check_places(report: Report, rows: Iterable[dict[str, Any]], what: str) -> None:
    for row in rows:
        there = report.text[row["start"] : row["end"]]
        if there != row["text"]:
            raise ReportError(
                f"{report.report_id}: the {what} {row['text']!r} does not stand at {row['start']}, "
                f"but {there!r}; read the report anew, it is another text"
            )


def _glosses(report: Report, given: pd.DataFrame | None) -> list[dict[str, Any]]:
    """The glosses of this report; a text of yours that has the id of a shipped one has none."""
    if given is not None:
        check_table(given, "glosses", ["report_id", "start", "end", "text", "en"])
        rows = list_rows(given[given["report_id"] == report.report_id])
        _check_places(report, rows, "text of a gloss")
        return rows
    shipped = list_rows(load_glosses(report.report_id))
    return [row for row in shipped if report.text[row["start"] : row["end"]] == row["text"]]


def _marks(
    rows: list[dict[str, Any]], places: list[int]
) -> dict[int, list[tuple[int, int, tuple[int, ...]]]]:
    """Sentence → its marks: start, end, and the rows that share it."""
    marks: dict[int, list[tuple[int, int, tuple[int, ...]]]] = {}
    for number, row in enumerate(rows):
        mine = marks.setdefault(_sentence_at(places, row["start"]), [])
        if mine and row["start"] < mine[-1][1]:
            start, end, shared = mine[-1]
            mine[-1] = (start, max(end, row["end"]), (*shared, number))
        else:
            mine.append((row["start"], row["end"], (number,)))
    return marks


def _pieces(
    sentence: dict[str, Any], marks: list[tuple[int, int, tuple[int, ...]]]
) -> Iterator[Piece]:
    text, at = sentence["text"], 0
    begin, stop = len(text) - len(text.lstrip()), len(text.rstrip())
    cuts = [
        (first - sentence["start"], last - sentence["start"], rows, False)
        for first, last, rows in marks
    ]
    for span in (sentence["left_out"] or "").split():
        first, last = map(int, span.split("-"))
        cuts.append((first, last, (), True))
    at = begin
    for first, last, rows, out in sorted(cuts):
        if plain := _flowing(text[at:first]):
            yield Piece(plain)
        if shown := _flowing(text[max(at, first) : min(last, stop)]):
            yield Piece(shown, rows, out)
        at = max(at, last)
    if plain := _flowing(text[at:stop]):
        yield Piece(plain)


def _flowing(text: str) -> str:
    """Without line ends; a space stays in their place between Latin letters.

    Examples
    --------
    >>> _flowing("增长\\n  6%"), _flowing("a\\nb"), _flowing("增长 6%")
    ('增长6%', 'a b', '增长 6%')
    """

    def joined(match: re.Match[str]) -> str:
        before, after = match.groups()
        gap = " " if before and after and (before + after).isascii() else ""
        return before + gap + after

    return BREAK.sub(joined, text)
