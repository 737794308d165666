"""Charts of where in a report it speaks of what, rows in, Axes out: topics by section, terms along
the text, numbers and words of commitment by part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from reportlib.figures.parts import (
    AROUND,
    SMALL,
    TEXT,
    Style,
    dot_rows,
    frame,
    inches_wide,
    label,
    one_panel,
    refuse_empty,
    row_panel,
    side_columns,
    spread,
    term_in_title,
    term_labels,
    text_width,
)
from reportlib.figures.style import ACCENT, DARK, GREY, LIGHT
from reportlib.figures.texts import chart_texts, format_short
from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError
from reportlib.tables.naming import code_words
from reportlib.words.measures import dispersion
from reportlib.words.resampling import bootstrap_ratios, number_paragraphs
from reportlib.words.terms import Terms, find_terms, group_sentences, match_terms, read_terms

MANY = 6  # sections that have room for slopes
ROOM = 0.4  # of the figure's width for the slopes; the rest is for their labels
ROUNDS = 20  # in which axes find room for their labels: each adds less than the one before
TOLD = 2  # topics whose slopes are set off from the others
SHARES = ["share_of_terms", "low", "high"]


def plot_topics(
    rows: pd.DataFrame, *, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw how the share of each topic moves from section to section, in per cent of the section's
    policy terms; the two that move most from first to last are set off, with their intervals.

    Parameters
    ----------
    rows : DataFrame
        From :func:`reportlib.bootstrap_shares`; needs ``section, topic, share_of_terms, low,
        high``.

    Raises
    ------
    ReportError
        If there is no row, there are fewer than two sections or more than six, or `lang` is
        unknown.
    """
    texts, parts = chart_texts("topics", lang), code_words("part", lang)
    check_table(rows, "attention", ["section", "topic", *SHARES])
    order = list(dict.fromkeys(refuse_empty(rows, "topic")["section"]))
    if not 2 <= len(order) <= MANY:
        raise ReportError(
            f"slopes need two to {MANY} sections, these rows have {len(order)}; choose rows of some"
        )
    table = 100 * rows.pivot(index="topic", columns="section", values=SHARES)
    shares, low, high = (table[name][order] for name in SHARES)
    shares = shares.fillna(0.0)
    moved = (shares[order[-1]] - shares[order[0]]).sort_values(key=lambda by: -by.abs())
    names = code_words("term_topic", lang)
    tall = max(2.4, 0.26 * len(shares))
    ax = one_panel(ax, tall)
    told = moved.index[:TOLD]
    colours = {topic: DARK if moved[topic] > 0 else ACCENT for topic in told}
    for topic in shares.index:
        colour, wide = colours.get(topic, LIGHT), 2 if topic in told else 1
        style: Style = {"color": colour, "lw": wide, "ms": 3.5, "zorder": 1 + wide, "gid": topic}
        ax.plot(range(len(order)), shares.loc[topic], "o-", **style)
    along = np.arange(len(order))
    inward = np.where(along < along[-1], 1, -1)  # the second beside the first, away from the labels
    for off, topic in enumerate(told):
        places = along + 0.01 * len(order) * off * inward
        ends = low.loc[topic], high.loc[topic]
        ax.vlines(places, *ends, color=colours[topic], lw=1, alpha=0.6, gid=f"{topic} interval")
    ax.set_xlim(-0.08, len(order) - 0.92)
    gap = _make_room(ax, shares[order[-1]], 1.35 * SMALL / 72 / (tall - AROUND))
    first, last = shares.loc[told, order[0]], shares[order[-1]]
    for topic, height in spread(first, gap).items():
        label(ax, format_short(first[topic]), 0, height, "left", colours[topic])
    for topic, height in spread(last, gap).items():
        text = f"{format_short(last[topic])} {names.get(str(topic), topic)}"
        label(ax, text, len(order) - 1, height, "right", colours.get(topic, GREY))
    _head_columns(ax, [parts.get(name, name) for name in order])
    ax.yaxis.set_visible(False)
    ax.spines[:].set_visible(False)
    most = moved.index[0]
    words = {
        "topic": names.get(most, most),
        "first": parts.get(order[0], order[0]),
        "last": parts.get(order[-1], order[-1]),
        "from": format_short(shares.loc[most, order[0]]),
        "to": format_short(shares.loc[most, order[-1]]),
    }
    outer = [order[0], order[-1]]
    lows, highs = low.loc[most, outer], high.loc[most, outer]
    title = "finding" if lows.max() > highs.min() else "overlap"
    if lows.isna().any():
        title = "shown"
    return frame(ax, texts[title], texts["subtitle"], source, lang, words)


