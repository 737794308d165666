"""The chart of a concept over the years: rows of a word panel in, Axes out; the share of reports
that its words take, a line a place."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from reportlib.figures.parts import (
    Style,
    frame,
    label,
    one_panel,
    refuse_empty,
    spread,
    year_ticks,
)
from reportlib.figures.style import ACCENT, DARK, GREY
from reportlib.figures.texts import chart_texts, format_short
from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError, check_choice
from reportlib.tables.naming import code_words
from reportlib.text.regions import name_region

SHARES = ("share_of_characters", "share_of_terms", "share_of_sentences")
MARKS = (("o", DARK), ("s", ACCENT), ("^", GREY), ("D", DARK), ("v", ACCENT), ("P", GREY))
CLOSE = 0.09  # of the height: labels nearer than this are moved apart


def plot_attention(
    rows: pd.DataFrame,
    *,
    topic: str,
    share: str = "share_of_characters",
    lang: str = "en",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the share of a concept's words by year, a line a place and a mark a report.

    Parameters
    ----------
    rows : DataFrame
        From :func:`reportlib.build_word_panel`, of one kind of document.
    topic : str
        The concept.
    share : str
        share_of_characters, share_of_terms or share_of_sentences.

    Raises
    ------
    ReportError
        If no row is of the concept, there are more places than marks (six), or `share` or `lang` is
        unknown.
    """
    check_choice("share", share, SHARES)
    texts = chart_texts("attention", lang)
    check_table(rows, "word panel", ["place", "year", "topic", share])
    rows = refuse_empty(rows[rows["topic"] == topic], f"report on {topic!r}")
    places = list(dict.fromkeys(rows["place"]))
    if len(places) > len(MARKS):
        raise ReportError(
            f"{len(places)} places do not fit one chart of lines; choose up to {len(MARKS)}"
        )
    ax = one_panel(ax, 2.2)
    year_ticks(ax, rows["year"].astype(int))
    ends = {}
    for place, (mark, colour) in zip(places, MARKS, strict=False):
        own = rows[rows["place"] == place].sort_values("year")
        style: Style = {"color": colour, "lw": 1.2, "marker": mark, "ms": 4}
        ax.plot(own["year"], own[share] * 100, gid=place, **style)
        ends[place] = float(own[share].iloc[-1] * 100)
    ax.set_ylim(bottom=0)
    heights = spread(pd.Series(ends), CLOSE * ax.get_ylim()[1])
    last = float(rows["year"].max())
    for place, (_, colour) in zip(places, MARKS, strict=False):
        label(ax, name_region(place, lang) or place, last, heights[place], "right", colour)
    top = rows.sort_values(share, kind="stable").iloc[-1]
    words = {
        "topic": _named(topic, lang),
        "place": name_region(top["place"], lang) or top["place"],
        "year": int(top["year"]),
        "high": format_short(top[share] * 100),
    }
    return frame(ax, texts["finding"], texts[share], source, lang, words)


def _named(topic: str, lang: str) -> str:
    """A topic of the lexicon by its name in a language; a user's own as it is."""
    return code_words("term_topic", lang).get(topic, topic)
