"""Charts of targets: tested by their artists, in both languages; and panels and scorecards behind
them.
"""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest

from reportlib import (
    Report,
    analyse,
    build_panel,
    check_growth,
    compare_targets,
    count_verdicts,
    format_scorecard_html,
    format_scorecard_latex,
    lay_out_scorecard,
    load_facts,
    required_growth,
)
from reportlib.figures import targets as target_charts
from reportlib.figures.style import use_style
from reportlib.tables.columns import build_table
from reportlib.tables.errors import ReportError

mpl.use("Agg")


@pytest.fixture(scope="module")
def facts():
    return load_facts()


@pytest.fixture(scope="module")
def compared(tables, facts):
    return compare_targets(tables.numbers, facts)


@pytest.fixture(scope="module")
def history(tables, facts):
    return build_panel(pd.concat([facts, tables.numbers], ignore_index=True))


def charts(tables, compared, history):
    numbers = tables.numbers
    goals = required_growth(
        numbers[numbers["role"] == "outcome"],
        numbers[(numbers["role"] == "target") & (numbers["period_end"] > 2021)],
    )
    slack = pd.DataFrame(
        {"tolerance": [0.0, 1.0], "decided": [50, 56], "met": [40, 50], "share": [80.0, 89.3]}
    )
    words = target_charts.build_wording(numbers, tables.sentences, tables.outline)
    return {
        "headlines": lambda lang: target_charts.plot_headlines(compared, lang=lang, source="test"),
        "verdicts": lambda lang: target_charts.plot_verdicts(compared, lang=lang, source="test"),
        "history": lambda lang: target_charts.plot_history(
            history, "全国", "gdp", name="China", lang=lang, source="test"
        ),
        "tolerance": lambda lang: target_charts.plot_tolerance(slack, lang=lang, source="test"),
        "progress": lambda lang: target_charts.plot_progress(
            target_charts.build_progress(compared), lang=lang, source="test"
        ),
        "required": lambda lang: target_charts.plot_required(goals, lang=lang, source="test"),
        "wording": lambda lang: target_charts.plot_wording(words, lang=lang, source="test"),
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "name", ["headlines", "verdicts", "history", "tolerance", "progress", "required", "wording"]
)
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
        assert all(box.x0 >= -1 and box.x1 <= figure.bbox.width + 1 for box in boxes), (
            "a text is cut"
        )
        title = axes.get_title(loc="left")
        assert title and "test" in axes.get_xlabel()
        chinese = any("\u4e00" <= character <= "\u9fff" for character in title)
        assert chinese == (lang == "zh")
        plt.close(figure)
    assert dict(mpl.rcParams) == before


def drawn(axes, label):
    return next(line for line in axes.lines if line.get_label() == label)


def test_headlines_draw_what_the_table_says(compared):
    with use_style(lang="en"):
        axes = target_charts.plot_headlines(compared, lang="en")
        rows = target_charts.build_headlines(compared)
        known = rows["outcome"].notna()
        assert (
            rows.loc[known, "margin"].is_monotonic_decreasing and not known.iloc[-1]
        )  # those without an outcome stand last
        assert {"cpi", "energy_intensity"} <= set(rows.loc[~known, "indicator_id"])
        assert list(drawn(axes, "outcome").get_xdata()) == pytest.approx(
            rows["outcome"].tolist(), nan_ok=True
        )
        assert list(drawn(axes, "2020").get_xdata()) == pytest.approx(
            rows["baseline"].tolist(), nan_ok=True
        )
        assert list(drawn(axes, "two-year average").get_xdata()) == pytest.approx(
            rows["two_year_average"].tolist(), nan_ok=True
        )
        assert (
            drawn(axes, "2020").get_markerfacecolor() == "white"
            and drawn(axes, "outcome").get_markerfacecolor() != "white"
        )
        targets = [line for line in axes.lines if line.get_marker() in ("^", "v", "_")]
        assert sorted(x for line in targets for x in line.get_xdata()) == sorted(rows["target"])
        names = [label.get_text() for label in axes.get_yticklabels()]
        assert names[0] == "Imports and exports (nominal)" and "GDP (real)" in names
        margins = [text.get_text() for text in axes.texts]
        assert margins == [
            f"{margin:+.1f}" if known else "no comparable outcome"
            for margin, known in zip(rows["margin"], known, strict=True)
        ]
        plt.close()


