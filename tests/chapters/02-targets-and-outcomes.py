assert counts.n.tolist() == [74, 38, 33, 18, 17, 17, 0, 1]
assert round(17 / 0.74) == 23
assert round(17 / 0.72) == 24
assert counts.n[0] - counts.n[4] == 57
assert compared[compared.indicator_id == "gdp"][["target", "outcome"]].values.tolist() == [[6, 8.3]]
misread = compared[compared.indicator.str.contains("机场群|协同联动|机场联动")]
assert len(misread) == 74 - 72
assert (compared.target_class == "enumeration").sum() == 7
assert misread.outcome.isna().all()
averages = growth.set_index("indicator_id").two_year_average.round(1)
assert (averages["gdp"], averages["fixed_asset_investment"]) == (6.1, 5.0)
assert len(growth) == 5
assert (growth.two_year_average < growth.target).sum() == 1
assert 17.5 < growth.margin.max() < 18
assert growth.set_index("indicator_id").baseline[["gdp", "fixed_asset_investment"]].tolist() == [
    3.9,
    3.9,
]
assert list(met.values()) == [17, 17, 18, 17, 16, 17]
assert point.status.tolist() == ["missed"]
assert len(famous) == 3
assert len(relative) == 1
assert relative.period_end.item() == 2025
income = facts[
    (facts.indicator_id == "household_income")
    & (facts.period_end == 2025)
    & (facts.measure == "level")
]
assert "0.3%" in facts.set_index("fact_id").note["f0269"]
assert income.value.tolist() == [41580]
assert set(income.region) == {"重庆市"}
