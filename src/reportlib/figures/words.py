"""Charts of counted terms, rows in, Axes or Figure out: the most frequent, one term counted in four
ways, what sets two sides apart. In English figures a Chinese term stands beside its English.

A cloud shows what a bar chart says more exactly, so the two are drawn as one figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reportlib.figures.checks import font_files, missing_glyphs
from reportlib.figures.parts import (
    OWN,
    count_bars,
    frame,
    refuse_empty,
    row_panel,
    several_panels,
    side_columns,
    term_in_title,
    term_labels,
)
from reportlib.figures.style import ACCENT, DARK, GREY, LIGHT
from reportlib.figures.texts import chart_texts, format_short
from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError
from reportlib.tables.extras import load_extra
from reportlib.tables.naming import code_words
from reportlib.words.intervals import Z
from reportlib.words.segmenting import segment
from reportlib.words.terms import count_terms, read_terms

MOST = 15  # terms a side of a keyness chart; more cannot be read
CLOUD = 3.3  # inches of a word cloud, at least
LIMIT = 3.84  # G² that one term exceeds by chance in 5 % of cases
LEVEL = 0.05  # p_family below which a term is filled
KEYNESS = ["term", "en", "n_a", "n_b", "g2", "log_odds", "log_odds_sd", "p_family"]


def build_top_terms(counts: pd.DataFrame, n: int = 20, shortest: int = 2) -> pd.DataFrame:
    """The most frequent terms, at most `n`, for :func:`plot_top_terms` and :func:`plot_cloud`:
    those that tie at the cut are left out together, so that chance chooses none.

    Parameters
    ----------
    counts : DataFrame
        From ``count_terms(…, by="report")``; needs ``term, en, n``.
    shortest : int
        Fewest characters of a term: a single one seldom says what it stands for.

    Examples
    --------
    >>> counts = pd.DataFrame({"term": ["创新", "就业", "教育"], "en": "", "n": [3, 1, 1]})
    >>> build_top_terms(counts, 2)["term"].tolist(), len(build_top_terms(counts, 3))
    (['创新'], 3)
    """
    found = check_table(counts, "terms", ["term", "en", "n"])
    long = found["term"].str.len() >= shortest
    top = refuse_empty(found[long & (found["n"] > 0)], "term").nlargest(n, "n", keep="all")
    return top[top["n"] > top["n"].min()] if len(top) > n and top["n"].nunique() > 1 else top


def plot_top_terms(
    rows: pd.DataFrame, *, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw the most frequent terms; an English figure has their English beside the Chinese.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_top_terms`.
    """
    texts = chart_texts("top-terms", lang)
    ax = _term_bars(ax, rows, lang)
    first = {"term": term_in_title(rows.iloc[0], lang), "n": rows["n"].iloc[0]}
    return frame(ax, texts["finding"], texts["subtitle"], source, lang, first)


def _term_bars(ax: Axes | None, rows: pd.DataFrame, lang: str, share: float = 0.42) -> Axes:
    refuse_empty(check_table(rows, "terms", ["term", "en", "n"]), "term")
    ax, at = row_panel(ax, term_labels(rows, lang), share=share)
    count_bars(ax, at, rows["n"], [DARK] * len(rows))
    return ax


