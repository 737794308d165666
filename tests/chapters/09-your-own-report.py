"""What 09-your-own-report says in its prose, in the names that it leaves behind."""

import pandas as pd

with warnings.catch_warnings(record=True):
    first = rl.analyse(report).numbers  # before the correction
assert (first.kind == "measure").sum() == 56 == len(measures)
assert report.region_code is None and rl.find_doubts(tables).equals(doubts)
assert len(targets) == 8 and targets.before.notna().sum() == 7
assert targets.indicator_id.iloc[-1] == "upgrade_investment"
assert (first.role == "target").sum() == 22
said = first[first.sentence_id == gdp.sentence_id.iloc[0]]
said = said[said.role == "target"]
assert said.value.tolist() == [5.5, 7, 5, 8, 4, 6, 3, 3000, 310000] and len(said) == 9
bounds = ["approx", "ge", "eq", "eq", "ge", "ge", "le", "ge", "ge"]
assert said.bound.tolist() == bounds and (said.unit == "%").sum() == 7
assert str(told[0].message).startswith("daohu-2024: 2 doubts about its tables")
assert doubts.kind.tolist() == ["level and growth", "two values"]
assert set(doubts.start) & set(first[first.role == "target"].start) == set()
levels = first[(first.indicator_id == "retail_sales") & (first.measure == "level")].value
assert levels.tolist() == [5.82e9, 6.45e9] and round(100 * (6.45 / 5.82 - 1), 1) == 10.8
jobs = first[(first.indicator_id == "urban_new_jobs") & (first.role == "outcome")]
assert jobs.value.tolist() == [3260, 3620]
assert least.text.tolist() == ["7个", "35%", "3800名"] and least.indicator.iloc[0] == "帮助村集体"
owner = first[first.text == "20万元"].iloc[0]
assert (owner.indicator, owner.bound, owner.value) == ("村集体", "ge", 200_000)
assert owner.sentence_id == least.sentence_id.iloc[0]
alike = measures[measures.reading_confidence == owner.reading_confidence]
assert round(owner.reading_confidence, 2) == 0.89 and len(alike) == 7
assert (~alike.indicator.eq("村集体")).sum() == 6
mended = numbers[numbers.corrected]
assert mended.indicator.tolist() == ["村集体每年增收"] and mended.text.tolist() == ["20万元"]
assert mended.reading_confidence.tolist() == [owner.reading_confidence]
assert len(again) == 1 and "2 doubts" in str(again[0].message)
assert len(growth) == 9 and growth[growth.growth < 0].indicator_id.tolist() == ["trade"]
rates = growth.set_index("indicator_id")
assert rates.growth[["retail_sales", "gdp"]].tolist() == [7.5, 5.2]
assert rates.price_basis[["retail_sales", "gdp"]].tolist() == ["current", "constant"]
assert len(facts) == 7 == len(judged) and judged.status.value_counts().to_dict() == {
    "met": 5,
    "missed": 2,
}
verdict = judged.set_index("indicator_id").loc["gdp"]
assert (verdict.target, verdict.target_bound, verdict.outcome) == (5.5, "approx", 5.3)
assert verdict.status == "met" and set(judged[judged.status == "missed"].target_bound) == {"eq"}
nothing = rl.compare_targets(first, facts[:0])
assert (nothing.status == "no_outcome").all() and len(nothing) == 22
assert stages.set_index("stage").n[["stated", "decided"]].tolist() == [22, 7]
assert "'稻湖县' is the name of no place with a code" in str(left_out[0].message)
assert panel[["region_code", "year"]].values.tolist() == [[999901, 2024]]
assert panel.trade_kind.tolist() == ["not_found"] and file.name == "panel.dta"
assert pd.read_stata(file).gdp_mid.tolist() == [5.5]
assert len(rice) == 1 and rice.indicator_en.iloc[0] == "Provinces that carry out a reform"
assert (rice.value.iloc[0], rice.role.iloc[0], rice.unit.iloc[0]) == (16, "outcome", "个")
assert round(rice.reading_confidence.iloc[0], 2) == 0.99
wrong_rows = measures[measures.text.isin(["20万元", "16个"])]
assert len(wrong_rows) == 2 and (wrong_rows.role == "outcome").all()
