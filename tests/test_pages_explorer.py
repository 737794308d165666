"""The page of a report and the sentence of a notebook as HTML: whole, escaped, nothing asked for
outside, all numbers there.
"""

import base64
import hashlib
import json
import re
from html import unescape
from html.parser import HTMLParser

import pandas as pd
import pytest

from reportlib import Report, ReportError, analyse, highlight, show

VOID = {"meta", "input", "br", "hr", "img"}
HOSTILE = (
    "2021年</script><script>alert(1)</script>甲市政府工作报告\n\n"
    "一、工作<!-- 回顾\n"
    '新建"<img src=x onerror=alert(1)>公园12个，=HYPERLINK("http://x")增长5%，'
    "{{ 7 * 7 }}'\u2028\u2029增长6%。&amp;&lt;b&gt;\n"
)


class Tree(HTMLParser):
    """Elements that are open, those that were seen, and the text of each kind."""

    def __init__(self, page):
        super().__init__()
        self.open, self.seen, self.texts = [], [], {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, (self.open, tag)
        self.open.pop()

    def handle_data(self, data):
        tag = self.open[-1] if self.open else ""
        self.texts[tag] = self.texts.get(tag, "") + data


@pytest.fixture(scope="module", params=["en", "zh"])
def page(request, report, tables):
    return highlight(report, tables.numbers, request.param)


@pytest.fixture(scope="module")
def tree(page):
    return Tree(page)


def attributes(tree, name):
    return [attrs[name] for _, attrs in tree.seen if name in attrs]


def data_of(page):
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    data = json.loads(found[1])
    return data, [dict(zip(data["columns"], row, strict=True)) for row in data["rows"]]


def test_the_page_is_whole(page, tree):
    assert page.startswith("<!doctype html>") and tree.open == []
    assert page.index('<meta charset="utf-8">') < 200
    assert len(page.encode()) < 900_000


def test_ids_are_unique_and_jumps_have_targets(tree):
    ids = attributes(tree, "id")
    assert len(ids) == len(set(ids))
    jumps = [href for href in attributes(tree, "href")]
    assert len(jumps) == 82 and {href[1:] for href in jumps} <= set(ids)
    assert all(href.startswith("#") for href in jumps)


def test_the_page_asks_for_nothing(page, tree):
    assert not re.search(r"https?:|//[a-z]+\.", page)
    assert not {"src", "srcset", "action", "style"} & {name for _, a in tree.seen for name in a}
    assert not any(name.startswith("on") for _, attrs in tree.seen for name in attrs)
    assert re.findall(r"url\((\w+:)", page) == ["data:"] and "@import" not in page


def test_only_its_own_script_may_run(page, tree):
    (policy,) = [attrs["content"] for _, attrs in tree.seen if "http-equiv" in attrs]
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.S)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in policy and policy.startswith("default-src 'none'")


def test_every_number_is_marked_and_in_the_table(page, tree, tables):
    _, rows = data_of(page)
    numbers = tables.numbers.sort_values(["start", "end"])
    assert [row["number_id"] for row in rows] == numbers["number_id"].tolist()
    marked = " ".join(attributes(tree, "data-rows")).split()
    assert list(map(int, marked)) == list(range(len(numbers)))
    assert [row["reading_confidence"] for row in rows] == numbers["reading_confidence"].tolist()


def test_the_places_of_the_numbers_are_those_of_the_text(page, report):
    for row in data_of(page)[1]:
        assert report.text[row["start"] : row["end"]] == row["text"]


def test_a_role_has_a_letter_and_a_shape(page):
    badges = set(re.findall(r"<sub>(.*?)</sub>", page))
    letters = {badge[1] for badge in badges}
    assert len(badges) == len(letters) == len({badge[0] for badge in badges}) == 3


def test_every_character_has_a_glyph_on_the_page(page, report):
    (ranges,) = re.findall("unicode-range:([^;]+);", page)
    held = set()
    for one in ranges.split(","):
        first, _, last = one[2:].partition("-")
        held |= set(range(int(first, 16), int(last or first, 16) + 1))
    assert {sign for sign in report.text if ord(sign) > 127 and ord(sign) not in held} == set()


def test_english_pages_have_english_first_and_translations(report, tables):
    english, chinese = (highlight(report, tables.numbers, lang) for lang in ("en", "zh"))
    assert data_of(english)[1][22]["names"] == ["GDP", "地区生产总值"]
    assert data_of(english)[1][22]["shown"] == "2.5 trillion yuan"
    assert data_of(chinese)[1][22]["names"] == ["地区生产总值"]
    assert data_of(chinese)[1][22]["shown"] == "2.5万亿元"
    assert "The overall strength of the city" in english and 'class="gloss"' in english
    assert "The overall strength of the city" not in chinese and 'class="gloss"' not in chinese