def plot_cloud(
    rows: pd.DataFrame,
    *,
    bars: int = 15,
    seed: int = 1,
    lang: str = "en",
    source: str = "",
    ax: Axes | None = None,
) -> Figure:
    """Draw a bar chart and a word cloud of the same counts, which is decoration: at its right, or
    below it on a narrow page. The seed is fixed; nothing is cut or dropped here.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_top_terms`; about sixty terms fill the cloud.
    bars : int
        Of them so many, at most, stand in the bar chart.

    Returns
    -------
    Figure
        The bars are its first axes, the cloud its second.

    Raises
    ------
    ReportError
        If there is no term, or the font of the figure lacks a character.
    """
    texts, most = chart_texts("word-cloud", lang), build_top_terms(rows, bars)
    wide = mpl.rcParams["figure.figsize"][0] > 5
    figure = several_panels(ax, CLOUD)
    grid = figure.add_gridspec(1, 2, width_ratios=[4, 5]) if wide else figure.add_gridspec(2, 1)
    # grids of their own, else the cloud is as narrow as the bars are beside their names
    first, second = (figure.add_subplot(grid[i].subgridspec(1, 1)[0]) for i in (0, 1))
    _term_bars(first, most, lang, share=0.3 if wide else 0.42)
    tall = first.get_ylim()[0] + 0.3
    if not wide:
        grid.set_height_ratios([tall, CLOUD])
    if figure.get_gid() == OWN:
        across, _ = figure.get_size_inches()
        figure.set_size_inches(across, max(tall, CLOUD) if wide else tall + CLOUD)
    second.imshow(_cloud(rows, seed), interpolation="bilinear")
    second.axis("off")
    words = {"term": term_in_title(most.iloc[0], lang), "n": most["n"].iloc[0], "terms": len(rows)}
    frame(first, texts["finding"], texts["subtitle"], source, lang, words)
    return figure


def _cloud(rows: pd.DataFrame, seed: int) -> np.ndarray:
    whole, files = "".join(rows["term"]), font_files()
    font = next((file for file in files if not missing_glyphs(whole, [file])), None)
    if font is None:
        missing = "".join(sorted(missing_glyphs(whole, files[:1])))
        raise ReportError(
            f"font {Path(files[0]).name!r} has no glyph for {missing!r}; draw inside use_style() "
            "or name another font"
        )
    cloud = load_extra("wordcloud", "cloud", "a word cloud").WordCloud(
        font_path=font,
        width=1000,
        height=1000,
        background_color="white",
        random_state=seed,
        prefer_horizontal=1.0,
        max_font_size=150,
    )
    cloud.generate_from_frequencies(dict(zip(rows["term"], rows["n"].astype(float), strict=True)))
    cloud.recolor(color_func=lambda *_, font_size, **__: DARK if font_size > 40 else "#5b6b7b")
    return np.asarray(cloud.to_array())


def build_ways(sentences: pd.DataFrame, term: str) -> pd.DataFrame:
    """One term counted in four ways: exactly what :func:`plot_ways` draws.

    Returns
    -------
    DataFrame
        ``way`` (substring, lexicon, tokens, default cut) and ``n``.

    Examples
    --------
    >>> from reportlib import split_outline, split_sentences
    >>> raw = "推动成渝地区双城经济圈建设，发展经济。"
    >>> build_ways(split_sentences(raw, split_outline(raw)), "经济")["n"].tolist()
    [2, 1, 1, 1]
    """
    term = read_terms(term)[0].term
    rows = []
    for way in ("substring", "lexicon", "tokens"):
        found = count_terms(sentences, "report", way, terms=term if way == "substring" else None)
        rows.append({"way": way, "n": int(found.loc[found["term"] == term, "n"].sum())})
    cut = sum(segment(text).count(term) for text in sentences["clean"].fillna(""))
    return pd.DataFrame([*rows, {"way": "default cut", "n": cut}])


