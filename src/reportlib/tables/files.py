"""Files written whole or not at all: each goes to a temporary file first and is renamed when all
are complete.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from reportlib.tables.errors import ReportError


def write_files(folder: str | Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write several files into `folder`, or none of them when one cannot be written.

    Examples
    --------
    >>> [path.name for path in write_files(tempfile.mkdtemp(), {"a.txt": b"1", "b.txt": b"2"})]
    ['a.txt', 'b.txt']
    """
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
        raise ReportError(
            f"{folder}: cannot be written ({error.strerror}); choose another folder"
        ) from error
    return [path for _, path in pending]
