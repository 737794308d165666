"""Files of several encodings, Word documents, and files that cannot be read."""

import docx
import pytest

from reportlib import ReportError, read_report

TEXT = (
    "2019年甲乙市政府工作报告\r\n——2019年2月3日在甲乙市第九届人民代表大会第二次会议上\r\n"
    "甲乙市市长　王小明\r\n各位代表：\r\n去年增长5%。\r\n"
)


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
