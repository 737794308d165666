"""The name of a place → its GB/T 2260 code and level, from ``vocabulary/regions.csv``, and from
``former_regions.csv`` what was a place before; of a province its short name in either language,
from ``places.csv``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reportlib.tables.vocabulary import Row, cached, vocabulary_rows


class Region(NamedTuple):
    """A place: its code (six digits; 100000 is the nation) and nation, province, prefecture or
    county; the first and last year in whose list it stands with this name and code (None: before
    2003, and to this day); and the code of the place that came after it, where one did.
    """

    code: int
    name: str
    level: str
    valid_from: int | None = None
    valid_to: int | None = None
    successor: int | None = None

    def stood_in(self, year: int) -> bool:
        """Whether the lists have it in a year."""
        begun = self.valid_from is None or self.valid_from <= year
        return begun and (self.valid_to is None or year <= self.valid_to)


@cached
def _by_name() -> Mapping[str, tuple[Region, ...]]:
    """Each name with the places that bear it."""
    places: dict[str, tuple[Region, ...]] = {}
    for row in (*vocabulary_rows("regions"), *vocabulary_rows("former_regions")):
        years = (_number(row, name) for name in ("valid_from", "valid_to", "successor"))
        place = Region(int(row["code"]), row["name"], row["level"], *years)
        places[place.name] = (*places.get(place.name, ()), place)
    return places


def _number(row: Row, name: str) -> int | None:
    return int(row[name]) if row.get(name) else None


def find_region(name: str | None, year: int | None = None) -> Region | None:
    """The place of a name in a year, by default today: the one that the lists have then, else
    today, else at any time. None if no place or more than one is left (a district of 朝阳区 stands
    in two cities).

    Examples
    --------
    >>> find_region("重庆市").code, find_region("朝阳区") is None
    (500000, True)
    >>> find_region("巢湖市", 2009).level, find_region("巢湖市", 2024).level
    ('prefecture', 'county')
    >>> find_region("襄樊市", 2008).successor == find_region("襄阳市").code
    True
    """
    places = _by_name().get(name or "", ())
    then = [place for place in places if year is not None and place.stood_in(year)]
    today = [place for place in places if place.valid_to is None]
    left = then or today or places
    return left[0] if len(left) == 1 else None


def name_region(region: str, lang: str) -> str | None:
    """The short name of a province, by its name or the short one, or None.

    Examples
    --------
    >>> name_region("重庆市", "en"), name_region("广西", "en"), name_region("某市", "en")
    ('Chongqing', 'Guangxi', None)
    >>> name_region("内蒙古自治区", "zh")
    '内蒙古'
    """
    rows = (row for row in vocabulary_rows("places") if row["where"] == "name")
    found = next((row for row in rows if region in (row["place"], row["word"])), None)
    return found["word" if lang == "zh" else "name_en"] if found else None
