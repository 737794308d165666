wordings = gdp.target_bound.value_counts().to_dict()
assert wordings == {"approx": 15, "range": 2, "eq": 1, "none": 1, "ge": 1}
assert gdp.year[gdp.target_bound == "none"].tolist() == [2020]
above = [2015, 2016, 2018, 2023, 2024, 2025]
assert city.index[city.target > whole.target_high].tolist() == above
same = (city.target == whole.target_low) & (city.target == whole.target_high)
assert city.index[same].tolist() == [2021, 2022]
assert whole.target_low.isna().sum() == 1 and 2017 not in city.index
assert city.target[2019] == whole.target_low[2019] < whole.target_high[2019]
assert city.target[2026] == whole.target_high[2026]
assert (
    2021
    not in rl.build_panel(rl.load_facts())
    .query("region == '重庆市'")
    .dropna(subset="target")
    .query("indicator_id == 'gdp'")
    .year.tolist()
)
assert [*counts.loc[True], *counts.loc[False]] == [6, 40, 2, 41]
never = known[known.indicator_id.isin(["urban_new_jobs", "registered_unemployment_rate"])]
assert (len(never), len(known), never.short.sum(), never.soft.sum()) == (35, 81, 0, 3)
assert by_indicator.loc["gdp"].values.tolist() == [[0, 4], [3, 15]]
assert by_indicator.loc["cpi"].values.tolist() == [[1, 3], [3, 17]]
