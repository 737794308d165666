"""Style and charts by their artists; every character has a glyph; nothing global is touched; same
input, same bytes.
"""

import matplotlib as mpl
import matplotlib.pyplot as plt
import nbformat
import pandas as pd
import pytest
from conftest import ROOT
from matplotlib.text import Text

from reportlib import (
    ReportError,
    build_growth_rates,
    highlight,
    plot_growth_rates,
    save_figure,
    use_style,
)
from reportlib.build import run_notebook


@pytest.fixture(autouse=True)
def no_window():
    mpl.use("Agg")
    yield
    plt.close("all")


def test_growth_rates_are_those_of_the_report(tables):
    rates = build_growth_rates(tables.numbers, 2021).set_index("indicator")
    assert rates["growth"].to_dict() == {
        "规上工业增加值": 5.8,
        "地区生产总值": 3.9,
        "进出口总值": 12.5,
        "固定资产投资": 3.9,
        "社会消费品零售总额": 1.3,
    }
    assert rates["average_growth"].to_dict() == {
        "规上工业增加值": 6.4,
        "地区生产总值": 7.2,
        "进出口总值": 7.0,
        "固定资产投资": 7.6,
        "社会消费品零售总额": 9.0,
    }
    assert rates["price_basis"].tolist() == ["constant"] * 2 + ["current"] * 3
    assert (rates["average_start"] == 2016).all() and (rates["average_end"] == 2020).all()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", ["single", "double"])
def test_growth_chart(tables, lang, width):
    before, figures = dict(mpl.rcParams), plt.get_fignums()
    with use_style(lang=lang, width=width):
        axes = plot_growth_rates(tables.numbers, year=2021, lang=lang, source="test")
        figure = axes.get_figure()
        figure.canvas.draw()
        growth = [line.get_xdata()[0] for line in axes.lines if line.get_gid() == "growth"]
        average = [line for line in axes.lines if line.get_gid() == "average"]
        assert growth == [5.8, 3.9, 12.5, 3.9, 1.3]
        assert [line.get_xdata()[0] for line in average] == [6.4, 7.2, 7.0, 7.6, 9.0]
        assert {line.get_marker() for line in average} == {"D"} and {
            line.get_markerfacecolor() for line in average
        } == {"white"}
        texts = [text.get_text() for text in axes.texts]
        assert {"12.5", "1.3", "7.2"} <= set(texts)
        assert [text.get_text() for text in axes.texts if text.get_gid() == "group"] == (
            ["可比价（实际）", "现价（名义）"]
            if lang == "zh"
            else ["Constant prices (real)", "Current prices (nominal)"]
        )
        assert "2020" in axes.get_xlabel() and "test" in axes.get_xlabel()
        renderer = figure.canvas.get_renderer()
        inside = [
            child for child in axes.get_children() if isinstance(child, Text)
        ]  # titles and labels
        boxes = [
            text.get_window_extent(renderer)
            for text in [*inside, *axes.get_yticklabels(), axes.xaxis.label]
            if text.get_text()
        ]
        assert all(box.x0 >= 0 and box.x1 <= figure.bbox.width for box in boxes), "a text is cut"
        assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :]), (
            "texts overlap"
        )
        plt.close(figure)
    assert dict(mpl.rcParams) == before and plt.get_fignums() == figures


def test_no_pair_of_rates_is_an_error(tables):
    with pytest.raises(ReportError, match="no indicator with both"):
        build_growth_rates(tables.numbers, 2015)


@pytest.mark.parametrize("arguments", [{"lang": "fr"}, {"width": "wide"}, {"font": "none.ttf"}])
def test_unknown_styles_are_named(arguments):
    with pytest.raises(ReportError, match=next(iter(arguments.values()))), use_style(**arguments):
        pass


def images(notebook):
    return [
        output
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "image/png" in output.get("data", {})
    ]


def test_every_figure_of_a_notebook_is_shown(tmp_path):
    drawing = "import matplotlib.pyplot as plt\nwith use_style():\n    plt.subplots()"
    cells = [
        nbformat.v4.new_code_cell(source)
        for source in ("from reportlib import use_style", drawing, drawing)
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "two.ipynb")
    assert (
        len(images(nbformat.reads(run_notebook(tmp_path / "two.ipynb").decode(), as_version=4)))
        == 2
    )


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "notebooks").rglob("*.ipynb")),
    ids=lambda path: path.relative_to(ROOT / "notebooks").as_posix(),
)
def test_a_committed_notebook_has_an_image_for_each_cell_that_draws(path):
    notebook = nbformat.read(path, as_version=4)
    drawing = [
        cell
        for cell in notebook.cells
        if cell["cell_type"] == "code"
        and "use_style(" in cell["source"]
        and "plot_" in cell["source"]
    ]
    assert len(images(notebook)) == len(drawing)


def test_settings_are_as_before_even_after_an_error():
    before = dict(mpl.rcParams)
    with pytest.raises(ZeroDivisionError), use_style(width="double"):
        assert mpl.rcParams["figure.figsize"] == [6.9, 4.3]
        raise ZeroDivisionError
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize(("lang", "line"), [("zh", "来源：s"), ("en", "Source: s")])
def test_a_caption_names_its_source_in_its_language(tmp_path, lang, line):
    paths = draw(tmp_path, lang=lang)
    assert paths[-1].read_text(encoding="utf-8").splitlines()[-1] == line


def draw(folder, **changes):
    with use_style():
        figure, axes = plt.subplots()
        axes.plot([1, 2])
        axes.set_title(changes.pop("title", "增长率"))
        return save_figure(
            figure,
            **(
                {
                    "name": "a",
                    "data": pd.DataFrame({"x": [1]}),
                    "caption": "c",
                    "source": "s",
                    "folder": folder,
                }
                | changes
            ),
        )


def test_the_same_input_gives_the_same_bytes(tmp_path):
    first, second = draw(tmp_path / "1"), draw(tmp_path / "2")
    assert [path.name for path in first] == ["a.pdf", "a.svg", "a.png", "a.csv", "a.txt"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": "\ue123"}, "no glyph"),
        ({"caption": " "}, "needs a caption"),
        ({"source": ""}, "needs a source"),
        ({"name": "a/b"}, "plain file name"),
        ({"lang": "fr"}, "lang='fr'"),
    ],
)
def test_nothing_is_written_when_something_is_wrong(tmp_path, changes, message):
    with pytest.raises(ReportError, match=message):
        draw(tmp_path / "out", **changes)
    assert not (tmp_path / "out").exists()


def test_highlight_marks_each_number_and_keeps_the_text(report, tables):
    import html
    import re

    page = highlight(tables.sentences, tables.numbers)
    assert page.count("<mark") == len(tables.numbers)
    text = re.sub(r"<sub>[OTC]</sub>|<[^>]+>", "", page)
    assert re.sub(r"\s", "", html.unescape(text)) == re.sub(r"\s", "", report.text)


def test_highlight_escapes_what_a_text_holds():
    from reportlib import Report, analyse

    tables = analyse(Report("x", "<script>增长5%。"))
    assert "<script>" not in highlight(tables.sentences, tables.numbers)


def test_an_unknown_sentence_is_an_error(tables):
    with pytest.raises(ReportError, match="no sentence 's9'"):
        highlight(tables.sentences, tables.numbers, "s9")
