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
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportlib.tables.cells import escape_line
from reportlib.tables.errors import ReportError, ReportWarning
from reportlib.tables.extras import DISTRIBUTION

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
        typer.echo(f"reportlib {version(DISTRIBUTION)}")
        raise typer.Exit


@app.callback()
def _options(
    show: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    pass


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


@app.command(
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
            tqdm.write(_shown(row["message"]), file=sys.stderr)
        if row["status"] == "read":
            if row["message"]:
                tqdm.write(_shown(f"{row['path']}: {row['message']}"), file=sys.stderr)
            told = f"{row['numerals']} numerals, {row['measures']} of them measures"
            tqdm.write(f"{out / row['report_id']}: {told}", file=sys.stdout)
    parts = [f"{seen['read']} read", f"{seen['skipped']} done before", f"{seen['failed']} failed"]
    if left := len(files) - seen.total():
        parts.append(f"{left} not looked at")
    if others:
        parts.append(f"{len(others)} other files passed over, such as {others[0].name}")
    typer.echo(_shown(f"{', '.join(parts)}; listed in {out / LOG}"))
    raise typer.Exit(int(seen["failed"] > 0))


def _shown(text: str) -> str:
    """A line that any terminal can show, whatever a file is called."""
    return "".join(c if c.isprintable() else escape_line(c) for c in text)


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


class Style(StrEnum):
    """How a report is cited."""

    text = "text"
    bibtex = "bibtex"


class Lang(StrEnum):
    """Languages."""

    en = "en"
    zh = "zh"


@app.command(epilog="Example:  reportlib cite chongqing-2021 --style bibtex --facts")
def cite(
    report: Annotated[str, typer.Argument(help="A file, or the id of a report that is shipped.")],
    style: Annotated[Style, typer.Option(help="A line, or an entry.")] = Style.text,
    lang: Annotated[Lang, typer.Option(help="Language.")] = Lang.en,
    facts: Annotated[
        bool, typer.Option("--facts", help="Also the documents behind the facts, as BibTeX.")
    ] = False,
) -> None:
    """Cite a report and this library, as text or BibTeX."""
    from reportlib.papers import citations
    from reportlib.targets.facts import load_facts
    from reportlib.text.report import load_report, read_report

    found = read_report(report) if Path(report).is_file() else load_report(report)
    typer.echo(citations.cite(found, style.value, lang.value), nl=False)
    if facts:
        typer.echo(f"\n{citations.cite_facts(load_facts(), lang.value)}", nl=False)


@app.command(epilog="Example:  reportlib package ../replication")
def package(
    out: Annotated[Path, typer.Argument(help="A new folder outside the checkout, or NAME.zip.")],
    check: Annotated[
        bool, typer.Option("--check", help="Compare a package with its checksums instead.")
    ] = False,
) -> None:
    """Write a replication package of the checkout: data, code, figures, README, licences, checksums
    and one master command. With --check the exit status is 1 when a file differs.
    """
    from reportlib.papers.package import check_package, write_package

    if not check:
        typer.echo(f"{write_package(out)}: fill in what README.md leaves open, then: sh master.sh")
        return
    found = check_package(out)
    for name in (*found["differs"], *found["missing"]):
        typer.echo(f"{name}: {'missing' if name in found['missing'] else 'differs'}", err=True)
    if found["platform"]:
        typer.echo(f"pictures and notebooks with other bytes: {len(found['platform'])}")
    if found["differs"] or found["missing"]:
        raise typer.Exit(1)
    typer.echo(f"all {len(found['same'])} other files are as packaged")


def main() -> None:
    """Run the command line; a user's mistake ends in one clear line, not in a traceback."""
    try:
        app()
    except ReportError as error:
        typer.echo(_shown(f"reportlib: {error}"), err=True)
        sys.exit(2)
