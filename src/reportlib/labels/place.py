"""A clause → the place that it names, of which its numbers speak."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reportlib.language.contexts import Context
from reportlib.tables.openings import sought
from reportlib.tables.vocabulary import cached, vocabulary_rows, words


@cached
def _names() -> re.Pattern[str]:
    """Names of places, but for ranks (全国第一) and for what is only compared with (比全国)."""
    opening, anywhere = (words("places", where=where) for where in ("start", "any"))
    beside = f"[比较于占与向和居超](?:{anywhere})"
    own = f"(?P<place>^(?:{opening})|{anywhere})(?!第|首|前|最|一流|级|领先|平均|、)"
    return re.compile(sought(f"{beside}|{own}"))


@cached
def _places() -> Mapping[str, str]:
    return {row["word"]: row["place"] for row in vocabulary_rows("places")}


def find_place(context: Context) -> str | None:
    """The place that a clause names before its number, which need not be the report's region:
    中心城区绿化覆盖率达到24.7%.
    """
    named = (found["place"] for found in _names().finditer(context.near) if found["place"])
    return next((_places()[name] for name in named), None)
