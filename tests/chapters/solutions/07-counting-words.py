first = often.loc["transport"]
assert often.dp_excess.nsmallest(2).index.tolist() == ["transport", "public services"]
assert (first.term, first.n, first.sections) == ("交通", 6, 6)
assert (round(first.dp, 2), round(first.dp_expected, 2)) == (0.75, 0.83)
assert often.dp_excess.nsmallest(2).round(2).tolist() == [-0.07, -0.07]
assert strings == 16 == longer["count"].sum()
assert longer.loc[longer.term == "改革", "count"].item() == 7 == 16 - 9
assert pairs.n_both.tolist() == [4] * 5
assert {"基础设施", "公共服务"} in [{*pair} for pair in pairs[["first", "second"]].to_numpy()]
