"""The vocabulary behind the rules: a folder of CSV files, what an economist would change.

Rows of a file, or a pattern that matches any of its words. A user may lay a folder of own rows over
ours (:func:`use_vocabulary`); what derives from the vocabulary is kept once for each
(:func:`cached`).
"""

from __future__ import annotations

import csv
import hashlib
import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from importlib import resources
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar

import pandas as pd

from reportlib.tables.errors import ReportError

Row = Mapping[str, str]
P = ParamSpec("P")
R = TypeVar("R")
logger = logging.getLogger(__name__)

FREE_TEXT = {"why", "meaning", "definition", "judged_reason", "example", "reading"}
FREE_TEXT |= {"counter_example"}
ANY_NUMBER_OF = {"guard": " ", "unit_family": "|"}  # column → what parts its values


class Overlay:
    """A user's rows, file → rows; equal only to itself, so that it is a quick key."""

    def __init__(self, folder: Path, rows: Mapping[str, tuple[Row, ...]]) -> None:
        self.folder, self.rows = folder, rows

    def told(self) -> str:
        """What is laid over ours, file by file."""
        told = []
        for name, rows in self.rows.items():
            key = next(iter(rows[0]))
            known = {row[key] for row in _our_rows(name)}
            replaced = [row[key] for row in rows if row[key] in known]
            new = f"{name} {len(rows) - len(replaced)} new"
            told.append(
                new + f", {len(replaced)} for ours ({', '.join(replaced)})" * bool(replaced)
            )
        return f"{self.folder} laid over our vocabulary: {'; '.join(told)}"


_in_force: ContextVar[Overlay | None] = ContextVar("vocabulary in force", default=None)


def cached(make: Callable[P, R]) -> Callable[P, R]:
    """Keep what a function makes of the vocabulary, apart for each that is in force.

    Examples
    --------
    >>> @cached
    ... def units():
    ...     return {row["word"] for row in vocabulary_rows("units")}
    >>> units() is units()
    True
    """
    ours = lru_cache(maxsize=50_000)(make)  # a bound for names that reports bring

    @lru_cache(maxsize=2)
    def of(_: Overlay) -> Callable[P, R]:
        return lru_cache(maxsize=50_000)(make)  # type: ignore[return-value]

    @wraps(make)
    def get(*args: P.args, **kwargs: P.kwargs) -> R:
        overlay = _in_force.get()
        found = ours if overlay is None else of(overlay)
        return found(*args, **kwargs)  # type: ignore[arg-type]

    return get


def _our_folder() -> resources.abc.Traversable:
    return resources.files("reportlib") / "vocabulary"


@cache
def _our_rows(name: str) -> tuple[Row, ...]:
    try:
        text = (_our_folder() / f"{name}.csv").read_text(encoding="utf-8")
    except FileNotFoundError:
        files = (entry.name for entry in _our_folder().iterdir() if entry.name.endswith(".csv"))
        have = ", ".join(sorted(file.removesuffix(".csv") for file in files))
        raise ReportError(f"no vocabulary named {name!r}; there are {have}") from None
    return tuple(csv.DictReader(text.splitlines()))


@cached
def vocabulary_rows(name: str) -> tuple[Row, ...]:
    """Rows of vocabulary file `name` as mappings, read once; see :func:`load_vocabulary`."""
    rows, overlay = _our_rows(name), _in_force.get()
    if overlay is None or name not in overlay.rows:
        return rows
    key = next(iter(rows[0]))
    theirs = {row[key]: row for row in overlay.rows[name]}
    new = [row for word, row in theirs.items() if word not in {row[key] for row in rows}]
    return (*new, *(theirs.get(row[key], row) for row in rows))  # the first that fits is theirs


@cached
def words(name: str, **only: str) -> str:
    """Pattern that matches any word of a vocabulary file, the longest first; of the rows whose
    columns equal `only`.

    A word does not match after a character of its ``not_after``, nor before one of its
    ``not_before``, which may be words instead: 体户|体工商.

    Examples
    --------
    >>> words("bounds", position="after", bound="approx")
    '上下|前后|左右'
    """
    found = {
        row["word"]: _guarded(row)
        for row in vocabulary_rows(name)
        if all(row[column] == value for column, value in only.items())
    }
    return "|".join(found[word] for word in sorted(found, key=lambda word: (-len(word), word)))


def _guarded(row: Row) -> str:
    after, before = row.get("not_after"), row.get("not_before")
    left = f"(?<![{after}])" if after else ""
    right = f"(?!{before if '|' in before else f'[{before}]'})" if before else ""
    return left + re.escape(row["word"]) + right


def load_vocabulary(name: str) -> pd.DataFrame:
    """Vocabulary file `name` as a table, one row per entry.

    Parameters
    ----------
    name : str
        A file of ``src/reportlib/vocabulary/`` without its ending, such as ``"units"``.

    Raises
    ------
    ReportError
        If there is no such file; the message lists those there are.

    Examples
    --------
    >>> load_vocabulary("units").columns[0]
    'word'
    """
    return pd.DataFrame(vocabulary_rows(name), dtype="str").replace("", None)


