n = counts.n
assert n[["outcome stated", "met as printed", "met", "missed"]].tolist() == [31, 15, 21, 10]
assert n[["lowered", "kept", "raised"]].tolist() == [18, 12, 1]
assert (counts.of == 31).sum() == len(counts) - 1
short = rows.margin < -1e-9
assert (short.sum(), (short & (rows.moved == "lowered")).sum()) == (16, 14)
assert (~short & (rows.moved == "lowered")).sum() == 4
assert rows[["national_low", "national_high"]].drop_duplicates().values.tolist() == [[5, 5]]
ends = ["national_next_low", "national_next_high"]
assert rows[ends].drop_duplicates().values.tolist() == [[4.5, 5]]
by = rows.set_index("region")
assert by.margin.round(1)[["河北省", "海南省"]].tolist() == [0.6, -2.0]
assert rows.region.tolist()[0] == "河北省" and rows.region.tolist()[-1] == "海南省"
dates = provinces[["region", "source_title", "source_date"]].drop_duplicates()
assert dates.source_date.str[:7].value_counts().to_dict() == {
    "2025-01": 31,
    "2026-01": 22,
    "2026-02": 9,
}
assert dates.source_date.max() <= "2026-02-07"
rate = provinces[provinces.indicator_id == "surveyed_unemployment_rate"]
rate = rate[(rate.period_end == 2025) & (rate.role == "outcome") & (rate.timing == "end")]
assert rate.region.tolist() == ["广西壮族自治区"]
assert margins["surveyed_unemployment_rate"].notna().sum() == 11
assert margins["cpi"].notna().sum() == 5
quoted = ["wording", "next_wording", "moved"]
assert by.loc["四川省", quoted].tolist() == ["5.5%以上", "5.5%左右", "kept"]
assert by.loc["重庆市", quoted].tolist() == ["6%左右", "5%以上", "lowered"]
assert by.loc["江西省", quoted].tolist() == ["5%左右", "5%-5.5%", "raised"]
between = rows[(rows.status == "met") & ~rows.met_as_printed.astype(bool)]
assert len(between) == 6 and set(between.wording_class) == {"about"}
assert (between.margin.round(1).min(), between.margin.round(1).max()) == (-0.5, -0.2)
assert rows.region[rows.moved == "raised"].tolist() == ["江西省"]
fujian = ["target_low", "target_high", "next_low", "next_high", "moved", "outcome", "change"]
assert by.loc["福建省", fujian].tolist() == [5, 5.5, 5, 5, "lowered", 5, 0]
assert n[["worded at least", "next worded at least", "softened"]].tolist() == [8, 4, 6]
soft = by[by.softened.astype(bool)]
to_about = soft.index[(soft.wording_class == "at least") & (soft.next_class == "about")]
assert set(to_about) == {"四川省", "辽宁省", "海南省"} and n["at least became about"] == 3
assert soft.next_class[["江苏省", "安徽省", "福建省"]].tolist() == ["number", "range", "about"]
assert soft.wording_class["福建省"] == "range"
assert set(soft.moved) == {"kept", "lowered"}
assert ((by.wording_class == "about") & (by.next_class == "range")).sum() == 6
assert n[["strives", "next strives", "strives anew"]].tolist() == [5, 17, 14]
assert (by.next_strives.astype(bool) & (by.moved == "lowered")).sum() == 13
a = amplified.round(2).set_index("year")
assert a[["mean", "median", "national"]].values.tolist() == [[5.35, 5, 5], [5.05, 5, 4.5]]
assert a[["above", "equal", "below"]].values.tolist() == [[15, 15, 1], [24, 7, 0]]
assert a.loc[2026, ["mean_high", "national_high"]].tolist() == [5.16, 5]
assert rows.region[rows.target_low < rows.national_low].tolist() == ["青海省"]
assert (rows.next_high > rows.national_next_high).sum() == 9
march = facts[(facts.indicator_id == "gdp") & (facts.region == "全国") & (facts.role == "target")]
assert march.source_date[march.period_end == 2026].tolist() == ["2026-03-05"]
table = told[["targets", "told", "short"]]
assert table.loc["gdp"].tolist() == [31, 31, 16]
assert table.loc["urban_new_jobs"].tolist() == [31, 24, 0]
assert table.loc["retail_sales"].tolist() == [22, 16, 15]
assert table.loc["fixed_asset_investment"].tolist() == [22, 7, 4]
assert table.loc["surveyed_unemployment_rate"].tolist() == [28, 12, 0]
assert table.loc["cpi"].tolist() == [28, 5, 0]
assert table.loc["energy_intensity", ["targets", "told"]].tolist() == [5, 0]
investment = told.loc["fixed_asset_investment"]
assert (investment.words + investment.silent, investment.told_without_target) == (15, 1)
extra = provinces[(provinces.indicator_id == "fixed_asset_investment") & provinces.value.notna()]
extra = extra[extra.period_end == 2025]
outside = set(extra.region[extra.role == "outcome"]) - set(extra.region[extra.role == "target"])
assert outside == {"上海市"}
left_out = told.words + told.silent
good = ["urban_new_jobs", "surveyed_unemployment_rate", "cpi"]
assert left_out[good].tolist() == [7, 16, 23]
others = told.drop(index=good)
assert (others.short[others.told > 0] > 0).all()  # there are no more of them
assert set(gdp.measure) == {"growth"}
exact = by.index[by.margin.abs() < 1e-9]
assert len(exact) == 5 and "福建省" in exact
assert found[["region", "target", "value"]].values.tolist() == [["重庆市", 5, -0.7]]
assert found.indicator_id.tolist() == ["fixed_asset_investment"]
at = bins.set_index("low").n
assert at[[-0.1, 0.0, 0.1]].tolist() == [0, 5, 3]
tests = rl.bunching(rows).round(2)
assert tests[["above", "below", "p_value"]].values.tolist() == [
    [8, 2, 0.11],
    [13, 6, 0.17],
    [15, 12, 0.7],
]
assert tests.at_zero.tolist() == [5, 5, 5]
pretend = [0.1] * 9 + [-0.1]
assert rl.bunching(rows.head(10).assign(margin=pretend), [0.2]).p_value.item() < 0.05
r = ratchet.set_index("last_margin")
assert r[["n", "lowered", "kept", "raised"]].values.tolist() == [
    [16, 14, 2, 0],
    [5, 2, 3, 0],
    [10, 1, 9, 0],
]
assert r.mean_change.round(2).tolist() == [-0.5, -0.2, -0.05]
assert set(by.index[(by.margin < 0) & (by.change == 0)]) == {"海南省", "青海省"}
steps = by[(by.margin < 0) & (by.change < 0)]
assert steps.change.value_counts().to_dict() == {-0.5: 12, -1.0: 2}
assert set(steps.index[steps.change == -1]) == {"重庆市", "内蒙古自治区"}
assert steps.margin.round(1).agg(["min", "max"]).tolist() == [-1.3, -0.2]
assert (came >= this.value_low).sum() == 15
assert (came >= this.value_high).sum() == 14
