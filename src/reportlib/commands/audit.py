"""How well numbers were read: ``reportlib evaluate`` against a key, ``audit``, ``collect`` and
``agree`` by people.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportlib.commands.messages import told_errors

if TYPE_CHECKING:
    import pandas as pd

commands = typer.Typer()

ANNOTATED = (
    "The keys shipped with reportlib were annotated twice by language models and merged; "
    "no person has audited them."
)


@commands.command(
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
    from reportlib.audit import evaluate as audit

    sheets = audit.read_key(key), audit.read_key(file)
    _tell_shares(audit.evaluate(*sheets), "right")
    for miss in audit.list_misses(*sheets).head(most).fillna("–").to_dict("records"):
        typer.echo(
            f"at {miss['start']}, {miss['text']}: {miss['field']} {miss['status']}; key "
            f"{miss['key']}, file {miss['predicted']}"
        )
    typer.echo(ANNOTATED)


@commands.command(
    epilog="Example:  reportlib audit reports/ --role target --sample 200 --seed 1 "
    "--out audit.xlsx. The same files, seed and version give the same sheet."
)
def audit(
    paths: Annotated[
        list[Path],
        typer.Argument(help="Reports, or folders that are searched for them.", metavar="FILE..."),
    ],
    out: Annotated[Path, typer.Option(help="The sheet, a new .xlsx file.")],
    role: Annotated[
        str | None, typer.Option(help="Draw from these alone: outcome, target or context.")
    ] = None,
    sample: Annotated[int, typer.Option(help="How many numbers.", min=1)] = 200,
    seed: Annotated[int, typer.Option(help="Another seed draws others.")] = 1,
    by: Annotated[
        str | None,
        typer.Option(
            help="A column, such as role, topic or report_id: each value gets its share.",
            metavar="COLUMN",
        ),
    ] = None,
    lang: Annotated[str, typer.Option(help="Language of the sheet: en or zh.")] = "en",
    vocabulary: Annotated[
        Path | None, typer.Option(help="As in reportlib extract.", metavar="DIR")
    ] = None,
    corrections: Annotated[
        Path | None, typer.Option(help="As in reportlib extract.", metavar="FILE")
    ] = None,
    jobs: Annotated[int, typer.Option(help="Processes that read.", min=1)] = 1,
) -> None:
    """Draw numbers at random into a sheet, on which a person says of each field whether it was
    read right. Then: reportlib collect.
    """
    from reportlib.audit.sheets import write_audit
    from reportlib.corpus import analyse_reports

    with told_errors():
        corpus = analyse_reports(paths, jobs, vocabulary=vocabulary, corrections=corrections)
    path = write_audit(corpus, out, sample, seed, role=role, by=by, lang=lang)
    typer.echo(f"{path}: fill in the yellow columns, then run reportlib collect {path} --out DIR")


@commands.command(
    epilog="Example:  reportlib collect audit.xlsx --out audit, then "
    "reportlib extract reports/ --out tables --corrections audit/corrections.csv"
)
def collect(
    sheet: Annotated[Path, typer.Argument(help="A sheet of reportlib audit, filled in.")],
    out: Annotated[
        Path,
        typer.Option(help="Folder for corrections.csv, audit-log.csv and audit-rates.csv."),
    ],
) -> None:
    """Read a filled sheet: corrections for extract, a dated log, and how often each field was
    wrong, with 95 % intervals for all numbers that were drawn from.
    """
    from reportlib.audit.filled import read_audit, write_results

    audit = read_audit(sheet)
    paths = write_results(audit, out)
    _tell_shares(audit.rates, "wrong")
    drawn = int(audit.rates["n"].iloc[0] + audit.rates["left"].iloc[0])
    judged = audit.log["number_id"].nunique()
    typer.echo(f"{judged} of {drawn} numbers judged, {drawn - judged} not audited")
    cells = (
        "1 corrected cell"
        if len(audit.corrections) == 1
        else f"{len(audit.corrections)} corrected cells"
    )
    typer.echo(f"{paths[0]}: {cells}; {paths[1].name}, {paths[2].name}")


@commands.command(epilog="Example:  reportlib agree anna.xlsx bao.xlsx")
def agree(
    first: Annotated[Path, typer.Argument(help="A filled sheet of reportlib audit.")],
    second: Annotated[Path, typer.Argument(help="The same, filled in by another person.")],
) -> None:
    """Tell how far two people agree on what is right: shares with 95 % intervals and Cohen's
    kappa, by field, over the rows that both judged.
    """
    from reportlib.audit.agreement import measure_agreement

    table = measure_agreement(first, second)
    kappas = [
        "" if row["kappa"] != row["kappa"] else f"  kappa {row['kappa']:.3f}"
        for row in table.to_dict("records")
    ]
    _tell_shares(table, "agreed", kappas)


def _tell_shares(table: pd.DataFrame, count: str, beside: list[str] | None = None) -> None:
    """Print a field a line: how many, of these so many, their share and its interval."""
    import pandas as pd

    typer.echo(f"{'':20} {'n':>5} {count:>6} {'share':>7}  95 % interval")
    for row, more in zip(table.to_dict("records"), beside or [""] * len(table), strict=True):
        counts = " " * 12 if pd.isna(row["n"]) else f"{row['n']:5d} {row[count]:6d}"
        share = f"{'–':>7}" if pd.isna(row["share"]) else f"{row['share']:7.3f}"
        interval = "" if pd.isna(row["low"]) else f"  {row['low']:.3f}–{row['high']:.3f}"
        typer.echo(f"{row['field']:20} {counts} {share}{interval}{more}")