def test_the_required_rate_stands_at_its_caret(tables):
    numbers = tables.numbers
    goals = required_growth(
        numbers[numbers["role"] == "outcome"],
        numbers[(numbers["role"] == "target") & (numbers["period_end"] > 2021)],
    )
    shown = goals[goals["rate_unit"] == "% a year"].sort_values("rate", ascending=False)
    with use_style(lang="en"):
        axes = target_charts.plot_required(goals, lang="en")
        assert list(drawn(axes, "needed").get_xdata()) == shown["rate"].tolist()
        assert [text.get_text() for text in axes.texts] == [f"{rate:.1f}" for rate in shown["rate"]]
        plt.close()


def test_growth_reached_stands_beside_growth_needed(tables, compared):
    numbers = tables.numbers
    goals = numbers[(numbers["role"] == "target") & (numbers["period_end"] > 2021)]
    found = required_growth(numbers[numbers["role"] == "outcome"], goals, compared).set_index(
        "indicator"
    )
    roads = found.loc["高速公路通车里程"]
    assert (round(roads["rate"], 2), round(roads["reached"], 2)) == (
        6.23,
        7.01,
    )  # 3400 → 4600, and 4771
    with use_style(lang="en"):
        axes = target_charts.plot_required(found.reset_index(), lang="en")
        assert roads["reached"] in list(drawn(axes, "reached").get_xdata())
        plt.close()


def test_the_way_to_a_goal_and_goals_to_hold_apart(tables, compared):
    rows = target_charts.build_progress(compared)
    cover = rows[rows["indicator"] == "森林覆盖率"].iloc[0]
    assert cover["share_of_way"] == pytest.approx(
        100 * (cover["outcome"] - cover["baseline"]) / (cover["target"] - cover["baseline"])
    )
    assert rows["hold"].any() and rows.loc[rows["hold"], "share_of_way"].isna().all()
    with use_style(lang="en"):
        axes = target_charts.plot_progress(rows, lang="en")
        bars = [bar.get_width() for bar in axes.patches]
        assert bars == pytest.approx(rows["share_of_way"].tolist(), nan_ok=True)
        assert [line.get_xdata()[0] for line in axes.lines] == [100]
        assert (
            sum(text.get_text().startswith("to hold: ") for text in axes.texts)
            == rows["hold"].sum()
        )
        plt.close()


def test_a_tolerance_can_only_add_to_what_is_met(facts):
    rows = target_charts.build_tolerance(
        lambda points: build_panel(facts, tolerance=points), [0.0, 0.5, 1.0]
    )
    assert rows["met"].is_monotonic_increasing and rows["met"].iloc[-1] > rows["met"].iloc[0]
    assert rows["share"].tolist() == pytest.approx((100 * rows["met"] / rows["decided"]).tolist())
    with use_style(lang="en"):
        axes = target_charts.plot_tolerance(rows, name="China: ", lang="en")
        assert list(axes.lines[0].get_ydata()) == rows["share"].tolist()
        assert [text.get_text() for text in axes.texts] == [f"n={n}" for n in rows["decided"]]
        assert axes.get_title(loc="left").startswith("China: ")
        plt.close()


def test_stacked_bars_add_up_to_the_targets(tables):
    rows = target_charts.build_wording(tables.numbers, tables.sentences, tables.outline)
    with use_style(lang="en"):
        axes = target_charts.plot_wording(rows, lang="en")
        ends = {}
        for bar in axes.patches:
            ends[bar.get_y()] = (
                max(ends.get(bar.get_y(), 0), bar.get_x() + bar.get_width())
                if bar.get_width() > 0
                else ends.get(bar.get_y(), 0)
            )
        assert sorted(ends.values()) == sorted(rows.groupby("part")["n"].sum())
        plt.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_levels_have_a_panel_each(lang, tables, compared):
    rows = target_charts.build_levels(compared, 2021)
    assert {"高新技术企业", "粮食产量"} <= set(rows["indicator"]) and rows["outcome"].notna().all()
    with use_style(lang=lang, width="double"):
        figure = target_charts.plot_levels(rows, lang=lang, source="test")
        assert len(figure.axes) == len(rows)
        drawn = [axes.lines[2].get_xdata()[0] for axes in figure.axes]
        assert drawn == [
            value / 1e8 if value >= 1e8 else value for value in rows["outcome"]
        ]  # grain in hundred million
        plt.close(figure)
    with pytest.raises(ReportError, match="no level target"):
        target_charts.plot_levels(rows.head(0))


