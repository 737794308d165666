"""Documents by their English names."""

import csv

import pandas as pd
from conftest import ROOT

from reportlib import load_provinces
from reportlib.papers.escaping import find_unset
from reportlib.targets.documents import document_language, full_title, name_documents


def test_every_document_of_the_facts_has_one_english_name():
    facts = pd.read_csv(ROOT / "data" / "reference" / "facts.csv")
    with (ROOT / "data" / "reference" / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["source_title"] for row in rows] == sorted(set(facts["source_title"]))
    assert not [row for row in rows if not row["title_en"] or find_unset(row["title_en"])]
    assert {row["language"] for row in rows} == {"zh", "en", "ja", "ko", "it"}
    english = [row for row in rows if row["language"] == "en"]
    assert all(row["source_title"].split("，")[0] in row["title_en"] for row in english)


def test_reports_of_provinces_are_named_by_their_place():
    stated = load_provinces()[["source_title", "region"]].drop_duplicates()
    titles = [full_title(title, region) for title, region in stated.values]
    assert len(set(titles)) == 62
    assert not [title for title in titles if find_unset(name_documents(title))]
    assert name_documents("2026年西藏自治区政府工作报告") == "Tibet government work report, 2026"
    assert {document_language(title) for title in titles} == {"zh"}
