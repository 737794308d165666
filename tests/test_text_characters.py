"""Traditional characters are read as simplified ones, and simplified texts stay as they are."""

import pytest

from reportlib import Report, analyse
from reportlib.text.characters import common_characters, simplified, simplify


def test_the_table_is_one_to_one():
    table = simplified()
    assert len(table) > 3000 and table["萬"] == "万" and table["後"] == "后"
    assert all(len(old) == len(new) == 1 and old != new for old, new in table.items())
    assert {"万", "萬", "的"} <= common_characters() and "囧" not in common_characters()


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("預算總收入1011746萬元", "预算总收入1011746万元"),
        ("1011746萬元", "1011746万元"),
        ("乾隆後期的經濟", "干隆后期的经济"),  # character by character
        ("乾隆年间修建的后湖", "乾隆年间修建的后湖"),
        ("昇腾处理器与俬人订制", "昇腾处理器与俬人订制"),
        ("引用《資治通鑑》讲述发展历程", "引用《資治通鑑》讲述发展历程"),
        ("只要于里后面台", "只要于里后面台"),  # in both
        ("", ""),
    ],
)
def test_a_text_is_traditional_by_what_only_such_texts_have(text, view):
    assert simplify(text) == view


def test_a_traditional_report_reads_as_the_simplified_one():
    traditional = "全縣財政總收入520億元，增長10.5%，佔比提高2個百分點；農戶3.2萬戶。"
    plain = "全县财政总收入520亿元，增长10.5%，占比提高2个百分点；农户3.2万户。"
    read, same = (analyse(Report("x", text, "某县", 2020)).numbers for text in (traditional, plain))
    assert len(read) == 4 and [
        traditional[a:b] for a, b in zip(read.start, read.end, strict=True)
    ] == list(read.text)
    columns = ["start", "end", "value", "unit", "indicator", "measure", "role"]
    assert read[columns].equals(same[columns])
