"""Charts of where in a report it speaks of what: topics by section, terms along the text, numbers
and words of commitment by part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reportlib.figures.parts import (
    finish,
    one_panel,
    refuse_empty,
    several_panels,
    source_line,
    term_in_title,
    term_label,
    term_labels,
)
from reportlib.figures.style import ACCENT, DARK
from reportlib.figures.texts import chart_texts
from reportlib.tables.columns import check_table
from reportlib.tables.vocabulary import vocabulary_rows
from reportlib.words.measures import dispersion
from reportlib.words.terms import find_terms

FEW = 12  # columns of a heat map that have room for numbers


def plot_topics(
    rows: pd.DataFrame,
    *,
    parts: Mapping[str, str] | None = None,
    lang: str = "en",
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

    Raises
    ------
    ReportError
        If there is no row, or `lang` is unknown.
    """
    texts = chart_texts("words", lang)
    check_table(rows, "attention", ["section", "topic", "share_of_terms"])
    order = list(dict.fromkeys(refuse_empty(rows, "topic")["section"]))
    table = (
        100
        * rows.pivot_table(
            index="topic", columns="section", values="share_of_terms", fill_value=0.0
        )[order]
    )
    table = table.loc[table.mean(axis=1).sort_values(ascending=False, kind="stable").index]
    shares, few = table.to_numpy(), len(order) <= FEW
    ax = one_panel(ax)
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
    return finish(ax, title + ("\n" if heads.any() else ""), texts["topics_axis"], source, lang)


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
        The rows of :func:`reportlib.find_terms` with the term's ``dp``.

    Examples
    --------
    >>> from reportlib import split_outline, split_sentences
    >>> raw = "一、物价平稳。\\n二、物价上涨。\\n"
    >>> rows = build_strips(split_sentences(raw, split_outline(raw)), ["物价"])
    >>> rows[["term", "start", "dp"]].values.tolist()
    [['物价', 2, 0.0], ['物价', 10, 0.0]]
    """
    spread = dispersion(sentences, depth=depth)[["term", "dp"]]
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
    """Draw where terms stand along the report: one strip a term, one line an occurrence, Gries's DP
    at the right.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_strips`.
    outline : DataFrame
        Outline of the same report: its parts are set apart.
    """
    texts = chart_texts("words", lang)
    refuse_empty(check_table(rows, "strips", ["term", "en", "start", "dp"]), "term")
    check_table(outline, "outline", ["depth", "part", "start", "section_end"])
    terms = rows.groupby("term", sort=False).agg(
        en=("en", "first"), dp=("dp", "first"), n=("start", "size")
    )
    terms = terms.sort_values("n", ascending=False, kind="stable").reset_index()
    ax = one_panel(ax)
    at, scale = np.arange(len(terms))[::-1], 100 / outline["section_end"].max()
    for height, term, dp in zip(at, terms["term"], terms["dp"], strict=True):
        ax.vlines(
            scale * rows.loc[rows["term"] == term, "start"],
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
    ax.set_yticks(at, term_labels(terms), fontsize=7)
    ax.set_xlim(0, 100)
    ends = [
        term_in_title(row, lang)
        for row in terms.sort_values("dp", kind="stable").iloc[[0, -1]].to_dict("records")
    ]
    return finish(
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


def plot_commitment(
    rows: pd.DataFrame, *, lang: str = "en", source: str = "", ax: Axes | None = None
) -> Figure:
    """Draw numbers, sentences with a target number, and the words of commitment by section: a panel
    for each quantity.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_commitment`.
    """
    texts = chart_texts("words", lang)
    panels = dict(
        list(
            refuse_empty(
                check_table(rows, "commitment", ["section", "quantity", "en", "value"]), "section"
            ).groupby("quantity", sort=False)
        )
    )
    figure = several_panels(ax)
    axes = figure.subplots(-(-len(panels) // 3), 3, squeeze=False).flatten()
    for axis, (quantity, panel) in zip(axes, panels.items(), strict=False):
        at = np.arange(len(panel))[::-1]
        axis.bar_label(
            axis.barh(at, panel["value"], color=DARK, height=0.6), fmt="%.1f", padding=3, fontsize=7
        )
        axis.set_yticks(at, [texts["parts"].get(name, name) for name in panel["section"]])
        axis.set_title(
            texts["quantities"].get(quantity)
            or f"{term_label(quantity, panel['en'].iloc[0])}{texts['rate']}",
            fontsize=6.5,
        )
        axis.margins(x=0.25)
    for axis in axes[len(panels) :]:
        axis.set_visible(False)
    most = panels["target_share"].nlargest(1, "value").to_dict("records")[0]
    figure.suptitle(
        texts["commitment"].format(
            share=most["value"], part=texts["parts"].get(most["section"], most["section"])
        ),
        x=0.01,
        ha="left",
        fontsize=9,
    )
    figure.supxlabel(source_line(source, lang), x=0.01, ha="left", fontsize=8)
    return figure
