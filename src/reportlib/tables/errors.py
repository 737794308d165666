"""What may be wrong with a user's file, table or argument: one family of exceptions."""

from __future__ import annotations

from collections.abc import Iterable


class ReportError(Exception):
    """Something wrong with a user's file, table or argument; the message names the way out."""


class MissingColumnError(ReportError, KeyError):
    """A table lacks a column that the called function needs."""

    __str__ = Exception.__str__


class ReportWarning(UserWarning):
    """A report was read, but not all of its tables should be believed unseen."""


def check_choice(name: str, value: object, choices: Iterable[object]) -> None:
    """Refuse an argument that is not one of its choices.

    Examples
    --------
    >>> check_choice("lang", "fr", ("en", "zh"))
    Traceback (most recent call last):
    reportlib.tables.errors.ReportError: lang='fr' is not one of 'en', 'zh'
    """
    if value not in (known := list(choices)):
        raise ReportError(f"{name}={value!r} is not one of {', '.join(map(repr, known))}")
