"""What charts say, in both languages, and how they print numbers."""

from __future__ import annotations

from typing import Any

from reportlib.numbers.printing import format_number, format_value
from reportlib.tables.naming import check_lang
from reportlib.tables.vocabulary import vocabulary_rows


def format_short(value: float, digits: int = 1, *, sign: bool = False) -> str:
    """A number as charts print it: one decimal, a minus that is one.

    Examples
    --------
    >>> format_short(-2.34), format_short(1234.5, 0), format_short(0.7, sign=True)
    ('−2.3', '1,234', '+0.7')
    """
    return format_number(value, digits, sign=sign)


def chart_texts(chart: str, lang: str) -> dict[str, Any]:
    """What a chart says in a language, from ``vocabulary/chart_texts.csv``; a dotted key gives a
    mapping.

    Raises
    ------
    ReportError
        If `lang` is unknown.

    Examples
    --------
    >>> texts = chart_texts("commitment", "en")
    >>> texts["shown"], texts["quantities"]["numbers"]
    ('Numbers and words of commitment by part', 'numbers')
    """
    check_lang(lang)
    found: dict[str, Any] = {}
    for row in vocabulary_rows("chart_texts"):
        if row["chart"] == chart:
            group, _, key = row["key"].partition(".")
            (found.setdefault(group, {}) if key else found)[key or group] = row[lang]
    return found


def format_level(value: float, unit: str, lang: str) -> str:
    """A level beside a row of a chart: two decimals at most, never broken at a line's end.

    Examples
    --------
    >>> format_level(1.09284e10, "公斤", "en"), format_level(36900, "家", "zh")
    ('10.9284\\xa0million\\xa0tonnes', '3.69万家')
    """
    return format_value(value, unit, lang, digits=2).replace(" ", "\u00a0")
