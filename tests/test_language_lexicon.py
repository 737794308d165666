"""Each word of the reading core stands once, with one tag that is defined; its cutter is its own."""

import pytest
import rjieba

from reportlib.language.lexicon import catalogue_names, codes, cutter, lexicon
from reportlib.tables.vocabulary import vocabulary_rows

WORDS = vocabulary_rows("lexicon")


def doubled(values):
    return {value for value in values if values.count(value) > 1}


def test_each_word_stands_once():
    assert doubled([row["word"] for row in WORDS]) == set()


def test_each_tag_has_a_letter_of_its_own_and_a_meaning():
    rows = vocabulary_rows("tags")
    assert doubled([row["tag"] for row in rows]) == doubled([row["code"] for row in rows]) == set()
    assert all(len(row["code"]) == 1 and row["code"].isalpha() and row["meaning"] for row in rows)


def test_each_tag_and_guard_is_defined():
    used = {tag for row in WORDS for tag in (row["tag"], row["otherwise"], *row["guard"].split())}
    assert used - {""} <= set(codes())


def test_a_guard_and_what_holds_otherwise_come_together():
    unpaired = [row["word"] for row in WORDS if bool(row["guard"]) != bool(row["otherwise"])]
    same = [row["word"] for row in WORDS if row["otherwise"] == row["tag"]]
    assert unpaired == same == []


def test_an_entry_is_in_letters():
    entry = lexicon()["为"]
    assert (entry.tag, entry.otherwise) == (codes()["move"], codes()["prep"])
    assert codes()["number"] in entry.guard and codes()["noun"] not in entry.guard


@pytest.mark.parametrize("file", ["directions", "bounds"])
def test_a_word_of_another_list_is_known(file):
    """A verb of change or a bound that the lexicon has not is cut and tagged by chance."""
    rows = (row for row in vocabulary_rows(file) if row.get("position") != "inside")
    assert {row["word"] for row in rows} - set(lexicon()) == set()


WORD = "霜降花市"  # no dictionary's


def test_the_cutter_knows_the_lexicon_and_the_catalogue_alone():
    plain = rjieba.Jieba()
    for word in ("超额完成", "地区生产总值"):
        assert list(cutter().cut(f"{word}{WORD}"))[0] == word
    assert "地区生产总值" not in list(plain.cut("地区生产总值"))


def test_a_word_of_a_cutter_is_nobody_elses():
    mine, before = rjieba.Jieba(), list(rjieba.Jieba().cut(WORD))
    mine.add_word(WORD, 200_000, "n")
    assert list(mine.cut(WORD)) == [WORD] != before
    assert list(rjieba.Jieba().cut(WORD)) == list(rjieba.cut(WORD)) == before
    assert list(cutter().cut(WORD)) == before


def test_the_words_of_a_catalogues_name_stay_words():
    """A name with a verb in it is read as verb and noun: 参加|养老保险, 新建|公园."""
    assert "地区生产总值" in catalogue_names()
    assert not any(name.startswith("新建") or "覆盖" in name for name in catalogue_names())
