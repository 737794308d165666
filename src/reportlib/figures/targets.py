"""Charts of the targets of one report and what came of them: beside each plot stands the function
that makes exactly the rows it draws.
"""

from __future__ import annotations

import math

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from reportlib.figures.growth import single_years
from reportlib.figures.parts import (
    ABOUT,
    LINE,
    Style,
    dot_rows,
    frame,
    inches_wide,
    indicator_names,
    label,
    row_panel,
    side_columns,
    target_marks,
)
from reportlib.figures.style import ACCENT, DARK, GREY, INK, LIGHT
from reportlib.figures.texts import chart_texts, format_level, format_short
from reportlib.labels.catalogue import describe_indicator
from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError
from reportlib.tables.naming import code_words
from reportlib.words.intervals import wilson

HEADLINE = [
    "indicator",
    "indicator_en",
    "indicator_id",
    "period_end",
    "baseline",
    "target",
    "target_bound",
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
    "outcome_vintage",
    "margin",
    "status",
]
SAME = ["place", "indicator", "measure", "unit", "period_start", "period_end", "target"]
CLASSES = ("headline", "plan_goal", "task", "enumeration")
STATUSES = ("met", "missed", "undecided", "not_comparable", "no_outcome")
BOUNDS = ("eq", "ge", "gt", "le", "lt", "approx", "range")


def build_headlines(comparison: pd.DataFrame, facts: pd.DataFrame | None = None) -> pd.DataFrame:
    """Yearly growth targets, largest margin first, those without a comparable outcome last: exactly
    what :func:`plot_headlines` draws. A target that is said again counts once.

    `facts` give ``pace``, the geometric mean of the two years before the baseline's, in %, where
    they state both.
    """
    growth = comparison[
        (comparison["measure"] == "growth")
        & (comparison["target_class"] == "headline")
        & comparison["target"].notna()
    ].drop_duplicates(SAME)
    paces = []
    for row in growth.to_dict("records"):
        years = range(int(row["period_end"]) - 3, int(row["period_end"]) - 1)
        rates = single_years(facts, row["region"], row["indicator_id"], years).values()
        both = len(rates) == len(years)
        factor = math.prod(1 + rate / 100 for rate in rates)
        paces.append(100 * (math.sqrt(factor) - 1) if both else math.nan)
    found = growth[HEADLINE].assign(pace=pd.Series(paces, growth.index, dtype="float64"))
    return found.sort_values("margin", ascending=False, ignore_index=True)


