"""Targets against outcomes: both sides as intervals, a verdict with its reason, and the growth that
a target would need.

Comes in: labelled numbers, and outcomes from :func:`reportlib.load_facts` or from a later report's
numbers. Goes out: table ``comparison``, one row per target. A share of promises kept means nothing
without its denominators; :func:`count_verdicts` gives them.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import pandas as pd

from reportlib.labels.catalogue import describe_indicator, is_exact
from reportlib.tables.columns import build_table, check_table
from reportlib.tables.errors import ReportError
from reportlib.tables.vocabulary import vocabulary_rows
from reportlib.targets.verdicts import DIRECTIONS, direction, judge_outcome
from reportlib.text.report import data_folder

STATUSES = ("met", "missed", "undecided", "not_comparable", "no_outcome")


def compare_targets(
    numbers: pd.DataFrame,
    outcomes: pd.DataFrame,
    tolerance: float | None = None,
    judged_as: Mapping[str, str] | None = None,
    promises: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Judge every target of a report by the outcomes that other publications state.

    Both sides are intervals: an exact outcome is ± half of its last printed digit, 超过670万 is
    everything above it. A target is judged as floor, ceiling or point of the value: by its bound,
    else by the catalogue's default, which `judged_as` may replace. It is ``met`` when all that the
    outcome may be is accepted, or an exact outcome equals the target at the digits to which it is
    printed; ``missed`` when nothing of it is accepted, else ``undecided``. A verdict needs the same
    indicator, place, unit, period, base year and timing: a figure of part of a year answers no
    yearly target, a figure of one year no sum of five, a year-end figure no annual mean. A bound
    speaks of the size as worded: 下降13%以上 is met by −14. Level and share in per cent are one
    family.

    Parameters
    ----------
    numbers : DataFrame
        Labelled numbers of one report.
    outcomes : DataFrame
        Table ``facts``, or labelled numbers of other reports.
    tolerance : float, optional
        How far an outcome may fall short, in the target's unit. Without it an 'about' (左右) below
        its number stays undecided.
    judged_as : mapping, optional
        Indicator id → ``floor``, ``ceiling`` or ``point``, instead of the catalogue's default and
        the bound.
    promises : DataFrame, optional
        Table ``headlines`` of :func:`reportlib.check_headlines`: its promises without a numeral
        become rows too, never judged.

    Returns
    -------
    DataFrame
        Table ``comparison``, one row per target, in text order. ``gap`` is outcome − target in
        ``gap_unit`` (percentage points for %), 0 inside a range; ``margin`` the gap with positive =
        better. ``status`` is met, missed, undecided, not_comparable or no_outcome, always with a
        ``reason``. ``two_year_average`` (geometric, from the report's own growth of the year
        before) stands beside the verdict and never decides it. ``target_class``: headline,
        plan_goal, task, enumeration (a list such as 三大工程, never judged).

    Raises
    ------
    ReportError
        If a column is missing, the outcomes mix vintages, `tolerance` is no number from 0 up, or
        `judged_as` names an unknown indicator or something else than floor, ceiling or point.

    Examples
    --------
    >>> from reportlib import analyse, load_facts, load_report
    >>> compared = compare_targets(analyse(load_report("chongqing-2021")).numbers, load_facts())
    >>> compared.loc[compared.indicator_id == "gdp", ["target", "outcome", "status", "margin"]].round(1).values.tolist()
    [[6.0, 8.3, 'met', 2.3]]
    """
    check_table(numbers, "numbers")
    if tolerance is not None and not (
        isinstance(tolerance, (int, float)) and 0 <= tolerance < math.inf
    ):
        raise ReportError(
            f"tolerance={tolerance!r} is no number from 0 up; give it in the target's unit"
        )
    for known, how in (judged_as or {}).items():
        if how not in DIRECTIONS:
            raise ReportError(
                f"judged_as[{known!r}] is {how!r}; give 'floor', 'ceiling' or 'point'"
            )
        if known not in {row["indicator_id"] for row in vocabulary_rows("indicators")}:
            raise ReportError(f"judged_as names {known!r}, which is no indicator of the catalogue")
    stated = _figures(outcomes)
    whole = numbers["part_of_year"].isna()
    outcome_rows = numbers[(numbers["role"] == "outcome") & numbers["value"].notna() & whole]
    before = {
        (str(row["place"]), _key(row), _family(row["measure"]) + str(row["unit"])): row
        for row in _records(outcome_rows.sort_values("period_end"))
    }
    targets = _records(numbers[(numbers["kind"] == "measure") & (numbers["role"] == "target")])
    told = outcome_rows["period_end"].max()
    year = (
        int(told) + 1
        if pd.notna(told)
        else min((row["period_end"] for row in targets if row["period_end"]), default=None)
    )
    rows = [_judge(row, stated, before, year, tolerance, judged_as or {}) for row in targets]
    if promises is not None:
        region = next((row["region"] for row in targets), None)
        rows += [
            _promise(row, region)
            for row in _records(promises)
            if row["kind"] not in ("number", "range", "not_found")
        ]
    return build_table("comparison", rows)


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {str(name): value for name, value in row.items()}
        for row in frame.astype(object).where(frame.notna(), None).to_dict("records")
    ]


