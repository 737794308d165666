"""Web pages and pieces of them: the main content as lines, whatever stands around it."""

import time

import pytest

from reportlib import ReportError, read_report
from reportlib.text.markup import is_markup

LONG = "全市人民团结一心，经济社会发展取得新的成绩。" * 20
PAGE = (
    """<!DOCTYPE html><html><head><meta charset="{charset}"><title>甲乙市政府网</title>
<style>p {{ color: red }}</style></head><body>
<div class="menu"><ul><li><a href="/">首页</a></li><li><a href="/b">政务公开</a></li></ul></div>
<div class="top-tit">2019年甲乙市政府工作报告</div><p>来源：本站</p>
<div id="main"><p>各位代表：</p>
<h3><a name="1">一、2018年工作回顾</a></h3>
<p>全市生产总值<b>增长</b>5.2%，其中，农业增长<span>3</span>
<span>.1%</span>。<br>投资增长6%，消费增长7%。</p><script>var a = "，，，，，，，，";</script>
<p style="display: none">看不见，听不见。</p><p>《<a href="/c">纲要</a>》已经印发，正在落实。</p>
<p>"""
    + LONG
    + """</p>
<table><tr><th rowspan="2">指标</th><th colspan="2">产值<br>（亿元）</th></tr>
<tr><td>2017</td><td><p>2018</p></td></tr><tr><td>工业</td><td>3.5</td><td>4</td></tr></table>
</div><div>版权所有，翻印必究</div><footer>联系我们，谢谢。</footer></body></html>"""
)
LINES = [
    "2019年甲乙市政府工作报告",
    "各位代表：",
    "一、2018年工作回顾",
    "全市生产总值增长5.2%，其中，农业增长3 .1%。",
    "投资增长6%，消费增长7%。",
    "《纲要》已经印发，正在落实。",
    LONG,
    "指标\t产值 （亿元）\t",
    "\t2017\t2018",
    "工业\t3.5\t4",
]


@pytest.mark.parametrize(
    ("claimed", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("gb2312", "utf-8"),  # saved anew, and its claim is old
        ("none-such", "gb18030"),
        ("utf-8", "utf-16"),
    ],
)
def test_a_page(claimed, encoding):
    report = read_report(PAGE.format(charset=claimed).encode(encoding), name="saved.txt")
    assert report.text.split("\n") == LINES and report.year == 2019


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<p><span>2014</span><span>年增加值</span></p>", ["2014年增加值"]),
        (
            f'[<div class="a"><h4>各位代表：</h4><p>{LONG}</p></div>]',
            ["各位代表：", LONG],
        ),
        ("<font>一、回顾\n增长5%。</font><b>好</b>", ["一、回顾", "增长5%。好"]),  # its own lines
        (
            "<table><tr><td><p>甲</p><p>乙</p><p>丙</p><p>丁</p></td><td>戊</td></tr></table>",
            [*"甲乙丙丁戊"],
        ),
        ("<pre>一\n二</pre><p>三\n四</p>", ["一", "二", "三 四"]),
        ("<td>甲</td><td>乙</td>", ["甲乙"]),  # cells without a table
        (
            "<table><tr><td colspan='100000000'>甲</td><td rowspan='x'>乙</td></tr></table>",
            ["甲\t乙"],
        ),
        ("<title>甲市报告</title><p>增长，好。</p>", ["甲市报告", "增长，好。"]),
    ],
)
def test_pieces(text, lines):
    assert read_report(text.encode()).text.split("\n") == lines


@pytest.mark.parametrize(
    "text",
    [
        "增速<5%的有3个，>8%的有2个。",
        "# 报告\n\n一行<br>又一行，" + "文字" * 3000,  # a tag in a long text
        "<2019年>增长5%，<2018年>增长6%。",
        "a<b>c",
    ],
)
def test_what_is_no_markup(text):
    assert not is_markup(text)


def test_tags_without_end_are_refused_soon():
    start = time.perf_counter()
    for text in ("<div>" * 200_000 + "增长5%。", "<p>" + "<b><i>" * 100_000):
        with pytest.raises(ReportError, match="tags inside tags without end"):
            read_report(text.encode())
    assert time.perf_counter() - start < 5
    assert read_report(("<p>增长5%。" * 5000).encode()).text.count("\n") == 4999
