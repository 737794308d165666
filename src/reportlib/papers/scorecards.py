"""A scorecard as files: CSV, HTML, and LaTeX with its sources under the table."""

from __future__ import annotations

import html
from pathlib import Path

import pandas as pd

from reportlib.papers.cells import IN_HEAD
from reportlib.papers.latex import format_latex
from reportlib.tables.files import write_files
from reportlib.tables.naming import column_head
from reportlib.targets.scorecards import COLUMNS, DAGGER, format_scorecard_html

UNPRINTED = ("wording", "unit", "gap", "margin", "reason")  # a page has no room for them
MADE = {
    "en": "† converted: no document states the figure so; it follows from others (a level and its "
    "growth since, a ratio or sum of two figures, days as a share of the year), rounded to four "
    "digits at most.",
    "zh": "†为换算值：没有文件直接给出，由其他数据推算（基数与增速、两数之比或和、"
    "天数占全年比重），至多取四位有效数字。",
}


def write_scorecard(
    card: pd.DataFrame, folder: str | Path, name: str, caption: str, notes: str, lang: str = "en"
) -> list[Path]:
    """Write a scorecard as ``NAME.csv``, ``NAME.html`` and ``NAME.tex``, all of them or none.

    The printed table leaves out wording, gap, margin and reason, for which a page has no room; the
    unit stands behind the indicator, and the sources under the table, numbered. Where a figure has
    †, the notes say what that means.

    Parameters
    ----------
    card : DataFrame
        From :func:`reportlib.lay_out_scorecard`, in the same language.

    Raises
    ------
    ReportError
        As :func:`reportlib.format_latex`, and if the files cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> card = pd.DataFrame({"Indicator": ["GDP"], "Source": ["report of 2022"]})
    >>> paths = write_scorecard(card, tempfile.mkdtemp(), "card", "Goals", "")
    >>> [path.suffix for path in paths]
    ['.csv', '.html', '.tex']
    """
    if card.apply(lambda column: column.astype(str).str.endswith(DAGGER)).any(axis=None):
        notes = "".join(filter(None, (notes, " " * (lang == "en" and bool(notes)), MADE[lang])))
    page = (
        f'<!doctype html><meta charset="utf-8"><title>{html.escape(caption)}</title>'
        f"{format_scorecard_html(card, caption, notes)}\n"
    )
    heads = {name: column_head(name, lang) for name in COLUMNS}
    left_out = {heads[name] for name in UNPRINTED}
    printed = [head for head in map(str, card.columns) if head not in left_out]
    latex = format_latex(
        _with_units(card, heads["indicator"], heads["unit"], IN_HEAD[lang]),
        caption,
        f"tab:{name}",
        columns=printed,
        notes=notes,
        sources=heads["source"] if heads["source"] in printed else None,
        lang=lang,
    )
    contents = {
        f"{name}.csv": card.to_csv(lineterminator="\n").encode("utf-8-sig"),
        f"{name}.html": page.encode(),
        f"{name}.tex": latex.encode(),
    }
    return write_files(folder, contents)


def _with_units(card: pd.DataFrame, name: str, unit: str, behind: str) -> pd.DataFrame:
    if not {name, unit} <= set(card.columns):
        return card
    units = [behind.format(unit) if unit else "" for unit in card[unit]]
    return card.assign(**{name: card[name] + units})
