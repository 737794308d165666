"""Spreadsheets with one report a row, and what is wrong in which row."""

import openpyxl
import pytest

from reportlib import MissingColumnError, ReportError, ReportWarning, read_reports

TEXT = "2019年甲市政府工作报告\n各位代表：\n去年增长5%，“好”。\n"
ROWS = [["地区", "年份", "正文"], ["甲市", "2019", TEXT], ["乙县", "2020年", "增长6%。"]]


def as_csv(rows, mark=","):
    quoted = (mark.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    return "\n".join(quoted) + "\n"


def as_excel(path, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def known(reports):
    return [(report.report_id, report.region, report.year, report.text) for report in reports]


@pytest.mark.parametrize("mark", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_each_row_is_a_report(tmp_path, mark, encoding):
    path = tmp_path / "all.csv"
    path.write_bytes(as_csv(ROWS, mark).encode(encoding))
    reports = read_reports(path)
    assert known(reports) == [
        ("甲市-2019", "甲市", 2019, TEXT),
        ("乙县-2020", "乙县", 2020, "增长6%。"),
    ]
    assert reports[1].source == f"{path}, row 3"


def test_excel(tmp_path):
    rows = [
        [*ROWS[0], None],
        ["甲市", 2019, TEXT, None],
        [None] * 4,
        ["乙县", 2020.0, "增长6%。", None],
    ]
    reports = read_reports(as_excel(tmp_path / "all.xlsx", rows))
    assert [row[:3] for row in known(reports)] == [
        ("甲市-2019", "甲市", 2019),
        ("乙县-2020", "乙县", 2020),
    ]
    assert reports[1].source.endswith("row 4")


def test_columns_of_any_name_and_what_the_text_says_itself(tmp_path):
    path = tmp_path / "all.csv"
    path.write_text(as_csv([["a", "b"], [TEXT, ""], ["增长6%。", "丙县"]]), encoding="utf-8")
    reports = read_reports(path, text="a", place="b")
    assert [row[:3] for row in known(reports)] == [
        ("甲市-2019", "甲市", 2019),
        ("all-3", "丙县", None),
    ]


def test_a_long_text_is_read_whole(tmp_path):
    path = tmp_path / "all.csv"
    path.write_text(as_csv([["doc", "year"], ["增长6%。" * 50_000, "2020"]]), encoding="utf-8")
    assert len(read_reports(path)[0].text) == 250_000


def test_any_other_file_is_one_report(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert known(read_reports(tmp_path / "a.txt")) == [("a", "甲市", 2019, TEXT)]


@pytest.mark.parametrize(
    ("rows", "asked", "message"),
    [
        ([*ROWS, ["甲市", "2019", "又"]], {}, "all.csv: rows 2 and 4 are both 甲市-2019"),
        ([*ROWS, ["丙市", "2019", " "]], {}, "all.csv, row 4: no text"),
        ([*ROWS, ["丙市", "去年", "好"]], {}, "all.csv, row 4: '去年' is no year"),
        ([*ROWS, ["丙市", "2019", "{\\rtf1 好"]], {}, "all.csv, row 4: an RTF document"),
        (ROWS[:1], {}, "all.csv: no row has a text"),
    ],
)
def test_what_is_wrong_is_named_by_its_row(tmp_path, rows, asked, message):
    (tmp_path / "all.csv").write_text(as_csv(rows), encoding="utf-8")
    with pytest.raises(ReportError, match=message):
        read_reports(tmp_path / "all.csv", **asked)


def test_a_column_that_is_not_there(tmp_path):
    path = tmp_path / "all.csv"
    path.write_text(as_csv(ROWS), encoding="utf-8")
    with pytest.raises(MissingColumnError, match=r"no column b; there are 地区, 年份, 正文"):
        read_reports(path, place="b")
    path.write_text(as_csv([["a", "b"], ["c", "好"]]), encoding="utf-8")
    with pytest.raises(MissingColumnError, match="no column of texts; there are a, b; name it"):
        read_reports(path)


def test_odd_tables(tmp_path):
    (tmp_path / "x.csv").write_text('地区,正文\n甲,乙,丙,丁\n戊,"己', encoding="utf-8")
    with pytest.raises(ReportError, match="no table"):
        read_reports(tmp_path / "x.csv")
    data = as_excel(tmp_path / "x.xlsx", ROWS).read_bytes()
    for at in range(0, len(data), len(data) // 40):
        (tmp_path / "x.xlsx").write_bytes(data[:at] + bytes(50) + data[at + 50 :])
        try:
            read_reports(tmp_path / "x.xlsx")
        except ReportError as error:
            assert "x.xlsx" in str(error)
    for rows, message in (
        ([], "sheet is empty"),
        ([["正文", "年", "年"]], "two columns are named"),
    ):
        with pytest.raises(ReportError, match=message):
            read_reports(as_excel(tmp_path / "x.xlsx", rows))


def test_a_text_that_excel_cut_is_told(tmp_path):
    path = as_excel(tmp_path / "x.xlsx", [["正文", "年份"], ["增长好" * 10922 + "增", "2019"]])
    with pytest.warns(ReportWarning, match="row 2: Excel has cut the text at 32,767"):
        read_reports(path)
