"""Charts of a panel by their artists, and what their titles say."""

from itertools import pairwise

import matplotlib.pyplot as plt
import pytest
from conftest import texts, title_of

from reportlib import build_history, build_margins, plot_history, plot_margins
from reportlib.figures.style import use_style
from reportlib.tables.errors import ReportError


def dots(axes):
    return {int(line.get_xdata()[0]): line for line in axes.lines if line.get_gid() == "outcome"}


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
    (step,) = [line for line in axes.lines if line.get_gid() == "beside"]
    assert step.get_drawstyle() == "steps-mid"
    shown = dict(zip(step.get_xdata(), step.get_ydata(), strict=True))
    assert shown[2019] == nation[2019] and "China" in texts(axes.texts)
    plt.close()
    with pytest.raises(ReportError, match="no rows of 'gdp' for '某地'"):
        build_history(history, "重庆市", "gdp", beside="某地")


def test_what_the_next_report_leaves_out_is_hollow(history):
    rows = build_history(history, "全国", "cpi")
    axes = plot_history(rows, name="China, CPI", hollow="silent")
    read = rows[rows["outcome"].notna() & rows["next_report_read"]]
    told = read["outcome_document"] == "work_report"
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
    bare = rows.assign(margin=float("nan"), next_report_read=False)
    for hollow in ("short", "silent"):
        assert title_of(plot_history(bare, name="CPI", hollow=hollow)) == "CPI: target and outcome"
    plt.close("all")
    with pytest.raises(ReportError, match="no rows of 'gdp' for '某地'"):
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
