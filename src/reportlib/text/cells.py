"""Sentences → the cells of tables that hold a number, each said as a sentence would say it: what
its row measures, what its column says of it, the number, and the unit of either.

A table is a stretch of lines whose cells are parted by tabs. Its first lines without a number are
its head. A row begins with its name: what begins with a number may be an item of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from reportlib.tables.vocabulary import cached, words
from reportlib.text.cleaning import clean

YEAR_HEAD = r"(?:19|20)[0-9]{2}年?(?:末|底|度)?"
VALUE = re.compile(rf"(?!{YEAR_HEAD}$)[-−+]?[0-9][0-9,]*(?:\.[0-9]+)?[^0-9.、]{{0,6}}$")
UNIT = re.compile("[（(](?:单位[:：])?([^（()）]{1,8})[)）]$")
CAPTION = re.compile("单位[:：]([^，。（()）]{1,8})[)）]?$")
PROSE = re.compile("[。；！？]|，[^\t]*[0-9]|[0-9][^\t]*，")  # a sentence with a tab in it
OF_UNITS = re.compile("(?:计量)?单位")
NUMERAL = "[一二三四五六七八九十0-9]+"
MARKED = re.compile(f"^(?:其中[:：]|#|{NUMERAL}[.、]|[（(]{NUMERAL}[）)])")


class Cell(NamedTuple):
    """A number in a table: its place in the raw text of its line, the sentence that it makes with
    its heads and its unit, where it stands in that sentence, and whether anything gives it a unit.
    """

    start: int
    end: int
    said: str
    at: int
    has_unit: bool


class _Head(NamedTuple):
    name: str
    unit: str


@cached
def _plain() -> re.Pattern[str]:
    """Heads that say no more than that there is a number."""
    return re.compile(words("plain_heads"))


def find_cells(sentences: pd.DataFrame) -> Mapping[str, Sequence[Cell]]:
    """Find the cells with a number, by sentence; sentences outside of tables have none.

    Parameters
    ----------
    sentences : DataFrame
        Table ``sentences``; needs ``sentence_id, text``.

    Examples
    --------
    >>> from reportlib import split_outline, split_sentences
    >>> text = "指标\\t绝对数（万人）\\t比上年增长（%）\\n常住人口\\t3213.34\\t1.5\\n"
    >>> cells = find_cells(split_sentences(text, split_outline(text)))
    >>> [cell.said for row in cells.values() for cell in row]
    ['常住人口3213.34万人', '常住人口比上年增长1.5%']
    """
    found: dict[str, Sequence[Cell]] = {}
    caption = ""
    lines = zip(sentences["sentence_id"], sentences["text"], strict=True)
    for tabbed, block in groupby(lines, key=lambda line: _is_row(line[1])):
        rows = list(block)
        if tabbed:
            found |= _read_table(rows, caption)
        else:
            unit = CAPTION.search(clean(rows[-1][1]))
            caption = unit[1] if unit else ""
    return found


def _is_row(text: str) -> bool:
    return "\t" in text.strip() and PROSE.search(text) is None


def _read_table(rows: Sequence[tuple[str, str]], caption: str) -> Iterator[tuple[str, list[Cell]]]:
    heads: list[_Head] = []
    begun = False  # a row with a number was read
    for sentence_id, text in rows:
        cells = list(_split_cells(text))
        values = [VALUE.match(cell) is not None for *_, cell in cells]
        if not any(values):
            lower = [_head(cell) for *_, cell in cells]
            heads = lower if begun or len(lower) != len(heads) else _joined(heads, lower)
            begun = False
            continue
        begun = True
        if not values[next(i for i, (*_, cell) in enumerate(cells) if cell)]:
            yield sentence_id, list(_read_row(cells, values, heads, caption))


def _split_cells(text: str) -> Iterator[tuple[int, int, str]]:
    """Cells of a line, empty ones too, each with its span in the raw text and its clean view."""
    at = 0
    for cell in text.split("\t"):
        yield at + len(cell) - len(cell.lstrip()), at + len(cell.rstrip()), clean(cell)
        at += len(cell) + 1


def _head(cell: str) -> _Head:
    unit = UNIT.search(cell)
    name = MARKED.sub("", cell[: unit.start()] if unit else cell)
    return _Head("" if _plain().fullmatch(name) else name, unit[1] if unit else "")


def _joined(heads: Sequence[_Head], lower: Sequence[_Head]) -> list[_Head]:
    """Heads of two lines, one below the other."""
    return [_Head(a.name + b.name, b.unit or a.unit) for a, b in zip(heads, lower, strict=True)]


def _read_row(
    cells: Sequence[tuple[int, int, str]],
    values: Sequence[bool],
    heads: Sequence[_Head],
    caption: str,
) -> Iterator[Cell]:
    fits = len(heads) == len(cells)
    named = [i for i, is_value in enumerate(values) if cells[i][-1] and not is_value]
    row = _head(cells[named[0]][-1]) if named else _Head("", "")
    own = next((cells[i][-1] for i in named if fits and OF_UNITS.fullmatch(heads[i].name)), "")
    for i, ((start, end, cell), is_value) in enumerate(zip(cells, values, strict=True)):
        if not is_value:
            continue
        head = heads[i] if fits else _Head("", "")
        alone = cell[-1].isdigit()
        unit = (head.unit or row.unit or own or caption) if fits and alone else ""
        name = row.name + head.name
        yield Cell(start, end, name + cell + unit, len(name), not alone or unit != "")
