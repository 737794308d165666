"""Chapters, tables and functions are all on the site, with a text for every picture."""

import json

import pages
from conftest import ROOT

import reportlib
from reportlib.tables.columns import table_columns


def test_every_picture_of_a_chapter_says_what_it_shows():
    told = []
    for _, content in pages.make_chapters(ROOT):
        for cell in json.loads(content)["cells"]:
            if any("image/png" in output.get("data", ()) for output in cell.get("outputs", ())):
                told.append(cell["metadata"]["mystnb"]["image"]["alt"])
    assert len(told) > 15 and len(set(told)) == len(told)
    assert all("Chart: " in alt and 40 < len(alt) < 500 for alt in told), told


def test_every_chapter_answers_a_question():
    questions = [chapter["question"] for chapter in pages.list_chapters(ROOT)]
    assert all(question.endswith("?") for question in questions)
    assert len(set(questions)) == len(list((ROOT / "notebooks").glob("*.ipynb")))


def test_every_public_name_is_in_one_room_with_a_summary():
    names = [name for room in pages.list_rooms(ROOT) for name in room["names"]]
    assert sorted(name["name"] for name in names) == reportlib.__all__
    assert all(name["summary"].rstrip().endswith((".", "?")) for name in names), names


def test_the_codebook_has_every_table_and_column():
    tables = {table["name"]: table for table in pages.list_tables()}
    assert {"numbers", "comparison", "facts", "panel"} <= set(tables)
    for name, table in tables.items():
        assert [row["column"] for row in table["columns"]] == list(table_columns(name))
        assert table["row"] and all(row["note"] for row in table["columns"]), name


def test_the_architecture_is_the_section_of_the_readme():
    text = dict(pages.make_texts(ROOT))["architecture.md"]
    assert text.startswith("# Architecture\n") and "\n## Where to add what\n" in text
    assert "Licence" not in text


def test_the_example_of_the_front_page_shows_the_targets():
    shown = pages.run_example()
    assert len([line for line in shown["example"].splitlines() if line]) == 5
    assert "at least 6%" in shown["shown"] and "地区生产总值" in shown["shown"]
