"""Charts of words: counted terms in, Axes out. Every Chinese term stands beside its English, in
both languages.

A cloud shows what a bar chart says more exactly, so the two are drawn as one figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reportlib.figures.style import ACCENT, DARK, LIGHT, missing_glyphs
from reportlib.figures.texts import chart_texts
from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError
from reportlib.tables.vocabulary import vocabulary_rows
from reportlib.words.segmenting import segment
from reportlib.words.terms import count_terms, read_terms

FEW = 12  # columns of a heat map that have room for numbers
MOST = 15  # terms a side of a keyness chart; more cannot be read
Side = str | Iterable[str]


def _texts(lang: str) -> dict[str, Any]:
    return chart_texts("words", lang)


def _finish(ax: Axes, title: str, xlabel: str, source: str, lang: str) -> Axes:
    ax.set_title(title)
    ax.set_xlabel(
        f"{xlabel}\n{_texts(lang)['source'].format(source=source)}" if source else xlabel,
        loc="left",
    )
    return ax


def _label(term: Any, en: Any) -> str:
    return f"{term}  {en}" if isinstance(en, str) and en else str(term)


def _labels(rows: pd.DataFrame) -> list[str]:
    return list(map(_label, rows["term"], rows["en"]))


def _named(row: Any, lang: str) -> str:
    """A term in a title: its English belongs to the English figure."""
    return (
        f"{row['term']} ({row['en']})"
        if lang == "en" and isinstance(row["en"], str) and row["en"]
        else str(row["term"])
    )


def _some(rows: pd.DataFrame, what: str) -> pd.DataFrame:
    if rows.empty:
        raise ReportError(
            f"there is no {what} to draw; is the text empty, or without the terms asked for?"
        )
    return rows


def build_top_terms(counts: pd.DataFrame, n: int = 20) -> pd.DataFrame:
    """The most frequent terms, at most `n`: those that tie at the cut are left out together, so
    that chance chooses none.

    Examples
    --------
    >>> counts = pd.DataFrame({"term": ["创新", "就业", "教育"], "en": "", "n": [3, 1, 1]})
    >>> build_top_terms(counts, 2)["term"].tolist(), len(build_top_terms(counts, 3))
    (['创新'], 3)
    """
    found = check_table(counts, "terms", ["term", "en", "n"])
    top = _some(found[found["n"] > 0], "term").nlargest(n, "n", keep="all")
    return top[top["n"] > top["n"].min()] if len(top) > n and top["n"].nunique() > 1 else top


def plot_top_terms(
    counts: pd.DataFrame, *, n: int = 20, lang: str = "zh", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw the most frequent terms, with their English beside the Chinese; see :func:`build_top_terms`.

    Parameters
    ----------
    counts : DataFrame
        From ``count_terms(…, by="report")``; needs ``term, en, n``.
    """
    texts, rows = _texts(lang), build_top_terms(counts, n)
    ax = plt.subplots()[1] if ax is None else ax
    at = np.arange(len(rows))[::-1]
    ax.bar_label(ax.barh(at, rows["n"], color=DARK, height=0.65), padding=3, fontsize=7)
    ax.set_yticks(at, _labels(rows), fontsize=7)
    return _finish(
        ax,
        texts["top"].format(term=_named(rows.iloc[0], lang), n=rows["n"].iloc[0]),
        texts["times"],
        source,
        lang,
    )


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
    rows: pd.DataFrame, term: str, *, lang: str = "zh", source: str = "", ax: Axes | None = None
) -> Axes:
    """Draw the counts of one term side by side, from :func:`build_ways`."""
    texts = _texts(lang)
    check_table(rows, "ways to count", ["way", "n"])
    ax = plt.subplots()[1] if ax is None else ax
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
    return _finish(
        ax,
        texts["ways"].format(
            term=_named(read_terms(term)[0]._asdict(), lang),
            low=rows["n"].min(),
            high=rows["n"].max(),
        ),
        texts["times"],
        source,
        lang,
    )


