"""Notebooks as the build runs them and as they are committed."""

import nbformat
import pytest
from conftest import ROOT

from reportlib.notebooks import find_notebooks, run_notebook, tidy_notebook, trim_language


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
    find_notebooks(ROOT / "notebooks"),
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


@pytest.mark.parametrize(
    "path",
    find_notebooks(ROOT / "notebooks"),
    ids=lambda path: path.relative_to(ROOT / "notebooks").as_posix(),
)
def test_a_committed_notebook_is_tidy(path):
    assert tidy_notebook(path) == path.read_bytes()


def test_tidying_leaves_what_a_reader_wrote_and_saw(tmp_path):
    """As JupyterLab leaves a notebook: run twice, an answer added, an output folded."""
    printed = nbformat.v4.new_output("stream", text="2\n")
    result = nbformat.v4.new_output("execute_result", {"text/plain": "3"}, execution_count=9)
    cells = [
        nbformat.v4.new_markdown_cell("# Mine"),
        nbformat.v4.new_code_cell("print(2)", execution_count=7, outputs=[printed]),
        nbformat.v4.new_code_cell("# not run"),
        nbformat.v4.new_code_cell("1 + 2", execution_count=9, outputs=[result]),
    ]
    cells[1]["metadata"] = {"collapsed": True, "execution": {"iopub.status.busy": "10:00"}}
    language = {"name": "python", "version": "3.12.1"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"language_info": language})
    path = tmp_path / "mine.ipynb"
    nbformat.write(notebook, path)
    tidied = nbformat.reads(tidy_notebook(path).decode(), as_version=4)
    assert [cell["source"] for cell in tidied.cells] == [cell["source"] for cell in cells]
    code = [cell for cell in tidied.cells if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == [1, None, 2]
    assert code[0]["outputs"] == [printed]
    assert code[2]["outputs"] == [{**result, "execution_count": 2}]
    assert [cell["metadata"] for cell in tidied.cells] == [{}] * 4
    assert tidied.metadata["language_info"] == {"name": "python"}


def test_what_jupyterlab_saves_names_no_version_of_python():
    language = {"name": "python", "version": "3.11.7", "file_extension": ".py"}
    model = {"type": "notebook", "content": {"metadata": {"language_info": language}}}
    trim_language(model=model, path="x.ipynb", contents_manager=None)
    assert model["content"]["metadata"] == {"language_info": {"name": "python"}}
    other = {"type": "notebook", "content": {"metadata": {"language_info": {"name": "R"}}}}
    kinds = (other, {"type": "notebook", "content": {"metadata": {}}}, {"type": "file"})
    for one in kinds:
        before = str(one)
        trim_language(model=one)
        assert str(one) == before
