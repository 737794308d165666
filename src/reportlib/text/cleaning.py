"""The clean view of a raw slice: without white space and what is left out of the flow, digits and
letters half width, Chinese punctuation, simplified characters, every character still traceable.

Raw text in, clean text and its places in the raw text out. The raw text itself is never edited.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from reportlib.text.characters import simplify

MARKS = ",;:!?()"  # full width in a Chinese text, which some files type half width
_BLANK = r"[\s\u200b-\u200f\u2028-\u202f\u2060\ufeff]"


@cache
def _full_width() -> re.Pattern[str]:
    """Full-width digits, letters and signs that mean the same; Chinese punctuation stays."""
    signs = (chr(0xFEE0 + code) for code in range(0x21, 0x7F) if chr(code) not in MARKS)
    return re.compile(f"[{''.join(signs)}]")


@cache
def _dropped() -> re.Pattern[str]:
    cells = "(?<=[0-9０-９%％])\t(?=[0-9０-９])"  # two numbers of a table, no number of both
    latin = "(?<=[A-Za-z]) (?=[A-Za-z])"
    # the mark of a note: 生产总值[2], 生产总值②5481亿元; ①甲②乙 is a list
    note = r"(?<=[\u4e00-\u9fff）])(?:[\[［〔][0-9]{1,2}[\]］〕]|[①-⑳](?![\u4e00-\u9fff]))"
    begun = rf"(?={_BLANK}|[\[［〔①-⑳])"  # at most places nothing is dropped
    return re.compile(rf"{begun}(?:{latin}|{cells}|({_BLANK}+|{note}))")


@cache
def _half_width_marks() -> re.Pattern[str]:
    beside = "\u4e00-\u9fff%“”"
    return re.compile(f"[{MARKS}](?:(?<=[{beside}].)|(?=[{beside}]))")


def clean(text: str, left_out: Any = None) -> str:
    """Clean view of a raw slice: one character for each that is kept; white space, zero-width
    characters, marks of notes and what is `left_out` (a cell of ``sentences.left_out``, such as
    "4-10 52-55") go.

    A single blank between two Latin words stays, and a tab between two numbers; a comma beside a
    Chinese character is the Chinese one; a sentence in traditional characters has simplified ones.
    ``clean(text)[i]`` stands for ``text[offsets(text, left_out)[i]]``.

    Examples
    --------
    >>> clean("增长 ９.４％，达⏎到\\n 2.5 万亿元".replace("⏎", "\\n\\n"))
    '增长9.4%，达到2.5万亿元'
    >>> clean("产值1,200亿元,增长5%;投资 (含农户) 上升")
    '产值1,200亿元，增长5%；投资（含农户）上升'
    >>> clean("森林覆\\n— 3 —\\n盖率", "4-10")
    '森林覆盖率'
    >>> clean("總收入 1011746 萬元")
    '总收入1011746万元'
    """
    blanked = _blanked(text, left_out)
    kept = _dropped().sub(lambda gap: "" if gap[1] else gap[0], blanked)
    kept = _full_width().sub(lambda sign: chr(ord(sign[0]) - 0xFEE0), kept)
    kept = _half_width_marks().sub(lambda mark: chr(0xFEE0 + ord(mark[0])), kept)
    return simplify(kept)


def _blanked(text: str, left_out: Any) -> str:
    """The text with blanks where something is left out; in most sentences the cell is missing."""
    if not isinstance(left_out, str):
        return text
    for span in left_out.split():
        start, end = map(int, span.split("-"))
        text = text[:start] + "\n" * (end - start) + text[end:]
    return text


def offsets(text: str, left_out: Any = None) -> list[int]:
    """For each character of ``clean(text, left_out)``, its place in `text`.

    Examples
    --------
    >>> offsets("a 1\\n年")
    [0, 2, 4]
    """
    places: list[int] = []
    at = 0
    for gap in _dropped().finditer(_blanked(text, left_out)):
        if gap[1]:
            places.extend(range(at, gap.start()))
            at = gap.end()
    places.extend(range(at, len(text)))
    return places
