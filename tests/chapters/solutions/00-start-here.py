assert (len(sentence), (sentence.role == "target").sum()) == (9, 9)
assert (len(goals), goals.bound.isin(["ge", "gt"]).sum(), (goals.bound == "eq").sum()) == (
    31,
    8,
    23,
)
assert loose.round()[["target", "outcome"]].tolist() == [22, 11]
assert loose["target"] / loose["outcome"] >= 2 and round(100 - loose["target"]) == 78
