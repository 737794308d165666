"""``reportlib extract``: files → a folder of tables for each."""

from __future__ import annotations

import sys
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from reportlib.commands.messages import shown
from reportlib.tables.errors import ReportError

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
) -> None:
    """Write OUT/<report>/{outline,sentences,numbers,doubts} for each report, and OUT/log.csv.

    A report that was done before is skipped; a run that was broken off is taken up again.
    """
    from tqdm import tqdm

    from reportlib.extraction import LOG, extract_files
    from reportlib.sources import find_files
    from reportlib.tables.vocabulary import read_overlay

    if vocabulary:
        typer.echo(read_overlay(vocabulary).told(), err=True)
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
    )
    seen: Counter[str] = Counter()
    for row in tqdm(rows, total=len(files), unit="report", file=sys.stderr, disable=None):
        seen[row["status"]] += 1
        if row["status"] == "failed":
            tqdm.write(shown(row["message"]), file=sys.stderr)
        if row["status"] == "read":
            if row["message"]:
                tqdm.write(shown(f"{row['path']}: {row['message']}"), file=sys.stderr)
            told = f"{row['numerals']} numerals, {row['measures']} of them measures"
            tqdm.write(f"{out / row['report_id']}: {told}", file=sys.stdout)
    parts = [f"{seen['read']} read", f"{seen['skipped']} done before", f"{seen['failed']} failed"]
    if left := len(files) - seen.total():
        parts.append(f"{left} not looked at")
    if others:
        parts.append(f"{len(others)} other files passed over, such as {others[0].name}")
    typer.echo(shown(f"{', '.join(parts)}; listed in {out / LOG}"))
    raise typer.Exit(int(seen["failed"] > 0))
