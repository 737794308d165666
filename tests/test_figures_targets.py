"""Charts of targets and what came of them, by their artists, and what their titles say."""

import math

import pandas as pd
import pytest
from conftest import line_of, lines_of, texts, title_of

from reportlib import (
    build_headlines,
    build_levels,
    build_verdicts,
    build_wording,
    plot_headlines,
    plot_levels,
    plot_verdicts,
    plot_wording,
)
from reportlib.tables.columns import build_table
from reportlib.tables.errors import ReportError


def test_headlines_draw_what_the_table_says(compared, facts):
    rows = build_headlines(compared, facts)
    axes = plot_headlines(rows)
    known = rows["outcome"].notna()
    assert rows.loc[known, "margin"].is_monotonic_decreasing  # those without an outcome are last
    assert not known.iloc[-1] and {"cpi", "energy_intensity"} <= set(rows["indicator_id"][~known])
    for gid, column in (
        ("outcome", "outcome"),
        ("before", "baseline"),
        ("average", "two_year_average"),
    ):
        drawn = line_of(axes, gid).get_xdata().tolist()
        assert drawn == pytest.approx(rows[column].tolist(), nan_ok=True)
    assert line_of(axes, "before").get_markerfacecolor() == "white"
    assert line_of(axes, "outcome").get_markerfacecolor() != "white"
    targets = [line.get_xdata()[0] for line in lines_of(axes, "target")]
    assert targets == rows["target"].tolist()
    carets = [line.get_xdata()[0] for line in lines_of(axes, "caret")]
    bounded = rows["target_bound"].isin(["ge", "gt", "le", "lt"])
    assert carets == rows.loc[bounded, "target"].tolist() and carets
    names = texts(axes.get_yticklabels())
    assert names[0] == "Imports and exports (nominal)" and "GDP (real)" in names
    said = texts(axes.texts)
    assert "+17.8" in said and said.count("no comparable outcome") == (~known).sum()


def test_the_pace_is_that_of_two_years_before(compared, facts):
    rows = build_headlines(compared, facts).set_index("indicator_id")
    pace = 100 * (math.sqrt(1.060 * 1.063) - 1)
    assert rows.loc["gdp", "pace"] == pytest.approx(pace)
    assert math.isnan(rows.loc["retail_sales", "pace"])  # one of the two years is not stated
    assert build_headlines(compared)["pace"].isna().all()


def test_the_title_counts_what_was_met(compared):
    rows = build_headlines(compared)
    n = rows["status"].isin(["met", "missed"]).sum()
    said = title_of(plot_headlines(rows))
    assert (
        said
        == f"{n} of {n} decided growth targets for 2021 were met, 4 of 5 by the two-year average"
    )
    rows.loc[0, "status"] = "missed"
    bare = rows.assign(two_year_average=float("nan"))
    assert (
        title_of(plot_headlines(bare)) == f"{n - 1} of {n} decided growth targets for 2021 were met"
    )
    bare["status"] = "undecided"
    assert title_of(plot_headlines(bare)) == "Growth targets for 2021 and what came of them"


def test_levels_stand_in_per_cent_of_their_target(lang, compared):
    rows = build_levels(compared, 2021)
    assert {"高新技术企业", "粮食产量"} <= set(rows["indicator"]) and rows["outcome"].notna().all()
    axes = plot_levels(rows, lang=lang, source="test")
    for gid, estimate in (("outcome", False), ("estimate", True)):
        line = line_of(axes, gid)
        part = rows[(rows["outcome_vintage"] == "estimate") == estimate]
        assert line.get_xdata().tolist() == (100 * part["outcome"] / part["target"]).tolist()
        assert (line.get_markerfacecolor() == "white") == estimate
    named = texts(axes.get_yticklabels())
    wanted = ("10.8 million tonnes", "320,000 mu") if lang == "en" else ("108亿公斤", "32万亩")
    assert all(
        any(text in name.replace("\n", " ").replace("\u00a0", " ") for name in named)
        for text in wanted
    )
    assert ("5 of 5" if lang == "en" else "5项2021年") in title_of(axes)


