"""One numeral, Arabic or Chinese: how it is written, and its exact value.

Text in, :class:`~decimal.Decimal` out: ``2.5万亿`` is 2500000000000 and never 2499999999999.9.
Units are not read here.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

# -- how a numeral is written; atomic and bounded, so that no text is walked twice

CN = "[〇零○一二三四五六七八九十百千万亿两廿卅]"
CN_DIGIT = "[〇零○一二三四五六七八九]"
ONE = "[一二两三四五六七八九十]"
MORE = "[多余几来]"  # inside a numeral: 三百多万, 1亿3千多万
LETTER_SLIP = "lIO"  # letters that scanning puts where a digit stood
DECIMAL_MARKS = ".·・•"
SEPARATORS = ",，"

_digit = rf"(?:[0-9]++|[{LETTER_SLIP}](?![A-HJ-NP-Za-km-z_]))"
_first = rf"(?:[0-9]|(?<![A-Za-z0-9_.])[{LETTER_SLIP}]{{1,3}}(?=\.?[0-9]))"
_groups = rf"(?:(?<![0-9]{{4}})[{SEPARATORS}][0-9]{{3}}(?![0-9])){{0,9}}"
ARABIC = rf"(?>{_first}{_digit}{{0,9}}{_groups}(?:[{DECIMAL_MARKS}]{_digit}{{1,9}})?)"
# 千 and 百 are magnitudes unless they begin a unit: 3千瓦, 5百分点
_thousand = rf"[十百千](?![克瓦米伏卡焦]|(?<=百)分点)(?:{MORE}(?=[万亿]))?"
_large = rf"(?:万{MORE}?亿|[亿万])"
_magnitude = rf"(?:{_thousand}{_large}?|{_large})"
_lowest = rf"(?:(?<=万)[0-9]{{4}}(?![0-9{DECIMAL_MARKS}年]))?"
_mixed = rf"{ARABIC}{MORE}?(?:{_magnitude}(?:[零又]?{ARABIC}{MORE}?{_magnitude}){{0,4}}{_lowest})?"
# 数百家, but not the last character of 户数
_several = (
    "(?:几|(?<![人户总指系基件次倍分位多少半序参函整岁代级度常小双单奇偶无如计读票车家天篇个项套台点])数)"
    "(?=[十百千万亿])"
)
_chinese = rf"(?:{_several})?{CN}++(?:{CN}++|{MORE}(?={CN})|点(?={CN_DIGIT})){{0,9}}"
_bank = "壹贰叁肆伍陆柒捌玖"  # as written on a cheque; 陆 and 伍 alone are words
_cheque = rf"(?:[{_bank}][拾佰仟][{_bank}拾佰仟零〇万亿点]*|[{_bank}][万亿](?=元))"
NUMBER = rf"(?>{_mixed}|{_chinese}|{_cheque})"

# -- its value

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"亿": 10**8, "万": 10**4}  # in the order in which they split a numeral
LONGEST = 40  # characters; what is longer is a list that ran together or no number at all
TOO_LARGE = Decimal("1e24")
_PLAIN = str.maketrans("〇○两壹贰叁肆伍陆柒捌玖拾佰仟·・•", "零零二一二三四五六七八九十百千...")
_SLIPS = str.maketrans("lIOo", "1100")
_PART = re.compile(r"([0-9]+(?:\.[0-9]+)?|[零一二三四五六七八九])?([十百千])?")


class NotANumeral(ValueError):
    """A text that has no value as a number; `reason` says why in a few words."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"{text[:LONGEST]!r} is no numeral: {reason}")
        self.reason = reason


@lru_cache(maxsize=4096)  # short numerals come again and again
def parse_numeral(text: str) -> Decimal:
    """Value of one numeral.

    Reads Arabic digits (full width, with thousands separators, with ``·`` as decimal mark, with a
    scanned ``l`` or ``O`` for 1 or 0), Chinese numerals (四十七点三, 廿五, 壹仟零陆拾贰), years
    written digit by digit (二〇三五), and any mix of them with 十 百 千 万 亿 (13万2千). The words
    多, 余, 几, 数 and 来 inside a numeral (三百多万) say that it is a lower limit; they do not
    change the number.

    Parameters
    ----------
    text : str
        The numeral alone, without sign and unit, of at most 40 characters.

    Returns
    -------
    Decimal

    Raises
    ------
    ValueError
        If the text is no numeral, too long for one or too large (10²⁴).

    Examples
    --------
    >>> [int(parse_numeral(t)) for t in ("2.5万亿", "一万五千亿", "1,100.9亿", "三百多万", "十几")]
    [2500000000000, 1500000000000, 110090000000, 3000000, 10]
    >>> [int(parse_numeral(t)) for t in ("二〇三五", "廿五", "1亿2千万", "壹仟零陆拾贰万")]
    [2035, 25, 120000000, 10620000]
    """
    if len(text) > LONGEST:
        raise NotANumeral(text, "too long")
    plain = unicodedata.normalize("NFKC", text).translate(_PLAIN)
    plain = re.sub(rf"[\s,，数又]|{MORE}", "", plain).replace("廿", "二十").replace("卅", "三十")
    if re.search("[0-9]", plain):
        plain = plain.translate(_SLIPS)
    if not plain:
        raise NotANumeral(text, "empty")
    value = _value(plain, text)
    if value >= TOO_LARGE:
        raise NotANumeral(text, "too large")
    return value


