"""Files and folders → the files to read, each with an id of its own; a spreadsheet of reports → a
file each.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from reportlib.tables.errors import ReportError
from reportlib.tables.files import safe_name, write_folder
from reportlib.text.record import FIELDS, LIST
from reportlib.text.spreadsheets import read_reports

READABLE = {".txt", ".md", ".html", ".htm", ".shtml", ".docx", ".pdf"}
REFUSED = {".doc", ".wps", ".rtf", ".mht", ".mhtml"}  # by name, instead of passed over
DOCUMENTS = READABLE | REFUSED


def find_files(
    paths: Iterable[str | Path], without: Path | None = None
) -> tuple[list[Path], list[Path]]:
    """The files to read, each once: those named, and the documents in folders and below, sorted.

    Hidden folders are left out, and links to folders are not followed.

    Parameters
    ----------
    paths : iterable of str or Path
        Files (there or not, of any kind) and folders.
    without : Path, optional
        A folder that is not looked into.

    Returns
    -------
    files, others : list of Path
        What to read, and what else lies in the folders, hidden files among it; not the
        ``reports.csv`` that says what they are.

    Raises
    ------
    ReportError
        If a folder cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> for name in ("b.txt", "a.docx", "map.png"):
    ...     (folder / name).touch()
    >>> files, others = find_files([folder, folder / "b.txt"])
    >>> [path.name for path in files], [path.name for path in others]
    (['a.docx', 'b.txt'], ['map.png'])
    """
    files: dict[str, Path] = {}
    others: dict[str, Path] = {}
    for path in map(Path, paths):
        for file in sorted(_walk(path, without)) if path.is_dir() else [path]:
            found = file.suffix.lower() in DOCUMENTS and not file.name.startswith(".")
            wanted = file == path or found
            (files if wanted else others).setdefault(os.path.abspath(file), file)
    return list(files.values()), [others[name] for name in others if name not in files]


def _walk(folder: Path, without: Path | None) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise ReportError(
            f"{error.filename}: cannot be read ({error.strerror}); check its permissions"
        ) from error

    passed = without.resolve() if without else None
    for here, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = (
            name
            for name in folders
            if not name.startswith(".") and Path(here, name).resolve() != passed
        )
        yield from (Path(here, name) for name in names if name != LIST)


def name_reports(paths: Iterable[Path], taken: Mapping[str, str] | None = None) -> dict[Path, str]:
    """An id for each file that no other has, fit to be the name of a folder.

    The id is the file's name without its ending. Files that would share one have their names with
    the ending, and where these are the same too, with the folders above in front, as many as it
    takes: ``2021-chongqing.txt``. Case does not tell ids apart. Characters that are none of a file
    name everywhere, and bytes that are no UTF-8, become ``_``; dots at the ends are dropped.

    Parameters
    ----------
    paths : iterable of Path
    taken : mapping, optional
        Ids given before, each with the absolute path of its file, which keeps it.

    Examples
    --------
    >>> list(name_reports([Path("a/x.txt"), Path("a/x.docx"), Path("a/y.txt")]).values())
    ['x.txt', 'x.docx', 'y']
    >>> list(name_reports([Path("2020/x.txt"), Path("2021/x.txt")]).values())
    ['2020-x.txt', '2021-x.txt']
    """
    holders = {_folded(name): source for name, source in (taken or {}).items()}
    kept = {source: name for name, source in (taken or {}).items()}
    sources = {path: os.path.abspath(path) for path in paths}
    longer = {path: _candidates(path) for path in sources}
    chosen = {path: next(names) for path, names in longer.items()}
    clash = list(chosen)
    while clash:
        sharing: defaultdict[str, list[Path]] = defaultdict(list)
        for path, name in chosen.items():
            sharing[_folded(name)].append(path)
        clash = [
            path
            for name, group in sharing.items()
            for path in group
            if len(group) > 1 or holders.get(name, sources[path]) != sources[path]
        ]
        for path in clash:
            chosen[path] = next(longer[path])
    return {path: kept.get(sources[path], name) for path, name in chosen.items()}


def _candidates(path: Path) -> Iterator[str]:
    """Names of a file, ever longer; the last one is of its whole path alone."""
    whole = Path(os.path.abspath(path))
    yield safe_name(path.stem)
    name = path.name
    yield safe_name(name)
    for folder in whole.parents:
        name = f"{folder.name}-{name}"
        yield safe_name(name)
    written = str(whole).encode(errors="surrogatepass")  # a name may be no UTF-8
    yield f"{safe_name(path.stem)}-{hashlib.sha256(written).hexdigest()[:16]}"


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def unpack_reports(
    path: str | Path,
    out: str | Path,
    *,
    text: str | None = None,
    place: str | None = None,
    year: str | None = None,
) -> list[Path]:
    """Write each report of a spreadsheet to a text file of its own, and what its row says of it to
    a ``reports.csv`` beside, so that all that reads folders reads them.

    Offsets in the tables of such a file point into it, as into the cell of the spreadsheet.

    Parameters
    ----------
    path : str or Path
        A spreadsheet (.csv or .xlsx) with one report a row.
    out : str or Path
        A folder that is new, empty, or from a run before.
    text, place, year : str, optional
        Names of the columns, as in :func:`reportlib.read_reports`.

    Returns
    -------
    list of Path
        The text files, in the order of the rows, and the list.

    Raises
    ------
    ReportError
        If the spreadsheet cannot be read, `out` holds other files, or it cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp(), "all.csv")
    >>> _ = file.write_text("地区,年份,正文\\n某市,2021,全年增长5%。\\n某县,2020,增长6%。", "utf-8")
    >>> [path.name for path in unpack_reports(file, file.parent / "reports")]
    ['某市-2021.txt', '某县-2020.txt', 'reports.csv']
    """
    reports = {
        f"{report.report_id}.txt": report
        for report in read_reports(path, text=text, place=place, year=year)
    }
    rows = [
        {"file": name} | {field: getattr(report, field) for field in FIELDS}
        for name, report in reports.items()
    ]
    listed = io.StringIO(newline="")
    writer = csv.DictWriter(listed, ["file", *FIELDS], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    contents = {name: report.text.encode() for name, report in reports.items()}
    contents[LIST] = listed.getvalue().encode()
    others = {file.name for file in Path(out).glob("*")} - set(contents)
    if others:
        raise ReportError(
            f"{out}: holds other files, such as {min(others)}; give a folder that is new or empty"
        )
    return write_folder(out, contents)
