"""Accuracy against a key: hand-computed cases, bad input, and the figures that the shipped report
must hold.
"""

import math

import pandas as pd
import pytest
from conftest import ROOT

from reportlib import ReportError, evaluate, list_misses
from reportlib.audit.evaluate import read_key

KEY = ROOT / "tests" / "gold" / "chongqing-2021.csv"
# share of right readings on the shipped key; raise it with the reader, never lower it without
# saying why
AT_LEAST = {
    "numerals found": 0.99,
    "kind": 0.98,
    "measures precision": 0.99,
    "value": 0.99,
    "unit": 0.99,
    "indicator": 0.97,
    "measure": 0.99,
    "period": 0.99,
    "role": 0.98,
    "bound": 0.99,
    "hedge": 0.98,
    "exact f1": 0.97,
    "strict f1": 0.9,
}
ROW = {"kind": "measure", "value": "6", "unit": "%", "indicator": "生产总值", "measure": "growth"}
ROW |= {"period": "2020", "role": "outcome", "bound": "eq", "hedge": ""}


def sheet(*rows):
    """Rows of a text of ``6%`` every ten characters; a change overrides the row above."""
    return pd.DataFrame(
        [
            {"start": 10 * i, "end": 10 * i + 2, "text": "6%", **ROW, **row}
            for i, row in enumerate(rows)
        ]
    )


def share(key, predicted, field):
    return evaluate(key, predicted).set_index("field").loc[field, "share"]


@pytest.mark.parametrize(
    ("field", "in_key", "predicted", "right"),
    [
        ("value", "6", "6.0", True),
        ("value", "1~2", "1~2", True),
        ("value", "1~2", "1", False),
        ("value", "-3", "3", False),
        ("value", "1|2", "2", True),
        ("unit", "%", "％", True),
        ("unit", "个|项", "项", True),
        ("period", "2016-2020", "2016—2020年", True),
        ("period", "2020", "2016-2020", False),
        ("role", "outcome|context", "context", True),
        ("role", "outcome", "target", False),
        ("bound", "ge", "gt", False),
        ("hedge", "力争+以上", "以上+力争", True),
        ("hedge", "力争", "", False),
        ("indicator", "地区生产总值|生产总值", "生产总值", True),
        ("indicator", "城镇居民人均可支配收入", "全市城镇居民人均可支配收入", True),
        ("indicator", "城镇居民可支配收入", "城镇居民人均可支配收入", False),
        ("indicator", "进出口", "", False),
    ],
)
def test_fields_agree(field, in_key, predicted, right):
    assert share(sheet({field: in_key}), sheet({field: predicted}), field) == float(right)


def test_ranges_and_years_of_our_own_table():
    ours = sheet(
        {
            "value": None,
            "value_low": 1.0,
            "value_high": 2.0,
            "period_start": 2016,
            "period_end": 2020,
        }
    ).drop(columns="period")
    assert share(sheet({"value": "1~2", "period": "2016-2020"}), ours, "exact f1") == 1.0


def test_another_rows_indicator_is_not_close():
    key = sheet({"indicator": "城镇居民人均可支配收入"}, {"indicator": "农村居民人均可支配收入"})
    assert share(key, key.assign(indicator="农村居民人均可支配收入"), "indicator") == 0.5


def test_precision_counts_what_is_claimed_and_recall_what_is_there():
    key = sheet({}, {}, {}, {"kind": "date"})
    predicted = sheet({}, {}, {"kind": "name"}, {}).iloc[[0, 2, 3]]
    figures = evaluate(key, predicted).set_index("field")
    assert figures.loc["measures precision", ["right", "n"]].tolist() == [1, 2]
    assert figures.loc["measures recall", ["right", "n"]].tolist() == [1, 3]
    assert figures.loc["measures f1", "share"] == pytest.approx(2 * 1 / (2 + 3))
    assert figures.loc["numerals found", "share"] == 0.75


