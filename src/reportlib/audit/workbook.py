"""The rows of an audit sheet → how it looks: heads, widths, colours and drop-downs."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from reportlib.audit.fields import FIELDS, sheet_texts
from reportlib.tables.exports import typed_cell
from reportlib.tables.extras import load_extra

BEFORE = ("no", "sentence", "text", "under", "reads")
AFTER = ("rest", "note", "by", "on", "number_id", "check")
FILLED = ("verdict", "right")
ENGLISH, ENGLISH_WIDTH = "english", 110  # the English of a sentence is three times as long
WIDTHS = {"no": 5, "sentence": 60, "text": 12, "under": 22, "reads": 44, "note": 24, "on": 12}
WIDE = {"indicator": 24, "indicator_id": 20}
WIDTH, TALLEST = 13, 400
TO_FILL, HEAD = "FFF2CC", "DDE6F0"


def list_heads(lang: str) -> dict[tuple[str, str], str]:
    """The heads of the sheet: (column or field, part) → as written, in order. An English sheet has
    a column for the English of a sentence.

    Examples
    --------
    >>> heads = list_heads("en")
    >>> heads["sentence", ""], heads["unit", "verdict"], heads["unit", "right"]
    ('Sentence, the number in 【】', 'Unit: ok?', 'Unit: right is')
    """
    texts = sheet_texts(lang)
    before = (*BEFORE[:2], ENGLISH, *BEFORE[2:]) if lang == "en" else BEFORE
    heads = {(name, ""): texts[name] for name in before}
    for field, part in product(FIELDS, ("", *FILLED)):
        heads[field, part] = texts[part].format(texts[field]) if part else texts[field]
    return heads | {(name, ""): texts[name] for name in AFTER}


def append_row(sheet: Any, row: Sequence[Any]) -> None:
    """Add a row whose texts stay texts."""
    cell_of = load_extra("openpyxl.cell", "excel", "Excel").WriteOnlyCell
    sheet.append([typed_cell(cell_of, sheet, value) for value in row])


def style_sheet(sheet: Any, lists: Mapping[str, str], lang: str) -> None:
    """Give the sheet its widths, frozen heads, colours and drop-downs.

    Parameters
    ----------
    sheet : Worksheet
        Its rows under :func:`list_heads`.
    lists : mapping
        Field → the cells that hold what it may be.
    lang : str
    """
    styles = load_extra("openpyxl.styles", "excel", "Excel")
    letter_of = load_extra("openpyxl.utils", "excel", "Excel").get_column_letter
    top = styles.Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "C2"
    for at, (name, part) in enumerate(list_heads(lang), 1):
        letter = letter_of(at)
        wide = WIDTH if part == "verdict" else WIDE.get(name, WIDTH)
        if name == ENGLISH and any(cell.value for cell in sheet[letter][1:]):
            wide = ENGLISH_WIDTH
        sheet.column_dimensions[letter].width = WIDTHS.get(name, wide)
        to_fill = part in FILLED or name in ("rest", "note", "by", "on")
        colour = styles.PatternFill("solid", fgColor=TO_FILL if to_fill else HEAD)
        head, *cells = sheet[letter]
        head.font, head.fill, head.alignment = styles.Font(bold=True), colour, top
        for cell in cells:
            cell.alignment = top
            if to_fill:
                cell.fill = colour
                cell.number_format = "yyyy-mm-dd" if name == "on" else "@"
        if offered := _offered(name, part, lists, lang):
            is_open = (name, part) == ("unit", "right")  # what is counted is a unit too
            _offer(sheet, f"{letter}2:{letter}{sheet.max_row}", offered, closed=not is_open)
    for row in sheet.iter_rows(min_row=2):
        lines = max(_lines(cell, sheet.column_dimensions) for cell in row)
        sheet.row_dimensions[row[0].row].height = min(15 * lines, TALLEST)


def _offered(name: str, part: str, lists: Mapping[str, str], lang: str) -> str | None:
    """What the drop-down of a column offers."""
    texts = sheet_texts(lang)
    if part == "verdict":
        return f'"{texts["said.ok"]},{texts["said.corrected"]}"'
    if name == "rest":
        return f'"{texts["said.ok"]}"'
    return lists.get(name) if part == "right" else None


def _lines(cell: Any, widths: Any) -> int:
    """The lines that a cell needs; a Chinese character is two wide."""
    text = str(cell.value or "")
    wide = sum(2 if unicodedata.east_asian_width(char) in "FWA" else 1 for char in text)
    width: float = widths[cell.column_letter].width
    return max(1, math.ceil(wide / width))


def _offer(sheet: Any, cells: str, offered: str, *, closed: bool) -> None:
    validation = load_extra("openpyxl.worksheet.datavalidation", "excel", "Excel").DataValidation
    rule = validation(type="list", formula1=offered, allow_blank=True)
    rule.showErrorMessage = closed
    rule.add(cells)
    sheet.add_data_validation(rule)
