"""Sourced figures from other publications: what came of the targets, as later reports and
statistics state it.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pandas as pd

from reportlib.tables.columns import build_table, check_table
from reportlib.tables.errors import ReportError
from reportlib.text.report import data_folder

VINTAGES = ("as_announced", "latest")
RANK = {"first": 0, "estimate": 1, "derived": 2, "revised": 3, "": 0}
NEEDED = [
    "fact_id",
    "region",
    "indicator",
    "measure",
    "unit",
    "period",
    "role",
    "value",
    "value_low",
    "value_high",
    "vintage",
    "source_date",
]
REPOST = "转载"


def load_facts(vintage: str = "as_announced", path: str | Path | None = None) -> pd.DataFrame:
    """Figures of other publications, one per region, indicator, measure, unit, period and role.

    Where several publications state a figure, ``as_announced`` takes that of the next work report,
    else the first release: what officials were judged on. ``latest`` takes a revision where there
    is one, else what was published last. The column ``vintage_rule`` says which of the two was
    used, so that a panel can refuse to mix them.

    Parameters
    ----------
    vintage : {"as_announced", "latest"}
    path : path, optional
        A CSV file with the columns of ``data/reference/facts.csv``; by default that file.

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
        If the vintage is unknown, the file is missing or lacks a column, or a row has a period,
        number, vintage or date that cannot be read.

    Examples
    --------
    >>> facts = load_facts()
    >>> gdp = facts[(facts.region == "重庆市") & (facts.indicator_id == "gdp")]
    >>> row = gdp[(gdp.period_end == 2021) & (gdp.role == "outcome")].iloc[0]
    >>> float(row["value"]), row["measure"], row["source_date"][:4]
    (8.3, 'growth', '2022')
    """
    if vintage not in VINTAGES:
        raise ReportError(f"vintage={vintage!r} is not one of {', '.join(map(repr, VINTAGES))}")
    file = Path(path) if path else data_folder() / "reference" / "facts.csv"
    try:
        with file.open(encoding="utf-8-sig", newline="") as handle:
            rows = list(csv.DictReader(handle))
    except FileNotFoundError:
        raise ReportError(
            f"{file}: no such file; check the spelling and the folder you are in"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ReportError(f"{file}: cannot be read as a table; give a CSV file in UTF-8") from error
    check_table(pd.DataFrame(rows, columns=None if rows else NEEDED), str(file), NEEDED)
    records = [_record(row, file, vintage) for row in rows]
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


def _record(row: dict[str, str], file: Path, vintage: str) -> dict[str, Any]:
    years = re.findall(r"\d{4}", row["period"])
    try:
        if not years or row["vintage"] not in RANK or not re.match(r"\d{4}", row["source_date"]):
            raise ValueError
        numbers = {
            column: float(row[column]) if row[column] else None
            for column in ("value", "value_low", "value_high")
        }
        base = int(row["base_year"]) if row.get("base_year") else None
    except ValueError:
        raise ReportError(
            f"{file}: row {row['fact_id']!r} has a period, number, base year, vintage or source "
            "date that cannot be read; see the columns in data/README.md"
        ) from None
    return {
        **row,
        **numbers,
        "period_start": int(years[0]),
        "period_end": int(years[-1]),
        "part_year": "M" in row["period"] or row.get("timing") in ("part_year", "since_start"),
        "base_year": base,
        "step": _printed_step(row["value"] or row["value_low"], row["unit"]),
        "vintage_rule": vintage,
        "source_url": row.get("source_url")
        if row.get("confidence") == "high" and REPOST not in row.get("source_title", "")
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
    return tuple(
        record[column] for column in ("region", "indicator", "measure", "unit", "period", "role")
    )


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
