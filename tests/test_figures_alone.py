"""Charts that one report fills by itself, by their rows and their artists."""

import matplotlib.pyplot as plt
import pytest
from conftest import line_of, texts, title_of

from reportlib import (
    Report,
    ReportError,
    analyse,
    build_growth,
    build_growth_rates,
    build_targets,
    plot_growth,
    plot_targets,
    save_figure,
    use_style,
)

TEXT = (
    "2021年某市政府工作报告\n一、去年工作\n去年，地区生产总值增长3.9%，固定资产投资下降1.25%，"
    "粮食产量增长2%。上半年，进出口总值下降2%。居民消费价格上涨2.5%。地区生产总值增长3.8%。全国地区生产总值增长2.3%。进出口总值完成"
    "预算的98%。城镇调查失业率5.7%。\n二、今年工作\n今年目标是：地区生产总值增长6%以上，固定资产投资增长"
    "5%—6%，居民消费价格涨幅3%左右，城镇调查失业率5.5%以内，森林覆盖率达到60%，粮食产量达到50万吨。到2025年，"
    "地区生产总值年均增长7%。\n"
)


@pytest.fixture(scope="module")
def numbers():
    return analyse(Report("demo", TEXT, region="某市", year=2021)).numbers


def test_growth_is_that_of_the_whole_year_and_of_the_place(numbers):
    rows = build_growth(numbers, 2021)
    assert rows[["indicator_id", "price_basis", "growth"]].values.tolist() == [
        ["gdp", "constant", 3.9],
        ["fixed_asset_investment", "current", -1.25],
        ["cpi", "none", 2.5],
        ["grain_output", "none", 2.0],
    ]
    assert set(rows["period_end"]) == {2020}
    assert set(rows["number_id"]) <= set(numbers["number_id"])
    assert build_growth(numbers, 2021, most=1)["indicator_id"].tolist() == ["gdp"]


def test_targets_stand_beside_the_year_before(numbers):
    rows = build_targets(numbers, 2021).set_index("indicator_id")
    columns = ["measure", "target", "target_low", "target_high", "target_bound", "before"]
    assert rows.loc["gdp", columns].tolist() == ["growth", 6.0, 6.0, 6.0, "ge", 3.9]
    assert rows.loc["fixed_asset_investment", columns].tolist() == (
        ["growth", 5.5, 5.0, 6.0, "range", -1.25]
    )
    assert rows.loc["surveyed_unemployment_rate", ["target_bound", "before"]].tolist() == (
        ["le", 5.7]
    )
    assert len(rows) == 4 and set(rows["period_end"]) == {
        2021
    }  # no tonnes, shares, averages of years
    assert list(build_targets(numbers, 2021, most=2)["indicator_id"]) == list(rows.index[:2])


def test_a_report_without_such_figures_says_so(numbers):
    with pytest.raises(
        ReportError, match="no growth rate of 2030 .*; of 2020 there are 5: give year=2021"
    ):
        build_growth(numbers, 2031)
    with pytest.raises(ReportError, match="no target of 2031 in per cent .* give year=2021"):
        build_targets(numbers, 2031)
    with pytest.raises(ReportError, match="build_growth gives"):
        plot_growth(build_growth(numbers, 2021).head(0))
    with pytest.raises(ReportError, match="build_targets gives"):
        plot_targets(build_targets(numbers, 2021).head(0))


@pytest.mark.parametrize("width", ["single", "double"])
def test_the_charts_fit_and_draw_their_rows(numbers, lang, width, tmp_path):
    growth, targets = build_growth(numbers, 2021), build_targets(numbers, 2021)
    with use_style(lang=lang, width=width):
        axes = plot_growth(growth, lang=lang, source="test")
        assert [bar.get_width() for bar in axes.patches] == growth["growth"].tolist()
        assert {"−1.25", "3.9"} <= set(texts(axes.texts))
        heads = ["可比价（实际）", "现价（名义）", "不涉及价格"]
        heads = heads if lang == "zh" else ["Constant prices (real)", "Current prices (nominal)"]
        assert set(heads) <= set(texts(axes.texts))
        save_figure(axes.figure, "g", data=growth, caption="c", source="s", folder=tmp_path)
        axes = plot_targets(targets, lang=lang, source="test")
        assert line_of(axes, "before").get_xdata().tolist() == targets["before"].tolist()
        assert {"5–6", "3.9", "2020" if lang == "en" else "2020年"} <= set(texts(axes.texts))
        bounds = {"at least 6", "about 3"} if lang == "en" else {"6以上", "3左右"}
        assert bounds <= set(texts(axes.texts))
        save_figure(axes.figure, "t", data=targets, caption="c", source="s", folder=tmp_path)
    plt.close("all")


def test_titles_count_what_is_drawn(numbers):
    assert title_of(plot_growth(build_growth(numbers, 2021))) == "3 of 4 indicators grew in 2020"
    rows = build_targets(numbers, 2021)
    assert title_of(plot_targets(rows)) == ("Targets for 2021 above the figure of 2020: 3 of 4")
    alone = plot_targets(rows.assign(before=float("nan")))
    assert title_of(alone) == "Targets for 2021"
    plt.close("all")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("五年来，地区生产总值年均增长7%。", "of 2016–2020, as a whole, there are 1"),
        ("去年新建公园12个。", "is year=2021 the report's year"),
    ],
)
def test_what_a_report_states_in_its_place_is_told(text, told):
    numbers = analyse(Report("demo", f"一、工作回顾\n{text}", region="某市", year=2021)).numbers
    with pytest.raises(ReportError, match=told) as refused:
        build_growth(numbers, 2021)
    assert "\n" not in str(refused.value)


def test_figures_without_a_year_are_not_drawn():
    numbers = analyse(
        Report("demo", "一、去年工作\n去年地区生产总值增长5%。", region="某市")
    ).numbers
    with pytest.raises(ReportError, match="no growth rate of 2020 .* is year=2021 the report's"):
        build_growth(numbers, 2021)
    for build in (build_growth, build_targets, build_growth_rates):
        with pytest.raises(ReportError, match="the report's year is unknown; give it"):
            build(numbers, None)
