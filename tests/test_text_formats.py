"""Files of every kind that is read, told by their bytes, and those that are refused by name."""

import os
import zipfile
from io import BytesIO

import docx
import pytest

from reportlib import Report, ReportError, ReportWarning, analyse, read_report
from reportlib.text import formats

TEXT = (
    "2019年甲乙市政府工作报告\r\n——2019年2月3日在甲乙市第九届人民代表大会第二次会议上\r\n"
    "甲乙市市长　王小明\r\n各位代表：\r\n去年增长5%。\r\n"
)
LONGER = TEXT + "全市人民团结一心，经济社会发展取得新的成绩。\r\n"
TRADITIONAL = "甲乙縣政府工作報告\n各位代表：\n去年財政總收入增長5%，萬元以上項目12個。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
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


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16", "utf-16-be", "utf-32"])
def test_encodings_of_traditional_texts(encoding):
    report = read_report(TRADITIONAL.encode(encoding), name="a.txt")
    assert (report.report_id, report.source, report.text) == ("a", "a.txt", TRADITIONAL)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("utf-8", "latin-1"),
        ("utf-8", "cp1252"),
        ("utf-8", "gb18030"),
        ("gb18030", "latin-1"),
    ],
)
@pytest.mark.parametrize("errors", ["ignore", "replace"])
def test_a_text_that_was_decoded_wrongly_is_refused(right, wrong, errors):
    nonsense = LONGER.encode(right).decode(wrong, errors)
    with pytest.raises(ReportError, match=r"x\.txt: its characters (are nonsense|were lost)"):
        read_report(nonsense.encode(), name="x.txt")


def test_what_is_hardly_chinese_or_lost_is_warned_about():
    with pytest.warns(ReportWarning, match="en.txt: hardly any Chinese in it"):
        read_report(b"The economy grew by 5% last year.", name="en.txt")
    with pytest.warns(ReportWarning, match="x.txt: 1 characters were lost"):
        read_report((LONGER * 5 + "\ufffd").encode(), name="x.txt")


# -- Word


