"""Which unit has a numeral? The one written after it, or else that of the noun it counts.

A clean sentence and a place in, a unit out. Units are rows of ``vocabulary/units.csv``; the nouns
that are counted without one stand in ``persons.csv`` and ``measured_nouns.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from reportlib.numbers.numerals import NUMBER, NotANumeral
from reportlib.tables.vocabulary import cached, vocabulary_rows, words

DASH = r"[-—–―~～]+"
HAN = r"[\u4e00-\u9fff]"
# 5年多, 3公里余: units of measure may be exceeded; what is counted one by one may not (5条多式联运)
EXCEEDED = frozenset({"time", "money", "mass", "length", "area", "volume", "multiple", "energy"})
# what is measured, so that 级 makes a class of it: 万吨级泊位, 千亿级产业集群
SIZES = frozenset({"money", "mass", "length", "area", "volume", "energy", "power", "data"})
ONE_BY_ONE = frozenset({"classifier", "person", "flow_count"})
NEAR = 20  # characters left of a numeral in which the noun stands that it measures
LONGEST = 12  # characters of a unit
MEMBERS = 8  # numerals of a list that may wait for the unit of the last


class Unit(NamedTuple):
    name: str
    factor: Decimal
    family: str


class Written(NamedTuple):
    """What stands right of a numeral: its unit, if any, and whether the number is exceeded."""

    unit: Unit | None
    end: int
    exceeded: bool = False  # 20多家, 5年多
    half: bool = False  # 两个半月


PERSON, HOUSEHOLD = Unit("人", Decimal(1), "person"), Unit("户", Decimal(1), "person")
MONEY, THING = Unit("元", Decimal(1), "money"), Unit("个", Decimal(1), "classifier")
INDEX = Unit("1", Decimal(1), "index")


@cached
def units() -> Mapping[str, Unit]:
    return {
        row["word"]: Unit(row["unit"], Decimal(row["factor"]), row["family"])
        for row in vocabulary_rows("units")
    }


def doubt_unit(cell: str) -> str:
    """Why a cell of a user is no unit; empty when it may be one. Units are open, since what is
    counted is one, but each has one way to be written.

    Examples
    --------
    >>> doubt_unit("亿元"), doubt_unit("元")
    ("'亿元' holds a magnitude; write '元' and all digits", '')
    """
    known = units()
    if cell in {INDEX.name, *(unit.name for unit in known.values())}:
        return ""
    if cell in known:
        return f"{cell!r} is written {known[cell].name!r}, with the value in that unit"
    tail = cell.lstrip("十百千万亿兆")
    if tail != cell and tail in known:
        return f"{cell!r} holds a magnitude; write {known[tail].name!r} and all digits"
    if len(cell) > LONGEST or re.search(r"[\s\d]", cell):
        return f"{cell!r} is no unit; load_vocabulary('units') lists them"
    return ""


@cached
def _measured_nouns() -> Mapping[str, Unit]:
    return {
        row["word"]: Unit(row["unit"], Decimal(1), row["family"])
        for row in vocabulary_rows("measured_nouns")
    }


@cached
def _patterns() -> Mapping[str, re.Pattern[str]]:
    unit = words("units")
    parted = "|".join(re.escape(word[1:]) for word in units() if re.match("个.", word))
    return {
        "written": re.compile(
            rf"(?P<more>[多余几]|来(?={unit}))?"
            rf"(?:个(?P<inside>[多半])(?P<part>{parted})|(?P<unit>{unit}))?"
            rf"(?P<half>半(?![径导岛决数年成]))?(?P<most>[多余](?![种样式元层边功]))?"
        ),
        "per": re.compile(f"/(?P<unit>{unit})"),
        "list": re.compile(
            rf"(?:(?:{DASH}|[、和及与])(?P<last>{NUMBER})){{1,{MEMBERS}}}?(?P<unit>{unit})"
        ),
        "person": re.compile(rf"(?:{HAN}|[“”]){{0,14}}?(?:{words('persons')})"),
        "measured": re.compile(words("measured_nouns")),
        "index": re.compile("指数|系数|强度|之比|比例|比值|比率|密度|容积率"),
    }


def read_unit(clean: str, at: int) -> Written:
    """The unit that is written at a place of a clean sentence, with 多, 余 or 半 before, in or
    after it.

    Examples
    --------
    >>> read_unit("5个多月", 1).unit.name, read_unit("5个多月", 1).exceeded
    ('个月', True)
    >>> read_unit("5条多式联运线路", 1).end
    2
    """
    found = _patterns()["written"].match(clean, at)
    assert found is not None  # every part may be absent
    if found["part"]:
        unit = units()["个" + found["part"]]
        return Written(unit, found.end("part"), found["inside"] == "多", found["inside"] == "半")
    if not found["unit"]:
        return Written(None, found.end("more") if found["more"] else at, bool(found["more"]))
    unit, end = units()[found["unit"]], found.end("unit")
    half = bool(found["half"]) and unit.family == "time"
    end = found.end("half") if half else end
    most = bool(found["most"]) and unit.family in EXCEEDED and (half or not found["half"])
    if per := _patterns()["per"].match(clean, end):
        below = units()[per["unit"]]  # 3分/千瓦时
        return Written(Unit(f"{unit.name}/{below.name}", unit.factor, unit.family), per.end())
    return Written(unit, found.end("most") if most else end, bool(found["more"]) or most, half)


class Borrowed(NamedTuple):
    """The unit of a numeral that has none of its own, and how sure that is."""

    unit: Unit
    confidence: float = 1.0


def borrow_unit(clean: str, start: int, end: int, number: str) -> Borrowed | None:
    """The unit of a bare numeral: that of the noun it measures or counts, or of the list it stands
    in; None says that nothing is measured.

    Raises
    ------
    NotANumeral
        If the last of its list has a magnitude that may serve the whole list.

    Examples
    --------
    >>> borrow_unit("4.2和0.7个百分点", 0, 3, "4.2").unit.name
    '个百分点'
    >>> borrow_unit("产值突破3000亿大关", 4, 9, "3000亿").unit.name
    '元'
    """
    patterns, large = _patterns(), re.search("[万亿]", number)
    left = clean[max(0, start - NEAR) : start]
    if listed := patterns["list"].match(clean, end):
        if not large and re.search("[万亿]", listed["last"]):
            raise NotANumeral(number, "its list may share a magnitude")  # 3、5万元
        return Borrowed(units()[listed["unit"]])  # 分别高4.2和0.7个百分点
    nouns = patterns["measured"].findall(left)
    noun = _measured_nouns()[nouns[-1]] if nouns else None
    if noun and noun.family == "person":
        return Borrowed(noun)
    if large and (people := patterns["person"].match(clean, end)):
        return Borrowed(HOUSEHOLD if people[0].endswith(("户", "家庭")) else PERSON)
    if large and (noun or "亿" in number):
        return Borrowed(noun or MONEY)
    if patterns["index"].search(left) or ("." in number and not large):
        return Borrowed(INDEX)
    return Borrowed(THING, 0.5) if large else None
