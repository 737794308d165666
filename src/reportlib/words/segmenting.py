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
from functools import cache
from pathlib import Path
from typing import Any


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


@cache
def _tokenizer() -> Any:
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


def segment(text: str) -> list[str]:
    """Cut a text into words that tile it, by jieba's default cut; white space always separates.

    Examples
    --------
    >>> segment("推动乡村振兴")
    ['推动', '乡村', '振兴']
    """
    words: list[str] = _tokenizer().lcut(text)
    return words
