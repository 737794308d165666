assert len(rows) == 9
assert counts["measure"] / len(numbers) > 0.45
assert roles["outcome"] > 2 * roles["target"]
assert (late["value"], late["bound"], late["base_year"]) == (100, "ge", 2020)
