"""Targets against outcomes: both sides as intervals, a verdict with its reason.

Comes in: labelled numbers, and outcomes from :func:`reportlib.load_facts` or from a later report's
numbers. Goes out: table ``comparison``, one row per target. A share of promises kept means nothing
without its denominators; :func:`count_verdicts` gives them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from reportlib.labels.catalogue import is_exact
from reportlib.tables.columns import build_table, check_table
from reportlib.tables.errors import ReportError
from reportlib.tables.vocabulary import vocabulary_rows
from reportlib.targets.answers import find_baseline, find_outcome
from reportlib.targets.force import find_force
from reportlib.targets.headlines import list_headlines
from reportlib.targets.outcomes import (
    RELATIVE,
    indicator_key,
    is_plain,
    measure_family,
    place_of,
    read_figures,
    records,
    with_ends,
)
from reportlib.targets.verdicts import DIRECTIONS, TOLERANCE, by_unit, direction, judge_outcome

STATUSES = ("met", "missed", "undecided", "not_comparable", "no_outcome")


def compare_targets(
    numbers: pd.DataFrame,
    outcomes: pd.DataFrame,
    tolerance: float | Mapping[str, float] = TOLERANCE,
    judged_as: Mapping[str, str] | None = None,
    promises: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Judge every target of a report by the outcomes that other publications state.

    Both sides are intervals: an exact outcome is ± half of its last printed digit, 超过670万 is
    everything above it. A target is judged as floor, ceiling, point or band of the value: by its
    bound, else by the catalogue's default, which `judged_as` may replace. It is ``met`` when all
    that the outcome may be is accepted, or an exact outcome equals the target at the digits to
    which it is printed; ``missed`` when nothing of it is accepted, else ``undecided``. Short of an
    'about' (左右) the tolerance decides: 左右8.5 against 6.0 is missed. A verdict needs the same
    indicator, place, unit, period, base year, timing and, where both sides word one, price basis: a
    figure of part of a year answers no yearly target, a figure of one year no sum of five, a
    year-end figure no annual mean. What is measured against a plan, another place or another
    figure (``compared_with``) is no outcome, and as a target ``relative``. A bound speaks of the
    size as worded: 下降13%以上 is met by −14. Level and share in per cent are one family.

    Parameters
    ----------
    numbers : DataFrame
        Labelled numbers of one report.
    outcomes : DataFrame
        Table ``facts``, or labelled numbers of other reports.
    tolerance : float or mapping
        How far an outcome may lie from a target worded 'about', or from one judged as a band, and
        meet it: points for rates in per cent, or unit → tolerance. No level has one by default: an
        outcome short of an 'about' level stays undecided. Firm targets have none.
    judged_as : mapping, optional
        Indicator id → ``floor``, ``ceiling``, ``point`` (its number alone) or ``band`` (within the
        tolerance on both sides, or the range that was set), instead of the catalogue's default and
        the bound.
    promises : DataFrame, optional
        Table ``headlines`` of :func:`reportlib.find_headlines`: its promises without a numeral
        become rows too, never judged.

    Returns
    -------
    DataFrame
        Table ``comparison``, one row per target, in text order. ``gap`` is outcome − target in
        ``gap_unit`` (percentage points for %), 0 inside a range; ``margin`` the gap with positive =
        better, and 0 below a ceiling that is kept: below a limit is not better. ``conversion``
        names the arithmetic behind a baseline or an outcome that no document states so.
        ``target_force`` is binding or expected, where ``force_source`` says so, else missing.
        ``outcome_timing`` tells a mean over the year from its end. ``status`` is met, missed,
        undecided, not_comparable or no_outcome, always with a ``reason``. ``two_year_average``
        (geometric, from the report's own growth of the year before) stands beside the verdict and
        never decides it. ``target_class``: headline, plan_goal, task, enumeration (a list such as
        三大工程, or the size of a work: never judged, and in no denominator; rows of the vocabulary
        file ``enumerations``).

    Raises
    ------
    ReportError
        If a column is missing, the outcomes mix vintages, `tolerance` is no number from 0 up, or
        `judged_as` names an unknown indicator or something else than floor, ceiling, point or band.

    Examples
    --------
    >>> from reportlib import analyse, load_facts, load_report
    >>> compared = compare_targets(analyse(load_report("chongqing-2021")).numbers, load_facts())
    >>> gdp = compared[compared.indicator_id == "gdp"]
    >>> gdp[["target", "outcome", "status", "margin"]].round(1).values.tolist()
    [[6.0, 8.3, 'met', 2.3]]
    """
    check_table(numbers, "numbers")
    tolerances = by_unit(tolerance)
    for known, how in (judged_as or {}).items():
        if how not in DIRECTIONS:
            raise ReportError(
                f"judged_as[{known!r}] is {how!r}; give one of {', '.join(DIRECTIONS)}"
            )
        if known not in {row["indicator_id"] for row in vocabulary_rows("indicators")}:
            raise ReportError(f"judged_as names {known!r}, which is no indicator of the catalogue")
    stated = read_figures(outcomes)
    told = (numbers["role"] == "outcome") & numbers["value"].notna()
    # growth over several years is no growth of the year before
    spans = (numbers["measure"] == "growth") & (numbers["period_start"] < numbers["period_end"])
    outcome_rows = numbers[told & is_plain(numbers) & ~spans.fillna(False)]
    before = list(
        {
            (place_of(row), indicator_key(row), measure_family(row["measure"]), row["unit"]): row
            for row in records(outcome_rows.sort_values("period_end"))
        }.values()
    )
    targets = records(numbers[(numbers["kind"] == "measure") & (numbers["role"] == "target")])
    latest = outcome_rows["period_end"].max()
    year = (
        int(latest) + 1
        if pd.notna(latest)
        else min((row["period_end"] for row in targets if row["period_end"]), default=None)
    )
    rows = [_judge(row, stated, before, year, tolerances, judged_as or {}) for row in targets]
    if promises is not None:
        region = next((row["region"] for row in targets), None)
        rows += [
            _promise(row, region)
            for row in records(promises)
            if row["kind"] not in ("number", "range", "not_found")
        ]
    return build_table("comparison", rows)


