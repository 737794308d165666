"""Charts of targets: tested by their artists, in both languages; and panels and scorecards behind them."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest

from reportlib import (
    Report,
    analyse,
    compare_targets,
    count_verdicts,
    growth_consistency,
    load_facts,
    panel,
    required_growth,
    scorecard,
    scorecard_html,
    scorecard_latex,
    target_charts,
)
from reportlib.style import use_style
from reportlib.tables import ReportError, build_table

mpl.use("Agg")


@pytest.fixture(scope="module")
def facts():
    return load_facts()


@pytest.fixture(scope="module")
def compared(tables, facts):
    return compare_targets(tables.numbers, facts)


@pytest.fixture(scope="module")
def history(facts):
    return panel(facts)


def charts(tables, compared, history):
    numbers = tables.numbers
    goals = required_growth(numbers[numbers["role"] == "outcome"], numbers[(numbers["role"] == "target") & (numbers["period_end"] > 2021)])
    slack = target_charts.tolerance_rows(lambda points: compared, [0.0, 1.0])
    words = target_charts.wording_rows(numbers, tables.sentences, tables.outline)
    return {
        "headlines": lambda lang: target_charts.plot_headlines(compared, lang=lang, source="test"),
        "verdicts": lambda lang: target_charts.plot_verdicts(compared, lang=lang, source="test"),
        "history": lambda lang: target_charts.plot_history(history, "全国", "gdp", name="China", lang=lang, source="test"),
        "tolerance": lambda lang: target_charts.plot_tolerance(slack, lang=lang, source="test"),
        "progress": lambda lang: target_charts.plot_progress(target_charts.progress_rows(numbers, compared), lang=lang, source="test"),
        "required": lambda lang: target_charts.plot_required(goals.assign(reached=5.0), lang=lang, source="test"),
        "wording": lambda lang: target_charts.plot_wording(words, lang=lang, source="test"),
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["headlines", "verdicts", "history", "tolerance", "progress", "required", "wording"])
def test_charts_fit_their_page(name, lang, tables, compared, history):
    before = dict(mpl.rcParams)
    with use_style(lang=lang, width="double"):
        axes = charts(tables, compared, history)[name](lang)
        figure = axes.get_figure()
        figure.draw_without_rendering()
        legend = axes.get_legend().get_texts() if axes.get_legend() else []
        texts = [*axes.texts, *axes.get_yticklabels(), axes.xaxis.label, *legend]
        texts += [child for child in axes.get_children() if isinstance(child, mpl.text.Text)]
        boxes = [text.get_window_extent() for text in texts if text.get_text()]
        assert all(box.x0 >= -1 and box.x1 <= figure.bbox.width + 1 for box in boxes), "a text is cut"
        title = axes.get_title(loc="left")
        assert title and "test" in axes.get_xlabel()
        chinese = any("\u4e00" <= character <= "\u9fff" for character in title)
        assert chinese == (lang == "zh")
        plt.close(figure)
    assert dict(mpl.rcParams) == before


def test_headlines_draw_what_the_table_says(compared):
    with use_style(lang="en"):
        axes = target_charts.plot_headlines(compared, lang="en")
        rows = target_charts.headline_rows(compared)
        assert rows["margin"].is_monotonic_decreasing
        drawn = {line.get_label(): list(line.get_xdata()) for line in axes.lines}
        assert drawn["outcome"] == rows["outcome"].tolist() and drawn["target"] == rows["target"].tolist()
        assert drawn["2020"] == rows["baseline"].tolist()
        margins = [text.get_text() for text in axes.texts]
        assert margins == [f"{margin:+.1f}" for margin in rows["margin"]]
        plt.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_levels_have_a_panel_each(lang, tables, compared):
    rows = target_charts.level_rows(tables.numbers, compared, 2021)
    assert {"高新技术企业", "粮食产量"} <= set(rows["indicator"]) and rows["outcome"].notna().all()
    with use_style(lang=lang, width="double"):
        figure = target_charts.plot_levels(rows, lang=lang, source="test")
        assert len(figure.axes) == len(rows)
        drawn = [axes.lines[2].get_xdata()[0] for axes in figure.axes]
        assert drawn == [value / 1e8 if value >= 1e8 else value for value in rows["outcome"]]  # grain in hundred million
        plt.close(figure)
    with pytest.raises(ReportError, match="no level target"):
        target_charts.plot_levels(rows.head(0))


def test_bars_are_the_denominators(compared):
    with use_style(lang="en"):
        axes = target_charts.plot_verdicts(compared, lang="en")
        assert [bar.get_width() for bar in axes.patches] == count_verdicts(compared)["n"].tolist()
        plt.close()


def test_history_leaves_gaps_and_marks_years_without_target(history):
    with use_style(lang="en"):
        axes = target_charts.plot_history(history, "全国", "gdp", name="China", lang="en")
        assert [text.get_text() for text in axes.texts if "no target" in text.get_text()] == ["no target set"]
        part = history[(history["region"] == "全国") & (history["indicator_id"] == "gdp")]
        dots = [line for line in axes.lines if line.get_marker() == "o"]
        assert sum(len(line.get_xdata()) for line in dots) == part["outcome"].notna().sum()
        plt.close()
    with pytest.raises(ReportError, match="no rows of 'gdp' for '某地'"):
        target_charts.plot_history(history, "某地", "gdp", name="x")


def test_nothing_to_draw_is_an_error(compared):
    with pytest.raises(ReportError, match="no yearly growth target has an outcome"):
        target_charts.plot_headlines(build_table("comparison", []))
    with pytest.raises(ReportError, match="no plan goal"):
        target_charts.plot_progress(target_charts.progress_rows(build_table("numbers", []), build_table("comparison", [])))
    with pytest.raises(ReportError, match="lang='fr'"):
        target_charts.plot_headlines(compared, lang="fr")


def test_panel_rows_know_their_neighbours(history):
    nation = history[(history["region"] == "全国") & (history["indicator_id"] == "gdp")].set_index("year")
    assert (nation.loc[2006, "lag"], nation.loc[2006, "revision"], nation.loc[2011, "years_unchanged"]) == (8, 0, 6)
    assert pd.isna(nation.loc[2020, "target"]) and nation.loc[2020, "target_bound"] == "none"
    city = history[(history["region"] == "重庆市") & (history["indicator_id"] == "gdp")].set_index("year")
    assert (city.loc[2016, "upper_target"], city.loc[2016, "upper_target_before"]) == (6.5, 7)


def test_a_panel_refuses_mixed_vintages(facts):
    with pytest.raises(ReportError, match="mix the vintages as_announced, latest"):
        panel(pd.concat([facts, load_facts("latest")]))


def test_consistency_leaves_constant_prices_out():
    text = "一、工作回顾\n2019年，地区生产总值100亿元，社会消费品零售总额200亿元。2020年，地区生产总值104亿元、增长3.9%，社会消费品零售总额210亿元、增长7%。"
    found = growth_consistency(analyse(Report("demo", text, region="某市", year=2021)).numbers)
    assert found["indicator_id"].tolist() == ["retail_sales"]
    assert found[["stated", "implied", "difference"]].round(6).values.tolist() == [[7.0, 5.0, 2.0]]
    assert growth_consistency(build_table("numbers", [])).empty


def test_scorecards(compared):
    english, chinese = scorecard(compared, lang="en"), scorecard(compared)
    assert len(english) == len(chinese) == compared["status"].isin(["met", "missed", "undecided"]).sum()
    assert "完成" in set(chinese["结果"]) and "met" in set(english["Status"])
    assert scorecard_html(english, "Goals <2021>", "Notes & sources").count("<tr") == len(english) + 1
    assert "Goals &lt;2021&gt;" in scorecard_html(english, "Goals <2021>")
    latex = scorecard_latex(english, "Goals", "tab:goals", "A & B")
    assert latex.count(r" \\") == len(english) + 1 and r"A \& B" in latex and r"$\geq$6" in latex
    with pytest.raises(ReportError, match="lang='fr'"):
        scorecard(compared, lang="fr")
