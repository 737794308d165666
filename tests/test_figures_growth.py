"""The chart of growth rates by its artists; nothing is cut, nothing overlaps."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib.text import Text

from reportlib import (
    ReportError,
    build_growth_rates,
    plot_growth_rates,
    use_style,
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


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", ["single", "double"])
def test_growth_chart(tables, lang, width):
    before, figures = dict(mpl.rcParams), plt.get_fignums()
    with use_style(lang=lang, width=width):
        axes = plot_growth_rates(build_growth_rates(tables.numbers, 2021), lang=lang, source="test")
        figure = axes.get_figure()
        figure.canvas.draw()
        growth = [line.get_xdata()[0] for line in axes.lines if line.get_gid() == "growth"]
        average = [line for line in axes.lines if line.get_gid() == "average"]
        assert growth == [5.8, 3.9, 12.5, 3.9, 1.3]
        assert [line.get_xdata()[0] for line in average] == [6.4, 7.2, 7.0, 7.6, 9.0]
        assert {line.get_marker() for line in average} == {"D"} and {
            line.get_markerfacecolor() for line in average
        } == {"white"}
        texts = [text.get_text() for text in axes.texts]
        assert {"12.5", "1.3", "7.2"} <= set(texts)
        assert [text.get_text() for text in axes.texts if text.get_gid() == "group"] == (
            ["可比价（实际）", "现价（名义）"]
            if lang == "zh"
            else ["Constant prices (real)", "Current prices (nominal)"]
        )
        assert "2020" in axes.get_xlabel() and "test" in axes.get_xlabel()
        renderer = figure.canvas.get_renderer()
        inside = [
            child for child in axes.get_children() if isinstance(child, Text)
        ]  # titles and labels
        boxes = [
            text.get_window_extent(renderer)
            for text in [*inside, *axes.get_yticklabels(), axes.xaxis.label]
            if text.get_text()
        ]
        assert all(box.x0 >= 0 and box.x1 <= figure.bbox.width for box in boxes), "a text is cut"
        assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :]), (
            "texts overlap"
        )
        plt.close(figure)
    assert dict(mpl.rcParams) == before and plt.get_fignums() == figures


def test_no_pair_of_rates_is_an_error(tables):
    with pytest.raises(ReportError, match="no indicator with both"):
        build_growth_rates(tables.numbers, 2015)
