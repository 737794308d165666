"""Notebooks as the build runs them."""

import nbformat
import pytest
from conftest import ROOT

from reportlib.build import run_notebook


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
