"""Years and roles: the case file is the specification; invariants hold for any text."""

import pandas as pd
import pytest
from conftest import cases
from hypothesis import given, settings
from hypothesis import strategies as st

from reportlib import Report, analyse


@pytest.mark.parametrize("case", cases("periods"))
def test_period(case):
    year = int(case["year"]) if case["year"] else None
    numbers = analyse(Report("case", case["text"].replace("⏎", "\n"), year=year)).numbers
    found = []
    for row in numbers[numbers["kind"] == "measure"].astype(object).to_dict("records"):
        years = [row[end] for end in ("period_start", "period_end") if pd.notna(row[end])]
        written = "-".join(str(year) for year in dict.fromkeys(years)) or "-"
        part = row["part_of_year"] if pd.notna(row["part_of_year"]) else ""
        role = row["role"] if pd.notna(row["role"]) else ""
        found.append(" ".join(filter(None, [row["text"], written, part, role])))
    reasons = numbers[["text", "period_reason", "role_reason"]]
    assert found == case["expected"].split("; "), reasons


CUES = "去年|五年来|过去一年|今年|2035年|2019—2015年|“十四五”时期|“八五”普法|上半年|1—6月|力争"
WORDS = [*f"{CUES}|初步核算|增长5%|，|。|甲".split("|"), "\n", "一、去年回顾\n", "二、今年任务\n"]


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from([2021, None]))
@settings(deadline=None)
def test_a_number_has_a_role_a_reason_and_ordered_years(parts, year):
    numbers = analyse(Report("case", "".join(parts), year=year)).numbers
    rows = numbers[numbers["kind"] == "measure"]
    dated = rows[rows["period_end"].notna()]
    assert (dated["period_start"] <= dated["period_end"]).all()
    known = rows["role"].isin(["outcome", "target", "context"])
    assert known.all() if year else (known | rows["role"].isna()).all()
    assert rows["role_reason"].notna().all()
    assert dated["period_reason"].notna().all()
