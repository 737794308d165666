first = even.iloc[0]
assert even.index.tolist() == ["公共服务"]
assert (first.n, first.sections) == (8, 8)
assert first[["dp", "dp_expected", "dp_excess"]].astype(float).round(2).tolist() == [
    0.71,
    0.78,
    -0.07,
]
assert strings == 16 == longer["count"].sum()
assert longer.loc[longer.term == "改革", "count"].item() == 7 == 16 - 9
assert pairs.n_both.tolist() == [4] * 5
assert {"基础设施", "公共服务"} in [{*pair} for pair in pairs[["first", "second"]].to_numpy()]
