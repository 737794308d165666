other = (compared.status == "not_comparable") & (compared.target_class != "enumeration")
assert round(build_headlines(compared).margin.min(), 1) == 0.1
assert build_headlines(compared).margin.isna().sum() == 2
assert len(part) == 3
assert other.sum() == 13
