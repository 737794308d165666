"""Charts of the provinces by their artists, and what their titles say."""

import pandas as pd
import pytest
from conftest import lines_of, title_of

from reportlib import (
    build_provinces,
    load_facts,
    load_provinces,
    plot_provinces,
    plot_ratchet,
    use_style,
)
from reportlib.figures.regions import WORDED
from reportlib.tables.errors import ReportError
from reportlib.targets.provinces import FIRMNESS
from reportlib.text.regions import name_region


@pytest.fixture(scope="module")
def rows():
    return build_provinces(load_provinces(), nation=load_facts())


@pytest.mark.parametrize("width", ["single", "double"])
def test_a_province_is_a_row_of_two_targets_and_an_outcome(lang, width, rows):
    with use_style(lang=lang, width=width):
        axes = plot_provinces(rows, lang=lang)
    heights = axes.get_yticks()
    assert len(heights) == len(rows) == 31
    for gid, low, high, worded, side in (
        ("target", "target_low", "target_high", "wording_class", -1),
        ("next", "next_low", "next_high", "next_class", 1),
    ):
        drawn = lines_of(axes, gid)
        assert [[min(x), max(x)] for x in (line.get_xdata() for line in drawn)] == rows[
            [low, high]
        ].values.tolist()
        assert [line.get_marker() for line in drawn] == [WORDED[one] for one in rows[worded]]
        assert all(
            (line.get_ydata()[0] - height) * side > 0
            for line, height in zip(drawn, heights, strict=True)
        )
        hollow = {line.get_markerfacecolor() == "white" for line in drawn}
        assert hollow == {gid == "target"}
    outcomes = lines_of(axes, "outcome")
    assert [line.get_xdata()[0] for line in outcomes] == rows["outcome"].tolist()
    colours = pd.Series([line.get_color() for line in outcomes]).groupby(rows["met_as_printed"])
    assert colours.nunique().tolist() == [1, 1] and colours.first().nunique() == 2
    said = title_of(axes)
    reached = int(rows["met_as_printed"].sum())
    assert f"{reached} of 31" in said or f"31个省份中{reached}个" in said
    assert str((rows["moved"] == "lowered").sum()) in said


def test_the_nation_stands_behind_as_a_line_and_a_band(lang, rows):
    axes = plot_provinces(rows, lang=lang)
    (line,) = lines_of(axes, "national")
    assert set(line.get_xdata()) == {5.0} == set(rows["national_low"])
    (band,) = [patch for patch in axes.patches if patch.get_gid() == "national_next"]
    assert (band.get_x(), band.get_x() + band.get_width()) == (4.5, 5.0)
    points = rows.assign(national_next_low=4.0, national_next_high=4.0)
    axes = plot_provinces(points, lang=lang)
    (dashed,) = lines_of(axes, "national_next")
    assert set(dashed.get_xdata()) == {4.0} and dashed.get_linestyle() == "--"
    bare = plot_provinces(build_provinces(load_provinces()), lang=lang)
    assert not lines_of(bare, "national") and not bare.patches
    said = [chart.figure.texts[1].get_text() for chart in (axes, bare)]
    assert [("national" in text or "全国" in text) for text in said] == [True, False]


@pytest.mark.parametrize("width", ["single", "double"])
def test_the_ratchet_is_a_dot_a_province(lang, width, rows):
    with use_style(lang=lang, width=width):
        axes = plot_ratchet(rows, lang=lang)
    short = rows["margin"] < 0
    for gid, part in (("short", rows[short]), ("reached", rows[~short])):
        drawn = lines_of(axes, gid)
        points = [
            (round(x, 2), round(line.get_ydata()[0], 2)) for line in drawn for x in line.get_xdata()
        ]
        assert sorted(points) == sorted(zip(part["margin"].round(2), part["change"], strict=True))
        assert {line.get_markerfacecolor() == "white" for line in drawn} == {gid == "short"}
        for line in drawn:  # none lies on another
            assert len(set(line.get_ydata())) == len(line.get_ydata())
    lowered = rows["change"] < 0
    said, subtitle = title_of(axes), axes.figure.texts[1].get_text().replace("\n", "")
    for count in (short.sum(), (short & lowered).sum(), (~short).sum(), (~short & lowered).sum()):
        assert str(count) in said
    named = {name_region(region, lang) for region in rows.loc[short != lowered, "region"]}
    assert named and all(name in subtitle for name in named)


def test_titles_claim_no_more_than_the_rows(rows):
    last = rows.assign(next_target=float("nan"), next_low=float("nan"), change=float("nan"))
    assert title_of(plot_provinces(last)) == (
        "GDP: 15 of 31 provinces reached the number set for 2025"
    )
    untold = last.assign(outcome=float("nan"), met_as_printed=pd.NA, margin=float("nan"))
    axes = plot_provinces(untold)
    assert title_of(axes) == "GDP: the targets for 2025" and not lines_of(axes, "next")
    with pytest.raises(ReportError, match="no region has both"):
        plot_ratchet(last)
    with pytest.raises(ReportError, match="a row is in '人'"):
        plot_provinces(build_provinces(load_provinces(), indicator_id="urban_new_jobs"))
    with pytest.raises(ReportError, match="no region has a target"):
        plot_provinces(rows.head(0))


def test_every_wording_has_a_shape_of_its_own():
    assert set(WORDED) == set(FIRMNESS) and len(set(WORDED.values())) == len(WORDED)
