"""A plain number and what belongs to it: sign, range, unit; or what it is when it counts nothing.

sign  number        range     unit
-     13万2千       —15万     元/人
负    四千二百多万  至五千万  吨
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from reportlib.numbers.numerals import NUMBER, NotANumeral, parse_ends, parse_numeral
from reportlib.numbers.units import DASH, ONE_BY_ONE, SIZES, Unit, borrow_unit, read_unit, units
from reportlib.tables.vocabulary import cached, words

SLIP_MENDED = 0.9  # confidence in a number whose l or O was read as a digit
STAGE = "大关|[大新]?台阶|关口"  # 万亿大关, 3000亿大台阶
MAGNITUDES = (("万亿", 10**12), ("亿", 10**8), ("万", 10**4))


class Numeral(NamedTuple):
    """One numeral of a clean sentence; `low` and `high` are in `unit`, magnitudes folded in."""

    start: int
    end: int
    kind: str
    rule: str
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    family: str = ""
    bound: str = ""
    hedge: str = ""
    confidence: float = 1.0
    signed: bool = False  # the sign is written: -2.1%, 负3.9%

    @classmethod
    def of(cls, span: tuple[int, int], rule: str, value: Decimal, unit: Unit) -> Numeral:
        """A measure of one value, which is in the unit already."""
        return cls(*span, "measure", rule, value, value, unit.name, unit.family)

    def scaled(self, factor: Decimal | int, add: Decimal | int = 0) -> Numeral:
        low, high = (end if end is None else end * factor + add for end in (self.low, self.high))
        return self._replace(low=low, high=high)

    def in_unit(self, unit: Unit, **changed: Any) -> Numeral:
        """The numeral counted in a unit, which its value so far is a multiple of."""
        low, high = (end if end is None else end * unit.factor for end in (self.low, self.high))
        return self._replace(low=low, high=high, unit=unit.name, family=unit.family, **changed)


@cached
def range_ahead() -> re.Pattern[str]:
    """What makes a number the lower end of a range."""
    return re.compile(rf"(?P<unit>{words('units')})?(?:{DASH}|(?P<until>[至到]))(?P<high>{NUMBER})")


@cached
def _patterns() -> Mapping[str, re.Pattern[str]]:
    patterns = {
        "arabic": "[0-9]",
        "slip": "[lIO]",
        "exceeded": "[多余几来数]",
        "large": "[万亿]",
        # what stands before a Chinese magnitude that counts: 过千亿, 上千家
        "passed": "(?:过|超|破|近|约|上|达|逾|回|跨)$",
        "worth": f"级(?:产业|企业|园区|集群)|{STAGE}",
        "threshold": f"以上|级|规模|{STAGE}",
        "letters": "[A-Za-z][A-Za-z0-9.]*级?",
        "start": "[从由自]",
        "one of many": "(?:第|每|各|这|那|同|某|另|任|双|统|唯|逐|首|上|下|前|后|最)"
        "(?<!以下)(?<!如下)(?<!之上)$",
        "this year": "[这每同那当历新半全]$",
        "division": "[省市县区乡镇村]$",
        "term": "[^，。；]{0,6}?(?:行动|计划|方案|规划)",
        "lasts": "(?:连续|长达|时隔|延长|提前|第)$|年限[^，。；]{0,4}$",
        "lasting": "过渡|以上|左右|任务|禁",
        "grown": "[^，。；]{0,6}[到至]",
    }
    return {name: re.compile(pattern) for name, pattern in patterns.items()}


def read_quantity(clean: str, found: re.Match[str], before: Numeral | None) -> Numeral | None:
    """The quantity of a number found at a place (groups `minus`, `low`), or the name or date that
    it is instead; None when its Chinese characters count nothing. `before` is the numeral before.

    Raises
    ------
    NotANumeral
        If it looks like a number and cannot be read.
    """
    written = found["low"]
    chinese = _patterns()["arabic"].search(written) is None
    numeral = _with_unit(clean, _ranged(clean, _signed(clean, _number(found), found), written))
    if not numeral.family:
        bare = _bare(clean, numeral, written, chinese)
        named = bare is not None and bare.kind == "name"
        return bare._replace(start=found.start("low")) if bare and named else bare
    if clean.startswith("级", numeral.end) and numeral.family in SIZES:
        return Numeral(numeral.start, numeral.end, "name", "class of size")  # 万吨级泊位
    if chinese and not _counts(clean, numeral, written):
        return None
    if chinese and numeral.unit == "级":
        left = clean[max(0, numeral.start - 1) : numeral.start]
        grade = not _patterns()["division"].search(left) and written[0] not in "百千万亿"
        return Numeral(numeral.start, numeral.end, "name", "grade") if grade else numeral
    return numeral if numeral.unit != "年" else _years(clean, numeral, written, before)


def _number(found: re.Match[str]) -> Numeral:
    """The number alone: its value, or the two of 两三, 十七八, 三四百."""
    written = found["low"]
    low, high = parse_ends(written)
    return Numeral(
        *found.span(),
        "measure",
        "number" if low == high else "range: 两三",
        low,
        high,
        bound="gt" if _patterns()["exceeded"].search(written) else "",
        confidence=SLIP_MENDED if _patterns()["slip"].search(written) else 1.0,
    )


def _signed(clean: str, numeral: Numeral, found: re.Match[str]) -> Numeral:
    """A minus, 负3.9%, 零下5℃; the character 负 belongs to a word before anything but a rate."""
    if not found["minus"]:
        return numeral
    unit = read_unit(clean, numeral.end).unit
    if found["minus"] == "负" and not (unit and unit.family.startswith("percent")):
        return numeral._replace(start=found.start("low"))
    numeral = numeral.scaled(-1)
    return numeral._replace(low=numeral.high, high=numeral.low, signed=True)


def _ranged(clean: str, numeral: Numeral, written: str) -> Numeral:
    """A range where what follows is its upper end; 从A到B and 由A至B stay two numbers."""
    upper = range_ahead().match(clean, numeral.end)
    if upper is None or numeral.low is None:
        return numeral
    if numeral.low != numeral.high:
        raise NotANumeral(written, "a range that begins with a range")  # 十四五到八月
    near = re.split("[，。；]", clean[max(0, numeral.start - 40) : numeral.start])[-1]
    if upper["until"] and _patterns()["start"].search(near):
        return numeral
    unit = read_unit(clean, upper.end()).unit
    if upper["unit"] and (unit is None or units()[upper["unit"]] != unit):
        return numeral
    try:
        high = parse_numeral(upper["high"])
    except NotANumeral:
        return numeral
    shared = next((factor for mark, factor in MAGNITUDES if upper["high"].endswith(mark)), 1)
    large = _patterns()["large"].search(written)
    low = numeral.low if large else numeral.low * shared  # 3—5万: the magnitude serves both ends
    if low >= high:
        return numeral
    return numeral._replace(low=low, high=high, end=upper.end(), rule="range: A—B")


def _with_unit(clean: str, numeral: Numeral) -> Numeral:
    written = read_unit(clean, numeral.end)
    bound = "gt" if written.exceeded else numeral.bound
    if written.unit is None:
        return numeral._replace(end=written.end, bound=bound)
    if written.unit.name in ("省", "市", "县", "天") and _patterns()["large"].search(
        clean, numeral.start, numeral.end
    ):
        return numeral  # 2300万省外劳动力
    if written.half:
        numeral = numeral.scaled(1, Decimal("0.5"))  # 两个半月
    return numeral.in_unit(written.unit, end=written.end, bound=bound)


def _bare(clean: str, numeral: Numeral, written: str, chinese: bool) -> Numeral | None:
    """A number without a unit: people are counted without one, and so is money in 亿; the rest are
    names. A Chinese one counts when it is passed (过千亿, 几亿) or a stage (万亿大关)."""
    patterns = _patterns()
    if chinese and not (
        written[-1] in "万亿"
        and (
            numeral.bound
            or patterns["worth"].match(clean, numeral.end)
            or patterns["passed"].search(clean[max(0, numeral.start - 1) : numeral.start])
        )
    ):
        return None
    if letters := patterns["letters"].match(clean, numeral.end):
        return Numeral(numeral.start, letters.end(), "name", "name with letters")
    borrowed = borrow_unit(clean, numeral.start, numeral.end, written)
    if borrowed is None or (chinese and borrowed.confidence < 1):
        return None if chinese else Numeral(numeral.start, numeral.end, "name", "bare number")
    return numeral.in_unit(
        borrowed.unit,
        rule=f"{numeral.rule}; unit of the counted noun",
        confidence=numeral.confidence * borrowed.confidence,
    )


def _counts(clean: str, numeral: Numeral, written: str) -> bool:
    """Whether a Chinese numeral before a unit is a quantity and no word: 每个, 一家, 万元以下."""
    left = clean[max(0, numeral.start - 4) : numeral.start]
    if numeral.unit == "年":
        return written == "一" or _patterns()["this year"].search(left) is None
    if written[0] in "百千万亿":
        named = numeral.unit in ("名", "人次") and len(written) > 1  # 百万名劳动者
        worth = numeral.family in ("money", "mass") and _patterns()["threshold"].match(
            clean, numeral.end
        )  # 亿元以上项目
        return bool(named or worth or numeral.bound or _patterns()["passed"].search(left))
    if numeral.family == "money":
        return not left.endswith(("每", "各"))
    if written == "一" and numeral.family in {*ONE_BY_ONE, "length", "mass", "energy"}:
        return False
    return numeral.family not in ("classifier", "person") or not (
        _patterns()["one of many"].search(left)
    )


def _years(clean: str, numeral: Numeral, written: str, before: Numeral | None) -> Numeral:
    """Years that only date something are dates; lasting ones (连续5年, 5年过渡期) are a measure,
    and so are those that grew (从13.5年提高到14年)."""
    patterns = _patterns()
    left = clean[max(0, numeral.start - 8) : numeral.start]
    if written in ("百", "千"):
        return numeral._replace(bound="approx")
    grown = (
        before is not None
        and before.unit == "年"
        and numeral.start - before.end < 8
        and patterns["grown"].fullmatch(clean, before.end, numeral.start)
    )
    if "." in written or grown:
        return numeral
    if patterns["term"].match(clean, numeral.end):
        return Numeral(numeral.start, numeral.end, "name", "term of a plan")
    if patterns["lasts"].search(left) or patterns["lasting"].match(clean, numeral.end):
        return numeral
    return Numeral(numeral.start, numeral.end, "date", "span of years")
