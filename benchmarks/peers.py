"""What other tools find in the shipped report, against its annotated key: numbers, values, units.

None of them attaches an indicator, a period or a role to a number, so only that is counted which
they do. They are no dependencies; install those to be measured into an environment of their own:

    python -m venv peers
    peers/bin/pip install quantulum3 cn2an jionlp emoji==1.1.0 recognizers-text-suite
    peers/bin/python benchmarks/peers.py

A tool that is not installed is left out. A numeral of the key is found when what a tool finds
overlaps it; value and unit are right when they are those of the key, a unit in any of the spellings
below. The text is as in the file, line breaks and all, which is what a user would give. Only
numerals with a digit count: few tools look for 十二.
"""

from __future__ import annotations

import csv
import importlib.util
import math
import re
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
TEXT = ROOT / "data" / "reports" / "chongqing-2021.txt"
KEY = ROOT / "tests" / "gold" / "chongqing-2021.csv"
MAGNITUDE = {"万": 1e4, "亿": 1e8, "万亿": 1e12, "千": 1e3, "百": 1e2, "": 1.0}
SPELT = {  # what tools call a unit, and what the key does
    "percent": "%",
    "percentage": "%",
    "Percent": "%",
    "人民币": "元",
    "Chinese yuan": "元",
    "China Yuan": "元",
    "CNY": "元",
    "Kilometer": "公里",
    "kilometre": "公里",
    "Square kilometer": "平方公里",
    "United States dollar": "美元",
    "Mu": "亩",
    "Hectare": "公顷",
    "Kilogram": "公斤",
    "Metric ton": "吨",
    "Square meter": "平方米",
    "Meter": "米",
}


class Found(NamedTuple):
    """What a tool says stands from `start` to `end`."""

    start: int
    end: int
    value: float | None
    unit: str | None


def by_regex(text: str) -> Iterator[Found]:
    """Digits, a magnitude and a unit, any of the key's: more than its author would know."""
    units = sorted({row["unit"] for row in _key() if row["unit"] in row["text"]}, key=len)
    any_unit = "|".join(map(re.escape, reversed(units)))
    pattern = rf"([0-9][0-9,.]*)\s*(万亿|[万亿千百]?)[多余]?\s*({any_unit})?"
    for hit in re.finditer(pattern, text):
        digits = hit[1].replace(",", "").rstrip(".")
        if digits.count(".") < 2:
            yield Found(*hit.span(), float(digits) * MAGNITUDE[hit[2]], hit[3])


def by_quantulum3(text: str) -> Iterator[Found]:
    from quantulum3 import parser

    for quantity in parser.parse(text):
        unit = SPELT.get(quantity.unit.name, quantity.unit.name)
        yield Found(*quantity.span, quantity.value, unit)


def by_jionlp(text: str) -> Iterator[Found]:
    """Money alone, which is what its extractor reads."""
    import jionlp

    for money in jionlp.ner.extract_money(text, with_parsing=True):
        said = money["detail"]
        value = said["num"] if isinstance(said["num"], str) else None
        yield Found(
            *money["offset"], float(value) if value else None, SPELT.get(said["case"], said["case"])
        )


def by_recognizers(text: str) -> Iterator[Found]:
    """Numbers, percentages and units of Microsoft's recognizers, the longest of a place."""
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension

    hits = [
        (hit.start, hit.end + 1, hit.resolution)
        for recognize in (
            recognize_number,
            recognize_percentage,
            recognize_currency,
            recognize_dimension,
        )
        for hit in recognize(text, "zh-cn")
    ]
    taken = -1
    for start, end, said in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if start < taken:
            continue
        taken = end
        value = str((said or {}).get("value"))
        number = re.sub("[^0-9.eE+-]", "", value)
        unit = "%" if value.endswith("%") else (said or {}).get("unit")
        try:
            yield Found(start, end, float(number), SPELT.get(unit or "", unit))
        except ValueError:
            yield Found(start, end, None, None)


def by_reportlib(_: str) -> Iterator[Found]:
    from reportlib import analyse, load_report

    numbers = analyse(load_report("chongqing-2021")).numbers
    for row in numbers.astype(object).where(numbers.notna(), None).itertuples():
        yield Found(row.start, row.end, row.value, row.unit)


TOOLS: dict[str, tuple[str, Callable[[str], Iterator[Found]]]] = {
    "a regular expression": ("re", by_regex),
    "recognizers-text-suite": ("recognizers_number", by_recognizers),
    "quantulum3": ("quantulum3", by_quantulum3),
    "jionlp (money)": ("jionlp", by_jionlp),
    "reportlib": ("reportlib", by_reportlib),
}


def _key() -> list[dict[str, str]]:
    with KEY.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if re.search("[0-9]", row["text"])]


def main() -> None:
    """Print a line a tool."""
    warnings.simplefilter("ignore")
    text = TEXT.read_bytes().decode("utf-8-sig")
    key = _key()
    measures = [row for row in key if row["kind"] == "measure" and "~" not in row["value"]]
    print(f"{len(key)} numerals with a digit, {len(measures)} of them measures with one value")
    for name, (module, find) in TOOLS.items():
        if importlib.util.find_spec(module) is None:
            continue
        list(find(text[:200]))  # dictionaries are loaded once
        start = time.perf_counter()
        found = list(find(text))
        seconds = time.perf_counter() - start
        at = {i: hit for hit in found for i in range(hit.start, hit.end)}
        spans = [range(int(row["start"]), int(row["end"])) for row in key]
        seen = sum(any(i in at for i in span) for span in spans)
        right = sum(_is_right(row, at) for row in measures)
        wrong = sum(
            row["kind"] != "measure" and any(i in at and at[i].value is not None for i in span)
            for row, span in zip(key, spans, strict=True)
        )
        told = f"finds {seen}, value and unit right {right}, names and dates as data {wrong}"
        print(f"{name}: {told}, {seconds:.2f} s")


def _is_right(row: dict[str, str], at: dict[int, Found]) -> bool:
    hits = {at[i] for i in range(int(row["start"]), int(row["end"])) if i in at}
    return any(
        hit.value is not None
        and math.isclose(abs(hit.value), abs(float(row["value"])), rel_tol=1e-9)
        and hit.unit == row["unit"]
        for hit in hits
    )


if __name__ == "__main__":
    main()
