"""Charts of the targets of one report and what came of them: beside each plot stands the function
that makes exactly the rows it draws.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, StrMethodFormatter

from reportlib.figures.parts import (
    finish,
    indicator_names,
    one_panel,
    several_panels,
    source_line,
)
from reportlib.figures.style import ACCENT, DARK, LIGHT
from reportlib.figures.texts import chart_texts
from reportlib.labels.catalogue import describe_indicator, unit_name
from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError

CARETS: dict[str, str] = {"floor": "^", "ceiling": "v", "point": "_"}
HEADLINE = [
    "indicator",
    "indicator_en",
    "indicator_id",
    "period_end",
    "baseline",
    "target",
    "judged_as",
    "outcome",
    "two_year_average",
    "margin",
    "status",
]
LEVEL = [
    "indicator",
    "indicator_en",
    "unit",
    "period_end",
    "baseline",
    "target",
    "target_bound",
    "judged_as",
    "outcome",
    "margin",
    "status",
]


def build_headlines(comparison: pd.DataFrame) -> pd.DataFrame:
    """Yearly growth targets, largest margin first, those without a comparable outcome last: exactly
    what :func:`plot_headlines` draws.
    """
    growth = comparison[
        (comparison["measure"] == "growth")
        & (comparison["target_class"] == "headline")
        & comparison["target"].notna()
    ]
    return growth.sort_values("margin", ascending=False)[HEADLINE].reset_index(drop=True)


def plot_headlines(
    rows: pd.DataFrame, *, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw growth targets of one year: hollow circle last year, caret the target, filled circle the
    outcome, tick the two-year average.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_headlines`.

    Raises
    ------
    ReportError
        If no growth target has an outcome, or `lang` is unknown.
    """
    texts = chart_texts("targets", lang)
    check_table(rows, "headline targets", HEADLINE)
    if rows["outcome"].isna().all():
        raise ReportError(
            "no yearly growth target has an outcome; compare the targets with outcomes first"
        )
    ax, year = one_panel(ax), int(rows["period_end"].iloc[0])
    at = np.arange(len(rows))[::-1]
    ax.hlines(at, rows["target"], rows["outcome"], color=LIGHT, lw=1.2, zorder=1)
    ax.plot(
        rows["baseline"],
        at,
        "o",
        mfc="white",
        mec=DARK,
        ls="none",
        label=texts["before"].format(year=year - 1),
    )
    for how, part in rows.groupby("judged_as"):
        ax.plot(
            part["target"],
            at[part.index],
            CARETS.get(str(how), "_"),
            color=ACCENT,
            ls="none",
            ms=7,
            label=texts["target"] if how == "floor" else None,
        )
    ax.plot(
        rows["two_year_average"],
        at,
        "|",
        color=DARK,
        ls="none",
        ms=11,
        mew=1.5,
        label=texts["average"],
    )
    ax.plot(rows["outcome"], at, "o", color=DARK, ls="none", label=texts["outcome"])
    for height, row in zip(at, rows.to_dict("records"), strict=True):
        known = pd.notna(row["outcome"])
        text, right = (
            (f"{row['margin']:+.1f}", row["outcome"]) if known else (texts["silent"], row["target"])
        )
        ax.annotate(
            text,
            (right, height),
            xytext=(9, 0),
            textcoords="offset points",
            va="center",
            color="black" if known else DARK,
        )
    bases = [
        texts["basis"].get(describe_indicator(str(known))["price_basis"], "")
        for known in rows["indicator_id"]
    ]
    ax.set_yticks(
        at, [name + basis for name, basis in zip(indicator_names(rows, lang), bases, strict=True)]
    )
    ax.set_ylim(-0.7, len(rows) - 0.3)
    ax.margins(x=0.12)
    ax.legend(loc="lower right", fontsize=7)
    return finish(ax, texts["headlines"].format(year=year), texts["headlines_axis"], source, lang)


def build_levels(comparison: pd.DataFrame, year: int) -> pd.DataFrame:
    """Level targets of one year with an outcome, and the level before where the report gives it:
    what :func:`plot_levels` draws.
    """
    levels = comparison[
        (comparison["period_end"] == year)
        & comparison["measure"].isin(["level", "share", "ratio"])
        & comparison["outcome"].notna()
    ]
    return levels[LEVEL].reset_index(drop=True)


