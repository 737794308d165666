"""What columns and codes are called, in English and Chinese: a column → its head and how its cells
are shown (``vocabulary/column_heads.csv``), a code → words (``code_words.csv``, ``topics.csv``).
"""

from __future__ import annotations

from collections.abc import Mapping

from reportlib.tables.errors import check_choice
from reportlib.tables.vocabulary import Row, cached, vocabulary_rows

LANGS = ("en", "zh")
ANY = "*"  # codes that mean the same in every column


def check_lang(lang: str) -> None:
    """Refuse a language in which nothing is said."""
    check_choice("lang", lang, LANGS)


@cached
def column_specs() -> Mapping[str, Row]:
    """Column → its row of ``column_heads.csv``: heads, the kind of what stands in it, the columns
    that hold unit, bound and ends of a value, and whose codes it takes if they are not its own.
    """
    return {row["column"]: row for row in vocabulary_rows("column_heads")}


def column_head(column: str, lang: str) -> str:
    """What a column is called; its name with spaces where the vocabulary has none.

    Examples
    --------
    >>> column_head("price_basis", "en"), column_head("status", "zh"), column_head("my_own", "en")
    ('Prices', '结果', 'My own')
    """
    if known := column_specs().get(column):
        return known[lang]
    words = column.replace("_", " ")
    return words if words[1:2] in ("", " ") else words[:1].upper() + words[1:]  # n stays small


@cached
def code_words(codes: str, lang: str) -> Mapping[str, str]:
    """All codes of a set in order, each in words. A set is named as the column that has it; terms
    have topics of their own, ``term_topic``.

    Examples
    --------
    >>> code_words("role", "zh")
    {'outcome': '结果', 'target': '目标', 'context': '背景'}
    """
    if codes == "term_topic":
        return {row["topic"]: row[lang] for row in vocabulary_rows("topics")}
    rows = (row for row in vocabulary_rows("code_words") if row["codes"] == codes)
    return {row["value"]: row[lang] for row in rows}


def code_word(column: str, code: str, lang: str) -> str:
    """What a code of a column is called; the code itself where the vocabulary has no word.

    A code of ``field`` may be a column, which is then said by its head.

    Examples
    --------
    >>> code_word("target_bound", "ge", "en"), code_word("status", "met", "zh")
    ('at least', '完成')
    >>> code_word("field", "role", "en"), code_word("my_own", "yes", "zh")
    ('Role', '是')
    """
    for codes in (*code_sets(column), ANY):
        if word := code_words(codes, lang).get(code):
            return word
    return column_head(code, lang) if column == "field" and code in column_specs() else code


def code_sets(column: str) -> list[str]:
    """The sets whose codes a column takes: its own, unless the vocabulary says another.

    Examples
    --------
    >>> code_sets("goal_bound"), code_sets("status")
    (['bound'], ['status'])
    """
    told = column_specs().get(column, {}).get("codes")
    return told.split() if told else [column]