@contextmanager
def use_vocabulary(folder: str | Path | None) -> Iterator[None]:
    """Read with a folder's rows laid over ours, as long as the context lasts.

    The folder holds CSV files named and with columns as ours (``load_vocabulary``), each as few as
    are needed: an economist's own indicators, units, words or cues. A row whose first column is one
    of ours replaces it, any other comes before ours. The log (``logging.getLogger("reportlib")``,
    level INFO) says what was laid over.

    Parameters
    ----------
    folder : str, Path or None
        None leaves the vocabulary that is in force.

    Raises
    ------
    ReportError
        If the folder or a file cannot be read, a file or column is none of ours, a needed cell is
        empty, a cell has a value that its column does not take, or two rows have one key; the
        message names file and line.

    Examples
    --------
    >>> import tempfile
    >>> from reportlib import Report, analyse
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     text = "word,unit,factor,family\\n馆,馆,1,classifier\\n"
    ...     _ = Path(folder, "units.csv").write_text(text, encoding="utf-8")
    ...     with use_vocabulary(folder):
    ...         numbers = analyse(Report("demo", "全年新建公园12馆。", year=2021)).numbers
    >>> numbers["unit"].tolist()
    ['馆']
    """
    if folder is None:
        yield
        return
    token = _in_force.set(read_overlay(Path(folder)))
    try:
        yield
    finally:
        _in_force.reset(token)


def vocabulary_in_force() -> tuple[Path | None, str]:
    """The folder that is laid over ours, which another process can lay over its own, and a checksum
    of all words in force.

    Examples
    --------
    >>> vocabulary_in_force()[0] is None
    True
    """
    overlay = _in_force.get()
    return overlay.folder.resolve() if overlay else None, _checksum()


@cached
def _checksum() -> str:
    digest = hashlib.sha256()
    for name in sorted(row["file"] for row in _our_rows("files")):
        digest.update(repr([name, [list(row.items()) for row in vocabulary_rows(name)]]).encode())
    return digest.hexdigest()


def read_overlay(folder: Path) -> Overlay:
    """Read a folder of rows to lay over ours; see :func:`use_vocabulary`."""
    try:
        files = sorted(folder.glob("*.csv"))
        texts = tuple((file, file.read_text(encoding="utf-8-sig")) for file in files)
        if not folder.is_dir():
            raise NotADirectoryError("no folder")
    except (OSError, UnicodeDecodeError) as error:
        raise ReportError(
            f"{folder}: cannot be read as a vocabulary ({error}); give a folder of CSV files in "
            "UTF-8"
        ) from None
    if not texts:
        raise ReportError(f"{folder}: holds no CSV file; name them as ours, such as indicators.csv")
    return _overlay(folder, texts)


@lru_cache(maxsize=2)
def _overlay(folder: Path, texts: tuple[tuple[Path, str], ...]) -> Overlay:
    """The overlay of a folder whose files hold these texts; the same as long as they do."""
    overlay = Overlay(folder, {file.stem: _checked(file, text) for file, text in texts})
    logger.info(overlay.told())
    return overlay


class _Cell(NamedTuple):
    """Where a value stands, for messages."""

    file: Path
    line: int
    column: str

    def error(self, why: str) -> ReportError:
        return ReportError(f"{self.file}, line {self.line}, column {self.column!r}: {why}")


def _checked(file: Path, text: str) -> tuple[Row, ...]:
    """The rows of a user's file with all of our columns, or an error that names the cell."""
    of_the_reading = [row["file"] for row in _our_rows("files") if row["used_by"] == "reading"]
    if file.stem not in of_the_reading:
        known = ", ".join(of_the_reading)
        raise ReportError(f"{file}: no vocabulary of the reading has this name; there are {known}")
    ours = _our_rows(file.stem)
    reader = csv.DictReader(text.splitlines())
    strangers = set(reader.fieldnames or ()) - set(ours[0])
    key = next(iter(ours[0]))
    if strangers or key not in (reader.fieldnames or ()):
        raise ReportError(
            f"{file}: has the columns {', '.join(reader.fieldnames or ['none'])}; it needs {key} "
            f"and takes {', '.join(ours[0])}"
        )
    rows = []
    for row in reader:
        if None in row or None in row.values():
            raise ReportError(f"{file}, line {reader.line_num}: has not as many cells as columns")
        rows.append({column: (row.get(column) or "").strip() for column in ours[0]})
        for column, value in rows[-1].items():
            _check_cell(_Cell(file, reader.line_num, column), value)
    twice = [word for word, n in Counter(row[key] for row in rows).items() if n > 1]
    if twice or not rows:
        why = f"has two rows for {twice[0]!r}; keep one" if twice else "has no row"
        raise ReportError(f"{file}: {why}")
    return tuple(rows)


def _check_cell(cell: _Cell, value: str) -> None:
    column, ours = cell.column, _our_rows(cell.file.stem)
    if not value:
        if column not in FREE_TEXT and all(row[column] for row in ours):
            raise cell.error("is empty, but needed")
        return
    if column == "factor" and not re.fullmatch(r"[0-9]+(?:\.[0-9]+)?(?:e[0-9]+)?", value):
        raise cell.error(f"{value!r} is no number")
    if column in ("pattern", "not_after", "not_before") and cell.file.stem != "phrases":
        _check_pattern(cell, f"[{value}]" if column == "not_after" else value)
    closed = next(row["closed"] for row in _our_rows("files") if row["file"] == cell.file.stem)
    if column not in closed.split():
        return
    mark = ANY_NUMBER_OF.get(column)
    if column in ("tag", "guard", "otherwise"):
        known = {row["tag"] for row in _our_rows("tags")}
    else:
        known = {part for row in ours for part in _parts(row[column], mark)}
    strangers = [part for part in _parts(value, mark) if part not in known]
    if strangers:
        raise cell.error(f"{strangers[0]!r} is none of {', '.join(sorted(known - {''}))}")


def _check_pattern(cell: _Cell, value: str) -> None:
    try:
        re.compile(re.sub(r"\{[nm]\}", "1", value))
    except re.error as error:
        raise cell.error(f"{value!r} is no regular expression: {error}") from None


def _parts(value: str, mark: str | None) -> list[str]:
    return value.split(mark) if mark else [value]
