assert len(pairs) == 5
assert (pairs.growth < pairs.average_growth).sum() == 4
assert long.value.tolist()[0] == -42.1
assert round(100 * (1 - 0.579**0.2)) == 10
gdp = before.set_index("indicator_en").loc["GDP"]
assert (gdp["growth"], gdp["average_2016_2019"]) == (3.9, 8.0)
later = rl.load_facts().query(
    "region == '重庆市' and indicator_id == 'gdp' and measure == 'growth'"
)
later = later[(later.role == "outcome")].drop_duplicates("period_end").set_index("period_end").value
pace = ((1 + later[2018] / 100) * (1 + later[2019] / 100)) ** 0.5 * 100 - 100
assert (round(pace, 2), round(pace - 3.9, 2)) == (6.15, 2.25)
assert 0.4 < (8.0 - pace) / (8.0 - 3.9) < 0.5
shock = pairs.merge(before, on="indicator_en")
seen = (shock.average_growth - shock.growth_x) / (shock.average_2016_2019 - shock.growth_x)
assert (seen.round(1) == 0.8).all()  # a fifth is hidden
assert len(growth) == 43
assert len(growth[(growth.role == "outcome") & (growth.measure == "growth")]) - 2 == 26
assert (long.role == "outcome").sum() == 2 and long.value.tolist() == [-42.1, 85, 100]
apart = (pairs.average_growth - pairs.growth).abs()
assert (apart < (before.average_2016_2019 - before.growth).abs()).all()
assert pairs.loc[(pairs.average_growth - pairs.growth).idxmax(), "indicator_en"] == "Retail sales"
level = "region == '重庆市' and indicator_id == 'gdp' and measure == 'level' and period_end == 2020"
latest = rl.load_facts("latest").query(level)
assert latest.vintage.tolist() == ["revised"]
assert latest.value.tolist() != rl.load_facts().query(level).value.tolist()
