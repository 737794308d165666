assert none.year.tolist() == [2020]
assert len(eight) == 7
assert (eight.year.min(), eight.year.max()) == (2005, 2011)
assert beside.index[beside.target > beside.nation_high].tolist() == [
    2015,
    2016,
    2018,
    2023,
    2024,
    2025,
]
same = (beside.target == beside.nation_low) & (beside.target == beside.nation_high)
assert beside.index[same].tolist() == [2021, 2022]
assert beside.nation_low.isna().sum() == 1
assert 2017 not in beside.index
assert beside.loc[2019, "target"] == beside.loc[2019, "nation_low"]
assert beside.loc[2026, "target"] == beside.loc[2026, "nation_high"]
