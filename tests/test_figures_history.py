"""Charts of a panel by their artists."""

import matplotlib.pyplot as plt
import pytest
from conftest import drawn

from reportlib import build_history, build_margins, plot_history, plot_margins
from reportlib.figures.style import use_style
from reportlib.tables.errors import ReportError


def test_history_leaves_gaps_and_marks_years_without_target(history):
    part = history[(history["region"] == "全国") & (history["indicator_id"] == "gdp")]
    with use_style(lang="en"):
        axes = plot_history(build_history(history, "全国", "gdp"), name="China, GDP")
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
        silent = plot_history(
            build_history(history, "全国", "cpi"), name="China, CPI", hollow="silent"
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
        build_history(history, "某地", "gdp")
    with pytest.raises(ReportError, match="hollow='grey'"):
        plot_history(build_history(history, "全国", "gdp"), name="x", hollow="grey")


def test_margins_are_dots(history):
    with use_style(lang="en"):
        axes = plot_margins(build_margins(history))
        margins = history.loc[history["margin"].notna() & (history["unit"] == "%"), "margin"]
        assert sorted(
            x for line in axes.lines if line.get_marker() == "o" for x in line.get_xdata()
        ) == sorted(margins)
        plt.close()
    with pytest.raises(ReportError, match="no target in per cent"):
        plot_margins(build_margins(history.head(0)))
