"""Charts of goals by their artists, and what their titles say."""

import pandas as pd
import pytest
from conftest import line_of, lines_of, texts, title_of

from reportlib import (
    ReportError,
    build_progress,
    plot_progress,
    plot_required,
    required_growth,
)
from reportlib.tables.columns import build_table


def goals_of(numbers, compared=None):
    return required_growth(
        numbers[numbers["role"] == "outcome"],
        numbers[(numbers["role"] == "target") & (numbers["period_end"] > 2021)],
        compared,
    )


def test_rates_needed_and_reached_stand_where_they_are(lang, tables, compared):
    goals = goals_of(tables.numbers, compared)
    shown = goals[goals["rate_unit"] == "% a year"]
    shown = shown.sort_values(["target_year", "rate"], ascending=[True, False])
    axes = plot_required(goals, lang=lang)
    assert line_of(axes, "needed").get_xdata().tolist() == shown["rate"].tolist()
    reached = line_of(axes, "reached").get_xdata().tolist()
    assert reached == pytest.approx(shown["reached"].tolist(), nan_ok=True)
    heads = [text.get_text() for text in axes.texts if text.get_gid() == "head"]
    assert heads == (["2020—2025年", "2020—2035年"] if lang == "zh" else ["2020–2025", "2020–2035"])
    assert {f"{rate:.1f}" for rate in shown["rate"]} <= set(texts(axes.texts))


def test_the_title_says_how_many_kept_the_pace(tables, compared):
    goals = goals_of(tables.numbers, compared)
    known = goals[goals["reached"].notna() & (goals["rate_unit"] == "% a year")]
    assert f"3 of {len(known)} with an outcome kept the pace" in title_of(plot_required(goals))
    assert "0 of" in title_of(plot_required(goals.assign(reached=goals["reached"] - 20)))
    assert title_of(plot_required(goals.assign(reached=None))).endswith(
        "goals need 4.7 to 16.1 % growth a year"
    )
    with pytest.raises(ReportError, match="none needs a compound rate"):
        plot_required(goals.assign(rate=None))


def test_the_way_to_a_goal_and_goals_to_hold_apart(lang, compared):
    rows = build_progress(compared)
    cover = rows[rows["indicator"] == "森林覆盖率"].iloc[0]
    assert cover["share_of_way"] == pytest.approx(
        100 * (cover["outcome"] - cover["baseline"]) / (cover["target"] - cover["baseline"])
    )
    assert rows["hold"].any() and rows.loc[rows["hold"], "share_of_way"].isna().all()
    goals = compared[compared["target_class"] == "plan_goal"]
    assert (rows["stated"] == (goals["period_end"] == 2025).sum()).all()  # one is for 2035
    assert len(goals) == (goals["period_end"] == 2025).sum() + 1
    axes = plot_progress(rows, lang=lang)
    way = rows[~rows["hold"]]
    dots = lines_of(axes, "outcome")
    assert [line.get_xdata()[0] for line in dots] == way["share_of_way"].tolist()
    open_ended = way["outcome_bound"].isin(["gt", "ge"])
    assert [line.get_marker() == ">" for line in dots] == open_ended.tolist()
    heads = [text.get_text() for text in axes.texts if text.get_gid() == "head"]
    assert len(heads) == 2 and ("held" in texts(axes.texts)) == (lang == "en")
    named = texts(axes.get_yticklabels())
    assert "52.5%" in named[way.index[way["indicator"] == "森林覆盖率"][0]]


def test_the_title_counts_the_goals_that_are_reached(compared):
    rows = build_progress(compared)
    n, met = len(rows), (rows["status"] == "met").sum()
    said = title_of(plot_progress(rows))
    assert said.startswith("Of 26 goals for 2025") and f"{n} have" in said
    assert said.endswith(f"{met} are reached")
    assert title_of(plot_progress(rows.assign(status="missed"))).endswith("0 are reached")
    held = rows[rows["hold"]].reset_index(drop=True).assign(status="missed")
    assert "not held" in texts(plot_progress(held).texts)
    with pytest.raises(ReportError, match="no goal of a later year has both"):
        plot_progress(build_progress(build_table("comparison", [])))
    with pytest.raises(ReportError, match="lang='fr'"):
        plot_progress(pd.DataFrame(), lang="fr")
