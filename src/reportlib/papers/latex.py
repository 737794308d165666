"""Any table as LaTeX that stays inside a page's text: ``booktabs``, notes and sources under it.

Comes in: rows, as the functions of this library give them. Goes out: the text of a ``.tex`` file
for ``\\input``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from reportlib.papers.cells import choose_columns, is_number, lay_out_cells
from reportlib.papers.escaping import escape_label, escape_latex, find_unset, measure_width
from reportlib.tables.errors import ReportError


class _Room(NamedTuple):
    width: float  # of the text of a plain article in em of the size, least of 10, 11 and 12 pt
    lines: int  # of the size on a page


SIZES = {
    "small": _Room(35.5, 44),
    "footnotesize": _Room(39.0, 50),
    "scriptsize": _Room(45.0, 58),
}
WIDEST = max(room.width for room in SIZES.values())
AROUND = 6  # lines of caption, head and rules
GAP = 0.9  # em between two columns
SHORT = 6.0  # em: a column of words that is no wider stays on one line
LINES = 3  # a longer one is broken into so many at most
WORDS = {
    "en": {"notes": "Note: ", "sources": "Sources: ", "on": "continued", "end": ". ", "stop": "."},
    "zh": {"notes": "注：", "sources": "资料来源：", "on": "续表", "end": "；", "stop": "。"},
}


class _Column(NamedTuple):
    head: str
    cells: list[str]
    numbers: bool
    width: float
    broken: bool

    @property
    def least(self) -> float:
        """The least width that the column can have."""
        if not self.broken:
            return self.width
        words = [word for text in (self.head, *self.cells) for word in text.split()]
        return max(self.width / LINES, *(min(measure_width(word), SHORT) for word in words or [""]))


class _Fit(NamedTuple):
    size: str
    widths: list[float]
    is_long: bool


def format_latex(
    rows: pd.DataFrame,
    caption: str,
    label: str,
    *,
    columns: Sequence[str] | Mapping[str, str] | None = None,
    notes: str = "",
    sources: str | None = None,
    lang: str = "en",
    digits: int = 2,
    long: bool | None = None,
) -> str:
    r"""Format a table for ``\input`` into a paper; it is never wider than the text of a plain
    article.

    Numbers stand with their decimal points in line, words are broken where the line asks for it,
    and all characters are escaped. The size of the letters is the largest of small, footnotesize
    and scriptsize that has room for the columns. The paper's preamble needs
    ``\usepackage{array,booktabs,tabularx,threeparttable,xltabular}`` (xltabular for what runs over
    pages alone); a table in Chinese needs xelatex and ``ctex``.

    Parameters
    ----------
    rows : DataFrame
        What a function of this library gives, or any table. Heads and codes are printed in the
        words of ``vocabulary/column_heads.csv`` and ``code_words.csv``, units by their name.
    caption, label : str
        Of the label, what is no letter, digit or one of ``: . _ -`` becomes a hyphen.
    columns : sequence of str, or mapping of column to head, optional
        What is printed, in this order. By default of ``numbers``, ``comparison``, ``headlines`` and
        a scorecard what ``vocabulary/printed_columns.csv`` says, of any other all but keys, as
        many of them as have room, and of a name in two languages the one of `lang`; comments in the
        first lines name the others.
    notes : str
        Printed under the table.
    sources : str, optional
        A column whose texts are printed under the table, numbered; in the cells stand the numbers.
    lang : {"en", "zh"}
        With ``en`` nothing is printed that pdflatex cannot set: by default a column with Chinese is
        left out, and a comment in the first line says which.
    digits : int
        Decimals of a number at most.
    long : bool, optional
        Whether it runs over pages; by default where a page cannot hold it.

    Raises
    ------
    ReportError
        If a column is missing, the columns have no room beside each other, or a text that must be
        printed in English holds Chinese.

    Examples
    --------
    >>> rows = pd.DataFrame({"indicator_en": ["GDP", "R&D"], "growth": [3.9, 12.0]})
    >>> lines = format_latex(rows, "Growth", "tab:growth", notes="In per cent.").splitlines()
    >>> [line for line in lines if line.endswith(r"\\")]
    ['Indicator & Growth, \\% \\\\', 'GDP & 3.9 \\\\', 'R\\&D & 12.0 \\\\']
    """
    chosen = choose_columns(rows, lang, sources) if columns is None else columns
    table = lay_out_cells(rows, chosen, lang, digits)
    where = _source_head(sources, list(chosen), table)
    below, table = _take_sources(table, where, lang)
    table, left_out = _settable(table, lang, columns is None)
    if table.empty or not len(table.columns):
        raise ReportError("the table has no rows or no columns; there is nothing to print")
    laid = [_column(str(head), table[head].tolist()) for head in table.columns]
    crowded: list[str] = []
    while columns is None and len(laid) > 1 and _needed(laid) > WIDEST:
        last = max(at for at, column in enumerate(laid) if column.head != where)
        crowded.append(escape_label(laid.pop(last).head))
    if not any(column.broken for column in laid):
        at = next((i for i, column in enumerate(laid) if not column.numbers), 0)
        laid[at] = laid[at]._replace(broken=True)  # one column takes what room is left
    parts = [WORDS[lang]["notes"] + notes] if notes else []
    parts += below
    if lang == "en":
        for text in (caption, notes, *below):
            _check_set(text, "the caption or the notes")
    fit = _fit(laid, parts, long)
    head = [
        "% packages: array, booktabs, tabularx, threeparttable" + ", xltabular" * fit.is_long,
        *(_passed_over(rows, chosen) if columns is None else []),
        *([f"% left out for want of room: {', '.join(crowded)}"] if crowded else []),
        *([f"% left out, not to be set by pdflatex: {', '.join(left_out)}"] if left_out else []),
    ]
    title = rf"{{{escape_latex(caption)}}}\label{{{escape_label(label)}}}"
    write = _long_lines if fit.is_long else _lines
    return "\n".join([*head, *write(laid, fit, title, parts, lang), ""])


def _passed_over(rows: pd.DataFrame, chosen: Iterable[str]) -> list[str]:
    """A comment on what a table has beside the columns that it prints by default."""
    others = [name for name in map(str, rows.columns) if name not in set(chosen)]
    shown = [name if name.isascii() else ascii(name)[1:-1] for name in others]
    return [f"% other columns, for columns=[...]: {', '.join(shown)}"] if others else []


def _source_head(sources: str | None, chosen: list[str], table: pd.DataFrame) -> str | None:
    """The head under which the column of sources is printed."""
    if sources is None:
        return None
    if sources not in chosen:
        raise ReportError(f"sources={sources!r} is no column that is printed")
    return str(table.columns[chosen.index(sources)])


def _take_sources(
    table: pd.DataFrame, head: str | None, lang: str
) -> tuple[list[str], pd.DataFrame]:
    """The texts of a column as one numbered note, and the table with the numbers in their place."""
    if head is None:
        return [], table
    known = [text for text in dict.fromkeys(table[head]) if text]
    numbers = {text: f"({number})" for number, text in enumerate(known, 1)}
    if not known:
        return [], table
    words = WORDS[lang]
    listed = words["end"].join(f"{numbers[text]} {text}" for text in known)
    below = f"{words['sources']}{listed}{words['stop']}"
    return [below], table.assign(**{head: [numbers.get(text, "") for text in table[head]]})


def _settable(table: pd.DataFrame, lang: str, by_default: bool) -> tuple[pd.DataFrame, list[str]]:
    """Without the columns that pdflatex cannot set; those that name the rows, or were asked for,
    must be settable.
    """
    if lang != "en":
        return table, []
    left_out = []
    for at, head in enumerate(map(str, table.columns)):
        bad = next((text for text in (head, *table[head]) if find_unset(text)), None)
        if bad is not None and by_default and at:
            left_out.append(head)
        elif bad is not None:
            _check_set(bad, f"the column {head!r}")
    return table.drop(columns=left_out), left_out


def _check_set(text: str, where: str) -> None:
    if character := find_unset(text):
        raise ReportError(
            f"{where} holds {character!r} ({text[:40]!r}), which pdflatex cannot set; leave it out "
            "(columns=…), give it in English, or print the table with lang='zh'"
        )


def _column(head: str, cells: list[str]) -> _Column:
    filled = [text for text in cells if text]
    numbers = bool(filled) and all(map(is_number, filled))
    width = max(map(measure_width, (head, *cells)))
    broken = width > SHORT and not numbers
    return _Column(head, _in_line(cells) if numbers else cells, numbers, width, broken)


def _in_line(cells: list[str]) -> list[str]:
    """Numbers with a minus that is one, and room after each so that the points stand in line."""
    room = [_after_point(text) for text in cells]
    most = max(room, key=len)
    return [
        text.replace("-", "−")
        + "\0" * bool(text)
        + re.sub(r"\d", "0", most[len(own) :]) * bool(text)
        for text, own in zip(cells, room, strict=True)
    ]


def _after_point(text: str) -> str:
    _, point, decimals = text.rstrip("%†").partition(".")
    return point + decimals


def _cell(text: str) -> str:
    shown, _, room = text.partition("\0")
    mark = r"\rlap{\dag}" * shown.endswith("†")  # which moves no point out of its line
    return escape_latex(shown.removesuffix("†")) + mark + (rf"\phantom{{{room}}}" if room else "")


def _needed(laid: Sequence[_Column]) -> float:
    """The least width of columns beside each other."""
    return sum(column.least for column in laid) + GAP * (len(laid) - 1)


def _fit(laid: Sequence[_Column], notes: Sequence[str], long: bool | None) -> _Fit:
    """The largest size in which all columns have room beside each other and all rows below; a table
    that is too high in each of them runs over pages, if it may.
    """
    needed = _needed(laid)
    fits = [_widths(laid, size, needed) for size, room in SIZES.items() if needed <= room.width]
    if not fits:
        widest = sorted(laid, key=lambda column: -column.least)[:3]
        raise ReportError(
            f"the columns need {needed / WIDEST:.0%} of the width of a page, "
            f"most of it {', '.join(repr(column.head) for column in widest)}; choose fewer of them "
            "with columns=[…], or print one under the table (sources=)"
        )
    low = [fit for fit in fits if _lines_needed(laid, fit, notes) <= SIZES[fit.size].lines]
    if long or (long is None and not low):
        return fits[0]._replace(is_long=True)
    return (low or fits[-1:])[0]


def _widths(laid: Sequence[_Column], size: str, needed: float) -> _Fit:
    """The widths of the columns in a size: what is left goes to those that lack least, first."""
    left = SIZES[size].width - needed
    widths = [column.least for column in laid]
    for at in sorted(range(len(laid)), key=lambda at: laid[at].width - widths[at]):
        more = min(left, laid[at].width - widths[at])
        widths[at] += more
        left -= more
    return _Fit(size, widths, False)


def _lines_needed(laid: Sequence[_Column], fit: _Fit, notes: Sequence[str]) -> int:
    """How many lines a table takes with its caption and notes, in its size."""
    lines: list[list[int]] = [
        [_count_lines(text, width) if column.broken else 1 for text in column.cells]
        for column, width in zip(laid, fit.widths, strict=True)
    ]
    rows: int = sum(max(row) for row in zip(*lines, strict=True))
    return rows + sum(_count_lines(note, SIZES[fit.size].width) for note in notes) + AROUND


def _count_lines(text: str, width: float) -> int:
    return math.ceil(measure_width(text) / width)


def _columns(laid: Sequence[_Column], fit: _Fit) -> str:
    """How tabularx sets the columns: the widest that is broken takes what room is left."""
    last = max(range(len(laid)), key=lambda at: laid[at].broken * (1 + laid[at].width))
    kinds = (
        _kind(column, width, at == last)
        for at, (column, width) in enumerate(zip(laid, fit.widths, strict=True))
    )
    return "@{}" + "".join(kinds) + "@{}"


def _kind(column: _Column, width: float, last: bool) -> str:
    if not column.broken:
        return "lr"[column.numbers]
    side = r"\raggedleft" if column.numbers else r"\raggedright\hangindent=1em"
    return rf">{{{side}\arraybackslash}}" + ("X" if last else f"p{{{width:.1f}em}}")


def _row(texts: Sequence[str]) -> str:
    return " & ".join(texts) + r" \\"


def _body(laid: Sequence[_Column]) -> list[str]:
    cells = ([_cell(text) for text in column.cells] for column in laid)
    return [_row(texts) for texts in zip(*cells, strict=True)]


def _note_size(size: str) -> str:
    """Notes are no larger than the table."""
    return "scriptsize" if size == "scriptsize" else "footnotesize"


def _lines(
    laid: Sequence[_Column], fit: _Fit, title: str, parts: Sequence[str], lang: str
) -> list[str]:
    notes = [
        rf"\begin{{tablenotes}}[flushleft]\{_note_size(fit.size)}\setlength{{\labelsep}}{{0pt}}",
        *(rf"\item {escape_latex(part)}" for part in parts),
    ]
    return [
        r"\begin{table}[htbp]",
        r"\centering",
        r"\begin{threeparttable}",
        rf"\caption{title}",
        rf"\{fit.size}\setlength{{\tabcolsep}}{{{GAP / 2}em}}",
        rf"\begin{{tabularx}}{{\linewidth}}{{{_columns(laid, fit)}}}",
        r"\toprule",
        _row([escape_latex(column.head) for column in laid]),
        r"\midrule",
        *_body(laid),
        r"\bottomrule",
        r"\end{tabularx}",
        *([*notes, r"\end{tablenotes}"] if parts else []),
        r"\end{threeparttable}",
        r"\end{table}",
    ]


def _long_lines(
    laid: Sequence[_Column], fit: _Fit, title: str, parts: Sequence[str], lang: str
) -> list[str]:
    heads = _row([escape_latex(column.head) for column in laid])
    on = rf"\multicolumn{{{len(laid)}}}{{r@{{}}}}{{\emph{{{WORDS[lang]['on']}}}}}\\"
    size = _note_size(fit.size)
    over = rf"\multicolumn{{{len(laid)}}}{{@{{}}l@{{}}}}"
    box = rf"{over}{{\makebox[0pt][l]{{\parbox[t]{{\columnwidth}}{{\{size} "
    notes = [rf"{box}{escape_latex(part)}}}}}}}\\" for part in parts]  # which widen no column
    return [
        rf"{{\{fit.size}\setlength{{\tabcolsep}}{{{GAP / 2}em}}",
        rf"\begin{{xltabular}}{{\linewidth}}{{{_columns(laid, fit)}}}",
        rf"\caption{{\normalsize {title.removeprefix('{')}\\",
        r"\toprule",
        heads,
        r"\midrule",
        r"\endfirsthead",
        r"\toprule",
        heads,
        r"\midrule",
        r"\endhead",
        r"\bottomrule",
        on,
        r"\endfoot",
        r"\bottomrule",
        *notes,
        r"\endlastfoot",
        *_body(laid),
        r"\end{xltabular}}",
    ]
