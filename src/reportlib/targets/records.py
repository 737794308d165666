"""The record of one place: what it set and what came of it, year by year, its shortfalls in the
open, and the levels that growth adds up to.

Comes in: a panel of :func:`reportlib.build_panel`, or statements. Goes out: one row per year.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError
from reportlib.targets.headlines import list_headlines
from reportlib.targets.outcomes import check_region, is_plain
from reportlib.targets.verdicts import CLOSE

JUDGED = ("met", "missed", "undecided")
KEPT = ["region", "indicator_id", "indicator_en", "year", "unit", "target", "target_low"]
KEPT += ["target_high", "target_bound", "judged_as", "outcome", "outcome_timing"]
KEPT += ["gap", "margin", "status", "reason"]
ABOVE = ["target_low", "target_high", "outcome", "status"]


def build_record(
    panel: pd.DataFrame,
    region: str,
    indicators: Sequence[str] | None = None,
    *,
    upper: str = "全国",
) -> pd.DataFrame:
    """Targets and outcomes of one place by indicator and year, with its shortfalls, and the line of
    the nation beside them.

    Parameters
    ----------
    panel : DataFrame
        From :func:`reportlib.build_panel`; its tolerance and rules decided ``status``.
    region : str
    indicators : sequence of str, optional
        Indicator ids, in the order wanted; by default all of the panel.
    upper : str
        The region whose figures stand beside.

    Returns
    -------
    DataFrame
        One row per indicator and year that has a target or an outcome: ``region, indicator_id,
        indicator_en, year, unit, target, target_low, target_high, target_bound, judged_as, outcome,
        outcome_timing, gap, margin, status, reason``; ``shortfall`` (how far the outcome lies on
        the wrong side of the number, ≥ 0, whatever "about" forgives; missing without a comparable
        outcome); ``upper_target_low, upper_target_high, upper_outcome, upper_status``.

    Raises
    ------
    ReportError
        If the panel has no row of the region, or none of a wanted indicator.

    Examples
    --------
    >>> from reportlib import build_panel, load_facts
    >>> record = build_record(build_panel(load_facts()), "重庆市", ["gdp"])
    >>> columns = ["target", "outcome", "shortfall", "status", "upper_outcome"]
    >>> record.loc[record.year == 2018, columns].values.tolist()
    [[8.5, 6.0, 2.5, 'missed', 6.6]]
    """
    check_table(panel, "panel", KEPT)
    check_region(panel, region)
    here = panel[panel["region"] == region]
    known = list(dict.fromkeys(here["indicator_id"]))
    wanted = known if indicators is None else list(indicators)
    if unknown := [name for name in wanted if name not in known]:
        raise ReportError(
            f"the panel has no rows of {unknown[0]!r} for {region!r}; it has {', '.join(known)}"
        )
    rows = here.loc[here["indicator_id"].isin(wanted), KEPT]
    keys = ["indicator_id", "year"]
    above = panel.loc[panel["region"] == upper, [*keys, *ABOVE]]
    above = above.rename(columns={name: f"upper_{name}" for name in ABOVE})
    rows = rows.merge(above, on=keys, how="left")
    rows["shortfall"] = (-rows["margin"]).clip(lower=0.0)
    order = {name: at for at, name in enumerate(wanted)}
    rows = rows.assign(at=rows["indicator_id"].map(order)).sort_values(["at", "year"])
    columns = [*KEPT, "shortfall", *(f"upper_{name}" for name in ABOVE)]
    return rows[columns].reset_index(drop=True)


def count_record(record: pd.DataFrame) -> pd.DataFrame:
    """How often a place met its targets, by indicator and in all.

    Returns
    -------
    DataFrame
        One row per indicator, then ``all``: ``indicator_id, targets`` (with a number), ``n`` (with
        a comparable outcome), ``met, missed, undecided``, ``short`` (below the number, whatever
        "about" forgives), ``largest_shortfall`` (missing for ``all``: units differ) and
        ``in_year``.

    Examples
    --------
    >>> from reportlib import build_panel, load_facts
    >>> record = build_record(build_panel(load_facts()), "重庆市", ["gdp"])
    >>> count_record(record)[["indicator_id", "n", "met", "missed", "short"]].values.tolist()
    [['gdp', 9, 5, 4, 5], ['all', 9, 5, 4, 5]]
    """
    check_table(record, "record", ["indicator_id", "year", "target", "status", "shortfall"])
    parts = [(str(name), part) for name, part in record.groupby("indicator_id", sort=False)]
    rows = []
    for name, part in [*parts, ("all", record)]:
        short = part[part["shortfall"] > CLOSE].sort_values("shortfall", ascending=False)
        worst = short.head(1 if name != "all" else 0).to_dict("records")
        rows.append(
            {
                "indicator_id": name,
                "targets": int(part["target"].notna().sum()),
                "n": int(part["status"].isin(JUDGED).sum()),
                **{status: int((part["status"] == status).sum()) for status in JUDGED},
                "short": len(short),
                "largest_shortfall": worst[0]["shortfall"] if worst else None,
                "in_year": worst[0]["year"] if worst else None,
            }
        )
    return pd.DataFrame(rows).astype({"largest_shortfall": "float64", "in_year": "Int64"})


def index_levels(
    panel: pd.DataFrame,
    region: str,
    indicator_id: str = "gdp",
    *,
    base_year: int = 2019,
    trend_years: tuple[int, int] = (2018, 2019),
) -> pd.DataFrame:
    """Levels that yearly growth adds up to, 100 in the base year, against the pace of some years
    before: did a recovery return to the old path, or only to the old pace?

    The index chains the panel's outcomes, 100 · Π (1 + growth / 100), so it is in the prices of the
    growth rates and of their vintage. The trend goes on from the base at the geometric mean growth
    of `trend_years`, first and last included. A year without an outcome ends the chain: nothing is
    interpolated.

    Parameters
    ----------
    panel : DataFrame
        From :func:`reportlib.build_panel`.
    region : str
    indicator_id : str
        An indicator whose targets are growth rates.
    base_year : int
        The year whose level is 100.
    trend_years : tuple of int
        First and last year of the old pace.

    Returns
    -------
    DataFrame
        One row per year: ``year, growth`` (%), ``two_year_average`` (geometric, with the year
        before, %), ``index, trend, distance`` (index less trend, in per cent of the trend).

    Raises
    ------
    ReportError
        If the panel has no such region, the indicator's yearly figures are no growth rates, or a
        year of the trend has none.

    Examples
    --------
    >>> from reportlib import build_panel, load_facts
    >>> levels = index_levels(build_panel(load_facts()), "重庆市").set_index("year").round(2)
    >>> levels.loc[2021, ["growth", "two_year_average", "index", "trend"]].tolist()
    [8.3, 6.08, 112.52, 112.68]
    """
    check_table(panel, "panel", ["region", "year", "indicator_id", "outcome"])
    check_region(panel, region)
    measures = {row["headline"]: row["measures"] for row in list_headlines()}
    if "growth" not in measures.get(indicator_id, "").split("|"):
        raise ReportError(f"{indicator_id!r} has no yearly growth in a panel; give one such as gdp")
    chosen = (panel["region"] == region) & (panel["indicator_id"] == indicator_id)
    rows = panel[chosen & panel["outcome"].notna()]
    growth = {
        int(year): float(rate) for year, rate in zip(rows["year"], rows["outcome"], strict=True)
    }
    first, last = trend_years
    if lacking := [year for year in range(first, last + 1) if year not in growth]:
        raise ReportError(
            f"{indicator_id!r} of {region!r} has no growth for {lacking[0]}, a year of the trend; "
            f"there are {', '.join(map(str, sorted(growth)))}"
        )
    factor = {year: 1 + rate / 100 for year, rate in growth.items()}
    pace = math.prod(factor[year] for year in range(first, last + 1)) ** (1 / (last - first + 1))
    index = {base_year: 100.0}
    for year in range(base_year + 1, max(growth) + 1):
        if year not in factor:
            break
        index[year] = index[year - 1] * factor[year]
    for year in range(base_year, min(growth) - 1, -1):
        if year not in factor:
            break
        index[year - 1] = index[year] / factor[year]
    records = []
    for year in sorted({*growth, *index}):
        trend = 100 * pace ** (year - base_year)
        at = index.get(year)
        both = factor.get(year - 1, math.nan) * factor.get(year, math.nan)
        records.append(
            {
                "year": year,
                "growth": growth.get(year),
                "two_year_average": 100 * (math.sqrt(both) - 1),
                "index": at,
                "trend": trend if year >= base_year else None,
                "distance": 100 * (at / trend - 1) if at and year >= base_year else None,
            }
        )
    return pd.DataFrame(records)


def relative_level(
    statements: pd.DataFrame,
    region: str,
    indicator_id: str = "household_income",
    *,
    upper: str = "全国",
) -> pd.DataFrame:
    """A level of one place in per cent of the nation's, in the years that have both: is it catching
    up?

    Parameters
    ----------
    statements : DataFrame
        Facts, numbers of reports, or both stacked; of two figures of one year the first listed
        counts.

    Returns
    -------
    DataFrame
        One row per year: ``year, level, upper_level, unit, ratio`` (%), ``change`` (of the ratio
        since the first year, in points).

    Raises
    ------
    ReportError
        If the statements have no such region, or no year has both levels.

    Examples
    --------
    >>> from pandas import concat
    >>> from reportlib import analyse, load_facts, load_report
    >>> numbers = analyse(load_report("chongqing-2021")).numbers
    >>> income = relative_level(concat([load_facts(), numbers]), "重庆市").set_index("year")
    >>> income.loc[[2020, 2025], "ratio"].round(1).tolist()
    [95.8, 95.9]
    """
    needs = ["region", "indicator_id", "measure", "unit", "period_start", "period_end", "role"]
    check_table(statements, "statements", [*needs, "bound", "value"])
    for name, given in (("region", region), ("upper", upper)):
        check_region(statements, given, name=name)
    rows = statements.reset_index(drop=True)
    chosen = (
        (rows["indicator_id"] == indicator_id)
        & (rows["measure"] == "level")
        & (rows["role"] == "outcome")
        & (rows["period_start"] == rows["period_end"])
        & rows["bound"].isin(["eq", "approx"])
        & rows["value"].notna()
        & is_plain(rows)
    )
    if "place" in rows:
        chosen &= rows["place"].isna() | (rows["place"] == rows["region"])
    levels = rows[chosen].drop_duplicates(["region", "unit", "period_end"])
    here, above = (
        levels.loc[levels["region"] == name, ["period_end", "unit", "value"]]
        for name in (region, upper)
    )
    both = here.merge(above, on=["period_end", "unit"], suffixes=("", "_upper"))
    if both.empty:
        raise ReportError(
            f"no year has a level of {indicator_id!r} both of {region!r} and of {upper!r}"
        )
    both = both.sort_values("period_end", ignore_index=True)
    ratio = 100 * both["value"] / both["value_upper"]
    return pd.DataFrame(
        {
            "year": both["period_end"],
            "level": both["value"],
            "upper_level": both["value_upper"],
            "unit": both["unit"],
            "ratio": ratio,
            "change": ratio - ratio.iloc[0],
        }
    )
