"""The scorecard of China's planning reports: indicator, wording, unit, baseline, target, outcome,
gap, margin, status; as table and as HTML.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

import pandas as pd

from reportlib.numbers.printing import large_unit, round_computed
from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError
from reportlib.targets.documents import name_documents

HEADS = {
    "zh": [
        "指标",
        "表述",
        "年份",
        "单位",
        "基期值",
        "目标值",
        "实际值",
        "差距",
        "余量",
        "结果",
        "理由",
        "来源",
    ],
    "en": [
        "Indicator",
        "Wording",
        "Year",
        "Unit",
        "Baseline",
        "Target",
        "Outcome",
        "Gap",
        "Margin",
        "Status",
        "Reason",
        "Source",
    ],
}
STATUS = {
    "zh": {
        "met": "完成",
        "missed": "未完成",
        "undecided": "无法判定",
        "not_comparable": "不可比",
        "no_outcome": "无结果",
    },
    "en": {
        "met": "met",
        "missed": "missed",
        "undecided": "undecided",
        "not_comparable": "not comparable",
        "no_outcome": "no outcome",
    },
}
BOUND = {
    "zh": {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "约", "eq": "", "range": ""},
    "en": {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "about ", "eq": "", "range": ""},
}
TURNED = {
    "ge": "le",
    "gt": "lt",
    "le": "ge",
    "lt": "gt",
}  # what an open outcome says of a margin where less is the aim
HOW = {"floor": "下限", "ceiling": "上限", "point": "定值", "band": "区间"}
REASONS = {
    "met": "结果在{how}之内",
    "missed": "结果在{how}之外",
    "undecided": "结果不足以按{how}判定",
}
GROWTH = {"zh": "{}增速", "en": "{} growth"}  # what a rate is called beside its level
DAGGER = "†"  # behind a figure that no document states so
JOINT = {"zh": " ", "en": ", "}  # between a title and its date
ESTIMATE = {"zh": "（预计数）", "en": " (estimate)"}
SCALES = {
    "zh": [(1e8, 1e8, "亿"), (1e6, 1e4, "万")],
    "en": [(1e12, 1e12, "trillion "), (1e9, 1e9, "billion "), (1e6, 1e6, "million ")],
}  # from which size on a row is told in which unit
COLOURS = {"met": "#dcebd8", "missed": "#f4d6cc", "undecided": "#f2ecd0"}


def lay_out_scorecard(
    comparison: pd.DataFrame,
    lang: str = "en",
    only: str | tuple[str, ...] = ("met", "missed", "undecided"),
) -> pd.DataFrame:
    """Lay out a comparison as a planning report does: one row per target, numbers as they are read.

    Parameters
    ----------
    comparison : DataFrame
        Table ``comparison``.
    lang : {"en", "zh"}
    only : str or tuple of str
        Statuses to show; by default those with an outcome.

    Returns
    -------
    DataFrame
        Columns 指标 … 来源, or Indicator … Source; text, ready to print. The year is that
        of the target. A row with figures of a million or more is told in millions (万, 亿), as its
        unit says; sources are named in `lang`. A plain number that is judged as a ceiling has ≤. A
        figure that follows from others (column ``conversion``) is rounded to four digits, has † and
        its arithmetic in the reason. The index is the target's ``target_number_id``.

    Raises
    ------
    ReportError
        If `lang` or a status is unknown.

    Examples
    --------
    >>> from reportlib import analyse, compare_targets, load_facts, load_report
    >>> numbers = analyse(load_report("chongqing-2021")).numbers
    >>> card = lay_out_scorecard(compare_targets(numbers, load_facts()))
    >>> gdp = card.Indicator == "GDP growth"
    >>> card.loc[gdp, ["Target", "Outcome", "Margin", "Status"]].values.tolist()
    [['≥6', '8.3', '+2.3', 'met']]
    """
    if lang not in HEADS:
        raise ReportError(f"lang={lang!r} is not one of 'zh', 'en'")
    if unknown := set([only] if isinstance(only, str) else only) - set(STATUS["en"]):
        raise ReportError(
            f"only={min(unknown)!r} is no status; there are {', '.join(STATUS['en'])}"
        )
    check_table(comparison, "comparison")
    shown = comparison[comparison["status"].isin([only] if isinstance(only, str) else only)]
    rows = []
    for row in shown.to_dict("records"):
        name = (
            row["indicator"]
            if lang == "zh" or pd.isna(row["indicator_en"])
            else row["indicator_en"]
        )
        if row["measure"] == "growth" and not str(name).endswith(("growth", "增速", "增长")):
            name = GROWTH[lang].format(name)
        year = "" if pd.isna(row["period_end"]) else f"{row['period_end']:.0f}"
        size, unit = _scale(row, lang)
        row = _round_converted(row)
        limit = row["target_bound"] == "eq" and row["judged_as"] == "ceiling" and row["target"] >= 0
        target = _bounded(row["target"], "le" if limit else row["target_bound"], size, lang)
        outcome = _bounded(row["outcome"], row["outcome_bound"], size, lang)
        outcome += DAGGER * row["outcome_made"]
        baseline = _bounded(row["baseline"], "eq", size, lang) + DAGGER * row["baseline_made"]
        gaps = [
            _bounded(row[name], bound, size, lang, sign=True)
            for name, bound in gap_bounds(row).items()
        ]
        titles = row["outcome_source"]
        titles = name_documents(titles, lang) if isinstance(titles, str) else titles
        source = JOINT[lang].join(
            str(part) for part in (titles, row["outcome_date"]) if pd.notna(part)
        )
        source += ESTIMATE[lang] if row["outcome_vintage"] == "estimate" else ""
        reason = (
            f"{row['judged_reason']}; {row['reason']}"
            if pd.notna(row["judged_reason"])
            else row["reason"]
        )
        if lang == "zh" and row["status"] in REASONS:
            reason = REASONS[row["status"]].format(how=HOW.get(row["judged_as"], "方向"))
            reason += "（换算值）" * row["outcome_made"]
        wording = (
            row["target_text"]
            if pd.isna(row["hedge"])
            else f"{row['target_text']}（{row['hedge']}）"
        )
        rows.append(
            [
                name,
                wording,
                year,
                unit,
                baseline,
                target,
                outcome,
            ]
            + [*gaps, STATUS[lang][row["status"]], reason, source]
        )
    return pd.DataFrame(
        rows,
        columns=HEADS[lang],
        index=pd.Index(shown["target_number_id"], name="target"),
        dtype="str",
    )


def _round_converted(row: Mapping[Any, Any]) -> dict[Any, Any]:
    """A row whose converted figures have the digits that they may claim, and which these are."""
    made = "" if pd.isna(row["conversion"]) else f"; {row['conversion']}"
    named = {"baseline": "; baseline converted:" in made, "outcome": "; converted:" in made}
    large = [name for name, is_made in named.items() if is_made and abs(row[name]) >= 100]
    rounded = {name: round_computed(row[name]) for name in large}  # others have two decimals
    if "outcome" in rounded:
        more = rounded["outcome"] - row["outcome"]
        signs = {"gap": 1, "margin": 1 if row["gap"] == row["margin"] else -1}
        rounded |= {name: row[name] + sign * more for name, sign in signs.items() if row[name]}
    return {**row, **rounded, **{f"{name}_made": is_made for name, is_made in named.items()}}


def gap_bounds(row: Mapping[Any, Any]) -> dict[str, str]:
    """The bounds of gap and margin of a row of ``comparison`` whose outcome says only "more than"
    or the like; eq where the outcome is a number.

    Examples
    --------
    >>> gap_bounds({"outcome_bound": "lt", "judged_as": "ceiling", "margin": 0.3})
    {'gap': 'lt', 'margin': 'gt'}
    """
    open_ = row["outcome_bound"] if row["outcome_bound"] in TURNED else "eq"
    better = TURNED.get(open_, open_) if row["judged_as"] == "ceiling" else open_
    if row["judged_as"] == "ceiling" and row["margin"] == 0:
        better = "eq"  # a limit that is kept, by whatever distance
    return {"gap": open_, "margin": better}


def _scale(row: Mapping[Any, Any], lang: str) -> tuple[float, str]:
    """What the figures of a row are divided by, and the unit that they are then in."""
    largest = max(
        (abs(row[name]) for name in ("target", "outcome") if pd.notna(row[name])), default=0
    )
    per, unit = large_unit(largest, row["unit"], lang)
    for least, size, name in SCALES[lang]:
        if largest / per >= least:
            return size * per, f"{name}{unit}".strip()
    return per, unit


def _bounded(value: float, bound: Any, size: float, lang: str, sign: bool = False) -> str:
    """A figure with its bound, or "" where there is none."""
    return "" if pd.isna(value) else BOUND[lang].get(bound, "") + _number(value / size, sign)


def _number(value: float, sign: bool = False) -> str:
    sign = sign and value != 0
    shown = f"{value:+,.10g}" if sign else f"{value:,.10g}"
    return f"{value:{'+' if sign else ''},.2f}".rstrip("0").rstrip(".") if "." in shown else shown


def format_scorecard_html(card: pd.DataFrame, caption: str, notes: str = "") -> str:
    """A scorecard as an HTML table that needs no style sheet; met, missed and undecided differ by
    word and by shade.

    Examples
    --------
    >>> card = pd.DataFrame({"Indicator": ["GDP"], "Status": ["met"]})
    >>> format_scorecard_html(card, "2021").count("<td")
    2
    """
    words = {word: status for language in STATUS.values() for status, word in language.items()}
    head = "".join(
        f'<th style="text-align:left">{html.escape(str(column))}</th>' for column in card.columns
    )
    body = ""
    for row in card.itertuples(index=False):
        status = next((words[cell] for cell in row if cell in words), "")
        body += (
            f'<tr style="background:{COLOURS.get(status, "none")}">'
            + "".join(f"<td>{html.escape(str(cell))}</td>" for cell in row)
            + "</tr>"
        )
    note = f"<p><small>{html.escape(notes)}</small></p>" if notes else ""
    return (
        f"<table><caption>{html.escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>{note}"
    )
