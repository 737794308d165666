"""Bytes of a file → raw text: what the decoder or the reader of Word documents gives."""

from __future__ import annotations

import zlib
from pathlib import Path
from zipfile import BadZipFile

from reportlib.tables.errors import ReportError


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
