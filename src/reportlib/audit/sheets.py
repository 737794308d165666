"""Tables of reports → a sheet (.xlsx) of numbers drawn at random, for people to judge.

What they fill in is read by :mod:`reportlib.audit.filled`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from reportlib.audit.fields import FIELDS, read_fields, say_field, sheet_texts
from reportlib.audit.samples import draw_sample, list_frame
from reportlib.audit.workbook import append_row, list_heads, style_sheet
from reportlib.numbers.printing import format_value
from reportlib.tables.cells import escape_line
from reportlib.tables.columns import list_rows
from reportlib.tables.errors import ReportError
from reportlib.tables.exports import save_book
from reportlib.tables.extras import DISTRIBUTION, load_extra
from reportlib.tables.files import write_files
from reportlib.tables.naming import code_words
from reportlib.tables.vocabulary import vocabulary_rows
from reportlib.text.glosses import load_glosses

SHEET, FRAME, LISTS, HOW = "audit", "frame", "lists", "how"


class HasTables(Protocol):
    """What :func:`reportlib.analyse` and :func:`reportlib.analyse_reports` give."""

    @property
    def outline(self) -> pd.DataFrame:
        """Table ``outline``."""

    @property
    def sentences(self) -> pd.DataFrame:
        """Table ``sentences``."""

    @property
    def numbers(self) -> pd.DataFrame:
        """Table ``numbers``."""


def write_audit(
    tables: HasTables,
    path: str | Path,
    size: int = 200,
    seed: int = 1,
    *,
    role: str | None = None,
    by: str | None = None,
    lang: str = "en",
) -> Path:
    """Write a sheet of numbers drawn at random, for a person to judge each against its sentence.

    The workbook has four sheets: ``how`` (instructions), ``audit`` (one row per number: its
    sentence with the number in 【】, in an English sheet our English of it where the report is
    shipped, what the number was read as in words, and for each field a verdict and a cell for what
    is right, with drop-downs), ``lists`` (what closed fields may be) and ``frame`` (what was drawn
    from). Texts are typed as text, so that none runs as a formula.
    The same tables, options and version give the same bytes.

    Parameters
    ----------
    tables : Tables or Corpus
        As :func:`reportlib.analyse` or :func:`reportlib.analyse_reports` gives them.
    path : str or Path
        A new file, .xlsx; one that is there is not replaced.
    size, seed, role, by
        As in :func:`draw_sample`.
    lang : {"en", "zh"}
        What heads, verdicts and instructions are written in.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ReportError
        As in :func:`draw_sample`; if the file is there or cannot be written, or openpyxl is not
        installed.

    Examples
    --------
    >>> import tempfile
    >>> from reportlib import Report, analyse
    >>> tables = analyse(Report("demo", "全年新建公园12个，新增学校3所。", year=2021))
    >>> write_audit(tables, Path(tempfile.mkdtemp(), "audit.xlsx"), size=1).name
    'audit.xlsx'
    """
    path, texts = Path(path), sheet_texts(lang)
    if path.suffix.lower() != ".xlsx":
        raise ReportError(f"{path}: an audit sheet is an Excel file; name it {path.stem}.xlsx")
    if path.exists():
        raise ReportError(f"{path}: is there, perhaps filled in; choose another name or delete it")
    sample = draw_sample(tables.numbers, size, seed, role=role, by=by)
    frame = list_frame(tables.numbers, role)
    book = load_extra("openpyxl", "excel", f"{path}: Excel").Workbook()
    book.active.title = HOW
    _fill(book[HOW], [[texts[key]] for key in texts if key.startswith("how.")], (120,))
    sheet = book.create_sheet(SHEET)
    for row in _list_rows(sample, tables, lang):
        append_row(sheet, row)
    lists = _list_values(lang)
    height = range(max(map(len, lists.values())))
    rows = ([column[i] if i < len(column) else None for column in lists.values()] for i in height)
    _fill(book.create_sheet(LISTS), [list(lists), *rows], (24,) * len(lists))
    told = {"drawn": len(sample), "of": len(frame), "seed": seed, "role": role or "any"}
    told |= {"by": by or "no column", "lang": lang, "reportlib": version(DISTRIBUTION)}
    reports = frame["report_id"].value_counts(sort=False)
    told |= {f"of {name}": int(n) for name, n in reports.items()}
    _fill(book.create_sheet(FRAME), told.items(), (40, 20))
    cells = {
        field: f"{LISTS}!${head.column_letter}$2:${head.column_letter}${len(lists[field]) + 1}"
        for field, head in zip(lists, book[LISTS][1], strict=True)
    }
    style_sheet(sheet, cells, lang)
    book.active = book.index(sheet)
    book[HOW].sheet_view.tabSelected = False
    write_files(path.parent, {path.name: save_book(book)})
    return path


def _fill(sheet: Any, rows: Iterable[Sequence[Any]], widths: Sequence[int]) -> None:
    for row in rows:
        append_row(sheet, list(row))
    for letter, width in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", widths, strict=False):
        sheet.column_dimensions[letter].width = width


def sign_row(number_id: str, text: str, readings: Sequence[str]) -> str:
    """A short checksum of what a row says, by which a changed or torn row is known.

    Examples
    --------
    >>> sign_row("r:5", "6%", ["6", "%"]) == sign_row("r:5", "6%", ["7", "%"])
    False
    """
    return hashlib.sha256(repr([number_id, text, *readings]).encode()).hexdigest()[:10]


def _list_rows(sample: pd.DataFrame, tables: HasTables, lang: str) -> Iterator[list[Any]]:
    """The heads of the sheet, and a row for each number."""
    heads = list_heads(lang)
    yield list(heads.values())
    sentences = {row["sentence_id"]: row for row in list_rows(tables.sentences)}
    glosses = {
        (row["report_id"], row["start"]): row["en"]
        for report_id in sample["report_id"].unique()
        for row in list_rows(load_glosses(report_id))
        if lang == "en"
    }
    headings = {
        (row["report_id"], row["section_id"]): " ".join(
            filter(None, (glosses.get((row["report_id"], row["start"])), row["heading"]))
        )
        for row in list_rows(tables.outline)
    }
    for no, row in enumerate(list_rows(sample), 1):
        sentence = sentences[row["sentence_id"]]
        shown = {field: say_field(field, code, lang) for field, code in read_fields(row).items()}
        text = escape_line(row["text"])
        cells = {
            "no": no,
            "sentence": mark_number(sentence["text"], row, sentence["start"]),
            "english": glosses.get((row["report_id"], sentence["start"])),
            "text": text,
            "under": headings.get((row["report_id"], sentence["section_id"])),
            "reads": _in_words(row, shown, lang),
            "number_id": row["number_id"],
            "check": sign_row(row["number_id"], text, list(shown.values())),
        }
        yield [(cells | shown).get(name) if not part else None for name, part in heads]


def mark_number(sentence: str, row: Mapping[str, Any], start: int) -> str:
    """A sentence on one line, with a number of it in 【】; `start` is the sentence's own.

    Examples
    --------
    >>> mark_number("增长\\n6%。", {"start": 13, "end": 15}, 10)
    '增长 【6%】。'
    """
    first, last = row["start"] - start, row["end"] - start
    marked = f"{sentence[:first]}【{sentence[first:last]}】{sentence[last:]}"
    return re.sub(r"\s+", " ", marked).strip()


def _in_words(row: Mapping[str, Any], shown: Mapping[str, str], lang: str) -> str:
    name = row["indicator"] or sheet_texts(lang)["none"]
    if lang == "en" and row["indicator_en"]:
        name = f"{row['indicator_en']} {name}"
    low, high, bound = row["value_low"], row["value_high"], row["bound"]
    amount = format_value(low, row["unit"], lang, high=high, bound=bound)
    parts = [f"{name}: {amount or sheet_texts(lang)['none']}"]
    return ", ".join([*parts, *(shown[field] for field in ("measure", "period", "role", "place"))])


def _list_values(lang: str) -> dict[str, list[str]]:
    """What closed fields may be, and units; beside the ids of the catalogue their names."""
    none = sheet_texts(lang)["none"]
    lists: dict[str, list[str]] = {}
    for field in FIELDS:
        if values := list(code_words(field, lang).values()):
            lists[field] = values if field == "kind" else [none, *values]
    units = dict.fromkeys(row["unit"] for row in vocabulary_rows("units"))
    catalogue = vocabulary_rows("indicators")
    names = [f"{row['name_en']} {row['name_zh']}" for row in catalogue]
    lists["unit"] = [none, *units]
    lists["indicator_id"] = [none, *(row["indicator_id"] for row in catalogue)]
    return lists | {"names": ["", *names]}
