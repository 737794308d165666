"""What a figure must not have before it is saved: texts cut off or on each other, characters
without a glyph, axes with no room.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from itertools import combinations

from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from reportlib.tables.errors import ReportError

SLACK = 0.02  # inches that a text may leave the canvas; no ink stands there
LEAST = 0.3  # inches of axes, either way; below, nothing can be read from them
LEADING = 0.15  # of a text's height, at either end, is room between lines


def missing_glyphs(content: str, fonts: Iterable[str]) -> set[str]:
    """Characters that none of some font files can draw.

    Examples
    --------
    >>> missing_glyphs("growth \ue123", [font_manager.findfont("DejaVu Sans")]) == {"\ue123"}
    True
    """
    known = set().union(*(font_manager.get_font(font).get_charmap() for font in fonts))
    return {sign for sign in content if not sign.isspace() and ord(sign) not in known}


def font_files(text: Text | None = None) -> list[str]:
    """Files of the fonts that a text is drawn with, by default those in force, first choice
    first.
    """
    properties = text.get_fontproperties() if text else font_manager.FontProperties()
    files = []
    for family in properties.get_family():
        one = properties.copy()
        one.set_family([family])
        files.append(str(font_manager.findfont(one)))
    return files


def check_figure(fig: Figure, name: str) -> None:
    """Draw a figure, unseen, and refuse one that cannot be read.

    Raises
    ------
    ReportError
        If a character has no glyph, axes have no room, or a text leaves the canvas or lies on
        another; the message names the text and the way out.

    Examples
    --------
    >>> figure = Figure((2, 1))
    >>> _ = figure.text(0.9, 0.5, "growth of the year before")
    >>> check_figure(figure, "growth")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    reportlib.tables.errors.ReportError: figure 'growth': 'growth of the year before' leaves ...
    """
    texts = [text for text in _shown(fig) if text.get_text().strip()]
    missing = set().union(*(missing_glyphs(text.get_text(), font_files(text)) for text in texts))
    if missing:
        raise ReportError(
            f"figure {name!r}: the font has no glyph for {''.join(sorted(missing))!r}; draw inside "
            "use_style() or name another font"
        )
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*collapsed to zero")  # refused below
        fig.draw_without_rendering()
    for axes in fig.axes:
        box = axes.get_window_extent()
        if axes.get_visible() and min(box.width, box.height) < LEAST * fig.dpi:
            raise ReportError(
                f"figure {name!r}: axes {_named(axes)} collapse to {box.width / fig.dpi:.1f} × "
                f"{box.height / fig.dpi:.1f} inches; shorten their labels, draw fewer rows, or "
                "make the figure larger"
            )
    slack = SLACK * fig.dpi
    canvas = Bbox.from_extents(-slack, -slack, fig.bbox.width + slack, fig.bbox.height + slack)
    boxes = [(text.get_text(), _box(text)) for text in _shown(fig) if text.get_text().strip()]
    for text, box in boxes:
        if not (canvas.contains(box.x0, box.y0) and canvas.contains(box.x1, box.y1)):
            raise ReportError(
                f"figure {name!r}: {text!r} leaves the canvas; shorten it, break it in two, or "
                "make the figure wider"
            )
    for (text, box), (other, its) in combinations(boxes, 2):
        if box.overlaps(its):
            raise ReportError(
                f"figure {name!r}: {text!r} lies on {other!r}; draw fewer labels, move one, or "
                "make the figure larger"
            )


def _named(axes: Axes) -> str:
    return repr(axes.get_title(loc="left") or axes.get_title() or axes.get_ylabel() or "no title")


def _box(text: Text) -> Bbox:
    """Where the ink of a text may be, without the arrow of an annotation."""
    box = Text.get_window_extent(text)
    trim = LEADING * min(box.width, box.height)
    return Bbox.from_extents(box.x0 + trim, box.y0 + trim, box.x1 - trim, box.y1 - trim)


def _shown(fig: Figure) -> Iterator[Text]:
    """The texts that are drawn: of a tick beyond the view and of hidden axes none are."""
    hidden: set[Text] = set()
    for axes in fig.axes:
        for axis in (axes.xaxis, axes.yaxis):
            off = not (axes.axison and axes.get_visible() and axis.get_visible())
            hidden |= set(axis.findobj(Text) if off else _beyond(axis))
        hidden |= set() if axes.get_visible() else set(axes.findobj(Text))
    return (text for text in fig.findobj(Text) if text.get_visible() and text not in hidden)


def _beyond(axis: Axis) -> Iterator[Text]:
    low, high = sorted(axis.get_view_interval())
    room = 1e-6 * (high - low)
    for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
        if not low - room <= tick.get_loc() <= high + room:
            yield from (tick.label1, tick.label2)
