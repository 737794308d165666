first, second = (ways.set_index("way")[column].tolist() for column in ways.columns[1:])
assert (first, second) == ([87, 20, 20, 45], [13, 13, 13, 0])
assert words[words.str.contains("经济圈")].size == 19
assert words[words.str.contains("经济")].size - 45 == 42
assert counts.head(3).tolist() == [43, 39, 34]
assert cut.term[0] == "建设"
dp = chosen.drop_duplicates("term").set_index("term").dp.round(2)
rail = sentences.set_index("sentence_id").part[chosen[chosen.term == "高铁"].sentence_id]
assert (dp["创新"], dp["高铁"], dp["乡村振兴"]) == (0.57, 0.84, 0.84)
assert rail.value_counts().to_dict() == {"tasks": 8, "review": 3, "goals": 3}
assert counts["开放"] == 17
assert pairs.n_both.tolist() == [4] * 5
assert rl.dispersion(sentences, depth=2).set_index("term").sections["高铁"] == 4
assert measures.numbers_per_1k.round(1).tolist()[0] == 20.7
assert (100 * measures.target_share).round(1).tolist() == [0, 26, 10.9]
rates, n = (said.pivot(index="term", columns="section", values=value) for value in ("per_10k", "n"))
assert rates.loc[["推进", "加快"], ["tasks", "goals"]].round(1).values.tolist() == [
    [47.9, 40.1],
    [41.2, 36.3],
]
assert n.loc[["力争", "确保"], ["goals", "tasks", "review"]].values.tolist() == [
    [9, 4, 0],
    [2, 2, 0],
]
assert (changes.status == "changed").sum() == 1
sizes = parts.drop_duplicates("section").set_index("section").characters
assert (sizes["review"], sizes["goals"] + sizes["tasks"]) == (9049, 15665)
assert (len(apart), round(strict, 2)) == (77, 11.63)
assert len(names) > 1000
assert round(77 * 0.05) == 4
assert 87 - 20 == 67
assert len(table) == 12
assert (table.g2 > strict).sum() == 1
assert table[["term", "n_a", "n_b"]].values.tolist()[:2] == [["党中央", 9, 0], ["十四五", 0, 8]]
assert round(table.g2.iloc[0], 1) == 18.1
assert (counts["成渝地区双城经济圈"], counts["双城经济圈"], strings) == (7, 11, 18)
