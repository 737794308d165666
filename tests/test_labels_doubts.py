"""What is doubted in a report's tables: a sound report is doubted nowhere, and each fault put into
its tables is named where it lies.
"""

import warnings

import pandas as pd
import pytest
from conftest import cases

from reportlib import Report, ReportWarning, analyse, find_doubts

TEXT = """2021年甲市政府工作报告
一、2020年工作回顾
去年，地区生产总值增长4.1%，固定资产投资增长5.2%，社会消费品零售总额达到800亿元。
新建公园12个、学校9所、医院3家，改造小区40个，城镇新增就业8万人。
森林覆盖率达到51%，粮食产量300万吨，进出口总额增长6.3%，建成桥梁7座。
二、2021年主要目标
地区生产总值增长6%以上，固定资产投资增长7%，进出口总额增长5%，城镇新增就业9万人。
三、2021年重点任务
新建公园15个、学校11所，改造小区50个，修复河道30公里，建设电站2座，培育企业60家。
四、加强自身建设
建成服务站21个、热线4条，新增窗口33个，培训干部500人，办理建议70件。
"""


@pytest.fixture(scope="module")
def sound():
    with warnings.catch_warnings(action="error"):
        return analyse(Report("sound", TEXT, region="甲市", year=2021))


def changed(tables, part, **values):
    """The tables with columns of the numbers of sections `part` set anew."""
    section = tables.sentences.set_index("sentence_id")["section_id"]
    numbers = tables.numbers.copy()
    rows = numbers["sentence_id"].map(section).isin(part) & (numbers["kind"] == "measure")
    for column, value in values.items():
        numbers.loc[rows, column] = value
    return tables._replace(numbers=numbers)


def told(tables):
    doubts = find_doubts(tables)
    raw = "".join(tables.sentences["text"])
    for row in doubts.itertuples():
        assert raw[row.start : row.end] == row.text and row.end <= row.until <= len(raw)
        assert row.reason and row.advice and row.measures > 0
    return doubts[["kind", "section_id", "measures"]].values.tolist()


def test_a_sound_report_is_not_doubted(sound, tables):
    assert (sound.numbers["kind"] == "measure").sum() == 27
    assert told(sound) == [] and told(tables) == []


ALL = ["1", "2", "3", "4"]
PAST = {"role": "outcome", "period_start": 2020, "period_end": 2020}
OLD = {"role": "context", "period_start": 2018, "period_end": 2018}


@pytest.mark.parametrize(
    ("part", "values", "doubts"),
    [
        (["2", "3", "4"], {"role": "context"}, [["no target", "0", 27], ["no target", "3", 6]]),
        (["3"], PAST, [["no target", "3", 6]]),
        (["3", "4"], {"role": "context"}, [["no target", "3", 6]]),
        (["1"], {"role": "target"}, [["many targets", "0", 27]]),
        (["1"], {"period_start": 1991, "period_end": 1995}, [["far years", "1", 12]]),
        (["4"], OLD, [["years apart", "4", 5]]),
        (["3"], {"period_end": 2025}, []),
        (["3"], {"period_end": 2035}, [["far years", "3", 6]]),
        (ALL, {"period_start": None, "period_end": None}, [["no period", "1", 27]]),
        (["4"], {"period_start": None, "period_end": None}, [["no period", "4", 5]]),
    ],
    ids=[
        "a report without targets",
        "a part that plans, without targets",
        "context is no target",
        "a report of targets alone",
        "a review in the years of a plan long past",
        "a section of other years than its neighbours",
        "a plan runs from the report's year",
        "a target beyond any plan",
        "a report without its year",
        "one row for all that have no period",
    ],
)
def test_a_fault_of_a_whole_stretch_is_one_doubt(sound, part, values, doubts):
    assert told(changed(sound, part, **values)) == doubts


def of(sentence, year=2021):
    return analyse(Report("case", sentence, region="甲市", year=year))


