"""The command line: the commands of :mod:`reportlib.commands`, and ``reportlib figures`` for all
that the project ships.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import Annotated

import typer

from reportlib.commands import audit, extract, pages, panels, papers
from reportlib.commands.messages import shown
from reportlib.tables.errors import ReportError
from reportlib.tables.extras import DISTRIBUTION

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Chinese government work reports as tidy tables.",
)
for group in (extract, audit, panels, pages, papers):
    app.add_typer(group.commands)


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
        typer.echo(shown(f"reportlib: {error}"), err=True)
        sys.exit(2)
