"""Terms: counted by stated methods, with their guards, and traced back to the text."""

import math

import pandas as pd
import pytest
from conftest import sentences_of

from reportlib import (
    ReportError,
    build_ways,
    compare_texts,
    count_terms,
    find_terms,
    keyness,
    keyword_in_context,
    load_vocabulary,
    tf_idf,
)
from reportlib.words.measures import g2_threshold


def count(table, method, terms=None):
    return dict(count_terms(table, "report", method, terms)[["term", "n"]].values.tolist())


def test_the_shipped_report_counts_as_promised(tables):
    wanted = {
        "经济": 87,
        "乡村振兴": 13,
        "高质量发展": 20,
        "成渝地区双城经济圈": 7,
        "双城经济圈": 18,
        "一带一路": 8,
    }
    assert count(tables.sentences, "substring", list(wanted)) == wanted
    longest = count(tables.sentences, "lexicon")
    assert (longest["成渝地区双城经济圈"], longest["双城经济圈"], longest["乡村振兴"]) == (
        7,
        11,
        13,
    )
    assert build_ways(tables.sentences, "经济").set_index("way")["n"]["default cut"] == 45


@pytest.mark.parametrize("method", ["lexicon", "substring", "tokens"])
def test_every_count_can_be_traced(method, report, tables):
    found = find_terms(tables.sentences, method)
    assert all(report.text[row.start : row.end] == row.text for row in found.itertuples())
    assert found["term"].value_counts().to_dict() == count(tables.sentences, method)


def test_page_breaks_and_blanks_do_not_split_a_term():
    line = (
        "去年，各地各部门认真落实中央决策部署，坚持稳中求进，扎实做好各项工作，"
        "统筹城乡发展，全面推进乡村"
    )
    assert count(sentences_of(f"{line}\n\n振 兴战略，取得新的成效。"), "substring", "乡村振兴") == {
        "乡村振兴": 1
    }


def test_a_term_inside_a_longer_one_is_not_counted_again():
    table = sentences_of("成渝地区双城经济圈建设，双城经济圈，经济。")
    assert count(table, "lexicon") == {"成渝地区双城经济圈": 1, "双城经济圈": 1, "经济": 1}


def test_tokens_drop_stopwords_unless_kept():
    table = sentences_of("我们要推进乡村振兴的工作。")
    assert (
        "推进" not in count(table, "tokens")
        and "的" not in count(table, "tokens")
        and count(table, "tokens")["乡村振兴"] == 1
    )
    group = load_vocabulary("stopwords").set_index("word")["group"]["推进"]
    assert "推进" in set(count_terms(table, "report", "tokens", keep=group)["term"])


def test_stop_words_and_words_of_your_own(tmp_path):
    table = sentences_of("老街更新行动，旧街焕新计划。")
    assert {"更新", "老街"} <= set(count_terms(table, "report", "tokens", terms="就业")["term"])
    stop, own = tmp_path / "stop.txt", tmp_path / "own.txt"
    stop.write_text("老街\n计划\n", encoding="utf-8")
    own.write_text("更新行动\n焕新计划 10 n\n", encoding="utf-8")
    given = {"by": "report", "method": "tokens", "terms": "就业"}
    found = count_terms(table, **given, stopwords=stop, dictionary=own)
    assert found.loc[found["n"] > 0, "term"].tolist() == ["旧街", "更新行动", "焕新计划"]
    assert "老街" not in set(find_terms(table, "tokens", stopwords=["老街"])["term"])
    assert "更新" in set(count_terms(table, **given)["term"])  # the dictionary was for one cut
    for wrong, message in (
        (lambda: count_terms(table, stopwords=["老街"]), "method='lexicon' cuts no words"),
        (lambda: find_terms(table, "substring", dictionary=own), "method='substring' cuts no"),
        (lambda: count_terms(table, **given, dictionary=tmp_path / "no.txt"), "no.txt: not a text"),
    ):
        with pytest.raises(ReportError, match=message):
            wrong()


