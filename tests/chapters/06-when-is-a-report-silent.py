stated_as = stated.next_report.value_counts()
assert stated_as.to_dict() == {"told": 59, "silent": 21, "other timing": 2}
assert (nation.year.min(), nation.year.max()) == (2005, 2024)
assert (nation.next_report == "unread").sum() == 0
registered = known[known.indicator_id == "registered_unemployment_rate"]
assert len(registered) == 15 and (registered.gap < 0).all()
assert table.values.tolist() == [[1, 18, 54], [1, 2, 5]]
assert table.columns.tolist() == ["other timing", "silent", "told"]
assert (len(known), len(short)) == (81, 8)
assert round(2 / 8, 2) == round(18 / 73, 2) == 0.25
quiet = short[short.next_report != "told"].set_index(["indicator_id", "year"]).next_report
assert quiet.to_dict() == {
    ("cpi", 2011): "silent",
    ("cpi", 2008): "silent",
    ("surveyed_unemployment_rate", 2022): "other timing",
}
assert short.status.value_counts().to_dict() == {"missed": 5, "met": 3}
assert short[["year", "indicator_id"]].values.tolist()[0] == [2022, "gdp"]
assert short.next_report.iloc[0] == "told"
assert gdp.target_bound[2020] == "none"
assert gdp.index[gdp.target_bound == "none"].tolist() == [2020]
assert gdp.loc[2019, ["target_low", "target_high"]].tolist() == [6, 6.5]
assert gdp.loc[2022, ["target", "outcome", "status"]].tolist() == [5.5, 3.0, "missed"]
assert (gdp.target[2005], gdp.target[2024]) == (8, 5)
surveyed = nation[nation.indicator_id == "surveyed_unemployment_rate"].set_index("year")
assert (gdp.outcome[2005], gdp.outcome[2024]) == (9.9, 5.0)
assert surveyed.target_bound[2020] == "approx"
assert gdp.target.dropna().is_monotonic_decreasing
below = gdp[gdp.margin < 0]
assert below.index.tolist() == [2014, 2015, 2022] and set(below.next_report) == {"told"}
assert gdp.index[gdp.next_report == "silent"].tolist() == [2007]
assert (gdp.outcome[2007], gdp.outcome.max()) == (11.4, 11.4)
averages = facts[(facts.measure == "average_growth") & (facts.region == "全国")]
averages = averages[averages.document_type == "work_report"]
told_as = averages.set_index(["indicator_id", "period_start", "period_end"]).value
assert told_as["gdp", 2003, 2007] == 10.6 and told_as["cpi", 2013, 2017] == 1.9
above = prices[prices.margin < 0].set_index("year")
assert above.margin.round(1).to_dict() == {2007: -1.8, 2008: -1.1, 2010: -0.3, 2011: -1.4}
assert above.next_report.to_dict() == {2007: "told", 2008: "silent", 2010: "told", 2011: "silent"}
assert above.status[2010] == "met"
assert len(inflation) == 20
silent_prices = prices[prices.next_report == "silent"]
assert silent_prices.year.tolist() == [2008, 2009, 2011, 2015, 2017]
kept = silent_prices[~silent_prices.year.isin([2008, 2011])]
assert (kept.outcome < kept.target).all()
year_end = facts.query(
    "indicator_id == 'surveyed_unemployment_rate' and document_type == 'work_report'"
)
year_end = year_end[(year_end.role == "outcome") & year_end.period_end.isin([2020, 2022])]
assert set(year_end.timing) == {"end"}
assert year_end.set_index("period_end").value[2022] == 5.5
assert surveyed.outcome[[2020, 2022]].tolist() == [5.6, 5.6] and surveyed.target[2020] == 6
assert (surveyed.index.min(), len(surveyed)) == (2018, 7)
counted = by_indicator[["told", "other timing", "silent", "targets", "known"]]
assert counted.sum().tolist() == [59, 2, 21, 82, 81]
assert counted.loc["registered_unemployment_rate"].tolist() == [2, 0, 14, 16, 15]
assert counted.loc["surveyed_unemployment_rate"].tolist() == [5, 2, 0, 7, 7]
assert counted.silent[["cpi", "gdp", "urban_new_jobs"]].tolist() == [5, 1, 1]
assert (21 - 14, 82 - 16) == (7, 66)
hole = stated[stated.outcome.isna()]
assert hole[["year", "indicator_id"]].values.tolist() == [[2010, "registered_unemployment_rate"]]
jobs = stated[(stated.indicator_id == "urban_new_jobs") & (stated.next_report == "silent")]
assert jobs.year.tolist() == [2007]
assert (found.decided.sum(), found.met.sum(), found.just_met.sum(), found.just_missed.sum()) == (
    80,
    75,
    24,
    4,
)
assert (found.n.sum(), found.unchanged.sum(), found.n.min(), found.n.max()) == (82, 47, 7, 20)
assert city[["target", "outcome", "next_report"]].values.tolist() == [[5.5, 2.6, "silent"]]
assert city.target_bound.item() == "approx" and city.outcome_document.item() == "communique"
assert len(of_2023) == 3 and set(of_2023.period_end - of_2023.period_start) == {4}
reports = facts[(facts.document_type == "work_report") & (facts.region == "全国")]
each = reports.source_date.str[:4].astype(int).value_counts()
assert set(each.index) == set(range(2005, 2026)) and (each.min(), each.max()) == (6, 9)
