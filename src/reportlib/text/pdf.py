"""A PDF → its lines, as they stand on its pages."""

from __future__ import annotations

from pathlib import Path

from reportlib.tables.errors import ReportError
from reportlib.tables.extras import load_extra

MOST_PAGES = 2000


def read_pdf(data: bytes, name: str | Path) -> str:
    """Lines of a PDF, page after page; page numbers and line widths are left to ``flow``.

    Raises
    ------
    ReportError
        If the reader is not installed, or the file is damaged, protected or too long.
    """
    pdfium = load_extra("pypdfium2", "pdf", f"{name}: PDF")
    try:
        document = pdfium.PdfDocument(data)
        try:
            if len(document) > MOST_PAGES:
                raise ReportError(
                    f"{name}: more than {MOST_PAGES} pages; save the report's own pages as a PDF"
                )
            pages = [page.get_textpage().get_text_range() for page in document]
        finally:
            document.close()
    except pdfium.PdfiumError as error:
        why = "protected by a password" if "assword" in str(error) else "damaged"
        raise ReportError(
            f"{name}: a PDF that cannot be read ({why}); print it to a new PDF, or save its text "
            "as UTF-8"
        ) from error
    lines = [line for page in pages for line in page.replace("\r\n", "\n").split("\n")]
    # the reader writes U+FFFE for a hyphen at which a word was parted
    return "\n".join(line.replace("\ufffe", "").rstrip(" ") for line in lines)
