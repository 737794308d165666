"""What charts say, in both languages."""

from __future__ import annotations

from typing import Any

from reportlib.tables.errors import ReportError
from reportlib.tables.vocabulary import vocabulary_rows


def chart_texts(charts: str, lang: str) -> dict[str, Any]:
    """What a group of charts says in a language, from ``vocabulary/chart_texts.csv``: a dotted key
    gives a mapping, ``|`` a list.

    Raises
    ------
    ReportError
        If `lang` is unknown.

    Examples
    --------
    >>> texts = chart_texts("targets", "en")
    >>> texts["target"], texts["words"]["ge"], texts["stages"][:2]
    ('target', 'at least', ['stated', 'of them tasks or lists'])
    """
    if lang not in ("zh", "en"):
        raise ReportError(f"lang={lang!r} is not one of 'zh', 'en'")
    found: dict[str, Any] = {}
    for row in vocabulary_rows("chart_texts"):
        if row["charts"] == charts:
            group, _, key = row["key"].partition(".")
            text = row[lang].split("|") if "|" in row[lang] else row[lang]
            (found.setdefault(group, {}) if key else found)[key or group] = text
    return found
