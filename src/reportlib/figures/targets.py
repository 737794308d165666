"""Charts of targets against outcomes: a comparison or a panel in, Axes out; beside each stands the
table it draws.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.markers import CARETDOWNBASE, CARETUPBASE
from matplotlib.ticker import MaxNLocator, StrMethodFormatter

from reportlib.figures.style import ACCENT, DARK, LIGHT
from reportlib.figures.texts import chart_texts
from reportlib.labels.catalogue import describe_indicator, unit_name
from reportlib.tables.errors import ReportError
from reportlib.targets.comparison import count_verdicts

CARETS: dict[str, str] = {"floor": "^", "ceiling": "v", "point": "_"}


def _texts(lang: str) -> dict[str, Any]:
    return chart_texts("targets", lang)


def _axes(ax: Axes | None) -> Axes:
    return plt.subplots()[1] if ax is None else ax


def _names(rows: pd.DataFrame, lang: str) -> list[str]:
    return [
        str(
            row["indicator"]
            if lang == "zh" or pd.isna(row["indicator_en"])
            else row["indicator_en"]
        )
        for row in rows.to_dict("records")
    ]


def _finish(ax: Axes, title: str, xlabel: str, source: str, lang: str) -> Axes:
    ax.set_title(title)
    ax.set_xlabel(
        f"{xlabel}\n{_texts(lang)['source'].format(source=source)}" if source else xlabel,
        loc="left",
        linespacing=1.6,
    )
    return ax


def build_headlines(comparison: pd.DataFrame) -> pd.DataFrame:
    """Yearly growth targets, largest margin first, those without a comparable outcome last: exactly
    what :func:`plot_headlines` draws.
    """
    growth = comparison[
        (comparison["measure"] == "growth")
        & (comparison["target_class"] == "headline")
        & comparison["target"].notna()
    ]
    columns = [
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
    return growth.sort_values("margin", ascending=False)[columns].reset_index(drop=True)


def plot_headlines(
    comparison: pd.DataFrame, *, lang: str = "zh", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw growth targets of one year: hollow circle last year, caret the target, filled circle the
    outcome, tick the two-year average.

    Raises
    ------
    ReportError
        If no growth target has an outcome, or `lang` is unknown.
    """
    texts = _texts(lang)
    rows = build_headlines(comparison)
    if rows["outcome"].isna().all():
        raise ReportError(
            "no yearly growth target has an outcome; compare the targets with outcomes first"
        )
    ax, year = _axes(ax), int(rows["period_end"].iloc[0])
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
    ax.set_yticks(at, [name + basis for name, basis in zip(_names(rows, lang), bases, strict=True)])
    ax.set_ylim(-0.7, len(rows) - 0.3)
    ax.margins(x=0.12)
    ax.legend(loc="lower right", fontsize=7)
    return _finish(ax, texts["headlines"].format(year=year), texts["headlines_axis"], source, lang)


