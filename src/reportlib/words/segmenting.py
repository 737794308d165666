"""Clean text → words, by jieba's default cut: a tokenizer of our own, loaded when first used, its
dictionary cached privately.

The lexicon is never added to the tokenizer: :mod:`reportlib.words.terms` sets policy terms aside
before it cuts, so a cut depends on nothing that was counted earlier.
"""

from __future__ import annotations

import logging
import os
import tempfile
import warnings
from collections.abc import Iterable
from functools import cache, lru_cache
from io import StringIO
from pathlib import Path
from typing import Any

from reportlib.tables.errors import ReportError
from reportlib.tables.vocabulary import vocabulary_rows


def _cache_folder() -> Path | None:
    """Folder of the user's own for jieba's dictionary; none where no such folder can be had.

    jieba's default is a fixed name in the shared temporary folder, where anybody could put a file
    for it to load.
    """
    try:
        base = (
            os.environ.get("REPORTLIB_CACHE")
            or os.environ.get("XDG_CACHE_HOME")
            or os.environ.get("LOCALAPPDATA")
            or Path.home() / ".cache"
        )
        folder = Path(base) / "reportlib"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        entry = folder.stat()
    except (OSError, RuntimeError):
        return None
    strangers = os.name == "posix" and (entry.st_uid != os.getuid() or entry.st_mode & 0o022)
    return folder if os.access(folder, os.W_OK) and not strangers else None


def _new_tokenizer() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's own, at import
        import jieba
    tokenizer = jieba.Tokenizer()
    logger = logging.getLogger("jieba")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with tempfile.TemporaryDirectory() as passing:
            tokenizer.tmp_dir = str(_cache_folder() or passing)
            tokenizer.cache_file = f"jieba-{jieba.__version__}.cache"
            tokenizer.initialize()
    finally:
        logger.setLevel(level)
    return tokenizer


@cache
def _tokenizer() -> Any:
    return _new_tokenizer()


@lru_cache(maxsize=2)
def _with_dictionary(lines: str) -> Any:
    tokenizer = _new_tokenizer()
    tokenizer.load_userdict(StringIO(lines))
    return tokenizer


def _read_lines(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ReportError(f"{path}: not a text file in UTF-8 ({error})") from error


def read_stopwords(keep: Iterable[str] = (), more: Iterable[str] | Path = ()) -> frozenset[str]:
    """Words that a cut leaves out: those of ``vocabulary/stopwords.csv`` but the groups `keep`, and
    your own.

    Examples
    --------
    >>> {"的", "坚持"} <= read_stopwords(more=["坚持"])
    True
    """
    rows = vocabulary_rows("stopwords")
    kept = {keep} if isinstance(keep, str) else set(keep)
    if unknown := kept - {row["group"] for row in rows}:
        groups = ", ".join(dict.fromkeys(row["group"] for row in rows))
        raise ReportError(f"no group of stopwords named {min(unknown)!r}; there are {groups}")
    own = _read_lines(more).splitlines() if isinstance(more, Path) else more
    own = [own] if isinstance(own, str) else own
    return frozenset(row["word"] for row in rows if row["group"] not in kept).union(
        word.strip() for word in own
    )


def segment(text: str, dictionary: Path | None = None) -> list[str]:
    """Cut a text into words that tile it, by jieba's default cut; white space always separates.

    Parameters
    ----------
    dictionary : Path, optional
        A text file of words that are laid over jieba's own dictionary, for this cut alone.

    Examples
    --------
    >>> segment("推动乡村振兴")
    ['推动', '乡村', '振兴']
    """
    cut = _tokenizer() if dictionary is None else _with_dictionary(_read_lines(Path(dictionary)))
    words: list[str] = cut.lcut(text)
    return words