def _head_columns(ax: Axes, heads: list[str]) -> None:
    """Heads below the columns; where they would touch, every second one stands lower."""
    ax.set_xticks(range(len(heads)), heads)
    ax.tick_params(axis="x", length=0)
    if max(text_width(head, TEXT) for head in heads) > ROOM * inches_wide(ax) / len(heads):
        for tick in ax.xaxis.get_major_ticks()[1::2]:
            tick.set_pad(mpl.rcParams["xtick.major.pad"] + 1.4 * TEXT)


def _make_room(ax: Axes, heights: pd.Series, line: float) -> float:
    """Widen the axes until labels at these heights, moved apart, stand inside; `line` is what each
    takes of the axes' height. Gives the gap between two.
    """
    low, high = ax.get_ylim()
    for _ in range(ROUNDS):
        places = spread(heights, gap := line * (high - low))
        low, high = min(low, places.min() - gap / 2), max(high, places.max() + gap / 2)
    ax.set_ylim(low, high)
    return float(line * (high - low))


def build_strips(
    sentences: pd.DataFrame, chosen: Iterable[str], *, depth: int | None = 2
) -> pd.DataFrame:
    """Where some terms of the lexicon stand, with their dispersion: exactly what
    :func:`plot_strips` draws.

    Parameters
    ----------
    sentences : DataFrame
        Table ``sentences`` of one report.
    chosen : iterable of str
        The terms to show; they are found as terms of the whole lexicon.
    depth : int, optional
        Of the sections over which the dispersion is taken; see :func:`reportlib.dispersion`.

    Returns
    -------
    DataFrame
        The rows of :func:`reportlib.find_terms` with the term's ``dp`` and ``dp_excess``.

    Examples
    --------
    >>> from reportlib import split_outline, split_sentences
    >>> raw = "一、物价平稳。\\n二、物价上涨。\\n"
    >>> rows = build_strips(split_sentences(raw, split_outline(raw)), ["物价"])
    >>> rows[["term", "start", "dp"]].values.tolist()
    [['物价', 2, 0.0], ['物价', 10, 0.0]]
    """
    spread = dispersion(sentences, depth=depth)[["term", "dp", "dp_excess"]]
    found = find_terms(sentences).merge(spread, on="term")
    return found[found["term"].isin(set(chosen))]


