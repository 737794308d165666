city = panel[(panel.region == "重庆市")]
assert pairs.status.isin(["met", "missed", "undecided"]).all()
assert (len(pairs), pairs.short.sum(), (pairs.status == "missed").sum()) == (29, 12, 10)
assert pairs.year.min() == 2015 and pairs.year.max() == 2025
assert (record.margin.notna().sum(), len(short)) == (23, 12)
lacking = city[city.target.notna() & city.margin.isna()]
assert (city.target.notna().sum(), len(lacking)) == (45, 16)
assert city[city.target.notna()].year.agg(["min", "max"]).tolist() == [2015, 2026]
assert (lacking.year == 2026).sum() == 5
assert lacking[lacking.year < 2026].status.value_counts().to_dict() == {
    "no_outcome": 8,
    "not_comparable": 3,
}
assert lacking[lacking.status == "not_comparable"].reason.str.contains("part of the year").all()
of_2020 = numbers[(numbers.sentence_id == told.sentence_id.iloc[0]) & (numbers.unit == "%")]
assert of_2020.value.tolist()[:3] == [3.9, 3.9, 1.3]
year_2020 = record[record.year == 2020].set_index("indicator_id")
assert year_2020.target.tolist() == [6, 6, 7.5, 5, 5.5]
assert year_2020.target_bound.fillna("").tolist() == ["eq", "approx", "approx", "eq", "approx"]
set_for_2020 = statements[
    (statements.region == "重庆市")
    & (statements.role == "target")
    & (statements.period_start == 2020)
    & (statements.period_end == 2020)
]
dates = set_for_2020[set_for_2020.indicator_id.isin(RATES[:3])].source_date
assert dates.tolist() == ["2020-01-11"] * 3
by_year = gdp.set_index("year")
assert by_year.target_bound.isna()[[2016, 2019]].all() and by_year.target[2016] == 10
count = rl.count_record(record).set_index("indicator_id")
assert count.n.tolist() == [10, 5, 4, 2, 2, 23]
assert count.short.tolist() == [5, 4, 2, 0, 1, 12]
assert count.met["trade"] == 2
assert short.shortfall.max().round(1) == 6.2
assert short.loc[short.shortfall.idxmax(), ["indicator_id", "year"]].tolist() == [
    "retail_sales",
    2020,
]
assert short.year.value_counts()[[2020, 2024, 2025]].tolist() == [4, 2, 3]
late = pairs[pairs.year >= 2024]
assert len(late) == 5 and late.short.all()
shown = late.set_index(["indicator_id", "year"])[["outcome", "target"]]
assert shown.loc["gdp"].values.tolist() == [[5.7, 6], [5.3, 6]]
assert shown.loc["fixed_asset_investment"].values.tolist() == [[0.1, 4], [-0.7, 5]]
assert shown.loc["retail_sales"].values.tolist() == [[3.1, 5]]
assert (late[late.indicator_id == "gdp"].target_bound == "approx").all()
others = pairs[~pairs.indicator_id.isin(RATES)]
assert others.indicator_id.value_counts().to_dict() == {
    "urban_new_jobs": 3,
    "cpi": 1,
    "household_income": 1,
    "grain_output": 1,
}
assert (others.status == "met").all()
forgiven = short[short.status == "met"].set_index(["indicator_id", "year"])
assert forgiven.outcome.to_dict() == {
    ("gdp", 2024): 5.7,
    ("surveyed_unemployment_rate", 2020): 5.7,
}
assert forgiven.target.tolist() == [6, 5.5] and (forgiven.target_bound == "approx").all()
assert counts[["missed", "n"]].values.tolist() == [[11, 29], [10, 29], [9, 29]]
above_too = panel[(panel.region == "全国") & panel.indicator_id.isin(RATES) & panel.target.notna()]
assert set(above_too.indicator_id) == {"gdp", "surveyed_unemployment_rate"}
nation_short = nation[nation.shortfall > 1e-9].set_index("year").shortfall.round(1)
assert nation_short.to_dict() == {2015: 0.1, 2022: 2.5} and nation.margin.notna().sum() == 10
assert by_year.shortfall[2022].round(1) == 2.9
assert len(faster) == 9 and gdp.outcome.notna().sum() == 11
assert gdp[gdp.outcome < gdp.upper_outcome].year.tolist() == [2018, 2022]
both = gdp[gdp.target.notna() & gdp.upper_target_low.notna()]
assert len(both) == 10 and 2026 in both.year.tolist() and len(higher) == 6
assert (both.target >= both.upper_target_low).all()
ahead = (by_year.target - by_year.upper_target_high)[[2015, 2023, 2024, 2025]]
assert ahead.tolist() == [3, 1, 1, 1]
assert by_year.loc[[2024, 2025], ["outcome", "upper_outcome"]].values.tolist() == [
    [5.7, 5.0],
    [5.3, 5.0],
]
judged = gdp[gdp.margin.notna()]
wording = judged.target_bound.fillna("unknown").replace({"eq": "firm", "ge": "firm"})
worded = (judged.shortfall > 1e-9).groupby(wording).agg(["sum", "count"])
assert worded.loc[["approx", "firm", "unknown"]].values.tolist() == [[4, 5], [1, 3], [0, 2]]
path = levels.set_index("year")
assert round(path.trend[2020] - 100, 2) == 6.15
assert path.distance[[2021, 2022, 2023, 2025]].round(2).tolist() == [-0.14, -3.48, -3.52, -4.70]
assert path.growth[[2022, 2023, 2024, 2025]].tolist() == [2.6, 6.1, 5.7, 5.3]
assert path.growth[[2016, 2017, 2021]].tolist() == [10.7, 9.3, 8.3]
assert path.loc[2025, ["index", "trend"]].round(1).tolist() == [136.3, 143.1]
# each rate is exact to 0.05: the level moves up, and the pace of two years down
level = (100 + 3.95) * (1 + 8.35 / 100)
pace = (1 + 5.95 / 100) * (1 + 6.25 / 100)
assert level > 100 * pace
older = rl.index_levels(panel, "重庆市", trend_years=(2016, 2019)).set_index("year")
assert older.distance[2021].round(1) == -3.6
assert round(older.trend[2020] - 100, 1) == 8.1
assert china.set_index("year").distance[2025].round(1) == -8.7
assert round(china.set_index("year").trend[2020] - 100, 2) == 6.35
assert not statements.query("indicator_id == 'gdp' and vintage == 'latest'").shape[0]
assert incomes[["year", "level", "upper_level"]].values.tolist() == [
    [2020, 30824, 32189],
    [2021, 33803, 35128],
    [2025, 41580, 43377],
]
assert incomes.ratio.round(1).tolist() == [95.8, 96.2, 95.9]
assert incomes.change.round(1).tolist() == [0, 0.5, 0.1]
assert round(100 - incomes.ratio.iloc[0], 1) == 4.2
goals = compared[(compared.period_end == 2025) & (compared.target_class == "plan_goal")]
later = trace[(trace.role == "target") & (trace.goal_year == 2025)]
assert later[["indicator_id", "goal", "value", "source_date"]].values.tolist() == [
    ["good_air_share", 88, 92.6, "2022-02-15"]
]
stated = compared[(compared.period_end == 2025) & (compared.target_class != "enumeration")]
assert len(stated) == 26
days = statements[statements.indicator_id == "good_air_days"]
days = days[days.period_end > 2020].set_index(["role", "period_end"])
assert days.loc[("target", 2025), ["value", "bound", "source_date"]].tolist() == [
    338,
    "ge",
    "2025-01-20",
]
assert days.loc[("outcome", 2025), ["value", "bound"]].tolist() == [325, "ge"]
exact = days.loc["outcome"].loc[2021:2024]
assert exact.value.tolist() == [326, 332, 325, 329] and (exact.bound == "eq").all()
assert round(100 * 338 / 365, 1) == 92.6 and round(100 * 325 / 365, 1) == 89.0
rail = statements[statements.indicator_id == "high_speed_rail_open"]
rail = rail[rail.period_end == 2025].set_index("role")
assert rail.loc["target", ["value", "source_date"]].tolist() == [1370, "2021-10-13"]
assert rail.value["outcome"] == 1356
assert stated[stated.indicator == "高铁通车及在建里程"][
    ["target", "target_bound"]
].values.tolist() == [[2000, "gt"]]
table = pairs.groupby(["short", "next_report"]).size()
assert table[True].to_dict() == {"silent": 3, "told": 7, "unread": 2}
assert table[False].to_dict() == {"silent": 2, "told": 2, "unread": 13}
silent = pairs[pairs.short & (pairs.next_report == "silent")]
silent = silent.set_index(["indicator_id", "year"]).outcome_document
assert silent.to_dict() == {
    ("fixed_asset_investment", 2024): "press",
    ("fixed_asset_investment", 2025): "press",
    ("gdp", 2022): "communique",
}
verdicts = rl.count_verdicts(compared).set_index("stage").n
assert verdicts[["decided", "met", "missed"]].tolist() == [19, 19, 0]
from pandas import read_csv  # noqa: E402

force = read_csv("../data/reference/target_force.csv")
witness = force[force.note.fillna("").str.contains("names the 8 that fell short")]
assert witness.note.str.contains("of 32").all() and witness.plan.str.startswith("2020年").all()
assert len(witness) == 1 and "/2021-03/" in witness.source_url.item()
