from math import log

first, second = (ways.set_index("way")[column].tolist() for column in ways.columns[1:])
assert (first, second) == ([87, 20, 20, 45], [13, 13, 13, 0])
assert 87 - 20 == 67
whole = cut[cut.term.str.contains("经济")]
assert whole[whole.term.str.contains("经济圈")].n.sum() == 19
assert whole.n.sum() - 45 == 42
assert (top.term[0], len(english)) == ("建设", 12)
verbs = ["建设", "推进", "加快", "实施", "推动", "提升"]
assert set(verbs) <= set(top.term[:12]) and 2 * len(verbs) == 12
lexicon = rl.load_vocabulary("policy_terms")
assert (len(lexicon), lexicon.topic.nunique()) == (1286, 14)
text = "".join(sentences.clean).replace(" ", "")
assert sum(term in text for term in lexicon.term) == 703
assert (len(clauses), len(named), len(seen), both) == (200, 188, 225, 160)
assert [round(end, 2) for end in (both / 188, *wilson(both, 188))] == [0.85, 0.79, 0.89]
assert [round(end, 2) for end in (both / 225, *wilson(both, 225))] == [0.71, 0.65, 0.77]
assert topics.loc["regions", ["both", "seen"]].tolist() == [15, 33]
assert topics.loc["livelihood", ["both", "seen"]].tolist() == [11, 11]
assert counts.head(3).tolist() == [43, 39, 34]
assert counts.head(3).index.tolist() == ["创新", "产业", "改革"]
table = rates.set_index(["term", "section"])[["per_10k", "low", "high"]].round(1)
assert table.loc[("创新", "tasks")].tolist() == [21.1, 10.9, 32.7]
assert table.loc[("创新", "review")].tolist() == [11.1, 3.1, 22.1]
assert table.loc[("改革", "tasks")].tolist() == [23.0, 10.6, 39.7]
assert table.loc[("改革", "review")].tolist() == [7.7, 1.0, 17.5]
assert sentences.section_id.str.split(".").str[:2].str.join(".").nunique() == 46
six = spread.set_index("term").loc[names].round(2)
assert six.dp.tolist() == [0.57, 0.81, 0.84, 0.84, 0.84, 0.71]
assert six.dp_excess.tolist() == [0.18, 0.20, 0.18, 0.17, 0.06, -0.07]
assert six.loc[["创新", "高铁"], "n"].tolist() == [43, 14]
assert six.loc[["创新", "高铁"], "dp_expected"].tolist() == [0.39, 0.65]
often = spread[spread.n >= 5]
assert len(often) == 80
logs = often.n.map(log)
assert (round(logs.corr(often.dp), 2), round(logs.corr(often.dp_excess), 2)) == (-0.73, 0.65)
said = firm.set_index(["quantity", "section"])
dense = said.loc["numbers", ["per_10k", "low", "high"]].round().astype(int)
assert dense.values.tolist() == [[207, 159, 256], [71, 35, 106], [44, 21, 71]]
goals = said.loc["target_sentences", ["per_10k", "low", "high"]].round(1)
assert said.loc[("target_sentences", "review"), "n"] == 0
assert goals.loc[["goals", "tasks"]].values.tolist() == [[24.8, 10.6, 41.7], [19.2, 9.9, 28.3]]
moved = said.loc["推进", ["per_10k", "low", "high"]].round(1)
assert moved.loc[["tasks", "review"]].values.tolist() == [[47.9, 36.3, 60.6], [21.0, 13.9, 28.3]]
assert said.loc["力争", "n"].tolist() == [0, 9, 4]
assert said.loc["确保", "n"].tolist() == [0, 2, 2]
cuts = rl.count_terms(sentences, "report", "tokens")
assert cuts.n[0] == 60 and cuts.term[0] == "重庆" and words.term[0] == "创新"
assert (long, short, strings) == (7, 11, 18)
assert len(named - seen) == 28 == len(wrong.drop_duplicates(["start", "topic"]))
assert {"消费品产业", "深化健康促进和健康教育"} <= set(wrong.clause)