def test_a_ceiling_and_a_miss_are_counted(compared):
    rows = build_levels(compared, 2021)
    rows.loc[0, ["status", "target_bound"]] = "missed", "le"
    axes = plot_levels(rows)
    assert title_of(axes).startswith("4 of 5")
    marks = [line.get_marker() for line in lines_of(axes, "caret")]
    assert "v" in marks and "^" in marks


def test_every_target_is_a_dot(lang, compared):
    rows = build_verdicts(compared)
    axes = plot_verdicts(rows, lang=lang)
    dots = {}
    for line in axes.lines:
        dots[line.get_gid()] = dots.get(line.get_gid(), 0) + len(line.get_xdata())
    assert dots == rows.groupby("status")["n"].sum().to_dict()
    spots = [spot for line in axes.lines for spot in zip(*line.get_data(), strict=True)]
    assert len(set(spots)) == rows["n"].sum()  # none lies on another
    judged = rows[rows["target_class"] != "enumeration"]
    decided = judged.loc[judged["status"].isin(["met", "missed"]), "n"].sum()
    said = title_of(axes)
    assert str(judged["n"].sum()) in said and str(decided) in said  # lists in no denominator
    assert len(texts(axes.get_yticklabels())) == rows["target_class"].nunique()


def test_statuses_differ_without_colour():
    rows = pd.DataFrame({"target_class": "task", "n": 30}, index=range(5)).assign(
        status=["met", "missed", "undecided", "not_comparable", "no_outcome"]
    )
    axes = plot_verdicts(rows)
    assert title_of(axes) == "Of 150 targets with a number 60 can be decided: 30 met, 30 missed"
    looks = {
        line.get_gid(): (line.get_marker(), line.get_fillstyle(), line.get_markerfacecolor())
        for line in axes.lines
    }
    assert len(set(looks.values())) == 5 and looks["missed"][0] == "X"
    with pytest.raises(ReportError, match="no target with a number"):
        plot_verdicts(rows.head(0))


def test_wordings_have_their_share_interval_and_count(lang, tables):
    rows = build_wording(tables.numbers, tables.sentences, tables.outline)
    targets = tables.numbers["role"] == "target"
    assert rows["n"].sum() == targets.sum()
    assert (rows.groupby("part")["n"].sum() == rows.groupby("part")["of"].first()).all()
    assert ((rows["low"] <= rows["share"]) & (rows["share"] <= rows["high"])).all()
    axes = plot_wording(rows, lang=lang)
    for part, found in rows.groupby("part"):
        assert line_of(axes, part).get_xdata().tolist() == found["share"].tolist()
    assert texts(axes.texts) == [str(n) for _, part in rows.groupby("part") for n in part["n"]]
    most = rows.groupby("bound")["n"].sum().max()
    assert f"{100 * most / targets.sum():.0f}" in title_of(axes)


def test_nothing_to_draw_is_an_error(compared, tables):
    with pytest.raises(ReportError, match="no yearly growth target has an outcome"):
        plot_headlines(build_headlines(build_table("comparison", [])))
    with pytest.raises(ReportError, match="no level target"):
        plot_levels(build_levels(compared, 2021).head(0))
    with pytest.raises(ReportError, match="no target to draw"):
        plot_wording(build_wording(tables.numbers.head(0), tables.sentences, tables.outline))
    with pytest.raises(ReportError, match="lang='fr'"):
        plot_headlines(build_headlines(compared), lang="fr")


def test_a_target_that_is_said_again_counts_once(compared, facts):
    again = pd.concat([compared, compared], ignore_index=True)
    pd.testing.assert_frame_equal(build_headlines(again, facts), build_headlines(compared, facts))
    pd.testing.assert_frame_equal(build_levels(again, 2021), build_levels(compared, 2021))
    assert len(build_headlines(compared)) > 4 and len(build_levels(compared, 2021)) > 1
