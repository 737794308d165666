"""What a figure is refused for before it is saved."""

import matplotlib.pyplot as plt
import pytest

from reportlib import ReportError, use_style
from reportlib.figures.checks import check_figure


@pytest.fixture
def axes():
    with use_style():
        figure, axes = plt.subplots(figsize=(3, 2), layout="constrained")
        yield axes
        plt.close(figure)


def cut(axes):
    axes.figure.text(0.9, 0.5, "growth of the year before")


def overlap(axes):
    axes.text(0.5, 0.5, "growth")
    axes.text(0.52, 0.5, "target")


def crowded_ticks(axes):
    axes.set_yticks([0.5, 0.51], ["investment", "consumption"])


def collapse(axes):
    axes.figure.set_size_inches(3, 0.4)
    axes.set_yticks([])


def no_glyph(axes):
    axes.set_title("growth \ue123")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (cut, "'growth of the year before' leaves the canvas; shorten it"),
        (overlap, "'growth' lies on 'target'; draw fewer labels"),
        (crowded_ticks, "'investment' lies on 'consumption'"),
        (collapse, "axes 'no title' collapse to .* inches; shorten their labels"),
        (no_glyph, "no glyph for .*; draw inside use_style"),
    ],
)
def test_what_cannot_be_read_is_named(axes, spoil, message):
    check_figure(axes.figure, "a")
    spoil(axes)
    with pytest.raises(ReportError, match=f"figure 'a': .*{message}"):
        check_figure(axes.figure, "a")


def test_what_is_not_drawn_is_in_nobodys_way(axes):
    axes.set_yticks([0.2, 5, 5.01], ["growth", "beyond", "the view"])
    axes.set_ylim(0, 1)
    hidden = axes.figure.add_subplot(label="hidden")
    hidden.text(0.5, 0.5, "growth")
    hidden.text(0.5, 0.5, "target")
    hidden.set_visible(False)
    axes.text(0.5, 0.5, "growth")
    axes.text(0.5, 0.5, "target").set_visible(False)
    check_figure(axes.figure, "a")


def test_a_chinese_text_has_two_fonts_and_both_count():
    for lang in ("en", "zh"):
        with use_style(lang=lang):
            figure = plt.figure()
            figure.text(0.1, 0.5, "创新 − ’—▬ é")
            check_figure(figure, "a")
            plt.close(figure)
