"""Whether the next report states an outcome: by what that report says, not by the paper that the
figure was read in.
"""

import pandas as pd
import pytest

from reportlib import build_panel
from reportlib.tables.columns import build_table

REPORT, PRESS = "work_report", "press"


def fact(role, year, value, document, spoken, **changes):
    known = {"region": "某省", "indicator": "地区生产总值", "indicator_id": "gdp", "unit": "%"}
    known |= {"indicator_en": "GDP", "measure": "growth", "period_start": year, "period_end": year}
    known |= {"role": role, "bound": "eq", "value": value, "value_low": value, "value_high": value}
    known |= {"step": 0.1, "part_year": False, "timing": "change", "document_type": document}
    return known | {"source_title": "某文", "source_date": str(spoken)} | changes


def said(*facts):
    return build_panel(build_table("facts", list(facts)))["next_report"].tolist()


TARGET = fact("target", 2020, 5.0, REPORT, 2020)
READ = fact("target", 2021, 6.0, REPORT, 2021)  # of the next report, which was read


@pytest.mark.parametrize(
    ("outcome", "answer"),
    [
        pytest.param(fact("outcome", 2020, 5.1, REPORT, 2021), "told", id="in the report"),
        pytest.param(
            fact("outcome", 2020, 5.1, PRESS, 2021, source_title="2021年某省政府工作报告全文"),
            "told",
            id="as another paper prints it",
        ),
        pytest.param(
            fact("outcome", 2020, 5.1, PRESS, 2021, source_title="2021年某省政府工作报告解读"),
            "silent",
            id="a comment is no print",
        ),
        pytest.param(fact("outcome", 2020, 5.1, PRESS, 2021), "silent", id="elsewhere alone"),
        pytest.param(fact("outcome", 2020, 5.1, REPORT, 2023), "silent", id="in a later report"),
    ],
)
def test_silence_is_what_the_next_report_does_not_say(outcome, answer):
    assert said(TARGET, READ, outcome)[0] == answer


def test_a_report_that_nobody_read_is_not_silent():
    assert said(TARGET, fact("outcome", 2020, 5.1, PRESS, 2021)) == ["unread"]


def test_a_silent_report_may_hide_what_no_source_tells():
    assert said(TARGET, READ) == ["silent", "unread"]


def test_the_end_of_the_year_is_another_figure_than_its_mean():
    same = {"indicator": "城镇调查失业率", "indicator_id": "surveyed_unemployment_rate"}
    same |= {"measure": "level", "indicator_en": "Surveyed urban unemployment rate"}
    target = fact("target", 2020, 5.5, REPORT, 2020, **same | {"timing": None})
    mean = fact("outcome", 2020, 5.6, PRESS, 2021, **same | {"timing": "mean"})
    end = fact("outcome", 2020, 5.5, REPORT, 2021, **same | {"timing": "end"})
    assert said(target, mean, end) == ["other timing"]
    assert said(target, end) == ["told"]


def test_a_report_of_ones_own_tells_its_last_year(tables, facts):
    stacked = build_panel(pd.concat([facts, tables.numbers], ignore_index=True))
    rows = stacked[(stacked["region"] == "重庆市") & (stacked["year"] == 2020)]
    answers = rows.set_index("indicator_id")["next_report"]
    assert answers["gdp"] == answers["retail_sales"] == "told"  # 3.9 and 1.3 stand in the text
    assert answers["cpi"] == "silent"  # 2.3 does not
