"""A folder that one process at a time writes into.

The lock is the operating system's own and ends with the process, however that ends: what a killed
run left behind is taken over.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reportlib.tables.errors import ReportError

if sys.platform == "win32":
    import msvcrt

    def _seize(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _seize(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def lock_folder(folder: Path) -> Iterator[None]:
    """Hold a folder against any other process that asks for it.

    Raises
    ------
    ReportError
        If another process holds it; the message names the lock, the process and the way out.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> with lock_folder(folder):
    ...     [path.name for path in folder.iterdir()]
    ['.lock']
    """
    path = folder / ".lock"
    file = _open(path)
    try:
        os.truncate(path, 0)
        os.write(file, f"process {os.getpid()} on {socket.gethostname()}".encode())
        yield
    finally:
        with suppress(OSError):  # Windows removes no open file; an empty lock holds nobody up
            path.unlink()
        os.close(file)


def _open(path: Path) -> int:
    """The lock's file, open and seized."""
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _seize(file)
            if os.path.samestat(os.fstat(file), os.stat(path)):
                return file
        except FileNotFoundError:
            pass  # the one before us has just removed it
        except OSError:
            holder = os.read(file, 200).decode(errors="replace") or "another process"
            os.close(file)
            raise ReportError(
                f"{path}: {holder} is writing into this folder; wait for its end, or choose "
                "another folder"
            ) from None
        os.close(file)