def _with_ends(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row whose point has both its ends at its value, as a range has its own."""
    point = row["value"] is not None
    return {
        **row,
        **{end: row["value"] if point else row.get(end) for end in ("value_low", "value_high")},
    }


def _key(row: Mapping[str, Any]) -> str:
    """What must agree: the id when the name is the catalogue's own, else the name without its blanks and marks."""
    return (
        str(row["indicator_id"])
        if row["indicator_id"] and is_exact(row["indicator"])
        else re.sub(r"[\s的“”]", "", str(row["indicator"]))
    )


def _figures(outcomes: pd.DataFrame) -> list[dict[str, Any]]:
    """Outcomes of a table of facts or of numbers, in one form."""
    needs = [
        "indicator",
        "indicator_id",
        "region",
        "measure",
        "unit",
        "period_start",
        "period_end",
        "role",
        "bound",
        "value",
    ]
    check_table(
        outcomes,
        "outcomes",
        needs
        if "text" in outcomes
        else [*needs, "value_low", "value_high", "part_year", "step", "vintage"],
    )
    one_vintage(outcomes)
    figures = []
    for row in _records(outcomes[outcomes["role"] == "outcome"]):
        row = _with_ends(row)
        if row["value_low"] is None or row["value_high"] is None:
            continue
        source = row.get("source_title") or row.get("report_id")
        step = row.get("step") or printed_step(row.get("text"), row["value"])
        known = {
            "source": source,
            "date": row.get("source_date"),
            "vintage": row.get("vintage") or "as_announced",
            "step": step,
        }
        figures.append(
            {
                **row,
                **known,
                "id": row.get("fact_id") or row.get("number_id"),
                "document": row.get("document_type") or "work_report",
                "part_year": bool(row.get("part_year") or row.get("part_of_year")),
                "key": _key(row),
            }
        )
    return figures


def one_vintage(statements: pd.DataFrame) -> None:
    """Refuse figures of two vintages: what officials were judged on and what was revised later answer different questions."""
    rules = set(statements["vintage_rule"].dropna()) if "vintage_rule" in statements else set()
    if len(rules) > 1:
        raise ReportError(
            f"the statements mix the vintages {', '.join(sorted(rules))}; load all facts with one of them"
        )


def printed_step(text: str | None, value: float) -> float:
    """One unit of the last printed digit: 2.5万 → 1000."""
    found = re.search(r"(\d+)(?:\.(\d+))?", text or "")
    if found is None or not value:
        return 1.0
    factor = abs(value) / float(found[0]) if float(found[0]) else 1.0
    return float(10.0 ** round(math.log10(factor)) * 10.0 ** -len(found[2] or ""))


def _family(measure: str | None) -> str:
    return "level" if measure in ("level", "share", "ratio") else str(measure)


@cache
def _nearby() -> Mapping[tuple[str, str], str]:
    with (data_folder() / "reference" / "nearby.csv").open(encoding="utf-8", newline="") as file:
        return {(row["target"], row["outcome"]): row["why"] for row in csv.DictReader(file)}


def _class(row: Mapping[str, Any], year: int | None) -> str:
    if re.search("大$", row["text"] or ""):
        return "enumeration"
    if row["period_end"] and year and row["period_end"] > year:
        return "plan_goal"
    headlines = {
        known for entry in vocabulary_rows("headlines") for known in entry["indicators"].split("|")
    }
    return "headline" if row["indicator_id"] in headlines and is_exact(row["indicator"]) else "task"


def _judge(
    row: Mapping[str, Any],
    stated: Sequence[Mapping[str, Any]],
    before: Mapping[tuple[str, str, str], Mapping[str, Any]],
    year: int | None,
    tolerance: float | None,
    judged: Mapping[str, str],
) -> dict[str, Any]:
    row = _with_ends(row)
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
        "target_class": _class(row, year),
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
    if result["target_class"] == "enumeration":
        return result | {
            "status": "not_comparable",
            "reason": "a list under one heading, not a measure",
        }
    if result["target"] is None:
        return result | {
            "target_kind": "explicitly_not_set",
            "status": "not_comparable",
            "reason": "no number is set",
        }
    earlier = _share_of_days(row, before.values()) or before.get(
        (str(row["place"]), _key(row), _family(row["measure"]) + str(row["unit"]))
    )
    growth = row["measure"] == "growth"
    if earlier and (
        earlier["period_end"] == row["period_start"] - 1
        if growth
        else earlier["period_end"] < row["period_end"]
    ):
        result |= {"baseline": earlier["value"], "baseline_year": earlier["period_end"]}
    outcome, reason, conversion = _find_outcome(row, stated)
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
        "conversion": conversion,
    }
    if growth and result.get("baseline") is not None:
        result["two_year_average"] = 100 * (
            math.sqrt((1 + result["baseline"] / 100) * (1 + value / 100)) - 1
        )
    step = printed_step(row["text"], row["value_low"])
    status, reason, gap, margin = judge_outcome(row, how, step, outcome, outcome["step"], tolerance)
    result |= {
        "gap": gap,
        "gap_unit": "个百分点" if row["unit"] == "%" else row["unit"],
        "margin": margin,
    }
    return result | {"status": status, "reason": reason + (f"; {conversion}" if conversion else "")}


