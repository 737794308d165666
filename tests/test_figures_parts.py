"""What charts share: lines that fit, marks that stand on their value, labels that keep apart."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from conftest import lines_of
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.markers import CARETDOWNBASE, CARETUPBASE

from reportlib import ReportError, use_style
from reportlib.figures import parts


@pytest.fixture
def axes():
    with use_style():
        figure, axes = plt.subplots()
        yield axes
        plt.close(figure)


@given(st.text("创新，。（）“” a0年%−\n", max_size=30), st.floats(0.1, 2))
def test_wrapping_loses_nothing_but_blanks(text, width):
    lines = parts.wrap(text, width, 8)
    assert "".join(lines.split()) == "".join(text.split())


def test_lines_are_as_wide_as_is_allowed_and_no_wider(axes):
    text = "growth of the year before, and the average of the years of the plan " * 3
    lines = parts.wrap(text, 2.0, 8).split("\n")
    widths = [parts.text_width(line, 8) for line in lines]
    assert max(widths) <= 2.0 and min(widths[:-1]) > 1.2
    narrow = parts.wrap("结果占目标的百分比，报告（见下）给出时，为上年。", 0.3, 8)
    assert not any(line.startswith(tuple("，。）")) for line in narrow.split("\n"))


def test_a_mark_and_a_unit_stay_with_their_word(axes):
    for text, kept in (
        ("a b ● outcome", "● outcome"),
        ("目标108.0亿公斤", "108.0亿公斤"),
        ("about (57 %) of", "(57 %)"),
        ("灰带为左右（±0.5点）或区间", "（±0.5点）"),
    ):
        assert kept in parts.wrap(text, 0.01, 8).split("\n")


@given(st.lists(st.floats(0, 100), min_size=1, max_size=15), st.floats(0.1, 20))
def test_labels_keep_apart_and_in_order(heights, gap):
    moved = parts.spread(pd.Series(heights), gap)
    steps = np.diff(moved.to_numpy())
    assert (steps >= gap - 1e-6).all() and sorted(moved.index) == list(range(len(heights)))
    assert pd.Series(heights).reindex(moved.index).is_monotonic_increasing
    assert moved.mean() == pytest.approx(np.mean(heights), abs=1e-6)


TARGETS = pd.DataFrame(
    {
        "target": [6.0, 3.0, 5.0, 4.0, 6.0, None],
        "target_bound": ["ge", "le", "approx", "eq", "range", "none"],
        "target_low": [6.0, 3.0, 5.0, 4.0, 6.0, None],
        "target_high": [6.0, 3.0, 5.0, 4.0, 6.5, None],
    }
)


@pytest.mark.parametrize("upright", [True, False])
def test_a_caret_stands_on_its_value_and_about_is_a_band(axes, upright):
    parts.target_marks(axes, range(6), TARGETS, 0.3, upright=upright)
    value = "get_ydata" if upright else "get_xdata"
    bars, carets = lines_of(axes, "target"), lines_of(axes, "caret")
    assert [getattr(line, value)()[0] for line in bars] == [6, 3, 5, 4]  # a range has no bar
    assert [getattr(line, value)()[0] for line in carets] == [6, 3]
    marks = [CARETUPBASE, CARETDOWNBASE] if upright else ["^", "v"]
    assert [line.get_marker() for line in carets] == marks
    ends = [
        (box.get_y(), box.get_y() + box.get_height())
        if upright
        else (box.get_x(), box.get_x() + box.get_width())
        for box in axes.patches
    ]
    assert ends == [(4.5, 5.5), (6, 6.5)]


def test_rows_are_as_high_as_their_names():
    with use_style():
        names = ["short", "a name that is so long that it takes three lines or four, at least"]
        axes, at = parts.row_panel(None, [*names, "short"], heads=["one", "one", "two"])
        labels = [label.get_text() for label in axes.get_yticklabels()]
        assert labels[1].count("\n") >= 2 and [*map(len, labels[::2])] == [5, 5]
        assert [text.get_text() for text in axes.texts] == ["one", "two"]
        assert at[1] - at[0] > 0.25 and (np.diff(at) > 0).all()
        assert axes.get_ylim()[0] > at[-1] and axes.get_ylim()[1] == 0
        plt.close()


def test_a_frame_grows_the_figure_by_its_texts():
    heights = []
    for title in ("short", "a title that is so long that it needs more than one line " * 3):
        with use_style():
            axes = parts.one_panel(None)
            parts.frame(axes, title, "of {n}", "a", "en", {"n": 3})
            heights.append(axes.figure.get_figheight())
            assert axes.figure.texts[1].get_text() == "of 3"
            plt.close()
    lines = round((heights[1] - heights[0]) * 72 / parts.TITLE / parts.LEADING)
    assert lines == 3 or lines == 4
    with use_style():
        figure, axes = plt.subplots(1, 2)
        parts.frame(axes[1], "growth", "in %", "a", "en", {})
        assert axes[1].get_title(loc="left") == "growth\nin %" and not figure.texts
        assert axes[1].get_xlabel() == "Source: a"
        plt.close()


def test_a_chart_of_panels_needs_a_place_in_a_grid(axes):
    alone = axes.figure.add_axes((0, 0, 1, 1))
    with pytest.raises(ReportError, match="no place in a grid"):
        parts.several_panels(alone, 2)


def test_years_have_room_for_their_digits():
    for width, step in (("double", 2), ("single", 5)):
        with use_style(width=width):
            axes = parts.one_panel(None)
            parts.year_ticks(axes, range(2005, 2027))
            assert set(np.diff(axes.get_xticks())) == {step}
            plt.close()
