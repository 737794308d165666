assert counts.n.tolist() == [26, 0, 17, 10, 9, 9, 0, 1]
assert round(9 / 0.26) == 35
assert len(nearly) == 7
listed = goals[goals.target_class == "enumeration"]
assert len(listed) == 5
assert listed.indicator.str.contains("机场群").sum() == 1
assert goals.set_index("indicator_id").loc[
    "forest_cover", ["target", "outcome", "status"]
].tolist() == [57, 55, "undecided"]
assert goals[
    goals.indicator_id.isin(["urban_rail_both", "income_gap", "good_air_share"])
].target.tolist() == [1000, 88, 2.35]
assert air[["baseline", "outcome"]].round(1).values.tolist() == [[91.0, 89.0]]
assert round(32500 / 365, 1) == 89.0
shown = rates.round(2).set_index("indicator_en")[["rate", "reached"]]
assert len(rates) == 15
assert rates.reached.count() == 8
assert shown.rate.iloc[0] == 4.73
assert shown.loc["Expressways open"].round(1).tolist() == [6.2, 7.0]
assert shown.loc["Forest cover"].tolist() == [0.9, 0.5]
assert shown.loc["Gross enrolment, higher education"].round(1).tolist() == [1.4, 2.3]
assert before[
    (before.indicator_id == "gdp") & (before.measure == "average_growth")
].value.tolist() == [7.2]
assert way.share_of_way.round().tolist()[:7] == [271, 247, 161, 155, 141, 114, 56]
assert way.hold.sum() == 1
assert len(way) == 8
rail = rl.load_facts().query("indicator == '轨道交通运营里程' and period_end == 2025")
assert goals.set_index("indicator_id").outcome["income_gap"] == 2.21
assert 580 in rail.value.tolist()
assert found.outcome_bound.isin(["gt", "ge"]).sum() == 4
assert found.outcome_document.value_counts().to_dict() == {"work_report": 7, "press": 3}
growth = rates[(rates.rate_unit == "% a year") & rates.reached.notna()]
assert (len(growth), (growth.reached >= growth.rate).sum()) == (3, 3)
values = seen.set_index(["indicator_id", "year"]).value
assert values["forest_cover"][[2021, 2022, 2023]].tolist() == [54.5, 55.04, 55.06]
assert seen.loc[seen.indicator_id == "tourism_share_of_gdp", "value"].round(2).tolist()[-1] == 4.35
days = seen[(seen.indicator_id == "good_air_share") & (seen.role == "outcome")]
assert (days[days.year < 2025].value < 333 / 366 * 100).all() and len(days) == 5
assert (
    92.6
    in trace[(trace.indicator_id == "good_air_share") & (trace.role == "target")].value.tolist()
)
exact = seen[(seen.indicator_id == "forest_cover") & (seen.bound == "eq")]
assert exact.year.tolist() == [2021, 2022, 2023] and (exact.gap < 0).all()
on_the_way = seen[seen.indicator_id == "forest_cover"].year.tolist()
assert on_the_way == [2021, 2022, 2023, 2024, 2025]
assert way.stated.unique().tolist() == [26]
