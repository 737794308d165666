assert table.values.tolist() == [[9, 54], [2, 5]]
assert len(known) == 70
assert set(short.indicator_id[~short.told]) == {"cpi"}
assert short.status.value_counts().to_dict() == {"undecided": 6, "missed": 1}
assert short.told[short.status == "missed"].all()
assert short[["year", "indicator_id"]].values.tolist()[0] == [2022, "gdp"]
assert short.told.iloc[0]
above = prices[prices.margin < 0].set_index("year")
assert above.margin.round(1).to_dict() == {2007: -1.8, 2008: -1.1, 2010: -0.3, 2011: -1.4}
assert prices.year[prices.outcome_document == "press"].tolist() == [2008, 2011, 2015, 2017]
assert by_indicator.loc["registered_unemployment_rate"].tolist() == [2, 6, 8, 16]
assert by_indicator.sum().tolist() == [61, 11, 10, 82]
assert by_indicator.told["surveyed_unemployment_rate"] == 7
assert (known[known.indicator_id.str.contains("registered")].margin > 0).sum() == 8
assert nation.query("status == 'not_comparable' and indicator_id != 'gdp'").year.tolist() == [
    2020,
    2022,
]
assert (found.decided.sum(), found.met.sum(), found.just_met.sum(), found.just_missed.sum()) == (
    63,
    62,
    20,
    3,
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
