"""Several reports side by side: place × year × headline indicator, with what was promised and what
came of it.

Comes in: labelled numbers of reports, facts, or both stacked. Goes out: one row per place, year and
headline indicator, and diagnostics of how targets are set. Small panels are described, never
tested.
"""

from __future__ import annotations

from collections.abc import Mapping
from statistics import NormalDist
from typing import Any

import pandas as pd

from reportlib.labels.catalogue import describe_indicator
from reportlib.tables.columns import TEXT, build_table, check_table, table_columns
from reportlib.targets.comparison import compare_targets
from reportlib.targets.force import find_force
from reportlib.targets.headlines import list_headlines
from reportlib.targets.outcomes import (
    check_region,
    covers_part,
    is_relative,
    printed_step,
    refuse_mixed_vintages,
)
from reportlib.targets.silence import find_silence
from reportlib.targets.verdicts import TOLERANCE

NEAR = 0.5  # points, or units: a margin this small is just met or just missed
ENOUGH = 200  # observations below which a diagnostic prints n and makes no test
SPAN = {"start": 0, "end": 0}  # of a figure that stands in no text of ours


def build_panel(
    statements: pd.DataFrame,
    *,
    upper: str = "全国",
    tolerance: float | Mapping[str, float] = TOLERANCE,
    judged_as: Mapping[str, str] | None = None,
    mix_vintages: bool = False,
) -> pd.DataFrame:
    """Targets and outcomes of the headline indicators, one row per place, year and indicator.

    Parameters
    ----------
    statements : DataFrame
        Table ``facts``, table ``numbers`` of several reports, or both stacked with ``pd.concat``.
        Facts of two vintages are refused: what officials were judged on and what was revised later
        answer different questions.
    tolerance, judged_as : optional
        As in :func:`reportlib.compare_targets`: how far short of 'about' still meets it, and which
        indicators are judged otherwise, such as ``{"cpi": "band"}``. Whether a price target is a
        ceiling is disputed: :func:`reportlib.count_by_rule` counts all readings.
    mix_vintages : bool
        Take facts of two vintages all the same; the first that is listed counts.
    upper : str
        The region whose targets stand beside those of the others: provinces speak in January, the
        State Council in March.

    Returns
    -------
    DataFrame
        ``region, year, indicator_id, indicator_en, unit, target, target_low, target_high,
        target_bound, hedge, sentence_id, target_source, judged_as``, ``target_force`` (binding or
        expected) and its ``force_source``, ``lag`` (last year's target),
        ``revision`` (target − lag, missing where either is a range), ``years_unchanged`` (missing
        where the year before is unknown), ``upper_target, upper_target_before, outcome,
        outcome_source, outcome_document``, ``outcome_timing`` (a mean over the year or its end,
        where told), ``outcome_revised`` (another publication revised it), ``outcome_last_digit``
        (as printed), ``next_report`` (whether the next report states it: told, other timing,
        silent, unread; see :mod:`reportlib.targets.silence`), ``gap``, ``margin`` (positive =
        better; 0 below a ceiling that is kept),
        ``status, reason``. Where no outcome answers the target, one of another timing may stand
        beside it, without a verdict. A year without target has a missing one; nothing is
        interpolated, and figures of part of a year are left out.

    Raises
    ------
    ReportError
        If the facts mix vintages and `mix_vintages` is not set, or `upper` is no region of the
        statements.

    Examples
    --------
    >>> from reportlib import load_facts
    >>> rows = build_panel(load_facts())
    >>> gdp = rows[(rows.region == "全国") & (rows.indicator_id == "gdp")].set_index("year")
    >>> float(gdp.loc[2019, "target_low"]), float(gdp.loc[2019, "outcome"]), gdp.loc[2019, "status"]
    (6.0, 6.1, 'met')
    """
    needs = [
        "region",
        "indicator",
        "indicator_id",
        "measure",
        "unit",
        "period_start",
        "period_end",
        "role",
        "bound",
        "value",
        "value_low",
        "value_high",
    ]
    check_table(statements, "statements", needs)
    if mix_vintages:
        statements = statements.drop(columns="vintage_rule", errors="ignore")
    refuse_mixed_vintages(statements)
    if upper != "全国":
        check_region(statements, upper, name="upper")
    wanted = {
        row["headline"]: set(row["measures"].split("|")) - {"average_growth"}
        for row in list_headlines()
    }
    rows = statements.reset_index(drop=True)
    yearly = rows["period_start"] == rows["period_end"]
    headline = [
        known in wanted and measure in wanted[known]
        for known, measure in zip(rows["indicator_id"], rows["measure"], strict=True)
    ]
    rows = rows[yearly & pd.Series(headline, index=rows.index) & ~is_relative(rows)]
    rows = rows[(rows["role"] != "target") | ~covers_part(rows)]
    keys = ["region", "year", "indicator_id"]
    rows = rows.assign(year=rows["period_end"])
    compared = judge_statements(rows, tolerance, judged_as)
    compared = compared.assign(year=compared["period_end"]).drop_duplicates(keys)
    compared = compared.reset_index(drop=True)
    told = rows.assign(**_known(rows))  # before any row is left out: a table may have no outcome
    told = told[(told["role"] == "outcome") & told["value"].notna() & ~told["part_year"]]
    told = _usual_first(told).drop_duplicates(keys)
    told = told.assign(
        outcome=told["value"],
        outcome_document=told.get("document_type", "work_report"),
        outcome_source=told.get("source_title"),
        outcome_timing=told.get("timing"),
    )
    told = told.assign(outcome_revised=told.get("revised", False)).set_index(keys)
    known = pd.MultiIndex.from_frame(compared[keys])
    unanswered = compared["outcome"].isna()
    compared["outcome_timing"] = compared["outcome_timing"].where(
        ~unanswered, told["outcome_timing"].reindex(known).to_numpy()
    )
    for column in ("outcome", "outcome_document", "outcome_source"):
        stated = pd.Series(told[column].reindex(known).to_numpy(), index=compared.index)
        compared[column] = (
            stated if compared[column].isna().all() else compared[column].fillna(stated)
        )
    for column in ("outcome_revised", "step"):
        compared[column] = told[column].reindex(known).to_numpy()
    alone = (
        told[~told.index.isin(known)]
        .reset_index()
        .assign(status="no_target", reason="no target among the statements")
    )
    shared = [
        *keys,
        "indicator_en",
        "unit",
        "outcome",
        "outcome_document",
        "outcome_source",
        "outcome_timing",
        "outcome_revised",
        "step",
        "status",
        "reason",
    ]
    parts = [part for part in (compared, alone[shared]) if len(part)]
    found = (
        pd.concat(parts, ignore_index=True).sort_values(
            ["region", "indicator_id", "year"], ignore_index=True
        )
        if parts
        else compared
    )
    found["next_report"] = find_silence(found, rows, statements)
    return _with_neighbours(
        found.reindex(columns=list(dict.fromkeys([*table_columns("panel"), *found.columns]))), upper
    )


