"""Raw text → outline: parts, numbered sections, dashed items and titled paragraphs.

What is a heading is told from the layout (a line that opens with 一、, （一）, 第一章, ——, or with
the marks of markdown), from one rule for titled paragraphs, and from the words of
``vocabulary/headings.csv``: they tell review from plan, and (column ``alone``) what is a part's
heading without a number (2024年工作回顾).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from reportlib.tables.columns import build_table
from reportlib.tables.vocabulary import vocabulary_rows
from reportlib.text.cleaning import clean
from reportlib.text.lines import CHAPTER, CHINESE, ENUMERATOR, flow, lines_of

LONGEST_HEADING = 60  # characters of a heading line; more is a paragraph with its heading glued on
SHORTEST_BODY = (
    50  # characters that follow the title of a titled paragraph; a page-break tail is shorter
)
WRAPPED = 30  # a line this long that ends without an end mark was broken, by a page perhaps


class Heading(NamedTuple):
    start: int
    end: int
    level: str  # part, chapter, section, item, title


@cache
def _forms() -> dict[str, re.Pattern[str]]:
    goes_on = "的|[和与及、以总]|主要|重点|思路|任务|目标|要求|回顾|情况|完成|安排|部署"
    goes_on += "|建议|说明|特点|成就"
    return {
        "part": re.compile(rf"{CHINESE}{{1,3}}、"),
        "section": re.compile(rf"[（(]{CHINESE}{{1,3}}[)）]"),
        "item": re.compile("——"),
        "title": re.compile(
            rf"(?!{CHINESE}+[是要])[^\W\d“][^，：；。！？0-9]{{4,31}}。(?=[^。]*.{{{SHORTEST_BODY}}})"
        ),
        "glued": re.compile(
            "^[^，。；：！？]{2,60}?(?:回顾|任务|安排|说明|建设|目标|工作|要求|情况|特点|成就)"
            f"(?!{goes_on})"
        ),
        "chapter": re.compile(CHAPTER),
        "marked": re.compile(r"#{1,6}\s*(?=[^\s#])"),
    }


def _level(line: str, volumes: bool) -> str | None:
    """Level that the mark in front of a line gives it."""
    marked = _forms()["marked"].match(line)
    rest = line[marked.end() :] if marked else line
    found = next((name for name in ("part", "section", "item") if _forms()[name].match(rest)), None)
    chapter = _forms()["chapter"].match(rest)
    if chapter and len(line) <= LONGEST_HEADING and "。" not in line:
        if chapter[0][-1] == "节":
            return "section"
        return "chapter" if volumes and chapter[0][-1] == "章" else "part"
    if found or not marked or line.startswith("# "):
        return found
    return "part" if _is_part(rest) else "section"


def _is_part(line: str) -> bool:
    """Whether a line without a number reads as the heading of a part."""
    if len(line) > LONGEST_HEADING // 2 or re.search("[，。；！？]", line):
        return False
    return _alone().fullmatch(clean(line)) is not None


@cache
def _alone() -> re.Pattern[str]:
    """The headings of parts that have no number."""
    written = (row["alone"] for row in vocabulary_rows("headings"))
    return re.compile("|".join(f"(?:{heading})" for heading in written if heading))


def _headings(text: str) -> Iterator[Heading]:
    inside = False  # the title block ends with the first part heading
    complete = True  # the line before ended a sentence
    lines = list(lines_of(text))
    volumes = any(re.match(rf"第{CHINESE}{{1,3}}[篇编](?=\s|$)", line) for _, line in lines)
    swapped = _sections_first([line for _, line in lines], volumes)
    for i, (start, line) in enumerate(lines):
        level = _level(line, volumes)
        alone = level is None and complete and _is_part(line)
        alone = alone and not (i + 1 < len(lines) and _is_part(lines[i + 1][1]))
        if alone:  # and no line of a table of contents
            level = "part"
        if level is None and inside and complete and _forms()["title"].match(line):
            level = "title"
        inside = inside or level in ("part", "section")
        complete = line[-1] in "。！？”）：" or len(line) < WRAPPED and line[-1] not in "《“（、，"
        if level and (inside or level != "item"):
            end = start + _heading_length(line, level)
            yield Heading(start, end, swapped.get(level, level) if not alone else level)


def _sections_first(lines: list[str], volumes: bool) -> dict[str, str]:
    """Levels to exchange where （一） stands above 一、, as in some older reports."""
    levels = [(line, "part" if _is_part(line) else _level(line, volumes)) for line in lines]
    first = next((level for _, level in levels if level in ("part", "section")), None)
    part = next((line for line, level in levels if level == "part"), "一、")
    above = first == "section" and part.startswith("一、")
    return {"part": "section", "section": "part"} if above else {}


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
    >>> text = "报告\\n一、去年工作回顾\\n（一）稳增长。增长5%。\\n二、今年主要任务\\n增长6%。\\n"
    >>> outline = split_outline(text, "demo")
    >>> for row in outline[["section_id", "heading", "part"]].values.tolist():
    ...     print(*row)
    0 报告 front
    1 去年工作回顾 review
    1.1 稳增长 review
    2 今年主要任务 tasks
    """
    flowing = flow(text)
    first = next(lines_of(flowing.text), None)
    if first is None:
        return build_table("outline", [])
    rows: list[dict[str, Any]] = []
    headings = [
        Heading(first[0], first[0] + len(first[1][:LONGEST_HEADING]), "front"),
        *_headings(flowing.text),
    ]
    if len(headings) > 1 and headings[1].start == headings[0].start:
        del headings[0]
    counts = [0, 0, 0]
    level, part, numbered = 0, "front", False
    for heading in headings:
        start, end = flowing.span(heading.start, heading.end)
        if heading.level in ("front", "part") or not rows:
            level = 0
        elif heading.level == "title":
            level = 2 if numbered else 1
        else:
            level = 1
        numbered = heading.level in ("chapter", "section") or (
            numbered and heading.level == "title"
        )
        if heading.level != "front":
            counts[level] += 1
        counts[level + 1 :] = [0] * (2 - level)
        written = flowing.text[heading.start : heading.end]
        name = clean(re.sub(ENUMERATOR, "", written, count=1)).rstrip("。：；")
        if level == 0 or heading.level == "chapter":
            own = "front" if heading.level == "front" else _part_of(name)
            part = own if level == 0 or own != "other" else part
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
        rows.append(row | {"start": start, "end": end, "text": text[start:end]})
    following = [len(text)] * 4  # by depth, where the next heading starts
    for row in reversed(rows):
        row["section_end"] = min(following[: row["depth"] + 1])
        following[row["depth"]] = row["start"]
    return build_table("outline", rows)
