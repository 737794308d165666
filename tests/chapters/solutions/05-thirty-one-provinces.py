more = rows[rows.next_low > rows.national_next_high]
assert set(more.region) == {
    "西藏自治区",
    "海南省",
    "四川省",
    "甘肃省",
    "湖北省",
    "新疆维吾尔自治区",
}
assert (retail.met_as_printed.sum(), retail.outcome.notna().sum(), len(retail)) == (1, 16, 22)
assert retail.national_low.isna().all()
tests = rl.bunching(margins).round(2)
assert tests[["above", "n", "p_value"]].values.tolist() == [
    [10, 12, 0.04],
    [16, 28, 0.57],
    [21, 40, 0.87],
]
assert tests.at_zero[0] == 7
assert (tests.above[0] - 7, tests.below[0]) == (3, 2)
assert [round(p, 2) for p in answer] == [0.04, 1.0]
low = more.set_index("region").next_low
assert low[["西藏自治区", "海南省", "四川省", "甘肃省", "湖北省"]].tolist() == [7, 6, 5.5, 5.5, 5.5]
