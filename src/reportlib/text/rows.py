"""Cells of a row → lines of text."""

from __future__ import annotations

import re
from collections.abc import Sequence

LAYOUT = 3  # lines in a cell: more are no cell of a table but of a page's layout
MOST_COLUMNS = 63  # of a table in Word


def lay_out_row(cells: Sequence[Sequence[str]], spans: Sequence[int]) -> list[str]:
    """Lines of a row, whose cells are given as their lines: the cells with tabs between them; or,
    if it is a row of a page's layout and not of a table, the lines of each cell.

    A cell that spans several columns is written once, the others of them are empty.

    Examples
    --------
    >>> lay_out_row([["指标"], ["产值", "（亿元）"]], [2, 1])
    ['指标\\t\\t产值 （亿元）']
    >>> lay_out_row([["一、回顾", "全年增长5%。"]], [1])
    ['一、回顾', '全年增长5%。']
    """
    filled = [[line.strip() for line in cell if line.strip()] for cell in cells]
    if len(cells) < 2 or any(len(cell) > LAYOUT for cell in filled):
        return [line for cell in cells for line in cell]
    written: list[str] = []
    for cell, span in zip(filled, spans, strict=True):
        # two numbers below each other are not one number
        text = re.sub(r"(?<![0-9])\n|\n(?![0-9])", " ", "\n".join(cell))
        written += [text, *[""] * (span - 1)]
    return ["\t".join(written)]


def as_span(written: str | None, most: int = MOST_COLUMNS) -> int:
    """Number of columns or rows that a cell says it spans: 1 if it says anything odd.

    Examples
    --------
    >>> as_span("2"), as_span("abc"), as_span(None), as_span("100000000")
    (2, 1, 1, 1)
    """
    span = int(written) if written and re.fullmatch("[0-9]{1,9}", written) else 1
    return span if 1 <= span <= most else 1
