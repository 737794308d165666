"""Fonts, sizes and colours of every figure; saves a figure with its data, caption and source, whole
or not at all.
"""

from __future__ import annotations

import io
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import matplotlib as mpl
import pandas as pd
from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.text import Text

from reportlib.tables.errors import ReportError
from reportlib.tables.files import write_files

SIZES = {
    "single": (3.5, 3.0),
    "double": (6.9, 4.3),
}  # inches; one and two columns of a journal page
SOURCE = {"zh": "来源：", "en": "Source: "}
SYSTEM_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "SimHei",
    "WenQuanYi Micro Hei",
)
DARK, LIGHT, ACCENT = "#1f4e79", "#9aa5b1", "#c55a11"  # told apart in grey, too


def _find_font(font: str | Path | None = None) -> str:
    """File of a font with Chinese characters: the argument, ``REPORTLIB_FONT``, the one that comes
    with zhplot, a system font.

    Raises
    ------
    ReportError
        If a named file does not exist, or no font is found; the message says what to install.

    Examples
    --------
    >>> Path(_find_font()).suffix.lower() in {".ttf", ".otf", ".ttc"}
    True
    """
    named = font or os.environ.get("REPORTLIB_FONT")
    if named:
        if not Path(named).is_file():
            raise ReportError(
                f"font file {str(named)!r} does not exist; give the path of a .ttf or .otf file "
                "with Chinese characters"
            )
        return str(named)
    try:
        shipped = [
            file for file in files("zhplot") or [] if str(file).lower().endswith((".ttf", ".otf"))
        ]
    except PackageNotFoundError:
        shipped = []
    for file in shipped:
        path = Path(str(file.locate()))
        if path.is_file():
            return str(path)
    for family in SYSTEM_FONTS:
        try:
            return font_manager.findfont(family, fallback_to_default=False)
        except ValueError:
            continue
    raise ReportError(
        "no font with Chinese characters found; pip install zhplot, or name a font file in the "
        "environment variable REPORTLIB_FONT"
    )


@contextmanager
def use_style(
    lang: str = "en", width: str = "single", font: str | Path | None = None
) -> Iterator[None]:
    """Style of all figures drawn inside the ``with`` block; the settings that it makes are as
    before when it ends.

    Parameters
    ----------
    lang : {"en", "zh"}
        Language of the labels that charts draw; the font has Chinese characters either way.
    width : {"single", "double"}
        3.5 or 6.9 inches.
    font : path, optional
        A font file; see :func:`_find_font`.

    Raises
    ------
    ReportError
        If `lang` or `width` is unknown or no font is found.

    Examples
    --------
    >>> with use_style(lang="en", width="double"):
    ...     float(mpl.rcParams["figure.figsize"][0])
    6.9
    """
    for name, value, choices in (("lang", lang, tuple(SOURCE)), ("width", width, tuple(SIZES))):
        if value not in choices:
            raise ReportError(f"{name}={value!r} is not one of {', '.join(map(repr, choices))}")
    path = _find_font(font)
    if path not in {entry.fname for entry in font_manager.fontManager.ttflist}:
        font_manager.fontManager.addfont(path)
    family = font_manager.FontProperties(fname=path).get_name()
    settings = {
        "figure.figsize": SIZES[width],
        "figure.dpi": 150,
        "figure.constrained_layout.use": True,
        "font.family": [family],
        "font.size": 8,
        "axes.titlesize": 9,
        "axes.titlelocation": "left",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.unicode_minus": False,
        "legend.frameon": False,
        "pdf.fonttype": 42,
        "ps.fonttype": 42,
        "svg.fonttype": "path",  # an SVG on the web must not depend on the reader's fonts
        "svg.hashsalt": "reportlib",
    }
    # No rc_context: it would take back what a notebook sets when it draws for the first time, and
    # swallow every later figure.
    before = {name: mpl.rcParams[name] for name in settings}
    mpl.rcParams.update(settings)
    try:
        yield
    finally:
        mpl.rcParams.update(before)


def missing_glyphs(content: str, font: str) -> set[str]:
    """Characters that a font file cannot draw.

    Examples
    --------
    >>> missing_glyphs("增长 \ue123", _find_font()) == {"\ue123"}
    True
    """
    glyphs = font_manager.get_font(font).get_charmap()
    return {
        character
        for character in content
        if not character.isspace() and ord(character) not in glyphs
    }


def _missing_glyphs(fig: Figure) -> str:
    """Characters of the figure's texts that their font cannot draw."""
    shown = (text for text in fig.findobj(Text) if text.get_text() and text.get_visible())
    missing = (
        missing_glyphs(text.get_text(), font_manager.findfont(text.get_fontproperties()))
        for text in shown
    )
    return "".join(sorted(set().union(*missing)))


def save_figure(
    fig: Figure,
    name: str,
    *,
    data: pd.DataFrame,
    caption: str,
    source: str,
    lang: str = "en",
    folder: str | Path = "figures",
) -> list[Path]:
    """Write NAME.pdf, .svg, .png, NAME.csv (what is drawn) and NAME.txt (caption, source): all of
    them or none.

    The same figure gives the same bytes: no dates, no random ids.

    Parameters
    ----------
    fig : Figure
    name : str
        File name without ending.
    data : DataFrame
        Exactly what is drawn.
    caption, source : str
    lang : {"en", "zh"}
        Language of the word "source" before `source`.

    Raises
    ------
    ReportError
        If a character has no glyph in the font, if caption or source is empty, or if a file cannot
        be written.

    Examples
    --------
    >>> import tempfile
    >>> import matplotlib.pyplot as plt
    >>> with use_style():
    ...     fig, _ = plt.subplots()
    ...     given = {"data": pd.DataFrame({"x": [1]}), "caption": "示例", "source": "none"}
    ...     paths = save_figure(fig, "demo", **given, folder=tempfile.mkdtemp())
    ...     plt.close(fig)
    >>> [path.name for path in paths]
    ['demo.pdf', 'demo.svg', 'demo.png', 'demo.csv', 'demo.txt']
    """
    if not name or Path(name).name != name:
        raise ReportError(
            f"figure name {name!r} must be a plain file name without folder; use folder= for the "
            "folder"
        )
    for field, value in (("caption", caption), ("source", source)):
        if not value.strip():
            raise ReportError(f"figure {name!r} needs a {field}")
    if lang not in SOURCE:
        raise ReportError(f"lang={lang!r} is not one of {', '.join(map(repr, SOURCE))}")
    if missing := _missing_glyphs(fig):
        raise ReportError(
            f"figure {name!r}: the font has no glyph for {missing!r}; draw inside use_style() or "
            "name another font"
        )
    metadata = {
        "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
        "svg": {"Date": None, "Creator": None},
        "png": {"Software": None},
    }
    contents = {}
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        for ending, fields in metadata.items():
            buffer = io.BytesIO()
            with mpl.rc_context(
                {"svg.fonttype": "path", "svg.hashsalt": "reportlib", "pdf.fonttype": 42}
            ):
                fig.savefig(buffer, format=ending, dpi=300, metadata=fields)
            contents[f"{name}.{ending}"] = buffer.getvalue()
    contents[f"{name}.csv"] = (
        b"\xef\xbb\xbf" + data.to_csv(index=False, lineterminator="\n").encode()
    )
    contents[f"{name}.txt"] = f"{caption}\n\n{SOURCE[lang]}{source}\n".encode()
    return write_files(folder, contents)
