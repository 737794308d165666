"""Charts that any report fills by itself, without averages of five years and without outcomes of a
later one: labelled numbers in, Axes out, and the functions that make exactly what is drawn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from reportlib.figures.parts import (
    frame,
    indicator_names,
    known_year,
    row_panel,
    side_columns,
    target_marks,
)
from reportlib.figures.style import DARK, GREY, LIGHT
from reportlib.figures.texts import chart_texts
from reportlib.labels.catalogue import describe_indicator
from reportlib.numbers.printing import format_number, format_value
from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError
from reportlib.tables.vocabulary import vocabulary_rows
from reportlib.targets.outcomes import is_plain

BASES = ("constant", "current", "none")
MEASURES = ("growth", "share", "level")
MOST = 15  # rows that a page holds
NEEDS = ["indicator", "indicator_id", "measure", "unit", "role", "period_start", "period_end"]
READ = [*NEEDS, "region", "place", "value", "value_low", "value_high", "bound", "number_id"]
GROWTH = [
    *("indicator_id", "indicator", "indicator_en", "price_basis", "period_end", "growth"),
    "number_id",
]
TARGETS = [
    *("indicator_id", "indicator", "indicator_en", "measure", "period_end", "target"),
    *("target_low", "target_high", "target_bound", "before", "number_id", "before_number_id"),
]


def build_growth(numbers: pd.DataFrame, year: int | None, most: int = MOST) -> pd.DataFrame:
    """Growth of the year before the report, as it states it, for :func:`plot_growth`.

    Parameters
    ----------
    numbers : DataFrame
        Labelled numbers of one report.
    year : int
        The report's year Y; growth is that of the whole of Y − 1.
    most : int
        As many indicators as stand first in the report.

    Returns
    -------
    DataFrame
        One row per indicator of the catalogue, by price basis and within it the highest first:
        ``indicator_id, indicator, indicator_en, price_basis`` (constant, current, none),
        ``period_end`` (Y − 1), ``growth`` (%), ``number_id``. An indicator that is given twice is
        taken where it stands first; what is measured against a plan, the nation or another place
        is left out.

    Raises
    ------
    ReportError
        If the report states no such growth, or its year is None.

    Examples
    --------
    >>> from reportlib import Report, analyse
    >>> text = "一、去年工作\\n去年地区生产总值增长3.9%，进出口总值下降2%。"
    >>> build_growth(analyse(Report("demo", text, year=2021)).numbers, 2021)["growth"].tolist()
    [3.9, -2.0]
    """
    year = known_year(year)
    stated = _stated(numbers, year - 1, "outcome")
    stated = stated[(stated["measure"] == "growth") & stated["value"].notna()]
    found = stated.drop_duplicates("indicator_id").head(most)
    if found.empty:
        raise _lack(numbers, f"growth rate of {year - 1}", year, "outcome", ["growth"])
    rows = found.assign(
        growth=found["value"],
        indicator_en=[describe_indicator(str(known))["name_en"] for known in found["indicator_id"]],
        price_basis=[
            describe_indicator(str(known))["price_basis"] for known in found["indicator_id"]
        ],
    )
    rows["price_basis"] = pd.Categorical(rows["price_basis"], BASES, ordered=True)
    order = ["price_basis", "growth"]
    rows = rows.sort_values(order, ascending=[True, False], kind="stable", ignore_index=True)
    return rows.astype({"price_basis": "str"})[GROWTH]


def plot_growth(
    rows: pd.DataFrame, *, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw growth of one year as bars; what is real, nominal and of no prices stands apart.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_growth`.

    Raises
    ------
    ReportError
        If there is no row, or `lang` is unknown.
    """
    texts = chart_texts("growth", lang)
    check_table(rows, "growth", GROWTH)
    if rows.empty:
        raise ReportError("no growth rate to draw; build_growth gives those of a report")
    heads = [texts["basis"][basis] for basis in rows["price_basis"]]
    ax, at = row_panel(ax, indicator_names(rows, lang), heads=heads)
    bars = ax.barh(at, rows["growth"], height=0.12, color=DARK)
    for bar in bars:
        bar.set_gid("growth")
    side_columns(ax, at, {"": [_printed(growth) for growth in rows["growth"]]})
    ax.axvline(0, color=GREY, lw=0.8)
    ax.margins(x=0.04)
    words = {
        "n": len(rows),
        "up": int((rows["growth"] > 0).sum()),
        "year": int(rows["period_end"].iloc[0]),
    }
    return frame(ax, texts["finding"], texts["subtitle"], source, lang, words)