def judge_statements(
    rows: pd.DataFrame,
    tolerance: float | Mapping[str, float] = TOLERANCE,
    judged_as: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Every yearly target among facts, province rows or numbers of reports, judged by the outcomes
    among them: table ``comparison`` with ``target_low, target_high`` and ``target_source``.
    """
    rows = rows.reset_index(drop=True)
    targets = rows[rows["role"] == "target"]
    compared = compare_targets(
        _as_numbers(targets), rows.assign(text=None, **_known(rows)), tolerance, judged_as
    )
    said = [
        find_force(region, known, int(year))
        for region, known, year in zip(
            compared["region"], compared["indicator_id"], compared["period_end"], strict=True
        )
    ]
    for column in ("target_force", "force_source"):
        compared[column] = pd.Series(
            [found.get(column) for found in said], index=compared.index, dtype=TEXT
        )
    beside = pd.DataFrame(
        {
            "target_low": targets["value_low"].tolist(),
            "target_high": targets["value_high"].tolist(),
            "target_source": targets.get("source_title", pd.Series(index=targets.index)).tolist(),
        },
        index=_ids(targets),
    )
    return compared.join(beside, on="target_number_id")


def _usual_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Outcomes whose timing is the catalogue's before those that tell another: of unemployment the
    mean over the year, not its end.
    """
    if "timing" not in rows:
        return rows
    other = [
        pd.notna(timing) and timing != describe_indicator(known)["timing"] != "any"
        for known, timing in zip(rows["indicator_id"], rows["timing"], strict=True)
    ]
    return rows.assign(other=other).sort_values("other", kind="stable").drop(columns="other")


def _known(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """Whether each figure covers part of its year, and one unit of its last printed digit: facts
    say so, numbers show it in their text.
    """
    texts = (
        rows["text"].fillna("") if "text" in rows else pd.Series("", index=rows.index, dtype=TEXT)
    )
    printed = pd.Series(
        [
            printed_step(text, value)
            for text, value in zip(texts, rows["value"].fillna(0.0), strict=True)
        ],
        index=rows.index,
    )
    part = covers_part(rows)
    return {"part_year": part, "step": rows["step"].fillna(printed) if "step" in rows else printed}


def _ids(targets: pd.DataFrame) -> list[str]:
    return [f"t{i}" for i in range(len(targets))]


def _as_numbers(targets: pd.DataFrame) -> pd.DataFrame:
    """Targets of facts or of numbers as table ``numbers``."""
    rows = targets.reindex(columns=list(table_columns("numbers"))).assign(
        kind="measure", number_id=_ids(targets), place=targets["region"]
    )
    digits = [
        text if isinstance(text, str) else f"{value:g}"
        for text, value in zip(
            rows["text"], targets["value"].fillna(targets["value_low"]), strict=True
        )
    ]
    records = rows.assign(text=digits, corrected=False).astype(object).to_dict("records")
    return build_table(
        "numbers",
        [
            {str(name): None if pd.isna(value) else value for name, value in record.items()} | SPAN
            for record in records
        ],
    )


def _with_neighbours(rows: pd.DataFrame, upper: str) -> pd.DataFrame:
    known = rows.astype(object).where(rows.notna(), None).to_dict("records")
    at = {
        (row["region"], row["year"], row["indicator_id"]): row
        for row in known
        if row["target"] is not None
    }
    records: list[dict[str, Any]] = []
    for row in known:
        region, year, indicator, target = (
            row[name] for name in ("region", "year", "indicator_id", "target")
        )
        lag = at.get((region, year - 1, indicator))
        points = (
            lag is not None
            and target is not None
            and "range" not in (lag["target_bound"], row["target_bound"])
        )
        unchanged = 0
        while (earlier := at.get((region, year - unchanged - 1, indicator))) and _ends(
            earlier
        ) == _ends(row):
            unchanged += 1
        above = [
            at.get((upper, year - back, indicator)) if region != upper else None for back in (0, 1)
        ]
        records.append(
            {
                "lag": lag["target"] if lag else None,
                "revision": target - lag["target"] if points and lag else None,
                "years_unchanged": unchanged if lag and target is not None else None,
                "upper_target": above[0]["target"] if above[0] else None,
                "upper_target_before": above[1]["target"] if above[1] else None,
                "outcome_last_digit": None
                if row["outcome"] is None or not row["step"]
                else round(abs(row["outcome"]) / row["step"]) % 10,
            }
        )
    names = [
        "lag",
        "revision",
        "years_unchanged",
        "upper_target",
        "upper_target_before",
        "outcome_last_digit",
    ]
    beside = pd.DataFrame(records, index=rows.index, columns=names, dtype="float64")
    return pd.concat([rows.drop(columns=names, errors="ignore"), beside], axis=1).reindex(
        columns=list(table_columns("panel"))
    )


def _ends(row: Mapping[Any, Any]) -> tuple[Any, Any]:
    return row["target_low"] if row["target_low"] is not None else row["target"], row[
        "target_high"
    ] if row["target_high"] is not None else row["target"]


def summarise_targets(rows: pd.DataFrame) -> pd.DataFrame:
    """How targets are set, by indicator: how often unchanged, revised downwards, worded as a range,
    met; always with n.

    Parameters
    ----------
    rows : DataFrame
        A panel.

    Returns
    -------
    DataFrame
        One row per indicator: ``indicator_id, n`` (targets), ``unchanged, lowered, raised, ranges,
        decided, met, just_met, just_missed`` (gaps within half a point of 0, by the number alone,
        whatever the tolerance): counts, never shares; ``p_bunching``, from 200 targets up, the
        two-sided p-value of a sign test of just met against just missed (normal approximation),
        below that missing; and ``note``.

    Examples
    --------
    >>> from reportlib import load_facts
    >>> found = summarise_targets(build_panel(load_facts()))
    >>> bool(found["n"].gt(0).all()), bool(found["p_bunching"].isna().all())
    (True, True)
    """
    check_table(
        rows,
        "panel",
        ["indicator_id", "target", "revision", "target_bound", "judged_as", "gap", "status"],
    )
    stated = rows[rows["target"].notna()]
    records = []
    for known, part in stated.groupby("indicator_id"):
        ahead = part["gap"].where(part["judged_as"] != "ceiling", -part["gap"])
        near = ahead[ahead.abs() <= NEAR]
        counts = {
            "unchanged": part["revision"] == 0,
            "lowered": part["revision"] < 0,
            "raised": part["revision"] > 0,
            "ranges": part["target_bound"] == "range",
            "decided": part["status"].isin(["met", "missed"]),
            "met": part["status"] == "met",
            "just_met": near >= 0,
            "just_missed": near < 0,
        }
        sums = {name: int(mask.sum()) for name, mask in counts.items()}
        enough = len(part) >= ENOUGH and len(near) > 0
        score = abs(sums["just_met"] - sums["just_missed"]) / len(near) ** 0.5 if enough else None
        p = None if score is None else 2 * (1 - NormalDist().cdf(score))
        note = "" if enough else f"n = {len(part)}: too few for a test"
        records.append(
            {"indicator_id": known, "n": len(part), **sums, "p_bunching": p, "note": note}
        )
    names = [
        "indicator_id",
        "n",
        "unchanged",
        "lowered",
        "raised",
        "ranges",
        "decided",
        "met",
        "just_met",
        "just_missed",
        "p_bunching",
        "note",
    ]
    return pd.DataFrame(records, columns=names).astype({"p_bunching": "float64"})
