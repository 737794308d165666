"""The name of a place → its GB/T 2260 code and level, from ``vocabulary/regions.csv``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reportlib.tables.vocabulary import cached, vocabulary_rows


class Region(NamedTuple):
    """A place: its code (six digits; 100000 is the nation) and nation, province, prefecture or
    county."""

    code: int
    name: str
    level: str


@cached
def _by_name() -> Mapping[str, tuple[Region, ...]]:
    """Each name with the places that bear it."""
    places: dict[str, tuple[Region, ...]] = {}
    for row in vocabulary_rows("regions"):
        place = Region(int(row["code"]), row["name"], row["level"])
        places[place.name] = (*places.get(place.name, ()), place)
    return places


def find_region(name: str | None) -> Region | None:
    """The place of a name; None if no place or more than one bears it (a district of 朝阳区 stands
    in two cities).

    Examples
    --------
    >>> find_region("重庆市")
    Region(code=500000, name='重庆市', level='province')
    >>> find_region("朝阳区") is None
    True
    """
    places = _by_name().get(name or "", ())
    return places[0] if len(places) == 1 else None
