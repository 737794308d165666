"""The chart of growth rates: labelled numbers in, Axes out, and the function that makes exactly the
table it draws.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from reportlib.figures.parts import (
    frame,
    indicator_names,
    known_year,
    label,
    refuse_empty,
    row_panel,
)
from reportlib.figures.style import DARK, GREY, LIGHT
from reportlib.figures.texts import chart_texts, format_short
from reportlib.labels.catalogue import describe_indicator
from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError
from reportlib.targets.outcomes import is_plain

SINGLE = r"^growth_\d{4}$"  # columns of single years
RATES = [
    "indicator",
    "indicator_en",
    "price_basis",
    "growth",
    "average_growth",
    "average_start",
    "average_end",
]


def single_years(
    facts: pd.DataFrame | None, region: Any, indicator_id: Any, years: range
) -> dict[int, float]:
    """Growth of an indicator in each of some years, of those that the facts state for a region."""
    if facts is None:
        return {}
    stated = facts[
        (facts["region"] == region)
        & (facts["indicator_id"] == indicator_id)
        & (facts["measure"] == "growth")
        & (facts["role"] == "outcome")
        & (facts["period_start"] == facts["period_end"])
        & ~facts["part_year"]
        & facts["value"].notna()
    ].drop_duplicates("period_end")
    known = dict(zip(stated["period_end"], stated["value"], strict=True))
    return {year: known[year] for year in years if year in known}


def build_growth_rates(
    numbers: pd.DataFrame, year: int | None, facts: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Growth of the year before the report, beside the average of the review period, by headline
    indicator.

    Parameters
    ----------
    numbers : DataFrame
        Labelled numbers; needs ``indicator, indicator_id, measure, unit, role, value, period_start,
        period_end, number_id``.
    year : int
        The report's year Y; growth is that of Y − 1.
    facts : DataFrame, optional
        Table ``facts``: what other publications state of the single years of the average. Needs
        ``region`` in `numbers`.

    Returns
    -------
    DataFrame
        One row per indicator of the catalogue for which the report gives both, in the order of
        growth within its price basis: ``indicator, indicator_en, price_basis`` (constant, current),
        ``growth, average_growth`` (%), ``average_start, average_end, growth_number_id,
        average_number_id``, and ``growth_2016`` and so on for the single years that facts state of
        any of them. An indicator that is given twice is taken where it stands first.

    Raises
    ------
    ReportError
        If the report gives no such pair, or its year is None.

    Examples
    --------
    >>> from reportlib import Report, analyse
    >>> text = "一、五年工作回顾\\n五年来，成绩显著。地区生产总值年均增长7.2%。"
    >>> text += "去年地区生产总值增长3.9%。"
    >>> rates = build_growth_rates(analyse(Report("demo", text, year=2021)).numbers, 2021)
    >>> rates[["indicator", "growth", "average_growth"]].values.tolist()
    [['地区生产总值', 3.9, 7.2]]
    """
    year = known_year(year)
    needs = ["indicator", "indicator_id", "measure", "unit", "role", "value"]
    check_table(numbers, "numbers", [*needs, "period_start", "period_end", "number_id"])
    stated = numbers[
        (numbers["role"] == "outcome")
        & (numbers["unit"] == "%")
        & (numbers["period_end"] == year - 1)
        & numbers["value"].notna()
        & is_plain(numbers)
    ]
    groups = stated.groupby("indicator_id", sort=False)
    rows = list(filter(None, (_pair(str(known), same, year) for known, same in groups)))
    if not rows:
        raise ReportError(
            f"no indicator with both a growth rate of {year - 1} and an average of the years "
            f"before; is year={year} the report's year? build_growth takes growth without averages"
        )
    region = numbers["region"].iloc[0] if "region" in numbers else None
    for row in rows:
        years = range(row["average_start"], row["average_end"])
        for one, value in single_years(facts, region, row.pop("indicator_id"), years).items():
            row[f"growth_{one}"] = value
    found = pd.DataFrame(rows).sort_values(
        ["price_basis", "growth"], ascending=[True, False], kind="stable", ignore_index=True
    )
    singles = found.filter(regex=SINGLE).columns.sort_values()
    return found[[*found.columns.difference(singles, sort=False), *singles]]


def _pair(known: str, same: pd.DataFrame, year: int) -> dict[str, Any] | None:
    """The growth and the average growth of one indicator, if the report states both."""
    entry = describe_indicator(known)
    basis = entry["price_basis"]
    if "price_basis" in same:  # a real rate of incomes stands not among the nominal ones
        same = same[same["price_basis"].fillna(basis) == basis]
    growth = same[(same["measure"] == "growth") & (same["period_start"] == year - 1)]
    average = same[(same["measure"] == "average_growth") & (same["period_start"] < year - 1)]
    if growth.empty or average.empty or basis not in ("constant", "current"):
        return None
    first, mean = growth.iloc[0], average.iloc[0]
    return {
        "indicator_id": known,
        "indicator": first["indicator"],
        "indicator_en": entry["name_en"],
        "price_basis": basis,
        "growth": first["value"],
        "average_growth": mean["value"],
        "average_start": int(mean["period_start"]),
        "average_end": int(mean["period_end"]),
        "growth_number_id": first["number_id"],
        "average_number_id": mean["number_id"],
    }


def plot_growth_rates(
    rows: pd.DataFrame, *, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw growth beside average growth: a filled circle for last year, a hollow diamond for the
    average, joined; a small stroke for each single year that is known; real and nominal apart.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_growth_rates`.
    lang : {"en", "zh"}
    source : str
        Stands under the figure.
    ax : Axes, optional
        By default those of a new figure.

    Returns
    -------
    Axes

    Raises
    ------
    ReportError
        If there is no row, or `lang` is unknown.
    """
    texts = chart_texts("growth-rates", lang)
    check_table(rows, "growth rates", RATES)
    refuse_empty(rows, "growth rate")
    first, last = int(rows["average_start"].min()), int(rows["average_end"].max())
    ax, at = row_panel(
        ax,
        indicator_names(rows, lang),
        heads=[texts["basis"][basis] for basis in rows["price_basis"]],
    )
    singles = list(rows.filter(regex=SINGLE))
    ax.hlines(at, rows["growth"], rows["average_growth"], color=LIGHT, lw=1.2, zorder=1)
    for name in singles:
        ax.plot(rows[name], at, "|", color=GREY, ms=7, gid=name)
    ax.plot(rows["average_growth"], at, "D", mfc="white", mec=DARK, ls="none", gid="average")
    ax.plot(rows["growth"], at, "o", color=DARK, ls="none", gid="growth")
    for height, growth, average in zip(at, rows["growth"], rows["average_growth"], strict=True):
        low, high = sorted((growth, average))
        label(ax, format_short(low), low, height, "left")
        label(ax, format_short(high), high, height, "right")
    ax.axvline(0, color=LIGHT, lw=0.8)
    ax.margins(x=0.12)
    slower, n = int((rows["growth"] < rows["average_growth"]).sum()), len(rows)
    words = {"first": first, "last": last, "n": n, "slower": slower, "before": last - 1}
    title = texts["finding" if slower else "shown"]
    subtitle = texts["subtitle"] + (texts["singles"] if singles else "")
    return frame(ax, title, subtitle, source, lang, words)
