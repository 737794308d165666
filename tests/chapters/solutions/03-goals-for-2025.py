assert rates.indicator_en.iloc[-1] == "New-type R&D institutions"
assert round(rates.rate.iloc[-1], 1) == 16.1
assert lenient.status.tolist() == ["undecided"]
firm = compare_targets(numbers, facts).set_index(["indicator_id", "period_end"])
assert round(firm.outcome["high_tech_firms", 2025], 1) == 10083.9
assert firms.query("part_year").value.min() > 8000
