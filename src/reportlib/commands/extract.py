"""``reportlib extract``: files → a folder of tables for each; ``reportlib unpack``: the reports of
a spreadsheet → files.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportlib.commands.messages import shown
from reportlib.tables.errors import ReportError

if TYPE_CHECKING:
    from reportlib.audit.corrections import Corrections

commands = typer.Typer()


class Format(StrEnum):
    """Kinds of files that tables are written to."""

    csv = "csv"
    parquet = "parquet"
    xlsx = "xlsx"
    dta = "dta"


class OnError(StrEnum):
    """What to do about a file that cannot be read."""

    log = "log"
    stop = "raise"


@commands.command(
    epilog="Examples:  reportlib extract report.txt --out tables    "
    "reportlib extract reports/ --out tables --jobs 2 --format dta. "
    "Exit status: 0 all read, 1 some failed, 2 the run could not start."
)
def extract(
    paths: Annotated[
        list[Path],
        typer.Argument(help="Reports, or folders that are searched for them.", metavar="PATH..."),
    ],
    out: Annotated[
        Path,
        typer.Option(help="Folder for the tables; each report gets a folder of its own in it."),
    ],
    jobs: Annotated[int, typer.Option(help="Processes that read.", min=1)] = 1,
    format: Annotated[Format, typer.Option(help="Kind of file.")] = Format.csv,
    on_error: Annotated[
        OnError, typer.Option(help="A file that cannot be read: write it down, or stop.")
    ] = OnError.log,
    region: Annotated[
        str | None,
        typer.Option(help="The reports' region, when the text does not say or says it wrongly."),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            help="The reports' year, when the text does not say or says it wrongly.",
            min=1949,
            max=2100,
        ),
    ] = None,
    vocabulary: Annotated[
        Path | None,
        typer.Option(
            help="Folder of CSV files to lay over the vocabulary: own indicators, units, words.",
            metavar="DIR",
        ),
    ] = None,
    corrections: Annotated[
        Path | None,
        typer.Option(
            help="CSV file of corrections, such as an audit has made; applied to their reports.",
            metavar="FILE",
        ),
    ] = None,
) -> None:
    """Write OUT/<report>/{outline,sentences,numbers,doubts} for each report, and OUT/log.csv.

    A report that was done before is skipped; a run that was broken off is taken up again.
    """
    from tqdm import tqdm

    from reportlib.audit.corrections import read_corrections
    from reportlib.extraction import LOG, extract_files
    from reportlib.sources import find_files
    from reportlib.tables.vocabulary import read_overlay, use_vocabulary

    if vocabulary:
        typer.echo(read_overlay(vocabulary).told(), err=True)
    with use_vocabulary(vocabulary):
        given = read_corrections(corrections)
    files, others = find_files(paths, out)
    if not files:
        raise ReportError(f"no report in {', '.join(map(str, paths))}; give .txt, .docx, .html …")
    rows = extract_files(
        files,
        out,
        n_jobs=jobs,
        format=format.value,
        on_error=on_error.value,
        region=region,
        year=year,
        vocabulary=vocabulary,
        corrections=given,
    )
    seen: list[dict[str, Any]] = []
    for row in tqdm(rows, total=len(files), unit="report", file=sys.stderr, disable=None):
        seen.append(row)
        if row["status"] == "failed":
            tqdm.write(shown(row["message"]), file=sys.stderr)
        if row["status"] == "read":
            if row["message"]:
                tqdm.write(shown(f"{row['path']}: {row['message']}"), file=sys.stderr)
            told = f"{row['numerals']} numerals, {row['measures']} of them measures"
            tqdm.write(f"{out / row['report_id']}: {told}", file=sys.stdout)
    parts = [*_counted(seen, given), *_passed_over(seen, given, len(files), others)]
    typer.echo(shown(f"{', '.join(parts)}; listed in {out / LOG}"))
    raise typer.Exit(int(any(row["status"] == "failed" for row in seen)))


def _counted(rows: list[dict[str, Any]], given: Corrections) -> Iterator[str]:
    """How many files were read, skipped and failed, and how many corrections applied."""
    seen = Counter(row["status"] for row in rows)
    yield f"{seen['read']} read, {seen['skipped']} done before, {seen['failed']} failed"
    if given:
        yield f"corrections applied: {sum(row.get('corrections') or 0 for row in rows)}"


def _passed_over(
    rows: list[dict[str, Any]], given: Corrections, files: int, others: list[Path]
) -> Iterator[str]:
    """What was left out: corrections of other reports, files after a failure, other files."""
    from reportlib.audit.corrections import tell_left

    if left := tell_left(given, [row["report_id"] for row in rows]):
        yield left
    if files > len(rows):
        yield f"{files - len(rows)} not looked at"
    if others:
        yield f"{len(others)} other files passed over, such as {others[0].name}"


@commands.command(epilog="Example:  reportlib unpack all.csv --out reports")
def unpack(
    file: Annotated[Path, typer.Argument(help="A spreadsheet (.csv, .xlsx), one report a row.")],
    out: Annotated[Path, typer.Option(help="A folder, new or empty, for the texts.")],
    text: Annotated[str | None, typer.Option(help="Name of the column of texts.")] = None,
    place: Annotated[str | None, typer.Option(help="Name of the column of places.")] = None,
    year: Annotated[str | None, typer.Option(help="Name of the column of years.")] = None,
) -> None:
    """Write each report of a spreadsheet to a file of its own, for extract and all that reads
    folders, with a reports.csv that says place and year.
    """
    from reportlib.sources import unpack_reports

    paths = unpack_reports(file, out, text=text, place=place, year=year)
    typer.echo(f"{out}: {len(paths) - 1} reports and {paths[-1].name}")
