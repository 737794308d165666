"""Files of several encodings, bad files, title blocks, and the shipped report's checksum."""

import shutil

import docx
import pytest

from reportlib import ReportError, analyse, load_report, read_report
from reportlib.text import report as reading

TEXT = "2019年甲乙市政府工作报告\r\n——2019年2月3日在甲乙市第九届人民代表大会第二次会议上\r\n甲乙市市长　王小明\r\n各位代表：\r\n去年增长5%。\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(tmp_path, encoding):
    file = tmp_path / "a.txt"
    file.write_bytes(TEXT.encode(encoding))
    report = read_report(file)
    assert report.text == TEXT
    assert (report.report_id, report.region, report.year, report.speaker, report.delivered_on) == (
        "a",
        "甲乙市",
        2019,
        "王小明",
        "2019-02-03",
    )
    assert report.meeting == "甲乙市第九届人民代表大会第二次会议"


def test_word(tmp_path):
    document = docx.Document()
    for line in TEXT.split("\r\n")[:-1]:
        document.add_paragraph(line)
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = "表内5%"
    document.save(tmp_path / "b.docx")
    report = read_report(tmp_path / "b.docx")
    assert report.year == 2019 and report.text.endswith("\t表内5%")


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


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b" \n", "empty.txt: the file is empty"),
        ("x.pdf", b"%PDF-1.7", "not read yet"),
        ("x.txt", b"%PDF-1.7", r"\.pdf files are not read yet"),
        ("x.docx", b"no zip", "damaged, or protected"),
        ("x.bin", b"a\0b", "not a text file"),
        ("x.html", b"<p>5%</p>", "not read yet"),
        ("odd.txt", b"\xff\xfea", "starts like utf-16 but is not"),
    ],
)
def test_bad_files(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReportError, match=message):
        read_report(tmp_path / name)


def test_a_corrupt_word_file(tmp_path):
    document = docx.Document()
    document.add_paragraph(TEXT * 200)
    document.save(tmp_path / "c.docx")
    data = bytearray((tmp_path / "c.docx").read_bytes())
    for damage in range(200, len(data), len(data) // 40):
        broken = bytes(data[:damage]) + bytes(200) + bytes(data[damage + 200 :])
        (tmp_path / "c.docx").write_bytes(broken)
        try:
            read_report(tmp_path / "c.docx")
        except ReportError as error:
            assert "c.docx" in str(error)


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
