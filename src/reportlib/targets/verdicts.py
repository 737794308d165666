"""One target and one outcome → a verdict: both as intervals on the scale of the value itself.

Numbers in, a status with its reason, gap and margin out. What answers a target is found in
:mod:`reportlib.targets.comparison`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from reportlib.labels.catalogue import describe_indicator
from reportlib.numbers.printing import format_number, round_computed
from reportlib.tables.errors import ReportError

WORDED = {
    "ge": "at least",
    "gt": "more than",
    "le": "at most",
    "lt": "less than",
    "range": "between",
    "approx": "about",
}
DIRECTIONS = ("floor", "ceiling", "point", "band")
TOLERANCE = 0.5  # points by which a rate may fall short of "about" its target
CLOSE = 1e-9  # two sums of decimals that differ by less are equal


class _Interval(NamedTuple):
    """What a figure says of the value; an open end is not part of it."""

    low: float
    high: float
    open_low: bool = False
    open_high: bool = False

    def lies_in(self, other: _Interval) -> bool:
        below = self.low < other.low - CLOSE or (
            other.open_low and not self.open_low and self.low < other.low + CLOSE
        )
        above = self.high > other.high + CLOSE or (
            other.open_high and not self.open_high and self.high > other.high - CLOSE
        )
        return not below and not above

    def misses(self, other: _Interval) -> bool:
        below = self.high < other.low - CLOSE or (
            (self.open_high or other.open_low) and self.high < other.low + CLOSE
        )
        above = self.low > other.high + CLOSE or (
            (self.open_low or other.open_high) and self.low > other.high - CLOSE
        )
        return below or above


def _stated_interval(figure: Mapping[str, Any], step: float) -> _Interval:
    """What a figure says of the value: exact to half of its last printed digit, or all that its
    bound leaves open.

    The half itself would have been printed one digit on, so 4 % is short of 4.5. A bound speaks of
    the size as worded, so a fall by 13 or more is everything from −13 down.

    Examples
    --------
    >>> _stated_interval({"value": -13.0, "bound": "ge"}, 0.1)
    _Interval(low=-inf, high=-13.0, open_low=False, open_high=False)
    >>> _stated_interval({"value": 6.0, "bound": "eq"}, 1.0)[:2]
    (5.5, 6.5)
    """
    value, bound = figure["value"], figure["bound"]
    if value is None:
        return _Interval(figure["value_low"], figure["value_high"])
    if bound in ("ge", "gt", "le", "lt"):
        strict = bound in ("gt", "lt")
        if (bound in ("ge", "gt")) == (value >= 0):
            return _Interval(value, math.inf, open_low=strict)
        return _Interval(-math.inf, value, open_high=strict)
    if bound == "approx":
        return _Interval(value - step, value + step)
    half = step / 2
    return _Interval(value - half, value + half, open_low=value < 0, open_high=value >= 0)


def by_unit(tolerance: float | Mapping[str, float]) -> Mapping[str, float]:
    """A stated tolerance as unit → tolerance: a number is points, so it speaks of per cent alone.

    Raises
    ------
    ReportError
        If a tolerance is no number from 0 up.

    Examples
    --------
    >>> by_unit(0.5), by_unit({"人": 1e5})
    ({'%': 0.5}, {'人': 100000.0})
    """
    stated = tolerance if isinstance(tolerance, Mapping) else {"%": tolerance}
    for each in stated.values():
        if not (isinstance(each, (int, float)) and 0 <= each < math.inf):
            raise ReportError(
                f"tolerance={tolerance!r} is no number from 0 up; give points for rates in per "
                "cent, or unit → tolerance"
            )
    return stated


def direction(target: Mapping[str, Any], judged: Mapping[str, str]) -> tuple[str, str]:
    """How a target is judged, as floor, ceiling or point of the value, and why: as asked, as
    worded, or by the catalogue.

    A range is a floor at its lower end unless the catalogue says otherwise. A bound speaks of the
    size as worded: a fall by at least 13 is a ceiling at −13.

    Examples
    --------
    >>> direction({"indicator_id": "gdp", "value_low": 6.0, "bound": "ge"}, {})
    ('floor', 'worded as at least')
    >>> direction({"indicator_id": "pm25", "value_low": -2.0, "bound": "eq"}, {})
    ('ceiling', 'catalogue: less is the aim')
    """
    known, bound = target["indicator_id"], target["bound"]
    fall = target["value_low"] is not None and target["value_low"] < 0
    if known in judged:
        return judged[known], "as asked"
    if bound in ("ge", "gt", "le", "lt"):
        return (
            "floor" if (bound in ("ge", "gt")) != fall else "ceiling"
        ), f"worded as {WORDED[bound]}" + " of a fall" * fall
    entry = describe_indicator(known) if known else None
    if entry and (bound != "range" or entry["judged_as"] in DIRECTIONS):
        return entry["judged_as"], f"catalogue: {entry['judged_reason']}"
    return (
        "ceiling" if fall else "floor"
    ), "no row in the catalogue: more of what is worded is taken as the aim"


def judge_outcome(
    target: Mapping[str, Any],
    how: str,
    outcome: Mapping[str, Any],
    step: float,
    tolerance: Mapping[str, float],
) -> tuple[str, str, float, float | None]:
    """Status, reason, gap and margin of a target whose outcome is known.

    ``met`` when all that the outcome may be is accepted; also when an exact outcome equals the
    target at the digits to which it is printed. A target is a promise and has no rounding: 5.96
    does not reach 6. ``missed`` when nothing that the outcome may be is accepted, else
    ``undecided``. Short of an "about" target the tolerance of its unit decides; where none is
    stated, nothing does. A point accepts its number alone, a band what the tolerance leaves on
    both sides, or the range that was set. `step` is one unit of the outcome's last printed digit.
    """
    gap, margin = measure_gap(target, how, outcome)
    if how not in DIRECTIONS:
        why = "no direction is agreed for this indicator; say with judged_as how to judge it"
        return "undecided", why, gap, margin
    low, high = target["value_low"], target["value_high"]
    lenient = how == "band" and low == high or how != "point" and target["bound"] == "approx"
    stated = tolerance.get(str(target["unit"])) if lenient else None
    slack = stated or 0.0
    strict = target["bound"] in ("gt", "lt") and not slack
    accepted = {
        "floor": _Interval(low - slack, math.inf, open_low=strict),
        "ceiling": _Interval(-math.inf, high + slack, open_high=strict),
    }.get(how, _Interval(low - slack, high + slack))
    said = _stated_interval(outcome, step)
    described = _described(outcome)
    equal = (
        outcome["bound"] == "eq"
        and not strict
        and any(
            abs(outcome["value"] - edge) < max(step / 2 - CLOSE, CLOSE)
            for edge in (accepted.low, accepted.high)
        )
    )
    beyond = f" with a tolerance of {slack:g}" if slack and (margin or 0) < 0 else ""
    if equal or said.lies_in(accepted):
        return "met", f"{described} is within what a {how} accepts{beyond}", gap, margin
    if lenient and stated is None:
        why = f"short of 'about' its number, and no tolerance is stated for {target['unit']}"
        return "undecided", why, gap, margin
    if said.misses(accepted):
        return "missed", f"{described} is outside what a {how} accepts{beyond}", gap, margin
    return "undecided", f"{described} leaves both open", gap, margin


def measure_gap(
    target: Mapping[str, Any], how: str, outcome: Mapping[str, Any]
) -> tuple[float, float | None]:
    """Gap and margin: outcome less target, 0 inside a range; and the gap with positive = better.

    A limit that is kept has a margin of 0: below a ceiling is not better, and by how much it lies
    below says the gap. Where a fall is what was set, a deeper one is better. Off a point or a band
    nothing is better either.

    Examples
    --------
    >>> limit, fall = ({"value_low": end, "value_high": end} for end in (3.0, -13.0))
    >>> measure_gap(limit, "ceiling", {"value": 0.2}), measure_gap(limit, "ceiling", {"value": 4.5})
    ((-2.8, 0.0), (1.5, -1.5))
    >>> measure_gap(fall, "ceiling", {"value": -14.0})
    (-1.0, 1.0)
    """
    low, high = target["value_low"], target["value_high"]
    value = outcome["value"]
    if value is None:
        value = outcome["value_low" if how == "floor" else "value_high"]
    gap = value - low if value < low else value - high if value > high else 0.0
    kept_limit = high >= 0 and gap <= 0
    margin = {
        "floor": gap,
        "ceiling": 0.0 if kept_limit else -gap,
        "point": -abs(gap),
        "band": -abs(gap),
    }
    return gap, margin.get(how)


def _described(outcome: Mapping[str, Any]) -> str:
    ends = (
        [outcome["value"]]
        if outcome["value"] is not None
        else [outcome["value_low"], outcome["value_high"]]
    )
    rounded = [round_computed(end) for end in ends]
    if outcome.get("vintage") == "derived" and outcome["bound"] == "eq" and rounded != ends:
        return f"outcome about {' and '.join(map(format_number, rounded))}"
    return f"outcome {WORDED.get(outcome['bound'], 'exactly')} " + " and ".join(
        f"{end:,.15g}" if abs(end) >= 1e6 else f"{end:,.6g}" for end in ends
    )
