"""The arrows of the pipeline, run for one report or for many files: text → outline → sentences →
numbers → labelled numbers.
"""

from __future__ import annotations

import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import pandas as pd

from reportlib.audit.corrected import correct_numbers
from reportlib.audit.corrections import (
    Corrections,
    read_corrections,
    select_corrections,
    tell_left,
)
from reportlib.labels.doubts import WHOLE, find_doubts
from reportlib.labels.labelling import read_tables
from reportlib.sources import find_files, name_reports
from reportlib.tables.columns import build_table
from reportlib.tables.errors import ReportError, ReportWarning, check_choice
from reportlib.tables.vocabulary import use_vocabulary, vocabulary_in_force
from reportlib.text.report import Report, read_report

R = TypeVar("R")


class Tables(NamedTuple):
    """The tables of one report; see ``vocabulary/table_columns.csv`` for their columns."""

    outline: pd.DataFrame
    sentences: pd.DataFrame
    numbers: pd.DataFrame


def analyse(
    report: Report,
    vocabulary: str | Path | None = None,
    corrections: str | Path | pd.DataFrame | Corrections | None = None,
) -> Tables:
    """All tables of one report.

    Parameters
    ----------
    report : Report
    vocabulary : str or Path, optional
        A folder of CSV files whose rows are laid over ours: own indicators, units, words, cues; see
        :func:`reportlib.use_vocabulary`.
    corrections : str, Path or DataFrame, optional
        What a person has found wrong, in a CSV file or a table with the columns ``report_id, start,
        text, action`` (set, add, drop), ``column, value, reason, by, on``; those of other reports
        are passed over. None is applied that is not given, those that the project ships in
        ``data/corrections.csv`` neither: what the accuracy is measured on is the reading alone.
        What follows from a corrected cell follows anew (:mod:`reportlib.audit.corrected`); the row
        is ``corrected``, and its ``reading_confidence`` stays that of the reading.

    Warns
    -----
    ReportWarning
        Once, with their number, if there are doubts about the tables, which
        :func:`reportlib.find_doubts` lists. A text of fewer than 20 measures is no report, and
        nothing is said of it. Also if corrections are given and none is for this report.

    Raises
    ------
    ReportError
        If `report` is no :class:`Report`, such as the path of a file, the vocabulary cannot be
        laid over ours, or a correction is not one, contradicts another or the table, or is for a
        text that no longer stands where it stood; the message names file and line.

    Examples
    --------
    >>> from reportlib import Report, read_report
    >>> tables = analyse(Report("demo", "全年新建公园12个。", region="某市", year=2021))
    >>> tables.numbers[["indicator", "value", "unit", "period_end", "role"]].values.tolist()
    [['新建公园', 12.0, '个', 2020, 'outcome']]
    """
    if not isinstance(report, Report):
        raise ReportError(f"{report!r} is no report; give analyse(read_report({report!r}))")
    with use_vocabulary(vocabulary):
        given = read_corrections(corrections)
        ours = select_corrections(given, report.report_id)
        tables = _read(report, ours)
    if given and not ours:
        message = f"{report.report_id}: {tell_left(given, [report.report_id])}"
        warnings.warn(message, ReportWarning, stacklevel=2)
    if (tables.numbers["kind"] == "measure").sum() >= WHOLE and (n := len(find_doubts(tables))):
        told = "1 doubt" if n == 1 else f"{n} doubts"
        message = f"{report.report_id}: {told} about its tables, listed by find_doubts(tables)"
        warnings.warn(message, ReportWarning, stacklevel=2)
    return tables


def _read(report: Report, corrections: Corrections) -> Tables:
    outline, sentences, numbers = read_tables(report)
    if corrections:
        numbers = correct_numbers(numbers, sentences, report, corrections)
    return Tables(outline, sentences, numbers)


class Corpus(NamedTuple):
    """The tables of many reports, and a log of their files."""

    outline: pd.DataFrame
    sentences: pd.DataFrame
    numbers: pd.DataFrame
    log: pd.DataFrame


class Options(NamedTuple):
    """What holds for all files of a run."""

    region: str | None = None
    year: int | None = None
    vocabulary: Path | None = None
    corrections: Corrections = ()

    def of(self, report_id: str) -> Options:
        """With the corrections of one report alone."""
        return self._replace(corrections=select_corrections(self.corrections, report_id))


class Reading(NamedTuple):
    """What came of one file: its tables and doubts, or an error; and its row of the log."""

    log: dict[str, Any]
    tables: Tables | None = None
    doubts: pd.DataFrame | None = None
    error: ReportError | None = None


