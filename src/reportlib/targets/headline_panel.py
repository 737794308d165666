"""The headline panel: what each report sets itself for its year, one row per place and year.

Comes in: reports with their tables, one after the other. Goes out: the wide panel that ``xtset``
takes, its columns declared in the vocabulary files ``panel_columns`` and ``headlines``. A report is
read and let go: only its row is kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from reportlib.labels.catalogue import describe_indicator, is_exact
from reportlib.numbers.printing import unit_name
from reportlib.tables.errors import ReportError
from reportlib.tables.vocabulary import vocabulary_rows
from reportlib.targets.headlines import find_statements
from reportlib.targets.outcomes import is_plain
from reportlib.targets.place_years import KEYS, Read, place_reports
from reportlib.text.cleaning import clean, offsets
from reportlib.text.report import Report

KINDS = ("work_report", "plan_report", "budget_report")  # those that set targets for one year
_STOPS = "，。；！："


def build_headline_panel(
    reports: Iterable[tuple[Report, Read]], kinds: Collection[str] = ("work_report",)
) -> pd.DataFrame:
    """Targets of the headline indicators, one row per place × year, as Stata's ``xtset`` wants it.

    A report whose kind is not known counts as a work report: a document of another kind says so in
    its title, a work report often does not. Figures of other places (the nation's in a province's
    report), of several years and of part of a year are left out.

    Parameters
    ----------
    reports : iterable of (Report, Tables)
        Reports and what :func:`reportlib.analyse` makes of them, such as
        :func:`reportlib.stream_reports` gives; taken one at a time.
    kinds : collection of str
        Kinds of document to take: work_report, plan_report, budget_report. With several, a place
        may have a row a year of each.

    Returns
    -------
    DataFrame
        Sorted, unique on ``region_code`` (GB/T 2260, int) × ``year`` × ``report_kind``; with
        ``place, admin_level, delivered_on, report_id, source``. For each X of gdp, industry (firms
        above the size threshold), industry_all, investment, retail, trade, cpi, unemployment
        (surveyed), unemployment_reg (registered), jobs, income (of all), income_urban,
        income_rural, revenue, deficit, energy (intensity), grain:

        - ``X_kind``: number, range, relative, qualitative, set_elsewhere, explicitly_not_set or
          not_found;
        - ``X_low, X_high``: ends of the range, or twice the number; ``X_mid`` between them. Rates
          are in %, jobs in persons, grain in tonnes. Growth of energy intensity is negative where
          it is to fall;
        - ``X_bound`` (about the size: ge, le, approx …), ``X_hedge``; ``X_wording`` and
          ``X_sentence``, the clause and the sentence in the clean view; ``X_start``, the offset of
          the number or wording in the text;
        - ``X_confidence`` of the reading; ``X_values``: how many different figures the report
          states for the year. The first counts; look where there are more;
        - ``X_outcome``: what the report says came of the year before, whatever its bound.

    Warns
    -----
    ReportWarning
        For each report that is left out since its place has no code or its year is unknown.

    Raises
    ------
    ReportError
        If two documents are of one place, year and kind, or `kinds` names one without targets for
        a year.

    Examples
    --------
    >>> from reportlib import Report, analyse
    >>> text = "一、去年工作\\n去年，地区生产总值增长3.9%。\\n二、今年工作\\n"
    >>> text += "今年目标是：地区生产总值增长6%至7%，居民消费价格涨幅3%左右。"
    >>> report = Report("demo", text, region="重庆市", year=2021)
    >>> panel = build_headline_panel([(report, analyse(report))])
    >>> panel[["region_code", "year", "gdp_low", "gdp_high", "gdp_mid", "gdp_kind"]].values.tolist()
    [[500000, 2021, 6.0, 7.0, 6.5, 'range']]
    >>> panel[["gdp_outcome", "cpi_bound", "cpi_wording", "jobs_kind"]].values.tolist()
    [[3.9, 'approx', '居民消费价格涨幅3%左右', 'not_found']]
    """
    if unknown := sorted(set(kinds) - set(KINDS)):
        raise ReportError(
            f"kinds={unknown[0]!r} sets no targets for one year; there are {', '.join(KINDS)}"
        )
    rows = [
        {**place, **_figures(report.region, tables, place["year"])}
        for place, report, tables in place_reports(reports, kinds)
    ]
    return _table(sorted(rows, key=lambda row: tuple(row[name] for name in KEYS)))


def panel_columns() -> dict[str, tuple[str, str]]:
    """Each column of the headline panel, in order, with its dtype and its English label.

    Examples
    --------
    >>> panel_columns()["gdp_low"]
    ('float64', 'GDP: target, low end of what is stated, %')
    """
    columns: dict[str, tuple[str, str]] = {}
    declared = vocabulary_rows("panel_columns")
    for row in declared:
        if not row["column"].startswith("*"):
            columns[row["column"]] = row["dtype"], row["label"]
    for headline in vocabulary_rows("headlines"):
        said = {
            "name": describe_indicator(headline["headline"])["name_en"],
            "unit": unit_name(next(iter(_units(headline))), "en"),
        }
        for row in declared:
            if row["column"].startswith("*"):
                name = row["column"].replace("*", headline["panel"])
                columns[name] = row["dtype"], row["label"].format(**said)
    return columns


def _figures(region: str | None, tables: Read, year: int) -> dict[str, Any]:
    """What a report states of each headline, by column."""
    numbers = tables.numbers
    numbers = numbers[numbers["place"].isna() | (numbers["place"] == region)]
    sentences = {
        row[0]: row[1:]
        for row in tables.sentences[
            ["sentence_id", "start", "text", "clean", "left_out"]
        ].itertuples(index=False, name=None)
    }
    found = list(find_statements(numbers, tables.sentences, year, vocabulary_rows("headlines")))
    parts = {
        (row["start"], row["end"])
        for headline, rows in found
        if headline["used_by"] != "all"
        for row in rows
    }  # 农民收入 is no statement on the income of all
    stated = numbers[(numbers["role"] == "outcome") & is_plain(numbers)].to_dict("records")
    cells: dict[str, Any] = {}
    for headline, rows in found:
        own = [
            row
            for row in rows
            if headline["used_by"] != "all" or (row["start"], row["end"]) not in parts
        ]
        cells |= {
            f"{headline['panel']}_{field}": value
            for field, value in {
                **_target(headline, own, sentences, year),
                "outcome": _outcome(headline, stated, year - 1),
            }.items()
        }
    return cells


def _target(
    headline: Mapping[str, str],
    rows: Sequence[Mapping[str, Any]],
    sentences: Mapping[str, tuple[Any, ...]],
    year: int,
) -> dict[str, Any]:
    """The target of a headline for the year: a number before words."""
    units = _units(headline)
    of_year = [row for row in rows if row["period_end"] == year == row["period_start"]]
    figures = [row for row in of_year if "measure" in row and _fits(row, units)]
    words = [row for row in of_year if "measure" not in row]
    words.sort(key=lambda row: row["kind"] == "qualitative")  # what says more comes first
    if not figures and not words:
        return {"kind": "not_found"}
    row = _exact_first(figures)[0] if figures else words[0]
    start, text, flat, left_out = sentences[row["sentence_id"]]
    at = bisect_left(offsets(text, left_out), row["start"] - start)
    cells = {
        "kind": row["kind"],
        "start": row["start"],
        "sentence": flat,
        "wording": _clause(flat, at, row["indicator"]) if figures else clean(row["text"]),
    }
    if not figures:
        return cells
    factor = units[row["unit"]]
    low, high = row["value_low"] * factor, row["value_high"] * factor
    return cells | {
        "low": low,
        "high": high,
        "mid": (low + high) / 2,
        "bound": row["bound"],
        "hedge": row["hedge"],
        "confidence": row["reading_confidence"],
        "values": len({(one["value_low"], one["value_high"], one["unit"]) for one in figures}),
    }


def _outcome(
    headline: Mapping[str, str], stated: Iterable[Mapping[Any, Any]], year: int
) -> float | None:
    """What the report says came of a headline in a year: the first figure under its own name."""
    ids, measures = (headline[column].split("|") for column in ("indicators", "measures"))
    if headline["used_by"] == "all":
        ids = [headline["headline"]]
    units = _units(headline)
    rows = [
        row
        for row in stated
        if row["indicator_id"] in ids
        and row["measure"] in measures
        and row["period_end"] == year == row["period_start"]
        and pd.notna(row["value"])
        and _fits(row, units)
    ]
    if not rows:
        return None
    first = _exact_first(rows)[0]
    return float(first["value"] * units[first["unit"]])


def _fits(row: Mapping[Any, Any], units: Mapping[str, float]) -> bool:
    """Whether a row is a figure of one year, against no other than the year before."""
    base = row["base_year"]
    yearly = pd.isna(base) or row["measure"] != "growth" or base == row["period_end"] - 1
    read = pd.notna(row["value_low"]) and pd.notna(row["value_high"])
    return bool(yearly and read and row["measure"] != "average_growth" and row["unit"] in units)


def _exact_first(rows: Sequence[Mapping[Any, Any]]) -> list[Mapping[Any, Any]]:
    """Figures under the catalogue's own name first, each in the order of the text."""
    return sorted(rows, key=lambda row: (not is_exact(row["indicator"]), row["start"]))


def _units(headline: Mapping[str, str]) -> dict[str, float]:
    """Units of a headline, the panel's own first, with what one of them is in that."""
    pairs = (entry.partition(":") for entry in headline["panel_units"].split("|"))
    return {unit: float(factor or 1) for unit, _, factor in pairs}


def _clause(flat: str, at: int, name: str) -> str:
    """The clause of a clean sentence that holds a character, with those before it from the one that
    names the indicator on.
    """
    named = flat.rfind(name, 0, at)
    first = max(flat.rfind(stop, 0, at if named < 0 else named + 1) for stop in _STOPS) + 1
    ends = [end for stop in _STOPS if (end := flat.find(stop, at)) >= 0]
    return flat[first : min(ends, default=len(flat))]


def _table(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    columns = {name: dtype for name, (dtype, _) in panel_columns().items()}
    return pd.DataFrame(rows, columns=list(columns), dtype=object).astype(columns)
