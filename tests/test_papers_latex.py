"""Tables as LaTeX: columns, notes, sources, alignment, and what does not fit."""

import re

import pandas as pd
import pytest

from reportlib import (
    ReportError,
    analyse,
    build_targets,
    find_headlines,
    format_latex,
    lay_out_scorecard,
)

ROWS = pd.DataFrame({"indicator_en": ["GDP", "R&D"], "growth": [3.9, 12.0]})


def body(latex):
    inside = latex.partition(r"\midrule")[2].partition(r"\bottomrule")[0]
    return [line for line in inside.splitlines() if line]


def test_all_that_is_given_is_escaped():
    latex = format_latex(ROWS, "50% & more", "tab:50%", notes="a_b", columns=["growth"])
    assert r"\caption{50\% \& more}\label{tab:50-}" in latex and r"\item Note: a\_b" in latex
    assert body(latex) == [r"3.9 \\", r"12.0 \\"]


def test_points_of_numbers_stand_in_line():
    card = pd.DataFrame({"Indicator": ["a", "b", "c", "d"], "Target": ["≥6", "-2.35", "57.5", ""]})
    assert body(format_latex(card, "", "t")) == [
        r"a & $\geq$6\phantom{.00} \\",
        r"b & $-$2.35 \\",
        r"c & 57.5\phantom{0} \\",
        r"d &  \\",
    ]


def test_sources_stand_under_the_table_each_once():
    card = ROWS.assign(Source=["report of 2022", "report of 2022"])
    latex = format_latex(card, "", "t", sources="Source")
    assert body(latex)[1] == r"R\&D & 12.0 & (1) \\"
    assert r"\item Sources: (1) report of 2022." in latex
    chinese = format_latex(card.assign(Source=["甲", "乙"]), "", "t", sources="Source", lang="zh")
    assert r"\item 资料来源：(1) 甲；(2) 乙。" in chinese
    named = format_latex(card, "", "t", columns={"growth": "g", "Source": "from"}, sources="Source")
    assert body(named)[0] == r"3.9 & (1) \\"
    with pytest.raises(ReportError, match="sources='Source' is no column that is printed"):
        format_latex(card, "", "t", columns=["growth"], sources="Source")


def test_english_tables_leave_out_columns_in_chinese_and_say_so():
    card = ROWS.assign(Wording=["6%以上", "左右"])
    latex = format_latex(card, "", "t")
    assert latex.splitlines()[1] == "% left out, not to be set by pdflatex: Wording"
    assert latex.isascii() and "以上" in format_latex(card, "", "t", lang="zh")
    with pytest.raises(ReportError, match="column 'Wording' holds '以' .*lang='zh'"):
        format_latex(card, "", "t", columns=["growth", "Wording"])
    with pytest.raises(ReportError, match="column 'Indicator' holds '粮'"):
        format_latex(ROWS.assign(indicator_en=["粮食", "R&D"]), "", "t")
    for given in ({"caption": "增长"}, {"caption": "", "notes": "增长"}):
        with pytest.raises(ReportError, match="the caption or the notes holds '增'"):
            format_latex(ROWS, label="t", **given)


def test_the_size_is_the_largest_that_has_room():
    sizes = []
    for width in range(2, 14):
        rows = pd.DataFrame({"name": ["a"], **{f"n{i}": [1000.0] for i in range(width)}})
        sizes.append(re.search(r"\\(\w+)\\setlength{\\tabcolsep}", format_latex(rows, "", "t"))[1])
    order = ["small", "footnotesize", "scriptsize"]
    assert set(sizes) == set(order) and sizes == sorted(sizes, key=order.index)
    rows = pd.DataFrame({f"column number {i}": [1.0] for i in range(12)})
    with pytest.raises(ReportError, match="of the width of a page, .* choose fewer of them"):
        format_latex(rows, "", "t", columns=list(rows.columns))


def test_tables_of_ours_print_at_the_first_call(report, compared):
    numbers = analyse(report).numbers
    heads = {}
    for lang in ("en", "zh"):
        tables = {
            "scorecard": lay_out_scorecard(compared, lang),
            "headlines": find_headlines(report, lang=lang),
            "numbers": numbers,
            "comparison": compared,
            "targets": build_targets(numbers, 2021),
        }
        for name, table in tables.items():
            latex = format_latex(table, "", "t", lang=lang)
            heads[name, lang] = latex.partition("\\toprule\n")[2].partition(r" \\")[0]
            assert "left out" not in latex and "other columns" in latex.splitlines()[1]
    assert heads["headlines", "en"] == "Indicator & Target & Year"
    assert heads["headlines", "zh"] == "指标 & 目标 & 年份"
    assert heads["numbers", "en"] == "Indicator & Bound & Value & Unit & Role & Year & Measure"
    assert heads["comparison", "en"] == "Indicator & Unit & Target & Outcome & Status & Year"
    card = lay_out_scorecard(compared)
    assert (
        heads["scorecard", "en"] == "Indicator & Unit & Year & Baseline & Target & Outcome & Status"
    )
    assert "Status & Source" in format_latex(card, "", "t", sources="Source")
    assert "Indicator & Reason" in format_latex(card, "", "t", columns=["Indicator", "Reason"])


def test_what_has_no_room_is_left_out_by_default_and_said():
    rows = pd.DataFrame({f"column number {i}": [1.0] for i in range(12)}).assign(Source="a")
    latex = format_latex(rows, "", "t", sources="Source")
    assert "% left out for want of room: Column-number-11, Column-number-10" in latex
    assert "(1) a" in latex


def test_a_table_that_no_page_holds_runs_over_pages():
    rows = pd.DataFrame({"name": [f"row {i}" for i in range(70)], "n": range(70)})
    latex = format_latex(rows, "c", "t", notes="x & y")
    assert r"\begin{xltabular}" in latex and "xltabular" in latex.splitlines()[0]
    assert r"\parbox[t]{\columnwidth}{\footnotesize Note: x \& y}" in latex
    assert r"\begin{table}" in format_latex(rows.head(20), "c", "t")
    assert r"\begin{table}" in format_latex(rows, "c", "t", long=False)
    assert r"\begin{xltabular}" in format_latex(rows.head(3), "c", "t", long=True)


def test_nothing_to_print_is_an_error():
    with pytest.raises(ReportError, match="nothing to print"):
        format_latex(ROWS.head(0), "", "t")


def test_a_dagger_moves_no_point_out_of_its_line():
    card = pd.DataFrame({"Indicator": ["a", "b"], "Outcome": ["10,080†", "≥89.04†"]})
    assert body(format_latex(card, "", "t", notes="† x")) == [
        r"a & 10,080\rlap{\dag}\phantom{.00} \\",
        r"b & $\geq$89.04\rlap{\dag} \\",
    ]
