"""Quantities in words or of two numbers: 三分之一, 五成, 翻一番, 零增长, 2×30万, 2.35：1.

A pattern for each form, and a function that turns what it found into numerals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from reportlib.numbers.numerals import (
    ARABIC,
    CN,
    NUMBER,
    ONE,
    TOO_LARGE,
    NotANumeral,
    parse_ends,
    parse_numeral,
)
from reportlib.numbers.quantity import Numeral
from reportlib.numbers.units import DASH, HAN, Unit, read_unit
from reportlib.tables.vocabulary import cached, vocabulary_rows, words

PERCENT, PER_MILLE = Unit("%", Decimal(1), "percent"), Unit("‰", Decimal(1), "percent")
DOUBLED = Unit("%", Decimal(1), "doubling")
RATIO = Unit("1", Decimal(1), "ratio")
TIMES = "[×xX*]"
COLON = "[:：∶]"


@cached
def form_rules() -> dict[str, str]:
    """Form → pattern."""
    decimal = r"[0-9]{1,8}(?:\.[0-9]{1,8})?"
    above = rf"(?:{CN}{{1,12}}(?:点{CN}{{1,8}})?|{decimal})"
    return {
        "fraction": rf"(?P<below>{CN}{{1,8}})分之(?P<above>{above})"
        rf"(?:(?:[至到]|{DASH})(?:{CN}{{1,8}}分之)?(?P<above_high>{above}))?"
        "|(?<![0-9/.])(?P<over>[0-9]{1,2})/(?P<under>[0-9]{1,2})(?![0-9/])",
        "worded": words("values_in_words"),
        "never": rf"(?:未|没有|无){HAN}{{0,5}}?一(?P<nobody>[人例起户堤坝])",
        "doubling": rf"翻了?(?P<about>近|约|超过?|接近)?(?P<times>{ONE}|[0-9]{{1,2}})番"
        "(?P<exceeded>多)?",
        "tenths": r"(?P<tenth>[一二两三四五六七八九]{1,2}|[0-9](?:\.[0-9])?)成"
        "(?P<plus>[一二三四五六七八九])?"
        "(?:(?=以上|左右|多|的|以下|以内|[，。；、）]|$)"
        "|(?<=[近约超过达占逾国省]..)(?![都为立效果功员本长就熟交分人型才]))",
        "product": rf"(?P<factors>{NUMBER}(?:{TIMES}{NUMBER}){{1,9}})",
        "ratio": rf"(?P<parts>{ARABIC}(?:{COLON}{ARABIC}){{1,9}})",
    }


@cached
def _values_in_words() -> Mapping[str, Mapping[str, str]]:
    return {row["word"]: row for row in vocabulary_rows("values_in_words")}


def _worded(_: str, found: re.Match[str]) -> Iterator[Numeral]:
    row = _values_in_words()[found[0]]
    unit = Unit(row["unit"], Decimal(1), row["family"])
    yield Numeral.of(found.span(), row["rule"], Decimal(row["value"]), unit)


def _never(_: str, found: re.Match[str]) -> Iterator[Numeral]:
    unit = Unit(found["nobody"], Decimal(1), "classifier")
    span = found.start("nobody") - 1, found.end()
    yield Numeral.of(span, "none at all: 未…一", Decimal(0), unit)


def _doubling(_: str, found: re.Match[str]) -> Iterator[Numeral]:
    """翻两番 is to grow by 300 %."""
    value = Decimal(100) * (2 ** parse_numeral(found["times"]) - 1)
    about = found["about"] or ""
    bound = "gt" if found["exceeded"] or about.startswith("超") else "approx" if about else ""
    numeral = Numeral.of(found.span(), "doubling: 翻N番", value, DOUBLED)
    yield numeral._replace(bound=bound, hedge=about)


def _tenths(_: str, found: re.Match[str]) -> Iterator[Numeral]:
    """七成 is 70 %, 八九成 80 to 90, 两成五 25."""
    low, high = (end * 10 for end in parse_ends(found["tenth"]))
    if found["plus"]:
        low = high = low + parse_numeral(found["plus"])
    yield Numeral.of(found.span(), "tenths: N成", low, PERCENT)._replace(high=high)


def _fraction(_: str, found: re.Match[str]) -> Iterator[Numeral]:
    """三分之一 and 1/3 in %, 千分之三 in ‰."""
    below = found["below"] or found["under"]
    base = parse_numeral(below)
    low, high = parse_ends(found["above"] or found["over"])
    if found["above_high"]:
        high = parse_numeral(found["above_high"])
    if base == 0:
        raise NotANumeral(found[0], "a part of nothing")
    unit = PER_MILLE if below == "千" else PERCENT
    whole = 1000 if below == "千" else 100
    low, high = sorted((low * whole / base, high * whole / base))
    yield Numeral.of(found.span(), "fraction: A分之B", low, unit)._replace(high=high)


def _product(clean: str, found: re.Match[str]) -> Iterator[Numeral]:
    """2×30万千瓦 is 600000 千瓦; without a unit, 1920×1080 and 7×24 are names."""
    written = read_unit(clean, found.end())
    if written.unit is None:
        yield Numeral(*found.span(), "name", "product without a unit")
        return
    value = Decimal(1)
    for factor in re.split(TIMES, found["factors"]):
        value *= parse_numeral(factor)
        if value >= TOO_LARGE:
            raise NotANumeral(found[0], "too large")
    yield Numeral.of((found.start(), written.end), "product: A×B", value, written.unit)


def _ratio(_: str, found: re.Match[str]) -> Iterator[Numeral]:
    """2.35：1 is one number; three shares or more that make 100 are a number each."""
    parts = list(re.finditer(ARABIC, found["parts"]))
    values = [parse_numeral(part[0]) for part in parts]
    if len(values) > 2 and abs(sum(values, Decimal(0)) - 100) <= 1:
        for i, (part, value) in enumerate(zip(parts, values, strict=True), start=1):
            span = found.start() + part.start(), found.start() + part.end()
            yield Numeral.of(span, f"shares: {i} of {len(parts)}", value, PERCENT)
    elif len(values) == 2 and values[1]:
        yield Numeral.of(found.span(), "ratio: A：B", values[0] / values[1], RATIO)
    else:
        raise NotANumeral(found[0], "a ratio without one value")


FORMS: Mapping[str, Callable[[str, re.Match[str]], Iterator[Numeral]]] = {
    "fraction": _fraction,
    "worded": _worded,
    "never": _never,
    "doubling": _doubling,
    "tenths": _tenths,
    "product": _product,
    "ratio": _ratio,
}
