"""Charts of counted terms: the most frequent, one term counted in four ways, what sets two sides
apart. Every Chinese term stands beside its English, in both languages.

A cloud shows what a bar chart says more exactly, so the two are drawn as one figure.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reportlib.figures.parts import (
    finish,
    one_panel,
    refuse_empty,
    several_panels,
    term_in_title,
    term_labels,
)
from reportlib.figures.style import ACCENT, DARK, LIGHT, missing_glyphs
from reportlib.figures.texts import chart_texts
from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError
from reportlib.words.segmenting import segment
from reportlib.words.terms import count_terms, read_terms

MOST = 15  # terms a side of a keyness chart; more cannot be read
LIMIT = 3.84  # G² that one term exceeds by chance in 5 % of cases
KEYNESS = ["term", "en", "n_a", "n_b", "g2", "log_ratio"]


def build_top_terms(counts: pd.DataFrame, n: int = 20) -> pd.DataFrame:
    """The most frequent terms, at most `n`, for :func:`plot_top_terms` and :func:`plot_cloud`:
    those that tie at the cut are left out together, so that chance chooses none.

    Parameters
    ----------
    counts : DataFrame
        From ``count_terms(…, by="report")``; needs ``term, en, n``.

    Examples
    --------
    >>> counts = pd.DataFrame({"term": ["创新", "就业", "教育"], "en": "", "n": [3, 1, 1]})
    >>> build_top_terms(counts, 2)["term"].tolist(), len(build_top_terms(counts, 3))
    (['创新'], 3)
    """
    found = check_table(counts, "terms", ["term", "en", "n"])
    top = refuse_empty(found[found["n"] > 0], "term").nlargest(n, "n", keep="all")
    return top[top["n"] > top["n"].min()] if len(top) > n and top["n"].nunique() > 1 else top


def plot_top_terms(
    rows: pd.DataFrame, *, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw the most frequent terms, with their English beside the Chinese.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_top_terms`.
    """
    texts = chart_texts("words", lang)
    refuse_empty(check_table(rows, "terms", ["term", "en", "n"]), "term")
    ax = one_panel(ax)
    at = np.arange(len(rows))[::-1]
    ax.bar_label(ax.barh(at, rows["n"], color=DARK, height=0.65), padding=3, fontsize=7)
    ax.set_yticks(at, term_labels(rows), fontsize=7)
    return finish(
        ax,
        texts["top"].format(term=term_in_title(rows.iloc[0], lang), n=rows["n"].iloc[0]),
        texts["times"],
        source,
        lang,
    )


