"""``reportlib evaluate``: how well numbers were read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
