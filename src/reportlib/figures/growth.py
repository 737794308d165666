"""One function per figure: labelled numbers in, Axes out; beside each, the function that makes
exactly the table it draws.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from reportlib.figures.parts import one_panel, refuse_empty
from reportlib.figures.style import ACCENT, DARK, LIGHT
from reportlib.labels.catalogue import describe_indicator
from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError
from reportlib.targets.outcomes import is_plain

TEXTS = {
    "zh": {
        "title": "{last}年增速与\n{first}—{last}年平均增速（%）",
        "constant": "可比价（实际）",
        "current": "现价（名义）",
        "growth": "{last}年",
        "average": "{first}—{last}年年均",
        "note": "年均含{last}年；来源：{source}",
    },
    "en": {
        "title": "Growth in {last} beside the\naverage of {first}–{last}, %",
        "constant": "Constant prices (real)",
        "current": "Current prices (nominal)",
        "growth": "{last}",
        "average": "average {first}–{last}",
        "note": "The average contains {last}. Source: {source}",
    },
}
RATES = [
    "indicator",
    "indicator_en",
    "price_basis",
    "growth",
    "average_growth",
    "average_start",
    "average_end",
]


def build_growth_rates(numbers: pd.DataFrame, year: int) -> pd.DataFrame:
    """Growth of the year before the report, beside the average of the review period, by headline
    indicator.

    Parameters
    ----------
    numbers : DataFrame
        Labelled numbers; needs ``indicator, indicator_id, measure, unit, role, value, period_start,
        period_end, number_id``.
    year : int
        The report's year Y; growth is that of Y − 1.

    Returns
    -------
    DataFrame
        One row per indicator of the catalogue for which the report gives both, in the order of
        growth within its price basis: ``indicator, indicator_en, price_basis`` (constant, current),
        ``growth, average_growth`` (%), ``average_start, average_end, growth_number_id,
        average_number_id``. An indicator that is given twice is taken where it stands first.

    Raises
    ------
    ReportError
        If the report gives no such pair.

    Examples
    --------
    >>> from reportlib import Report, analyse
    >>> text = "一、五年工作回顾\\n五年来，成绩显著。地区生产总值年均增长7.2%。"
    >>> text += "去年地区生产总值增长3.9%。"
    >>> rates = build_growth_rates(analyse(Report("demo", text, year=2021)).numbers, 2021)
    >>> rates[["indicator", "growth", "average_growth"]].values.tolist()
    [['地区生产总值', 3.9, 7.2]]
    """
    check_table(
        numbers,
        "numbers",
        [
            "indicator",
            "indicator_id",
            "measure",
            "unit",
            "role",
            "value",
            "period_start",
            "period_end",
            "number_id",
        ],
    )
    stated = numbers[
        (numbers["role"] == "outcome")
        & (numbers["unit"] == "%")
        & (numbers["period_end"] == year - 1)
        & numbers["value"].notna()
        & is_plain(numbers)
    ]
    rows: list[dict[str, Any]] = []
    for known, same in stated.groupby("indicator_id", sort=False):
        entry = describe_indicator(str(known))
        if "price_basis" in same:  # a real rate of incomes stands not among the nominal ones
            same = same[same["price_basis"].fillna(entry["price_basis"]) == entry["price_basis"]]
        growth = same[(same["measure"] == "growth") & (same["period_start"] == year - 1)].head(1)
        average = same[
            (same["measure"] == "average_growth") & (same["period_start"] < year - 1)
        ].head(1)
        if len(growth) and len(average) and entry["price_basis"] in ("constant", "current"):
            rows.append(
                {
                    "indicator": growth["indicator"].iloc[0],
                    "indicator_en": entry["name_en"],
                    "price_basis": entry["price_basis"],
                    "growth": growth["value"].iloc[0],
                    "average_growth": average["value"].iloc[0],
                    "average_start": int(average["period_start"].iloc[0]),
                    "average_end": int(average["period_end"].iloc[0]),
                    "growth_number_id": growth["number_id"].iloc[0],
                    "average_number_id": average["number_id"].iloc[0],
                }
            )
    if not rows:
        raise ReportError(
            f"no indicator with both a growth rate of {year - 1} and an average of the years "
            f"before; is year={year} the report's year?"
        )
    return pd.DataFrame(rows).sort_values(
        ["price_basis", "growth"], ascending=[True, False], kind="stable", ignore_index=True
    )


def plot_growth_rates(
    rows: pd.DataFrame, *, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw growth beside average growth: a filled circle for last year, a hollow diamond for the
    average, joined; real and nominal apart.

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
    if lang not in TEXTS:
        raise ReportError(f"lang={lang!r} is not one of {', '.join(map(repr, TEXTS))}")
    check_table(rows, "growth rates", RATES)
    refuse_empty(rows, "growth rate")
    first, last = int(rows["average_start"].min()), int(rows["average_end"].max())
    words = {
        name: text.format(first=first, last=last, source=source)
        for name, text in TEXTS[lang].items()
    }
    ax = one_panel(ax)
    place, ticks = 0.0, []
    widest = max(rows["growth"].max(), rows["average_growth"].max(), 0.0)
    for basis, group in rows.groupby("price_basis", sort=False):
        ax.text(
            0, place - 0.05, words[str(basis)], ha="left", va="center", color=ACCENT, gid="group"
        )
        place += 0.85
        columns = (
            group[name]
            for name in (
                "growth",
                "average_growth",
                "indicator" if lang == "zh" else "indicator_en",
            )
        )
        for growth, average, name in zip(*columns, strict=True):
            low, high = sorted((growth, average))
            ax.plot([low, high], [place, place], color=LIGHT, lw=1.2, zorder=1)
            ax.plot(growth, place, "o", color=DARK, ms=6, zorder=3, gid="growth")
            ax.plot(average, place, "D", mfc="white", mec=DARK, ms=6, zorder=2, gid="average")
            for value in sorted({growth, average}):
                left = value == low and low != high
                ax.annotate(
                    f"{value:g}",
                    (value, place),
                    (-6 if left else 6, 0),
                    textcoords="offset points",
                    ha="right" if left else "left",
                    va="center",
                )
            ticks.append((place, name))
            place += 1
        place += 0.3
    gaps = (
        (rows["growth"] - rows["average_growth"])
        .abs()
        .where(rows["price_basis"] == rows["price_basis"].iloc[0])
    )
    label_row = gaps.argmax()  # of the first group, the row with most room
    ends = rows[["growth", "average_growth"]].iloc[label_row]
    for column, key in (("growth", "growth"), ("average_growth", "average")):
        side = "right" if ends[column] == ends.min() else "left"
        ax.annotate(
            words[key],
            (ends[column], ticks[label_row][0]),
            (4 if side == "right" else -4, 7),
            textcoords="offset points",
            ha=side,
            va="bottom",
            color=DARK,
            fontsize=7,
        )
    ax.set_yticks([at for at, _ in ticks], [re.sub(r" \(", "\n(", name) for _, name in ticks])
    ax.set_ylim(place - 0.5, -0.5)
    ax.set_xlim(
        min(0.0, rows[["growth", "average_growth"]].min().min() - 0.17 * widest), widest * 1.15
    )
    ax.axvline(0, color=LIGHT, lw=0.8)
    ax.set_title(words["title"])
    ax.set_xlabel(words["note"], loc="left", fontsize=6.5, color="#555555")
    ax.tick_params(axis="y", length=0)
    return ax
