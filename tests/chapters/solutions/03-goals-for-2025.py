assert rates.indicator_en.iloc[-1] == "New-type R&D institutions"
assert round(rates.rate.iloc[-1], 1) == 16.1
assert lenient.status.tolist() == ["met"]
assert firms.query("part_year").value.min() > 8000