def test_terms_of_a_file_have_their_topics_and_guards(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("term,topic,not_after\n老街,old,\n高校,school,提\n", encoding="utf-8-sig")
    found = count_terms(sentences_of("老街；提高校长待遇；高校。"), "report", terms=path)
    assert found[["term", "topic", "n"]].values.tolist() == [
        ["老街", "old", 1],
        ["高校", "school", 1],
    ]


def test_a_cut_word_that_its_guards_refuse_is_no_term():
    refused = count(sentences_of("人文化，创新生态。"), "tokens")
    assert "文化" not in refused and "生态" not in refused
    assert count(sentences_of("文化，生态。"), "tokens") == {"文化": 1, "生态": 1}


@pytest.mark.parametrize(
    ("raw", "n"),
    [
        ("研究制定方案。", 1),
        ("科学研究，基础研究，研究院，工程研究中心。", 0),
        ("推进改革。", 1),
        ("推进器。", 0),
    ],
    ids=lambda value: str(value),
)
def test_commitment_is_not_counted_in_names(raw, n):
    words = load_vocabulary("commitment_words")
    assert count_terms(sentences_of(raw), "report", terms=words)["n"].sum() == n


def test_guards_are_kept_and_can_be_given():
    terms = pd.DataFrame(
        {
            "term": ["研究", "高校", "AI"],
            "not_after": ["学", "提", None],
            "not_before": ["院", None, None],
        }
    )
    assert count(
        sentences_of("科学研究，研究院，研究；提高校长待遇，高校；CHAIN，AI。"), "lexicon", terms
    ) == {"研究": 1, "高校": 1, "AI": 1}


def test_at_each_place_the_longest_term_is_taken_from_the_left():
    assert count(
        sentences_of("新经济发展区域。"), "lexicon", ["新经济", "经济发展区域", "新经济发"]
    ) == {"新经济": 0, "经济发展区域": 0, "新经济发": 1}
    assert count(sentences_of("新经济发展区域。"), "lexicon", ["新经济", "经济发展区域"]) == {
        "新经济": 1,
        "经济发展区域": 0,
    }


def test_rates_are_per_ten_thousand_characters_without_blanks():
    row = count_terms(sentences_of("发展 经济 open door。"), "report", "substring", "经济").iloc[0]
    assert (row["characters"], row["per_10k"]) == (
        len("发展经济opendoor。"),
        1e4 / len("发展经济opendoor。"),
    )


NESTED = "一、甲\n（一）发展经济。经济增长。\n（二）扩大就业。\n二、乙\n天气很好。\n"


def test_sections_are_cut_to_a_depth():
    table = sentences_of(NESTED)
    assert count_terms(table, terms="经济", depth=1)[["section", "n"]].values.tolist() == [
        ["1", 2],
        ["2", 0],
    ]
    assert set(count_terms(table, terms="经济")["section"]) == {"1", "1.1", "1.2", "2"}


def test_a_term_asked_for_has_a_row_in_every_section():
    rows = count_terms(sentences_of(NESTED), terms=["经济", "火星"], depth=1)
    assert rows.set_index(["section", "term"])["n"].to_dict() == {
        ("1", "经济"): 2,
        ("1", "火星"): 0,
        ("2", "经济"): 0,
        ("2", "火星"): 0,
    }
    assert (
        rows["characters"].tolist() == [24, 24, 8, 8]
        and (rows.loc[rows["n"] == 0, "per_10k"] == 0).all()
    )


def test_a_section_without_a_term_keeps_its_size():
    rows = count_terms(sentences_of(NESTED), depth=1)
    assert (
        rows.loc[rows["section"] == "2", ["n", "characters"]].values.tolist() == [[0, 8]]
        and rows.loc[rows["section"] == "2", "term"].isna().all()
    )
    assert (keyness(rows, "1", "2")["per_10k_a"] > 0).all() and tf_idf(rows)["idf"].tolist() == [
        pytest.approx(math.log(2))
    ] * len(tf_idf(rows))


@pytest.mark.parametrize("text", ["", "No Chinese at all."])
def test_empty_and_foreign_texts_give_empty_tables(text):
    table = sentences_of(text)
    assert count_terms(table, "report").empty and list(count_terms(table)) == list(
        count_terms(sentences_of("经济。"))
    )


def test_a_term_with_pattern_characters_is_taken_literally():
    assert count(sentences_of("采用C++（新）。"), "substring", ["C++", "（新）", ".*"]) == {
        "C++": 1,
        "（新）": 1,
        ".*": 0,
    }


def test_bad_arguments():
    table = sentences_of("经济。")
    for wrong, message in (
        (lambda: count_terms(table, method="guess"), "method='guess'"),
        (lambda: count_terms(table, by="chapter"), "by='chapter'"),
    ):
        with pytest.raises(ReportError, match=message):
            wrong()
    with pytest.raises(ReportError, match="no section '9'"):
        keyword_in_context(table, "经济", section="9")
    for terms in (" ", 5):
        with pytest.raises(ReportError, match="is not a term"):
            count_terms(table, terms=terms)
    for wrong, message in (
        (lambda: count_terms(table, depth=0), "depth=0"),
        (lambda: keyword_in_context(table, "经济", width=-1), "width=-1"),
        (lambda: compare_texts(table, table, similar=1.5), "similar=1.5"),
        (lambda: compare_texts(table, table, similar=-1), "similar=-1"),
        (lambda: g2_threshold(0), "tests=0"),
    ):
        with pytest.raises(ReportError, match=message):
            wrong()


def test_a_concordance_stays_in_its_section():
    table = sentences_of(NESTED)
    assert (
        len(keyword_in_context(table, "经济", section="1"))
        == 2
        == len(keyword_in_context(table, "经济", section=1))
    )
    assert keyword_in_context(table, "经济", section="2").empty
    assert (
        keyword_in_context(table, "经济", width=0)[["left", "right"]].to_numpy().tolist()
        == [["", ""]] * 2
    )
    numbered = pd.concat([table, table.assign(section_id="10")], ignore_index=True)
    assert len(keyword_in_context(numbered, "经济", section="1")) == 2  # 10 is not below 1


def test_the_lexicon_is_large_translated_and_sorted_by_topic():
    lexicon, topics = load_vocabulary("policy_terms"), load_vocabulary("topics")
    assert len(lexicon) >= 400 and lexicon[["en", "topic"]].notna().all(axis=None)
    assert set(lexicon["topic"]) == set(topics["topic"]) - {"other"} and topics[
        ["en", "zh"]
    ].notna().all(axis=None)


def test_words_are_counted_where_cells_are_parted_by_tabs():
    raw = "一、财政收支\n税收收入\t69.10\t12.5\n乡村振兴支出\t30.2\t4.1\n"
    counts = count(sentences_of(raw), "tokens")
    assert (counts["乡村振兴"], counts["税收"], counts["收入"]) == (1, 1, 1)
