"""Figures of other publications: their rows and their vintages."""

import csv

import pytest
from conftest import ROOT

from reportlib import (
    ReportError,
    load_facts,
    match_indicator,
)


def test_ids_of_the_facts_are_the_catalogues():
    with (ROOT / "data" / "reference" / "facts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 358 == len({row["fact_id"] for row in rows})
    assert all(
        row["indicator_id"] == (match_indicator(row["indicator"], row["unit"]) or "")
        for row in rows
    )
    assert all(
        row["source_title"] and row["source_date"] and row["confidence"] in ("high", "medium")
        for row in rows
    )


def test_vintages():
    announced, latest = load_facts(), load_facts("latest")
    assert set(announced["vintage_rule"]) == {"as_announced"} and set(latest["vintage_rule"]) == {
        "latest"
    }
    assert len(announced) == len(latest) and not announced["value"].equals(latest["value"])
    assert announced.loc[announced["confidence"] == "medium", "source_url"].isna().all()
    with pytest.raises(ReportError, match="vintage='first'"):
        load_facts("first")
    with pytest.raises(ReportError, match=r"nothing\.csv: no such file"):
        load_facts(path="nothing.csv")
