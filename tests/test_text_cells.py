"""Cells of tables: a number takes what its row and its column say, and its unit from either."""

import pytest

from reportlib import Report, analyse, split_outline, split_sentences
from reportlib.text.cells import find_cells
from reportlib.text.cleaning import clean

TABLES = [  # text, then what its cells say
    (
        "指标\t绝对数（万人）\t比重（%）\n常住人口\t321.4\t100\n",
        ["常住人口321.4万人", "常住人口比重100%"],
    ),
    ("单位：万元\n指标\t2021年\t2022年\n收入\t30\t40\n", ["收入2021年30万元", "收入2022年40万元"]),
    (
        "指标\t单位\t产量\n粮食\t万吨\t50.5\n其中：稻谷\t吨\t7\n",
        ["粮食产量50.5万吨", "稻谷产量7吨"],
    ),
    ("\t城镇\t农村\n\t（台）\t（台）\n洗衣机\t98\t87\n", ["洗衣机城镇98台", "洗衣机农村87台"]),
    ("指标\t比上年增长（%）\n投资\t-2.5\n", ["投资比上年增长-2.5%"]),
    ("指标\t数量\n学校\t12所\n", ["学校12所"]),
    ("指标\t甲\t乙\n收入（亿元）\t3\t4\n", ["收入甲3亿元", "收入乙4亿元"]),
    ("指标\t收入（亿元）\n甲县\t3\t4\n", ["甲县3", "甲县4"]),  # more cells than heads
    ("指标\t数量\n学校\t12\n", ["学校12"]),  # no unit
    ("各位代表：\n\t去年收入3亿元。\n", []),  # an indent makes no table
    ("1\t去年收入增长5%\n2\t去年投资增长6%\n", []),  # items of a list
    ("任务\t今年收入增长5%，投资增长6%\n", []),  # prose with a tab
    ("指标\t数量（不含甲，乙）\n学校\t12所\n", ["学校12所"]),
]


@pytest.mark.parametrize("text, said", TABLES)
def test_a_cell_says_what_its_heads_say(text, said):
    sentences = split_sentences(text, split_outline(text))
    cells = find_cells(sentences)
    assert [cell.said for row in cells.values() for cell in row] == said
    texts = dict(zip(sentences["sentence_id"], sentences["text"], strict=True))
    for sentence, row in cells.items():
        for cell in row:
            assert clean(texts[sentence][cell.start : cell.end]) in cell.said[cell.at :]


def test_a_cell_ends_where_its_number_does_in_the_raw_text():
    text = "指标\t绝对数（万元）\n收入\t 1 213.5 \n学校\t12 所\n"
    numbers = analyse(Report("demo", text, region="某市", year=2022)).numbers
    assert numbers[["text", "value", "unit"]].values.tolist() == [
        ["1 213.5", 12135000.0, "元"],
        ["12 所", 12.0, "所"],
    ]
    prose = "1\t去年收入增长5%\n2\t去年投资增长6%\n"
    measures = analyse(Report("demo", prose, region="某市", year=2022)).numbers.query("value > 4")
    assert measures["value"].tolist() == [5.0, 6.0]


def test_numbers_of_a_table():
    text = (
        "2022年某市统计公报\n一、综合\n指标\t绝对数（亿元）\t比上年增长（%）\n"
        "地区生产总值\t1,213.34\t-5.2\n第二产业\t513.5\t4\n合计\t3\n全年新建学校5所。\n"
    )
    report = Report("demo", text, region="某市", year=2022, kind="bulletin")
    numbers = analyse(report).numbers
    for row in numbers.itertuples():
        assert text[row.start : row.end] == row.text
    measures = numbers[numbers["kind"] == "measure"].astype({"value": "float"})
    told = measures[["text", "value", "unit", "measure", "indicator_id", "role"]]
    assert told.astype(object).where(told.notna(), None).values.tolist() == [
        ["1,213.34", 121334000000.0, "元", "level", "gdp", "outcome"],
        ["-5.2", -5.2, "%", "growth", "gdp", "outcome"],
        ["513.5", 51350000000.0, "元", "level", None, "outcome"],  # of what, the table may know
        ["4", 4.0, "%", "growth", None, "outcome"],
        ["3", None, None, None, None, None],
        ["5所", 5.0, "所", "level", "schools_built", "outcome"],
    ]
    assert measures["rule"].iloc[4] == "unread: a cell without a unit"
