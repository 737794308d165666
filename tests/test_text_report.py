"""Records of reports: title blocks, what the user says, and the shipped report's checksum."""

import shutil

import pytest

from reportlib import ReportError, analyse, load_report, read_report
from reportlib.text import report as reading

TEXT = (
    "2019年甲乙市政府工作报告\r\n——2019年2月3日在甲乙市第九届人民代表大会第二次会议上\r\n"
    "甲乙市市长　王小明\r\n各位代表：\r\n去年增长5%。\r\n"
)


@pytest.mark.parametrize(
    ("text", "region", "year"),
    [
        ("各位代表：现在，我代表国务院作报告。\n一、2005年工作回顾\n", "全国", 2006),
        ("发布时间：2014-09-03\n各位代表：\n一、过去五年工作回顾\n", None, None),
        ("二O一二年政府工作报告\n各位代表：\n", None, 2012),
    ],
)
def test_title_blocks(tmp_path, text, region, year):
    (tmp_path / "c.txt").write_text(text, encoding="utf-8")
    report = read_report(tmp_path / "c.txt")
    assert (report.region, report.year) == (region, year)


def test_what_the_user_says_wins(tmp_path):
    (tmp_path / "c.txt").write_text(TEXT, encoding="utf-8")
    report = read_report(tmp_path / "c.txt", region="丙丁县", year=2018)
    assert (report.region, report.year) == ("丙丁县", 2018)


def test_missing_file_and_folder(tmp_path):
    with pytest.raises(ReportError, match="no such file"):
        read_report(tmp_path / "none.txt")
    with pytest.raises(ReportError, match="is a folder"):
        read_report(tmp_path)


def test_an_unknown_report_lists_those_there_are():
    with pytest.raises(
        ReportError, match=r"'my-report\.txt' is no report; give analyse\(read_report"
    ):
        analyse("my-report.txt")
    with pytest.raises(ReportError, match="no report 'atlantis-2021'; there are chongqing-2021"):
        load_report("atlantis-2021")


def test_a_changed_file_is_refused(tmp_path, monkeypatch):
    shutil.copytree(reading.data_folder() / "reports", tmp_path / "reports")
    shutil.copy(reading.data_folder() / "reports.csv", tmp_path)
    with (tmp_path / "reports" / "chongqing-2021.txt").open("ab") as file:
        file.write(b" ")
    monkeypatch.setattr(reading, "data_folder", lambda: tmp_path)
    with pytest.raises(
        ReportError,
        match=r"chongqing-2021.txt: the file has changed \(sha256 [0-9a-f]{64}, recorded 693920f9",
    ):
        load_report("chongqing-2021")
