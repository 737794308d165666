"""What every chart has: axes or a figure for its panels, a title, a source, and names."""

from __future__ import annotations

from typing import Any, cast

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reportlib.figures.style import SOURCE
from reportlib.tables.errors import ReportError


def one_panel(ax: Axes | None) -> Axes:
    """The axes given, or those of a new figure."""
    return plt.subplots()[1] if ax is None else ax


def several_panels(ax: Axes | None) -> Figure:
    """A new figure for a chart of several panels, or one that takes the place of the axes given."""
    if ax is None:
        figure: Figure = plt.figure()
        return figure
    place, whole = ax.get_subplotspec(), ax.figure
    if place is None:
        raise ReportError("ax= has no place in a grid; give axes that plt.subplots() made")
    ax.remove()
    return cast(Figure, whole.add_subfigure(place))


def source_line(source: str, lang: str) -> str:
    return f"{SOURCE[lang]}{source}" if source else ""


def finish(ax: Axes, title: str, xlabel: str, source: str, lang: str) -> Axes:
    """Give the axes their title, and the source below the label of the x axis."""
    ax.set_title(title)
    lines = [xlabel, source_line(source, lang)] if source else [xlabel]
    ax.set_xlabel("\n".join(lines), loc="left", linespacing=1.6)
    return ax


def indicator_names(rows: pd.DataFrame, lang: str) -> list[str]:
    """Names of indicators in the chart's language; the Chinese one where there is no English."""
    return [
        str(
            row["indicator"]
            if lang == "zh" or pd.isna(row["indicator_en"])
            else row["indicator_en"]
        )
        for row in rows.to_dict("records")
    ]


def term_label(term: Any, en: Any) -> str:
    """A term with its English beside it, as it stands at an axis in either language."""
    return f"{term}  {en}" if isinstance(en, str) and en else str(term)


def term_labels(rows: pd.DataFrame) -> list[str]:
    return list(map(term_label, rows["term"], rows["en"]))


def term_in_title(row: Any, lang: str) -> str:
    """A term in a title: its English belongs to the English figure."""
    known = lang == "en" and isinstance(row["en"], str) and row["en"]
    return f"{row['term']} ({row['en']})" if known else str(row["term"])


def refuse_empty(rows: pd.DataFrame, what: str) -> pd.DataFrame:
    """Hand the rows back, or say that there is nothing to draw."""
    if rows.empty:
        raise ReportError(
            f"there is no {what} to draw; is the text empty, or without the terms asked for?"
        )
    return rows
