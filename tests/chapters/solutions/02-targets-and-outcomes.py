assert (round(lines.margin.min(), 1), lines.margin.isna().sum()) == (0.1, 2)
headline = bands[bands.target_class == "headline"].set_index("indicator_id")
assert (bands.status == "met").sum() == 14 and (headline.status == "missed").sum() == 4
assert headline.index[headline.status == "met"].tolist() == ["fixed_asset_investment"]
assert headline.loc["fixed_asset_investment", ["target", "outcome"]].tolist() == [6, 6.1]
assert headline.status["grain_output"] == "undecided"
assert (headline.gap[headline.status == "missed"] > 0.5).all()
assert (len(open_cases), len(part)) == (13, 3)
assert set(part.indicator_id) == {"surveyed_unemployment_rate", "cpi", "shantytown_renewal"}
assert open_cases.reason.str.contains("only a nearby indicator").sum() == 8
