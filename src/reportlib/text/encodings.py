"""Bytes of a text → characters, by what the bytes say rather than by what a file claims.

A mark at the beginning decides, then strict UTF-8 (which no other encoding is by chance), then the
encoding whose characters are those that Chinese texts are written in. Nonsense is refused.
"""

from __future__ import annotations

import re
import warnings
from functools import cache
from pathlib import Path

from reportlib.tables.errors import ReportError, ReportWarning
from reportlib.text.characters import common_characters

_MARKS = (  # longest first: the mark of UTF-32 begins like that of UTF-16
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CANDIDATES = ("gb18030", "big5", "cp950", "utf-16-le", "utf-16-be")
_NAMES = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "cp950"}
SENSE = 0.6  # share of characters in common use, at the least, of a text that was decoded rightly
LOST = 0.01  # share of replacement characters at which a text is no longer one
CHINESE = 0.2  # share of Chinese characters among the letters, at the least, of a Chinese text
SAMPLE = 200_000  # characters that show what a text is
_CONTROL = re.compile("[\0-\x08\x0e-\x19\x1b-\x1f\x7f]")
_NO_TEXT = "not a text file; save the report as UTF-8 text or as .docx and read that"
_AS_UTF8 = "save it as UTF-8 and read it again"


def decode(data: bytes, name: str | Path, declared: str | None = None) -> str:
    """Characters of a text's bytes, line ends as they are and without the byte-order mark.

    Parameters
    ----------
    data : bytes
    name : str or Path
        What messages call it.
    declared : str, optional
        The encoding that a page claims; believed where the bytes allow it and are no UTF-8.

    Raises
    ------
    ReportError
        If no encoding gives a text, or one was decoded wrongly and saved so.

    Warns
    -----
    ReportWarning
        If hardly any character is Chinese, or some were lost before.

    Examples
    --------
    >>> decode("政府工作報告".encode("big5"), "a.txt")
    '政府工作報告'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                text = data.decode(encoding).removeprefix("\ufeff")
            except UnicodeDecodeError as error:
                raise ReportError(
                    f"{name}: starts like {encoding} but is not; {_AS_UTF8}"
                ) from error
            break
    else:
        text = _without_mark(data, name, declared)
    _check(text, name)
    return text


def _without_mark(data: bytes, name: str | Path, declared: str | None) -> str:
    binary = b"\0" in data[:1000]  # which no text has, but UTF-16
    if not binary and (text := _strictly(data, "utf-8")) is not None:
        return text
    claimed = _NAMES.get(declared.lower(), declared) if declared else None
    if claimed and not binary and (text := _strictly(data, claimed)) is not None:
        return text
    texts = [
        _strictly(data, encoding) for encoding in _CANDIDATES if not binary or "16" in encoding
    ]
    best = max((text for text in texts if text), key=_sense, default="")
    if _sense(best) >= SENSE:
        return best
    if binary:
        raise ReportError(f"{name}: {_NO_TEXT}")
    raise ReportError(
        f"{name}: neither UTF-8, GB 18030, Big5 nor UTF-16 from beginning to end (damaged, or in "
        f"another encoding); {_AS_UTF8}"
    )


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):  # a page may claim an encoding that is none
        return None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What is beyond ASCII and blanks, Chinese marks, Chinese characters."""
    return (
        re.compile("[^\0-\x7f\xa0\u3000]"),
        re.compile(
            "[\xb7\u2010-\u2027\u2030-\u203b\u2103\u2160-\u217f\u2460-\u249b\u25a0-\u25cf"
            "\u3000-\u303f\uff01-\uff5e\uffe5]"
        ),
        re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]"),
    )


def _sense(text: str) -> float:
    """Share of the characters beyond ASCII that are in common use in Chinese texts."""
    beyond, marks, _ = _patterns()
    characters = beyond.findall(text[:SAMPLE])
    if not characters:
        return 0.0
    common = common_characters()
    known = sum(character in common or bool(marks.match(character)) for character in characters)
    return known / len(characters)


def _check(text: str, name: str | Path) -> None:
    """Refuse a text that was decoded wrongly before it was saved; warn where it is not Chinese."""
    sample = text[:SAMPLE]
    if len(_CONTROL.findall(sample)) > LOST * len(sample):
        raise ReportError(f"{name}: {_NO_TEXT}")
    lost = sample.count("\ufffd")
    if lost > LOST * len(sample) or sample.count("锟斤拷") > 1:
        raise ReportError(
            f"{name}: its characters were lost (� or 锟斤拷) when it was saved; get the file anew"
        )
    if told := _was_read_as(sample):
        raise ReportError(
            f"{name}: its characters are nonsense, as when {told} and saved so; get the file anew"
        )
    if lost:
        message = f"{name}: {text.count('�')} characters were lost (�) when it was saved"
        warnings.warn(message, ReportWarning, stacklevel=2)
    letters = sum(map(str.isalpha, sample))
    if letters and len(_patterns()[2].findall(sample)) < CHINESE * letters:
        message = f"{name}: hardly any Chinese in it; do not believe what is read from it"
        warnings.warn(message, ReportWarning, stacklevel=2)


def _was_read_as(sample: str) -> str | None:
    """Which mistake makes sense of a text that has none: undone, it is Chinese."""
    beyond = len(_patterns()[0].findall(sample))
    if not beyond or _sense(sample) >= SENSE:
        return None
    for wrong in ("latin-1", "cp1252", "gb18030"):
        for right in ("utf-8", "gb18030"):
            text = sample.encode(wrong, "ignore").decode(right, "ignore")
            # three bytes of UTF-8 are three characters of Latin-1, or one and a half of GBK
            if 6 * len(_patterns()[2].findall(text)) >= beyond and _sense(text) >= SENSE:
                return f"{right.upper()} is read as {wrong.upper()}"
    return None
