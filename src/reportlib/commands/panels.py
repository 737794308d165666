"""``reportlib headlines`` and ``reportlib words``: reports → one row per place and year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportlib.commands.messages import told_errors
from reportlib.tables.errors import ReportError

if TYPE_CHECKING:
    import pandas as pd

commands = typer.Typer()


@commands.command(epilog="Example:  reportlib headlines reports --out panel.dta")
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
    corrections: Annotated[
        Path | None, typer.Option(help="As in reportlib extract.", metavar="FILE")
    ] = None,
) -> None:
    """Write what each report sets itself for its year, one row per place and year. Files that
    cannot be read are named, and the others written; the exit status is then 1.
    """
    from reportlib.panel_files import stream_reports
    from reportlib.targets.headline_panel import build_headline_panel

    with told_errors() as told:
        reports = stream_reports(paths, region=region, on_error="log", corrections=corrections)
        panel = build_headline_panel(reports, kind or ("work_report",))
    _write(panel, out, told)


@commands.command(epilog="Example:  reportlib words reports --terms concept.csv --out words.dta")
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

    with told_errors() as told:
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
