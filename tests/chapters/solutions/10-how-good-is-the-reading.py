assert accuracy.share[fields].idxmin() == "indicator"
assert bounds.loc["ge", "eq"] == 0
