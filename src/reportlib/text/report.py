"""A file → :class:`Report`: its raw text and its record.

The raw text is the file decoded with its line ends as they are and its byte-order mark dropped; for
Word it is what the reader extracted.
"""

from __future__ import annotations

import csv
import hashlib
import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from reportlib.tables.errors import ReportError
from reportlib.text.encodings import decode
from reportlib.text.formats import extract, read_bytes
from reportlib.text.record import settle_record
from reportlib.text.regions import find_region


@dataclass(frozen=True)
class Report:
    """One report: its raw text and what its title block or its record says; unknown fields are
    None.
    """

    report_id: str
    text: str
    region: str | None = None
    year: int | None = None
    title: str | None = None
    speaker: str | None = None
    delivered_on: str | None = None
    meeting: str | None = None
    source: str | None = None
    kind: str | None = None  # of vocabulary/report_kinds.csv

    @property
    def region_code(self) -> int | None:
        """GB/T 2260 code of the region; None if no place or more than one has its name."""
        place = find_region(self.region, self.year)
        return place.code if place else None

    @property
    def admin_level(self) -> str | None:
        """Level of the region: nation, province, prefecture or county."""
        place = find_region(self.region, self.year)
        return place.level if place else None

    def __post_init__(self) -> None:
        if half := re.search("[\ud800-\udfff]", self.text):
            raise ReportError(
                f"{self.report_id}: half of a surrogate pair at {half.start()}, which no table can "
                'hold; decode the text with errors="replace"'
            )

    def __repr__(self) -> str:
        known = f"{self.report_id!r}, region={self.region!r}, year={self.year!r}"
        return f"Report({known}, {len(self.text)} characters)"

    def _repr_html_(self) -> str:
        """A card for notebooks. They ask the class for it, and it is drawn with what stands above
        texts (a font, names in English): the one module that is named against the order of rooms,
        and loaded only then.
        """
        card: str = import_module("reportlib.pages.card").format_card(self)
        return card


def read_report(
    path: str | Path | bytes,
    *,
    name: str | None = None,
    report_id: str | None = None,
    region: str | None = None,
    year: int | None = None,
) -> Report:
    """Read a report from a file of text, Word (.docx), PDF or HTML, told by its bytes.

    Text is decoded by its byte-order mark, else as strict UTF-8, else as GB 18030, Big5 or UTF-16,
    whichever gives characters in common use. Line ends stay as they are. Of a web page the main
    content is read, of a PDF the lines of its pages.

    Parameters
    ----------
    path : str, Path or bytes
        The file, or its content.
    name : str, optional
        What messages and ``source`` call it: for content that has no file of its own.
    report_id : str, optional
        By default the file's name without its ending.
    region, year : optional
        Override what a ``reports.csv`` beside the file (columns file, region, year, kind …), the
        text and the file's name say, or give what they lack.

    Warns
    -----
    ReportWarning
        If no year is found, two of these sources disagree, hardly any of the text is Chinese, or
        characters were lost before.

    Raises
    ------
    ReportError
        If the file is missing, empty, too large, no regular file, damaged, protected, without
        text, or of a kind that is not read; the message names it and the way out.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp(), "demo.txt")
    >>> _ = file.write_text("2019年某某市政府工作报告\\n各位代表：", encoding="gb18030")
    >>> read_report(file)
    Report('demo', region='某某市', year=2019, 20 characters)
    """
    if isinstance(path, bytes):
        data, file = path, Path(name or "report")
    else:
        data, file = read_bytes(Path(path)), Path(path)
    text = extract(data, name or file)
    record = settle_record(text, file, {"region": region, "year": year})
    return Report(report_id or file.stem, text, source=str(name or file), **record)


def data_folder() -> Path:
    """The folder of the shipped reports: in an installed package, else in the checkout."""
    here = Path(__file__).resolve()
    for folder in (here.parents[3] / "data", here.parents[1] / "data"):
        if (folder / "reports.csv").is_file():
            return folder
    raise ReportError("the shipped reports are missing; install reportlib again")


def load_report(report_id: str) -> Report:
    """Load a report that ships with the library, its file checked against its recorded checksum.

    Raises
    ------
    ReportError
        If there is no such report (the message lists those there are), or if its file has changed.

    Examples
    --------
    >>> load_report("chongqing-2021")
    Report('chongqing-2021', region='重庆市', year=2021, 26399 characters)
    """
    folder = data_folder()
    with (folder / "reports.csv").open(encoding="utf-8", newline="") as file:
        records = {row["report_id"]: row for row in csv.DictReader(file)}
    if report_id not in records:
        raise ReportError(f"no report {report_id!r}; there are {', '.join(records)}")
    record = records[report_id]
    path = folder / record["file"]
    if not path.is_file():
        raise ReportError(
            f"{path}: the report's file is missing; restore it (git checkout) or install reportlib "
            "again"
        )
    data = path.read_bytes()
    checksum = hashlib.sha256(data).hexdigest()
    if checksum != record["sha256"]:
        raise ReportError(
            f"{path}: the file has changed (sha256 {checksum}, recorded {record['sha256']}); "
            "restore it (git checkout), or record the new checksum in reports.csv"
        )
    fields = {
        name: record[name]
        for name in ("region", "title", "speaker", "delivered_on", "meeting", "kind")
    }
    return Report(
        report_id, decode(data, path), year=int(record["year"]), source=record["file"], **fields
    )
