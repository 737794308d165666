"""One target and one outcome → a verdict: both as intervals on the scale of the value itself.

Numbers in, a status with its reason, gap and margin out. What answers a target is found in
:mod:`reportlib.targets.comparison`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from reportlib.labels.catalogue import describe_indicator

WORDED = {
    "ge": "at least",
    "gt": "more than",
    "le": "at most",
    "lt": "less than",
    "range": "between",
    "approx": "about",
}
DIRECTIONS = ("floor", "ceiling", "point")
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

    A bound speaks of the size as worded, so a fall by 13 or more is everything from −13 down.

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
    half = step if bound == "approx" else step / 2
    return _Interval(value - half, value + half)


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
    step: float,
    outcome: Mapping[str, Any],
    outcome_step: float,
    tolerance: float | None,
) -> tuple[str, str, float, float | None]:
    """Status, reason, gap and margin of a target whose outcome is known.

    ``met`` when all that the outcome may be is accepted; also when an exact outcome equals the
    target at the digits to which it is printed. A target is a promise and has no rounding: 5.96
    does not reach 6. ``missed`` when nothing that the outcome may be is accepted, else
    ``undecided``. Short of an "about" target only a tolerance decides.
    """
    low, high = target["value_low"], target["value_high"]
    value = (
        outcome["value"]
        if outcome["value"] is not None
        else outcome["value_low" if how == "floor" else "value_high"]
    )
    gap = value - low if value < low else value - high if value > high else 0.0
    margin = {"floor": gap, "ceiling": -gap, "point": -abs(gap)}.get(how)
    if how not in DIRECTIONS:
        return (
            "undecided",
            "no direction is agreed for this indicator; say with judged_as how to judge it",
            gap,
            margin,
        )
    slack = tolerance or 0.0
    strict = target["bound"] in ("gt", "lt") and not slack
    width = max(slack, step / 2 if low == high else 0.0)
    accepted = {
        "floor": _Interval(low - slack, math.inf, open_low=strict),
        "ceiling": _Interval(-math.inf, high + slack, open_high=strict),
        "point": _Interval(low - width, high + width),
    }[how]
    said = _stated_interval(outcome, outcome_step)
    bound = outcome["bound"]
    ends = (
        [outcome["value"]]
        if outcome["value"] is not None
        else [outcome["value_low"], outcome["value_high"]]
    )
    described = f"outcome {WORDED.get(bound, 'exactly')} " + " and ".join(
        f"{end:,.15g}" if abs(end) >= 1e6 else f"{end:,.6g}" for end in ends
    )
    edge = accepted.low if how == "floor" else accepted.high
    equal = (
        bound == "eq"
        and not strict
        and how != "point"
        and abs(value - edge) < outcome_step / 2 - CLOSE
    )
    if (
        equal
        or said.lies_in(accepted)
        or (bound == "eq" and abs(value - edge) < CLOSE and not strict)
    ):
        return "met", f"{described} is within what a {how} accepts", gap, margin
    if said.misses(accepted):
        if target["bound"] == "approx" and tolerance is None and how != "point":
            return (
                "undecided",
                "short of an 'about' target; only a stated tolerance decides",
                gap,
                margin,
            )
        return "missed", f"{described} is outside what a {how} accepts", gap, margin
    return "undecided", f"{described} leaves both open", gap, margin