def plot_levels(
    rows: pd.DataFrame, *, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Figure:
    """Draw level targets in small panels, one unit each: hollow circle last year, caret the target,
    filled circle the outcome.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_levels`.

    Raises
    ------
    ReportError
        If there is no row, or `lang` is unknown.
    """
    texts = chart_texts("targets", lang)
    check_table(rows, "level targets", LEVEL)
    if rows.empty:
        raise ReportError("no level target has an outcome; compare the targets with outcomes first")
    figure = several_panels(ax)
    axes = figure.subplots(len(rows), 1, squeeze=False)
    for ax, name, row in zip(
        axes[:, 0], indicator_names(rows, lang), rows.to_dict("records"), strict=True
    ):
        scale = 1e8 if row["target"] >= 1e8 else 1.0
        ax.plot([row["baseline"] / scale], [0], "o", mfc="white", mec=DARK)
        ax.plot([row["target"] / scale], [0], CARETS.get(row["judged_as"], "_"), color=ACCENT, ms=7)
        ax.plot([row["outcome"] / scale], [0], "o", color=DARK)
        margin = f"{row['margin'] / scale:+,.2f}".rstrip("0").rstrip(".")
        ax.annotate(
            margin,
            (row["outcome"] / scale, 0),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
        )
        measured = (texts["hundred million"] if scale > 1 else "") + unit_name(row["unit"], lang)
        unit = f" ({measured})" if measured else ""
        ax.set_yticks([0], [f"{name}{unit}"])
        ax.margins(x=0.2)
        ax.spines["left"].set_visible(False)
        ax.tick_params(axis="y", length=0)
        ax.xaxis.set_major_formatter(StrMethodFormatter("{x:,.10g}"))
        ax.xaxis.set_major_locator(MaxNLocator(4))
    axes[0, 0].set_title(texts["levels"].format(year=int(rows["period_end"].iloc[0])))
    before = texts["before"].format(year=int(rows["period_end"].iloc[0]) - 1)
    figure.legend(
        axes[0, 0].lines[:3],
        [before, texts["target"], texts["outcome"]],
        loc="outside upper right",
        ncols=3,
        fontsize=7,
    )
    if source:
        axes[-1, 0].set_xlabel("\n" + source_line(source, lang), loc="left")
    return figure


def plot_verdicts(
    rows: pd.DataFrame, *, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw how many targets were stated, could be measured, found an outcome, could be decided, and
    were met.

    Parameters
    ----------
    rows : DataFrame
        From :func:`reportlib.count_verdicts`.
    """
    texts = chart_texts("targets", lang)
    check_table(rows, "verdicts", ["stage", "n"])
    ax, at = one_panel(ax), np.arange(len(rows))[::-1]
    bars = ax.barh(at, rows["n"], color=[LIGHT] * 4 + [DARK] * 4, height=0.6)
    ax.bar_label(bars, [str(n) for n in rows["n"]], padding=3)
    ax.set_yticks(at, texts["stages"])
    ax.margins(x=0.1)
    n, decided = rows["n"].iloc[0], rows["n"].iloc[4]
    return finish(
        ax, texts["verdicts"].format(n=n, decided=decided), texts["verdict_axis"], source, lang
    )


def build_tolerance(
    compare: Callable[[float], pd.DataFrame], tolerances: Sequence[float]
) -> pd.DataFrame:
    """How many percent targets are decided and met at each tolerance: exactly what
    :func:`plot_tolerance` draws.

    Parameters
    ----------
    compare : callable
        Tolerance → a comparison or a panel, such as ``lambda points: build_panel(facts,
        tolerance=points)``.
    tolerances : sequence of float
        In percentage points.
    """
    rows = []
    for tolerance in tolerances:
        compared = compare(tolerance)
        percent = compared[compared["unit"] == "%"]
        decided = int(percent["status"].isin(["met", "missed"]).sum())
        met = int((percent["status"] == "met").sum())
        rows.append(
            {
                "tolerance": tolerance,
                "decided": decided,
                "met": met,
                "share": 100 * met / decided if decided else None,
            }
        )
    return pd.DataFrame(rows)


def plot_tolerance(
    rows: pd.DataFrame,
    *,
    name: str = "",
    lang: str = "en",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the share of decided targets that are met against the tolerance, n at each point.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_tolerance`.
    name : str
        Opens the title, such as "China: ": the rows say of nobody whose targets they are.
    """
    texts = chart_texts("targets", lang)
    check_table(rows, "tolerances", ["tolerance", "decided", "share"])
    ax = one_panel(ax)
    ax.plot(rows["tolerance"], rows["share"], "o-", color=DARK)
    for row in rows.to_dict("records"):
        ax.annotate(
            f"n={row['decided']}",
            (row["tolerance"], row["share"]),
            xytext=(0, -13),
            textcoords="offset points",
            ha="center",
            fontsize=7,
        )
    ax.set_ylim(0, 108)
    ax.set_ylabel(texts["share_axis"])
    return finish(ax, texts["tolerance"].format(name=name), texts["tolerance_axis"], source, lang)


def build_wording(
    numbers: pd.DataFrame, sentences: pd.DataFrame, outline: pd.DataFrame
) -> pd.DataFrame:
    """Targets by part of the report and bound: exactly what :func:`plot_wording` draws."""
    sections = sentences.set_index("sentence_id")["section_id"]
    parts = outline.set_index("section_id")["part"]
    targets = numbers[numbers["role"] == "target"]
    part = targets["sentence_id"].map(sections).map(parts).fillna("front")
    return (
        targets.assign(part=part)
        .groupby(["part", "bound"], as_index=False)
        .size()
        .rename(columns={"size": "n"})
    )


def plot_wording(
    rows: pd.DataFrame, *, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw how many targets each part of a report states, by wording, as stacked bars that differ
    in hatch, too.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_wording`.
    """
    texts = chart_texts("targets", lang)
    check_table(rows, "wording", ["part", "bound", "n"])
    ax = one_panel(ax)
    table = rows.pivot_table(index="part", columns="bound", values="n", fill_value=0, aggfunc="sum")
    at, left = np.arange(len(table))[::-1], np.zeros(len(table))
    shades = {
        "eq": (DARK, ""),
        "gt": (LIGHT, "//"),
        "ge": (LIGHT, ""),
        "approx": (ACCENT, ""),
        "le": (ACCENT, "//"),
        "lt": (ACCENT, "xx"),
        "range": ("white", ".."),
    }
    for bound in (name for name in shades if name in table):
        colour, hatch = shades[bound]
        ax.barh(
            at,
            table[bound].where(table[bound] > 0),
            left=left,
            color=colour,
            hatch=hatch,
            edgecolor="white" if bound != "range" else DARK,
            label=texts["words"][bound],
            height=0.55,
        )
        left += table[bound].to_numpy()
    ax.set_yticks(at, [texts["parts"].get(str(part), str(part)) for part in table.index])
    ax.legend(loc="center right", fontsize=7, ncols=3)
    return finish(ax, texts["wording"], texts["verdict_axis"], source, lang)
