"""Clauses and their places."""

import pandas as pd
from conftest import ROOT, sentences_of

from reportlib import compare_texts, find_terms, load_vocabulary, split_clauses


def test_clauses_point_back_to_the_text(report, tables):
    clauses = split_clauses(tables.sentences)
    assert all(report.text[row.start : row.end] == row.text for row in clauses.itertuples())
    assert (clauses["clean"].str.len() > 0).all() and len(clauses) > len(tables.sentences)
    assert clauses["sentence_id"].isin(tables.sentences["sentence_id"]).all()


def test_marks_alone_are_no_clause():
    assert split_clauses(sentences_of("——；扩大就业，，稳 定物价！"))["clean"].tolist() == [
        "扩大就业",
        "稳定物价",
    ]
    table = sentences_of("扩大就业。")
    assert split_clauses(table[:0]).empty
    assert list(split_clauses(table)) == [name for name in table if name != "position"]


def test_a_clause_is_found_where_no_sentence_is_alike():
    early = sentences_of("启动江北机场建设，完成投资一批，改善环境质量，办好学校。")
    late = sentences_of("加快江北机场建设，扩大开放水平，提高收入，稳定就业岗位。", "s")
    assert set(compare_texts(early, late)["status"]) == {"new", "dropped"}
    changes = compare_texts(split_clauses(early), split_clauses(late))
    assert changes["marked"].dropna().tolist() == ["[-启动-]{+加快+}江北机场建设"]


def test_the_lexicon_names_the_topics_that_a_reader_sees(report, tables):
    """200 clauses drawn by a seed, each asked for every topic; a pair without a row is a no."""
    coded = pd.read_csv(ROOT / "tests" / "gold" / "topic-clauses.csv")
    clauses = coded.drop_duplicates("start")
    assert len(clauses) == 200 and set(coded["coded"]) == {"yes", "no"}
    assert set(coded["topic"].dropna()) <= set(load_vocabulary("topics")["topic"])
    places = set(split_clauses(tables.sentences)[["start", "end", "clean"]].itertuples(index=False))
    assert set(clauses[["start", "end", "clause"]].itertuples(index=False, name=None)) <= places
    seen = {(row.start, row.topic) for row in coded[coded["coded"] == "yes"].itertuples()}
    hits = find_terms(tables.sentences)
    found = {
        (row.start, topic)
        for row in clauses.itertuples()
        for topic in hits[(hits["start"] >= row.start) & (hits["end"] <= row.end)]["topic"].dropna()
    }
    assert len(found & seen) / len(found) > 0.8  # precision
    assert len(found & seen) / len(seen) > 0.65  # recall
