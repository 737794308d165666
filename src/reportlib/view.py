"""A report's sentences as HTML with their numbers marked; sentences and labelled numbers in, a text
of HTML out.
"""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError

LETTER = {"outcome": "O", "target": "T", "context": "C"}
COLOUR = {"outcome": "#cfe8d5", "target": "#ffe3b3", "context": "#e3e3e3", "": "#f3f3f3"}


def highlight(
    sentences: pd.DataFrame, numbers: pd.DataFrame, sentence_id: str | None = None
) -> str:
    """HTML of one sentence, or of all, with every numeral marked.

    A measure carries a letter (O outcome, T target, C context) beside its colour; hovering shows
    what was read.

    Parameters
    ----------
    sentences, numbers : DataFrame
        Tables of one report.
    sentence_id : str, optional
        Show this sentence alone.

    Raises
    ------
    ReportError
        If there is no such sentence.

    Examples
    --------
    >>> from reportlib import Report, analyse
    >>> tables = analyse(Report("demo", "新建公园12个。"))
    >>> "<mark" in highlight(tables.sentences, tables.numbers)
    True
    """
    check_table(sentences, "sentences", ["sentence_id", "start", "text", "is_heading"])
    check_table(
        numbers, "numbers", ["sentence_id", "start", "end", "kind", "role", "indicator", "rule"]
    )
    chosen = (
        sentences if sentence_id is None else sentences[sentences["sentence_id"] == sentence_id]
    )
    if sentence_id is not None and chosen.empty:
        raise ReportError(
            f"no sentence {sentence_id!r} in this report; table sentences lists them in column "
            "sentence_id"
        )
    marks: dict[Any, list[dict[Any, Any]]] = {}
    for row in numbers.astype(object).where(numbers.notna(), None).to_dict("records"):
        marks.setdefault(row["sentence_id"], []).append(row)
    lines = []
    for key, start, text, is_heading in zip(
        *(chosen[name] for name in ("sentence_id", "start", "text", "is_heading")), strict=True
    ):
        tag, marked = "h4" if is_heading else "p", _marked(text, start, marks.get(key, []))
        lines.append(f'<{tag} style="margin:0.4em 0;line-height:1.8">{marked}</{tag}>')
    return f'<div lang="zh" style="max-width:60em">{"".join(lines)}</div>'


def _marked(text: str, start: int, rows: list[dict[Any, Any]]) -> str:
    parts, at = [], 0
    for row in sorted(rows, key=lambda row: (row["start"], -row["end"])):
        first, last = row["start"] - start, row["end"] - start
        if first < at:  # a second indicator of the same span
            continue
        role = row["role"] or ""
        letter = f"<sub>{LETTER[role]}</sub>" if role in LETTER else ""
        style = f"background:{COLOUR.get(role, COLOUR[''])};padding:0 2px"
        parts += [
            escape(text[at:first]),
            f'<mark class="{escape(row["kind"])} {role}" style="{style}" '
            f'title="{escape(_title(row))}">{escape(text[first:last])}{letter}</mark>',
        ]
        at = last
    return "".join([*parts, escape(text[at:])]).strip()


def _title(row: dict[Any, Any]) -> str:
    if row["kind"] != "measure":
        return f"{row['kind']} ({row['rule']})"
    value = row["value"] if row["value"] is not None else f"{row['value_low']}–{row['value_high']}"
    years = "–".join(
        str(year)
        for year in dict.fromkeys((row["period_start"], row["period_end"]))
        if year is not None
    )
    read = [row["indicator"], f"{value} {row['unit']}", row["measure"], years]
    return " | ".join(map(str, [*read, row["role"], row["bound"], row["rule"]]))


def show(sentences: pd.DataFrame, numbers: pd.DataFrame, sentence_id: str | None = None) -> Any:
    """As :func:`highlight`, as an object that a notebook displays.

    Examples
    --------
    >>> from reportlib import Report, analyse
    >>> tables = analyse(Report("demo", "新建公园12个。"))
    >>> type(show(tables.sentences, tables.numbers)).__name__
    'HTML'
    """
    from IPython.display import HTML

    return HTML(highlight(sentences, numbers, sentence_id))  # type: ignore[no-untyped-call]
