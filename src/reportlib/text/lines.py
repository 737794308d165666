"""Raw text → the text as it flows: without page numbers, running heads and the line breaks of a
line width, every character still traceable.

Whether lines were broken at a width is told from the text itself: the ends of full lines rarely
fall on the ends of sentences. The raw text is never edited.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

CHINESE = "[一二三四五六七八九十]"
CHAPTER = rf"第{CHINESE}{{1,3}}[篇编章节](?=\s|[：:]|$)"
ENUMERATOR = (  # what numbers a heading
    rf"(?:#{{1,6}}\s*)?(?:{CHINESE}{{1,3}}、(?!三次?产)|[（(]{CHINESE}{{1,3}}[)）]|——|{CHAPTER}"
    r"|(?<=#)\s*)\s*"
)
STOPS = "。！？；：!?;:"
CLOSED = re.compile(rf"[{STOPS}][”’」』）)》]*$")
NARROWEST, WIDEST = 14, 80  # characters of a line width
OUTLIERS = 100  # one line in so many may be wider than the width
RAGGED = 4  # characters that a full line may lack where marks or numbers are kept whole
FULL = 0.95  # share of the lines without a stop that are full, where lines are broken at a width
HARDLY = 0.7  # the same at the least: headings and tables are short
APART = 5  # lines between two pages' numbers or heads, at the least
LONGEST_HEAD = 40  # characters of a running head
ONE_LINE = 2000  # characters of a line that holds a whole text, its paragraphs parted by blanks

_DASHES = "[-—–－―·•]+"
_PAGE = re.compile(
    rf"{_DASHES}\s*[0-9]{{1,4}}\s*{_DASHES}"  # — 3 —
    r"|第\s*[0-9]{1,4}\s*页(?:[\s，,、/|]*共\s*[0-9]{1,4}\s*页)?"
    r"|共\s*[0-9]{1,4}\s*页[\s，,、/|]*第\s*[0-9]{1,4}\s*页"
    r"|[Pp]age\s*[0-9]{1,4}(?:\s*of\s*[0-9]{1,4})?"
)
_PAGE_OF_HEAD = re.compile(r"^[0-9]{1,4}(?=\D)|(?<=\D)[0-9]{1,4}$")
_WHOLE = re.compile("[0-9A-Za-z.%]+")
_BARE = re.compile(r"([0-9]{1,4})(?:\s*/\s*[0-9]{1,4})?")  # 3, 3/20


class Line(NamedTuple):
    """A line that is not blank: where its content stands, and how wide it is with its indent."""

    start: int
    content: str
    width: int
    indented: bool

    @property
    def end(self) -> int:
        return self.start + len(self.content)


class Flow(NamedTuple):
    """The text as it flows. ``text[i]`` is the raw character at ``places[i]``; the last place is
    the end of the raw text. `left_out` are the raw spans of page numbers and running heads.
    """

    text: str
    places: Sequence[int]
    left_out: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Raw span of a span of the flowing text."""
        return self.places[start], self.places[end - 1] + 1

    def within(self, start: int, end: int) -> str:
        """What is left out inside a raw span, its places counted from there: ``"4-10 52-55"``."""
        first = bisect_left(self.left_out, (start, start))
        last = bisect_left(self.left_out, (end, end))
        spans = self.left_out[first:last]
        return " ".join(f"{low - start}-{min(high, end) - start}" for low, high in spans)


