"""What may be wrong with a user's file, table or argument: one family of exceptions."""

from __future__ import annotations


class ReportError(Exception):
    """Something wrong with a user's file, table or argument; the message names the way out."""


class MissingColumnError(ReportError, KeyError):
    """A table lacks a column that the called function needs."""

    __str__ = Exception.__str__


class ReportWarning(UserWarning):
    """A report was read, but not all of its tables should be believed unseen."""
