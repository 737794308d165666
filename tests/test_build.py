"""What the build writes beside figures and tables: the glossary, held with the syllabus to the
code; and what makes it run again.
"""

import re
import shutil
import unicodedata

import pytest
from conftest import ROOT

from reportlib import build, load_glosses, show, show_table
from reportlib.build import SECTIONS, write_glossary
from reportlib.tables.vocabulary import vocabulary_rows


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


def test_the_handout_of_the_syllabus_is_our_english_without_marks_and_its_lines_run(report, tables):
    page = (ROOT / "notebooks" / "syllabus.md").read_text(encoding="utf-8")
    handout = page.partition("\n## Handout for session 1\n")[2].partition("\n## ")[0]
    quoted = "\n".join(re.findall(r"^> ?(.*)$", handout, re.M)).split("\n\n")
    said = [" ".join(text.split()) for text in quoted]
    starts = tables.sentences.set_index("sentence_id")["start"]
    english = load_glosses().set_index("start")["en"]
    ids = [f"chongqing-2021:{name}" for name in ("s0052", "s0183", "s0162")]
    wanted = [english[starts[one]] for one in ids]
    assert said == [f"{letter}. {text}" for letter, text in zip("ABC", wanted, strict=True)]
    measures = tables.numbers[tables.numbers.kind == "measure"]
    first, second, third = (measures[measures.sentence_id == one] for one in ids)
    assert first.role.tolist() == ["outcome"] * 9 and second.role.tolist() == ["target"] * 9
    assert second.bound.value_counts().to_dict() == {"ge": 1, "le": 1, "approx": 2, "eq": 5}
    assert third.role.tolist() == ["context", "target"]
    shown: list[object] = []
    names = {"measures": measures, "report": report, "show": show, "show_table": show_table}
    names["display"] = lambda *parts: shown.extend(parts)
    exec(handout.partition("```python\n")[2].partition("```")[0], names)
    three = names["three"]
    assert sorted(three.role) == ["context", "outcome", "target"]
    assert len(shown) == 1 + three.sentence_id.nunique()


@pytest.mark.parametrize(
    "name",
    [
        "src/reportlib/pages/templates/sentence.html",
        "src/reportlib/vocabulary/grammar.csv",
        "examples/own-report/report.txt",
        "data/reference/facts.csv",
        "notebooks/00-start-here.ipynb",
    ],
)
def test_what_the_build_reads_makes_it_run_again(tmp_path, name):
    for folder in ("src/reportlib/pages", "src/reportlib/vocabulary", "examples/own-report"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for folder in ("data/reports", "data/reference", "tests/gold", "notebooks"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for file in ("data/reports.csv", "requirements.lock", "README.md"):
        shutil.copy(ROOT / file, tmp_path / file)
    before = build._stamp(tmp_path)
    assert build._stamp(tmp_path) == before
    with (tmp_path / name).open("a", encoding="utf-8") as file:
        file.write(" ")
    assert build._stamp(tmp_path) != before
