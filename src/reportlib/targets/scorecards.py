"""The scorecard of China's planning reports: indicator, wording, unit, baseline, target, outcome,
gap, margin, status; as table, HTML, LaTeX.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from reportlib.numbers.printing import unit_name
from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError
from reportlib.tables.files import write_files

HEADS = {
    "zh": [
        "指标",
        "表述",
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
WORDING, REASON = ("表述", "Wording"), ("理由", "Reason")  # too long for a printed page
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
ESTIMATE = {"zh": "（预计数）", "en": " (estimate)"}
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
        Columns 指标 … 来源, or Indicator … Source; text, ready to print. The index is the target's
        ``target_number_id``.

    Raises
    ------
    ReportError
        If `lang` or a status is unknown.

    Examples
    --------
    >>> from reportlib import analyse, compare_targets, load_facts, load_report
    >>> numbers = analyse(load_report("chongqing-2021")).numbers
    >>> card = lay_out_scorecard(compare_targets(numbers, load_facts()))
    >>> card.loc[card.Indicator == "GDP", ["Target", "Outcome", "Margin", "Status"]].values.tolist()
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
        target = (
            BOUND[lang].get(row["target_bound"], "") + _number(row["target"])
            if pd.notna(row["target"])
            else ""
        )
        outcome = (
            BOUND[lang].get(row["outcome_bound"], "") + _number(row["outcome"])
            if pd.notna(row["outcome"])
            else ""
        )
        gaps = [
            bound * pd.notna(row[name]) + _number(row[name], sign=True)
            for name, bound in gap_bounds(row).items()
        ]
        source = " ".join(
            str(part) for part in (row["outcome_source"], row["outcome_date"]) if pd.notna(part)
        )
        source += ESTIMATE[lang] if row["outcome_vintage"] == "estimate" else ""
        reason = (
            f"{row['judged_reason']}; {row['reason']}"
            if pd.notna(row["judged_reason"])
            else row["reason"]
        )
        if lang == "zh" and row["status"] in REASONS:
            reason = REASONS[row["status"]].format(how=HOW.get(row["judged_as"], "方向"))
        wording = (
            row["target_text"]
            if pd.isna(row["hedge"])
            else f"{row['target_text']}（{row['hedge']}）"
        )
        rows.append(
            [name, wording, unit_name(row["unit"], lang), _number(row["baseline"]), target, outcome]
            + [*gaps, STATUS[lang][row["status"]], reason, source]
        )
    return pd.DataFrame(
        rows,
        columns=HEADS[lang],
        index=pd.Index(shown["target_number_id"], name="target"),
        dtype="str",
    )


def gap_bounds(row: Mapping[Any, Any]) -> dict[str, str]:
    """The sign before gap and margin of a row of ``comparison`` whose outcome says only "more
    than" or the like; empty where the outcome is a number.

    Examples
    --------
    >>> gap_bounds({"outcome_bound": "lt", "judged_as": "ceiling", "margin": 0.3})
    {'gap': '<', 'margin': '>'}
    """
    open_ = row["outcome_bound"] if row["outcome_bound"] in TURNED else "eq"
    better = TURNED.get(open_, open_) if row["judged_as"] == "ceiling" else open_
    if row["judged_as"] == "ceiling" and row["margin"] == 0:
        better = "eq"  # a limit that is kept, by whatever distance
    return {"gap": BOUND["en"][open_], "margin": BOUND["en"][better]}


def _number(value: float, sign: bool = False) -> str:
    if pd.isna(value):
        return ""
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


def format_scorecard_latex(card: pd.DataFrame, caption: str, label: str, notes: str = "") -> str:
    r"""A scorecard as a LaTeX table for ``booktabs`` and ``threeparttable``; special characters are
    escaped.

    Examples
    --------
    >>> card = pd.DataFrame({"Indicator": ["R&D"], "Target": ["6%"]})
    >>> text = format_scorecard_latex(card, "Goals", "tab:goals")
    >>> r"\toprule" in text and r"R\&D" in text and r"6\%" in text
    True
    """
    lines = [
        r"\begin{table}",
        r"\begin{threeparttable}",
        rf"\caption{{{_tex(caption)}}}\label{{{label}}}",
    ]
    widths = {1: "p{3cm}", len(card.columns): "p{4.5cm}"}  # the name and the source are sentences
    columns = "".join(widths.get(at, "l") for at in range(1, len(card.columns) + 1))
    lines += [
        r"\footnotesize",
        rf"\begin{{tabular}}{{{columns}}}",
        r"\toprule",
        " & ".join(map(_tex, card.columns)) + r" \\",
        r"\midrule",
    ]
    lines += [" & ".join(map(_tex, row)) + r" \\" for row in card.itertuples(index=False)]
    lines += [r"\bottomrule", r"\end{tabular}"]
    if notes:
        lines += [r"\begin{tablenotes}", rf"\item {_tex(notes)}", r"\end{tablenotes}"]
    return "\n".join([*lines, r"\end{threeparttable}", r"\end{table}", ""])


def _tex(text: object) -> str:
    special = {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "≥": r"$\geq$",
        "≤": r"$\leq$",
        "<": r"$<$",
        ">": r"$>$",
    }
    return "".join(
        special.get(character, f"\\{character}" if character in "&%$#_{}" else character)
        for character in str(text)
    )


def write_scorecard(
    card: pd.DataFrame, folder: str | Path, name: str, caption: str, notes: str
) -> list[Path]:
    """Write a scorecard as ``NAME.csv``, ``NAME.html`` and ``NAME.tex``, all of them or none.

    Examples
    --------
    >>> import tempfile
    >>> card = pd.DataFrame({"Indicator": ["GDP"]})
    >>> paths = write_scorecard(card, tempfile.mkdtemp(), "card", "Goals", "")
    >>> [path.suffix for path in paths]
    ['.csv', '.html', '.tex']
    """
    page = (
        f'<!doctype html><meta charset="utf-8"><title>{html.escape(caption)}</title>'
        f"{format_scorecard_html(card, caption, notes)}\n"
    )
    contents = {
        f"{name}.csv": card.to_csv(lineterminator="\n").encode("utf-8-sig"),
        f"{name}.html": page.encode(),
        f"{name}.tex": format_scorecard_latex(
            card.drop(columns=[WORDING[0], REASON[0], WORDING[1], REASON[1]], errors="ignore"),
            caption,
            f"tab:{name}",
            notes,
        ).encode(),
    }
    return write_files(folder, contents)
