"""The printed tables that the project ships: of the shipped report, in both languages, each with
its rule in a note.

Comes in: the report's tables and facts. Goes out: ``NAME.tex`` and ``NAME-zh.tex`` as bytes.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from reportlib.figures.growth import build_growth_rates
from reportlib.papers.citations import cite
from reportlib.papers.latex import format_latex
from reportlib.targets.counts import count_by_class
from reportlib.targets.growth import required_growth
from reportlib.text.report import Report

NOTES = {
    "accuracy": {
        "en": (
            "Accuracy of the reading of the report of January 2021",
            "Against a key of all its numerals, annotated by language models; no person has "
            "audited it, and the rules were tuned on this report. n: fields judged; low, high: "
            "Wilson's 95 % interval. F1 is the harmonic mean of precision and recall.",
        ),
        "zh": (
            "2021年1月报告读取的准确度",
            "对照该报告全部数字的标注；标注由语言模型完成，未经人工审核，读取规则曾据此报告调整。"
            "数量为所判定的字段数；上下限为Wilson 95%区间；F1为查准率与查全率的调和平均。",
        ),
    },
    "growth-rates": {
        "en": (
            "Growth in {last} beside the average of the years that contain it",
            "As the report states them; in per cent a year. Real and nominal rates do not compare "
            "directly.",
        ),
        "zh": (
            "{last}年增速与包含该年的年均增速",
            "数据为报告所载，单位为每年百分比；可比价与现价增速不可直接比较。",
        ),
    },
    "required-growth": {
        "en": (
            "Yearly change that the goals for {goal} need, and what was reached",
            "Goals for which the report states a baseline. Changes a year: of levels the "
            "compound growth from the baseline to the goal, in %; of shares and ratios the "
            "difference, in points. Reached: the same from the baseline to the latest comparable "
            "outcome that later publications state; blank: none was found.",
        ),
        "zh": (
            "{goal}年目标所需的年均变化与实际变化",
            "仅列报告载有基期值的目标。变化均为每年：水平值为基期到目标的复合增速（%），"
            "占比与比率为年均差（百分点）；实际为基期到其后公布的最近可比结果的同一算法，空白为未找到结果。",
        ),
    },
    "counts": {
        "en": (
            "How many targets of the report can be decided",
            "n: targets with a number or a range. Decided: met or missed; a rate worded “about” "
            "is met within half a point. Lists are never judged and belong in no denominator.",
        ),
        "zh": (
            "报告中可判定的目标数",
            "数量为带数字或区间的目标；可判定为完成或未完成；表述为“左右”的增速容差为半个百分点。"
            "列举不作判定，不计入分母。",
        ),
    },
}
COLUMNS = {
    "accuracy": ["field", "n", "right", "share", "low", "high"],
    "growth-rates": ["price_basis", "growth", "average_growth", "average_start", "average_end"],
    "required-growth": [
        *("unit", "baseline_year", "baseline", "bound", "target"),
        *("rate", "reached", "rate_unit"),
    ],
    "counts": ["target_class", "n", "decided", "met", "missed", "undecided"],
}
SUFFIX = {"en": "", "zh": "-zh"}
SOURCE = {"en": " Source: ", "zh": "资料来源："}


def format_shipped(
    report: Report, numbers: pd.DataFrame, comparison: pd.DataFrame, accuracy: pd.DataFrame
) -> dict[str, bytes]:
    """The printed tables of the shipped report beside its scorecard: accuracy, growth rates, needed
    growth, counts; file name → content.
    """
    year = report.year or 0
    plan = comparison[comparison["target_class"] == "plan_goal"]
    outcomes, targets = (numbers[numbers["role"] == role] for role in ("outcome", "target"))
    goals = targets[targets["number_id"].isin(plan["target_number_id"])]
    goal = int(goals["period_end"].mode().iloc[0])
    needed = required_growth(outcomes, goals[goals["period_end"] == goal], comparison)
    rows = {
        "accuracy": accuracy,
        "growth-rates": build_growth_rates(numbers, year),
        "required-growth": needed[needed["rate"].notna()],
        "counts": count_by_class(comparison),
    }
    years = {"last": year - 1, "goal": goal}
    return {
        f"{name}{SUFFIX[lang]}.tex": _format(name, table, report, years, lang)
        for name, table in rows.items()
        for lang in SUFFIX
    }


def _format(
    name: str, rows: pd.DataFrame, report: Report, years: Mapping[str, int], lang: str
) -> bytes:
    caption, notes = NOTES[name][lang]
    named = {"en": "indicator_en", "zh": "indicator"}[lang]
    source = cite(report, lang=lang).splitlines()[0]
    return format_latex(
        rows,
        caption.format(**years),
        f"tab:{name}{SUFFIX[lang]}",
        columns=[named] * (named in rows) + COLUMNS[name],
        notes=f"{notes}{SOURCE[lang]}{source}",
        lang=lang,
        digits=3 if name == "accuracy" else 2,
    ).encode()