def build_targets(numbers: pd.DataFrame, year: int | None, most: int = MOST) -> pd.DataFrame:
    """Targets of the report's own year in per cent, each with what the report states of the year
    before, for :func:`plot_targets`: growth rates, and headline rates such as unemployment. Shares
    and coverage rates, which would stretch the scale to 100, are left out.

    Parameters
    ----------
    numbers : DataFrame
        Labelled numbers of one report.
    year : int
        The report's year Y.
    most : int
        As many targets as stand first in the report.

    Returns
    -------
    DataFrame
        One row per indicator of the catalogue and measure, in the order of the report:
        ``indicator_id, indicator, indicator_en, measure, period_end`` (Y), ``target`` (%; of a
        range its middle), ``target_low, target_high, target_bound, before`` (%, of Y − 1, where
        it is stated), ``number_id, before_number_id``.

    Raises
    ------
    ReportError
        If the report states no such target, or its year is None.

    Examples
    --------
    >>> from reportlib import Report, analyse
    >>> text = "一、去年工作\\n去年地区生产总值增长3.9%。\\n二、今年工作\\n地区生产总值增长6%以上。"
    >>> targets = build_targets(analyse(Report("demo", text, year=2021)).numbers, 2021)
    >>> targets[["indicator_en", "target", "target_bound", "before"]].values.tolist()
    [['GDP', 6.0, 'ge', 3.9]]
    """
    year, same = known_year(year), ["indicator_id", "measure"]
    stated = _stated(numbers, year, "target")
    rates = {row["headline"] for row in vocabulary_rows("headlines") if row["panel_units"] == "%"}
    stated = stated[(stated["measure"] == "growth") | stated["indicator_id"].isin(rates)]
    stated = stated.drop_duplicates(same).head(most)
    if stated.empty:
        raise _lack(numbers, f"target of {year} in per cent", year, "target", MEASURES)
    before = _stated(numbers, year - 1, "outcome").drop_duplicates(same)
    before = before[[*same, "value", "number_id"]].rename(
        columns={"value": "before", "number_id": "before_number_id"}
    )
    rows = stated.merge(before, on=same, how="left")
    return rows.assign(
        target=rows["value"].fillna((rows["value_low"] + rows["value_high"]) / 2),
        target_low=rows["value_low"],
        target_high=rows["value_high"],
        target_bound=rows["bound"],
        indicator_en=[describe_indicator(str(known))["name_en"] for known in rows["indicator_id"]],
    )[TARGETS]


def plot_targets(
    rows: pd.DataFrame, *, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw the targets of a year with their wording, and the year before as a hollow circle.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_targets`.

    Raises
    ------
    ReportError
        If there is no row, or `lang` is unknown.
    """
    texts = chart_texts("targets", lang)
    check_table(rows, "targets", TARGETS)
    if rows.empty:
        raise ReportError("no target to draw; build_targets gives those of a report")
    measured = [texts["measure"].get(measure, "") for measure in rows["measure"]]
    names = [name + said for name, said in zip(indicator_names(rows, lang), measured, strict=True)]
    year = int(rows["period_end"].iloc[0])
    ax, at = row_panel(ax, names, lines=2)
    ax.hlines(at, rows["before"], rows["target"], color=LIGHT, lw=1.2, zorder=1)
    target_marks(ax, at, rows, 0.12)
    ax.plot(rows["before"], at, "o", mfc="white", mec=DARK, ls="none", ms=5.5, gid="before")
    told = ["target_low", "target_high", "target_bound"]
    columns: dict[str, Sequence[str]] = {
        texts["before"].format(before=year - 1): [_printed(value) for value in rows["before"]],
        texts["target"].format(year=year): [
            format_value(low, None, lang, high=high, bound=bound)
            for low, high, bound in rows[told].itertuples(index=False)
        ],
    }
    side_columns(ax, at, columns)
    ax.axvline(0, color=LIGHT, lw=0.8, zorder=0)
    ax.margins(x=0.1)
    paired = rows.dropna(subset="before")
    words = {
        "year": year,
        "before": year - 1,
        "n": len(paired),
        "higher": int((paired["target"] > paired["before"]).sum()),
    }
    title = texts["finding" if len(paired) else "shown"]
    return frame(ax, title, texts["subtitle"], source, lang, words)


def _stated(numbers: pd.DataFrame, year: int, role: str) -> pd.DataFrame:
    """Figures in per cent that a report states of the whole of a year, in the order of the text."""
    stated = _in_per_cent(numbers, role)
    return stated[
        (stated["period_start"] == year)
        & (stated["period_end"] == year)
        & stated["measure"].isin(MEASURES)
    ]


def _in_per_cent(numbers: pd.DataFrame, role: str) -> pd.DataFrame:
    check_table(numbers, "numbers", READ)
    return numbers[
        (numbers["role"] == role)
        & (numbers["unit"] == "%")
        & numbers["indicator_id"].notna()
        & (numbers["value"].notna() | numbers["value_low"].notna())
        & (numbers["place"].isna() | (numbers["place"] == numbers["region"]))
        & is_plain(numbers)
    ]


def _lack(
    numbers: pd.DataFrame, what: str, year: int, role: str, measures: Sequence[str]
) -> ReportError:
    """That a report states nothing of a year, and of which year most of what it states is."""
    others = _in_per_cent(numbers, role).dropna(subset=["period_start", "period_end"])
    several = others["period_start"] < others["period_end"]
    alike = others["measure"].isin([*measures, "average_growth"])
    others = others[alike & (several | others["measure"].isin(measures))]
    spans = list(zip(others["period_start"], others["period_end"], strict=True))
    told = f"is year={year} the report's year? find_doubts(tables) says what else may be the matter"
    if spans:
        ((first, last), n) = Counter(spans).most_common(1)[0]
        told = f"of {first}–{last}, as a whole, there are {n}"
        if first == last:
            told = f"of {last} there are {n}: give year={last + (role == 'outcome')}"
    return ReportError(f"no {what} is stated for an indicator of the catalogue; {told}")


def _printed(value: float) -> str:
    """A figure with the digits that the report gives it; nothing for none."""
    return "" if pd.isna(value) else format_number(value)
