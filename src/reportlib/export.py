"""Tables of a report → CSV files."""

from __future__ import annotations

from pathlib import Path

from reportlib.corpus import Tables
from reportlib.tables.files import write_files


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
    return write_files(
        folder,
        {
            f"{name}.csv": b"\xef\xbb\xbf" + table.to_csv(index=False, lineterminator="\n").encode()
            for name, table in tables._asdict().items()
        },
    )
