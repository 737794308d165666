"""A shipped report → English of its headings and of the sentences that hold its main numbers.

The translations are this project's own and unofficial. They stand in ``data/reports/ID.en.csv``,
by the place of what they translate, which is checked against the report each time.
"""

from __future__ import annotations

import pandas as pd

from reportlib.tables.cells import read_csv
from reportlib.tables.columns import build_table, check_table, table_columns
from reportlib.tables.errors import ReportError
from reportlib.text.report import data_folder, load_report

ENDING = ".en.csv"


def load_glosses(report_id: str = "chongqing-2021") -> pd.DataFrame:
    """English of a shipped report: our own translation, unofficial, of a part of its text.

    Title and headings are all there, and so is every sentence that sets a target or states what
    came of a headline indicator. What has no row is not translated. Quote the Chinese, not this.

    Parameters
    ----------
    report_id : str
        A report without translations, yours for instance, has an empty table.

    Returns
    -------
    DataFrame
        Table ``glosses``, one row per heading (with the span that it has in ``outline``) or
        sentence (with that of ``sentences``), in text order: ``report_id, start, end, text, en``.
        ``text`` is what stands at ``start`` to ``end`` of the raw text.

    Raises
    ------
    ReportError
        If a translated text no longer stands at its place in the report, or the file cannot be
        read.

    Examples
    --------
    >>> glosses = load_glosses()
    >>> print(glosses.text[1], "=", glosses.en[1])
    一、“十三五”时期和2020年工作回顾 = I. Review of the 13th Five-Year Plan period and of work in 2020
    >>> load_glosses("my-report").empty
    True
    """
    folder = data_folder() / "reports"
    files = {path.name: path for path in folder.glob(f"*{ENDING}")}
    if (file := files.get(f"{report_id}{ENDING}")) is None:
        return build_table("glosses", [])
    columns = table_columns("glosses")
    rows = check_table(pd.DataFrame(read_csv(file, columns)), file.name)
    text = load_report(report_id).text
    for line, row in enumerate(rows.itertuples(), 2):
        if text[row.start : row.end] != row.text:
            raise ReportError(
                f"{file}, line {line}: {row.text!r} does not stand at {row.start} to {row.end} of "
                f"the report, but {text[row.start : row.end]!r}; mend the offsets or the text"
            )
    return build_table("glosses", rows.to_dict("records"))