@pytest.mark.parametrize(
    ("sentence", "kinds", "places"),
    [
        ("去年，粮食产量300万吨。去年，粮食产量350万吨。", ["two values"], ["350万吨"]),
        ("去年，粮食产量超过300万吨。去年，粮食产量350万吨。", [], []),
        ("去年，粮食产量约340万吨。去年，粮食产量350万吨。", [], []),
        ("去年，粮食产量300万吨。前年，粮食产量350万吨。", [], []),
        ("去年，粮食产量300万吨。今年，粮食产量达到350万吨。", [], []),
        ("去年，粮食产量300万吨。去年，油料产量350万吨。", [], []),
        ("去年，粮食产量3亿吨。去年，粮食产量3.1亿吨。", [], []),
        ("去年，进出口零增长。去年，进出口增长0%。", [], []),
        ("去年，进出口增长5%。去年，进出口增长6%。", ["two values"], ["6%"]),
        ("去年，城镇新增就业5万人。去年，新增城镇就业9万人。", ["two values"], ["9万人"]),
        ("去年，服务业增加值占地区生产总值比重为153%。", ["share over 100"], ["153%"]),
        ("去年，重点项目投资占年度计划的113%。", [], []),
        ("去年，重点项目投资占年度预算的113%。", [], []),
        ("去年，重点项目投资占年度目标的113%。", [], []),
        ("去年，服务业增加值占地区生产总值比重为100%。", [], []),
        ("去年，服务业增加值占地区生产总值比重为101%。", ["share over 100"], ["101%"]),
        ("去年，全国粮食产量300万吨。去年，粮食产量350万吨。", [], []),
        ("去年，粮食产量300万吨。去年，粮食产量增加350万吨。", [], []),
        ("去年，粮食产量300万吨。去年，粮食产量350亿公斤。", [], []),
        ("去年上半年，粮食产量300万吨。去年全年，粮食产量350万吨。", [], []),
        ("去年，工业增加值按可比价增长5%。去年，工业增加值名义增长6%。", [], []),
        ("去年，失业率比全国低2个百分点。去年，失业率比全市低3个百分点。", [], []),
        ("去年，粮食产量不低于300万吨。去年，粮食产量350万吨。", [], []),
        ("去年，粮食产量不到400万吨。去年，粮食产量350万吨。", [], []),
        ("去年，粮食产量不超过400万吨。去年，粮食产量350万吨。", [], []),
        ("去年，粮食产量不超过300万吨。去年，粮食产量350万吨。", ["two values"], ["350万吨"]),
        ("去年，粮食产量约335万吨。去年，粮食产量350万吨。", [], []),
        ("去年，粮食产量约330万吨。去年，粮食产量350万吨。", ["two values"], ["350万吨"]),
        ("去年，粮食产量三百万吨。去年，粮食产量340万吨。", [], []),
        ("去年，粮食产量三百万吨。去年，粮食产量360万吨。", ["two values"], ["360万吨"]),
        ("去年，粮食产量3.0亿吨。去年，粮食产量3.1亿吨。", ["two values"], ["3.1亿吨"]),
        (
            "去年，粮食产量300万吨。去年，粮食产量350万吨。去年，粮食产量360万吨。",
            ["two values"],
            ["350万吨"],
        ),
    ],
)
def test_numbers_that_cannot_be_true(sentence, kinds, places):
    doubts = find_doubts(of(sentence))
    assert [doubts["kind"].tolist(), doubts["text"].tolist()] == [kinds, places]


@pytest.mark.parametrize("case", cases("telling_words"))
def test_two_values_of_names_that_a_word_tells_apart(case):
    values = ("30", "35") if case["unit"] == "%" else ("300", "350")
    pairs = zip((case["name"], case["other"]), values, strict=True)
    tables = of("".join(f"去年，{name}达到{value}{case['unit']}。" for name, value in pairs))
    assert tables.numbers["indicator_id"].nunique() == 1
    assert find_doubts(tables).empty


def numbers_of(*rows):
    """Tables of one sentence with rows of our own: measure, value, unit, first and last year."""
    tables = of("去年，" + "社会消费品零售总额增长5%，" * len(rows))
    numbers = tables.numbers.copy()
    for at, (measure, value, unit, first, last) in enumerate(rows):
        place = numbers.index[at]
        numbers.loc[place, ["measure", "unit"]] = [measure, unit]
        numbers.loc[place, ["value", "value_low", "value_high"]] = value
        numbers.loc[place, ["period_start", "period_end"]] = [first, last]
        numbers.loc[place, "base_year"] = first - 1 if "growth" in measure else pd.NA
    return tables._replace(numbers=numbers)


LEVELS = ("level", 8e10, "元", 2019, 2019), ("level", 9e10, "元", 2020, 2020)


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        ([*LEVELS, ("growth", 12.5, "%", 2020, 2020)], []),
        ([*LEVELS, ("growth", 13.4, "%", 2020, 2020)], []),
        ([*LEVELS, ("growth", 2.5, "%", 2020, 2020)], ["level and growth"]),
        ([*LEVELS, ("growth", -12.5, "%", 2020, 2020)], ["level and growth"]),
        ([*LEVELS, ("growth", 60.0, "%", 2016, 2020)], []),
        (
            [("average_growth", 8.0, "%", 2016, 2020), ("growth", 47.0, "%", 2016, 2020)],
            [],
        ),
        (
            [("average_growth", 8.0, "%", 2016, 2020), ("growth", 7.0, "%", 2016, 2020)],
            ["growth and average"],
        ),
        ([("average_growth", 8.0, "%", 2016, 2020), ("growth", 7.0, "%", 2020, 2020)], []),
        ([("average_growth", 8.0, "%", 2020, 2020)] * 2, ["average of one year"]),
    ],
)
def test_levels_and_growths(rows, kinds):
    assert find_doubts(numbers_of(*rows))["kind"].tolist() == kinds


HEADING = "一、2020年工作回顾\n"