def plot_cloud(
    rows: pd.DataFrame,
    *,
    bars: int = 15,
    seed: int = 1,
    lang: str = "en",
    source: str = "",
    ax: Axes | None = None,
) -> Figure:
    """Draw a bar chart and, at its right, a word cloud of the same counts, with a fixed seed:
    nothing is cut or dropped here.

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
    from wordcloud import WordCloud

    texts, most = chart_texts("words", lang), build_top_terms(rows, bars)
    font = font_manager.findfont(font_manager.FontProperties())
    if missing := missing_glyphs("".join(rows["term"]), font):
        raise ReportError(
            f"font {Path(font).name!r} has no glyph for {''.join(sorted(missing))!r}; "
            "draw inside use_style() or name another font"
        )
    cloud = WordCloud(
        font_path=font,
        width=1000,
        height=1100,
        background_color="white",
        random_state=seed,
        prefer_horizontal=1.0,
        max_font_size=150,
    )
    cloud.generate_from_frequencies(dict(zip(rows["term"], rows["n"].astype(float), strict=True)))
    cloud.recolor(color_func=lambda *_, font_size, **__: DARK if font_size > 40 else "#5b6b7b")
    figure = several_panels(ax)
    left, right = figure.subplots(1, 2)
    plot_top_terms(most, lang=lang, source=source, ax=left)
    right.imshow(cloud.to_array(), interpolation="bilinear")
    right.axis("off")
    right.set_title(texts["cloud"])
    return figure


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
    texts = chart_texts("words", lang)
    check_table(rows, "ways to count", ["way", "n"])
    ax = one_panel(ax)
    at = np.arange(len(rows))[::-1]
    ax.bar_label(
        ax.barh(
            at,
            rows["n"],
            color=[LIGHT if way == "default cut" else DARK for way in rows["way"]],
            height=0.55,
        ),
        padding=3,
    )
    ax.set_yticks(at, [texts["methods"].get(way, way) for way in rows["way"]])
    return finish(
        ax,
        texts["ways"].format(
            term=term_in_title(read_terms(term)[0]._asdict(), lang),
            low=rows["n"].min(),
            high=rows["n"].max(),
        ),
        texts["times"],
        source,
        lang,
    )


def build_keyness(rows: pd.DataFrame, limit: float = LIMIT) -> pd.DataFrame:
    """Terms that set two sides apart and have room in a chart: exactly what :func:`plot_keyness`
    draws.

    Parameters
    ----------
    rows : DataFrame
        From :func:`reportlib.keyness`; needs ``term, en, n_a, n_b, g2, log_ratio``.
    limit : float
        Least G²; of those above it the fifteen with the largest are kept on either side.

    Examples
    --------
    >>> rows = pd.DataFrame({"term": ["创新", "就业"], "en": "", "n_a": [9, 2], "n_b": [1, 2]})
    >>> build_keyness(rows.assign(g2=[7.4, 0.1], log_ratio=[3.2, 0.1]))["term"].tolist()
    ['创新']
    """
    check_table(rows, "keyness", KEYNESS)
    above = rows[rows["g2"] > limit]
    kept = [above[above["log_ratio"] * side > 0].nlargest(MOST, "g2").index for side in (1, -1)]
    return rows[rows.index.isin(kept[0].union(kept[1]))]


def plot_keyness(
    rows: pd.DataFrame,
    *,
    a: str | Iterable[str],
    b: str | Iterable[str],
    limit: float = LIMIT,
    strict: float | None = None,
    lang: str = "en",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the terms that set side `a` (right) apart from side `b` (left), by G²; both counts stand
    at the bars.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_keyness`.
    a, b : str or iterable of str
        The sides, as given to :func:`reportlib.keyness`, for the title and the label of the axis.
    limit, strict : float
        G² that one term exceeds by chance in 5 % of cases, and that any of the terms tested does;
        see ``g2_threshold`` in :mod:`reportlib.words.measures`. Each is a line on both sides.
    """
    texts = chart_texts("words", lang)
    refuse_empty(check_table(rows, "keyness", KEYNESS), f"term with G² above {limit:g}")
    signed = np.sign(rows["log_ratio"]) * rows["g2"]
    shown = rows.assign(signed=signed).sort_values("signed", ascending=False, ignore_index=True)
    ax = one_panel(ax)
    at, signed = np.arange(len(shown))[::-1], shown["signed"]
    bars = ax.barh(
        at, signed, color=[DARK if value > 0 else ACCENT for value in signed], height=0.65
    )
    ax.bar_label(
        bars,
        [f"{x}:{y}" for x, y in zip(shown["n_a"], shown["n_b"], strict=True)],
        padding=3,
        fontsize=6,
    )
    for value, style, name in ((limit, ":", "limit"), (strict, "--", "strict")):
        if value is not None:
            for place in (-value, value):
                ax.axvline(
                    place,
                    color="black",
                    lw=0.8,
                    ls=style,
                    label=texts[name].format(value=value) if place > 0 else None,
                )
    ax.axvline(0, color=LIGHT, lw=0.8)
    ax.legend(fontsize=6, loc="lower right")
    ax.set_yticks(at, term_labels(shown), fontsize=7)
    ax.xaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    ax.margins(x=0.1)
    sides = {
        key: texts["and"].join(
            texts["parts"].get(name, name) for name in ([side] if isinstance(side, str) else side)
        )
        for key, side in (("a", a), ("b", b))
    }
    first = shown.nlargest(1, "g2").iloc[0]
    return finish(
        ax,
        texts["keyness"].format(term=term_in_title(first, lang), **sides),
        "\n".join(texts["g2"]).format(**sides),
        source,
        lang,
    )