def plot_keyness(
    rows: pd.DataFrame,
    a: Side,
    b: Side,
    *,
    limit: float = 3.84,
    strict: float | None = None,
    lang: str = "zh",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the terms that set side `a` (right) apart from side `b` (left), by G²; both counts stand at the bars.

    Parameters
    ----------
    rows : DataFrame
        From :func:`reportlib.keyness`; needs ``term, en, n_a, n_b, g2, log_ratio``. Rows with G²
        above `limit` are drawn, at most the 15 of the largest G² a side.
    a, b : str or iterable of str
        The sides, as given to :func:`reportlib.keyness`.
    limit, strict : float
        G² that one term exceeds by chance in 5 % of cases, and that any of the terms tested does;
        see ``g2_threshold`` in :mod:`reportlib.words.measures`. Each is a line on both sides.
    """
    texts = _texts(lang)
    check_table(rows, "keyness", ["term", "en", "n_a", "n_b", "g2", "log_ratio"])
    right, left = (
        rows[(rows["log_ratio"] * side > 0) & (rows["g2"] > limit)].nlargest(MOST, "g2")
        for side in (1, -1)
    )
    shown = _some(
        pd.concat([right, left[::-1]], ignore_index=True), f"term with G² above {limit:g}"
    )
    ax = plt.subplots()[1] if ax is None else ax
    at, signed = np.arange(len(shown))[::-1], np.sign(shown["log_ratio"]) * shown["g2"]
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
    ax.set_yticks(at, _labels(shown), fontsize=7)
    ax.xaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    ax.margins(x=0.1)
    sides = {
        key: texts["and"].join(
            texts["parts"].get(name, name) for name in ([side] if isinstance(side, str) else side)
        )
        for key, side in (("a", a), ("b", b))
    }
    first = shown.nlargest(1, "g2").iloc[0]
    return _finish(
        ax,
        texts["keyness"].format(term=_named(first, lang), **sides),
        "\n".join(texts["g2"]).format(**sides),
        source,
        lang,
    )


def plot_topics(
    rows: pd.DataFrame,
    parts: Mapping[str, str] | None = None,
    *,
    lang: str = "zh",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw a heat map of topics by section: the share of each topic in the section's terms, in per
    cent.

    Parameters
    ----------
    rows : DataFrame
        From :func:`reportlib.attention_shares`; needs ``section, topic, share_of_terms``.
    parts : mapping, optional
        Part of the report by the first number of a section id, as ``dict(zip(outline["section_id"],
        outline["part"]))``: lines and names set the parts apart.
    """
    texts = _texts(lang)
    check_table(rows, "attention", ["section", "topic", "share_of_terms"])
    order = list(dict.fromkeys(_some(rows, "topic")["section"]))
    table = (
        100
        * rows.pivot_table(
            index="topic", columns="section", values="share_of_terms", fill_value=0.0
        )[order]
    )
    table = table.loc[table.mean(axis=1).sort_values(ascending=False, kind="stable").index]
    shares, few = table.to_numpy(), len(order) <= FEW
    ax = plt.subplots()[1] if ax is None else ax
    image = ax.imshow(table, cmap="Blues", aspect="auto", vmin=0)
    if few:
        for (i, j), share in np.ndenumerate(shares):
            ax.text(
                j,
                i,
                f"{share:.0f}",
                ha="center",
                va="center",
                fontsize=7,
                color="white" if share > shares.max() * 0.6 else "black",
            )
    else:
        ax.figure.colorbar(image, ax=ax, shrink=0.6, pad=0.01)
    names = {row["topic"]: row[lang] for row in vocabulary_rows("topics")}
    topics = [names.get(topic, topic) for topic in table.index.astype(str)]
    labels = [texts["parts"].get(name, name) for name in order]
    ax.set_xticks(range(len(order)), labels, rotation=0 if few else 90, fontsize=8 if few else 6)
    ax.set_yticks(range(len(table)), topics)
    ax.spines[:].set_visible(False)
    heads = pd.Series([(parts or {}).get(name.split(".")[0], "") for name in order])
    for head, places in heads.groupby(heads, sort=False).groups.items():
        if head:
            ax.text(
                np.mean(places),
                -0.6,
                texts["parts"].get(head, head),
                ha="center",
                va="bottom",
                fontsize=7,
            )
            ax.axvline(min(places) - 0.5, color=ACCENT, lw=0.8)
    i, j = divmod(int(shares.argmax()), len(order))
    section = labels[j] if labels[j] != order[j] else texts["section"].format(section=order[j])
    title = texts["topics"].format(topic=topics[i], share=shares[i, j], section=section)
    return _finish(ax, title + ("\n" if heads.any() else ""), texts["topics_axis"], source, lang)


def plot_strips(
    found: pd.DataFrame,
    outline: pd.DataFrame,
    *,
    lang: str = "zh",
    source: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw where terms stand along the report: one strip a term, one line an occurrence, Gries's DP
    at the right.

    Parameters
    ----------
    found : DataFrame
        From :func:`reportlib.find_terms`, with the ``dp`` of each term from
        :func:`reportlib.dispersion`; needs ``term, en, start, dp``.
    outline : DataFrame
        Outline of the same report: its parts are set apart.
    """
    texts = _texts(lang)
    _some(check_table(found, "found terms", ["term", "en", "start", "dp"]), "term")
    terms = found.groupby("term", sort=False).agg(
        en=("en", "first"), dp=("dp", "first"), n=("start", "size")
    )
    terms = terms.sort_values("n", ascending=False, kind="stable").reset_index()
    ax = plt.subplots()[1] if ax is None else ax
    at, scale = np.arange(len(terms))[::-1], 100 / outline["section_end"].max()
    for height, term, dp in zip(at, terms["term"], terms["dp"], strict=True):
        ax.vlines(
            scale * found.loc[found["term"] == term, "start"],
            height - 0.35,
            height + 0.35,
            color=DARK,
            lw=0.8,
        )
        ax.text(
            101, height, f"DP {dp:.2f}" if height == at[0] else f"{dp:.2f}", va="center", fontsize=7
        )
    for part in outline[outline["depth"] == 1].to_dict("records"):
        start, end = scale * part["start"], scale * part["section_end"]
        ax.axvline(start, color=ACCENT, lw=0.8, zorder=0)
        if end - start > 3:  # a title block is too narrow for its name
            ax.text(
                (start + end) / 2,
                len(terms) - 0.4,
                texts["parts"].get(part["part"], part["part"]),
                ha="center",
                va="bottom",
                fontsize=7,
            )
    ax.set_yticks(at, _labels(terms), fontsize=7)
    ax.set_xlim(0, 100)
    ends = [
        _named(row, lang)
        for row in terms.sort_values("dp", kind="stable").iloc[[0, -1]].to_dict("records")
    ]
    return _finish(
        ax,
        texts["strips"].format(even=ends[0], bunched=ends[1]) + "\n",
        texts["position"],
        source,
        lang,
    )


def build_commitment(measures: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """Numbers, targets and words of commitment by section: exactly what :func:`plot_commitment`
    draws.

    Parameters
    ----------
    measures : DataFrame
        From :func:`reportlib.commitment_measures`.
    words : DataFrame
        Table ``terms`` of the same sections: the words of commitment that shall be shown.

    Returns
    -------
    DataFrame
        One row per section and quantity: ``section, quantity`` (numbers_per_1k, target_share or the
        word), ``en, n`` and ``value``: per 1,000 characters, per cent of the sentences, per 10,000
        characters.
    """
    numbers = measures.assign(
        quantity="numbers_per_1k", n=measures["numbers"], value=measures["numbers_per_1k"]
    )
    targets = measures.assign(
        quantity="target_share",
        n=measures["target_sentences"],
        value=100 * measures["target_share"],
    )
    said = words[words["section"].isin(measures["section"])].assign(
        quantity=words["term"], value=words["per_10k"]
    )
    return pd.concat([numbers, targets, said], ignore_index=True)[
        ["section", "quantity", "en", "n", "value"]
    ]


def plot_commitment(rows: pd.DataFrame, *, lang: str = "zh", source: str = "") -> Figure:
    """Draw numbers, sentences with a target number, and the words of commitment by section: a panel
    for each quantity.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_commitment`; needs ``section, quantity, en, value``.
    """
    texts = _texts(lang)
    panels = dict(
        list(
            _some(
                check_table(rows, "commitment", ["section", "quantity", "en", "value"]), "section"
            ).groupby("quantity", sort=False)
        )
    )
    figure: Figure = plt.figure()
    axes = figure.subplots(-(-len(panels) // 3), 3, squeeze=False).flatten()
    for ax, (quantity, panel) in zip(axes, panels.items(), strict=False):
        at = np.arange(len(panel))[::-1]
        ax.bar_label(
            ax.barh(at, panel["value"], color=DARK, height=0.6), fmt="%.1f", padding=3, fontsize=7
        )
        ax.set_yticks(at, [texts["parts"].get(name, name) for name in panel["section"]])
        ax.set_title(
            texts["quantities"].get(quantity)
            or f"{_label(quantity, panel['en'].iloc[0])}{texts['rate']}",
            fontsize=6.5,
        )
        ax.margins(x=0.25)
    for ax in axes[len(panels) :]:
        ax.set_visible(False)
    most = panels["target_share"].nlargest(1, "value").to_dict("records")[0]
    figure.suptitle(
        texts["commitment"].format(
            share=most["value"], part=texts["parts"].get(most["section"], most["section"])
        ),
        x=0.01,
        ha="left",
        fontsize=9,
    )
    figure.supxlabel(
        texts["source"].format(source=source) if source else "", x=0.01, ha="left", fontsize=8
    )
    return figure


def plot_cloud(
    counts: pd.DataFrame,
    *,
    n: int = 60,
    bars: int = 15,
    seed: int = 1,
    lang: str = "zh",
    source: str = "",
) -> Axes:
    """Draw a bar chart and, at its right, a word cloud of the same counts, with a fixed seed:
    nothing is cut or dropped here.

    Parameters
    ----------
    counts : DataFrame
        From ``count_terms(…, by="report")``; needs ``term, en, n``.
    n, bars : int
        Terms of the cloud and of the bar chart, at most; see :func:`build_top_terms`.

    Returns
    -------
    Axes
        Those of the cloud.

    Raises
    ------
    ReportError
        If there is no term, or the font of the figure lacks a character.
    """
    texts, rows = _texts(lang), build_top_terms(counts, n)
    from wordcloud import WordCloud

    font = font_manager.findfont(font_manager.FontProperties())
    if missing := missing_glyphs("".join(rows["term"]), font):
        raise ReportError(
            f"font {Path(font).name!r} has no glyph for {''.join(sorted(missing))!r}; draw inside use_style() or name another font"
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
    panels: tuple[Axes, Axes] = plt.figure().subplots(1, 2)
    plot_top_terms(rows, n=bars, lang=lang, source=source, ax=panels[0])
    ax = panels[1]
    ax.imshow(cloud.to_array(), interpolation="bilinear")
    ax.axis("off")
    ax.set_title(texts["cloud"])
    return ax