def in_a_row(n, first, heading=HEADING, **values):
    """Tables of `n` measures of last year, of which the first `first` have other values."""
    tables = of(heading + "新建公园5个，" * n)
    numbers = tables.numbers.copy()
    rows = numbers.index[numbers["kind"] == "measure"]
    assert len(rows) == n
    numbers.loc[rows, ["role", "period_start", "period_end"]] = ["outcome", 2020, 2020]
    for column, value in values.items():
        numbers.loc[rows[:first], column] = value
    return tables._replace(numbers=numbers)


YEARS = {"period_start": 2021, "period_end": 2021}
TARGET = {"role": "target"} | YEARS


@pytest.mark.parametrize(
    ("n", "first", "values", "doubts"),
    [
        (19, 0, TARGET, []),
        (20, 0, TARGET, [["no target", 20]]),
        (20, 1, TARGET, [["few targets", 20]]),
        (20, 2, TARGET, []),
        (20, 14, TARGET, []),
        (20, 15, TARGET, [["many targets", 20]]),
        (19, 15, TARGET, []),
        (12, 5, TARGET | {"period_end": 2027}, []),
        (12, 5, TARGET | {"period_end": 2028}, [["far years", 5]]),
        (12, 4, TARGET | {"period_end": 2028}, []),
        (12, 5, {"period_start": 2019, "period_end": 2019}, [["far years", 5]]),
        (12, 4, {"period_start": 2019, "period_end": 2019}, []),
        (12, 5, {"period_start": 2015, "period_end": 2020}, []),
        (12, 5, {"role": "context", "period_start": 2015, "period_end": 2015}, []),
        (30, 19, TARGET | {"period_end": 2025}, []),
        (30, 20, TARGET | {"period_end": 2025}, [["other years", 20]]),
        (12, 1, {"period_start": None, "period_end": None}, [["no period", 1]]),
        (12, 2, {"measure": "average_growth"}, [["average of one year", 2]]),
        (12, 2, {"measure": "average_growth", "period_start": 2016}, []),
    ],
)
def test_how_many_measures_make_a_doubt(n, first, values, doubts):
    found = find_doubts(in_a_row(n, first, **values))
    assert found[["kind", "measures"]].values.tolist() == doubts


@pytest.mark.parametrize(
    ("n", "told"), [(1, "the average is yearly"), (2, "2 averages in a row are yearly")]
)
def test_one_average_is_told_as_one(n, told):
    doubts = find_doubts(in_a_row(12, n, measure="average_growth"))
    assert doubts["reason"].tolist() == [f"{told}, but of 2020 alone"]


@pytest.mark.parametrize(("n", "doubts"), [(19, []), (20, ["no heading"])])
def test_how_many_measures_need_a_heading(n, doubts):
    assert find_doubts(in_a_row(n, 5, heading="", **TARGET))["kind"].tolist() == doubts


def test_growth_in_constant_prices_need_not_be_that_of_its_levels():
    tables = numbers_of(*LEVELS, ("growth", 2.5, "%", 2020, 2020))
    real = tables.numbers.assign(indicator="地区生产总值", indicator_id="gdp")
    assert find_doubts(tables._replace(numbers=real)).empty


def test_targets_of_a_plan_alone(sound):
    plan = changed(sound, ["2", "3", "4"], period_start=2021, period_end=2025, role="target")
    assert told(plan) == []  # fifteen targets are too few to ask for the year's own
    longer = TEXT + "五、任务\n" + "新建公园5个，修复河道8公里，" * 4
    tables = of(longer)
    assert told(tables) == []
    plan = changed(tables, ["2", "3", "4", "5"], period_start=2021, period_end=2025)
    assert told(plan) == [["other years", "2", 23]]


def test_a_report_without_headings():
    bare = "\n".join(line for line in TEXT.splitlines() if line[1] != "、")
    with pytest.warns(ReportWarning):
        assert ["no heading", "0", 27] in told(of(bare))


def test_what_lies_in_a_doubted_stretch_is_not_doubted_again(sound):
    twice = changed(sound, ["1"], indicator_id="grain_output", indicator="粮食产量")
    twice = changed(twice, ["1"], unit="吨", measure="level", base_year=None)
    twice = changed(twice, ["1"], price_basis=None, compared_with=None)
    assert told(twice) == [["two values", "1", 2]]
    assert told(changed(twice, ["1"], period_start=1991, period_end=1995)) == [
        ["far years", "1", 12]
    ]


def test_an_empty_text_has_no_doubts():
    doubts = find_doubts(of(""))
    assert doubts.empty and "advice" in doubts.columns


def test_analyse_warns_once_with_the_count():
    review = TEXT.partition("二、")[0] * 2
    with pytest.warns(ReportWarning, match=r"bad: 1 doubt about .*find_doubts\(tables\)") as got:
        tables = analyse(Report("bad", review, year=2021))
    assert len(got) == 1 and got[0].filename == __file__ and len(find_doubts(tables)) == 1


def test_a_short_text_is_no_report(recwarn):
    of("去年，服务业增加值占地区生产总值比重为153%。")
    assert not recwarn