def plot_strips(
    rows: pd.DataFrame,
    *,
    outline: pd.DataFrame,
    lang: str = "en",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw where terms stand along the report: one strip a term, one line an occurrence, the most
    bunched first, by the excess of Gries's DP over chance.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_strips`.
    outline : DataFrame
        Outline of the same report: its parts are set apart.
    """
    texts, parts = chart_texts("strips", lang), code_words("part", lang)
    needs = ["term", "en", "start", "dp", "dp_excess"]
    refuse_empty(check_table(rows, "strips", needs), "term")
    check_table(outline, "outline", ["depth", "part", "start", "section_end"])
    terms = rows.groupby("term", sort=False).agg(
        en=("en", "first"), excess=("dp_excess", "first"), dp=("dp", "first"), n=("start", "size")
    )
    terms = terms.sort_values("excess", ascending=False, kind="stable").reset_index()
    ax, at = row_panel(ax, term_labels(terms, lang), share=0.3)
    scale = 100 / outline["section_end"].max()
    for height, term in zip(at, terms["term"], strict=True):
        starts = scale * rows.loc[rows["term"] == term, "start"]
        ax.vlines(starts, height - 0.08, height + 0.08, color=DARK, lw=0.8)
    ax.set_xlim(0, 100)
    wide = 0.45 * inches_wide(ax)
    for part in outline[outline["depth"] == 1].to_dict("records"):
        start, end = scale * part["start"], scale * part["section_end"]
        ax.axvline(start, color=ACCENT, lw=0.8, zorder=0)
        name = parts.get(part["part"], part["part"])
        if wide * (end - start) / 100 > text_width(name, SMALL):  # else too narrow for its name
            top: Style = {"va": "bottom", "ha": "center", "fontsize": SMALL, "color": GREY}
            ax.text((start + end) / 2, -0.03, name, **top)
    columns = {
        "n": [str(n) for n in terms["n"]],
        texts["dp"]: [format_short(dp, 2) for dp in terms["dp"]],
    }
    excess = [format_short(value, 2, sign=True) for value in terms["excess"]]
    side_columns(ax, at, {**columns, texts["excess"]: excess})
    ends = [term_in_title(row, lang) for row in terms.iloc[[0, -1]].to_dict("records")]
    title = texts["finding" if len(terms) > 1 else "shown"]
    words = {"bunched": ends[0], "even": ends[1]}
    return frame(ax, title, texts["subtitle"], source, lang, words)


def build_commitment(
    sentences: pd.DataFrame, numbers: pd.DataFrame, words: Terms, by: str = "part"
) -> pd.DataFrame:
    """Numbers, targets and words of commitment by section: exactly what :func:`plot_commitment`
    draws.

    Parameters
    ----------
    sentences, by
        As in :func:`reportlib.count_terms`.
    numbers : DataFrame
        Table ``numbers`` of the same report; needs ``sentence_id, kind, role``.
    words : str, iterable of str, or DataFrame
        The words of commitment that shall be shown, as in :func:`reportlib.count_terms`.

    Returns
    -------
    DataFrame
        One row per quantity and section: ``quantity`` (numbers, target_sentences or the word),
        ``en, section, n, per_10k`` (per 10,000 characters), ``low, high`` (of the rate, by the
        bootstrap over paragraphs; missing where the section has none, or is one paragraph).

    Examples
    --------
    >>> from reportlib import Report, analyse
    >>> text = "一、今年主要任务\\n力争新建公园12个。\\n加强管理。"
    >>> tables = analyse(Report("demo", text, year=2021))
    >>> rows = build_commitment(tables.sentences, tables.numbers, "力争", "report")
    >>> rows[["quantity", "n", "per_10k"]].round().values.tolist()
    [['numbers', 1, 435.0], ['target_sentences', 1, 435.0], ['力争', 1, 435.0]]
    """
    check_table(numbers, "numbers", ["sentence_id", "kind", "role"])
    measures = numbers[numbers["kind"] == "measure"]
    held = Counter(measures["sentence_id"])
    targets = set(measures.loc[measures["role"] == "target", "sentence_id"])
    found: Counter[tuple[int, str]] = Counter()
    for row, key in enumerate(sentences["sentence_id"]):
        found[row, "numbers"] += held[key]
        found[row, "target_sentences"] += key in targets
    said = read_terms(words)
    found.update({(0, term.term): 0 for term in said})
    found.update((hit.row, hit.term.term) for hit in match_terms(sentences, terms=words))
    sizes = [len(text) - text.count(" ") for text in sentences["clean"].fillna("")]
    groups = [section for _, section in group_sentences(sentences, by)]
    rows = bootstrap_ratios(groups, number_paragraphs(sentences), found, sizes)
    rows[["ratio", "low", "high"]] *= 1e4
    named = {"name": "quantity", "group": "section", "ratio": "per_10k"}
    rows = rows.rename(columns=named).sort_values(
        "quantity", key=lambda names: names.map(list(dict.fromkeys(names)).index), kind="stable"
    )
    rows["en"] = rows["quantity"].map({term.term: term.en for term in said})
    columns = ["quantity", "en", "section", "n", "per_10k", "low", "high"]
    return rows[columns].reset_index(drop=True)


def plot_commitment(
    rows: pd.DataFrame, *, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw how often each section has numbers, sentences with a target number, and words of
    commitment, with intervals and counts, on one axis of roots: it has a zero and room for words
    that are rare.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_commitment`.
    """
    texts, parts = chart_texts("commitment", lang), code_words("part", lang)
    needs = ["quantity", "en", "section", "n", "per_10k", "low", "high"]
    refuse_empty(check_table(rows, "commitment", needs), "section")
    named = rows.rename(columns={"quantity": "term"})
    labels = dict(zip(rows["quantity"], term_labels(named, lang), strict=True))
    names = labels | texts["quantities"]
    ax, key = dot_rows(ax, rows, "quantity", "section", "per_10k", names=names, marks=parts)
    ax.set_xscale("function", functions=(np.sqrt, np.square))
    ax.set_xlim(0, 1.15 * np.nanmax([*rows["high"], *rows["per_10k"], 1]))
    steps = (0, 1, 5, 25, 50, 100, 200, 400, 800)
    ticks = [tick for tick in steps if tick <= ax.get_xlim()[1]]
    ax.set_xticks(ticks, [format_short(tick, 0) for tick in ticks])
    words = {"key": key}
    for name, place in rows.groupby("quantity")["per_10k"].idxmax().items():
        words[str(name)] = parts.get(rows.loc[place, "section"], rows.loc[place, "section"])
    title = texts["finding" if texts["quantities"].keys() <= words.keys() else "shown"]
    return frame(ax, title, texts["subtitle"], source, lang, words)
