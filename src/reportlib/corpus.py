"""The arrows of the pipeline, run for one report: text → outline → sentences → numbers → labelled
numbers.
"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from reportlib.labels.labelling import label_measures
from reportlib.labels.quantities import find_numbers
from reportlib.tables.errors import ReportError
from reportlib.text.outline import split_outline
from reportlib.text.report import Report
from reportlib.text.sentences import split_sentences


class Tables(NamedTuple):
    """The tables of one report; see ``vocabulary/table_columns.csv`` for their columns."""

    outline: pd.DataFrame
    sentences: pd.DataFrame
    numbers: pd.DataFrame


def analyse(report: Report) -> Tables:
    """All tables of one report.

    Raises
    ------
    ReportError
        If `report` is no :class:`Report`, such as the path of a file.

    Examples
    --------
    >>> from reportlib import Report
    >>> tables = analyse(Report("demo", "全年新建公园12个。", region="某市", year=2021))
    >>> tables.numbers[["indicator", "value", "unit", "period_end", "role"]].values.tolist()
    [['新建公园', 12.0, '个', 2020, 'outcome']]
    """
    if not isinstance(report, Report):
        raise ReportError(f"{report!r} is no report; give analyse(read_report({report!r}))")
    outline = split_outline(report.text, report.report_id)
    sentences = split_sentences(report.text, outline, report.report_id)
    numbers = find_numbers(sentences)
    return Tables(
        outline, sentences, label_measures(numbers, sentences, outline, report.year, report.region)
    )