def _class(row: Mapping[str, Any], year: int | None) -> str:
    listed = vocabulary_rows("enumerations")
    text = row["text"] or ""
    if any(entry["field"] == "text_end" and text.endswith(entry["value"]) for entry in listed):
        return "enumeration"
    if row["period_end"] and year and row["period_end"] > year:
        return "plan_goal"
    if any(row.get(entry["field"]) == entry["value"] for entry in listed):
        return "enumeration"
    headlines = {known for entry in list_headlines() for known in entry["indicators"].split("|")}
    return "headline" if row["indicator_id"] in headlines and is_exact(row["indicator"]) else "task"


def _judge(
    row: Mapping[str, Any],
    stated: Sequence[Mapping[str, Any]],
    before: Sequence[Mapping[str, Any]],
    year: int | None,
    tolerance: Mapping[str, float],
    judged: Mapping[str, str],
) -> dict[str, Any]:
    row = with_ends(row)
    how, why = direction(row, judged)
    result: dict[str, Any] = {
        "target_number_id": row["number_id"],
        "target_text": row["text"],
        "target": row["value"]
        if row["value"] is not None
        else row["value_high" if how == "ceiling" else "value_low"],
        "target_bound": row["bound"],
        "judged_as": how,
        "judged_reason": why,
        "target_class": (of := _class(row, year)),
        "target_kind": "range" if row["bound"] == "range" else "number",
    }
    result |= {
        name: row[name]
        for name in (
            "sentence_id",
            "region",
            "place",
            "indicator",
            "indicator_id",
            "indicator_en",
            "measure",
            "unit",
            "hedge",
        )
    }
    result |= {name: row[name] for name in ("period_start", "period_end")}
    if of == "enumeration":
        return result | {
            "status": "not_comparable",
            "reason": "a list under one heading or the size of a work, not a measure",
        }
    result |= find_force(row["region"], row["indicator_id"], row["period_end"], of == "plan_goal")
    if result["target"] is None:
        return result | {
            "target_kind": "explicitly_not_set",
            "status": "not_comparable",
            "reason": "no number is set",
        }
    if row["compared_with"] in RELATIVE:
        return result | {
            "target_kind": "relative",
            "status": "not_comparable",
            "reason": f"measured against something else: {row['compared_with']}",
        }
    earlier, made = find_baseline(row, before)
    if earlier:
        result |= {"baseline": earlier["value"], "baseline_year": earlier["period_end"]}
        result["conversion"] = f"baseline {made}" if made else None
    outcome, reason, conversion = find_outcome(row, stated)
    if outcome is None:
        absent = "no full-period outcome among the outcomes given"
        if all(figure["region"] != row["region"] for figure in stated):
            absent = (
                f"no outcome of {row['region'] or 'an unnamed region'} among the outcomes given"
            )
        return result | {
            "status": "not_comparable" if reason else "no_outcome",
            "reason": reason or absent,
        }
    value = (
        outcome["value"]
        if outcome["value"] is not None
        else outcome["value_low" if how == "floor" else "value_high"]
    )
    result |= {
        "outcome": value,
        "outcome_bound": outcome["bound"],
        "outcome_vintage": outcome["vintage"],
        "outcome_source": outcome["source"],
    }
    result |= {
        "outcome_date": outcome["date"],
        "outcome_number_id": outcome["id"],
        "outcome_document": outcome["document"],
        "outcome_timing": outcome.get("timing"),
        "conversion": "; ".join(filter(None, (result.get("conversion"), conversion))),
    }
    if row["measure"] == "growth" and result.get("baseline") is not None:
        result["two_year_average"] = 100 * (
            math.sqrt((1 + result["baseline"] / 100) * (1 + value / 100)) - 1
        )
    status, reason, gap, margin = judge_outcome(row, how, outcome, outcome["step"], tolerance)
    result |= {
        "gap": gap,
        "gap_unit": "个百分点" if row["unit"] == "%" else row["unit"],
        "margin": margin,
    }
    return result | {"status": status, "reason": reason + (f"; {conversion}" if conversion else "")}


