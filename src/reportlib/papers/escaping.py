"""Text for LaTeX: special characters escaped, what pdflatex cannot set found, and how wide a text
is likely to be.
"""

from __future__ import annotations

import re
import unicodedata

SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",  # which keep the braces of a BibTeX field in pairs
    "}": r"\textbraceright{}",
    "<": "$<$",
    ">": "$>$",
    "|": "$|$",
    "≥": r"$\geq$",
    "≤": r"$\leq$",
    "−": "$-$",
    "±": r"$\pm$",
    "†": r"\dag{}",
    "×": r"$\times$",
    "·": r"$\cdot$",
    "°": r"$^{\circ}$",
    "‰": r"\textperthousand{}",
    "\u00a0": "~",
    "\u202f": r"\,",
    "\t": " ",
    "\n": " ",
    "\r": "",
}
SPECIAL |= {character: f"\\{character}" for character in "&%$#_"}
OPENS = re.compile(r"^[\[*]")  # \\ would take it for an argument, or for a star
SET = "–—‘’“”…§"  # what pdflatex sets besides letters of Europe, and SPECIAL
WIDE = ("W", "F")


def escape_latex(text: object) -> str:
    r"""Write a text so that LaTeX prints it as it is.

    Examples
    --------
    >>> print(escape_latex("R&D ≥ 2.5% of_GDP"), escape_latex("[a]"), escape_latex("a\\b~c^d"))
    R\&D $\geq$ 2.5\% of\_GDP {[}a] a\textbackslash{}b\textasciitilde{}c\textasciicircum{}d
    """
    written = "".join(SPECIAL.get(character, character) for character in str(text))
    return OPENS.sub(lambda found: f"{{{found[0]}}}", written)


def escape_label(label: str) -> str:
    r"""A label for ``\label`` and ``\ref``: characters other than letters, digits and ``: . _ -``
    become a hyphen.

    Examples
    --------
    >>> escape_label("tab:goals_2021"), escape_label("表 50%{x}")
    ('tab:goals_2021', '--50--x-')
    """
    return re.sub(r"[^A-Za-z0-9:._-]", "-", label)


def find_unset(text: object) -> str:
    """The first character of a text that pdflatex cannot set, as with Chinese, or "".

    Examples
    --------
    >>> find_unset("GDP ≥ 6% – “about” é"), find_unset("about 6 (左右)")
    ('', '左')
    """
    return next((character for character in str(text) if not _is_set(character)), "")


def _is_set(character: str) -> bool:
    if character < "\x7f" or character in SPECIAL or character in SET:
        return True
    return "\u00c0" <= character <= "\u017e" and character.isalpha()


def measure_width(text: object) -> float:
    """About how wide a text is set, in em of its size, from above.

    Examples
    --------
    >>> measure_width("10.5"), measure_width("森林")
    (1.8, 2.0)
    """
    return round(sum(map(_character_width, str(text))), 3)


def _character_width(character: str) -> float:
    if unicodedata.east_asian_width(character) in WIDE or character in "“”…—":
        return 1.0
    if character in "mMwW%@≥≤>−+<±×&":
        return 0.85
    if character.isupper():
        return 0.72
    return 0.3 if character in ".,:;'|iljI!()[] " else 0.5
