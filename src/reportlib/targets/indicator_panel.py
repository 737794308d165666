"""The long panel: every indicator of the catalogue that a report states, by place, year and role.

Comes in: reports with their tables, one after the other. Goes out: one row per report, indicator,
measure, unit, role and period; no verdicts, which :func:`reportlib.build_panel` gives.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from reportlib.labels.catalogue import is_exact
from reportlib.tables.columns import build_table, list_rows
from reportlib.targets.outcomes import is_plain
from reportlib.targets.place_years import KEYS, Read, place_reports
from reportlib.text.report import Report

STATED = ("indicator_id", "measure", "unit", "role", "period_start", "period_end", "base_year")


def build_indicator_panel(
    reports: Iterable[tuple[Report, Read]], kinds: Collection[str] = ("work_report",)
) -> pd.DataFrame:
    """Every catalogued indicator × place × year × role, as the reports state it.

    Parameters
    ----------
    reports, kinds
        As in :func:`reportlib.build_headline_panel`; here any kind of document.

    Returns
    -------
    DataFrame
        One row per document and ``indicator_id, measure, unit, role`` (outcome, target),
        ``period_start, period_end, base_year``: the first figure under the indicator's own name,
        with ``values``, how many different ones are stated. ``year`` is the report's, the period
        the figure's. With ``region_code, place, admin_level, delivered_on, report_kind, report_id,
        source, indicator_en, value, value_low, value_high, bound, hedge, number_id, start,
        reading_confidence``. Left out are figures of other places, of part of a year, against a
        plan or another place, and those that were not read.

    Warns, Raises
    -------------
    As :func:`reportlib.build_headline_panel`.

    Examples
    --------
    >>> from reportlib import Report, analyse
    >>> text = "一、去年工作\\n去年，地区生产总值增长3.9%。\\n二、今年工作\\n"
    >>> text += "今年目标是：地区生产总值增长6%以上。"
    >>> report = Report("demo", text, region="重庆市", year=2021)
    >>> panel = build_indicator_panel([(report, analyse(report))])
    >>> panel[["indicator_id", "role", "period_end", "value"]].values.tolist()
    [['gdp', 'outcome', 2020, 3.9], ['gdp', 'target', 2021, 6.0]]
    """
    rows: list[dict[str, Any]] = []
    for place, report, tables in place_reports(reports, kinds):
        numbers = tables.numbers
        wanted = (
            numbers["indicator_id"].notna()
            & numbers["role"].isin(["outcome", "target"])
            & numbers["period_end"].notna()
            & numbers["value_low"].notna()
            & (numbers["place"].isna() | (numbers["place"] == report.region))
            & is_plain(numbers)
        )
        rows += ({**row, **place} for row in _first_of_each(list_rows(numbers[wanted])))
    keys = (*KEYS, *STATED)
    rows.sort(key=lambda row: [(row[name] is not None, row[name] or 0) for name in keys])
    return build_table("indicator panel", rows)


def _first_of_each(rows: Iterable[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    """The first figure of each key, those under the catalogue's own name before others."""
    found: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(tuple(row[name] for name in STATED), []).append(row)
    for same in found.values():
        first = min(same, key=lambda row: (not is_exact(row["indicator"]), row["start"]))
        yield {**first, "values": len({(row["value_low"], row["value_high"]) for row in same})}
