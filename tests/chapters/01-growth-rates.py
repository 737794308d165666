assert len(pairs) == 5
assert (pairs.growth < pairs.average_growth).sum() == 4
assert long.value.tolist()[0] == -42.1
assert round(100 * (1 - 0.579**0.2)) == 10
gdp = before.set_index("indicator_en").loc["GDP"]
assert (gdp["growth"], gdp["average_2016_2019"]) == (3.9, 8.0)
