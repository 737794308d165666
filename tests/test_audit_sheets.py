"""Audit sheets as they are written: the same bytes, no formula, drop-downs, the sentence marked."""

import re

import openpyxl
import pytest

from reportlib import Report, ReportError, analyse, draw_sample, load_glosses, write_audit
from reportlib.audit.fields import FIELDS
from reportlib.audit.workbook import list_heads


@pytest.fixture
def book(tables, tmp_path):
    return openpyxl.load_workbook(write_audit(tables, tmp_path / "a.xlsx", 30, 2, role="target"))


def table_of(sheet):
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_the_same_numbers_give_the_same_bytes(tables, tmp_path):
    paths = [write_audit(tables, tmp_path / f"{i}.xlsx", 20) for i in range(2)]
    assert paths[0].read_bytes() == paths[1].read_bytes()
    other = write_audit(tables, tmp_path / "other.xlsx", 20, seed=2)
    assert other.read_bytes() != paths[0].read_bytes()


def test_each_row_shows_a_number_in_its_sentence(book, tables, report):
    drawn = draw_sample(tables.numbers, 30, 2, role="target")
    rows = table_of(book["audit"])
    assert [row["Number id"] for row in rows] == drawn["number_id"].tolist()
    for row, number in zip(rows, drawn.to_dict("records"), strict=True):
        marked = row["Sentence, the number in 【】"].partition("【")[2].partition("】")[0]
        assert marked.split() == report.text[number["start"] : number["end"]].split()
        assert row["Role"] == "target" and row["Unit"] == number["unit"]
        assert float(row["Value"].partition("~")[0]) == number["value_low"]
        assert number["indicator"] in row["Read as"]


def test_an_english_sheet_has_the_english_of_the_sentence_where_there_is_one(
    book, tables, tmp_path
):
    glosses = load_glosses().set_index("start")["en"]
    sentences = tables.sentences.set_index("sentence_id")["start"]
    drawn = draw_sample(tables.numbers, 30, 2, role="target")
    told = [row["Our English (unofficial)"] for row in table_of(book["audit"])]
    assert told == [glosses[sentences[one]] for one in drawn["sentence_id"]]
    sheet = book["audit"]
    assert (
        sheet["C1"].value == "Our English (unofficial)"
        and sheet.column_dimensions["C"].width == 110
    )
    assert max(row.height for row in sheet.row_dimensions.values() if row.height) <= 400
    headings = {row["Under the heading"] for row in table_of(sheet)}
    assert all(re.search("[A-Za-z]{3}.* .*[一-鿿]", heading) for heading in headings), headings
    longest = max(range(2, 32), key=lambda row: len(sheet.cell(row, 3).value))
    assert sheet.row_dimensions[longest].height >= 15 * len(sheet.cell(longest, 3).value) / 110
    own = analyse(Report("mine", "新建公园12个。", year=2021))
    sheet = openpyxl.load_workbook(write_audit(own, tmp_path / "own.xlsx"))["audit"]
    assert sheet["C2"].value is None and sheet.column_dimensions["C"].width < 20


def test_the_frame_says_what_was_drawn_from(book, tables):
    told = dict(book["frame"].iter_rows(values_only=True))
    targets = (tables.numbers["role"] == "target").sum()
    assert {key: told[key] for key in ("drawn", "of", "seed", "role", "by")} == {
        "drawn": 30,
        "of": targets,
        "seed": 2,
        "role": "target",
        "by": "no column",
    }
    assert told["of chongqing-2021"] == targets and told["reportlib"]


def test_verdicts_and_closed_fields_are_offered(book):
    sheet = book["audit"]
    heads = {cell.value: cell.column_letter for cell in sheet[1]}
    offered = {
        str(rule.sqref).partition("2:")[0]: (rule.formula1, rule.showErrorMessage)
        for rule in sheet.data_validations.dataValidation
    }
    assert offered[heads["Unit: ok?"]] == ('"ok,corrected"', True)
    assert offered[heads["All others ok?"]] == ('"ok"', True)
    for field, first in (("Role", "outcome"), ("Bound", "plain number"), ("Catalogue id", "gdp")):
        formula, closed = offered[heads[f"{field}: right is"]]
        cells = book["lists"][formula.partition("!")[2].replace("$", "")]
        values = [cell.value for (cell,) in cells]
        assert values[:2] == ["(none)", first] and all(values) and closed
    assert not offered[heads["Unit: right is"]][1], "a counted noun is a unit too"
    assert heads["Value: right is"] not in offered
    assert len(offered) == len(FIELDS) + 1 + 6 and sheet.freeze_panes == "C2"
    assert book.active.title == "audit" and book["how"]["A1"].value.startswith("Each row")


def test_no_text_runs_as_a_formula(tmp_path):
    tables = analyse(Report("=1+1", "=1+1公园新增12个，@园林增加3%。\x0b", year=2021))
    tables = tables._replace(numbers=tables.numbers.assign(indicator="=HYPERLINK(1)", place="-x"))
    book = openpyxl.load_workbook(write_audit(tables, tmp_path / "a.xlsx"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert "=HYPERLINK(1)" in {cell.value for cell in cells}


def test_a_sheet_in_chinese_says_the_same(tables, tmp_path):
    sheets = [
        openpyxl.load_workbook(write_audit(tables, tmp_path / f"{lang}.xlsx", 5, lang=lang))
        for lang in ("en", "zh")
    ]
    heads = [[cell.value for cell in book["audit"][1]] for book in sheets]
    assert heads == [list(list_heads(lang).values()) for lang in ("en", "zh")]
    assert not set(heads[0]) & set(heads[1])
    places = [
        book["audit"].cell(2, head.index(name) + 1).value
        for book, head, name in zip(sheets, heads, ("Role", "性质"), strict=True)
    ]
    assert places in (["outcome", "结果"], ["target", "目标"], ["context", "背景"])


def test_nothing_is_replaced_and_nothing_half_written(tables, tmp_path, monkeypatch):
    path = tmp_path / "a.xlsx"
    path.write_text("filled in")
    with pytest.raises(ReportError, match=r"a\.xlsx: is there, perhaps filled in"):
        write_audit(tables, path)
    with pytest.raises(ReportError, match=r"a\.csv: an audit sheet is an Excel file; name it a\.x"):
        write_audit(tables, tmp_path / "a.csv")
    with pytest.raises(ReportError, match="lang='fr' is not one of"):
        write_audit(tables, tmp_path / "b.xlsx", lang="fr")
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]
