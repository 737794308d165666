assert short.sort_values("shortfall").year.iloc[0] == 2020 and len(short) == 4
rows = investment.set_index("year")
assert rows.loc[2020, ["target", "outcome", "target_bound"]].tolist() == [6, 3.9, "approx"]
assert rows.shortfall[[2020, 2023, 2024, 2025]].round(1).tolist() == [2.1, 5.7, 3.9, 5.7]
end = levels.loc[2025]
assert end[["index", "trend", "distance"]].round(1).tolist() == [136.3, 159.2, -14.4]
plain = rl.index_levels(panel, "重庆市").set_index("year").distance[2025]
assert round(end["distance"] / plain) == 3
short = nation[nation.shortfall > 0]
assert counts.loc["all", ["n", "short"]].tolist() == [46, 3]
assert counts.n[["cpi", "urban_new_jobs", "registered_unemployment_rate"]].tolist() == [11, 11, 6]
assert counts.short[["cpi", "urban_new_jobs", "registered_unemployment_rate"]].sum() == 0
assert short[["year", "indicator_id"]].values.tolist() == [
    [2015, "gdp"],
    [2022, "gdp"],
    [2022, "surveyed_unemployment_rate"],
]
own = ["fixed_asset_investment", "retail_sales", "trade"]
assert not set(own) & set(nation[nation.target.notna()].indicator_id)
city = rl.count_record(rl.build_record(panel, "重庆市")).set_index("indicator_id")
assert city.loc[own, ["n", "short"]].sum().tolist() == [11, 6]
assert city.loc["all", ["n", "short"]].tolist() == [29, 12]
