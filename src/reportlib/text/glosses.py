"""A shipped report → English of its headings and of the sentences that hold its figures.

The translations are this project's own and unofficial. They stand in ``data/reports/ID.en.csv``,
by the place of what they translate, which is checked against the report each time.
"""

from __future__ import annotations

import pandas as pd

from reportlib.tables.cells import read_csv
from reportlib.tables.columns import build_table, check_table, list_rows, table_columns
from reportlib.tables.errors import ReportError
from reportlib.text.report import data_folder, load_report

ENDING = ".en.csv"


def load_glosses(report_id: str = "chongqing-2021") -> pd.DataFrame:
    """English of a shipped report: our own translation, unofficial, of a part of its text.

    Title and headings are all there, and so is every sentence that holds a measure, target or
    outcome. What has no row is not translated. Quote the Chinese, not this.

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
    >>> load_glosses().set_index("text").loc["（九）切实保障和改善民生。", "en"]
    "(9) Ensure and improve people's wellbeing in earnest."
    >>> load_glosses("my-report").empty
    True
    """
    folder = data_folder() / "reports"
    files = {path.name: path for path in folder.glob(f"*{ENDING}")}
    if (file := files.get(f"{report_id}{ENDING}")) is None:
        return build_table("glosses", [])
    columns = table_columns("glosses")
    frame = check_table(pd.DataFrame(read_csv(file, columns)), file.name, list(columns))
    text, rows = load_report(report_id).text, list_rows(frame)
    for line, row in enumerate(rows, 2):
        here = text[row["start"] : row["end"]]
        if here != row["text"]:
            raise ReportError(
                f"{file}, line {line}: {row['text']!r} does not stand at {row['start']} to "
                f"{row['end']} of the report, but {here!r}; mend the offsets or the text"
            )
    return build_table("glosses", rows)
