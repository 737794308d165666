"""The place that a number speaks of, where its clause names one."""

from __future__ import annotations

import re
from functools import cache

from reportlib.language.contexts import Context
from reportlib.tables.vocabulary import vocabulary_rows, words


@cache
def _places() -> re.Pattern[str]:
    opening, anywhere = (words("places", where=where) for where in ("start", "any"))
    return re.compile(
        rf"(?:^(?:{opening})|(?<![比较于占与向和居超])(?:{anywhere}))"
        "(?!第|首|前|最|一流|级|领先|平均|、)"
    )


def find_place(context: Context) -> str | None:
    """The place that a clause names before its number, which need not be the report's region:
    中心城区绿化覆盖率达到24.7%.
    """
    found = _places().search(context.near)
    known = {row["word"]: row["place"] for row in vocabulary_rows("places")}
    return known[found[0]] if found else None
