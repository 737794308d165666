"""Concepts by place and year: shares of a report, and silence as a row."""

import pytest

from reportlib import Report, analyse, attention_shares, build_word_panel
from reportlib.tables.columns import table_columns

TEXT = "扩大就业，发展数字经济。稳定物价。治理河流。"


def pair(text=TEXT, year=2021, region="重庆市"):
    report = Report(f"r{year}", text, region, year)
    return report, analyse(report)


def test_shares_are_of_the_whole_report_and_silence_is_a_row():
    panel = build_word_panel([pair()], {"就业": "jobs", "河流": "nature", "青年": "youth"})
    rows = panel.set_index("topic")
    assert rows["n"].to_dict() == {"jobs": 1, "nature": 1, "youth": 0}
    assert rows.loc["jobs", "share_of_characters"] == pytest.approx(2 / len(TEXT))
    assert rows.loc["jobs", "share_of_sentences"] == pytest.approx(1 / 3)
    assert 0 < rows.loc["jobs", "share_of_terms"] < 0.5
    assert rows.loc["youth", ["share_of_terms", "share_of_sentences"]].tolist() == [0, 0]


def test_a_word_inside_a_longer_term_counts_by_substring_alone():
    for method, n in (("lexicon", 0), ("substring", 1)):
        panel = build_word_panel([pair()], {"经济": "economy"}, method=method)
        assert panel["n"].tolist() == [n]


def test_without_a_list_the_topics_are_those_of_the_lexicon(report, tables):
    panel = build_word_panel([(report, tables)]).set_index("topic")
    shares = attention_shares(tables.sentences, "report").set_index("topic")
    for topic in shares.index:
        assert panel.loc[topic, "share_of_terms"] == pytest.approx(
            shares.loc[topic, "share_of_terms"]
        )
    assert panel["share_of_terms"].sum() == pytest.approx(1)


def test_a_file_of_words_is_read_and_rows_are_sorted(tmp_path):
    (tmp_path / "own.csv").write_text("term,topic\n就业,jobs\n", encoding="utf-8")
    pairs = [pair(year=2022), pair(year=2021), pair(region="北京市")]
    panel = build_word_panel(pairs, tmp_path / "own.csv")
    assert panel["year"].tolist() == [2021, 2021, 2022]
    assert panel["place"].tolist() == ["北京市", "重庆市", "重庆市"]
    assert list(panel) == list(table_columns("word panel"))
