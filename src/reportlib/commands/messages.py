"""What a command tells on the terminal: any text as one line, errors and warnings as they come; and
in which language.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

import typer

from reportlib.tables.cells import escape_line
from reportlib.tables.errors import ReportWarning


class Language(StrEnum):
    """Languages of what is written."""

    en = "en"
    zh = "zh"


def shown(text: str) -> str:
    """A line that any terminal can show, whatever a file is called."""
    return "".join(c if c.isprintable() else escape_line(c) for c in text)


@contextmanager
def told_errors() -> Iterator[list[str]]:
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
