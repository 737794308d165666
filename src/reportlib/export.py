"""Tables → files, whole or not at all: everything goes to a temporary file first and is renamed when complete."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from reportlib.corpus import Tables
from reportlib.tables import ReportError


def write_files(folder: str | Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write several files into `folder`, or none of them when one cannot be written."""
    folder = Path(folder)
    pending: list[tuple[str, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            handle, temporary = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
            pending.append((temporary, folder / name))
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.chmod(temporary, 0o644)
        for temporary, path in pending:
            os.replace(temporary, path)
    except OSError as error:
        for temporary, _ in pending:
            Path(temporary).unlink(missing_ok=True)
        raise ReportError(f"{folder}: cannot be written ({error.strerror}); choose another folder") from error
    return [path for _, path in pending]


def write_tables(tables: Tables, folder: str | Path) -> list[Path]:
    """Write the tables of a report as CSV, UTF-8 with a byte-order mark, so that Excel opens them.

    Returns
    -------
    list of Path
        ``outline.csv``, ``sentences.csv`` and ``numbers.csv`` in `folder`.

    Examples
    --------
    >>> import tempfile
    >>> from reportlib import Report, analyse
    >>> tables = analyse(Report("demo", "全年新建公园12个。"))
    >>> [path.name for path in write_tables(tables, tempfile.mkdtemp())]
    ['outline.csv', 'sentences.csv', 'numbers.csv']
    """
    return write_files(folder, {f"{name}.csv": b"\xef\xbb\xbf" + table.to_csv(index=False, lineterminator="\n").encode() for name, table in tables._asdict().items()})
