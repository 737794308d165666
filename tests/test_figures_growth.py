"""The chart of growth rates by its artists, and what its title says."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from conftest import line_of, texts, title_of

from reportlib import (
    ReportError,
    build_growth_rates,
    plot_growth_rates,
)


def test_growth_rates_are_those_of_the_report(tables):
    rates = build_growth_rates(tables.numbers, 2021).set_index("indicator")
    assert rates["growth"].to_dict() == {
        "规上工业增加值": 5.8,
        "地区生产总值": 3.9,
        "进出口总值": 12.5,
        "固定资产投资": 3.9,
        "社会消费品零售总额": 1.3,
    }
    assert rates["average_growth"].to_dict() == {
        "规上工业增加值": 6.4,
        "地区生产总值": 7.2,
        "进出口总值": 7.0,
        "固定资产投资": 7.6,
        "社会消费品零售总额": 9.0,
    }
    assert rates["price_basis"].tolist() == ["constant"] * 2 + ["current"] * 3
    assert (rates["average_start"] == 2016).all() and (rates["average_end"] == 2020).all()
    assert not rates.filter(like="growth_2").columns.any()


def test_single_years_are_those_of_the_facts(tables, facts):
    rates = build_growth_rates(tables.numbers, 2021, facts).set_index("indicator")
    single = [f"growth_{year}" for year in range(2016, 2020)]
    assert rates.loc["地区生产总值", single].tolist() == [10.7, 9.3, 6.0, 6.3]
    assert rates.loc["规上工业增加值", single].isna().all()
    elsewhere = facts.assign(region="全国")
    assert "growth_2016" not in build_growth_rates(tables.numbers, 2021, elsewhere)


def test_growth_chart(lang, tables, facts):
    rates = build_growth_rates(tables.numbers, 2021, facts)
    axes = plot_growth_rates(rates, lang=lang, source="test")
    growth, average = line_of(axes, "growth"), line_of(axes, "average")
    assert growth.get_xdata().tolist() == [5.8, 3.9, 12.5, 3.9, 1.3]
    assert average.get_xdata().tolist() == [6.4, 7.2, 7.0, 7.6, 9.0]
    assert growth.get_ydata().tolist() == average.get_ydata().tolist()
    assert (growth.get_marker(), average.get_marker()) == ("o", "D")
    assert average.get_markerfacecolor() == "white"
    assert line_of(axes, "growth_2016").get_xdata()[1] == 10.7
    said = texts(axes.texts)
    assert said[:2] == (
        ["可比价（实际）", "现价（名义）"]
        if lang == "zh"
        else ["Constant prices (real)", "Current prices (nominal)"]
    )
    assert said[2:] == ["5.8", "6.4", "3.9", "7.2", "7.0", "12.5", "3.9", "7.6", "1.3", "9.0"]
    title, subtitle, source = texts(axes.figure.texts)
    assert "4" in title and "5" in title and "2016" in subtitle and source.endswith("test")


def test_the_title_claims_what_the_rows_show(tables):
    rates = build_growth_rates(tables.numbers, 2021)
    for growth, title in (
        (9.5, "1 of 5 indicators grew more slowly"),
        (20.0, "Growth in 2020 and the average of 2016–2020"),
        (-2.0, "5 of 5 indicators grew more slowly"),
    ):
        rows = rates.assign(growth=growth)
        rows.loc[0, "average_growth"] = 15.0
        axes = plot_growth_rates(rows)
        assert title_of(axes).startswith(title)
        assert ("−2.0" in texts(axes.texts)) == (growth == -2.0)
        plt.close("all")


def test_no_pair_of_rates_is_an_error(tables):
    with pytest.raises(ReportError, match="no indicator with both"):
        build_growth_rates(tables.numbers, 2015)
    with pytest.raises(ReportError, match="no growth rate to draw"):
        plot_growth_rates(build_growth_rates(tables.numbers, 2021).head(0))
    with pytest.raises(ReportError, match="lang='fr'"):
        plot_growth_rates(pd.DataFrame(), lang="fr")
