"""Notebooks as the build runs them, and the glossary beside them."""

import re
import unicodedata

import nbformat
import pytest
from conftest import ROOT

from reportlib.build import SECTIONS, run_notebook, write_glossary
from reportlib.tables.vocabulary import vocabulary_rows


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


def test_the_committed_glossary_is_that_of_the_vocabulary(tmp_path):
    folder = ROOT / "notebooks"
    (tmp_path / "notebooks").mkdir()
    for path in folder.glob("*.ipynb"):
        (tmp_path / "notebooks" / path.name).touch()
    write_glossary(tmp_path)
    written = (tmp_path / "notebooks" / "glossary.md").read_bytes()
    assert written == (folder / "glossary.md").read_bytes()


def test_the_glossary_has_sixty_whole_terms():
    rows = vocabulary_rows("glossary")
    assert len(rows) == len({row["term_en"] for row in rows}) == 60
    assert {row["section"] for row in rows} == set(SECTIONS)
    page = (ROOT / "notebooks" / "glossary.md").read_text(encoding="utf-8")
    for row in rows:
        spoken = unicodedata.normalize("NFD", row["pinyin"]).lower()
        toneless = "".join(c for c in spoken if not unicodedata.combining(c))
        assert len(re.findall("[aeiou]+", toneless)) == len(row["term_zh"]), row["pinyin"]
        assert 60 < len(row["definition"]) < 300 and row["definition"].endswith("."), row
        assert row["definition"] in page


def test_the_syllabus_names_every_chapter_and_its_sessions_have_ninety_minutes():
    page = (ROOT / "notebooks" / "syllabus.md").read_text(encoding="utf-8")
    chapters = {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert {name for name in chapters if f"]({name})" not in page} == set()
    sessions = page.split("\n## Session ")[1:]
    minutes = [sum(map(int, re.findall(r"^\| (\d+) \|", part, re.M))) for part in sessions]
    assert minutes == [90, 90, 90, 90]
