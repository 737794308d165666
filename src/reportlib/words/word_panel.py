"""What each report speaks of: the share of a concept's words, by place and year.

Comes in: reports with their tables, one after the other, and a list of words or the lexicon. Goes
out: one row per report and topic. A report is read and let go: only its rows are kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import pandas as pd

from reportlib.tables.columns import build_table, list_rows
from reportlib.targets.place_years import Read, place_reports
from reportlib.text.report import Report
from reportlib.words.measures import attention_shares
from reportlib.words.terms import Terms, read_terms

SHARES = ("share_of_characters", "share_of_terms", "share_of_sentences")


def build_word_panel(
    reports: Iterable[tuple[Report, Read]],
    terms: Terms = None,
    *,
    method: str = "lexicon",
    kinds: Collection[str] = ("work_report",),
) -> pd.DataFrame:
    """Share of each concept's words in each report, by three denominators.

    Parameters
    ----------
    reports, kinds
        As in :func:`reportlib.build_headline_panel`; here any kind of document.
    terms : optional
        Words of your concepts: a word, a list, term → topic, a table with ``term, topic``, or the
        path of a CSV file with these columns. They are laid over the lexicon, so that
        ``share_of_terms`` has the same denominator whatever you ask for; words without a topic make
        up "other". By default the topics of the lexicon.
    method : {"lexicon", "substring"}
        As in :func:`reportlib.count_terms`: by "lexicon" a word inside a longer term of the lexicon
        is not counted (经济 in 数字经济), by "substring" it is.

    Returns
    -------
    DataFrame
        One row per report and topic, those that a report is silent on with n = 0, by place and
        year: ``region_code, place, admin_level, year, delivered_on, report_kind, topic, n`` and, as
        in :func:`reportlib.attention_shares`, ``share_of_characters`` (of the report covered by the
        words), ``share_of_terms`` (of all terms found), ``share_of_sentences`` (with one of the
        words); ``report_id, source``.

    Warns, Raises
    -------------
    As :func:`reportlib.build_headline_panel`.

    Examples
    --------
    >>> from reportlib import Report, analyse
    >>> report = Report("demo", "扩大就业。稳定物价。", region="重庆市", year=2021)
    >>> panel = build_word_panel([(report, analyse(report))], {"就业": "jobs", "青年": "youth"})
    >>> panel[["year", "topic", "n", "share_of_sentences"]].values.tolist()
    [[2021, 'jobs', 1, 0.5], [2021, 'youth', 0, 0.0]]
    """
    asked = read_terms(terms)
    lexicon = () if terms is None else read_terms()
    laid = {term.term: term for term in (*lexicon, *asked)}
    table = pd.DataFrame(laid.values())
    topics = sorted({term.topic or "other" for term in asked})
    mine = {term.term for term in asked}
    if terms is not None:  # a topic of ours that has the name of one of yours is no part of it
        table["topic"] = [
            (topic or "other") if term in mine else f"lexicon: {topic}"
            for term, topic in zip(table["term"], table["topic"], strict=True)
        ]
    rows: list[dict[str, Any]] = []
    for place, _, tables in place_reports(reports, kinds):
        shares = attention_shares(tables.sentences, "report", method, table)
        found = {row["topic"]: row for row in list_rows(shares)}
        silent = dict.fromkeys(("n", *SHARES), 0)
        rows += ({**silent, **found.get(topic, {}), "topic": topic, **place} for topic in topics)
    rows.sort(key=lambda row: (row["region_code"], row["year"], row["report_kind"], row["topic"]))
    return build_table("word panel", rows)
