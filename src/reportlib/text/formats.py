"""A file → its bytes → raw text. What a file is, its bytes say; its name may say anything.

Text is decoded, Word, PDF and web pages are extracted, and everything else is refused by its name
with the way out.
"""

from __future__ import annotations

import re
from pathlib import Path

from reportlib.tables.errors import ReportError
from reportlib.text.encodings import decode
from reportlib.text.markup import is_markup, read_markup
from reportlib.text.office import read_office
from reportlib.text.pdf import read_pdf

LARGEST = 200_000_000  # bytes of a file
_OTHERS = (  # how files begin that are never read, and what they are
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"CAJ", "a CAJ document"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IN_OLE = (  # streams of the old container of Office, and what they make of it
    ("EncryptedPackage", "a document with a password; save it without one"),
    ("WordDocument", "an old Word document (.doc or .wps); save it as .docx"),
    ("Workbook", "an old Excel sheet (.xls); save it as .xlsx and give it to read_reports"),
    ("PowerPoint Document", "old PowerPoint slides; save their text as .docx"),
)
_MAIL = re.compile(rb"(?im)^MIME-Version:[\s\S]{0,2000}?^Content-Type:\s*(?:multipart/|text/html)")
_CHARSET = re.compile(rb"(?i)<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})")
_ROOT = re.compile(
    r"\s*<\?(?:xml|mso-application)\b(?:[^<>]*>|<(?:[?!])[^<>]*>|\s)*<([A-Za-z][\w:.-]*)"
)
_TEXT_COLUMN = re.compile(r"(?i)[\"']?(?:text|doc|content|正文|全文|内容)[\"']?")
_SPREADSHEET = (
    "it is a spreadsheet; read_reports(path) gives a report a row, reportlib unpack a file a row"
)


def read_bytes(path: Path) -> bytes:
    """Bytes of a regular file of at most 200 MB; pipes, devices and folders are never opened.

    Raises
    ------
    ReportError
        If there is no such file, it cannot be read, or is empty or too large.
    """
    try:
        if not path.is_file():
            raise ReportError(f"{path}: {_no_file(path)}")
        if path.stat().st_size > LARGEST:
            raise ReportError(
                f"{path}: larger than {LARGEST // 10**6} MB, which no report is; cut it to the "
                "report's text"
            )
        with path.open("rb") as file:
            data = file.read(LARGEST)
    except OSError as error:
        raise ReportError(
            f"{path}: cannot be read ({error.strerror}); check its name and permissions"
        ) from error
    if not data.strip():
        raise ReportError(f"{path}: the file is empty")
    return data


def _no_file(path: Path) -> str:
    if path.is_dir():
        return "is a folder; give the files in it"
    if path.is_symlink():
        return "a link that leads nowhere or in a circle; give the file itself"
    if path.exists():
        return "no regular file (a pipe or a device); save its content as a file and read that"
    return "no such file; check the spelling and the folder you are in"


def extract(data: bytes, name: str | Path) -> str:
    """Raw text of a file's bytes: of text, Word (.docx), PDF or a web page.

    Parameters
    ----------
    data : bytes
    name : str or Path
        What messages call it.

    Raises
    ------
    ReportError
        If the bytes are something else, damaged, protected or hold no text; the message says what
        they are and the way out.

    Examples
    --------
    >>> extract("<p>全年<b>增长</b>5%。</p><p>好。</p>".encode("gb18030"), "saved.txt")
    '全年增长5%。\\n好。'
    """
    if b"%PDF-" in data[:1024]:
        text = read_pdf(data, name)
    elif data.startswith(b"PK\3\4"):
        text = read_office(data, name)
    else:
        _refuse_others(data, name)
        declared = _CHARSET.search(data[:5000])
        text = decode(data, name, declared[1].decode("ascii") if declared else None)
        text = _of_characters(text, name)
    if not text.strip():
        raise ReportError(
            f"{name}: no text in the file; a scanned report needs text recognition (OCR) first"
        )
    return text


def _refuse_others(data: bytes, name: str | Path) -> None:
    for start, what in _OTHERS:
        if data.startswith(start):
            raise ReportError(f"{name}: {what}; save the report as .docx or as UTF-8 text")
    if data.startswith(_OLE):
        streams = (told for stream, told in _IN_OLE if stream.encode("utf-16-le") in data)
        told = next(streams, "an old Office file; save it as .docx")
        raise ReportError(f"{name}: {told}")
    if _MAIL.search(data[:5000]):
        raise ReportError(
            f"{name}: a web archive or mail (MHT); save the page as HTML or its text as UTF-8"
        )


def _of_characters(text: str, name: str | Path) -> str:
    """Text of what was decoded: a text, or the lines of a web page."""
    root = _ROOT.match(text[:5000])
    if root and root[1].lower() != "html":
        raise ReportError(
            f"{name}: an XML file (of <{root[1]}>), no web page; save the report as .docx or as "
            "UTF-8 text"
        )
    if is_markup(text):
        return read_markup(text, name)
    head = text[:1000].lstrip().partition("\n")[0].rstrip("\r")
    cells = re.split("[,;\t]", head)
    if len(cells) > 1 and any(_TEXT_COLUMN.fullmatch(cell.strip()) for cell in cells):
        raise ReportError(f"{name}: {_SPREADSHEET}")
    return text
