"""One numeral, Arabic or Chinese, to its exact value.

Text in, :class:`~decimal.Decimal` out: ``2.5万亿`` is 2500000000000 and never 2499999999999.9.
Units are not read here.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache

DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"亿": 10**8, "万": 10**4}  # in the order in which they split a numeral
SLIPS = str.maketrans("lIOo", "1100")  # letters that scanning puts where a digit stood


@cache
def _part() -> re.Pattern[str]:
    return re.compile(r"(\d+(?:\.\d+)?|[〇零○一二两三四五六七八九])?([十百千])?")


def parse_numeral(text: str) -> Decimal:
    """Value of one numeral.

    Reads Arabic digits (full width, with thousands separators, with a scanned ``l`` or ``O`` for 1
    or 0), Chinese numerals, years written digit by digit (二〇三五), and any mix of them with 十 百
    千 万 亿. The words 多, 余, 几 and 来 inside a numeral (三百多万, 十几) say that it is a lower
    limit; they do not change the number.

    Parameters
    ----------
    text : str
        The numeral alone, without sign and unit.

    Returns
    -------
    Decimal

    Raises
    ------
    ValueError
        If the text is no numeral.

    Examples
    --------
    >>> [int(parse_numeral(t)) for t in ("2.5万亿", "一万五千亿", "1,100.9亿", "三百多万", "二〇三五", "16.4亿", "十几")]
    [2500000000000, 1500000000000, 110090000000, 3000000, 2035, 1640000000, 10]
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = re.sub(r"[\s,多余几来]", "", plain)
    if any(c in "0123456789" for c in plain):
        plain = plain.translate(SLIPS)
    if not plain:
        raise ValueError(f"not a numeral: {text!r}")
    return _value(plain, text)


def _value(plain: str, text: str) -> Decimal:
    for mark, factor in LARGE.items():
        head, found, tail = plain.rpartition(mark)
        if found:
            return (_value(head, text) if head else Decimal(1)) * factor + (
                _value(tail, text) if tail else 0
            )
    if re.fullmatch(r"[〇零○Oo一二三四五六七八九]{2,}", plain):
        return Decimal("".join(str(DIGITS.get(c, 0)) for c in plain))
    total, at = Decimal(0), 0
    while at < len(plain):
        part = _part().match(plain, at)
        if part is None or part.end() == at:
            raise ValueError(f"not a numeral: {text!r}")
        digits, small = part.groups()
        if small is None and part.end() < len(plain) and digits not in ("零", "〇", "○"):
            raise ValueError(f"not a numeral: {text!r}")
        count = (
            Decimal(1)
            if digits is None
            else Decimal(DIGITS[digits])
            if digits in DIGITS
            else Decimal(digits)
        )
        total += count * SMALL.get(small, 1)
        at = part.end()
    return total
