"""Charts of targets and what came of them, by their artists; all of them fit their page."""

from functools import partial

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from conftest import drawn

from reportlib import (
    build_headlines,
    build_history,
    build_levels,
    build_panel,
    build_progress,
    build_tolerance,
    build_wording,
    count_verdicts,
    plot_headlines,
    plot_history,
    plot_levels,
    plot_progress,
    plot_required,
    plot_tolerance,
    plot_verdicts,
    plot_wording,
    required_growth,
)
from reportlib.figures.style import use_style
from reportlib.tables.columns import build_table
from reportlib.tables.errors import ReportError


def charts(tables, compared, history):
    """Rows and plot of each chart of targets, by name."""
    numbers = tables.numbers
    needed = required_growth(
        numbers[numbers["role"] == "outcome"],
        numbers[(numbers["role"] == "target") & (numbers["period_end"] > 2021)],
    )
    slack = pd.DataFrame(
        {"tolerance": [0.0, 1.0], "decided": [50, 56], "met": [40, 50], "share": [80.0, 89.3]}
    )
    worded = build_wording(numbers, tables.sentences, tables.outline)
    nation = build_history(history, "全国", "gdp")
    return {
        "headlines": (build_headlines(compared), plot_headlines),
        "verdicts": (count_verdicts(compared), plot_verdicts),
        "history": (nation, partial(plot_history, name="China")),
        "tolerance": (slack, plot_tolerance),
        "progress": (build_progress(compared), plot_progress),
        "required": (needed, plot_required),
        "wording": (worded, plot_wording),
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "name", ["headlines", "verdicts", "history", "tolerance", "progress", "required", "wording"]
)
def test_charts_fit_their_page(name, lang, tables, compared, history):
    before = dict(mpl.rcParams)
    with use_style(lang=lang, width="double"):
        rows, plot = charts(tables, compared, history)[name]
        axes = plot(rows, lang=lang, source="test")
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


def test_headlines_draw_what_the_table_says(compared):
    with use_style(lang="en"):
        rows = build_headlines(compared)
        axes = plot_headlines(rows)
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


def test_a_tolerance_can_only_add_to_what_is_met(facts):
    rows = build_tolerance(lambda points: build_panel(facts, tolerance=points), [0.0, 0.5, 1.0])
    assert rows["met"].is_monotonic_increasing and rows["met"].iloc[-1] > rows["met"].iloc[0]
    assert rows["share"].tolist() == pytest.approx((100 * rows["met"] / rows["decided"]).tolist())
    with use_style(lang="en"):
        axes = plot_tolerance(rows, name="China: ", lang="en")
        assert list(axes.lines[0].get_ydata()) == rows["share"].tolist()
        assert [text.get_text() for text in axes.texts] == [f"n={n}" for n in rows["decided"]]
        assert axes.get_title(loc="left").startswith("China: ")
        plt.close()


def test_stacked_bars_add_up_to_the_targets(tables):
    rows = build_wording(tables.numbers, tables.sentences, tables.outline)
    with use_style(lang="en"):
        axes = plot_wording(rows, lang="en")
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
    rows = build_levels(compared, 2021)
    assert {"高新技术企业", "粮食产量"} <= set(rows["indicator"]) and rows["outcome"].notna().all()
    with use_style(lang=lang, width="double"):
        figure = plot_levels(rows, lang=lang, source="test")
        assert len(figure.axes) == len(rows)
        drawn = [axes.lines[2].get_xdata()[0] for axes in figure.axes]
        assert drawn == [
            value / 1e8 if value >= 1e8 else value for value in rows["outcome"]
        ]  # grain in hundred million
        plt.close(figure)
    with pytest.raises(ReportError, match="no level target"):
        plot_levels(rows.head(0))


def test_bars_are_the_denominators(compared):
    with use_style(lang="en"):
        axes = plot_verdicts(count_verdicts(compared))
        assert [bar.get_width() for bar in axes.patches] == count_verdicts(compared)["n"].tolist()
        plt.close()


def test_nothing_to_draw_is_an_error(compared):
    with pytest.raises(ReportError, match="no yearly growth target has an outcome"):
        plot_headlines(build_headlines(build_table("comparison", [])))
    with pytest.raises(ReportError, match="no plan goal"):
        plot_progress(build_progress(build_table("comparison", [])))
    with pytest.raises(ReportError, match="lang='fr'"):
        plot_headlines(build_headlines(compared), lang="fr")