def test_bars_are_the_denominators(compared):
    with use_style(lang="en"):
        axes = target_charts.plot_verdicts(compared, lang="en")
        assert [bar.get_width() for bar in axes.patches] == count_verdicts(compared)["n"].tolist()
        plt.close()


def test_history_leaves_gaps_and_marks_years_without_target(history):
    part = history[(history["region"] == "全国") & (history["indicator_id"] == "gdp")]
    with use_style(lang="en"):
        axes = target_charts.plot_history(history, "全国", "gdp", name="China, GDP", lang="en")
        assert [text.get_text() for text in axes.texts if "no target" in text.get_text()] == [
            "no target set"
        ]
        dots = [line for line in axes.lines if line.get_marker() == "o"]
        assert sum(len(line.get_xdata()) for line in dots) == part["outcome"].notna().sum()
        assert (
            list(drawn(axes, "later revised").get_xdata())
            == part.loc[part["outcome_revised"] & part["outcome"].notna(), "year"].tolist()
        )
        assert drawn(axes, "later revised").get_markerfacecolor() == "white"
        assert (
            list(drawn(axes, "target, at least").get_xdata())
            == part.loc[part["target_bound"].isin(["ge", "gt"]), "year"].tolist()
        )
        ranges = [list(segment[:, 1]) for segment in axes.collections[0].get_segments()]
        assert (
            ranges
            == part.loc[
                part["target_bound"] == "range", ["target_low", "target_high"]
            ].values.tolist()
        )
        plt.close()
        silent = target_charts.plot_history(
            history, "全国", "cpi", name="China, CPI", hollow="silent", lang="en"
        )
        prices = history[
            (history["region"] == "全国")
            & (history["indicator_id"] == "cpi")
            & history["outcome"].notna()
        ]
        told = prices.loc[prices["outcome_document"] == "work_report", "year"]
        other = prices.loc[prices["outcome_document"] != "work_report", "year"]
        read = history.loc[
            (history["region"] == "全国") & (history["outcome_document"] == "work_report"), "year"
        ].max()
        assert list(drawn(silent, "outcome, in the next report").get_xdata()) == told.tolist()
        assert (
            list(drawn(silent, "next report silent").get_xdata()) == other[other <= read].tolist()
            and other.max() > read
        )
        plt.close()
    with pytest.raises(ReportError, match="no rows of 'gdp' for '某地'"):
        target_charts.plot_history(history, "某地", "gdp", name="x")
    with pytest.raises(ReportError, match="hollow='grey'"):
        target_charts.plot_history(history, "全国", "gdp", name="x", hollow="grey")


def test_nothing_to_draw_is_an_error(compared):
    with pytest.raises(ReportError, match="no yearly growth target has an outcome"):
        target_charts.plot_headlines(build_table("comparison", []))
    with pytest.raises(ReportError, match="no plan goal"):
        target_charts.plot_progress(target_charts.build_progress(build_table("comparison", [])))
    with pytest.raises(ReportError, match="lang='fr'"):
        target_charts.plot_headlines(compared, lang="fr")


def test_panel_rows_know_their_neighbours(history):
    nation = history[(history["region"] == "全国") & (history["indicator_id"] == "gdp")].set_index(
        "year"
    )
    assert (
        nation.loc[2006, "lag"],
        nation.loc[2006, "revision"],
        nation.loc[2011, "years_unchanged"],
    ) == (8, 0, 6)
    assert pd.isna(nation.loc[2020, "target"]) and nation.loc[2020, "target_bound"] == "none"
    city = history[(history["region"] == "重庆市") & (history["indicator_id"] == "gdp")].set_index(
        "year"
    )
    assert (city.loc[2016, "upper_target"], city.loc[2016, "upper_target_before"]) == (6.5, 7)


def test_a_panel_refuses_mixed_vintages_unless_told(facts):
    both = pd.concat([facts, load_facts("latest")])
    with pytest.raises(ReportError, match="mix the vintages as_announced, latest"):
        build_panel(both)
    assert len(build_panel(both, mix_vintages=True)) == len(build_panel(facts))


