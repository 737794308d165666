"""Charts of a panel by their artists, and what their titles say."""

from itertools import pairwise

import matplotlib.pyplot as plt
import pytest
from conftest import line_of, lines_of, texts, title_of

from reportlib import (
    build_history,
    build_margins,
    build_record,
    describe_indicator,
    index_levels,
    plot_history,
    plot_index,
    plot_margins,
    plot_record,
)
from reportlib.figures.style import use_style
from reportlib.tables.errors import ReportError


def dots(axes):
    return {int(line.get_xdata()[0]): line for line in lines_of(axes, "outcome")}


def is_hollow(line):
    return line.get_markerfacecolor() == "white"


def test_history_leaves_gaps_and_marks_years_without_target(lang, history):
    rows = build_history(history, "全国", "gdp")
    axes = plot_history(rows, name="China, GDP", lang=lang)
    assert ("no target set" if lang == "en" else "未设目标") in texts(axes.texts)
    known = rows[rows["outcome"].notna()]
    drawn = dots(axes)
    assert {year: line.get_ydata()[0] for year, line in drawn.items()} == dict(
        zip(known["year"], known["outcome"], strict=True)
    )
    short = {year for year, line in drawn.items() if is_hollow(line)}
    assert short == set(rows.loc[rows["margin"] < 0, "year"]) and len(short) < len(drawn)
    assert "2006" in axes.figure.texts[1].get_text()  # revised later
    bands = {(box.get_y(), box.get_y() + box.get_height()) for box in axes.patches}
    ranges = rows.loc[rows["target_bound"] == "range", ["target_low", "target_high"]]
    assert set(map(tuple, ranges.to_numpy().tolist())) <= bands
    assert title_of(axes) == (
        "China, GDP: below its target in 3 of 20 years"
        if lang == "en"
        else "China, GDP：20年中3年低于目标"
    )


def test_another_region_is_a_step_line(history):
    rows = build_history(history, "重庆市", "gdp", beside="全国")
    nation = build_history(history, "全国", "gdp").set_index("year")["outcome"]
    axes = plot_history(rows, name="Chongqing, GDP", beside="China")
    (step,) = lines_of(axes, "beside")
    assert step.get_drawstyle() == "steps-mid"
    shown = dict(zip(step.get_xdata(), step.get_ydata(), strict=True))
    assert shown[2019] == nation[2019] and "China" in texts(axes.texts)
    plt.close()
    with pytest.raises(ReportError, match="'某地' is no region of the table; there are"):
        build_history(history, "重庆市", "gdp", beside="某地")


def test_what_the_next_report_leaves_out_is_hollow(history):
    rows = build_history(history, "全国", "cpi")
    axes = plot_history(rows, name="China, CPI", hollow="silent")
    read = rows[rows["outcome"].notna() & (rows["next_report"] != "unread")]
    told = read["next_report"] == "told"
    drawn = dots(axes)
    assert {year for year, line in drawn.items() if is_hollow(line)} == set(read.loc[~told, "year"])
    unread = {year for year, line in drawn.items() if line.get_marker() == "s"}
    assert unread == set(rows.loc[rows["outcome"].notna(), "year"]) - set(read["year"]) and unread
    worse = (read.loc[~told, "margin"] < 0).sum()
    assert title_of(axes).startswith(
        f"China, CPI: of {len(read)} outcomes the next report left out {(~told).sum()}, {worse} of"
    )
    plt.close()


def test_a_ceiling_is_missed_from_above_and_a_title_claims_no_more_than_rows(history):
    rows = build_history(history, "全国", "cpi")
    over = (rows["margin"] < 0).sum()
    said = title_of(plot_history(rows, name="CPI"))
    assert said == f"CPI: above its target in {over} of {rows['margin'].notna().sum()} years"
    bare = rows.assign(margin=float("nan"), next_report="unread")
    for hollow in ("short", "silent"):
        assert title_of(plot_history(bare, name="CPI", hollow=hollow)) == "CPI: target and outcome"
    plt.close("all")
    with pytest.raises(ReportError, match="'某地' is no region of the table; there are"):
        build_history(history, "某地", "gdp")
    with pytest.raises(ReportError, match="hollow='grey'"):
        plot_history(rows, name="x", hollow="grey")
    with pytest.raises(ReportError, match="no year has a target or an outcome"):
        plot_history(rows.assign(target=float("nan"), outcome=float("nan")), name="x")