def plot_headlines(
    rows: pd.DataFrame, *, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw growth targets of one year with their wording, and around them the year before (hollow
    circle), the outcome (filled), the two-year average (diamond) and the pace before (stroke).

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_headlines`.

    Raises
    ------
    ReportError
        If no growth target has an outcome, or `lang` is unknown.
    """
    texts = chart_texts("headline-targets", lang)
    check_table(rows, "headline targets", [*HEADLINE, "pace"])
    if rows["outcome"].isna().all():
        raise ReportError(
            "no yearly growth target has an outcome; give compare_targets what later papers state, "
            "as load_facts(path=…) reads it, or draw the targets alone, with build_targets"
        )
    bases = [
        texts["basis"].get(describe_indicator(str(known))["price_basis"], "")
        for known in rows["indicator_id"]
    ]
    names = [name + basis for name, basis in zip(indicator_names(rows, lang), bases, strict=True)]
    ax, at = row_panel(ax, names, lines=2)
    ax.hlines(at, rows["target"], rows["outcome"], color=LIGHT, lw=1.2, zorder=1)
    target_marks(ax, at, rows, 0.12)
    ax.vlines(rows["pace"], at - 0.12, at, color=GREY, lw=1.4, gid="pace")
    ax.plot(rows["baseline"], at, "o", mfc="white", mec=DARK, ls="none", ms=5, gid="before")
    diamond: Style = {"color": LIGHT, "mec": DARK, "ms": 4.5, "gid": "average"}
    ax.plot(rows["two_year_average"], at, "D", ls="none", **diamond)
    ax.plot(rows["outcome"], at, "o", color=DARK, ls="none", ms=6, gid="outcome")
    known = rows["outcome"].notna()
    margins = [
        format_short(value, sign=True) if pd.notna(value) else "" for value in rows["margin"]
    ]
    side_columns(ax, at, {texts["margin"]: margins})
    band = rows["target_bound"].eq("approx") * ABOUT  # beside which the words stand
    for height, target in zip(at[~known], (rows["target"] + band)[~known], strict=True):
        label(ax, texts["silent"], target, height, "right", GREY)
    ax.axvline(0, color=LIGHT, lw=0.8, zorder=0)
    ax.margins(x=0.06)
    decided = rows[rows["status"].isin(["met", "missed"])]
    paired = decided.dropna(subset="two_year_average")
    ahead = (paired["two_year_average"] - paired["target"]) * _sign(paired)
    words = {
        "year": int(rows["period_end"].iloc[0]),
        "met": int((decided["status"] == "met").sum()),
        "n": len(decided),
        "kept": int((ahead >= 0).sum()),
        "pairs": len(paired),
    }
    words |= {"before": words["year"] - 1, "from": words["year"] - 3, "to": words["year"] - 2}
    title = texts["finding" if len(paired) else "met" if len(decided) else "shown"]
    subtitle = texts["subtitle"] + texts["pace"] * bool(rows["pace"].notna().any())
    return frame(ax, title, subtitle, source, lang, words)


def _sign(rows: pd.DataFrame) -> pd.Series:
    return rows["judged_as"].eq("ceiling").map({True: -1, False: 1})


def build_levels(comparison: pd.DataFrame, year: int) -> pd.DataFrame:
    """Level targets of one year with an outcome, and the level before where the report gives it:
    what :func:`plot_levels` draws. A target that is said again counts once.

    ``outcome_percent`` and ``baseline_percent`` are in per cent of the target.
    """
    levels = comparison[
        (comparison["period_end"] == year)
        & comparison["measure"].isin(["level", "share", "ratio"])
        & comparison["outcome"].notna()
        & (comparison["target"] > 0)
    ].drop_duplicates(SAME)[LEVEL]
    for name in ("outcome", "baseline"):
        levels = levels.assign(**{f"{name}_percent": 100 * levels[name] / levels["target"]})
    return levels.sort_values("outcome_percent", ascending=False, ignore_index=True)


def plot_levels(
    rows: pd.DataFrame, *, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw outcomes of level targets in per cent of the target, on one axis: filled as published,
    hollow where the figure was estimated; a small stroke for the level before.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_levels`.

    Raises
    ------
    ReportError
        If there is no row, or `lang` is unknown.
    """
    texts = chart_texts("level-targets", lang)
    check_table(rows, "level targets", [*LEVEL, "outcome_percent", "baseline_percent"])
    if rows.empty:
        raise ReportError(
            "no level target of the year has an outcome; give compare_targets what later papers "
            "state, as load_facts(path=…) reads it"
        )
    values = [
        texts["values"].format(
            outcome=format_level(row["outcome"], row["unit"], lang),
            target=format_level(row["target"], row["unit"], lang),
        )
        for row in rows.to_dict("records")
    ]
    names = map("\n".join, zip(indicator_names(rows, lang), values, strict=True))
    ax, at = row_panel(ax, list(names), share=0.42)
    ax.axvline(100, color=INK, lw=1.2)
    bounds = rows["target_bound"].replace(["approx", "range"], "eq")  # bands are in points
    target_marks(ax, at, rows.assign(target=100.0, target_bound=bounds), 0.12)
    ends = rows[["outcome_percent", "baseline_percent"]].assign(target=100.0)
    ax.hlines(at, ends.min(axis=1), ends.max(axis=1), color=LIGHT, lw=1.2, zorder=1)
    ax.plot(rows["baseline_percent"], at, "|", color=GREY, ms=8, mew=1.4, gid="before")
    for estimate, part in rows.groupby(rows["outcome_vintage"] == "estimate"):
        ax.plot(
            part["outcome_percent"],
            at[part.index],
            "o",
            color=DARK,
            mfc="white" if estimate else DARK,
            ls="none",
            ms=6,
            gid="estimate" if estimate else "outcome",
        )
    side_columns(ax, at, {"%": [format_short(value) for value in rows["outcome_percent"]]})
    ax.margins(x=0.08)
    words = {
        "met": int((rows["status"] == "met").sum()),
        "n": len(rows),
        "year": int(rows["period_end"].iloc[0]),
    }
    words["before"] = words["year"] - 1
    return frame(ax, texts["finding"], texts["subtitle"], source, lang, words)


def build_verdicts(comparison: pd.DataFrame) -> pd.DataFrame:
    """Targets with a number by class and status: exactly what :func:`plot_verdicts` draws.

    Returns
    -------
    DataFrame
        One row per class and status that occurs: ``target_class`` (headline, plan_goal, task, and
        enumeration for lists, which are never judged), ``status, n``.

    Examples
    --------
    >>> from reportlib import analyse, compare_targets, load_facts, load_report
    >>> compared = compare_targets(analyse(load_report("chongqing-2021")).numbers, load_facts())
    >>> build_verdicts(compared).groupby("target_class", sort=False)["n"].sum().index.tolist()
    ['headline', 'plan_goal', 'task', 'enumeration']
    """
    check_table(comparison, "comparison", ["target_kind", "target_class", "status"])
    stated = comparison[comparison["target_kind"].isin(["number", "range"])]
    counts = stated.groupby(["target_class", "status"]).size()
    order = pd.MultiIndex.from_product([CLASSES, STATUSES], names=["target_class", "status"])
    return counts.reindex(order).dropna().astype("int64").rename("n").reset_index()


DOTS: dict[str, Style] = {
    "met": {"marker": "o", "mfc": DARK, "mec": DARK},
    "missed": {"marker": "X", "mfc": ACCENT, "mec": ACCENT},
    "undecided": {"marker": "o", "mfc": DARK, "mec": DARK, "fillstyle": "left"},
    "not_comparable": {"marker": "o", "mfc": LIGHT, "mec": LIGHT},
    "no_outcome": {"marker": "o", "mfc": "white", "mec": LIGHT},
}


def plot_verdicts(
    rows: pd.DataFrame, *, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw a dot for each target of a report, by class: whether it was met or missed, cannot be
    decided, or found no outcome.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_verdicts`.

    Raises
    ------
    ReportError
        If there is no row, or `lang` is unknown.
    """
    texts = chart_texts("who-can-be-checked", lang)
    check_table(rows, "verdicts", ["target_class", "status", "n"])
    if rows.empty:
        raise ReportError("no target with a number to draw; does the report set any?")
    groups = {name: part for name, part in rows.groupby("target_class", sort=False)}
    sizes = {name: int(part["n"].sum()) for name, part in groups.items()}
    decided = {
        name: int(part.loc[part["status"].isin(["met", "missed"]), "n"].sum())
        for name, part in groups.items()
    }
    names = [texts["class"][name].format(n=sizes[name], decided=decided[name]) for name in groups]
    width = mpl.rcParams["figure.figsize"][0] if ax is None else inches_wide(ax)
    long = int(0.6 * width / LINE)  # dots in a line
    ax, at = row_panel(ax, names, lines=[-(-n // long) for n in sizes.values()], share=0.32)
    for middle, part in zip(at, groups.values(), strict=True):
        statuses = np.repeat(part["status"].to_numpy(), part["n"].to_numpy())
        spots = np.arange(len(statuses))
        height = middle + LINE * (spots // long - (len(statuses) - 1) // long / 2)
        for status in dict.fromkeys(statuses):
            those = statuses == status
            style = {"ls": "none", "ms": 6, "mew": 1, "gid": status, **DOTS[status]}
            ax.plot(spots[those] % long, height[those], **style)
    ax.set_xlim(-0.7, long - 0.3)
    ax.xaxis.set_visible(False)
    ax.spines["bottom"].set_visible(False)
    judged = rows[rows["target_class"] != "enumeration"]
    by_status = judged.groupby("status")["n"].sum()
    words = {status: int(by_status.get(status, 0)) for status in STATUSES}
    words |= {"n": int(judged["n"].sum()), "decided": words["met"] + words["missed"]}
    return frame(ax, texts["finding"], texts["subtitle"], source, lang, words)


def build_wording(
    numbers: pd.DataFrame, sentences: pd.DataFrame, outline: pd.DataFrame
) -> pd.DataFrame:
    """Targets by part of the report and bound: exactly what :func:`plot_wording` draws.

    Returns
    -------
    DataFrame
        ``bound, part, n, of`` (targets of the part), ``share, low, high`` (% with Wilson's
        interval); a bound that only another part words has n = 0.
    """
    sections = sentences.set_index("sentence_id")["section_id"]
    parts = outline.set_index("section_id")["part"]
    targets = numbers[numbers["role"] == "target"]
    part = targets["sentence_id"].map(sections).map(parts).fillna("front")
    table = pd.crosstab(targets["bound"].to_numpy(), part.to_numpy())
    rows = [
        (bound, name, int(counts[bound]), int(counts.sum()))
        for bound in BOUNDS
        if bound in table.index
        for name, counts in table.items()
    ]
    shares = [(100 * n / of, *(100 * end for end in wilson(n, of))) for *_, n, of in rows]
    columns = ["bound", "part", "n", "of", "share", "low", "high"]
    return pd.DataFrame([(*a, *b) for a, b in zip(rows, shares, strict=True)], columns=columns)


def plot_wording(
    rows: pd.DataFrame, *, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw the share of each wording among the targets of each part of a report, with its interval
    and count.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_wording`.

    Raises
    ------
    ReportError
        If there is no row, or `lang` is unknown.
    """
    texts = chart_texts("target-wording", lang)
    check_table(rows, "wording", ["bound", "part", "n", "of", "share", "low", "high"])
    if rows.empty:
        raise ReportError("no target to draw; does the report set any?")
    parts, bounds = code_words("part", lang), code_words("bound", lang)
    ax, key = dot_rows(ax, rows, "bound", "part", "share", names=bounds, marks=parts)
    ax.set_xlim(left=0)
    counts = rows.groupby("bound", sort=False)["n"].sum()
    most, of = str(counts.idxmax()), int(counts.sum())
    words = {"word": bounds[most], "n": int(counts.max()), "of": of, "key": key}
    words["share"] = format_short(100 * counts.max() / of, 0)
    return frame(ax, texts["finding"], texts["subtitle"], source, lang, words)