def analyse_reports(
    paths: Iterable[str | Path],
    n_jobs: int = 1,
    on_error: str = "raise",
    *,
    region: str | None = None,
    year: int | None = None,
    vocabulary: str | Path | None = None,
    corrections: str | Path | pd.DataFrame | None = None,
) -> Corpus:
    """The tables of many reports, as :func:`analyse` gives them for one, and a log.

    Parameters
    ----------
    paths : iterable of str or Path
        Files, and folders, which are searched for documents.
    n_jobs : int
        Processes on this machine; -1 for all cores. Inside ``joblib.parallel_config`` the work goes
        where that says, such as to a Dask cluster, whose machines must see the same files.
    on_error : {"raise", "log"}
        What to do about a file that cannot be read: stop, or write it down and go on.
    region, year : optional
        For all files, as in :func:`read_report`.
    vocabulary : str or Path, optional
        As in :func:`analyse`; by default the one that is in force here.
    corrections : str, Path or DataFrame, optional
        As in :func:`analyse`, for all reports; ``report_id`` is that of the log.

    Returns
    -------
    Corpus
        ``outline, sentences, numbers``, in the order of the files, and ``log``, one row per file:
        ``path, report_id, status`` (read or failed), ``message`` (why it failed, or what is
        doubtful), ``numerals, measures, doubts, corrections`` (counts, Int64; of corrections those
        that were applied) and ``seconds``. A report's id is its file's name without the ending;
        where two would share one, the names with their endings, with folders in front where needed.

    Warns
    -----
    ReportWarning
        Once, if there are messages about files that were read; once, if there are corrections of
        reports that were not.

    Raises
    ------
    ReportError
        If a file cannot be read, or a correction of it not applied, and `on_error` is "raise"; if a
        folder or the corrections cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> for name in ("a", "b"):
    ...     text = "2021年某某市政府工作报告\\n全年新建公园12个。"
    ...     _ = (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    >>> analyse_reports([folder, folder / "c.txt"], on_error="log").log["status"].tolist()
    ['read', 'read', 'failed']
    """
    check_choice("on_error", on_error, ("raise", "log"))
    files, _ = find_files(paths)
    with use_vocabulary(vocabulary):
        given = read_corrections(corrections)
        options = Options(region, year, vocabulary_in_force()[0], given)
    jobs = [(path, name, options.of(name)) for path, name in name_reports(files).items()]
    readings: list[Reading] = []
    for reading in run_parallel(read_file, jobs, n_jobs):
        if reading.error and on_error == "raise":
            raise reading.error
        readings.append(reading)
    log = build_table("log", [reading.log for reading in readings])
    told = int((log["message"].notna() & (log["status"] == "read")).sum())
    if told:
        message = f"{told} of {len(log)} reports have doubts or lack a year; see the log"
        warnings.warn(message, ReportWarning, stacklevel=2)
    if left := tell_left(given, log["report_id"]):
        warnings.warn(left, ReportWarning, stacklevel=2)
    return Corpus(*_joined([one.tables for one in readings if one.tables]), log)


_one_at_a_time = threading.Lock()  # filters of warnings are those of the process, not the thread


def read_file(path: Path, report_id: str, options: Options) -> Reading:
    """The tables of one file, or why there are none; nothing is raised. The corrections are its
    own.
    """
    start = time.perf_counter()
    log: dict[str, Any] = {"path": str(path), "report_id": report_id}
    try:
        with (
            _one_at_a_time,
            warnings.catch_warnings(record=True) as caught,
            use_vocabulary(options.vocabulary),
        ):
            warnings.simplefilter("always", ReportWarning)
            report = read_report(
                path, report_id=report_id, region=options.region, year=options.year
            )
            told = [str(one.message) for one in caught if one.category is ReportWarning]
            tables = _read(report, options.corrections)
            doubts = find_doubts(tables)
    except ReportError as error:
        return Reading({**log, "status": "failed", "message": str(error)}, error=error)
    except Exception as error:  # a fault of ours in one file must not stop the others
        why = f"{path}: could not be read ({type(error).__name__}: {error}); please report this"
        failed = ReportError(why)
        failed.__cause__ = error
        return Reading({**log, "status": "failed", "message": why}, error=failed)
    if len(doubts):
        told.append(f"doubts: {len(doubts)} ({', '.join(doubts['kind'].unique())})")
    log |= {"status": "read", "message": "; ".join(told), "doubts": len(doubts)}
    log["corrections"] = len(options.corrections)
    log |= {"numerals": len(tables.numbers), "seconds": time.perf_counter() - start}
    log["measures"] = int((tables.numbers["kind"] == "measure").sum())
    return Reading(log, tables, doubts)


def run_parallel(
    work: Callable[..., R], jobs: Iterable[tuple[Any, ...]], n_jobs: int
) -> Iterator[R]:
    """What `work` gives for each job, in order and as it comes; none is held."""
    from joblib import Parallel, delayed
    from joblib.externals.loky.process_executor import BrokenProcessPool

    results = Parallel(n_jobs=n_jobs, return_as="generator")(delayed(work)(*job) for job in jobs)
    try:
        for result in results:  # noqa: UP028  (it would be closed outside of our filter)
            yield result
    except BrokenProcessPool as error:
        raise ReportError(
            "a process that read reports was ended from outside, perhaps for want of memory; run "
            "again with fewer jobs"
        ) from error
    finally:
        with warnings.catch_warnings(action="ignore", category=UserWarning):
            results.close()  # joblib tells of jobs under way, which whoever stops us knows of


def _joined(found: list[Tables]) -> Tables:
    return Tables(
        *(
            pd.concat([getattr(tables, name) for tables in found], ignore_index=True)
            if found
            else build_table(name, [])
            for name in Tables._fields
        )
    )
