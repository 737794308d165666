"""Files → a folder of tables for each, of which every one is whole at any moment.

A report is read, and its folder made, in a hidden place beside; then the process that holds the
lock, and no other, puts it in its place by renaming. So a run may be killed at any time and started
again: what is done is known by the record in its folder and is not done again.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from reportlib.audit.corrections import Corrections, checksum_corrections
from reportlib.corpus import Options, Tables, read_file, run_parallel
from reportlib.export import list_contents
from reportlib.sources import name_reports
from reportlib.tables.cells import format_csv
from reportlib.tables.columns import build_table
from reportlib.tables.errors import ReportError
from reportlib.tables.exports import FORMATS, format_tables, name_files
from reportlib.tables.extras import DISTRIBUTION
from reportlib.tables.files import fill_folder, swap_folder, write_files
from reportlib.tables.locks import lock_folder
from reportlib.tables.vocabulary import use_vocabulary, vocabulary_in_force
from reportlib.text.record import read_listed

RECORD, LOG, BESIDE = "record.json", "log.csv", ".partial"
TABLES = (*Tables._fields, "doubts")
OURS = {file for format in FORMATS for file in name_files(TABLES, format)}
OURS |= {"codebook.csv", "datapackage.json", RECORD}

Row = dict[str, Any]


class Settings(NamedTuple):
    """What holds for all files of a run."""

    out: Path
    format: str
    options: Options
    versions: dict[str, str]


def extract_files(
    files: Iterable[Path],
    out: Path,
    *,
    n_jobs: int = 1,
    format: str = "csv",
    on_error: str = "log",
    region: str | None = None,
    year: int | None = None,
    vocabulary: Path | None = None,
    corrections: Corrections = (),
) -> Iterator[Row]:
    """Write the tables of each file into a folder of its own, named by the report's id.

    What was done before with the same file (its checksum, and what a ``reports.csv`` beside it
    says), options, vocabulary, corrections of it and version of this library is not done again.
    Tables are not held: the rows of the log are all that grows.

    Parameters
    ----------
    files : iterable of Path
        As :func:`reportlib.sources.find_files` gives them.
    out : Path
        The folder for the folders; also ``log.csv``, written at the end.
    n_jobs, on_error, region, year, vocabulary
        As in :func:`reportlib.analyse_reports`.
    corrections : tuple of Correction
        As :func:`reportlib.audit.corrections.read_corrections` gives them.
    format : str
        As in :func:`reportlib.write_tables`.

    Yields
    ------
    dict
        A row of ``log`` per file, in order and as it comes; ``status`` is read, skipped or failed.

    Raises
    ------
    ReportError
        If the format needs a package that is missing, the vocabulary cannot be used, another run
        writes into `out`, or `out` cannot be written; or a file fails and `on_error` is "raise".

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("全年新建公园12个。", encoding="utf-8")
    >>> for _ in range(2):
    ...     [row["status"] for row in extract_files([folder / "a.txt"], folder / "out")]
    ['read']
    ['skipped']
    """
    format_tables({name: build_table(name, []) for name in TABLES}, format)
    with use_vocabulary(vocabulary):
        own, checksum = vocabulary_in_force()
    versions = {"reportlib": version(DISTRIBUTION), "vocabulary": checksum}
    settings = Settings(out.absolute(), format, Options(region, year, own, corrections), versions)
    try:
        out.mkdir(parents=True, exist_ok=True)
        with lock_folder(out):
            yield from _extract(list(files), settings, n_jobs, on_error)
    except OSError as error:
        raise ReportError(
            f"{out}: cannot be written ({error.strerror}); choose another folder"
        ) from error


def _extract(files: list[Path], settings: Settings, n_jobs: int, on_error: str) -> Iterator[Row]:
    beside = settings.out / BESIDE
    shutil.rmtree(beside, ignore_errors=True)  # what a killed run has left
    beside.mkdir()
    names = name_reports(files, _find_owners(files, settings.out))
    jobs = ((path, name, settings) for path, name in names.items())
    rows: list[Row] = []
    try:
        for row, made in run_parallel(_prepare, jobs, n_jobs):
            if made:
                row |= _place(made, settings.out / row["report_id"])
            rows.append(row)
            yield row
            if row["status"] == "failed" and on_error == "raise":
                break
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        write_files(settings.out, {LOG: format_csv(build_table("log", rows))})


def _prepare(path: Path, report_id: str, settings: Settings) -> tuple[Row, Path | None]:
    """Read a file and make its folder beside; its row of the log, and the folder if it is new."""
    row: Row = {"path": str(path), "report_id": report_id}
    if path.exists() and not path.is_dir() and not path.is_file():
        why = f"{path}: is no regular file; give the report as a file"
        return {**row, "status": "failed", "message": why}, None
    record: Row = {"sha256": _checksum(path), "format": settings.format, **settings.versions}
    options = settings.options.of(report_id)
    record |= {"region": options.region, "year": options.year}
    record["corrections"] = checksum_corrections(options.corrections)
    try:
        record["listed"] = read_listed(path)
    except ReportError:
        record["listed"] = None  # the reader will say why
    before = _load_record(settings.out / report_id)
    if before and record.items() <= before.items():
        return {**row, **before["log"], "status": "skipped"}, None
    reading = read_file(path, report_id, options)
    if reading.tables is None or reading.doubts is None:
        return reading.log, None
    log = reading.log | _forgotten(before, options.corrections, reading.log)
    record["source"] = os.path.abspath(path)
    record["log"] = {
        name: reading.log[name]
        for name in ("message", "numerals", "measures", "doubts", "corrections")
    }
    made = settings.out / BESIDE / uuid.uuid4().hex
    try:
        contents = list_contents(
            {**reading.tables._asdict(), "doubts": reading.doubts}, settings.format
        )
        record["files"] = list(contents)
        contents[RECORD] = _dumped(record)
        fill_folder(made, contents)
    except (OSError, ReportError) as error:
        shutil.rmtree(made, ignore_errors=True)
        return reading.log | _failure(settings.out / report_id, error), None
    return log, made


def _forgotten(before: Row | None, corrections: Corrections, log: Row) -> Row:
    """What to say of a report that was corrected in the last run and is not in this one."""
    if corrections or before is None or not before.get("corrections"):
        return {}
    said = "corrections of the last run are not applied; give them again (--corrections)"
    return {"message": "; ".join(filter(None, (log["message"], said)))}


def _place(made: Path, folder: Path) -> Row:
    """Put a new folder in its place; what this changes in the row of the log."""
    try:
        others = sorted({path.name for path in folder.iterdir()} - OURS) if folder.exists() else []
        if others:
            why = f"holds files that are not ours, such as {others[0]}; move them elsewhere"
            return _failure(folder, ReportError(why))
        swap_folder(made, folder)
    except OSError as error:
        return _failure(folder, error)
    return {}


def _failure(folder: Path, error: Exception) -> Row:
    why = error.strerror if isinstance(error, OSError) else str(error)
    return {"status": "failed", "message": f"{folder}: cannot be written ({why})"}


def _checksum(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None  # the reader will say why


def _load_record(folder: Path) -> Row | None:
    """The record of a folder whose files are all there."""
    try:
        record: Row = json.loads((folder / RECORD).read_bytes())
        whole = all((folder / name).is_file() for name in record["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return record if whole and record.get("sha256") else None


def _dumped(record: Row) -> bytes:
    return json.dumps(record, indent=1).encode()


def _find_owners(files: list[Path], out: Path) -> dict[str, str]:
    """Ids that are taken in a folder, each with the file that has it.

    A file that was moved keeps its id: it has the name and checksum of one that is no more.
    """
    owners = {LOG: str(out / LOG)}
    moved: dict[tuple[str, str], str] = {}
    for folder in out.iterdir():
        record = _load_record(folder)
        if record:
            owners[folder.name] = source = record["source"]
            if not os.path.lexists(source):
                moved[Path(source).name, record["sha256"]] = folder.name
        elif not folder.is_dir() or {path.name for path in folder.iterdir()} - OURS:
            owners[folder.name] = str(folder)
    known = set(owners.values())
    for path in files if moved else ():
        if os.path.abspath(path) not in known and path.is_file():
            name = moved.pop((path.name, _checksum(path) or ""), None)
            if name:
                owners[name] = os.path.abspath(path)
                record = {**(_load_record(out / name) or {}), "source": owners[name]}
                write_files(out / name, {RECORD: _dumped(record)})
    return owners