def build_levels(comparison: pd.DataFrame, year: int) -> pd.DataFrame:
    """Level targets of one year with an outcome, and the level before where the report gives it:
    what :func:`plot_levels` draws.
    """
    levels = comparison[
        (comparison["period_end"] == year)
        & comparison["measure"].isin(["level", "share", "ratio"])
        & comparison["outcome"].notna()
    ]
    columns = [
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
    return levels[columns].reset_index(drop=True)


def plot_levels(rows: pd.DataFrame, *, lang: str = "zh", source: str = "") -> Figure:
    """Draw level targets in small panels, one unit each: hollow circle last year, caret the target,
    filled circle the outcome.

    Raises
    ------
    ReportError
        If there is no row, or `lang` is unknown.
    """
    texts = _texts(lang)
    if rows.empty:
        raise ReportError("no level target has an outcome; compare the targets with outcomes first")
    figure: Figure = plt.figure()
    axes = figure.subplots(len(rows), 1, squeeze=False)
    for ax, name, row in zip(axes[:, 0], _names(rows, lang), rows.to_dict("records"), strict=True):
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
        axes[-1, 0].set_xlabel("\n" + texts["source"].format(source=source), loc="left")
    return figure


def plot_verdicts(
    comparison: pd.DataFrame, *, lang: str = "zh", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw how many targets were stated, could be measured, found an outcome, could be decided, and
    were met.
    """
    texts, counts, ax = _texts(lang), count_verdicts(comparison), _axes(ax)
    at = np.arange(len(counts))[::-1]
    bars = ax.barh(at, counts["n"], color=[LIGHT] * 4 + [DARK] * 4, height=0.6)
    ax.bar_label(bars, [str(n) for n in counts["n"]], padding=3)
    ax.set_yticks(at, texts["stages"])
    ax.margins(x=0.1)
    n, decided = counts["n"].iloc[0], counts["n"].iloc[4]
    return _finish(
        ax, texts["verdicts"].format(n=n, decided=decided), texts["verdict_axis"], source, lang
    )


def plot_history(
    rows: pd.DataFrame,
    region: str,
    indicator_id: str,
    *,
    name: str,
    hollow: str = "revised",
    lang: str = "zh",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw one indicator of a panel over the years: bars for ranges, carets or dashes for targets,
    dots for outcomes, gaps left as gaps.

    Parameters
    ----------
    rows : DataFrame
        From :func:`reportlib.build_panel`.
    name : str
        What the title calls it, such as "China, GDP".
    hollow : {"revised", "silent"}
        Which dots are hollow: outcomes that were revised later, or those of which the next report
        is silent; years whose next report gives no outcome at all are then left out, since nobody
        may have read it.

    Raises
    ------
    ReportError
        If the panel has no such rows, or `hollow` is unknown.
    """
    texts = _texts(lang)
    if hollow not in texts["hollow"]:
        raise ReportError(f"hollow={hollow!r} is not one of 'revised', 'silent'")
    part = rows[(rows["region"] == region) & (rows["indicator_id"] == indicator_id)].sort_values(
        "year"
    )
    if part.empty:
        raise ReportError(f"the panel has no rows of {indicator_id!r} for {region!r}")
    ax = _axes(ax)
    ranges = part[part["target_bound"] == "range"]
    if len(ranges):
        years = ranges["year"].astype(float)
        ax.vlines(
            years,
            ranges["target_low"],
            ranges["target_high"],
            color=ACCENT,
            lw=5,
            alpha=0.6,
            label=texts["bounds"]["range"],
        )
    points = part[part["target"].notna() & (part["target_bound"] != "range")]
    kinds = (
        points["target_bound"]
        .map({"ge": "floor", "gt": "floor", "le": "ceiling", "lt": "ceiling"})
        .fillna("point")
    )
    marks = {
        "floor": (CARETUPBASE, texts["bounds"]["floor"]),
        "ceiling": (CARETDOWNBASE, texts["bounds"]["ceiling"]),
        "point": ("_", texts["target"]),
    }
    for kind, (marker, label) in marks.items():
        marked = points[kinds == kind]
        if len(marked):
            ax.plot(
                marked["year"].astype(float),
                marked["target"],
                marker=marker,
                color=ACCENT,
                ls="none",
                ms=8,
                mew=1.8,
                label=label,
            )
    known = part[part["outcome"].notna()]
    if hollow == "silent":
        reported = rows[(rows["region"] == region) & (rows["outcome_document"] == "work_report")]
        known = known[known["year"].isin(reported["year"])]
    open_ = (
        known["outcome_revised"].fillna(False).astype(bool)
        if hollow == "revised"
        else known["outcome_document"] != "work_report"
    )
    for dots, face, label in (
        (known[~open_], DARK, texts["hollow"][hollow][0]),
        (known[open_], "white", texts["hollow"][hollow][1]),
    ):
        if dots.empty:
            continue
        ax.plot(
            dots["year"].astype(float),
            dots["outcome"],
            "o",
            mfc=face,
            mec=DARK,
            ls="none",
            ms=4,
            label=label,
        )
    for year in part.loc[part["target_bound"] == "none", "year"]:
        ax.annotate(
            texts["none"],
            (year, 0.35),
            xycoords=("data", "axes fraction"),
            rotation=90,
            ha="center",
            va="bottom",
            fontsize=7,
            color=ACCENT,
        )
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.legend(loc="upper right", fontsize=7)
    return _finish(ax, texts["history"].format(name=name), "", source, lang)


def plot_margins(
    rows: pd.DataFrame, *, lang: str = "zh", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw the margin of every target in per cent of a panel as a dot, an indicator a line, n
    beside its name: met to the right of 0.

    Raises
    ------
    ReportError
        If no target of the panel has a margin.
    """
    texts = _texts(lang)
    known = rows[rows["margin"].notna() & (rows["unit"] == "%")]
    if known.empty:
        raise ReportError(
            "no target in per cent of this panel has a margin; give facts or reports that state outcomes, too"
        )
    ax = _axes(ax)
    groups = list(known.groupby("indicator_id"))
    for height, (_, part) in enumerate(groups):
        above = part.groupby(part["margin"].round(2)).cumcount()
        ax.plot(part["margin"], height + 0.13 * above, "o", mfc="none", mec=DARK, ms=5)
    ax.axvline(0, color=ACCENT, lw=1.2)
    name = "name_zh" if lang == "zh" else "name_en"
    ax.set_yticks(
        range(len(groups)),
        [f"{describe_indicator(str(known))[name]} (n={len(part)})" for known, part in groups],
    )
    return _finish(ax, texts["margins"], texts["margins_axis"], source, lang)


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
    lang: str = "zh",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the share of decided targets that are met against the tolerance, n at each point; `name`
    opens the title.
    """
    texts, ax = _texts(lang), _axes(ax)
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
    return _finish(ax, texts["tolerance"].format(name=name), texts["tolerance_axis"], source, lang)


def build_progress(comparison: pd.DataFrame) -> pd.DataFrame:
    """Plan goals with a level before and an outcome: the share of the way that was gone, goals
    reached before (`hold`) apart.

    Exactly what :func:`plot_progress` draws.
    """
    goals = comparison[
        (comparison["target_class"] == "plan_goal")
        & comparison["outcome"].notna()
        & comparison["baseline"].notna()
    ]
    columns = [
        "indicator",
        "indicator_en",
        "unit",
        "baseline",
        "baseline_year",
        "target",
        "judged_as",
        "outcome",
        "outcome_bound",
        "status",
    ]
    rows = goals.loc[goals["measure"].isin(["level", "share", "ratio"]), columns].reset_index(
        drop=True
    )
    ahead = rows["target"] - rows["baseline"]
    rows["hold"] = (
        (ahead == 0)
        | ((rows["judged_as"] == "floor") & (ahead < 0))
        | ((rows["judged_as"] == "ceiling") & (ahead > 0))
    )
    rows["share_of_way"] = (
        100 * (rows["outcome"] - rows["baseline"]) / ahead.where(ahead != 0)
    ).where(~rows["hold"])
    return rows.sort_values(["hold", "share_of_way"], ascending=[True, False], ignore_index=True)


def plot_progress(
    rows: pd.DataFrame, *, lang: str = "zh", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw how far each plan goal has come: 100 is the goal; an arrow where the outcome says only
    'more than'.

    Raises
    ------
    ReportError
        If there is no goal with a baseline and an outcome.
    """
    texts, ax = _texts(lang), _axes(ax)
    if rows.empty:
        raise ReportError("no plan goal has both a baseline and an outcome")
    at = np.arange(len(rows))[::-1] - 0.6 * rows["hold"].to_numpy()
    ax.barh(at, rows["share_of_way"], color=DARK, height=0.5)
    ax.axvline(100, color=ACCENT, lw=1.2)
    for height, row in zip(at, rows.to_dict("records"), strict=True):
        more = ">" if row["outcome_bound"] in ("gt", "ge") else ""
        sign = {"floor": "≥", "ceiling": "≤"}.get(row["judged_as"], "")
        held = f"{texts['hold']}{row['baseline']:,.4g} → {more}{row['outcome']:,.4g} ({sign} {row['target']:,.10g})"
        text, right = (
            (held, 0.0)
            if row["hold"]
            else (f"{more}{row['share_of_way']:.0f}", row["share_of_way"])
        )
        ax.annotate(text, (right, height), xytext=(4, 0), textcoords="offset points", va="center")
    ax.set_yticks(at, _names(rows, lang))
    ax.set_ylim(at.min() - 0.7, at.max() + 0.6)
    ax.margins(x=0.12)
    return _finish(
        ax,
        texts["progress"],
        texts["progress_axis"].format(base=int(rows["baseline_year"].max())),
        source,
        lang,
    )


def plot_required(
    rows: pd.DataFrame, *, lang: str = "zh", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw the compound growth that level goals need a year (caret), beside the growth that was
    reached where it is known (circle).

    Parameters
    ----------
    rows : DataFrame
        From :func:`reportlib.required_growth`; those with ``rate_unit`` '% a year' are drawn.
    """
    texts, ax = _texts(lang), _axes(ax)
    shown = (
        rows[(rows["rate_unit"] == "% a year") & rows["rate"].notna()]
        .sort_values("rate", ascending=False)
        .reset_index(drop=True)
    )
    if shown.empty:
        raise ReportError("no goal needs a compound rate; give rows of required_growth")
    at = np.arange(len(shown))[::-1]
    ax.plot(shown["rate"], at, "^", color=ACCENT, ls="none", ms=7, label=texts["needed"])
    if shown["reached"].notna().any():
        ax.plot(shown["reached"], at, "o", mfc="white", mec=DARK, ls="none", label=texts["reached"])
        ax.legend(loc="lower right", fontsize=7)
    for height, rate, reached in zip(at, shown["rate"], shown["reached"], strict=True):
        left, right = sorted(
            [(rate, ACCENT), (reached, DARK)], key=lambda shown: (pd.isna(shown[0]), shown[0])
        )
        ends = (
            [(left, -7, "right"), (right, 7, "left")] if pd.notna(right[0]) else [(left, 7, "left")]
        )
        for (value, colour), offset, anchor in ends:
            ax.annotate(
                f"{value:.1f}",
                (value, height),
                xytext=(offset, 0),
                textcoords="offset points",
                va="center",
                ha=anchor,
                color=colour,
            )
    ax.set_yticks(at, _names(shown, lang))
    ax.margins(x=0.15)
    ax.set_xlim(left=0)
    return _finish(ax, texts["required"], texts["required_axis"], source, lang)


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
    rows: pd.DataFrame, *, lang: str = "zh", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw how many targets each part of a report states, by wording, as stacked bars that differ
    in hatch, too.
    """
    texts, ax = _texts(lang), _axes(ax)
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
    return _finish(ax, texts["wording"], texts["verdict_axis"], source, lang)
