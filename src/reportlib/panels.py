"""Several reports side by side: place × year × headline indicator, with what was promised and what came of it.

Comes in: labelled numbers of reports, facts, or both stacked. Goes out: one row per place, year and headline indicator, and
diagnostics of how targets are set. Small panels are described, never tested.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from reportlib.catalogue import describe_indicator, is_exact
from reportlib.comparison import compare_targets
from reportlib.tables import ReportError, build_table, check_table, table_columns, vocabulary_rows

ENOUGH = 200  # observations below which a diagnostic prints n and makes no test
SPAN = {"start": 0, "end": 0}  # of a figure that stands in no text of ours


def panel(statements: pd.DataFrame, *, upper: str = "全国", tolerance: float | None = None) -> pd.DataFrame:
    """Targets and outcomes of the headline indicators, one row per place, year and indicator.

    Parameters
    ----------
    statements : DataFrame
        Table ``facts``, table ``numbers`` of several reports, or both stacked with ``pd.concat``. Facts of two vintages are refused: what
        officials were judged on and what was revised later answer different questions.
    tolerance : float, optional
        As in :func:`reportlib.compare_targets`.
    upper : str
        The region whose targets stand beside those of the others: provinces speak in January, the State Council in March.

    Returns
    -------
    DataFrame
        ``region, year, indicator_id, indicator_en, unit, target, target_low, target_high, target_bound, hedge, sentence_id, target_source, lag`` (last
        year's target), ``revision`` (target − lag), ``years_unchanged, upper_target, upper_target_before, outcome, outcome_source,
        outcome_document, outcome_last_digit, gap, margin, status, reason``. A year without target has a missing one; nothing is interpolated.

    Raises
    ------
    ReportError
        If the facts mix vintages.

    Examples
    --------
    >>> from reportlib import load_facts
    >>> rows = panel(load_facts())
    >>> gdp = rows[(rows.region == "全国") & (rows.indicator_id == "gdp")].set_index("year")
    >>> float(gdp.loc[2019, "target_low"]), float(gdp.loc[2019, "outcome"]), gdp.loc[2019, "status"]
    (6.0, 6.1, 'met')
    """
    check_table(statements, "statements", ["region", "indicator", "indicator_id", "measure", "unit", "period_start", "period_end", "role", "bound", "value"])
    rules = set(statements["vintage_rule"].dropna()) if "vintage_rule" in statements else set()
    if len(rules) > 1:
        raise ReportError(f"the statements mix the vintages {', '.join(sorted(rules))}; load all facts with one of them")
    wanted = {row["headline"]: set(row["measures"].split("|")) - {"average_growth"} for row in vocabulary_rows("headlines")}
    rows = statements.reset_index(drop=True)
    yearly = rows["period_start"] == rows["period_end"]
    headline = [known in wanted and measure in wanted[known] for known, measure in zip(rows["indicator_id"], rows["measure"], strict=True)]
    rows = rows[yearly & pd.Series(headline, index=rows.index)]
    targets = rows[rows["role"] == "target"]
    compared = compare_targets(_as_numbers(targets), rows, tolerance=tolerance)
    source = (targets["source_title"] if "source_title" in targets else pd.Series(index=targets.index, dtype="str")).tolist()
    compared = compared.assign(target_source=source, year=compared["period_end"]).drop_duplicates(["region", "year", "indicator_id"])
    low, high = targets["value_low"].tolist(), targets["value_high"].tolist()
    spans = pd.DataFrame({"target_number_id": _ids(targets), "target_low": low, "target_high": high})
    compared = compared.merge(spans, on="target_number_id", how="left").reset_index(drop=True)
    silent = rows[(rows["role"] == "outcome") & rows["value"].notna()].drop_duplicates(["region", "period_end", "indicator_id"])
    document = silent.get("document_type", "work_report")
    silent = silent.assign(year=silent["period_end"], outcome=silent["value"], outcome_document=document)
    silent = silent[["region", "year", "indicator_id", "indicator_en", "unit", "outcome", "outcome_document"]]
    known = compared.set_index(["region", "year", "indicator_id"]).index
    for column in ("outcome", "outcome_document"):
        stated = silent.set_index(["region", "year", "indicator_id"])[column].reindex(known)
        compared[column] = compared[column].fillna(pd.Series(stated.to_numpy(), index=compared.index))
    alone = silent[~silent.set_index(["region", "year", "indicator_id"]).index.isin(known)].assign(status="no_target", reason="no target among the statements")
    found = pd.concat([compared, alone], ignore_index=True).sort_values(["region", "indicator_id", "year"], ignore_index=True)
    return _with_neighbours(found, upper)


def _ids(targets: pd.DataFrame) -> list[str]:
    return [f"t{i}" for i in range(len(targets))]


def _as_numbers(targets: pd.DataFrame) -> pd.DataFrame:
    """Targets of facts or of numbers as table ``numbers``."""
    rows = targets.reindex(columns=list(table_columns("numbers"))).assign(kind="measure", number_id=_ids(targets), place=targets["region"])
    digits = [text if isinstance(text, str) else f"{value:g}" for text, value in zip(rows["text"], targets["value"].fillna(targets["value_low"]), strict=True)]
    records = rows.assign(text=digits, corrected=False).astype(object).to_dict("records")
    return build_table("numbers", [{str(name): None if pd.isna(value) else value for name, value in record.items()} | SPAN for record in records])


def _with_neighbours(rows: pd.DataFrame, upper: str) -> pd.DataFrame:
    known = rows.astype(object).where(rows.notna(), None).to_dict("records")
    at = {(row["region"], row["year"], row["indicator_id"]): row["target"] for row in known if row["target"] is not None}
    records: list[dict[str, Any]] = []
    for row in known:
        region, year, indicator, target = (row[name] for name in ("region", "year", "indicator_id", "target"))
        lag = at.get((region, year - 1, indicator))
        unchanged = 0
        while target is not None and at.get((region, year - unchanged - 1, indicator)) == target:
            unchanged += 1
        above = [at.get((upper, year - back, indicator)) if region != upper else None for back in (0, 1)]
        records.append(
            {
                "lag": lag,
                "revision": None if lag is None or target is None else target - lag,
                "years_unchanged": unchanged,
                "upper_target": above[0],
                "upper_target_before": above[1],
                "outcome_last_digit": None if row["outcome"] is None else round(abs(row["outcome"]) * 10) % 10,
            }
        )
    beside = pd.DataFrame(
        records, index=rows.index, columns=["lag", "revision", "years_unchanged", "upper_target", "upper_target_before", "outcome_last_digit"]
    )
    columns = [
        "region",
        "year",
        "indicator_id",
        "indicator_en",
        "unit",
        "target",
        "target_low",
        "target_high",
        "target_bound",
        "hedge",
        "sentence_id",
        "target_source",
    ]
    columns += [
        "lag",
        "revision",
        "years_unchanged",
        "upper_target",
        "upper_target_before",
        "outcome",
        "outcome_source",
        "outcome_document",
        "outcome_last_digit",
    ]
    return pd.concat([rows.drop(columns=beside.columns, errors="ignore"), beside], axis=1).reindex(columns=[*columns, "gap", "margin", "status", "reason"])


def target_diagnostics(rows: pd.DataFrame) -> pd.DataFrame:
    """How targets are set, by indicator: how often unchanged, revised downwards, worded as a range, met; always with n.

    Parameters
    ----------
    rows : DataFrame
        A panel.

    Returns
    -------
    DataFrame
        One row per indicator: ``indicator_id, n`` (targets), ``unchanged, lowered, raised, ranges, decided, met``: counts, never shares, and
        ``note``, which says when n is too small for a test.

    Examples
    --------
    >>> from reportlib import load_facts
    >>> bool(target_diagnostics(panel(load_facts()))["n"].gt(0).all())
    True
    """
    check_table(rows, "panel", ["indicator_id", "target", "revision", "target_bound", "status"])
    stated = rows[rows["target"].notna()]
    records = []
    for known, part in stated.groupby("indicator_id"):
        counts = {
            "unchanged": int((part["revision"] == 0).sum()),
            "lowered": int((part["revision"] < 0).sum()),
            "raised": int((part["revision"] > 0).sum()),
            "ranges": int((part["target_bound"] == "range").sum()),
            "decided": int(part["status"].isin(["met", "missed"]).sum()),
            "met": int((part["status"] == "met").sum()),
        }
        note = f"n = {len(part)}: too few for a test" if len(part) < ENOUGH else ""
        records.append({"indicator_id": known, "n": len(part), **counts, "note": note})
    return pd.DataFrame(records, columns=["indicator_id", "n", "unchanged", "lowered", "raised", "ranges", "decided", "met", "note"])


def growth_consistency(statements: pd.DataFrame) -> pd.DataFrame:
    """Stated growth beside the growth that two stated levels imply, where both are at current prices.

    For indicators at constant or comparable prices the two need not agree, so they are left out.

    Parameters
    ----------
    statements : DataFrame
        Labelled numbers of several reports, facts, or both stacked.

    Returns
    -------
    DataFrame
        One row per region, indicator and year with a growth rate and the levels of both years: ``region, indicator_id, year, level_before,
        level, stated, implied`` (both in %), ``difference`` (percentage points).

    Examples
    --------
    >>> from reportlib import Report, analyse
    >>> text = "一、工作回顾\\n2019年，社会消费品零售总额200亿元。2020年，社会消费品零售总额达到210亿元、增长5%。"
    >>> found = growth_consistency(analyse(Report("demo", text, region="某市", year=2021)).numbers)
    >>> found[["year", "stated", "implied"]].round(1).values.tolist()
    [[2020.0, 5.0, 5.0]]
    """
    needs = ["region", "indicator", "indicator_id", "measure", "unit", "period_start", "period_end", "role", "value"]
    check_table(statements, "statements", needs)
    current = [pd.notna(known) and describe_indicator(known)["price_basis"] == "current" for known in statements["indicator_id"]]
    exact = [isinstance(name, str) and is_exact(name) for name in statements["indicator"]]
    kept = pd.Series([a and b for a, b in zip(current, exact, strict=True)], index=statements.index, dtype=bool)
    rows = statements[kept & (statements["role"] == "outcome") & statements["value"].notna()]
    rows = rows[rows["period_start"] == rows["period_end"]].assign(year=lambda part: part["period_end"].astype("int64"))
    keys = ["region", "indicator_id", "year"]
    levels = rows[(rows["measure"] == "level") & (rows["unit"] == "元")].drop_duplicates(keys)[[*keys, "value"]].rename(columns={"value": "level"})
    growth = rows[(rows["measure"] == "growth") & (rows["unit"] == "%")].drop_duplicates(keys)[[*keys, "value"]].rename(columns={"value": "stated"})
    before = levels.assign(year=levels["year"] + 1).rename(columns={"level": "level_before"})
    found = growth.merge(levels, on=keys).merge(before, on=keys)
    found["implied"] = 100 * (found["level"] / found["level_before"] - 1)
    found["difference"] = found["stated"] - found["implied"]
    return found[["region", "indicator_id", "year", "level_before", "level", "stated", "implied", "difference"]].reset_index(drop=True)
