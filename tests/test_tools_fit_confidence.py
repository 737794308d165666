"""Counts of confidence are written from keys, each report judged by the counts of the others."""

import shutil
import sys

import fit_confidence
import pandas as pd
import pytest
from conftest import ROOT

from reportlib.audit.evaluate import judge_rows, read_key

NAME = "chongqing-2021"


@pytest.fixture
def tool(monkeypatch, tmp_path):
    monkeypatch.setattr(fit_confidence, "WRITTEN", tmp_path / "confidence.csv")
    return fit_confidence


def run(tool, monkeypatch, keys, texts):
    monkeypatch.setattr(sys, "argv", ["fit_confidence", str(keys), "--texts", str(texts)])
    tool.main()
    return pd.read_csv(tool.WRITTEN, dtype={"rule": str, "length": str}, keep_default_na=False)


def test_what_is_counted_is_what_the_key_judges(tool, monkeypatch, tmp_path, tables, capsys):
    keys, texts = tmp_path / "keys", tmp_path / "texts"
    keys.mkdir()
    texts.mkdir()
    key = ROOT / "tests" / "gold" / f"{NAME}.csv"
    shutil.copy(key, keys)
    shutil.copy(ROOT / "data" / "reports" / f"{NAME}.txt", texts)
    counts = run(tool, monkeypatch, keys, texts)
    right = judge_rows(read_key(key), tables.numbers)
    told = right.notna() & tables.numbers["indicator"].notna()
    sums = counts[counts["length"] == ""]
    assert sums["n"].sum() == told.sum() > 200
    assert sums["right"].sum() == right[told].sum() < told.sum()
    assert set(counts["catalogued"]) == {"yes", "no"}
    # judged by no other report, none of its rows is sure, and no share of right ones is given
    assert "at 0.9 or more" not in capsys.readouterr().out
