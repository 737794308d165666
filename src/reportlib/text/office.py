"""A Word document (.docx) → its lines; what else is packed as Office files are is refused by name.

The text is read from the package itself, one paragraph at a time, so that a document made to be
huge ends early, and inserted text, fields and content controls are not lost.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from reportlib.tables.errors import ReportError
from reportlib.text.rows import as_span, lay_out_row

LARGEST_PART = 100_000_000  # bytes of a document's text with its markup
MOST_PARAGRAPHS = 200_000
_SPACES = {
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main",
}
_LEFT_OUT = {  # deleted, moved away or replaced, and what describes rather than says
    *("del", "moveFrom", "Fallback", "pPr", "rPr", "sdtPr", "tblPr", "tblGrid", "sectPr")
}
_WRITTEN = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_DAMAGED = (
    BadZipFile,
    ElementTree.ParseError,
    zlib.error,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,  # a part with a password
    ValueError,
)
_OTHERS = (  # a part that tells what a package is
    (
        "xl/workbook.xml",
        "an Excel sheet; read_reports(path) gives a report a row, reportlib unpack a file a row",
    ),
    (
        "xl/workbook.bin",
        "a binary Excel sheet (.xlsb); save it as .xlsx and give it to read_reports",
    ),
    ("ppt/presentation.xml", "PowerPoint slides; save their text as .docx"),
    ("META-INF/container.xml", "an e-book (.epub); save its text as .docx or UTF-8"),
    ("content.xml", "an OpenDocument file (.odt, .ods); save it as .docx"),
    ("OFD.xml", "an OFD document; print it to a PDF with a text layer, or save its text as UTF-8"),
)


def read_office(data: bytes, name: str | Path) -> str:
    """Lines of a Word document: its paragraphs, and the rows of its tables with tabs between cells.

    A merged cell is written once; the columns that it covers besides its first are empty cells.

    Raises
    ------
    ReportError
        If the package is damaged, protected, too large or no Word document.
    """
    try:
        with ZipFile(BytesIO(data)) as package:
            part = _main_part(package, name)
            parser = ElementTree.XMLParser(target=_Lines(name))
            with package.open(part) as file:
                while piece := file.read(1 << 20):
                    parser.feed(piece)
            return str(parser.close())
    except _DAMAGED as error:
        raise ReportError(
            f"{name}: not a readable Word document (damaged, or protected by a password); save it "
            "anew as .docx without a password"
        ) from error


def _main_part(package: ZipFile, name: str | Path) -> str:
    """Name of the part that holds the text, after a look at what the package says of itself."""
    parts = {info.filename: info for info in package.infolist()}
    found = [part for part in parts if re.fullmatch(r"word/document[0-9]*\.xml", part)]
    if not found:
        told = next((told for part, told in _OTHERS if part in parts), None)
        raise ReportError(f"{name}: {told or 'an archive; unpack it and read the files in it'}")
    check_part(parts[found[0]].file_size, parts[found[0]].compress_type, name)
    return found[0]


def check_part(size: int, compression: int, name: str | Path) -> None:
    """Refuse a part of a package that unpacks to more than any report, or is packed oddly."""
    if size > LARGEST_PART:
        raise ReportError(
            f"{name}: its text unpacks to {size:,} bytes, which no report has; save it anew as "
            ".docx"
        )
    if compression not in (ZIP_STORED, ZIP_DEFLATED):
        raise ReportError(f"{name}: packed in an unusual way; save it anew as .docx")


class _Lines:
    """The lines of a document, as its parser meets them: what `ElementTree.XMLParser` calls."""

    def __init__(self, name: str | Path) -> None:
        self.name = name
        self.lines: list[str] = []
        self.body = False
        self.skipped = 0  # how deep in what is left out
        self.in_text = False
        self.paragraphs: list[list[str]] = []  # one within the other: a box in a paragraph
        self.rows: list[tuple[list[list[str]], list[int]]] = []  # cells and their spans
        self.count = 0

    def doctype(self, *_: object) -> None:
        raise ValueError("no Word document declares entities")

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        space, _, tag = tag.rpartition("}")
        if self.skipped or tag in _LEFT_OUT:
            self.skipped += 1
        elif space in _SPACES:
            self._open(tag, {key.rpartition("}")[2]: value for key, value in given.items()})

    def _open(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "body":
            self.body = True
        elif tag == "p":
            self.paragraphs.append([])
        elif tag == "t":
            self.in_text = True
        elif tag == "tr":
            self.rows.append(([], []))
        elif tag == "tc" and self.rows:
            self.rows[-1][0].append([])
            self.rows[-1][1].append(1)
        elif tag == "gridSpan" and self.rows and self.rows[-1][1]:
            self.rows[-1][1][-1] = as_span(given.get("val"))
        elif self.paragraphs and tag == "br":
            self.paragraphs[-1].append("" if given.get("type") in ("page", "column") else "\n")
        elif self.paragraphs:
            self.paragraphs[-1].append(_WRITTEN.get(tag, ""))

    def data(self, text: str) -> None:
        if self.in_text and self.paragraphs:
            self.paragraphs[-1].append(text)

    def end(self, tag: str) -> None:
        space, _, tag = tag.rpartition("}")
        if self.skipped:
            self.skipped -= 1
        elif space not in _SPACES:
            return
        elif tag == "t":
            self.in_text = False
        elif tag == "p":
            self.count += 1
            if self.count > MOST_PARAGRAPHS:
                raise ReportError(
                    f"{self.name}: more than {MOST_PARAGRAPHS:,} paragraphs, which no report has; "
                    "cut it to the report's text"
                )
            self._write("".join(self.paragraphs.pop()).split("\n"))
        elif tag == "tr":
            self._write(lay_out_row(*self.rows.pop()))

    def _write(self, lines: list[str]) -> None:
        cells = self.rows[-1][0] if self.rows else []
        (cells[-1] if cells else self.lines).extend(lines)

    def close(self) -> str:
        if not self.body:
            raise ValueError("a Word document has a body")
        return "\n".join(self.lines)
