"""A report with its numbers marked, to read on a screen: report and labelled numbers in; out comes
one HTML page that asks for nothing outside it, or one sentence as HTML that needs no script.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

import jinja2
import pandas as pd
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from reportlib.figures.texts import chart_texts
from reportlib.numbers.printing import format_value
from reportlib.pages.fonts import STACK, embed_font
from reportlib.pages.marks import Marked, Sentence, mark_report
from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError
from reportlib.tables.naming import code_words, column_head
from reportlib.text.report import Report

ROLES = ("outcome", "target", "context")
FACETS = ("role", "topic", "period", "measure", "confidence", "kind")
TOLD = (
    *("hedge", "place", "price_basis", "timing", "compared_with"),
    *("rule", "number_id", "corrected"),
)
CODED = ("kind", "role", "measure", "topic", "price_basis", "timing", "compared_with")
USED = (
    *("report_id", "start", "end", "text", "kind", "role", "topic", "measure"),
    *("period_start", "period_end", "reading_confidence", "indicator", "indicator_en"),
    *("value", "value_low", "value_high", "unit", "bound"),
)


def highlight(
    report: Report,
    numbers: pd.DataFrame,
    lang: str = "en",
    *,
    glosses: pd.DataFrame | None = None,
) -> str:
    """A page to explore a report with: its outline, its text with the numbers marked, and a table
    of them that filters, jumps to the sentence and back, and gives its selection as a line of
    pandas.

    Write it to a file and open that, from a disk or by mail: it asks for nothing outside it. A
    mark has a letter and a shape beside its colour (●O outcome, ◆T target, ○C context); pointing
    at it, or reaching it by the keyboard, shows what was read. What the report says is text on
    the page, whatever it holds.

    Parameters
    ----------
    report : Report
    numbers : DataFrame
        Table ``numbers``, or some of its rows; those of other reports are left out.
    lang : {"en", "zh"}
        English names and headings first, with translations under the sentences that have one, or
        Chinese alone.
    glosses : DataFrame, optional
        Translations, with the columns ``report_id, start, end, text, en``; by default those that
        ship with the report, if any do.

    Returns
    -------
    str
        A whole HTML page, in UTF-8 when written.

    Raises
    ------
    ReportError
        If `lang` is unknown, the numbers are of other reports alone, or one does not stand where
        it says.

    Examples
    --------
    >>> from reportlib import Report, analyse
    >>> report = Report("demo", "新建公园12个。", year=2021)
    >>> page = highlight(report, analyse(report).numbers)
    >>> page[:15], "https:" in page, ">12个<sub>" in page
    ('<!doctype html>', False, True)
    """
    texts, marked = _ready(report, numbers, lang, glosses)
    for row in marked.rows:
        row["sections"] = [
            at
            for at, section in enumerate(marked.sections)
            if section.start <= row["start"] < section.end
        ]
    script = _loader().get_source(_environment(), "explorer.js")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    original = report.title or (marked.sections[0].heading if marked.sections else "")
    english = next((one.gloss for one in marked.sections if one.section_id == "0"), "")
    original = original or report.report_id
    known = [report.region, report.delivered_on or report.year, report.speaker]
    return _rendered(
        "explorer.html",
        lang=lang,
        texts=texts,
        title=english or original,
        original=original,
        facts=[str(fact) for fact in known if fact],
        counts=_counts(marked.rows),
        glossed=any(sentence.gloss for sentence in marked.sentences),
        sections=marked.sections,
        paragraphs=_paragraphs(marked.sentences),
        marks=_marks(marked.rows, texts),
        facets=FACETS,
        data=_data(marked.rows, numbers, report, texts),
        script=Markup(script),
        script_hash=f"sha256-{digest}",
    )


@dataclass(frozen=True)
class Shown:
    """HTML that a notebook displays."""

    html: str
    told: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.told


def show(
    report: Report,
    numbers: pd.DataFrame,
    sentence_id: str | None = None,
    lang: str = "en",
    *,
    glosses: pd.DataFrame | None = None,
    height: int = 640,
) -> Shown:
    """A report to explore in a notebook, as :func:`highlight` has it; or one of its sentences with
    its numbers marked and its translation under it.

    The whole report needs a notebook that runs scripts, and adds its page to the notebook's file
    (about 0.7 MB); a sentence is HTML without scripts and small, and stays readable where a
    notebook is only looked at.

    Parameters
    ----------
    report, numbers, lang, glosses
        As in :func:`highlight`.
    sentence_id : str, optional
        Show this sentence alone.
    height : int
        Of the whole report's frame, in pixels.

    Raises
    ------
    ReportError
        As :func:`highlight`, and if there is no such sentence.

    Examples
    --------
    >>> from reportlib import Report, analyse
    >>> report = Report("demo", "新建公园12个。", year=2021)
    >>> show(report, analyse(report).numbers, "demo:s0000")
    demo:s0000, 1 number marked
    """
    if sentence_id is None:
        page = highlight(report, numbers, lang, glosses=glosses)
        frame = (
            f'<iframe srcdoc="{escape(page)}" sandbox="allow-scripts" allow="clipboard-write" '
            f'title="{escape(report.title or report.report_id)}" '
            f'style="width:100%;height:{int(height)}px;border:1px solid #8886"></iframe>'
        )
        return Shown(frame, f"{report.report_id}, to explore where scripts run")
    texts, marked = _ready(report, numbers, lang, glosses)
    found = [sentence for sentence in marked.sentences if sentence.sentence_id == sentence_id]
    if not found:
        raise ReportError(
            f"no sentence {sentence_id!r} in this report; table sentences lists them in column "
            "sentence_id"
        )
    (sentence,) = found
    rows = [marked.rows[at] for piece in sentence.pieces for at in piece.rows]
    html = _rendered(
        "sentence.html",
        lang=lang,
        texts=texts,
        sentence=sentence,
        counts=_counts(rows),
        marks=_marks(marked.rows, texts),
    )
    n = len(rows)
    return Shown(html, f"{sentence_id}, {n} number{'' if n == 1 else 's'} marked")


def _ready(
    report: Report, numbers: pd.DataFrame, lang: str, glosses: pd.DataFrame | None
) -> tuple[dict[str, Any], Marked]:
    """What the page says, and the report cut at its numbers, each with what is shown of it."""
    texts = _texts(lang)
    check_table(numbers, "numbers", USED)
    marked = mark_report(report, numbers, glosses)
    if lang == "zh":
        marked = marked._replace(
            sections=[section._replace(gloss="") for section in marked.sections],
            sentences=[sentence._replace(gloss="") for sentence in marked.sentences],
        )
    for row in marked.rows:
        names = [row["indicator_en"], row["indicator"]] if lang == "en" else [row["indicator"]]
        row["names"] = [name for name in names if name] or [None]
        row["shown"] = _value(row, lang)
        years = dict.fromkeys((row["period_start"], row["period_end"]))
        row["period"] = "–".join(str(year) for year in years if year is not None) or None
        if row["period"] and row.get("part_of_year"):
            row["period"] += f" {row['part_of_year']}"
        if row.get("place") == report.region:
            row["place"] = None
    return texts, marked


def _texts(lang: str) -> dict[str, Any]:
    """What the page says: its own texts, the heads of columns, and the codes of each in words."""
    own = chart_texts("explorer", lang)
    shown = {name: name for name in (*FACETS, *TOLD, "indicator", "value")}
    shown["confidence"] = "reading_confidence"
    heads = {name: column_head(column, lang) for name, column in shown.items()}
    names = {column: code_words(column, lang) for column in CODED}
    return {**heads, **own, "names": names, "lang": lang}


def _value(row: dict[str, Any], lang: str) -> str | None:
    low, high = row["value_low"], row["value_high"]
    value = low if row["bound"] == "range" or row["value"] is None else row["value"]
    if value is None:
        return None
    high = high if value == low else None
    return format_value(value, row["unit"], lang, high=high, bound=row["bound"])


def _marks(rows: list[dict[str, Any]], texts: dict[str, Any]) -> list[dict[str, Any]]:
    """Of each row, how a mark that begins with it looks: a measure has a badge, the rest none."""
    return [
        {
            "tag": "mark" if row["kind"] == "measure" else "span",
            "start": row["start"],
            "role": row["role"] if row["role"] in ROLES else "none",
            "badge": texts["letters"].get(row["role"]) if row["kind"] == "measure" else None,
            "title": _title(row, texts),
        }
        for row in rows
    ]


def _title(row: dict[str, Any], texts: dict[str, Any]) -> str:
    told = [
        " ".join(name for name in row["names"] if name),
        row["shown"] or row["text"],
        *(_said(row, column, texts) for column in ("measure", "role") if row[column]),
        row["period"],
    ]
    if row["kind"] != "measure":
        told.append(_said(row, "kind", texts))
    if row.get("corrected"):
        told.append(texts["corrected"])
    return " | ".join(part for part in told if part)


def _said(row: dict[str, Any], column: str, texts: dict[str, Any]) -> str:
    said: str = texts["names"][column].get(row[column], row[column])
    return said


def _counts(rows: list[dict[str, Any]]) -> dict[str, int]:
    """Role → measures of it, in the order of the legend."""
    found = Counter(row["role"] for row in rows if row["kind"] == "measure")
    return {role: found[role] for role in ROLES if found[role]}


def _paragraphs(sentences: list[Sentence]) -> list[list[Sentence]]:
    """Sentences by paragraph; a heading stands alone."""
    grouped: list[list[Sentence]] = []
    for sentence in sentences:
        if not grouped or sentence.opens or sentence.level or grouped[-1][0].level:
            grouped.append([])
        grouped[-1].append(sentence)
    return grouped


def _data(
    rows: list[dict[str, Any]], numbers: pd.DataFrame, report: Report, texts: dict[str, Any]
) -> Markup:
    """What the script works on, as JSON that cannot end the element in which it stands."""
    columns = [
        name
        for name in (*USED, *TOLD, "names", "shown", "period", "sections")
        if not rows or name in rows[0]
    ]
    others = (numbers["report_id"] != report.report_id).any()
    measured = any(row["kind"] == "measure" for row in rows)
    data = {
        "columns": columns,
        "rows": [[row[name] for name in columns] for row in rows],
        "texts": texts,
        "report": report.report_id if others else None,
        "shown": json.dumps("measure") if measured else "",
    }
    coded = htmlsafe_json_dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(coded.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


@cache
def _loader() -> jinja2.PackageLoader:
    return jinja2.PackageLoader("reportlib.pages")


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=_loader(), autoescape=True, trim_blocks=True, undefined=jinja2.StrictUndefined
    )


def _rendered(name: str, **values: Any) -> str:
    """A template with its values, and the glyphs of all that it then shows."""
    template = _environment().get_template(name)
    plain = template.render(**values, stack=Markup(STACK), font="")
    return template.render(**values, stack=Markup(STACK), font=Markup(embed_font(plain)))
