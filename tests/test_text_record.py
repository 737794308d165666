"""What a document says of itself: kind, place, year and date, and where each was found."""

import pytest

from reportlib import Report, ReportError, ReportWarning, analyse, read_report
from reportlib.text.record import read_record

RECORDS = [  # text, kind, region, year, where the year was found
    ("2021年甲乙市政府工作报告\n一、回顾\n", "work_report", "甲乙市", 2021, "title"),
    (
        "政府工作报告\n——2022年1月5日在甲乙县第八届人民代表大会第一次会议上\n县长 王某某\n",
        "work_report",
        "甲乙县",
        2022,
        "date line",
    ),
    (
        "政府工作报告\n（2022年1月5日）\n2015年主要目标全面完成。",
        "work_report",
        None,
        2022,
        "date line",
    ),
    (
        "各位代表：我代表市政府，向大会报告工作。\n一、2020年工作回顾",
        "work_report",
        None,
        2021,
        "first",
    ),
    (
        "各位代表：我代表市政府，向大会报告工作。\n一、2020年工作安排",
        "work_report",
        None,
        2020,
        "head",
    ),
    ("甲乙市2022年国民经济和社会发展统计公报\n2023年4月1日\n", "bulletin", "甲乙市", 2022, "title"),
    ("甲乙族自治州\n2022年国民经济和社会发展统计公报\n", "bulletin", "甲乙族自治州", 2022, "title"),
    (
        "甲乙县2022年预算执行情况和2023年预算草案的报告\n",
        "budget_report",
        "甲乙县",
        2023,
        "title",
    ),
    (
        "甲乙省2022年国民经济和社会发展计划执行情况与2023年计划草案的报告\n",
        "plan_report",
        "甲乙省",
        2023,
        "title",
    ),
    ("甲乙市国民经济和社会发展第十四个五年规划纲要\n", "plan_outline", "甲乙市", 2021, "title"),
    ("关于某事的说明\n今年成绩很好。", None, None, None, None),
]


@pytest.mark.parametrize("text, kind, region, year, where", RECORDS)
def test_a_document_says_what_it_is(text, kind, region, year, where):
    record, sources = read_record(text)
    assert (record["kind"], record["region"], record["year"]) == (kind, region, year)
    assert (sources.get("year") or "").startswith(where or "")


def test_a_file_name_tells_what_the_text_does_not():
    record, sources = read_record("成绩很好。", "甲乙市2019年报告")
    assert (record["region"], record["year"]) == ("甲乙市", 2019)
    assert sources == {"region": "file name", "year": "file name"}
    assert read_record("成绩很好。", "20190131")[0]["year"] is None


def roles(kind, text):
    numbers = analyse(Report("demo", text, region="某市", year=2022, kind=kind)).numbers
    numbers = numbers[numbers["kind"] == "measure"]
    return numbers[["period_start", "period_end", "role"]].values.tolist()


def test_a_bulletin_holds_outcomes_of_its_year():
    text = "一、综合\n全年投资增长5%。\n二、农业\n力争今年粮食产量增长6%，比去年末增长7%。"
    assert roles("bulletin", text) == [[2022, 2022, "outcome"]] * 3
    assert roles("work_report", text)[1][2] == "target"


def test_a_plan_of_several_years_looks_ahead_but_in_its_review():
    text = "第一章 过去五年回顾\n投资年均增长5%。\n第二章 主要指标\n粮食产量达到50万吨。"
    assert roles("plan_outline", text) == [[2017, 2021, "outcome"], [2026, 2026, "target"]]


def test_a_budget_is_carried_out_then_planned():
    text = "一、2021年预算执行情况\n收入增长5%。\n二、2022年预算草案\n收入增长6%。"
    assert roles("budget_report", text) == [[2021, 2021, "outcome"], [2022, 2022, "target"]]


TITLED = "2021年甲乙市政府工作报告\n一、回顾\n"


def written(folder, name, text, listed=""):
    if listed:
        (folder / "reports.csv").write_text(listed, encoding="utf-8")
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_what_the_caller_gives_stands_before_the_list_and_that_before_the_text(tmp_path):
    path = written(tmp_path, "a.txt", TITLED, "file,region,year,kind\na.txt,丙丁市,,bulletin\n")
    with pytest.warns(ReportWarning, match="丙丁市 .reports.csv.: taken is 丙丁市"):
        report = read_report(path)
    assert (report.region, report.year, report.kind) == ("丙丁市", 2021, "bulletin")
    assert read_report(path, region="戊市", year=2019).year == 2019


def test_a_missing_year_and_two_years_are_said_aloud(tmp_path, recwarn):
    with pytest.warns(ReportWarning, match="b.txt: no year is found.*--year"):
        assert read_report(written(tmp_path, "b.txt", "成绩很好。")).year is None
    with pytest.warns(ReportWarning, match=r"2021 .title., 2019 .file name.: taken is 2021"):
        read_report(written(tmp_path, "c-2019.txt", TITLED))
    recwarn.clear()
    read_report(written(tmp_path, "d-2021.txt", TITLED))
    read_report(written(tmp_path, "c-2019.txt", TITLED), year=2021)
    assert not recwarn.list


@pytest.mark.parametrize("listed", ["name\na.txt\n", "file,year\na.txt,二〇二一\n"])
def test_a_list_that_cannot_be_used_is_named(tmp_path, listed):
    with pytest.raises(ReportError, match="reports.csv: not a list of reports"):
        read_report(written(tmp_path, "a.txt", TITLED, listed))


def test_parts_that_say_nothing_look_ahead_in_a_work_report_alone():
    text = "一、综合情况\n投资增长5%。\n二、农业情况\n产量增长6%。"
    assert [role for *_, role in roles("work_report", text)] == ["outcome", "target"]
    assert [role for *_, role in roles(None, text)] == ["outcome", "outcome"]
