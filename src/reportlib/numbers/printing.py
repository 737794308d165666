"""Numbers as readers print them: a value in a canonical unit → text in English or Chinese.

Magnitudes, units and bounds are words of the language (2.5 trillion yuan, 2.5万亿元); digits are
those that were printed. English names of units and the words for bounds are vocabulary.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from reportlib.tables.naming import check_lang, code_words
from reportlib.tables.vocabulary import cached, vocabulary_rows

SCALES = {
    "en": ((12, " trillion"), (9, " billion"), (6, " million")),
    "zh": ((12, "万亿"), (8, "亿"), (4, "万")),
}
OF_SIZE = ("ge", "gt", "le", "lt", "approx")  # bounds that speak of a fall's size
PRINTED = 10  # significant digits that a report prints at most; what has more was computed
KEPT = 4  # significant digits of what was computed
COUNTED = 100  # of what is counted (家, 座): so many and more are whole, 11.3 patents are a mean
PLACES = {"en": 4, "zh": 3}  # decimals at most: 10.9284 million, but 1,234,567


def format_value(
    value: float | None,
    unit: str | None,
    lang: str = "en",
    *,
    high: float | None = None,
    bound: str | None = None,
    sign: bool = False,
    digits: int | None = None,
) -> str:
    """A number with its unit, as a reader of `lang` prints it.

    Every digit that was printed stays: a magnitude (million, 亿) is used only where few decimals
    stand before it, four in English and three in Chinese. A number with more than ten significant
    digits was computed, and is rounded to four; so was a hundred and more of what is counted with a
    fraction, which is left out. In English, kilograms of more than a tonne are
    tonnes, and what is counted (家, 座) has no unit of its own: the indicator names it.

    Parameters
    ----------
    value : float or None
        In the unit, magnitudes folded in; missing gives an empty text.
    unit : str or None
        A canonical unit, as in column ``unit``; one without an English name stays as it is.
    lang : {"en", "zh"}
    high : float, optional
        Upper end of a range of which `value` is the lower.
    bound : str, optional
        As in column ``bound``; it is about the size: of −13, ``ge`` is "down at least 13%".
    sign : bool
        A plus before what is positive: for differences.
    digits : int, optional
        Decimals at most in the unit, before its magnitude: for what was computed.

    Raises
    ------
    ReportError
        If `lang` is unknown.

    Examples
    --------
    >>> format_value(2.5e12, "元"), format_value(1.08e10, "公斤"), format_value(30824, "元")
    ('2.5 trillion yuan', '10.8 million tonnes', '30,824 yuan')
    >>> format_value(2.5e12, "元", "zh"), format_value(1.08e10, "公斤", "zh")
    ('2.5万亿元', '108亿公斤')
    >>> format_value(6, "%", high=7), format_value(-13, "%", bound="ge"), format_value(None, "%")
    ('6–7%', 'down at least 13%', '')
    """
    check_lang(lang)
    if value is None or pd.isna(value):
        return ""
    unit = unit if isinstance(unit, str) else ""
    words = code_words("bounded", lang)
    if high is not None and pd.notna(high) and high != value:
        low, upper = (_parts(end, unit, lang, digits, one=False) for end in (value, high))
        return _range(low, upper, lang)
    falls = value < 0 and bound in OF_SIZE
    number, name = _parts(-value if falls else value, unit, lang, digits)
    plus = "+" if sign and value > 0 else ""
    said = words.get(str(bound), "{}").format(plus + number + name)
    return words["fall"].format(said) if falls else said


def format_number(value: float, digits: int | None = None, *, sign: bool = False) -> str:
    """A number without a unit, with commas and a minus that is one: the digits that were printed,
    or just as many decimals as asked for.

    Examples
    --------
    >>> format_number(-2.34), format_number(-2.34, 1), format_number(0.7, 2, sign=True)
    ('−2.34', '−2.3', '+0.70')
    """
    if digits is not None:
        return f"{value:{'+' if sign else ''},.{digits}f}".replace("-", "−")
    exact = _exact(value)
    return f"{exact:{'+' if sign and exact else ''},f}".replace("-", "−")


def sign_bound(shown: str, bound: str | None, lang: str) -> str:
    """A printed number behind the sign of its bound, for tables.

    Examples
    --------
    >>> sign_bound("6", "ge", "en"), sign_bound("6", "approx", "en"), sign_bound("6", "eq", "en")
    ('≥6', 'about 6', '6')
    """
    sign = code_words("bound_sign", lang)[str(bound)] if bound in OF_SIZE else ""
    return f"{sign} {shown}" if sign.isascii() and sign.isalpha() else sign + shown


def round_computed(value: float) -> float:
    """What was computed, with as many digits as it may claim.

    Examples
    --------
    >>> round_computed(8837 * 1.1411), round_computed(100 * 325 / 365)
    (10080.0, 89.04)
    """
    return float(f"{value:.{KEPT}g}")


def large_unit(largest: float, unit: str | None, lang: str) -> tuple[float, str]:
    """What a figure of a size is divided by before it is printed, and the unit that it is then in:
    in English, kilograms of more than a tonne are tonnes.

    Examples
    --------
    >>> large_unit(1.08e10, "公斤", "en"), large_unit(1.08e10, "公斤", "zh")
    ((1000.0, 'tonnes'), (1.0, '公斤'))
    """
    named = _units().get(str(unit)) if lang == "en" else None
    if named and named["large_en"] and largest > int(named["per_large"]):
        return float(named["per_large"]), named["large_en"]
    return 1.0, unit_name(unit, lang)


def unit_name(unit: str | None, lang: str) -> str:
    """A canonical unit as a reader of `lang` knows it; units without an English name stay as they
    are, and a ratio has none.

    Examples
    --------
    >>> unit_name("公斤", "en"), unit_name("公斤", "zh"), unit_name(None, "en")
    ('kg', '公斤', '')
    """
    if not isinstance(unit, str) or unit == "1":
        return ""
    return _units()[unit]["name_en"] if lang == "en" and unit in _units() else unit


def _parts(
    value: float, unit: str, lang: str, digits: int | None, *, one: bool = True
) -> tuple[str, str]:
    """The number, and what follows it: magnitude and unit, in the singular where that may be."""
    known = _units().get(unit)
    if known and known["printed"] == "none" and abs(value) >= COUNTED:
        digits = 0
    exact, named = _exact(value, digits), known if lang == "en" else None
    large = bool(named and named["large_en"] and abs(exact) > int(named["per_large"]))
    if named and large:
        exact /= int(named["per_large"])
    shown, magnitude = _scaled(exact, lang)
    if named is None:
        name, printed = unit if unit != "1" else "", "joined" if lang == "zh" else "apart"
    else:
        single = one and not magnitude and abs(exact) == 1
        name = named["one_en" if single else "large_en" if large else "name_en"]
        printed = named["printed"]
    gap = " " if printed == "apart" and name else ""
    return shown, magnitude + (gap + name) * (printed != "none")


def _scaled(exact: Decimal, lang: str) -> tuple[str, str]:
    """The number under the largest magnitude that leaves few decimals, and that magnitude."""
    comma = "," if lang == "en" else ""
    for power, magnitude in SCALES[lang]:
        shown = _plain(exact.scaleb(-power))
        if abs(shown) >= 1 and -int(shown.as_tuple().exponent) <= PLACES[lang]:
            return f"{shown:{comma}f}".replace("-", "−"), magnitude
    return f"{_plain(exact):{comma}f}".replace("-", "−"), ""


def _exact(value: float, digits: int | None = None) -> Decimal:
    """The number as it was printed, without what binary floats add; rounded if computed."""
    exact = _plain(Decimal(f"{value:.12g}"))
    if digits is not None:
        exact = _plain(round(exact, digits))
    return (
        exact if len(exact.as_tuple().digits) <= PRINTED else _plain(Decimal(f"{value:.{KEPT}g}"))
    )


def _plain(exact: Decimal) -> Decimal:
    """Without zeros at its end, and zero without a sign."""
    return exact.normalize() if exact else Decimal(0)


def _range(low: tuple[str, str], high: tuple[str, str], lang: str) -> str:
    """Both ends, with what follows them said once where it is the same."""
    dash = "–" if "−" not in low[0] + high[0] else {"en": " to ", "zh": "至"}[lang]
    return low[0] + ("" if low[1] == high[1] else low[1]) + dash + high[0] + high[1]


@cached
def _units() -> Mapping[str, Mapping[str, str]]:
    return {row["unit"]: row for row in vocabulary_rows("unit_names")}