def _answers(row: Mapping[str, Any], figure: Mapping[str, Any]) -> str:
    """Why a figure of the same name does not answer a target; "" when it does."""
    entry: Mapping[str, str] = (
        describe_indicator(row["indicator_id"])
        if row["indicator_id"] and is_exact(row["indicator"])
        else {"stock_or_flow": "", "timing": "any"}
    )
    family = _family(row["measure"])
    if figure["part_year"]:
        return "only a figure of part of the year"
    if figure["unit"] != row["unit"] or _family(figure["measure"]) != family:
        return "only in another measure or unit"
    if figure["period_start"] != row["period_start"] and (
        family != "level" or entry["stock_or_flow"] == "flow"
    ):
        return "only over another span of years"
    since, until = (
        (known["base_year"] if known.get("base_year") else known["period_start"] - 1)
        for known in (row, figure)
    )
    if family == "growth" and since != until:
        return "only growth from another base year"
    if entry["timing"] != "any" and (figure.get("timing") or entry["timing"]) != entry["timing"]:
        return f"only a figure of another timing ({figure['timing']}), not {entry['timing']}"
    return ""


def _days(year: int) -> int:
    return 366 if year % 4 == 0 else 365


def _share_of_days(
    row: Mapping[str, Any], figures: Iterable[Mapping[str, Any]]
) -> dict[str, Any] | None:
    """The last figure in days that answers a target for the share of days with good air, in per cent of its year."""
    if row["indicator_id"] != "good_air_share":
        return None
    told = [
        figure
        for figure in figures
        if figure["indicator_id"] == "good_air_days" and figure["value"] is not None
    ]
    if not told:
        return None
    days = _days(told[-1]["period_end"])
    names = ("value", "value_low", "value_high", "step")
    return {
        **told[-1],
        **{name: 100 * told[-1][name] / days for name in names if told[-1].get(name) is not None},
    }


