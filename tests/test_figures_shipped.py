"""Every chart, at both widths and in both languages, passes what save_figure asks; what each says
follows from its rows.
"""

import re
from functools import cache

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from conftest import texts
from matplotlib.text import Text

from reportlib import (
    analyse,
    build_margins,
    load_facts,
    load_provinces,
    load_report,
    plot_margins,
)
from reportlib.figures.checks import check_figure
from reportlib.figures.shipped import DRAWINGS, Drawing, Material
from reportlib.figures.style import use_style

CHINESE = re.compile("[\u4e00-\u9fff]")
WORDS = {"top-terms", "word-cloud", "keyness", "strips", "commitment", "four-ways-to-count"}


@cache
def material():
    report = load_report("chongqing-2021")
    return Material(report, *analyse(report), load_facts(), load_provinces())


def margins(of):
    return Drawing("margins", build_margins(of.panel), plot_margins, of.others)


@cache
def drawing(draw):
    return draw(material())


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", ["single", "double"])
@pytest.mark.parametrize("draw", [*DRAWINGS, margins], ids=lambda draw: draw.__name__)
def test_every_chart_can_be_read(draw, width, lang):
    name, rows, plot, source = drawing(draw)
    before, saved = dict(mpl.rcParams), rows.copy()
    with use_style(lang=lang, width=width):
        plot(rows, lang=lang, source=source[lang])
        figure = plt.gcf()
        check_figure(figure, name)
        title, subtitle, credit = texts(figure.texts)
        assert figure.get_figwidth() == {"single": 3.5, "double": 6.9}[width]
        said = [text.get_text() for text in figure.findobj(Text) if text.get_visible()]
        plt.close(figure)
    assert rows.equals(saved) and dict(mpl.rcParams) == before
    assert credit.startswith({"en": "Source: ", "zh": "来源："}[lang])
    assert subtitle and not any(".csv" in text or "{" in text for text in said)
    assert not any(re.search(r"(?<!\d)-\d", text) for text in said), "a hyphen is no minus"
    if lang == "zh":
        assert CHINESE.search(title) and CHINESE.search(subtitle)
        gloss = set(rows["en"].dropna()) if "en" in rows else set()
        assert not any(english and english in text for text in said for english in gloss)
    elif name not in WORDS:
        assert not any(map(CHINESE.search, said))


@pytest.mark.parametrize("draw", [*DRAWINGS, margins], ids=lambda draw: draw.__name__)
def test_every_chart_may_stand_in_axes_of_ones_own(draw):
    name, rows, plot, source = drawing(draw)
    with use_style(width="double"):
        figure, axes = plt.subplots(1, 2, figsize=(14, 9))
        plot(rows, lang="en", source=source["en"], ax=axes[1])
        assert figure.get_size_inches().tolist() == [14, 9]  # the size is not ours to change
        titles = [ax.get_title(loc="left") for ax in figure.axes if ax is not axes[0]]
        assert any(titles) and not axes[0].get_title(loc="left")
        plt.close(figure)


@pytest.mark.parametrize("width", ["single", "double"])
@pytest.mark.parametrize("draw", [*DRAWINGS, margins], ids=lambda draw: draw.__name__)
def test_a_report_may_give_a_single_row(draw, width):
    name, rows, plot, source = drawing(draw)
    needed = {"required-growth": slice(1, 2), "topics": slice(None), "commitment": slice(0, 6, 3)}
    with use_style(width=width):
        plot(rows[needed.get(name, slice(1))].copy(), lang="en", source=source["en"])
        check_figure(plt.gcf(), name)
        plt.close()
