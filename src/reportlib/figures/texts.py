"""What charts say, in both languages, and how they print numbers."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reportlib.tables.errors import ReportError
from reportlib.tables.vocabulary import vocabulary_rows

MILLIONS = [(1e9, "billion"), (1e6, "million")]


def show(value: float, digits: int = 1, *, sign: bool = False) -> str:
    """A number as charts print it: one decimal, a minus that is one.

    Examples
    --------
    >>> show(-2.34), show(1234.5, 0), show(0.7, sign=True)
    ('−2.3', '1,234', '+0.7')
    """
    return f"{value:{'+' if sign else ''},.{digits}f}".replace("-", "−")


def chart_texts(chart: str, lang: str) -> dict[str, Any]:
    """What a chart says in a language, from ``vocabulary/chart_texts.csv``; a dotted key gives a
    mapping.

    Raises
    ------
    ReportError
        If `lang` is unknown.

    Examples
    --------
    >>> texts = chart_texts("target-wording", "en")
    >>> texts["words"]["ge"], chart_texts("parts", "zh")["review"]
    ('at least', '回顾')
    """
    if lang not in ("zh", "en"):
        raise ReportError(f"lang={lang!r} is not one of 'zh', 'en'")
    found: dict[str, Any] = {}
    for row in vocabulary_rows("chart_texts"):
        if row["chart"] == chart:
            group, _, key = row["key"].partition(".")
            (found.setdefault(group, {}) if key else found)[key or group] = row[lang]
    return found


def readable(value: float, unit: str, lang: str) -> str:
    """A level as readers of a language print it: 亿 and 万 in Chinese; millions, tonnes and
    hectares in English, without a unit that the name of the row says.

    Examples
    --------
    >>> readable(1.08e10, "公斤", "en"), readable(3e5, "亩", "en"), readable(5108, "家", "en")
    ('10.8\\xa0million\\xa0t', '20,000\\xa0ha', '5,108')
    >>> readable(1.08e10, "公斤", "zh"), readable(30, "%", "zh"), readable(2.21, "1", "en")
    ('108.0亿公斤', '30.0%', '2.21')
    """
    if pd.isna(value):
        return ""
    scales, gap = ([(1e8, "亿"), (1e4, "万")], "") if lang == "zh" else (MILLIONS, "\u00a0")
    if lang == "en":
        named = {row["unit"]: row for row in vocabulary_rows("unit_names")}.get(unit)
        value /= float(named["per_short"] or 1) if named else 1
        unit = named["short_en"] if named else unit
    if unit == "%":
        return f"{show(value)}%"
    unit = "" if unit == "1" else unit
    for size, name in scales:
        if abs(value) >= size:
            return f"{show(value / size)}{gap}{name}{gap if unit else ''}{unit}"
    digits = 0 if float(value).is_integer() or abs(value) >= 100 else 2
    return f"{show(value, digits)}{gap if unit else ''}{unit}"
