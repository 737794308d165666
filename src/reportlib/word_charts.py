"""Charts of words: counted terms in, Axes out. A cloud shows what a bar chart says more exactly, so the two stand side by side."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from reportlib.segmenting import segment
from reportlib.style import ACCENT, DARK, LIGHT, find_font
from reportlib.tables import ReportError, check_table, vocabulary_rows
from reportlib.words import count_terms

TEXTS: dict[str, dict[str, Any]] = {
    "zh": {
        "top": "出现最多的政策词",
        "times": "次数",
        "ways": "“{term}”出现多少次？四种数法",
        "methods": ["每次出现", "词表最长匹配", "分词后加词表", "分词器默认切分"],
        "keyness": "{a}（右）与{b}（左）各自突出的词",
        "g2": "对数似然值 G²，向右为{a}",
        "topics": "各部分的主题占比（%）",
        "topics_axis": "占该部分政策词的比例",
        "strips": "各词在报告中的位置",
        "position": "报告中的位置（%）",
        "commitment": "各部分的数字与可度量目标",
        "numbers": "每千字数字",
        "targets": "含目标数字的句子（%）",
        "cloud": "词云：面积随次数",
        "parts": {"front": "开头", "review": "回顾", "goals": "规划目标", "tasks": "年度任务", "other": "其他"},
        "source": "来源：{source}",
    },
    "en": {
        "top": "Policy terms named most often",
        "times": "times",
        "ways": "How often does “{term}” occur? Four ways to count",
        "methods": ["every occurrence", "longest match of the lexicon", "cut, with the lexicon", "the tokenizer's default cut"],
        "keyness": "Terms that set {a} (right) apart from {b} (left)",
        "g2": "log-likelihood G², to the right for {a}",
        "topics": "Topics by part, %",
        "topics_axis": "share of the part's policy terms",
        "strips": "Where terms stand in the report",
        "position": "place in the report, %",
        "commitment": "Numbers and measurable targets, by part",
        "numbers": "numbers per 1,000 characters",
        "targets": "sentences with a target number, %",
        "cloud": "Word cloud: size by count",
        "parts": {"front": "opening", "review": "review", "goals": "plan goals", "tasks": "tasks", "other": "other"},
        "source": "Source: {source}",
    },
}


def _texts(lang: str) -> dict[str, Any]:
    if lang not in TEXTS:
        raise ReportError(f"lang={lang!r} is not one of 'zh', 'en'")
    return TEXTS[lang]


def _finish(ax: Axes, title: str, xlabel: str, source: str, lang: str) -> Axes:
    ax.set_title(title)
    ax.set_xlabel(f"{xlabel}\n{TEXTS[lang]['source'].format(source=source)}" if source else xlabel, loc="left")
    return ax


def _labels(rows: pd.DataFrame, lang: str) -> list[str]:
    english = [f"{row['term']}  {row['en']}" if row["en"] else str(row["term"]) for row in rows.fillna({"en": ""}).to_dict("records")]
    return rows["term"].tolist() if lang == "zh" else english


def _some(rows: pd.DataFrame, what: str) -> pd.DataFrame:
    if rows.empty:
        raise ReportError(f"there is no {what} to draw; is the text empty, or without the terms asked for?")
    return rows


def plot_top_terms(counts: pd.DataFrame, *, n: int = 20, lang: str = "zh", source: str = "", ax: Axes | None = None) -> Axes:
    """Draw the most frequent terms, with their English beside the Chinese.

    Parameters
    ----------
    counts : DataFrame
        From ``count_terms(…, by="report")``; needs ``term, en, n``.
    """
    texts = _texts(lang)
    rows = _some(check_table(counts, "terms", ["term", "en", "n"]).nlargest(n, "n"), "term")
    ax = plt.subplots()[1] if ax is None else ax
    at = np.arange(len(rows))[::-1]
    ax.bar_label(ax.barh(at, rows["n"], color=DARK, height=0.65), padding=3, fontsize=7)
    ax.set_yticks(at, _labels(rows, lang), fontsize=7)
    return _finish(ax, texts["top"], texts["times"], source, lang)


def ways_to_count(sentences: pd.DataFrame, term: str) -> pd.DataFrame:
    """One term counted in four ways: exactly what :func:`plot_ways` draws.

    Returns
    -------
    DataFrame
        ``way`` (substring, lexicon, tokens, default cut) and ``n``.

    Examples
    --------
    >>> from reportlib import split_outline, split_sentences
    >>> raw = "推动成渝地区双城经济圈建设，发展经济。"
    >>> ways_to_count(split_sentences(raw, split_outline(raw)), "经济")["n"].tolist()
    [2, 1, 1, 1]
    """
    rows = []
    for way in ("substring", "lexicon", "tokens"):
        found = count_terms(sentences, "report", way, terms=term if way == "substring" else None)
        rows.append({"way": way, "n": int(found.loc[found["term"] == term, "n"].sum())})
    cut = sum(segment(text).count(term) for text in sentences["clean"].fillna(""))
    return pd.DataFrame([*rows, {"way": "default cut", "n": cut}])


def plot_ways(rows: pd.DataFrame, term: str, *, lang: str = "zh", source: str = "", ax: Axes | None = None) -> Axes:
    """Draw four counts of one term side by side."""
    texts = _texts(lang)
    ax = plt.subplots()[1] if ax is None else ax
    at = np.arange(len(rows))[::-1]
    ax.bar_label(ax.barh(at, rows["n"], color=[DARK, DARK, DARK, LIGHT], height=0.55), padding=3)
    ax.set_yticks(at, texts["methods"])
    return _finish(ax, texts["ways"].format(term=term), texts["times"], source, lang)


def plot_keyness(rows: pd.DataFrame, a: str, b: str, *, n: int = 10, lang: str = "zh", source: str = "", ax: Axes | None = None) -> Axes:
    """Draw the terms that set side `a` (right) apart from side `b` (left), by G²; both counts stand at the bars.

    Parameters
    ----------
    rows : DataFrame
        From :func:`reportlib.keyness`; needs ``term, en, n_a, n_b, g2, log_ratio``.
    """
    texts = _texts(lang)
    check_table(rows, "keyness", ["term", "en", "n_a", "n_b", "g2", "log_ratio"])
    right, left = (rows[rows["log_ratio"] * side > 0].nlargest(n, "g2") for side in (1, -1))
    shown = _some(pd.concat([right, left[::-1]], ignore_index=True), "term on either side")
    ax = plt.subplots()[1] if ax is None else ax
    at, signed = np.arange(len(shown))[::-1], np.sign(shown["log_ratio"]) * shown["g2"]
    ax.barh(at, signed, color=[DARK if value > 0 else ACCENT for value in signed], height=0.65)
    for height, value, row in zip(at, signed, shown.to_dict("records"), strict=True):
        side = 4 if value > 0 else -4
        ax.annotate(
            f"{row['n_a']}:{row['n_b']}", (value, height), (side, 0), textcoords="offset points", va="center", ha="left" if value > 0 else "right", fontsize=6
        )
    ax.axvline(0, color=LIGHT, lw=0.8)
    ax.set_yticks(at, _labels(shown, lang), fontsize=7)
    ax.margins(x=0.1)
    names = {"a": texts["parts"].get(a, a), "b": texts["parts"].get(b, b)}
    return _finish(ax, texts["keyness"].format(**names), texts["g2"].format(**names), source, lang)


def plot_topics(rows: pd.DataFrame, *, lang: str = "zh", source: str = "", ax: Axes | None = None) -> Axes:
    """Draw a heat map of topics by section: the share of each topic in the section's terms, in per cent.

    Parameters
    ----------
    rows : DataFrame
        From :func:`reportlib.attention_shares`; needs ``section, topic, share_of_terms``.
    """
    texts = _texts(lang)
    check_table(rows, "attention", ["section", "topic", "share_of_terms"])
    order = list(dict.fromkeys(_some(rows, "topic")["section"]))
    table = 100 * rows.pivot_table(index="topic", columns="section", values="share_of_terms", fill_value=0.0)[order]
    table = table.loc[table.mean(axis=1).sort_values(ascending=False).index]
    ax = plt.subplots()[1] if ax is None else ax
    ax.imshow(table, cmap="Blues", aspect="auto", vmin=0)
    for (i, j), share in np.ndenumerate(table.to_numpy()):
        ax.text(j, i, f"{share:.0f}", ha="center", va="center", fontsize=7, color="white" if share > table.to_numpy().max() * 0.6 else "black")
    ax.set_xticks(range(len(order)), [texts["parts"].get(str(name), str(name)) for name in order])
    chinese = {row["topic"]: row["zh"] for row in vocabulary_rows("topics")} if lang == "zh" else {}
    ax.set_yticks(range(len(table)), [chinese.get(str(topic), str(topic)) for topic in table.index])
    ax.spines[:].set_visible(False)
    return _finish(ax, texts["topics"], texts["topics_axis"], source, lang)


def plot_strips(found: pd.DataFrame, length: int, *, lang: str = "zh", source: str = "", ax: Axes | None = None) -> Axes:
    """Draw where terms stand along the report: one strip a term, one line an occurrence.

    Parameters
    ----------
    found : DataFrame
        From :func:`reportlib.find_terms`; needs ``term, en, start``.
    length : int
        Characters of the raw text.
    """
    texts = _texts(lang)
    terms = _some(check_table(found, "found terms", ["term", "en", "start"]), "term").drop_duplicates("term")
    ax = plt.subplots()[1] if ax is None else ax
    at = np.arange(len(terms))[::-1]
    for height, term in zip(at, terms["term"], strict=True):
        places = 100 * found.loc[found["term"] == term, "start"] / length
        ax.vlines(places, height - 0.35, height + 0.35, color=DARK, lw=0.8)
    ax.set_yticks(at, _labels(terms, lang), fontsize=7)
    ax.set_xlim(0, 100)
    return _finish(ax, texts["strips"], texts["position"], source, lang)


def plot_commitment(rows: pd.DataFrame, *, lang: str = "zh", source: str = "", ax: Axes | None = None) -> Axes:
    """Draw numbers per 1,000 characters (bars) and the share of sentences with a target number (diamonds), by section.

    Parameters
    ----------
    rows : DataFrame
        From :func:`reportlib.commitment_measures`; needs ``section, numbers_per_1k, target_share``.
    """
    texts = _texts(lang)
    rows = _some(check_table(rows, "commitment", ["section", "numbers_per_1k", "target_share"]), "section")
    ax = plt.subplots()[1] if ax is None else ax
    at = np.arange(len(rows))[::-1]
    ax.barh(at, rows["numbers_per_1k"], color=LIGHT, height=0.5, label=texts["numbers"])
    ax.plot(100 * rows["target_share"], at, "D", color=ACCENT, ls="none", label=texts["targets"])
    ax.set_yticks(at, [texts["parts"].get(str(name), str(name)) for name in rows["section"]])
    ax.legend(fontsize=7)
    return _finish(ax, texts["commitment"], "", source, lang)


def plot_cloud(counts: pd.DataFrame, *, n: int = 60, seed: int = 1, lang: str = "zh", source: str = "", ax: Axes | None = None) -> Axes:
    """Draw a word cloud from counts that were made before, with a fixed seed: nothing is cut or dropped here.

    Parameters
    ----------
    counts : DataFrame
        From ``count_terms(…, by="report")``; needs ``term, n``.
    """
    texts = _texts(lang)
    from wordcloud import WordCloud

    rows = _some(check_table(counts, "terms", ["term", "n"]).nlargest(n, "n"), "term")
    cloud = WordCloud(font_path=find_font(), width=1200, height=700, background_color="white", random_state=seed, prefer_horizontal=1.0, collocations=False)
    cloud.generate_from_frequencies(dict(zip(rows["term"], rows["n"].astype(float), strict=True)))
    cloud.recolor(color_func=lambda *_, font_size, **__: DARK if font_size > 40 else "#5b6b7b")
    ax = plt.subplots()[1] if ax is None else ax
    ax.imshow(cloud.to_array(), interpolation="bilinear")
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines[:].set_visible(False)
    return _finish(ax, texts["cloud"], "", source, lang)
