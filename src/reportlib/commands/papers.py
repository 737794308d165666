"""``reportlib cite`` and ``reportlib package``: what goes into a paper, and beside it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from reportlib.commands.messages import Language

commands = typer.Typer()


class Style(StrEnum):
    """How a report is cited."""

    text = "text"
    bibtex = "bibtex"


@commands.command(epilog="Example:  reportlib cite chongqing-2021 --style bibtex --facts")
def cite(
    report: Annotated[str, typer.Argument(help="A file, or the id of a report that is shipped.")],
    style: Annotated[Style, typer.Option(help="A line, or an entry.")] = Style.text,
    lang: Annotated[Language, typer.Option(help="Language.")] = Language.en,
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


@commands.command(epilog="Example:  reportlib package ../replication")
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
