assert rates.value.max() == 54.4 and rates.value.nlargest(2).iloc[1] < 54.4
more = growth[growth.value > 54.4].set_index("value")
assert more.role.to_dict() == {85: "outcome", 100: "target"}
assert more.period_start[85] == 2016 and more.period_end.to_dict() == {85: 2020, 100: 2035}
assert (sales, prices[2020], round(real, 1)) == (1.3, 2.3, -1.0)
gdp = pairs.set_index("indicator_en").growth["GDP"]
assert (round(gdp - sales, 1), round(gdp - real, 1)) == (2.6, 4.9)
aim = rl.load_facts().query("region == '重庆市' and indicator_id == 'cpi' and role == 'target'")
assert aim.set_index("period_end").value[2020] == 3.5
