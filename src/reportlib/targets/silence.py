"""Does the next report state what came of a target? Decided by what the report of the year after
says, whichever paper the figure was read in.

Comes in: a panel and the statements that it was built of. Goes out: one answer a row.
"""

from __future__ import annotations

import pandas as pd

from reportlib.tables.columns import TEXT

NAMED = r"^(\d{4})年.*政府工作报告(?!解读)"  # another paper that prints a report names it


def find_silence(panel: pd.DataFrame, rows: pd.DataFrame, statements: pd.DataFrame) -> pd.Series:
    """Whether the report of the year after states the outcome of each row.

    Parameters
    ----------
    panel : DataFrame
        With ``region, year, indicator_id, target, outcome, outcome_timing``; what is not there
        is unknown.
    rows : DataFrame
        The statements of which outcomes are taken: yearly figures of headline indicators.
    statements : DataFrame
        All statements, which tell what reports were read.

    Returns
    -------
    Series
        ``told``; ``other timing`` (the report states another figure of that year: its end where the
        outcome is a mean); ``silent`` (that report is among the statements, and no number of it
        for that year; words may stand there); ``unread`` (it is not among them, or only as another
        paper prints it); missing where there is neither target nor outcome. Silence is as sure as
        whoever filled the statements read the report.

    Examples
    --------
    >>> from reportlib import build_panel, load_facts
    >>> panel = build_panel(load_facts())
    >>> rows = panel[(panel.region == "全国") & (panel.indicator_id == "cpi")].set_index("year")
    >>> rows.loc[[2016, 2017, 2025], "next_report"].tolist()
    ['told', 'silent', 'unread']
    """
    spoken, whole = _spoken_in(statements)
    read = set(zip(statements["region"][whole], spoken[whole] - 1, strict=True))
    spoken, _ = _spoken_in(rows)
    told = rows[
        (rows["role"] == "outcome") & rows["value_low"].notna() & (spoken - 1 == rows["period_end"])
    ]
    timings: dict[tuple[object, ...], set[object]] = {}
    names = ["region", "period_end", "indicator_id", "timing"]
    for row in told.reindex(columns=names).itertuples():
        timings.setdefault(tuple(row[1:4]), set()).add(None if pd.isna(row[4]) else row[4])
    said = []
    names = ["region", "year", "indicator_id", "outcome_timing"]
    for row in panel.reindex(columns=names).itertuples():
        found = timings.get(tuple(row[1:4]))
        if found is not None:
            agree = pd.isna(row[4]) or found & {row[4], None}
            said.append("told" if agree else "other timing")
        else:
            said.append("silent" if tuple(row[1:3]) in read else "unread")
    known = panel.reindex(columns=["target", "outcome"]).notna().any(axis=1)
    return pd.Series(said, panel.index, dtype=TEXT).where(known)


def _spoken_in(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The year of the report that states each row, and whether the row was read in the report.
    Numbers are of the report that they were read in, which follows the last year that it looks
    back on.
    """
    dates, titles, documents = (
        rows[name] if name in rows else pd.Series(pd.NA, rows.index, dtype=TEXT)
        for name in ("source_date", "source_title", "document_type")
    )
    of_report = documents == "work_report"
    year = pd.to_numeric(dates.str[:4].where(of_report)).astype("float64")
    year = year.fillna(pd.to_numeric(titles.str.extract(NAMED)[0]).astype("float64"))
    if "report_id" in rows:
        back = rows["period_end"].where(rows["role"] == "outcome")
        last = back.groupby(rows["report_id"]).transform("max").astype("float64")
        year = year.fillna(last + 1)
        of_report |= last.notna()
    return year, of_report.fillna(False).astype(bool)