def test_margins_are_dots(history):
    rows = build_margins(history)
    with use_style(lang="en"):
        axes = plot_margins(rows)
        drawn = [x for line in axes.lines if line.get_gid() for x in line.get_xdata()]
        assert sorted(drawn) == sorted(rows["margin"])
        hollow = [x for line in axes.lines if is_hollow(line) for x in line.get_xdata()]
        assert sorted(hollow) == sorted(rows.loc[rows["margin"] < 0, "margin"])
        better, even = (rows["margin"] > 0).sum(), (rows["margin"] == 0).sum()
        assert f"{better} are better" in title_of(axes) and f"{even} neither" in title_of(axes)
        piles = {}
        for line in axes.lines:
            piles.setdefault(line.get_gid(), []).extend(line.get_ydata())
        ends = sorted((min(ys), max(ys)) for known, ys in piles.items() if known)
        assert all(a[1] < b[0] for a, b in pairwise(ends))  # none stands in another row
        plt.close()
    with pytest.raises(ReportError, match="no target in per cent"):
        plot_margins(build_margins(history.head(0)))


FIVE = ["gdp", "fixed_asset_investment", "retail_sales", "trade", "surveyed_unemployment_rate"]


def test_a_record_shows_every_target_and_what_fell_short(lang, history):
    rows = build_record(history, "重庆市", FIVE)
    figure = plot_record(rows, name="X", beside="Y", lang=lang)
    wrong, judged = rows["margin"] < 0, rows["margin"].notna()
    assert str(wrong.sum()) in title_of(figure.axes[0]) and wrong.sum() < judged.sum()
    assert str(judged.sum()) in title_of(figure.axes[0])
    assert len(figure.axes) == len(FIVE)
    for axes, known in zip(figure.axes, FIVE, strict=True):
        part = rows[rows["indicator_id"] == known].set_index("year")
        drawn = dots(axes)
        assert {year: line.get_ydata()[0] for year, line in drawn.items()} == part[
            "outcome"
        ].dropna().to_dict()
        hollow = {year for year, line in drawn.items() if is_hollow(line)}
        assert hollow == set(part.index[part["margin"] < 0])
        bars = lines_of(axes, "target")
        assert len(bars) == part["target"].notna().sum()
        steps = lines_of(axes, "beside")
        assert len(steps) == part["upper_outcome"].notna().any()
        name = describe_indicator(known)["name_zh" if lang == "zh" else "name_en"]
        (said,) = [text for text in texts(axes.texts) if text.startswith(name)]
        assert str(len(hollow)) in said and str(part["margin"].notna().sum()) in said


def test_labels_stand_away_from_the_target_or_else_from_the_line_beside(history):
    rows = build_record(history, "重庆市", ["surveyed_unemployment_rate"])
    panel = plot_record(rows, name="X", beside="Y").axes[0]
    hanging = {text.xy[0]: text.xyann[1] < 0 for text in panel.texts if len(text.get_text()) == 3}
    bare = rows[rows["target"].isna()].set_index("year")
    under = bare["outcome"] < bare["upper_outcome"]
    assert {year: hanging[year] for year in bare.index} == under.to_dict()
    assert not under.all() and under.any()
    assert hanging[2020] is False  # above its target, and above the line, too


def test_a_record_in_other_units_or_of_nothing_is_refused(history):
    with pytest.raises(ReportError, match="a row is in '人'"):
        plot_record(build_record(history, "重庆市", ["gdp", "urban_new_jobs"]), name="X")
    rows = build_record(history, "重庆市", ["gdp"])
    with pytest.raises(ReportError, match="no row has a target or an outcome"):
        plot_record(rows.assign(target=float("nan"), outcome=float("nan")), name="X")
    bare = plot_record(rows.assign(margin=float("nan")), name="X")
    assert title_of(bare.axes[0]) == "X: targets and outcomes"
    plt.close("all")


def test_an_index_stands_beside_its_old_path(lang, history):
    rows = index_levels(history, "重庆市")
    axes = plot_index(rows, name="X", lang=lang)
    for column in ("index", "trend"):
        known = rows.dropna(subset=column)
        line = line_of(axes, column)
        assert line.get_xdata().tolist() == known["year"].tolist()
        assert line.get_ydata().tolist() == known[column].tolist()
    last = rows.iloc[-1]
    said = title_of(axes)
    assert str(int(last["year"])) in said and f"{abs(last['distance']):.1f}" in said
    assert ("below" if lang == "en" else "低于") in said and last["distance"] < 0
    faster = rows.assign(distance=-rows["distance"])
    assert ("above" if lang == "en" else "高于") in title_of(
        plot_index(faster, name="X", lang=lang)
    )


def test_an_index_claims_no_path_that_rows_do_not_have(history):
    rows = index_levels(history, "重庆市")
    axes = plot_index(rows[rows["year"] < 2019], name="X")
    assert title_of(axes) == "X: the level that yearly growth adds up to"
    plt.close("all")
    with pytest.raises(ReportError, match="no year has a level"):
        plot_index(rows.assign(index=float("nan")), name="X")
