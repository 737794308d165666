"""The command line: ``reportlib extract`` for any report, ``reportlib figures`` for all that the
project ships.
"""

from __future__ import annotations

import logging
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportlib.tables.errors import ReportError, ReportWarning

if TYPE_CHECKING:
    import pandas as pd

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Chinese government work reports as tidy tables.",
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"reportlib {version('reportlib')}")
        raise typer.Exit


@app.callback()
def _options(
    show: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    pass


@app.command(
    epilog="Examples:  reportlib extract report.txt --out tables    "
    "reportlib extract a.txt b.docx --out tables --year 2024 --region 重庆市"
)
def extract(
    files: Annotated[list[Path], typer.Argument(help="Reports: text or .docx.", metavar="FILE...")],
    out: Annotated[
        Path, typer.Option(help="Folder for the tables; each file gets a folder of its own in it.")
    ],
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
    """Write OUT/<file stem>/{outline,sentences,numbers,doubts}.csv for each report."""
    from reportlib.corpus import analyse
    from reportlib.export import write_tables
    from reportlib.labels.doubts import find_doubts
    from reportlib.tables.files import write_files
    from reportlib.tables.vocabulary import read_overlay
    from reportlib.text.report import read_report

    twice = [stem for stem, n in Counter(file.stem for file in files).items() if n > 1]
    if twice:
        raise ReportError(
            f"two files are named {twice[0]!r} and would overwrite each other; rename one or run "
            "them apart"
        )
    if vocabulary:
        typer.echo(read_overlay(vocabulary).told(), err=True)
    reports = [read_report(file, region=region, year=year) for file in files]
    for report in reports:
        with warnings.catch_warnings(action="ignore", category=ReportWarning):
            tables = analyse(report, vocabulary)  # its doubts are told below, with the file's name
        doubts, folder = find_doubts(tables), out / report.report_id
        write_tables(tables, folder)
        csv = doubts.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")
        write_files(folder, {"doubts.csv": csv})
        told = []
        if report.year is None:
            told.append("no year found, so periods stay missing; give it with --year")
        if len(doubts):
            kinds = ", ".join(doubts["kind"].unique())
            told.append(f"doubts, listed in {folder / 'doubts.csv'}: {len(doubts)} ({kinds})")
        if told:
            typer.echo(f"{report.source}: {'; '.join(told)}", err=True)
        measures = (tables.numbers["kind"] == "measure").sum()
        typer.echo(f"{folder}: {len(tables.numbers)} numerals, {measures} of them measures")


ANNOTATED = (
    "The keys shipped with reportlib were annotated twice by language models and merged; "
    "no person has audited them."
)


@app.command(
    epilog="Example:  reportlib evaluate "
    "tests/gold/chongqing-2021.csv tables/chongqing-2021/numbers.csv --misses 10"
)
def evaluate(
    key: Annotated[Path, typer.Argument(help="The annotated key, a CSV file.", metavar="KEY")],
    file: Annotated[
        Path,
        typer.Argument(
            help="Any CSV file with the key's columns: numbers.csv, another tool's, a person's.",
            metavar="FILE",
        ),
    ],
    most: Annotated[
        int, typer.Option("--misses", help="Show so many fields that are not right.", min=0)
    ] = 0,
) -> None:
    """Score a table of numbers against an annotated key: precision, recall and accuracy by field,
    with 95 % intervals.
    """
    import pandas as pd

    from reportlib.audit import evaluate as audit

    sheets = audit.read_key(key), audit.read_key(file)
    typer.echo(f"{'':20} {'n':>5} {'right':>6} {'share':>7}  95 % interval")
    for row in audit.evaluate(*sheets).to_dict("records"):
        counts = " " * 12 if pd.isna(row["n"]) else f"{row['n']:5d} {row['right']:6d}"
        share = f"{'–':>7}" if pd.isna(row["share"]) else f"{row['share']:7.3f}"
        typer.echo(
            f"{row['field']:20} {counts} {share}"
            + ("" if pd.isna(row["low"]) else f"  {row['low']:.3f}–{row['high']:.3f}")
        )
    for miss in audit.list_misses(*sheets).head(most).fillna("–").to_dict("records"):
        typer.echo(
            f"at {miss['start']}, {miss['text']}: {miss['field']} {miss['status']}; key "
            f"{miss['key']}, file {miss['predicted']}"
        )
    typer.echo(ANNOTATED)


@app.command(epilog="Example:  reportlib headlines reports --out panel.dta")
def headlines(
    paths: Annotated[list[Path], typer.Argument(help="Reports, or folders of them.")],
    out: Annotated[Path, typer.Option(help="The panel: .dta, .csv, .parquet or .xlsx.")],
    region: Annotated[
        str | None, typer.Option(help="The place of all files, when the texts do not say.")
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(help="Kinds of document to take; again for more.", show_default="work_report"),
    ] = None,
) -> None:
    """Write what each report sets itself for its year, one row per place and year. Files that
    cannot be read are named, and the others written; the exit status is then 1.
    """
    from reportlib.panel_files import stream_reports
    from reportlib.targets.headline_panel import build_headline_panel

    with _told_errors() as told:
        reports = stream_reports(paths, region=region, on_error="log")
        panel = build_headline_panel(reports, kind or ("work_report",))
    _write(panel, out, told)


@app.command(epilog="Example:  reportlib words reports --terms concept.csv --out words.dta")
def words(
    paths: Annotated[list[Path], typer.Argument(help="Reports, or folders of them.")],
    out: Annotated[Path, typer.Option(help="The panel: .dta, .csv, .parquet or .xlsx.")],
    terms: Annotated[
        Path | None,
        typer.Option(
            help="CSV with the columns term and topic; by default the lexicon.", exists=True
        ),
    ] = None,
    method: Annotated[str, typer.Option(help="lexicon or substring.")] = "lexicon",
    region: Annotated[
        str | None, typer.Option(help="The place of all files, when the texts do not say.")
    ] = None,
) -> None:
    """Write the share of each concept's words in each report, by place and year."""
    from reportlib.panel_files import stream_reports
    from reportlib.words.word_panel import build_word_panel

    with _told_errors() as told:
        reports = stream_reports(paths, region=region, on_error="log")
        panel = build_word_panel(reports, terms, method=method)
    _write(panel, out, told)


def _write(panel: pd.DataFrame, out: Path, errors: list[str]) -> None:
    """Write a panel and say so; the exit status is 1 if a file could not be read."""
    from reportlib.panel_files import write_panel

    if panel.empty:
        raise ReportError("no report has a place in the panel; nothing was written")
    typer.echo(f"{write_panel(panel, out)}: {len(panel)} rows, {panel.shape[1]} columns")
    if errors:
        raise typer.Exit(1)


@contextmanager
def _told_errors() -> Iterator[list[str]]:
    """Tell logged errors, and at the end warnings, on standard error; gives the errors."""
    errors: list[str] = []

    class Teller(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            errors.append(record.getMessage())
            typer.echo(f"reportlib: {record.getMessage()}", err=True)

    handler, logger = Teller(logging.ERROR), logging.getLogger("reportlib")
    logger.addHandler(handler)
    try:
        with warnings.catch_warnings(record=True, action="always", category=ReportWarning) as said:
            yield errors
        for warning in said:
            typer.echo(f"reportlib: {warning.message}", err=True)
    finally:
        logger.removeHandler(handler)


@app.command(epilog="Example:  reportlib figures")
def figures() -> None:
    """Build all that the project ships: data/tables/, the notebooks' outputs and figures/."""
    from reportlib.build import build_all

    for line in build_all():
        typer.echo(line)


def main() -> None:
    """Run the command line; a user's mistake ends in one clear line, not in a traceback."""
    try:
        app()
    except ReportError as error:
        typer.echo(f"reportlib: {error}", err=True)
        sys.exit(1)
