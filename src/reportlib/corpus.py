"""The arrows of the pipeline, run for one report: text → outline → sentences → numbers → labelled
numbers.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from reportlib.labels.doubts import WHOLE, find_doubts
from reportlib.labels.labelling import label_measures
from reportlib.labels.quantities import find_numbers
from reportlib.tables.errors import ReportError, ReportWarning
from reportlib.tables.vocabulary import use_vocabulary
from reportlib.text.outline import split_outline
from reportlib.text.report import Report
from reportlib.text.sentences import split_sentences


class Tables(NamedTuple):
    """The tables of one report; see ``vocabulary/table_columns.csv`` for their columns."""

    outline: pd.DataFrame
    sentences: pd.DataFrame
    numbers: pd.DataFrame


def analyse(report: Report, vocabulary: str | Path | None = None) -> Tables:
    """All tables of one report.

    Parameters
    ----------
    report : Report
    vocabulary : str or Path, optional
        A folder of CSV files whose rows are laid over ours: own indicators, units, words, cues; see
        :func:`reportlib.use_vocabulary`.

    Warns
    -----
    ReportWarning
        Once, with their number, if there are doubts about the tables, which
        :func:`reportlib.find_doubts` lists. A text of fewer than 20 measures is no report, and
        nothing is said of it.

    Raises
    ------
    ReportError
        If `report` is no :class:`Report`, such as the path of a file, or the vocabulary cannot be
        laid over ours.

    Examples
    --------
    >>> from reportlib import Report
    >>> tables = analyse(Report("demo", "全年新建公园12个。", region="某市", year=2021))
    >>> tables.numbers[["indicator", "value", "unit", "period_end", "role"]].values.tolist()
    [['新建公园', 12.0, '个', 2020, 'outcome']]
    """
    if not isinstance(report, Report):
        raise ReportError(f"{report!r} is no report; give analyse(read_report({report!r}))")
    with use_vocabulary(vocabulary):
        tables = _read(report)
    if (tables.numbers["kind"] == "measure").sum() >= WHOLE and (n := len(find_doubts(tables))):
        told = "1 doubt" if n == 1 else f"{n} doubts"
        message = f"{report.report_id}: {told} about its tables, listed by find_doubts(tables)"
        warnings.warn(message, ReportWarning, stacklevel=2)
    return tables


def _read(report: Report) -> Tables:
    outline = split_outline(report.text, report.report_id)
    sentences = split_sentences(report.text, outline, report.report_id)
    numbers = label_measures(
        find_numbers(sentences), sentences, outline, report.year, report.region, report.kind
    )
    return Tables(outline, sentences, numbers)
