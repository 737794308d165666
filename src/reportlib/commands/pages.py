"""``reportlib highlight``: a report → a page to explore it with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportlib.commands.messages import Language, told_errors

commands = typer.Typer()


@commands.command(epilog="Example:  reportlib highlight report.docx --out page.html --lang zh")
def highlight(
    file: Annotated[Path, typer.Argument(help="A report.", metavar="FILE")],
    out: Annotated[Path, typer.Option(help="The page, an HTML file.")],
    lang: Annotated[Language, typer.Option(help="Language of the page.")] = Language.en,
    region: Annotated[str | None, typer.Option(help="The report's region, if not told.")] = None,
    year: Annotated[
        int | None, typer.Option(help="The report's year, if not told.", min=1949, max=2100)
    ] = None,
    corrections: Annotated[
        Path | None, typer.Option(help="As in reportlib extract.", metavar="FILE")
    ] = None,
) -> None:
    """Write a page that shows the report with its numbers marked, and a table that filters them.
    It opens in any browser, without a connection.
    """
    from reportlib.corpus import analyse
    from reportlib.pages import explorer
    from reportlib.tables.files import write_files
    from reportlib.text.report import read_report

    with told_errors():
        report = read_report(file, region=region, year=year)
        numbers = analyse(report, corrections=corrections).numbers
    page = explorer.highlight(report, numbers, lang.value)
    write_files(out.parent, {out.name: page.encode()})
    measures = int((numbers["kind"] == "measure").sum())
    typer.echo(f"{out}: {len(numbers)} numerals, {measures} of them measures")
