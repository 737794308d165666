"""A table → HTML for notebooks and pages, and plain text where there is no HTML: names in English
with the Chinese beside them, numbers in human units, sentences with their gloss.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd
from pandas.io.formats.style import Styler

from reportlib.pages.cells import Cell, Column, han, read_columns
from reportlib.pages.fonts import STACK, embed_font
from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError
from reportlib.tables.naming import check_lang

MORE = {"en": "… and {} more", "zh": "……另有{}行"}
STYLE = [
    ("", {"font-family": STACK, "border-collapse": "collapse", "margin": "0.6em 0"}),
    ("caption", {"text-align": "left", "font-weight": "bold", "padding": "0.3em 0"}),
    ("th", {"text-align": "left", "vertical-align": "bottom", "border-bottom": "1px solid"}),
    ("th, td", {"padding": "0.25em 0.7em", "max-width": "34em", "white-space": "normal"}),
    ("td", {"text-align": "left", "vertical-align": "baseline", "border": "0"}),
    ("[lang=zh]", {"opacity": "0.75"}),
    ("div", {"font-size": "0.9em", "font-style": "italic", "opacity": "0.85"}),
]


@dataclass(frozen=True)
class ShownTable:
    """A table as notebooks show it: HTML, or `text` where there is none."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


def show_table(
    rows: pd.DataFrame | pd.Series,
    columns: Sequence[str] | Mapping[str, str] | None = None,
    lang: str = "en",
    *,
    caption: str = "",
    digits: int | None = None,
    limit: int = 20,
) -> ShownTable:
    """Show a table to a reader: heads in words, names in English with the Chinese beside them,
    values with their unit and bound (at least 6%), periods as 2016–2020, numbers at the right.

    The rows are not changed, and the same rows give the same HTML. A value, target or outcome takes
    its unit, bound and ends from their columns, whether these are asked for or not. A Chinese
    sentence has its English under it where ``load_glosses`` has one. The HTML holds the glyphs that
    it needs.

    Parameters
    ----------
    rows : DataFrame or Series
        Any table; an index with a name is shown as a column.
    columns : sequence of str, or mapping, optional
        The columns to show, in order; a mapping gives them heads of your own (``{"n": "Reports"}``;
        "" for ours). By default all.
    lang : {"en", "zh"}
        In Chinese, names have no English beside them and sentences no gloss.
    caption : str
    digits : int, optional
        Decimals of what was computed, such as means and rates.
    limit : int
        Rows at most; a last line counts those left out.

    Raises
    ------
    ReportError
        If `lang` is unknown or `limit` is less than one.
    MissingColumnError
        If a column is missing; the message lists those there are.

    Examples
    --------
    >>> rows = pd.DataFrame({"indicator_id": ["gdp", "grain_output"], "value": [6.0, 1.08e10]})
    >>> show_table(rows.assign(unit=["%", "公斤"], bound=["ge", "eq"]))
       Indicator               Value
             GDP         at least 6%
    Grain output 10.8 million tonnes
    """
    check_lang(lang)
    if limit < 1:
        raise ReportError(f"limit={limit} shows nothing; give 1 or more")
    frame = _as_columns(rows)
    names = frame.columns if columns is None else columns
    asked = columns if isinstance(columns, Mapping) else dict.fromkeys(map(str, names), "")
    check_table(frame, "rows", list(asked))
    shown = read_columns(frame.head(limit), asked, lang, digits)
    more = MORE[lang].format(len(frame) - limit) if len(frame) > limit else ""
    return ShownTable(_html(shown, caption, more), _plain(shown, caption, more))


def _as_columns(rows: pd.DataFrame | pd.Series) -> pd.DataFrame:
    """The table with the named levels of its index as columns, each with one name."""
    frame = rows.to_frame() if isinstance(rows, pd.Series) else rows
    levels = [name for name in frame.index.names if name is not None]
    frame = frame.reset_index(levels) if levels else frame
    joined = [
        " ".join(str(part) for part in name if part != "") if isinstance(name, tuple) else str(name)
        for name in frame.columns
    ]
    return frame.set_axis(joined, axis=1)


def _html(columns: list[Column], caption: str, more: str) -> str:
    body = {at: list(map(_cell, column.cells)) for at, column in enumerate(columns)}
    heads = [_head(column) for column in columns]
    right = ", ".join(f".col{at}" for at, column in enumerate(columns) if column.right)
    frame = pd.DataFrame(body).set_axis(heads, axis=1)
    told = "".join([*heads, *(cell for cells in body.values() for cell in cells), caption, more])
    aligned = {"text-align": "right", "white-space": "nowrap"}
    style = [*STYLE, *([(right, aligned)] if right else [])]
    styler = Styler(
        frame,
        uuid=hashlib.sha256(told.encode()).hexdigest()[:10],
        caption=escape(caption) or None,
        cell_ids=False,
    )
    styler = styler.hide(axis="index").set_table_styles(
        [{"selector": name, "props": list(props.items())} for name, props in style]
    )
    font = f"<style>{embed_font(han(told))}</style>\n"
    return font + styler.to_html() + (f"<p>{escape(more)}</p>\n" if more else "")


def _head(column: Column) -> str:
    note = f' title="{escape(column.note)}"' if column.note else ""
    return f"<span{note}>{escape(column.head)}</span>"


def _cell(cell: Cell) -> str:
    beside = f' <span lang="zh">{escape(cell.beside)}</span>' if cell.beside else ""
    gloss = f"<div>{escape(cell.gloss)}</div>" if cell.gloss else ""
    return escape(cell.text) + beside + gloss


def _plain(columns: list[Column], caption: str, more: str) -> str:
    frame = pd.DataFrame(
        {at: [cell.text for cell in column.cells] for at, column in enumerate(columns)}
    )
    heads = [column.head for column in columns]
    table = frame.to_string(index=False, header=heads) if len(frame) else "  ".join(heads)
    return "\n".join(filter(None, [caption, table, more]))