def _find_outcome(
    row: Mapping[str, Any], stated: Sequence[Mapping[str, Any]]
) -> tuple[dict[str, Any] | None, str, str]:
    """The outcome that answers a target; else why the nearest one does not; and the rule that converted it."""
    key, region, place = _key(row), row["region"], row["place"] or row["region"]
    here = [
        figure
        for figure in stated
        if figure["period_end"] == row["period_end"]
        and (
            (figure.get("place") or figure["region"]) == place
            or (figure["region"] == region and place in figure["indicator"])
        )
    ]
    reasons = [(figure, _answers(row, figure)) for figure in here if figure["key"] == key]
    for figure, reason in reasons:
        if not reason:
            return dict(figure), "", ""
    if converted := _share_of_days(row, [figure for figure in here if not figure["part_year"]]):
        return converted, "", f"converted: days of {_days(row['period_end'])} in per cent"
    if reasons:
        return None, reasons[0][1] + ", in the facts given", ""
    for figure in here:
        if why := _nearby().get((str(row["indicator"]), str(figure["indicator"]))):
            return None, f"only a nearby indicator, {figure['indicator']}: {why}", ""
    return None, "", ""


def _promise(row: Mapping[str, Any], region: str | None) -> dict[str, Any]:
    against = re.search(
        "(?:全国|全省|全市|上年|经济(?:增长|发展)?)(?:[^，。；]{0,4}(?:水平|增速))?",
        row["text"] or "",
    )
    needs = {
        "relative": f"needs, for the same period, the outcome and what it is measured against: {against[0] if against else 'see the wording'}",
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
    }


