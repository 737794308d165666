assert sorted(jobs.value) == [3260, 3620] and 3620 - 3260 == 360
moved = compared[compared.status != usual.status]
assert moved.indicator_id.tolist() == ["gdp"] and moved.status.tolist() == ["missed"]
met = ["industrial_value_added", "household_income", "cpi", "urban_new_jobs"]
assert compared[compared.status == "met"].indicator_id.tolist() == met
row = compared.set_index("indicator_id").loc["gdp"]
assert (row.target, row.outcome, round(row.gap, 1)) == (5.5, 5.3, -0.2)
assert answer == [55, 1] and rl.find_doubts(mended).kind.tolist() == ["level and growth"]
assert not (mended.numbers.start == last.start.iloc[0]).any()
