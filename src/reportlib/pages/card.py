"""A report → a card for notebooks: title, place, date, speaker, counts, its outline folded; never
the text itself.
"""

from __future__ import annotations

from html import escape

from reportlib.pages.cells import han
from reportlib.pages.fonts import STACK, embed_font
from reportlib.papers.citations import shipped_record
from reportlib.tables.columns import list_rows
from reportlib.text.glosses import load_glosses
from reportlib.text.outline import split_outline
from reportlib.text.regions import name_region
from reportlib.text.report import Report
from reportlib.text.sentences import split_sentences

LEVELS = 3  # depth of headings that the outline shows


def format_card(report: Report) -> str:
    """HTML of a card that shows what is known of a report.

    Title, speaker, meeting and headings have their English first where we ship one. A report
    without title shows its id; what is unknown is left out.

    Examples
    --------
    >>> from reportlib import load_report
    >>> card = format_card(load_report("chongqing-2021"))
    >>> "Chongqing" in card, "<details>" in card, "26,399 characters" in card
    (True, True, True)
    """
    english = {row["text"].strip(): row["en"] for row in list_rows(load_glosses(report.report_id))}
    own = shipped_record(report)
    outline = split_outline(report.text, report.report_id)
    sentences = split_sentences(report.text, outline, report.report_id)
    region = report.region or ""
    facts = [
        _both(name_region(region, "en") or "", region),
        report.delivered_on or report.year,
        report.speaker and f"speaker: {_both(own.get('speaker_en', ''), report.speaker)}",
        _both(own.get("meeting_en", ""), report.meeting or ""),
    ]
    counts = (
        f"{len(report.text):,} characters, {len(sentences):,} sentences, {len(outline)} headings"
    )
    title = report.title or report.report_id
    lines = [
        f'<div style="margin-left:{row["depth"] - 1}em">'
        f"{_both(english.get(row['text'].strip(), ''), row['heading'] or '')}</div>"
        for row in list_rows(outline)
        if row["depth"] <= LEVELS
    ]
    body = (
        f"<b>{_both(english.get(title, ''), title)}</b>"
        f"<div>{' · '.join(str(fact) for fact in facts if fact)}</div>"
        f"<div>{counts}</div>"
        f"<details><summary>Outline</summary>{''.join(lines)}</details>"
    )
    note = "<small>The English is our own translation, unofficial</small>"
    style = f"font-family:{escape(STACK)};border:1px solid;border-radius:6px;padding:0.7em 1em"
    return (
        f"<style>{embed_font(han(body))}</style>\n"
        f'<div style="{style};max-width:50em">{body}{note if english else ""}</div>'
    )


def _both(english: str, chinese: str) -> str:
    """English with the Chinese beside it; what is there, where one is missing."""
    if not english or english == chinese:
        return _zh(chinese) if chinese else ""
    return f'{escape(english)} <span style="opacity:0.75">{_zh(chinese)}</span>'


def _zh(text: str) -> str:
    return f'<span lang="zh">{escape(text)}</span>'
