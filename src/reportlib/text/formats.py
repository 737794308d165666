"""Bytes of a file → raw text: what the decoder or the reader of Word documents gives."""

from __future__ import annotations

import zlib
from pathlib import Path
from zipfile import BadZipFile

from reportlib.tables.errors import ReportError


def decode(data: bytes, path: Path) -> str:
    if b"\0" in data[:1000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ReportError(
            f"{path}: not a text file; save the report as UTF-8 text or as .docx and read that"
        )
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise ReportError(
                    f"{path}: starts like {encoding} but is not; save it as UTF-8 and read it again"
                ) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=["gb18030", "big5", "utf_16"]).best()
    try:
        return data.decode(best.encoding if best else "gb18030")
    except (UnicodeDecodeError, LookupError) as error:
        raise ReportError(
            f"{path}: neither UTF-8 nor GB 18030; save it as UTF-8 and read it again"
        ) from error


def read_docx(path: Path) -> str:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(str(path))
    except (
        PackageNotFoundError,
        BadZipFile,
        zlib.error,
        SyntaxError,
        KeyError,
        ValueError,
        OSError,
    ) as error:
        raise ReportError(
            f"{path}: not a readable Word document (damaged, or protected by a password); save it "
            "anew as .docx without a password"
        ) from error
    lines: list[str] = []
    for block in document.iter_inner_content():
        lines.extend(
            [block.text]
            if hasattr(block, "text")
            else ["\t".join(cell.text for cell in row.cells) for row in block.rows]
        )
    return "\n".join(lines)
