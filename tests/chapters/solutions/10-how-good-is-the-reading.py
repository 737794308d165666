assert accuracy.share[fields].idxmin() == "indicator"
assert accuracy.high["indicator"] > accuracy.low["role"]
assert [round(end, 2) for end in (read - mistakes, read + mistakes)] == [0.24, 0.31]
assert (counts["outcome"], counts["target"]) == (176, 74) and 176 - 51 == 74 + 51
assert roles.to_numpy().sum() - sum(roles.loc[role, role] for role in roles.index) == 4
assert 176 - 9 >= 2 * (74 + 9) and 176 - 10 < 2 * (74 + 10)
