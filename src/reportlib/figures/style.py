"""Fonts, sizes and colours of every figure; saves a figure with its data, caption and source, whole
or not at all, and only if it can be read.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import matplotlib as mpl
import pandas as pd
from matplotlib import font_manager
from matplotlib.figure import Figure

from reportlib.figures.checks import check_figure
from reportlib.tables.cells import format_csv
from reportlib.tables.errors import ReportError, check_choice
from reportlib.tables.files import write_files
from reportlib.tables.naming import check_lang

SIZES = {
    "single": (3.5, 3.0),
    "double": (6.9, 4.3),
}  # inches; one and two columns of a journal page, the height for figures of your own
LATIN = "DejaVu Sans"  # comes with matplotlib; a Chinese face sets ’ and — a whole square wide
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
INK, GREY, BAND = "#222222", "#666666", "#dcdfe3"


def find_font(font: str | Path | None = None) -> str:
    """File of a font with Chinese characters: the argument, ``REPORTLIB_FONT``, the one that comes
    with zhplot, a system font.

    Raises
    ------
    ReportError
        If a named file does not exist, or no font is found; the message says what to install.

    Examples
    --------
    >>> Path(find_font()).suffix.lower() in {".ttf", ".otf", ".ttc"}
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
        Language of the labels that charts draw. English takes a Latin face first and the Chinese
        one for what that lacks, Chinese the other way round.
    width : {"single", "double"}
        3.5 or 6.9 inches; a chart takes the height that its rows and texts need.
    font : path, optional
        A font file, for both languages; see :func:`find_font`.

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
    check_lang(lang)
    check_choice("width", width, SIZES)
    path = find_font(font)
    if path not in {entry.fname for entry in font_manager.fontManager.ttflist}:
        font_manager.fontManager.addfont(path)
    family = font_manager.FontProperties(fname=path).get_name()
    settings = {
        "figure.figsize": SIZES[width],
        "figure.dpi": 150,
        "figure.constrained_layout.use": True,
        "font.family": [LATIN, family] if lang == "en" and not font else [family, LATIN],
        "font.size": 7.5,
        "axes.titlesize": 9,
        "axes.titlelocation": "left",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": GREY,
        "xtick.color": GREY,
        "xtick.labelcolor": INK,
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
        If a text cannot be read (it leaves the canvas, lies on another, or lacks a glyph), if
        axes collapse, if caption or source is empty, or if a file cannot be written.

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
    check_lang(lang)
    check_figure(fig, name)
    metadata = {
        "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
        "svg": {"Date": None, "Creator": None},
        "png": {"Software": None},
    }
    contents = {}
    for ending, fields in metadata.items():
        buffer = io.BytesIO()
        with mpl.rc_context(
            {"svg.fonttype": "path", "svg.hashsalt": "reportlib", "pdf.fonttype": 42}
        ):
            fig.savefig(buffer, format=ending, dpi=300, metadata=fields)
        contents[f"{name}.{ending}"] = buffer.getvalue()
    contents[f"{name}.csv"] = format_csv(data)
    contents[f"{name}.txt"] = f"{caption}\n\n{SOURCE[lang]}{source}\n".encode()
    return write_files(folder, contents)
