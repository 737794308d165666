"""A web font for pages and tables in HTML: a text in, a CSS rule with the glyphs that it needs out,
so that Chinese is seen where no Chinese font is installed and no request is made.
"""

from __future__ import annotations

import base64
import io
from functools import lru_cache

from fontTools import subset
from fontTools.ttLib import TTFont

from reportlib.figures.style import find_font

FAMILY = "reportlib"
STACK = f'"{FAMILY}", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif'
ASCII = range(0x80)  # any reader's font has it
NAMES = [0, 1, 2, 13, 14]  # whose font it is, and its licence


def embed_font(text: str) -> str:
    """A CSS rule that makes the font family ``reportlib`` hold the characters of a text.

    The font is the one that figures are drawn with, cut down to these characters; ASCII is left
    to the reader's own fonts. The same characters give the same rule, in any order. Rules of
    several texts on one page add up. Characters that the font lacks are left out.

    Parameters
    ----------
    text : str
        All that is to be shown; HTML does, too.

    Returns
    -------
    str
        One ``@font-face`` rule with the font in it (woff), or "" when no character needs it. Use
        it with ``font-family: reportlib, sans-serif``.

    Raises
    ------
    ReportError
        If no font with Chinese characters is found.

    Examples
    --------
    >>> rule = embed_font("增长6%")
    >>> rule[:34], "U+589e,U+957f" in rule, len(rule) < 4000
    ('@font-face{font-family:"reportlib"', True, True)
    >>> embed_font("growth of 6 %")
    ''
    """
    wanted = frozenset(sign for sign in map(ord, text) if sign not in ASCII)
    return _rule(wanted, find_font()) if wanted else ""


@lru_cache(maxsize=32)
def _rule(wanted: frozenset[int], file: str) -> str:
    font = TTFont(file, fontNumber=0, lazy=True, recalcTimestamp=False)
    held = sorted(wanted & font.getBestCmap().keys())
    if not held:
        return ""
    options = subset.Options()
    options.flavor, options.hinting, options.layout_features = "woff", False, []
    options.name_IDs, options.notdef_outline, options.glyph_names = NAMES, True, False
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=held)
    cutter.subset(font)
    font.flavor, data = options.flavor, io.BytesIO()
    font.save(data)
    coded = base64.b64encode(data.getvalue()).decode("ascii")
    return (
        f'@font-face{{font-family:"{FAMILY}";unicode-range:{_ranges(held)};'
        f'src:url(data:font/woff;base64,{coded}) format("woff")}}'
    )


def _ranges(held: list[int]) -> str:
    """Characters as CSS has them: U+4e00-4e02,U+4e09."""
    runs: list[list[int]] = []
    for sign in held:
        if runs and sign == runs[-1][1] + 1:
            runs[-1][1] = sign
        else:
            runs.append([sign, sign])
    return ",".join(
        f"U+{first:x}" if first == last else f"U+{first:x}-{last:x}" for first, last in runs
    )