def plot_ways(
    rows: pd.DataFrame, *, term: str, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw the counts of one term side by side.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_ways`.
    term : str
        The term that was counted, for the title.
    """
    texts = chart_texts("four-ways-to-count", lang)
    check_table(rows, "ways to count", ["way", "n"])
    ax, at = row_panel(ax, [texts["methods"].get(way, way) for way in rows["way"]])
    colours = [LIGHT if way == "default cut" else DARK for way in rows["way"]]
    count_bars(ax, at, rows["n"], colours)
    words = {
        "term": term_in_title(read_terms(term)[0]._asdict(), lang),
        "low": rows["n"].min(),
        "high": rows["n"].max(),
    }
    title = texts["finding" if words["low"] < words["high"] else "same"]
    return frame(ax, title, texts["subtitle"], source, lang, words)


def build_keyness(rows: pd.DataFrame, limit: float = LIMIT) -> pd.DataFrame:
    """Terms that set two sides apart and have room in a chart: exactly what :func:`plot_keyness`
    draws.

    Parameters
    ----------
    rows : DataFrame
        From :func:`reportlib.permute_keyness`; needs ``term, en, n_a, n_b, g2, log_odds,
        log_odds_sd, p_family``.
    limit : float
        Least G²; of those above it the fifteen with the largest are kept on either side.

    Returns
    -------
    DataFrame
        The rows kept, with ``tested``, the number of terms that they are taken from.

    Examples
    --------
    >>> rows = pd.DataFrame({"term": ["创新", "就业"], "en": "", "n_a": [9, 2], "n_b": [1, 2]})
    >>> rows = rows.assign(g2=[7.4, 0.1], log_odds=[1.2, 0.1], log_odds_sd=0.5, p_family=[0.2, 1])
    >>> build_keyness(rows)[["term", "tested"]].values.tolist()
    [['创新', 2]]
    """
    check_table(rows, "keyness", KEYNESS)
    above = rows[rows["g2"] > limit]
    kept = [above[above["log_odds"] * side > 0].nlargest(MOST, "g2").index for side in (1, -1)]
    return rows.assign(tested=len(rows))[rows.index.isin(kept[0].union(kept[1]))]


def plot_keyness(
    rows: pd.DataFrame,
    *,
    a: str | Iterable[str],
    b: str | Iterable[str],
    limit: float = LIMIT,
    lang: str = "en",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the terms that set side `a` (right) apart from side `b` (left), by their log-odds with
    95 % intervals; both counts, G² and p of the family stand beside. Filled are terms that survive:
    paragraphs dealt out at random show a G² as large in fewer than 5 % of deals.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_keyness`.
    a, b : str or iterable of str
        The sides, as given to :func:`reportlib.keyness`.
    limit : float
        As given to :func:`build_keyness`.
    """
    texts, parts = chart_texts("keyness", lang), code_words("part", lang)
    check_table(rows, "keyness", [*KEYNESS, "tested"])
    refuse_empty(rows, f"term with G² above {limit:g}")
    shown = rows.sort_values("log_odds", ascending=False, ignore_index=True)
    ax, at = row_panel(ax, term_labels(shown, lang), share=0.36)
    half = Z * shown["log_odds_sd"]
    sure = shown["p_family"] < LEVEL
    ax.axvline(0, color=GREY, lw=0.8)
    ax.hlines(at, shown["log_odds"] - half, shown["log_odds"] + half, color=LIGHT, lw=1.2)
    for more, colour in ((shown["log_odds"] > 0, DARK), (shown["log_odds"] <= 0, ACCENT)):
        for those, face in ((more & sure, colour), (more & ~sure, "white")):
            ax.plot(shown.loc[those, "log_odds"], at[those], "o", ls="none", mec=colour, mfc=face)
    counts = [f"{x} : {y}" for x, y in zip(shown["n_a"], shown["n_b"], strict=True)]
    columns: dict[str, Sequence[str]] = {texts["counts"]: counts}
    columns |= {"G²": [format_short(g2) for g2 in shown["g2"]]}
    side_columns(ax, at, columns | {"p": [_chance(p) for p in shown["p_family"]]})
    words: dict[str, Any] = {
        key: texts["and"].join(parts.get(name, name) for name in names)
        for key, side in (("a", a), ("b", b))
        for names in [[side] if isinstance(side, str) else side]
    }
    first = shown.iloc[shown["g2"].argmax()]
    words |= {"n": int(sure.sum()), "limit": format_short(limit, 2), "tested": first["tested"]}
    words |= {
        "term": term_in_title(first, lang),
        "percent": format_short(100 * first["p_family"], 0),
    }
    title = texts[("none", "one", "finding")[min(sure.sum(), 2)]]
    return frame(ax, title, texts["subtitle"], source, lang, words)


def _chance(p: float) -> str:
    """A probability as it is printed: never 0, for it was counted in a number of deals."""
    return format_short(p, 2) if p >= 0.01 else "<0.01"
