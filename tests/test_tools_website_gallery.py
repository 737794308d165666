"""The gallery shows code that draws what is shown: run as it stands, it gives the rows of the file
beside the figure.
"""

import gallery
import matplotlib.pyplot as plt
import pytest
from conftest import ROOT

from reportlib.figures.shipped import DRAWINGS
from reportlib.tables.cells import format_csv

FIGURES = ROOT / "figures"


@pytest.fixture(scope="module")
def entries():
    return {entry.name: entry for entry in gallery.list_entries(FIGURES)}


def test_every_figure_is_there_once(entries):
    names = {path.stem.removesuffix("-zh") for path in FIGURES.glob("*.csv")}
    assert set(entries) == names and len(entries) == len(DRAWINGS)


@pytest.mark.parametrize("draw", DRAWINGS, ids=lambda draw: draw.__name__)
def test_the_code_draws_the_figure(draw, entries, tables, monkeypatch):
    monkeypatch.setattr("reportlib.corpus.analyse", lambda report: tables)  # read once is enough
    name = gallery.Recipe(draw).name
    shown = entries[name].en
    names = {}
    exec(shown.code, names)
    figure = plt.gcf()
    title, subtitle, source = (" ".join(text.get_text().split()) for text in figure.texts[-3:])
    plt.close(figure)
    assert format_csv(names["rows"]) == (FIGURES / f"{name}.csv").read_bytes()
    assert (title, subtitle) == (shown.finding, shown.marks)
    assert source == f"Source: {shown.source}"


@pytest.mark.parametrize("lang", gallery.LANGS)
def test_a_figure_says_its_finding_in_both_languages(lang, entries):
    for entry in entries.values():
        shown = getattr(entry, lang)
        chinese = any("\u4e00" <= sign <= "\u9fff" for sign in shown.finding)
        assert chinese or lang == "en", shown
        assert shown.caption and shown.source and shown.alt.startswith(shown.finding)
        assert shown.source not in shown.caption


def test_names_of_a_chart_are_in_its_language(entries):
    code = entries["record-chongqing"]
    assert 'name="Chongqing"' in code.en.code and 'name="重庆"' in code.zh.code


def test_a_thumbnail_is_small(tmp_path):
    data = gallery.thumbnail(FIGURES / "provinces.png")
    assert data[:4] == b"\x89PNG" and len(data) < 100_000
