assert counts.n.tolist() == [66, 30, 33, 20, 19, 19, 0, 1]
assert round(19 / 0.66) == 29
assert counts.n[0] - counts.n[4] == 47
classes = rl.count_by_class(compared).set_index("target_class")
assert classes.n.tolist() == [9, 27, 30, 8]
assert classes.decided.tolist() == [6, 9, 4, 0]
panel = rl.build_panel(both)
record = rl.count_record(rl.build_record(panel, "重庆市")).set_index("indicator_id").loc["all"]
assert (record.n, record.short, record.missed) == (29, 12, 10)
pace = rl.index_levels(panel, "重庆市").set_index("year").two_year_average.round(2)
assert (pace[2021], pace[2019]) == (6.08, 6.15)
relation = incomes.set_index("year")
assert relation.loc[[2020, 2025], "ratio"].round(1).tolist() == [95.8, 95.9]
assert relation.loc[[2020, 2025], "level"].tolist() == [30824, 41580]
assert relation.loc[[2020, 2025], "upper_level"].tolist() == [32189, 43377]
assert round(relation.ratio[2025] - relation.ratio[2020], 1) == 0.1
prices = rl.count_by_rule(facts, "cpi", region="全国")
assert (prices.met.tolist(), prices.n.tolist()) == ([18, 0, 2], [21, 21, 21])
assert compared[compared.indicator_id == "gdp"][["target", "outcome"]].values.tolist() == [[6, 8.3]]
misread = compared[compared.indicator.str.contains("机场群|协同联动|机场联动")]
assert len(misread) == 74 - 72
assert (compared.target_class == "enumeration").sum() == 8
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
assert list(met.values()) == [19, 19, 19, 19, 18, 19]
assert point.status.tolist() == ["missed"]
assert len(famous) == 3
assert len(relative) == 1
assert relative.period_end.item() == 2025
assert "0.3%" in facts.set_index("fact_id").note["f0269"]
force = rl.count_by_class(compared, "target_force").set_index("target_force")
assert force.n.to_dict() == {"binding": 0, "expected": 9, "": 57}
headline = compared[compared.target_class == "headline"]
assert headline.force_source.tolist() == ["2021年重庆市人民政府工作报告"] * 9
from pandas import read_csv  # noqa: E402

papers = read_csv("../data/reference/target_force.csv").query("indicator_id == 'energy_intensity'")
assert papers[papers.plan.str.startswith("2020年")].force.tolist() == ["binding"]