@lru_cache(maxsize=4)
def flow(text: str) -> Flow:
    """The text as it flows, of a raw text.

    Examples
    --------
    >>> raw = "一、工作回顾\\n全年各项事业都取得了新的成绩，森林覆\\n第3页 共20页\\n盖率达到52%。"
    >>> flow(raw).text
    '一、工作回顾\\n全年各项事业都取得了新的成绩，森林覆盖率达到52%。'
    >>> [raw[start:end] for start, end in flow(raw).left_out]
    ['第3页 共20页\\n']
    """
    lines = [line for line in _lines(text) if line.content]
    furniture = _furniture(lines)
    kept = [line for i, line in enumerate(lines) if i not in furniture]
    left_out = tuple(_with_break(text, lines[i]) for i in sorted(furniture))
    gaps = sorted([*left_out, *_soft_breaks(text, kept, left_out)])
    if not gaps:
        return Flow(text, range(len(text) + 1), ())
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for start, end in gaps:
        if at < start:
            pieces.append(text[at:start])
            places.extend(range(at, start))
        at = max(at, end)
    pieces.append(text[at:])
    places.extend(range(at, len(text) + 1))
    return Flow("".join(pieces), places, left_out)


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Start and content of each line of a flowing text that is not blank, indents and line ends
    cut; runs of blanks part the paragraphs of a text that is one line.
    """
    for line in re.finditer(r"[^\r\n]+", text):
        pieces = r"\S+(?:\s{1,3}\S+)*" if len(line[0]) > ONE_LINE else r"\S.*"
        for piece in re.finditer(pieces, line[0]):
            yield line.start() + piece.start(), piece[0].strip()


def _lines(text: str) -> Iterator[Line]:
    for found in re.finditer(r"[^\r\n]+", text):
        content = found[0].strip()
        indent = len(found[0]) - len(found[0].lstrip())
        yield Line(found.start() + indent, content, indent + len(content), indent > 0)


def _with_break(text: str, line: Line) -> tuple[int, int]:
    """Span of a line that is left out, with the break after it."""
    found = re.compile(r"[^\S\r\n]*(?:\r?\n|\r)?").match(text, line.end)
    return line.start, found.end() if found else line.end


# -- pages


def _furniture(lines: Sequence[Line]) -> frozenset[int]:
    """Which lines are page numbers or running heads."""
    pages = {i for i, line in enumerate(lines) if _PAGE.fullmatch(line.content)}
    pages |= _counted_pages(lines)
    return frozenset(pages | _running_heads(lines, pages))


def _counted_pages(lines: Sequence[Line]) -> set[int]:
    """Lines that hold a number alone, one more each time, a page apart."""
    numbers = [
        (i, int(bare[1])) for i, line in enumerate(lines) if (bare := _BARE.fullmatch(line.content))
    ]
    found: set[int] = set()
    for (i, number), (j, following) in pairwise(numbers):
        if following == number + 1 and j - i > APART:
            found |= {i, j}
    return found


def _running_heads(lines: Sequence[Line], pages: set[int]) -> set[int]:
    """Lines without a stop that come again and again, a page apart, the same but for the number of
    the page at either end, and cut sentences or stand beside page numbers. Rows of tables are none.
    """
    seen: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        closed = CLOSED.search(line.content) or re.match(ENUMERATOR, line.content)
        if 2 <= len(line.content) <= LONGEST_HEAD and not closed and "\t" not in line.content:
            seen.setdefault(_PAGE_OF_HEAD.sub("", line.content).strip(), []).append(i)
    found: set[int] = set()
    for places in seen.values():
        apart = all(j - i > APART for i, j in pairwise(places))
        cutting = sum(
            not CLOSED.search(lines[i - 1].content) or {i - 1, i + 1} & pages != set()
            for i in places
            if i
        )
        if len(places) >= 3 and apart and 2 * cutting >= len(places):
            found.update(places)
    return found


# -- lines


class Width(NamedTuple):
    """The width at which lines were broken: of a full line at the least, and of most of them."""

    narrow: int
    common: int

    def is_full(self, line: Line, following: Line) -> bool:
        """Whether a line was broken, rather than ended. A number or a Latin word is kept whole, so
        that the line before it may be short; a line that ends a sentence must be as wide as most.
        """
        if CLOSED.search(line.content):
            return line.width >= self.common
        kept_whole = _WHOLE.match(following.content)
        return line.width + (len(kept_whole[0]) // 2 if kept_whole else 0) >= self.narrow


def _soft_breaks(
    text: str, lines: Sequence[Line], left_out: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Spans between two lines that a line width parted: the end of one and the indent of the
    next. Where lines are paragraphs, a page may part one that has no stop."""
    page_ends = sorted(end for _, end in left_out)
    for measured in (lines, [line._replace(width=_cells(line)) for line in lines]):
        if width := _line_width(measured):
            yield from _breaks_at(width, text, measured, page_ends)
            return
    for here, there in pairwise(lines):
        numbered = any(re.match(ENUMERATOR, line.content) for line in (here, there))
        whole = numbered or CLOSED.search(here.content)
        if not whole and _page_between(here, there, page_ends):
            yield here.end, there.start


def _cells(line: Line) -> int:
    """Width in cells as a printed page has them: two Latin letters or digits share one."""
    narrow = sum(character.isascii() for character in line.content)
    return line.width - narrow // 2


def _breaks_at(
    width: Width, text: str, lines: Sequence[Line], page_ends: Sequence[int]
) -> Iterator[tuple[int, int]]:
    parted = [
        (here, there, _blank_between(text, here, there, page_ends))
        for here, there in pairwise(lines)
        if width.is_full(here, there)
    ]
    doubled = sum(blank for *_, blank in parted) > len(parted) / 2  # a blank line after each
    indented = sum(there.indented for _, there, _ in parted)
    by_indent = 0 < indented < len(parted) / 2
    for here, there, blank in parted:
        begins = there.indented if by_indent else _begins(here, there)
        begins = begins or "\t" in here.content + there.content  # a row of a table
        if not begins and (doubled or not blank):
            yield here.end, there.start


def _begins(here: Line, there: Line) -> bool:
    """Whether a line after a full one is numbered as a heading, and is no rest of a list."""
    if not re.match(ENUMERATOR, there.content):
        return False
    alone = re.match(ENUMERATOR, here.content) and "。" not in here.content
    return bool(CLOSED.search(here.content) or (alone and here.content[-1] not in "第、"))


def _blank_between(text: str, here: Line, there: Line, page_ends: Sequence[int]) -> bool:
    """Whether a blank line, and no page, stands between two lines."""
    breaks = re.findall(r"\r\n|\n|\r", text[here.end : there.start])
    return len(breaks) > 1 and not _page_between(here, there, page_ends)


def _page_between(here: Line, there: Line, page_ends: Sequence[int]) -> bool:
    at = bisect_right(page_ends, here.end)
    return at < len(page_ends) and page_ends[at] <= there.start


def _line_width(lines: Sequence[Line]) -> Width | None:
    """The width at which lines were broken; None where lines are paragraphs."""
    widths = sorted(line.width for line in lines)
    if len(widths) < 2:
        return None
    widest = widths[-1 - len(widths) // OUTLIERS]
    unfinished = [
        line.width
        for line, following in pairwise(lines)
        if not CLOSED.search(line.content) and not re.match(ENUMERATOR, following.content)
    ]
    inside = sum(re.search("[，、。；]", line.content[:-1]) is not None for line in lines)
    if not NARROWEST <= widest <= WIDEST or len(unfinished) < 2 or 3 * inside < len(lines):
        return None
    for ragged in range(RAGGED + 1):
        full = [width for width in unfinished if width >= widest - ragged]
        if len(full) >= (FULL if ragged < RAGGED else HARDLY) * len(unfinished):
            return Width(widest - ragged, Counter(full).most_common(1)[0][0])
    return None
