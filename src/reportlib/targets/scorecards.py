"""The scorecard of China's planning reports: a comparison → a row a target, with wording, unit,
baseline, target, outcome, gap, margin and status in words; and the same as HTML.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

import pandas as pd

from reportlib.numbers.printing import large_unit, round_computed, sign_bound
from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError
from reportlib.tables.naming import LANGS, check_lang, code_words, column_head
from reportlib.targets.documents import name_documents

COLUMNS = (
    *("indicator", "wording", "year", "unit", "baseline", "target", "outcome", "gap", "margin"),
    *("status", "reason", "source"),
)
TURNED = {"ge": "le", "gt": "lt", "le": "ge", "lt": "gt"}  # an outcome's bound, of a margin where
# less is the aim
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
    check_lang(lang)
    asked, statuses = {only} if isinstance(only, str) else set(only), code_words("status", lang)
    if unknown := asked - statuses.keys():
        raise ReportError(f"only={min(unknown)!r} is no status; there are {', '.join(statuses)}")
    check_table(comparison, "comparison")
    shown = comparison[comparison["status"].isin(asked)]
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
            how = code_words("judged_as", lang).get(row["judged_as"], "方向")
            reason = REASONS[row["status"]].format(how=how)
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
            + [*gaps, statuses[row["status"]], reason, source]
        )
    return pd.DataFrame(
        rows,
        columns=[column_head(name, lang) for name in COLUMNS],
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
    return "" if pd.isna(value) else sign_bound(_number(value / size, sign), bound, lang)


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
    words = {word: code for lang in LANGS for code, word in code_words("status", lang).items()}
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
