"""Agreement of two auditors, and kappa against a computation by hand."""

import pandas as pd
import pytest
from test_audit_corrected import DEMO
from test_audit_filled import Sheet

from reportlib import ReportError, analyse, measure_agreement
from reportlib.audit.agreement import kappa


def test_kappa_by_hand():
    # of 40 rows: 18 both target, 12 both outcome, 6 and 4 apart; p = 30/40, by chance
    # (24 · 22 + 16 · 18) / 40² = 816/1600 = 0.51; kappa = (0.75 − 0.51) / (1 − 0.51) = 24/49
    pairs = [("target", "target")] * 18 + [("outcome", "outcome")] * 12
    pairs += [("target", "outcome")] * 6 + [("outcome", "target")] * 4
    assert kappa(pairs) == pytest.approx(24 / 49)


def test_kappa_of_three_labels_by_hand():
    # agreed 7 of 10; chance (4 · 3 + 3 · 4 + 3 · 3) / 100 = 0.33; (0.7 − 0.33) / 0.67 = 37/67
    pairs = [*["aa"] * 3, *["bb"] * 2, *["cc"] * 2, "ab", "bc", "cb"]
    assert kappa([tuple(pair) for pair in pairs]) == pytest.approx(37 / 67)


@pytest.mark.parametrize(
    ("pairs", "value"),
    [
        ([("a", "a")] * 5, None),
        ([], None),
        ([("a", "b"), ("b", "a")], -1.0),
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "a"), ("a", "b")], 0.0),
    ],
)
def test_kappa_at_its_ends(pairs, value):
    assert kappa(pairs) == value


@pytest.fixture
def sheets(tables, tmp_path):
    """Two sheets of 10 numbers of the shipped report, not filled in."""
    return [
        Sheet(tables, tmp_path / f"{name}.xlsx", lang, size=10, role="target")
        for name, lang in (("a", "en"), ("b", "zh"))
    ]


def test_two_people_in_two_languages(sheets):
    first, second = sheets
    for row in range(2, 11):  # the first judges nine, the second eight of them
        first.judge(row, **({"role": "outcome"} if row in (3, 4, 5) else {}))
    for row in range(3, 12):
        second.judge(
            row, **({"role": {4: "结果", 5: "背景", 6: "结果"}[row]} if row in (4, 5, 6) else {})
        )
    table = measure_agreement(first.save(), second.save()).set_index("field")
    assert set(table["n"]) == {8}
    # rows 3 to 10: outcome outcome outcome, then target, against target outcome context outcome …
    role = table.loc["role"]
    assert (role["agreed"], role["share"]) == (5, 5 / 8)
    chance = (3 * 2 + 5 * 5) / 64
    assert role["kappa"] == pytest.approx((5 / 8 - chance) / (1 - chance))
    # verdicts: c c c o o o o o against o c c c o o o o: 6 of 8, by chance (3 · 3 + 5 · 5) / 64
    assert role["verdict_share"] == 6 / 8
    assert role["verdict_kappa"] == pytest.approx((6 / 8 - 34 / 64) / (1 - 34 / 64))
    assert 0 < role["low"] < 5 / 8 < role["high"] < 1
    assert table.at["unit", "share"] == 1
    assert pd.isna(table.at["unit", "verdict_kappa"]), "neither ever says corrected"


def test_what_nobody_judged_has_no_share(sheets):
    table = measure_agreement(*(sheet.save() for sheet in sheets))
    assert set(table["n"]) == {0} and table["share"].isna().all() and table["kappa"].isna().all()


def test_sheets_that_cannot_be_compared(sheets, tables, tmp_path):
    other = Sheet(analyse(DEMO), tmp_path / "c.xlsx").save()
    with pytest.raises(ReportError, match="share no number; give two sheets of one sample"):
        measure_agreement(sheets[0].save(), other)
    changed = tables._replace(numbers=tables.numbers.assign(unit="座"))
    later = Sheet(changed, tmp_path / "d.xlsx", size=10, role="target").save()
    with pytest.raises(ReportError, match="was read in two ways; give two sheets of one reading"):
        measure_agreement(sheets[0].save(), later)
