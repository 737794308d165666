"""Packages that only some work needs: loaded when it is done, and asked for by name when they are
not installed.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from reportlib.tables.errors import ReportError

DISTRIBUTION = "govreport-reportlib"  # the name reportlib is another package's


def load_extra(module: str, extra: str, what: str) -> Any:
    """A module of a package that the extra `extra` installs.

    Parameters
    ----------
    module : str
        As after ``import``.
    extra : str
        The extra of this package that brings it.
    what : str
        What needs it, as the beginning of the error.

    Raises
    ------
    ReportError
        If it is not installed; the message says how to install it.

    Examples
    --------
    >>> load_extra("no_such_module", "pdf", "report.pdf: PDF")
    Traceback (most recent call last):
    reportlib.tables.errors.ReportError: report.pdf: PDF needs a package that is not installed; \
run pip install "govreport-reportlib[pdf]"
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise ReportError(
            f"{what} needs a package that is not installed; "
            f'run pip install "{DISTRIBUTION}[{extra}]"'
        ) from error