def test_open_kinds_are_not_scored_as_measures():
    figures = evaluate(sheet({"kind": "measure|name"}, {}), sheet({"kind": "name"}, {})).set_index(
        "field"
    )
    assert figures.loc["kind", "share"] == 1.0 and figures.loc["value", "n"] == 1


def test_one_number_for_two_indicators_is_one_claim():
    key = sheet({})
    twins = pd.concat([key, key.assign(indicator="居民收入")])
    assert share(key, twins, "measures precision") == 1.0
    assert share(key, pd.concat([key, key.assign(role="target")]), "measures precision") == 0.5


def test_strict_asks_for_the_words_of_the_key():
    figures = evaluate(
        sheet({"indicator": "城镇居民人均可支配收入"}),
        sheet({"indicator": "全市城镇居民人均可支配收入"}),
    ).set_index("field")["share"]
    assert figures[["exact f1", "strict f1"]].tolist() == [1.0, 0.0]


def test_the_interval_is_wilsons():
    figures = (
        evaluate(sheet(*[{}] * 10), sheet(*[{}] * 8, {"unit": "元"}, {"unit": "元"}))
        .set_index("field")
        .loc["unit"]
    )
    z, p, n = 1.959964, 0.8, 10
    middle, half = (
        (p + z * z / 2 / n) / (1 + z * z / n),
        z * math.sqrt(p * (1 - p) / n + z * z / 4 / n / n) / (1 + z * z / n),
    )
    assert (figures["low"], figures["high"]) == pytest.approx((middle - half, middle + half))
    assert (figures["low"], figures["high"]) == pytest.approx((0.490, 0.943), abs=5e-4)


def test_misses_show_both_readings():
    found = list_misses(
        sheet({}, {}),
        sheet({"unit": "元", "hedge": "力争"}, {}, {"indicator": "出口"}).iloc[[0, 2]],
    )
    assert found[["start", "field", "status"]].values.tolist() == [
        [0, "unit", "wrong"],
        [0, "hedge", "wrong"],
        [10, "kind", "absent"],
        [20, "kind", "extra"],
    ]
    assert found.loc[0, ["key", "predicted"]].tolist() == ["%", "元"]


@pytest.mark.parametrize(
    ("key", "predicted", "message"),
    [
        (sheet().reindex(columns=sheet({}).columns), sheet({}), "the key has no rows"),
        (sheet({}).drop(columns=["unit"]), sheet({}), "table 'key' lacks the column 'unit'"),
        (sheet({}), sheet({}).assign(start="x"), "table 'predicted': row 1 has start 'x'"),
        (sheet({}), sheet({}).assign(text="66"), "the tables are not of one text"),
        (
            sheet({}),
            pd.concat([sheet({}), sheet({})[["unit"]]], axis=1),
            "has the column 'unit' twice",
        ),
    ],
)
def test_bad_tables(key, predicted, message):
    with pytest.raises(ReportError, match=message):
        evaluate(key, predicted)


def test_bad_files_are_named(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_bytes("start,end\n重,".encode("gb18030"))
    with pytest.raises(ReportError, match="sheet.csv: cannot be read as a table"):
        read_key(path)
    path.write_text("start,end\n1,2\n", encoding="utf-8")
    with pytest.raises(ReportError, match="sheet.csv' lacks the columns 'text', 'kind'"):
        read_key(path)


def test_the_shipped_report_holds_its_figures(tables):
    figures = evaluate(read_key(KEY), tables.numbers).set_index("field")["share"]
    assert {
        field: round(figures[field], 3)
        for field, least in AT_LEAST.items()
        if figures[field] < least
    } == {}


def test_no_value_of_the_shipped_report_is_wrong(tables):
    found = list_misses(read_key(KEY), tables.numbers)
    assert found[(found["field"] == "value") & (found["status"] == "wrong")].empty
