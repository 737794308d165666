"""The catalogue of indicators: which names match, and that its rows are whole."""

import pytest
from conftest import cases

from reportlib import describe_indicator, load_vocabulary, match_indicator

CLOSED = {
    "stock_or_flow": {"stock", "flow", "ratio"},
    "price_basis": {"constant", "current", "comparable", "none"},
    "judged_as": {"floor", "ceiling", "point", "none"},
}


@pytest.mark.parametrize("case", cases("indicators"))
def test_case(case):
    assert match_indicator(case["name"], case["unit"]) == (case["indicator_id"] or None)


def test_rows_are_whole():
    catalogue = load_vocabulary("indicators")
    assert len(catalogue) >= 250
    assert catalogue.drop(columns="aliases").notna().all(axis=None)
    assert catalogue["indicator_id"].str.fullmatch("[a-z0-9_]+").all()
    assert catalogue["topic"].nunique() <= 25
    for column, values in CLOSED.items():
        assert set(catalogue[column]) <= values
    families = set(load_vocabulary("units")["family"]) | {"ratio"}
    assert set("|".join(catalogue["unit_family"]).split("|")) <= families


def test_no_name_belongs_to_two_indicators():
    catalogue = load_vocabulary("indicators")
    names = [
        name
        for row in catalogue.fillna("").itertuples()
        for name in filter(None, [row.name_zh, *row.aliases.split("|")])
    ]
    assert len(names) == len(set(names))
    for row in catalogue.itertuples():
        assert match_indicator(row.name_zh) == row.indicator_id


def test_a_description_names_the_indicator():
    assert describe_indicator("gdp")["name_zh"] == "地区生产总值"
    with pytest.raises(KeyError):
        describe_indicator("nothing")


@pytest.mark.parametrize("case", cases("indicator_kinds"))
def test_an_indicator_is_of_its_kind(case):
    kind = {name: cell for name, cell in case.items() if name not in ("why", "indicators")}
    for indicator_id in case["indicators"].split():
        row = describe_indicator(indicator_id)
        assert {name: row[name] for name in kind} == kind, indicator_id


def test_most_measures_of_the_shipped_report_have_an_id(tables):
    numbers = tables.numbers
    stated = numbers[(numbers["kind"] == "measure") & numbers["role"].isin(["outcome", "target"])]
    assert stated["indicator_id"].notna().mean() >= 0.85
    assert (stated["indicator_id"].notna() == stated["topic"].notna()).all()
