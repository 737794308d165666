assert table.values.tolist() == [[19, 54], [3, 5]]
assert len(known) == 81
assert set(short.indicator_id[~short.told]) == {"cpi", "surveyed_unemployment_rate"}
assert short.status.value_counts().to_dict() == {"missed": 5, "met": 3}
assert short.told[short.status == "missed"].sum() == 2
assert short[["year", "indicator_id"]].values.tolist()[0] == [2022, "gdp"]
assert short.told.iloc[0]
above = prices[prices.margin < 0].set_index("year")
assert above.margin.round(1).to_dict() == {2007: -1.8, 2008: -1.1, 2010: -0.3, 2011: -1.4}
assert prices.year[prices.outcome_document == "press"].tolist() == [2008, 2009, 2011, 2015, 2017]
assert by_indicator.loc["registered_unemployment_rate"].tolist() == [2, 13, 1, 16]
assert by_indicator.sum().tolist() == [59, 22, 1, 82]
assert by_indicator.told["surveyed_unemployment_rate"] == 5
assert (known[known.indicator_id.str.contains("registered")].gap < 0).sum() == 15
year_end = facts.query(
    "indicator_id == 'surveyed_unemployment_rate' and document_type == 'work_report'"
)
year_end = year_end[(year_end.role == "outcome") & year_end.period_end.isin([2020, 2022])]
assert (set(year_end.timing), sorted(year_end.value)[-1]) == ({"end"}, 5.5)
assert nation[
    (nation.indicator_id == "surveyed_unemployment_rate") & nation.year.isin([2020, 2022])
].outcome.tolist() == [5.6, 5.6]
assert (found.decided.sum(), found.met.sum(), found.just_met.sum(), found.just_missed.sum()) == (
    80,
    75,
    24,
    4,
)
assert (found.n.sum(), found.unchanged.sum(), gdp.target[2005], gdp.target[2024]) == (82, 47, 8, 5)
assert (found.n.min(), found.n.max()) == (7, 20)
assert nation.query("target_bound == 'none'").year.tolist() == [2020]
assert gdp.loc[2019, ["target_low", "target_high"]].tolist() == [6, 6.5]
reports = (
    facts[(facts.document_type == "work_report") & (facts.region == "全国")]
    .source_date.str[:4]
    .astype(int)
)
assert set(reports) == set(range(2005, 2026))
