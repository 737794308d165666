"""Raw text → outline: parts, numbered sections, dashed items and titled paragraphs.

What is a heading is told from the layout (a line that opens with 一、, （一）, ——) and from one rule
for titled paragraphs; the words that tell review from plan are in ``vocabulary/headings.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from reportlib.tables.columns import build_table
from reportlib.tables.vocabulary import vocabulary_rows
from reportlib.text.cleaning import PAGE_NUMBER, clean

CHINESE = "[一二三四五六七八九十]"
ENUMERATOR = rf"(?:{CHINESE}{{1,3}}、|[（(]{CHINESE}{{1,3}}[)）]|——)\s*"  # what numbers a heading


LONGEST_HEADING = 60  # characters of a heading line; more is a paragraph with its heading glued on


SHORTEST_BODY = (
    50  # characters that follow the title of a titled paragraph; a page-break tail is shorter
)


WRAPPED = 30  # a line this long that ends without an end mark was broken by a page or a line width


class Heading(NamedTuple):
    start: int
    end: int
    level: str  # part, section, item, title


@cache
def _forms() -> dict[str, re.Pattern[str]]:
    return {
        "part": re.compile(rf"{CHINESE}{{1,3}}、"),
        "section": re.compile(rf"[（(]{CHINESE}{{1,3}}[)）]"),
        "item": re.compile("——"),
        "title": re.compile(
            rf"(?!{CHINESE}+[是要])[^\W\d“][^，：；。！？0-9]{{4,31}}。(?=[^。]*.{{{SHORTEST_BODY}}})"
        ),
        "glued": re.compile(
            "^[^，。；：！？]{2,60}(?:回顾|任务|安排|说明|建设|目标|工作|要求|情况|特点)"
        ),
    }


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Start and content of each line that is neither blank nor a page number, indents and line ends
    cut.
    """
    for line in re.finditer(r"[^\r\n]+", text):
        content = line[0].strip()
        if content and not re.fullmatch(PAGE_NUMBER, content):
            yield line.start() + line[0].index(content), content


def _headings(text: str) -> Iterator[Heading]:
    inside = False  # the title block ends with the first part heading
    complete = True  # the line before ended a sentence
    for start, line in lines_of(text):
        level = next(
            (name for name in ("part", "section", "item") if _forms()[name].match(line)), None
        )
        if level is None and inside and complete and _forms()["title"].match(line):
            level = "title"
        inside = inside or level == "part" or level == "section"
        complete = line[-1] in "。！？”）：" or len(line) < WRAPPED
        if level and (inside or level != "item"):
            yield Heading(start, start + _heading_length(line, level), level)


def _heading_length(line: str, level: str) -> int:
    if level == "part" and (len(line) > LONGEST_HEADING or "。" in line):
        glued = _forms()["glued"].match(line)
        return glued.end() if glued else len(re.split("[，。；：]", line)[0])
    end = re.search("[。！？；：\n]", line)
    return end.end() if end else len(line)


def _part_of(heading: str) -> str:
    return next(
        (row["part"] for row in vocabulary_rows("headings") if re.search(row["pattern"], heading)),
        "other",
    )


def split_outline(text: str, report_id: str = "report") -> pd.DataFrame:
    """Split a report into its outline: parts, numbered sections, dashed items and titled
    paragraphs.

    Parameters
    ----------
    text : str
        Raw text.
    report_id : str

    Returns
    -------
    DataFrame
        One row per heading, in text order, after a row for the title block (part "front"):
        ``report_id, section_id`` ("3.2.1"), ``parent_id, depth, ordinal, heading`` (clean, without
        its number), ``part`` (front, review, goals, tasks, other), ``start, end, text`` (raw span
        of the heading) and ``section_end``. A text without headings gives the title block alone.

    Examples
    --------
    >>> outline = split_outline("报告\\n一、去年工作回顾\\n（一）稳增长。增长5%。\\n二、今年主要任务\\n增长6%。\\n", "demo")
    >>> outline[["section_id", "heading", "part"]].values.tolist()
    [['0', '报告', 'front'], ['1', '去年工作回顾', 'review'], ['1.1', '稳增长', 'review'], ['2', '今年主要任务', 'tasks']]
    """
    first = next(lines_of(text), None)
    if first is None:
        return build_table("outline", [])
    rows: list[dict[str, Any]] = []
    headings = [
        Heading(first[0], first[0] + len(first[1][:LONGEST_HEADING]), "front"),
        *_headings(text),
    ]
    if len(headings) > 1 and headings[1].start == headings[0].start:
        del headings[0]
    counts = [0, 0, 0]
    level, part, numbered = 0, "front", False
    for heading in headings:
        raw = text[heading.start : heading.end]
        if heading.level in ("front", "part") or not rows:
            level = 0
        elif heading.level == "title":
            level = 2 if numbered else 1
        else:
            level = 1
        numbered = heading.level == "section" or (numbered and heading.level == "title")
        if heading.level != "front":
            counts[level] += 1
        counts[level + 1 :] = [0] * (2 - level)
        name = clean(re.sub(ENUMERATOR, "", raw, count=1)).rstrip("。：；")
        part = "front" if heading.level == "front" else _part_of(name) if level == 0 else part
        ids = [str(count) for count in counts[: level + 1]]
        parent = ".".join(ids[:-1]) or None
        row = {
            "report_id": report_id,
            "section_id": ".".join(ids),
            "parent_id": parent,
            "depth": level + 1,
            "ordinal": counts[level],
            "heading": name,
            "part": part,
        }
        rows.append(row | {"start": heading.start, "end": heading.end, "text": raw})
    following = [len(text)] * 4  # by depth, where the next heading starts
    for row in reversed(rows):
        row["section_end"] = min(following[: row["depth"] + 1])
        following[row["depth"]] = row["start"]
    return build_table("outline", rows)
