from reportlib.words.resampling import number_paragraphs

by_term = tested.set_index("term")
first_term = by_term.loc["党中央"]
assert (first_term.n_a, first_term.n_b, round(first_term.g2, 1)) == (9, 0, 18.1)
assert tested.g2.max() == first_term.g2 and tested.z.abs().max() == abs(first_term.z)
assert (len(tested), round(strict, 2), round(rl.g2_threshold(), 2)) == (77, 11.63, 3.84)
assert round(first_term.p_family, 2) == 0.14 and round(1 / first_term.p_family) == 7
assert (tested.p_family < 0.05).sum() == 0
sizes = counts.drop_duplicates("section").set_index("section").characters
assert (sizes["review"], sizes["goals"] + sizes["tasks"]) == (9049, 15665)
numbered = sentences.assign(paragraph=number_paragraphs(sentences))
sides = numbered.drop_duplicates(["paragraph", "part"]).part.value_counts()
assert (sides["review"], sides["goals"] + sides["tasks"]) == (24, 66) and 24 + 66 == 90
spots = rl.find_terms(numbered).merge(numbered[["sentence_id", "paragraph", "part"]])
held = spots[spots.term == "党中央"].groupby(["part", "paragraph"]).size()
assert held["review"].tolist() == [1, 2, 1, 1, 1, 1, 2] and held["other"].sum() == 2
assert len(held.index.levels[0]) == 2
rail = spots[(spots.term == "高铁") & (spots.part == "tasks")]
assert (len(rail), rail.paragraph.nunique()) == (8, 1)
assert ((apart.g2 > 3.84).sum(), (apart.g2 > strict).sum()) == (12, 1)
zeros = apart[(apart.g2 > 3.84) & (apart.n_a == 0)].n_b
assert (len(zeros), zeros.min(), zeros.max()) == (8, 5, 8)
assert apart.z.abs().gt(1.96).sum() == 1 and round(apart.z.abs().max(), 2) == 2.78
loose, tight = (
    rl.keyness(counts, "review", PLAN, floor=5, prior=weight).set_index("term").z.abs()
    for weight in (50, 5000)
)
assert set(loose[loose > 1.96].index) == {"党中央", "市场主体"} and tight.max() < 1.96
assert round(1 / 2000, 4) == 0.0005 == round(first_term.p, 4)
assert (round(first.p, 4), round(first.p * len(more), 3)) == (0.0002, 0.015)
second = more.sort_values("p").iloc[1]
assert (second.term, second.n_a, second.n_b, round(second.p, 3)) == ("十四五", 0, 8, 0.007)
assert second.p * len(more) > 0.05
formula = rl.keyword_in_context(sentences, "党中央决策部署", width=8)
assert formula.left.str.endswith("落实").sum() == 3
assert formula.section_id.str[0].value_counts().to_dict() == {"1": 3, "4": 1}
wide_row = wider.set_index("term").loc["党中央"]
assert (wide_row.n_a, wide_row.n_b, round(wide_row.g2, 1)) == (9, 2, 10.2)
assert (round(wide_row.p_family, 2), round(wide_row.p * len(wider), 2)) == (0.76, 0.19)
assert len(wider) == 80 and ((wider.n_a + wider.n_b) < 15).mean() > 0.5
texts = [frame.set_index("term").loc["教育"] for frame in (tested, strings)]
assert [(one.n_a, one.n_b, round(one.g2, 1)) for one in texts] == [(0, 7, 6.4), (4, 15, 2.2)]
inside = rl.find_terms(review).query("term.str.contains('教育')").term.value_counts()
assert inside.to_dict() == {"义务教育": 2, "高等教育": 1, "主题教育": 1}
assert (len(strings), round(strings.p_family.min(), 2)) == (110, 0.43)
assert (len(clear), clear.sum(), both.index.item()) == (14, 1, "politics")
assert done.loc["innovation"].round(1).tolist() == [5.4, 1.6, 11.3]
assert due.loc["innovation"].round(1).tolist() == [11.3, 5.0, 19.0]
assert both.iloc[0].round(1).tolist() == [3.7, 1.3, 7.2, 0.3, 0.0, 0.7]
share = shares.set_index(["section", "topic"])
assert round(100 * share.share_of_terms["goals", "politics"], 1) == 3.7
assert share.n["review", "politics"] == 21
kinds = changes.status.value_counts()
assert (len(planned), kinds["kept"], kinds["changed"]) == (995, 4, 49)
assert round(100 * 53 / 995, 1) == 5.3
whole = rl.compare_texts(review, plan).status.value_counts()
assert (len(plan), whole["changed"], whole.get("kept", 0)) == (291, 1, 0)
kept = changes[changes.status == "kept"]
assert kept.sentence_b.value_counts().max() == 3
tens, sixes, twenties = (rl.find_shared_runs(said, planned, n) for n in (10, 6, 20))
assert (tens.length.sum(), size, len(twenties)) == (694, 14672, 2)
assert [round(100 * runs.length.sum() / size, 1) for runs in (tens, sixes)] == [4.7, 12.4]
longest = tens.loc[tens.length.idxmax()]
assert longest.sentence_b == kept.sentence_b.value_counts().idxmax()
assert changed.likeness.min() >= 0.6 and len(low) == 2
assert low.marked.str.contains("52.8%.*4.5%").sum() == 1
assert low.marked.str.contains("3.9.*2.1.*万").sum() == 1
