"""Charts of goals by their artists."""

import matplotlib.pyplot as plt
import pytest
from conftest import drawn

from reportlib import (
    build_progress,
    plot_progress,
    plot_required,
    required_growth,
)
from reportlib.figures.style import use_style


def test_rates_needed_and_reached_stand_where_they_are(tables, compared):
    numbers = tables.numbers
    goals = required_growth(
        numbers[numbers["role"] == "outcome"],
        numbers[(numbers["role"] == "target") & (numbers["period_end"] > 2021)],
        compared,
    )
    shown = goals[goals["rate_unit"] == "% a year"].sort_values("rate", ascending=False)
    with use_style(lang="en"):
        axes = plot_required(goals, lang="en")
        assert list(drawn(axes, "needed").get_xdata()) == shown["rate"].tolist()
        assert list(drawn(axes, "reached").get_xdata()) == pytest.approx(
            shown["reached"].tolist(), nan_ok=True
        )
        labels = [text.get_text() for text in axes.texts]
        known = shown["reached"].dropna()
        assert sorted(labels) == sorted(f"{rate:.1f}" for rate in [*shown["rate"], *known])
        plt.close()


def test_the_way_to_a_goal_and_goals_to_hold_apart(tables, compared):
    rows = build_progress(compared)
    cover = rows[rows["indicator"] == "森林覆盖率"].iloc[0]
    assert cover["share_of_way"] == pytest.approx(
        100 * (cover["outcome"] - cover["baseline"]) / (cover["target"] - cover["baseline"])
    )
    assert rows["hold"].any() and rows.loc[rows["hold"], "share_of_way"].isna().all()
    with use_style(lang="en"):
        axes = plot_progress(rows, lang="en")
        bars = [bar.get_width() for bar in axes.patches]
        assert bars == pytest.approx(rows["share_of_way"].tolist(), nan_ok=True)
        assert [line.get_xdata()[0] for line in axes.lines] == [100]
        assert (
            sum(text.get_text().startswith("to hold: ") for text in axes.texts)
            == rows["hold"].sum()
        )
        plt.close()
