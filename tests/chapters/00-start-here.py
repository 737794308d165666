assert len(rows) == 9
assert counts["measure"] / len(numbers) > 0.45
assert roles["outcome"] > 2 * roles["target"]
assert (late["value"], late["bound"], late["base_year"]) == (100, "ge", 2020)
assert doubtful.text.tolist() == ["四大", "四个", "四类"] and doubtful.indicator_en.isna().all()
odd = tables.sentences.set_index("sentence_id").loc[doubtful.sentence_id.iloc[0]]
assert "四大机场" in odd.text and doubtful.role.iloc[0] == "target"
assert doubtful.start.iloc[0] < (odd.start + odd.end) / 2
assert late.period_end == measures.period_end.max()
assert reasons["outcome"]["五年来"] > 70