def count_verdicts(comparison: pd.DataFrame) -> pd.DataFrame:
    """How many targets were stated, could be judged, and were met: the denominators of any share of promises kept.

    Returns
    -------
    DataFrame
        One row per stage: ``stage``, ``n`` and ``of_stated`` in per cent. Stages: stated; tasks or
        lists among them; outcome found (a figure of the same or of a nearby name, comparable or
        not); comparable; decided; met; missed; undecided.

    Examples
    --------
    >>> from reportlib import analyse, load_facts, load_report
    >>> count_verdicts(compare_targets(analyse(load_report("chongqing-2021")).numbers, load_facts()))["stage"].tolist()
    ['stated', 'tasks or lists', 'outcome found', 'comparable', 'decided', 'met', 'missed', 'undecided']
    """
    check_table(comparison, "comparison", ["target_kind", "target_class", "outcome", "status"])
    stated = comparison[comparison["target_kind"].isin(["number", "range"])]
    listed, compared = stated["target_class"] == "enumeration", stated["outcome"].notna()
    masks = {
        "stated": stated["status"].notna(),
        "tasks or lists": stated["target_class"].isin(["task", "enumeration"]),
        "outcome found": compared | ((stated["status"] == "not_comparable") & ~listed),
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


def required_growth(
    baseline: pd.DataFrame, target: pd.DataFrame, comparison: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Yearly growth that leads from each baseline to its target.

    Levels give the compound rate, 100 · ((target / baseline) ** (1 / years) − 1), in % a year;
    shares and rates in per cent give the difference per year, in percentage points. A growth target
    over several years (翻一番) gives its own yearly rate, 100 · ((1 + growth / 100) ** (1 / years)
    − 1). A baseline that is zero or negative, or a level at current prices against a target at
    constant prices, gives a missing rate and a reason, never an infinite one.

    Parameters
    ----------
    baseline, target : DataFrame
        Rows of ``numbers``; pairs meet on indicator, unit and family of measure. The baseline is
        the latest before the target.
    comparison : DataFrame, optional
        From :func:`compare_targets`; with it ``reached`` is the same rate from the baseline to the
        outcome.

    Returns
    -------
    DataFrame
        One row per target: ``indicator, indicator_en, unit, baseline, baseline_year, target,
        target_year, bound, rate, rate_unit, reached, reason``.

    Raises
    ------
    MissingColumnError
        If a needed column is missing.

    Examples
    --------
    >>> from reportlib import Report, analyse
    >>> text = "一、去年工作\\n去年，公路通车里程达到100公里。\\n二、今后五年目标\\n到2025年，公路通车里程达到121公里，经济总量较2020年翻一番。"
    >>> numbers = analyse(Report("demo", text, year=2021)).numbers
    >>> found = required_growth(numbers[numbers.role == "outcome"], numbers[numbers.role == "target"])
    >>> found[["indicator", "rate"]].round(2).values.tolist()
    [['公路通车里程', 3.89], ['经济总量', 14.87]]
    """
    needs = [
        "indicator",
        "indicator_id",
        "measure",
        "unit",
        "value",
        "period_start",
        "period_end",
        "bound",
        "base_year",
    ]
    for name, frame in (("baseline", baseline), ("target", target)):
        check_table(frame, name, needs)
    known = _records(baseline[baseline["value"].notna()])
    came = (
        {}
        if comparison is None
        else comparison.dropna(subset="outcome").set_index("target_number_id")["outcome"].to_dict()
    )
    rows = []
    for goal in _records(target[target["value"].notna()]):
        row = {name: goal.get(name) for name in ("indicator", "indicator_en", "unit", "bound")} | {
            "target": goal["value"],
            "target_year": goal["period_end"],
        }
        if (
            goal["measure"] == "growth"
            and goal["base_year"]
            and goal["period_end"] - goal["base_year"] > 1
        ):
            rate = 100 * (
                (1 + goal["value"] / 100) ** (1 / (goal["period_end"] - goal["base_year"])) - 1
            )
            rows.append(
                row
                | {
                    "baseline_year": goal["base_year"],
                    "rate": rate,
                    "rate_unit": "% a year",
                    "reason": "the target is growth over several years",
                }
            )
            continue
        if _family(goal["measure"]) != "level":
            continue
        same = [
            start
            for start in known
            if _key(start) == _key(goal)
            and start["unit"] == goal["unit"]
            and _family(start["measure"]) == "level"
            and start["period_end"] < goal["period_end"]
        ]
        if not same:
            rows.append(row | {"reason": "no baseline in the table"})
            continue
        start = max(same, key=lambda found: found["period_end"])
        years, outcome = goal["period_end"] - start["period_end"], came.get(goal.get("number_id"))
        row |= {"baseline": start["value"], "baseline_year": start["period_end"]}
        entry = (
            describe_indicator(goal["indicator_id"])
            if goal["indicator_id"]
            else {"price_basis": "none", "stock_or_flow": "flow"}
        )
        yearly = (
            all(figure["period_start"] == figure["period_end"] for figure in (start, goal))
            and goal["indicator_id"]
        )
        if entry["stock_or_flow"] == "flow" and goal["unit"] != "元" and not yearly:
            rows.append(
                row
                | {
                    "reason": "summed over several years, or of an unknown kind: no level to grow from"
                }
            )
        elif goal["unit"] in ("%", "‰", "1"):
            reached = (outcome - start["value"]) / years if outcome is not None else None
            rate = (goal["value"] - start["value"]) / years
            rows.append(
                row
                | {
                    "rate": rate,
                    "rate_unit": "points a year",
                    "reached": reached,
                    "reason": "difference per year",
                }
            )
        elif entry["price_basis"] == "constant" and goal["unit"] == "元":
            rows.append(
                row
                | {
                    "reason": "levels stand at current prices, and goals of this indicator at constant ones: their ratio is no growth rate"
                }
            )
        elif start["value"] <= 0:
            rows.append(row | {"reason": "the baseline is not positive"})
        else:
            rate, reached = (
                100 * ((end / start["value"]) ** (1 / years) - 1)
                if end is not None and end > 0
                else None
                for end in (goal["value"], outcome)
            )
            rows.append(
                row
                | {
                    "rate": rate,
                    "rate_unit": "% a year",
                    "reached": reached,
                    "reason": "compound rate",
                }
            )
    columns = [
        "indicator",
        "indicator_en",
        "unit",
        "baseline",
        "baseline_year",
        "target",
        "target_year",
        "bound",
        "rate",
        "rate_unit",
        "reached",
        "reason",
    ]
    return pd.DataFrame(rows).reindex(columns=columns)