def test_a_panel_of_nothing_has_its_columns(facts):
    empty = build_panel(facts.head(0))
    assert empty.empty and "outcome_revised" in empty
    assert build_panel(facts[facts["role"] == "outcome"])["status"].eq("no_target").all()
    with pytest.raises(ReportError, match="upper='中国' is no region"):
        build_panel(facts, upper="中国")


def test_a_panel_takes_no_figure_of_part_of_a_year(history, facts):
    city = history[(history["region"] == "重庆市") & (history["indicator_id"] == "cpi")].set_index(
        "year"
    )
    assert pd.isna(city.loc[2021, "outcome"])
    assert facts["part_year"].any()


def test_last_digits_are_those_printed(history):
    nation = history[history["region"] == "全国"].set_index(["indicator_id", "year"])
    assert nation.loc[("gdp", 2019), "outcome_last_digit"] == 1
    assert nation.loc[("urban_new_jobs", 2019), "outcome_last_digit"] == 2  # 1352万


def test_consistency_leaves_constant_prices_out():
    text = "一、工作回顾\n2019年，地区生产总值100亿元，社会消费品零售总额200亿元。2020年，地区生产总值104亿元、增长3.9%，社会消费品零售总额210亿元、增长7%。"
    found = check_growth(analyse(Report("demo", text, region="某市", year=2021)).numbers)
    assert found["indicator_id"].tolist() == ["retail_sales"]
    assert found[["stated", "implied", "difference"]].round(6).values.tolist() == [[7.0, 5.0, 2.0]]
    assert check_growth(build_table("numbers", [])).empty


def test_scorecards(compared):
    english, chinese = lay_out_scorecard(compared), lay_out_scorecard(compared, lang="zh")
    gaps = english.set_index("Indicator")[["Gap", "Margin"]]
    assert gaps.loc["Forest cover"].tolist() == [">-2", ">-2"] and gaps.loc["GDP"].tolist() == [
        "+2.3",
        "+2.3",
    ]
    turned = compared.assign(outcome_bound="lt", judged_as="ceiling")
    assert lay_out_scorecard(turned, lang="en").set_index("Indicator").loc[
        "GDP", ["Gap", "Margin"]
    ].tolist() == ["<+2.3", ">+2.3"]
    assert (
        len(english)
        == len(chinese)
        == compared["status"].isin(["met", "missed", "undecided"]).sum()
    )
    assert "完成" in set(chinese["结果"]) and "met" in set(english["Status"])
    assert (
        format_scorecard_html(english, "Goals <2021>", "Notes & sources").count("<tr")
        == len(english) + 1
    )
    assert "Goals &lt;2021&gt;" in format_scorecard_html(english, "Goals <2021>")
    latex = format_scorecard_latex(english, "Goals", "tab:goals", "A & B")
    assert latex.count(r" \\") == len(english) + 1 and r"A \& B" in latex and r"$\geq$6" in latex
    with pytest.raises(ReportError, match="lang='fr'"):
        lay_out_scorecard(compared, lang="fr")


def test_margins_are_dots_and_small_panels_are_not_tested(history):
    from reportlib import summarise_targets

    with use_style(lang="en"):
        axes = target_charts.plot_margins(history, lang="en")
        margins = history.loc[history["margin"].notna() & (history["unit"] == "%"), "margin"]
        assert sorted(
            x for line in axes.lines if line.get_marker() == "o" for x in line.get_xdata()
        ) == sorted(margins)
        plt.close()
    with pytest.raises(ReportError, match="no target in per cent"):
        target_charts.plot_margins(history.head(0))
    found = summarise_targets(history).set_index("indicator_id")
    gdp = history[(history["indicator_id"] == "gdp") & history["target"].notna()]
    assert found.loc["gdp", ["n", "lowered", "raised"]].tolist() == [
        len(gdp),
        (gdp["revision"] < 0).sum(),
        (gdp["revision"] > 0).sum(),
    ]
    assert found["p_bunching"].isna().all() and found["note"].str.contains("too few").all()
    row = {
        "indicator_id": "gdp",
        "target": 6.0,
        "revision": 0.0,
        "target_bound": "eq",
        "status": "met",
    }
    many = pd.DataFrame([{**row, "margin": 0.1 if i % 4 else -0.1} for i in range(200)])
    assert summarise_targets(many)["p_bunching"].iloc[0] == pytest.approx(
        1.5e-12, rel=0.05
    )  # 150 against 50: z = 7.07
