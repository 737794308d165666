top = needed.rate.idxmax()
assert (top, round(needed.rate[top], 1)) == ("New-type R&D institutions", 16.1)
assert needed.loc[top, ["baseline", "target"]].tolist() == [142, 300]
assert needed.reached.isna()[top]
assert lenient.status.tolist() == ["undecided"] and lenient.target_bound.tolist() == ["eq"]
made = compared.set_index(["indicator_id", "period_end"])
assert (firms["level", 2024], firms["growth", 2025]) == (8837, 14.11)
assert round(answer) == round(made.outcome["high_tech_firms", 2025]) == 10084
assert made.conversion["high_tech_firms", 2025]
assert facts.query("indicator_id == 'high_tech_firms' and part_year").source_date.str[
    5:7
].tolist() == ["10"]
