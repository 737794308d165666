assert len(numbers) == 540
assert accuracy.n["value"] == 267
assert read - mistakes > 0.25
assert read + mistakes < 0.29
assert round(true, 2) == round(read, 2) == 0.27
assert accuracy.share["indicator"] < accuracy.share[["value", "unit", "measure", "bound"]].min()
assert k == 2
assert rates.mean() - rates[:-k].mean() > 3 > rates.median() - rates[:-k].median()
assert (mistaken.predicted == "target").sum() == 1
