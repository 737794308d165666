"""Sourced figures from other publications: what came of the targets, as later reports and
statistics state it, and the headline figures of 31 provinces.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd

from reportlib.labels.catalogue import describe_indicator
from reportlib.tables.columns import build_table
from reportlib.tables.errors import ReportError, check_choice
from reportlib.targets.fact_rows import NEEDED, RANK, fill_row, parse_numbers, read_rows

VINTAGES = ("as_announced", "latest")
PROVINCES_NEEDED = [
    "region",
    "region_code",
    "year",
    "indicator_id",
    "measure",
    "unit",
    "role",
    "bound",
    "value",
    "value_low",
    "value_high",
    "wording",
    "source_title",
    "source_date",
]
REPOST = "转载"


def load_facts(vintage: str = "as_announced", path: str | Path | None = None) -> pd.DataFrame:
    """Figures of other publications, one per region, indicator, measure, unit, period, timing and
    role.

    Where several publications state a figure, ``as_announced`` takes that of the next work report,
    else the first release: what officials were judged on. ``latest`` takes a revision where there
    is one, else what was published last. The column ``vintage_rule`` says which of the two was
    used, so that a panel can refuse to mix them.

    Parameters
    ----------
    vintage : {"as_announced", "latest"}
    path : path, optional
        A CSV file of your own, begun as a copy of ``data/reference/facts-template.csv``; by default
        ``data/reference/facts.csv``. Needs ``region, indicator`` (its Chinese name), ``measure,
        unit`` (元, 人, 公斤, % …, the value in that unit), ``period`` (2024, 2021-2025, 2024M06),
        ``role, value, source_title, source_date``. Columns that may be missing or empty:
        ``fact_id`` (file and line), ``indicator_id, indicator_en`` (of the catalogue), ``bound``
        (eq), ``value_low, value_high`` (the value; a range has these alone), ``vintage`` (first),
        and all others below.

    Returns
    -------
    DataFrame
        Table ``facts``: ``fact_id, region, indicator, indicator_id, indicator_en, measure, unit,
        period_start, period_end`` (years, Int64), ``part_year`` (whether the figure covers less
        than its years), ``timing, base_year, role, bound, value, value_low, value_high``, ``step``
        (one unit of the last printed digit), ``vintage, vintage_rule``, ``revised`` (whether
        another publication gives a revised value that differs), ``document_type, source_title,
        source_url, source_date, confidence, note``. ``source_url`` of a repost is missing: it
        proves nothing that the title does not.

    Raises
    ------
    ReportError
        If the vintage is unknown, the file is missing or lacks a column, or a row has a cell that
        cannot be read; the message names file, line and cell.

    Examples
    --------
    >>> facts = load_facts()
    >>> gdp = facts[(facts.region == "重庆市") & (facts.indicator_id == "gdp")]
    >>> row = gdp[(gdp.period_end == 2021) & (gdp.role == "outcome")].iloc[0]
    >>> float(row["value"]), row["measure"], row["source_date"][:4]
    (8.3, 'growth', '2022')
    """
    check_choice("vintage", vintage, VINTAGES)
    file, rows = read_rows(path, "facts.csv", NEEDED)
    records = [_record(fill_row(row, file, line), vintage) for line, row in enumerate(rows, 2)]
    values: dict[tuple[object, ...], set[float]] = {}
    for record in records:
        if record["vintage"] == "revised":
            values.setdefault(_same(record), set()).add(record["value"])
    for record in records:
        record["revised"] = bool(values.get(_same(record), set()) - {record["value"]})
    chosen: dict[tuple[object, ...], dict[str, Any]] = {}
    for record in sorted(records, key=_announced if vintage == "as_announced" else _latest):
        chosen.setdefault(_same(record), record)
    return build_table("facts", sorted(chosen.values(), key=lambda record: str(record["fact_id"])))


def load_provinces(path: str | Path | None = None) -> pd.DataFrame:
    """Headline targets and outcomes of 31 provinces, as their work reports of January 2025 and 2026
    state them.

    A target that a report does not set has a row without a value: ``bound`` is ``not_set`` where
    its paragraphs of targets were searched twice and none was found, and ``relative`` where it is
    tied to another figure (in step with growth, above the nation). An outcome that a report leaves
    out has no row. The columns are those of :func:`load_facts`, so the two can be stacked.

    Parameters
    ----------
    path : path, optional
        A CSV file with the columns of ``data/reference/provinces.csv``; by default that file.

    Returns
    -------
    DataFrame
        Table ``provinces``, one row per region, year, indicator and role: ``region, region_code``
        (GB/T 2260), ``indicator, indicator_id, indicator_en, measure, unit, period_start,
        period_end`` (years, Int64), ``part_year`` (never), ``timing, price_basis`` (as the report
        words them, else missing), ``role, bound`` (about the size: −3 with ``ge`` is a fall of at
        least 3), ``value, value_low, value_high`` (as in ``numbers``; grain in kg), ``step`` (one
        unit of the last printed digit), ``wording`` (verbatim, at most 12 characters), ``vintage``
        (of an outcome: first or estimate), ``document_type, source_title, source_date`` (the day
        of the speech), ``note``.

    Raises
    ------
    ReportError
        If the file is missing or lacks a column, or a row has a year, code, number or indicator
        that cannot be read.

    Examples
    --------
    >>> provinces = load_provinces()
    >>> targets = provinces[(provinces.role == "target") & (provinces.indicator_id == "gdp")]
    >>> targets.groupby("period_end")["region"].nunique().tolist()  # of 2025 and of 2026
    [31, 31]
    """
    file, rows = read_rows(path, "provinces.csv", PROVINCES_NEEDED)
    return build_table("provinces", (_province(row, file) for row in rows))


def _province(row: dict[str, str], file: Path) -> dict[str, Any]:
    try:
        numbers = parse_numbers(row)
        year, code = int(row["year"]), int(row["region_code"])
        entry = describe_indicator(row["indicator_id"])
    except (ValueError, KeyError):
        raise ReportError(
            f"{file}: the row of {row['region']!r}, {row['indicator_id']!r}, {row['year']!r} has a "
            "year, code, number or indicator that cannot be read; see the columns in data/README.md"
        ) from None
    return {
        **row,
        **numbers,
        "region_code": code,
        "indicator": entry["name_zh"],
        "indicator_en": entry["name_en"],
        "period_start": year,
        "period_end": year,
        "part_year": False,
        "step": _worded_step(row["wording"], numbers["value_low"]),
        "document_type": "work_report",
    }


def _worded_step(wording: str, value: float | None) -> float | None:
    """One unit of the last digit that a report printed, in the unit of `value`: 515.6亿斤 as kg is
    exact to 5000000. Words without a digit (持平) print none.
    """
    found = re.search(r"\d+(?:\.(\d+))?", wording)
    if found is None or not value:
        return None
    return float(abs(value) / float(found[0]) * 10.0 ** -len(found[1] or ""))


def _record(row: dict[str, Any], vintage: str) -> dict[str, Any]:
    years = re.findall(r"\d{4}", row["period"])
    return {
        **row,
        **parse_numbers(row),
        "period_start": int(years[0]),
        "period_end": int(years[-1]),
        "part_year": "M" in row["period"] or row.get("timing") in ("part_year", "since_start"),
        "base_year": int(row["base_year"]) if row.get("base_year") else None,
        "step": _printed_step(row["value"] or row["value_low"], row["unit"]),
        "vintage_rule": vintage,
        "source_url": row.get("source_url")
        if row.get("confidence", "high") == "high" and REPOST not in row["source_title"]
        else None,
    }


def _printed_step(value: str, unit: str) -> float:
    """One unit of the last digit that was printed: the file holds 670万 as 6700000, whose noughts
    were never printed.
    """
    whole, _, decimals = value.partition(".")
    noughts = (
        len(whole) - len(whole.rstrip("0"))
        if len(whole) > 4 and not decimals and unit not in ("%", "‰", "天")
        else 0
    )
    return float(10.0 ** (noughts - len(decimals)))


def _same(record: dict[str, Any]) -> tuple[object, ...]:
    """What two statements of one figure share: a mean over the year is no figure of its end."""
    names = ("region", "indicator", "measure", "unit", "period", "timing", "role")
    return tuple(record.get(column) for column in names)


def _announced(record: dict[str, object]) -> tuple[object, ...]:
    date = str(record["source_date"])
    next_report = record["document_type"] == "work_report" and date[:4] == str(
        int(str(record["period_end"])) + 1
    )
    return not next_report, RANK[str(record["vintage"])], date


def _latest(record: dict[str, object]) -> tuple[object, ...]:
    year, month, day = (f"{record['source_date']}-00-00".split("-") + ["00"])[:3]
    return (
        record["vintage"] != "revised",
        -int(year),
        -int(month or 0),
        -int(re.sub(r"\D", "", day) or 0),
    )
