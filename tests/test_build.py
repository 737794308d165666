"""The glossary that the build writes."""

import re
import unicodedata

from conftest import ROOT

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