_SEVERAL = re.compile(
    "(?P<tens>.*[十百千])?(?P<one>[一二两三四五六七八])(?P<two>[二两三四五六七八九])"
    "(?P<magnitude>[十百千万亿]*)"
)


@lru_cache(maxsize=4096)
def parse_ends(text: str) -> tuple[Decimal, Decimal]:
    """Lower and upper end of one numeral: the two of 两三, 三五, 十七八 and 三四百, else twice its
    value.

    Raises
    ------
    ValueError
        If the text is no numeral.

    Examples
    --------
    >>> [tuple(map(int, parse_ends(t))) for t in ("两三", "三五", "十七八", "三四百", "35")]
    [(2, 3), (3, 5), (17, 18), (300, 400), (35, 35)]
    """
    pair = _SEVERAL.fullmatch(text[: LONGEST + 1])
    if pair is None or not 1 <= parse_numeral(pair["two"]) - parse_numeral(pair["one"]) <= 2:
        value = parse_numeral(text)
        return value, value
    tens, magnitude = pair["tens"] or "", pair["magnitude"]
    return parse_numeral(tens + pair["one"] + magnitude), parse_numeral(
        tens + pair["two"] + magnitude
    )


def _value(plain: str, text: str) -> Decimal:
    for mark, factor in LARGE.items():
        head, found, tail = plain.rpartition(mark)
        if found:
            return (_value(head, text) if head else Decimal(1)) * factor + _rest(tail, factor, text)
    if re.fullmatch("[零Oo一二三四五六七八九]{3,}", plain):  # 二〇三五
        return Decimal("".join(str(DIGITS.get(digit, 0)) for digit in plain))
    whole, _, decimals = plain.partition("点")
    if decimals and not re.fullmatch("[零一二三四五六七八九]+", decimals):
        raise NotANumeral(text, "what follows 点 are no decimals")
    fraction = Decimal("0." + "".join(str(DIGITS[digit]) for digit in decimals)) if decimals else 0
    return _below_ten_thousand(whole, text) + fraction


def _rest(tail: str, factor: int, text: str) -> Decimal:
    """What follows 百, 千, 万 or 亿; a lone digit counts the magnitude below: 三万二 is 32000."""
    if not tail:
        return Decimal(0)
    if tail in DIGITS and tail != "零":
        return Decimal(DIGITS[tail] * factor // 10)
    value = _value(tail, text)
    if value >= factor:
        raise NotANumeral(text, "its magnitudes do not fall")
    return value


def _below_ten_thousand(plain: str, text: str) -> Decimal:
    total, at, last = Decimal(0), 0, 10**4
    while at < len(plain):
        part = _PART.match(plain, at)
        if part is None or part.end() == at:
            raise NotANumeral(text, "its characters make no number")
        digits, small = part.groups()
        at = part.end()
        if small is None and at < len(plain) and digits != "零":
            raise NotANumeral(text, "its digits do not follow each other")
        factor = SMALL.get(small, 1)
        if factor >= last and digits != "零":
            raise NotANumeral(text, "its magnitudes do not fall")
        if small is None and digits in DIGITS and plain[at - 2 : at - 1] in ("百", "千"):
            factor = last // 10  # 二百五 is 250
        count = Decimal(1 if digits is None else DIGITS.get(digits, digits))
        total, last = total + count * factor, factor if small else last
    return total


_REPAIRED = re.compile(rf"[０-９．·・•，{LETTER_SLIP}]|[0-9.,]\s+[0-9.,]")


def name_repairs(raw: str) -> str:
    """What was repaired to read the numeral that the raw text writes so; "" when nothing was.

    Examples
    --------
    >>> name_repairs("lO.5%"), name_repairs("１９·５％"), name_repairs("1\\n200亿元")
    ('scanning slip: l → 1, O → 0', 'full width; decimal mark: · → .', 'spaced digits')
    >>> name_repairs("27，203，319")
    'separator: ， → ,'
    """
    if _REPAIRED.search(raw) is None:
        return ""
    plain = unicodedata.normalize("NFKC", raw)
    tight = re.sub(r"\s", "", plain)
    repairs = []
    if re.search("[０-９．]", raw):
        repairs.append("full width")
    if slips := re.findall(f"[{LETTER_SLIP}]", (re.match(ARABIC, tight) or [""])[0]):
        changes = (f"{slip} → {slip.translate(_SLIPS)}" for slip in dict.fromkeys(slips))
        repairs.append("scanning slip: " + ", ".join(changes))
    if mark := re.search("(?<=[0-9])[·・•](?=[0-9])", tight):
        repairs.append(f"decimal mark: {mark[0]} → .")
    if re.search("(?<=[0-9])，(?=[0-9])", raw):
        repairs.append("separator: ， → ,")
    if re.search(r"[0-9][.,]?\s+[.,]?[0-9]", plain):
        repairs.append("spaced digits")
    return "; ".join(repairs)
