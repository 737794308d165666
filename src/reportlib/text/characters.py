"""Characters of Chinese: those in common use, and traditional ones as simplified, one for one.

The table is OpenCC's (TSCharacters), read once; phrases, which change lengths, are not used. A text
is taken as traditional where more of its characters are written in traditional texts alone than in
simplified ones alone, so that 昇 or 乾 in a simplified sentence stay what they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

_IDEOGRAPHS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0x20000, 0x30000))


@cache
def simplified() -> Mapping[str, str]:
    """Simplified character of each traditional one that has another."""
    import opencc

    table = str(Path(opencc.__file__).parent / "clib/share/opencc/TSCharacters.ocd2")
    words = {"type": "ocd2", "file": table}
    plan = {
        "name": "characters alone",
        "segmentation": {"type": "mmseg", "dict": words},
        "conversion_chain": [{"dict": words}],
    }
    traditional = [chr(code) for codes in _IDEOGRAPHS for code in codes]
    with TemporaryDirectory() as folder:
        file = Path(folder, "characters.json")
        file.write_text(json.dumps(plan), encoding="utf-8")
        converted = opencc.OpenCC(str(file)).convert("\n".join(traditional)).split("\n")
    pairs = zip(traditional, converted, strict=True)
    return {old: new for old, new in pairs if old != new and len(new) == 1}


def simplify(text: str) -> str:
    """The text with simplified characters, one for one, if it is a traditional one.

    It is where more characters are written in traditional texts alone (in OpenCC's table, not in
    GB 2312) than in simplified ones alone (what these become, not in Big5).

    Examples
    --------
    >>> simplify("總收入1011746萬元，增長3個百分點")
    '总收入1011746万元，增长3个百分点'
    >>> simplify("昇腾处理器产值增长")
    '昇腾处理器产值增长'
    """
    table, traditional, simple = _table()
    written = len(traditional.findall(text))
    if not written or written <= len(simple.findall(text)):
        return text
    return text.translate(table)


@cache
def _table() -> tuple[dict[int, str], re.Pattern[str], re.Pattern[str]]:
    pairs = simplified()
    traditional = "".join(old for old in pairs if not _writes("gb2312", old))
    simple = "".join(sorted({new for new in pairs.values() if not _writes("big5", new)}))
    return (
        {ord(old): new for old, new in pairs.items()},
        re.compile(f"[{traditional}]"),
        re.compile(f"[{simple}]"),
    )


def _writes(encoding: str, character: str) -> bool:
    try:
        return bool(character.encode(encoding))
    except UnicodeEncodeError:
        return False


@cache
def common_characters() -> frozenset[str]:
    """The 3,755 characters in common use (level 1 of GB 2312), simplified and traditional."""
    rows = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    common = frozenset(code.decode("gb2312", "ignore") for code in rows) - {""}
    return common | {old for old, new in simplified().items() if new in common}
