"""Reports → their place in a panel: code, level, year and kind, each place and year once.

Comes in: reports with their tables, one after the other. Goes out: the same, with their keys.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Protocol

import pandas as pd

from reportlib.tables.errors import ReportError, ReportWarning
from reportlib.text.report import Report

KEYS = ("region_code", "year", "report_kind")


class Read(Protocol):
    """What panels need of a report's tables."""

    @property
    def sentences(self) -> pd.DataFrame: ...
    @property
    def numbers(self) -> pd.DataFrame: ...


def place_reports(
    reports: Iterable[tuple[Report, Read]], kinds: Collection[str]
) -> Iterator[tuple[dict[str, Any], Report, Read]]:
    """Reports of some kinds, one at a time, each with its keys in a panel.

    A report whose kind is unknown counts as a work report. One without a code of its place or
    without a year is left out with a warning.

    Raises
    ------
    ReportError
        At the second document of one place, year and kind, or what is no pair.
    """
    names: dict[tuple[int, int, str], str] = {}
    for pair in reports:
        if not isinstance(pair, tuple):
            raise ReportError(
                f"a panel takes pairs of a report and its tables, and was given {_named(pair)}; "
                "give stream_reports(paths), or [(report, analyse(report))]"
            )
        report, tables = pair
        kind = report.kind or "work_report"
        if kind not in kinds:
            continue
        name = report.source or report.report_id
        code, year = report.region_code, report.year
        if code is None or year is None:
            warnings.warn(f"{name}: left out of the panel, {_lack(report)}", ReportWarning, 3)
            continue
        key = code, year, kind
        if key in names:
            raise ReportError(
                f"{names[key]} and {name}: two documents ({kind}) of {report.region} {year}; "
                "keep one"
            )
        names[key] = name
        place = {
            "region_code": code,
            "place": report.region,
            "admin_level": report.admin_level,
            "year": year,
            "delivered_on": report.delivered_on,
            "report_kind": kind,
            "report_id": report.report_id,
            "source": report.source,
        }
        yield place, report, tables


def _named(given: object) -> str:
    if isinstance(given, Report):
        return f"the report {given.report_id!r} alone"
    return f"{given!r:.60}"


def _lack(report: Report) -> str:
    if report.year is None:
        return "no year was found; give it (year=)"
    if report.region is None:
        return "no place was found; give it (region=, --region)"
    named = f"{report.region!r} is the name of no place with a code, or of several"
    return (
        f"{named}; give its name as the lists have it (region=, --region), or lay a regions.csv "
        "with its code over ours (use_vocabulary)"
    )