def word(*rows, xml="", part="word/document.xml", **how):
    """A package with these paragraphs, or with this markup in its body."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    xml = xml or "".join(f"<w:p><w:r><w:t>{row}</w:t></w:r></w:p>" for row in rows)
    data = BytesIO()
    with zipfile.ZipFile(data, "w", **how) as package:
        package.writestr(part, f"<w:document {space}>{xml}</w:document>")
    return data.getvalue()


def body(*cells, row=""):
    cells = "".join(
        f"<w:tc><w:tcPr>{how}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
        for how, text in cells
    )
    return f"<w:body><w:tbl><w:tr>{cells}</w:tr></w:tbl></w:body>"


def test_word(tmp_path):
    document = docx.Document()
    for line in TEXT.split("\r\n")[:-1]:
        document.add_paragraph(line)
    cells = document.add_table(rows=2, cols=3).rows
    cells[0].cells[0].merge(cells[0].cells[1]).text = "指标"
    cells[0].cells[2].merge(cells[1].cells[2]).text = "产值\n（亿元）"
    cells[1].cells[0].text, cells[1].cells[1].text = "表内5%", "3"
    document.add_paragraph("一页\t\n完").add_run().add_break(docx.enum.text.WD_BREAK.PAGE)
    document.save(tmp_path / "b.docx")
    report = read_report(tmp_path / "b.docx")
    assert report.year == 2019
    assert report.text.split("\n")[5:] == [
        "指标\t\t产值 （亿元）",  # what is merged stands once
        "表内5%\t3\t",
        "一页\t",
        "完",
    ]


def test_text_that_was_inserted_is_read_and_text_that_was_deleted_is_not():
    inserted = "<w:ins><w:r><w:t>新增</w:t></w:r></w:ins>"
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    field = '<w:fldSimple w:instr="PAGE"><w:r><w:t>三</w:t></w:r></w:fldSimple>'
    xml = f"<w:body><w:sdt><w:p>{inserted}{deleted}{field}</w:p></w:sdt></w:body>"
    assert read_report(word(xml=xml)).text == "新增三"


@pytest.mark.parametrize(
    ("how", "line"),
    [
        ('<w:gridSpan w:val="2"/>', "甲\t\t乙"),
        ('<w:gridSpan w:val="abc"/>', "甲\t乙"),
        ('<w:gridSpan w:val="100000000"/>', "甲\t乙"),
        ("<w:vMerge/>", "甲\t乙"),  # no row above
    ],
)
def test_odd_cells(how, line):
    assert read_report(word(xml=body((how, "甲"), ("", "乙")))).text == line


ENTITY = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (word(xml="<w:p/>"), "damaged"),  # no body
        (word(xml="<w:body>"), "damaged"),
        (word("甲", compression=zipfile.ZIP_LZMA), "packed in an unusual way"),
        (word(xml=f"<w:body>{'<w:p/>' * 1_000_000}</w:body>"), "more than 200,000 paragraphs"),
        (
            word(xml=f"<w:body>{' ' * 101_000_000}</w:body>", compression=zipfile.ZIP_DEFLATED),
            "unpacks to 101,000,",
        ),
        (word("甲")[:-40], "damaged"),
        (word("甲").replace(b"PK\1\2\x14\3\x14\0\0", b"PK\1\2\x14\3\x14\0\1"), "by a password"),
        (word(xml="<w:body/>"), "no text in the file"),
        (word("甲", part="xl/workbook.xml"), "an Excel sheet; read_reports"),
        (word("甲", part="ppt/presentation.xml"), "PowerPoint"),
        (word("甲", part="content.xml"), "OpenDocument"),
        (word("甲", part="META-INF/container.xml"), "e-book"),
        (word("甲", part="报告.txt"), "an archive; unpack it"),
    ],
)
def test_packages_that_are_refused(data, message):
    with pytest.raises(ReportError, match=f"x.docx: .*{message}"):
        read_report(data, name="x.docx")


def test_no_entity_is_opened(tmp_path):
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("word/document.xml", ENTITY + "<w:document>&x;</w:document>")
    with pytest.raises(ReportError, match="damaged"):
        read_report(data.getvalue())


def test_a_corrupt_word_file(tmp_path):
    document = docx.Document()
    document.add_paragraph(TEXT * 200)
    document.save(tmp_path / "c.docx")
    data = bytearray((tmp_path / "c.docx").read_bytes())
    for damage in range(0, len(data), len(data) // 60):
        broken = bytes(data[:damage]) + bytes(200) + bytes(data[damage + 200 :])
        try:
            read_report(broken, name="c.docx")
        except ReportError as error:
            assert "c.docx" in str(error)


# -- PDF


def pdf(*pages, close=True):
    """A PDF with these lines on its pages, in a font that maps its codes to characters."""
    characters = sorted(set("".join("".join(page) for page in pages)))
    codes = {character: i + 1 for i, character in enumerate(characters)}
    mapping = "\n".join(f"<{code:04x}> <{ord(c):04x}>" for c, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap /CMapName /U def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{mapping}\nendbfchar endcmap end"
    )
    kids = " ".join(f"{10 + 2 * i} 0 R" for i in range(len(pages)))
    objects = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        3: "<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/ToUnicode 5 0 R"
        "/DescendantFonts[4 0 R]>>",
        4: "<</Type/Font/Subtype/CIDFontType2/BaseFont/F/DW 1000/CIDSystemInfo"
        "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 6 0 R>>",
        5: f"<</Length {len(cmap)}>>stream\n{cmap}\nendstream",
        6: "<</Type/FontDescriptor/FontName/F/Flags 4/Ascent 800/Descent -200/CapHeight 700"
        "/StemV 80/ItalicAngle 0/FontBBox[0 -200 1000 800]>>",
    }
    for i, page in enumerate(pages):
        shown = "".join(f"<{''.join(f'{codes[c]:04x}' for c in line)}> Tj T*\n" for line in page)
        drawn = f"BT /F 12 Tf 20 TL 50 780 Td\n{shown}ET"
        objects[10 + 2 * i] = (
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {11 + 2 * i} 0 R>>"
        )
        objects[11 + 2 * i] = f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream"
    written = "%PDF-1.4\n" + "".join(f"{n} 0 obj\n{o}\nendobj\n" for n, o in objects.items())
    return (written + "trailer <</Root 1 0 R>>\n").encode()


def test_pdf():
    pytest.importorskip("pypdfium2")
    first, second = ["2019年甲乙市政府工作报告", "各位代表："], ["去年增长5%。"]
    report = read_report(pdf(first, second), name="a.txt")
    assert report.text.split("\n") == [*first, *second] and report.year == 2019


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7", "damaged"),
        (pdf([]), "no text in the file; a scanned report"),
    ],
)
def test_pdf_without_text(data, message):
    pytest.importorskip("pypdfium2")
    with pytest.raises(ReportError, match=f"x.pdf: .*{message}"):
        read_report(data, name="x.pdf")


@pytest.mark.parametrize(
    ("package", "data", "extra"),
    [
        ("pypdfium2", b"%PDF-1.7", "pdf"),
        ("selectolax.lexbor", "<p>增长</p><p>好</p>".encode(), "html"),
    ],
)
def test_a_missing_package_is_named(monkeypatch, package, data, extra):
    monkeypatch.setitem(__import__("sys").modules, package, None)
    with pytest.raises(ReportError, match=rf'pip install "govreport-reportlib\[{extra}\]"'):
        read_report(data)


# -- what is refused, whatever its name


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b" \n", "empty.txt: the file is empty"),
        ("x.bin", b"a\0b", "not a text file"),
        ("x.docx", b"\1\2\3no text", "not a text file"),
        ("odd.txt", b"\xff\xfea", "starts like utf-16 but is not"),
        ("odd.txt", b"\xe5\xe4\xff\xff\x80", "neither UTF-8, GB 18030, Big5"),
        ("x.txt", b"{\\rtf1\\ansi}", "an RTF document; save the report as"),
        ("x.txt", OLE + "WordDocument".encode("utf-16-le"), "an old Word document"),
        ("x.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "with a password"),
        ("x.wps", OLE, "an old Office file"),
        ("x.html", b"From: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/x", "MHT"),
        ("x.txt", b'<?xml version="1.0"?>\n<!-- a --><tmx version="1">', "of <tmx>"),
        ("x.doc", b'<?xml version="1.0"?><?mso-application a?><w:wordDocument>', "w:wordDocument"),
        ("x.png", b"\x89PNG\r\n", "a picture"),
        ("x.txt", "地区,年份,正文\n甲市,2019,好".encode(), "reportlib unpack a file a row"),
    ],
)
def test_bad_files(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReportError, match=message):
        read_report(tmp_path / name)


def test_what_is_no_file_is_never_opened(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    for path, message in (
        (tmp_path / "none.txt", "no such file"),
        (tmp_path, "is a folder"),
        (tmp_path / "pipe", "no regular file"),
        ("/dev/zero", "no regular file"),
        (tmp_path / "circle", "a link that leads nowhere"),
        (tmp_path / "a\0b", "no such file"),
        (tmp_path / ("长" * 300), "cannot be read"),
    ):
        with pytest.raises(ReportError, match=message):
            read_report(path)
    monkeypatch.setattr(formats, "LARGEST", 10)
    (tmp_path / "a.txt").write_text(TEXT)
    with pytest.raises(ReportError, match="larger than"):
        read_report(tmp_path / "a.txt")


@pytest.mark.parametrize("odd", ["\r", "\u2028", "\x0b", "\ufeff"])
def test_odd_characters_break_nothing(odd):
    text = TEXT.replace("增", f"增{odd}") + f"{odd}产量3吨{odd}。"
    numbers = analyse(Report("x", text, "甲乙市", 2019)).numbers
    assert [text[a:b] for a, b in zip(numbers.start, numbers.end, strict=True)] == list(
        numbers.text
    )
    assert {"5%", "3吨"} <= set(numbers.text)


def test_half_of_a_character_is_refused():
    with pytest.raises(ReportError, match="x: half of a surrogate pair at 2"):
        Report("x", "增长\ud8005%。")