def _promise(row: Mapping[str, Any], region: str | None) -> dict[str, Any]:
    against = re.search(
        "(?:全国|全省|全市|上年|经济(?:增长|发展)?)(?:[^，。；]{0,4}(?:水平|增速))?",
        row["text"] or "",
    )
    needs = {
        "relative": "needs, for the same period, the outcome and what it is measured against: "
        + (against[0] if against else "see the wording"),
        "set_elsewhere": "needs the number that another document sets",
        "qualitative": "names no number",
        "explicitly_not_set": "the report says that no number is set",
    }
    return {
        "target_number_id": f"{row['sentence_id']}:{row['headline']}",
        "sentence_id": row["sentence_id"],
        "region": region,
        "place": region,
        "period_start": row["period_start"],
        "period_end": row["period_end"],
        "indicator": row["name_zh"],
        "indicator_id": row["headline"],
        "indicator_en": row["name_en"],
        "target_text": row["text"],
        "target_class": "headline",
        "target_kind": row["kind"],
        "status": "not_comparable",
        "reason": needs[row["kind"]],
        **find_force(region, row["headline"], row["period_end"]),
    }


def count_verdicts(comparison: pd.DataFrame) -> pd.DataFrame:
    """How many targets were stated, could be judged, and were met: the denominators of any share of
    promises kept.

    Returns
    -------
    DataFrame
        One row per stage: ``stage``, ``n`` and ``of_stated`` in per cent. Stages: stated (with a
        number or range; lists are no promises and stand in no stage); tasks among them; outcome
        found (a figure of the same or of a nearby name, comparable or not); comparable; decided;
        met; missed; undecided. :func:`reportlib.count_by_class` has the classes apart.

    Examples
    --------
    >>> from reportlib import analyse, load_facts, load_report
    >>> compared = compare_targets(analyse(load_report("chongqing-2021")).numbers, load_facts())
    >>> count_verdicts(compared)["stage"].tolist()[:5]
    ['stated', 'tasks', 'outcome found', 'comparable', 'decided']
    """
    check_table(comparison, "comparison", ["target_kind", "target_class", "outcome", "status"])
    stated = comparison[
        comparison["target_kind"].isin(["number", "range"])
        & (comparison["target_class"] != "enumeration")
    ]
    compared = stated["outcome"].notna()
    masks = {
        "stated": stated["status"].notna(),
        "tasks": stated["target_class"] == "task",
        "outcome found": compared | (stated["status"] == "not_comparable"),
        "comparable": compared,
        "decided": stated["status"].isin(["met", "missed"]),
        **{status: stated["status"] == status for status in ("met", "missed", "undecided")},
    }
    counts = [int(mask.sum()) for mask in masks.values()]
    return pd.DataFrame(
        {
            "stage": list(masks),
            "n": counts,
            "of_stated": [100 * n / max(len(stated), 1) for n in counts],
        }
    )
