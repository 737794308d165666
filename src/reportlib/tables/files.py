"""Files written whole or not at all: each goes to a temporary file first and is renamed when all
are complete; or all of them go to a folder beside that takes the place of the old one.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from reportlib.tables.errors import ReportError

UNSAFE = frozenset("/\\:*?\"<>|'")
LONGEST_NAME = 180  # bytes; file systems take 255


def safe_name(name: str) -> str:
    """A name that a file can have everywhere: what is none of a file name becomes ``_``, dots and
    blanks at the ends are dropped; never empty.

    Examples
    --------
    >>> safe_name("a/b: 2021"), safe_name("..")
    ('a_b_ 2021', 'report')
    """
    kept = "".join("_" if c in UNSAFE or not c.isprintable() else c for c in name)
    short = kept.strip(" .").encode()[:LONGEST_NAME].decode(errors="ignore")
    return short.rstrip(" .") or "report"


def write_files(folder: str | Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write several files into `folder`, or none of them when one cannot be written.

    Files of these names are replaced one after the other, and put back when one of them cannot be.

    Examples
    --------
    >>> [path.name for path in write_files(tempfile.mkdtemp(), {"a.txt": b"1", "b.txt": b"2"})]
    ['a.txt', 'b.txt']
    """
    folder = Path(folder)
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".", dir=folder) as beside:
            new, old = Path(beside, "new"), Path(beside, "old")
            fill_folder(new, contents)
            old.mkdir()
            before = {name for name in contents if (folder / name).is_file()}
            for name in before:
                shutil.copy2(folder / name, old / name)
            try:
                for name in contents:
                    os.replace(new / name, folder / name)
            except OSError:
                for name in contents:
                    if name in before:
                        os.replace(old / name, folder / name)
                    elif not (new / name).exists():
                        (folder / name).unlink()
                raise
    return [folder / name for name in contents]


def write_folder(folder: str | Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write `folder` with these files, so that nobody sees some new and some old.

    The files go to a hidden folder beside, which then takes the place of the old one. Where the
    folder holds anything else, or is the one that we are in, its files are replaced by
    :func:`write_files` instead.

    Examples
    --------
    >>> folder = Path(tempfile.mkdtemp(), "tables")
    >>> for number in (b"1", b"2"):
    ...     _ = write_folder(folder, {"a.txt": number})
    >>> (folder / "a.txt").read_bytes(), [path.name for path in folder.parent.iterdir()]
    (b'2', ['tables'])
    """
    folder = Path(folder)
    if not _is_replaceable(folder, contents):
        return write_files(folder, contents)
    beside = folder.with_name(f".{folder.name[:60]}.{uuid.uuid4().hex[:8]}")
    with _told(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        try:
            fill_folder(beside, contents)
            swap_folder(beside, folder)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    return [folder / name for name in contents]


def fill_folder(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Make a folder that is not there yet, with these files; a name may have folders in it."""
    folder.mkdir()
    for name, content in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def swap_folder(new: Path, folder: Path) -> None:
    """Let `new` take the place of `folder`, on the same disk; what stood there is removed."""
    old = new.with_name(f"{new.name}.old")
    with suppress(FileNotFoundError):
        os.rename(folder, old)
    try:
        os.rename(new, folder)
    except OSError:
        with suppress(FileNotFoundError):
            os.rename(old, folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _is_replaceable(folder: Path, contents: Mapping[str, bytes]) -> bool:
    if not folder.name or folder.is_symlink() or folder.is_mount():
        return False
    if not folder.exists():
        return True
    here = folder.resolve()
    if not folder.is_dir() or here == Path.cwd() or here in Path.cwd().parents:
        return False
    return all(path.name in contents and path.is_file() for path in folder.iterdir())


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ReportError(
            f"{folder}: cannot be written ({error.strerror}); choose another folder"
        ) from error
