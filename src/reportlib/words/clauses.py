"""Sentences → clauses, each with its place in the raw text."""

from __future__ import annotations

import re

import pandas as pd

from reportlib.tables.columns import check_table
from reportlib.text.cleaning import offsets

CLAUSE = re.compile(r"[^，；：。！？]*\w[^，；：。！？]*")


def split_clauses(sentences: pd.DataFrame) -> pd.DataFrame:
    """Cut sentences at ，；：。！？ into clauses; a piece without a letter or figure is none.

    Parameters
    ----------
    sentences : DataFrame
        Table ``sentences`` of one report or of several; all its columns are kept but ``position``.

    Returns
    -------
    DataFrame
        One row per clause, in text order: the columns of the sentences, with ``start, end, text,
        clean`` of the clause, so that ``raw[start:end] == text``. It can stand wherever a function
        of words takes sentences.

    Examples
    --------
    >>> from reportlib import split_outline, split_sentences
    >>> raw = "扩大就业，稳定 物价。"
    >>> clauses = split_clauses(split_sentences(raw, split_outline(raw)))
    >>> clauses[["start", "end", "text", "clean"]].values.tolist()
    [[0, 4, '扩大就业', '扩大就业'], [5, 10, '稳定 物价', '稳定物价']]
    """
    check_table(sentences, "sentences", ["start", "text", "clean", "left_out"])
    at, pieces = [], []
    columns = (sentences[name].fillna("") for name in ("start", "text", "clean", "left_out"))
    for i, (start, text, whole, left_out) in enumerate(zip(*columns, strict=True)):
        places = offsets(text, left_out)
        for match in CLAUSE.finditer(whole):
            first, last = places[match.start()], places[match.end() - 1] + 1
            at.append(i)
            pieces.append((start + first, start + last, text[first:last], match[0]))
    rows = sentences.iloc[at].drop(columns="position", errors="ignore").reset_index(drop=True)
    for name, values in zip(
        ("start", "end", "text", "clean"), zip(*pieces, strict=True), strict=False
    ):
        rows[name] = pd.Series(values, dtype=sentences[name].dtype)
    return rows