def test_texts_and_codes_are_in_both_languages(report, tables):
    texts = [data_of(highlight(report, tables.numbers, lang))[0]["texts"] for lang in ("en", "zh")]
    for column, words in texts[0]["names"].items():
        assert set(tables.numbers[column].dropna()) <= words.keys(), column
        assert words.keys() == texts[1]["names"][column].keys()
        assert all(not word.isascii() for word in texts[1]["names"][column].values())
    assert {"kind", "role", "measure", "topic"} <= texts[0]["names"].keys()


def test_hostile_text_stays_text():
    report = Report("r</script>", HOSTILE, region='"><b>', title="<title></title>")
    numbers = analyse(report).numbers
    page = highlight(report, numbers, "en")
    tree = Tree(page)
    assert tree.open == [] and "img" not in {tag for tag, _ in tree.seen}
    assert [tag for tag, _ in tree.seen].count("script") == 2
    assert "<!--" not in page and "\u2028" not in page[page.index('id="data">') :]
    shown = "".join(
        tree.texts[tag] for tag in ("p", "span", "mark", "h1", "h2") if tag in tree.texts
    )
    assert "onerror=alert(1)" in shown and "{{ 7 * 7 }}" in shown and "&amp;&lt;b&gt;" in shown
    assert [row["text"] for row in data_of(page)[1]] == numbers["text"].tolist()


def test_a_report_without_numbers_sections_or_text():
    for text in ("", "没有数字。"):
        report = Report("r", text)
        page = highlight(report, analyse(report).numbers)
        assert Tree(page).open == [] and data_of(page)[0]["shown"] == ""


def test_a_unit_of_ones_own_and_a_range_are_printed():
    report = Report("r", "新建公园12—15个。")
    page = highlight(report, analyse(report).numbers)
    assert data_of(page)[1][0]["shown"] == "12–15"


def test_a_number_that_was_corrected_says_so():
    report = Report("r", "新建公园12个，学校3所。", year=2021)
    row = {"report_id": "r", "start": 4, "text": "12个", "action": "set", "column": "value"}
    row |= {"value": 13, "reason": "misprint", "by": "A.B.", "on": "2024-05-31"}
    numbers = analyse(report, corrections=pd.DataFrame([row])).numbers
    page = highlight(report, numbers)
    assert [one["corrected"] for one in data_of(page)[1]] == [True, False]
    assert "corrected by hand" in show(report, numbers, "r:s0000").html
    plain = show(report, analyse(report).numbers, "r:s0000")
    assert "corrected" not in plain.html


def test_the_same_page_each_time(report, tables):
    first, second = (highlight(report, tables.numbers) for _ in range(2))
    assert first == second


def test_numbers_of_more_reports_are_told_apart(report, tables):
    other = analyse(Report("other", "增长5%。")).numbers
    both = pd.concat([tables.numbers, other], ignore_index=True)
    assert data_of(highlight(report, both))[0]["report"] == "chongqing-2021"
    assert data_of(highlight(report, tables.numbers))[0]["report"] is None


def test_an_unknown_language_and_lacking_columns_are_errors(report, tables):
    with pytest.raises(ReportError, match="lang='fr' is not one of"):
        highlight(report, tables.numbers, "fr")
    with pytest.raises(ReportError, match="table 'numbers' lacks the column 'role'"):
        highlight(report, tables.numbers.drop(columns="role"))


# one sentence


@pytest.fixture(scope="module")
def targets(report, tables):
    numbers = tables.numbers
    gdp = numbers[(numbers.indicator_id == "gdp") & (numbers.role == "target")]
    return show(report, numbers, gdp.sentence_id.iloc[0])


def test_a_sentence_needs_no_script_and_is_small(targets):
    html = targets._repr_html_()
    tree = Tree(html)
    assert tree.open == [] and "script" not in html and "iframe" not in html
    assert len(html.encode()) < 60_000 and not re.search("https?:", html)
    assert html.count("◆T</sub>") == 9 and html.count("title=") == 9
    assert repr(targets) == "chongqing-2021:s0183, 9 numbers marked"


def test_a_sentence_is_the_same_each_time(report, tables, targets):
    again = show(report, tables.numbers, "chongqing-2021:s0183")
    assert again._repr_html_() == targets._repr_html_()


def test_a_sentence_has_what_was_read_and_its_translation(targets):
    html = unescape(targets._repr_html_())
    assert 'title="GDP 地区生产总值 | at least 6% | growth | target | 2021"' in html
    assert "The main expected targets" in html and "unofficial" in html


def test_a_sentence_without_translation_promises_none(report, tables):
    html = show(report, tables.numbers, "chongqing-2021:s0032")._repr_html_()
    assert "unofficial" not in html


def test_an_unknown_sentence_is_an_error(report, tables):
    with pytest.raises(ReportError, match="no sentence 's9'"):
        show(report, tables.numbers, "s9")


def test_a_whole_report_is_the_same_page_in_a_frame(report, tables):
    shown = show(report, tables.numbers, height=500)
    ((tag, attrs),) = Tree(shown._repr_html_()).seen
    assert tag == "iframe" and attrs["sandbox"] == "allow-scripts" and "500px" in attrs["style"]
    assert attrs["srcdoc"] == highlight(report, tables.numbers)
