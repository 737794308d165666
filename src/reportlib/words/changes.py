"""Two texts → what changed between them: clauses, shared runs, terms, bounds. The texts are two
reports, or review and plan of one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Any

import pandas as pd

from reportlib.tables.columns import build_table, check_table
from reportlib.tables.errors import ReportError
from reportlib.words.clauses import split_clauses
from reportlib.words.segmenting import segment
from reportlib.words.terms import Terms, count_terms


def compare_texts(a: pd.DataFrame, b: pd.DataFrame, similar: float = 0.6) -> pd.DataFrame:
    """Align the sentences or clauses of two texts: kept, changed (what changed is marked),
    new, dropped.

    A long sentence is rarely said twice, its clauses are: to see what is taken up, give the clauses
    that :func:`reportlib.split_clauses` cuts.

    Likeness of two sentences is Dice's coefficient of their pairs of neighbouring characters, 2 ·
    common / (pairs of a + pairs of b). The most alike are paired first, each sentence once,
    wherever it stands; among equals the nearest in relative position. A sentence that was split in
    two is paired with the half that is more like it. One of a single character is alike to itself
    alone.

    Parameters
    ----------
    a, b : DataFrame
        Tables ``sentences``, or of their clauses, the earlier text first; of one report, for
        example the clauses of its review and of its plan.
    similar : float
        Least likeness of a pair, 0 to 1.

    Returns
    -------
    DataFrame
        One row per pair and per sentence left alone, in the order of `b`, then the dropped ones in
        that of `a`: ``status`` (kept, changed, new, dropped), ``likeness, sentence_a, sentence_b``
        (their ids), ``text_a, text_b`` (clean) and ``marked``: what `b` says, with [-words gone-]
        and {+words added+}.

    Notes
    -----
    Dice, L. R. (1945). Measures of the amount of ecologic association between species. Ecology 26,
    297–302. Marks as in GNU wdiff.

    Examples
    --------
    >>> from reportlib import split_outline, split_sentences
    >>> texts = "地区生产总值增长6%左右。稳定就业。", "地区生产总值增长6%以上。扩大开放。"
    >>> a, b = (split_sentences(raw, split_outline(raw)) for raw in texts)
    >>> compare_texts(a, b)[["status", "marked"]].fillna("").values.tolist()
    [['changed', '地区生产总值增长6%[-左右-]{+以上+}。'], ['new', ''], ['dropped', '']]
    """
    if not 0 <= similar <= 1:
        raise ReportError(f"similar={similar!r} is no likeness; give a number from 0 to 1")
    for name, frame in (("a", a), ("b", b)):
        check_table(frame, f"sentences {name}", ["sentence_id", "clean"])
    texts_a, texts_b = a["clean"].fillna("").tolist(), b["clean"].fillna("").tolist()
    partner, likeness = _pairs(texts_a, texts_b, similar)
    ids_a, ids_b = a["sentence_id"].tolist(), b["sentence_id"].tolist()
    rows: list[dict[str, Any]] = []
    for j, text in enumerate(texts_b):
        row = {"status": "new", "sentence_b": ids_b[j], "text_b": text}
        if j in partner:
            i = partner[j]
            row |= {"likeness": likeness[j], "sentence_a": ids_a[i], "text_a": texts_a[i]}
            row |= (
                {"status": "kept"}
                if texts_a[i] == text
                else {"status": "changed", "marked": _marked(texts_a[i], text)}
            )
        rows.append(row)
    gone = set(range(len(texts_a))) - set(partner.values())
    rows += [
        {"status": "dropped", "sentence_a": ids_a[i], "text_a": texts_a[i]} for i in sorted(gone)
    ]
    return build_table("changes", rows)


def _pairs(
    texts_a: list[str], texts_b: list[str], similar: float
) -> tuple[dict[int, int], dict[int, float]]:
    """For each paired sentence of b, its partner in a; and how alike they are."""
    grams_a, grams_b = (
        [
            Counter(map("".join, zip(text, text[1:], strict=False))) or Counter([text])
            for text in texts
        ]
        for texts in (texts_a, texts_b)
    )
    having: defaultdict[str, list[int]] = defaultdict(list)
    for i, grams in enumerate(grams_a):
        for gram in grams:
            having[gram].append(i)
    candidates = []
    for j, grams in enumerate(grams_b):
        common: Counter[int] = Counter()
        for gram, n in grams.items():
            for i in having.get(gram, ()):
                common[i] += min(n, grams_a[i][gram])
        for i, n in common.items():
            dice = 2 * n / (grams_a[i].total() + grams.total())
            if dice >= similar:
                candidates.append((-dice, abs(i / len(texts_a) - j / len(texts_b)), i, j))
    partner: dict[int, int] = {}
    likeness: dict[int, float] = {}
    taken = set()
    for dice, _, i, j in sorted(candidates):
        if i not in taken and j not in partner:
            taken.add(i)
            partner[j], likeness[j] = i, -dice
    return partner, likeness


def _marked(old: str, new: str) -> str:
    words_a, words_b = segment(old), segment(new)
    parts = []
    for kind, i, i_end, j, j_end in SequenceMatcher(
        None, words_a, words_b, autojunk=False
    ).get_opcodes():
        gone, added = "".join(words_a[i:i_end]), "".join(words_b[j:j_end])
        parts.append(
            added
            if kind == "equal"
            else (f"[-{gone}-]" if gone else "") + (f"{{+{added}+}}" if added else "")
        )
    return "".join(parts)


def find_shared_runs(a: pd.DataFrame, b: pd.DataFrame, least: int = 10) -> pd.DataFrame:
    """Runs of characters of text `b` that text `a` has word for word.

    Each clause of `b` is read from left to right; at each place the longest run that stands within
    a clause of `a` is taken, if it has at least `least` characters, and reading goes on after it.

    Parameters
    ----------
    a, b : DataFrame
        Tables ``sentences`` or of clauses, the earlier text first.
    least : int
        Fewest characters of a run; names of policies and offices are shared by all texts, so a low
        number finds names.

    Returns
    -------
    DataFrame
        One row per run, in the order of `b`: ``text, length, sentence_a`` (the first that has it),
        ``sentence_b``. The lengths over the characters of `b` are the share taken up.

    Examples
    --------
    >>> from reportlib import split_outline, split_sentences
    >>> texts = "启动江北机场建设。", "加快江北机场建设，扩大就业。"
    >>> a, b = (split_sentences(raw, split_outline(raw)) for raw in texts)
    >>> find_shared_runs(a, b, least=5)[["text", "length"]].values.tolist()
    [['江北机场建设', 6]]
    """
    if least < 1:
        raise ReportError(f"least={least!r} is no length of a run; give 1 or more")
    sides = [split_clauses(side) for side in (a, b)]
    texts = sides[0]["clean"].tolist()
    whole = "\n".join(texts)
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    rows = []
    for id_b, text in zip(sides[1]["sentence_id"], sides[1]["clean"], strict=True):
        at = 0
        while at + least <= len(text):
            end = at + least
            place = whole.find(text[at:end])
            if place < 0:
                at += 1
                continue
            while end < len(text) and (longer := whole.find(text[at : end + 1])) >= 0:
                place, end = longer, end + 1
            id_a = sides[0]["sentence_id"].iloc[bisect_right(starts, place) - 1]
            rows.append((text[at:end], end - at, id_a, id_b))
            at = end
    types = {"text": "str", "length": "int64", "sentence_a": "str", "sentence_b": "str"}
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def list_new_terms(
    a: pd.DataFrame, b: pd.DataFrame, method: str = "lexicon", terms: Terms = None
) -> pd.DataFrame:
    """Terms of text `b` whose characters stand nowhere in text `a`, not even inside a longer term.

    Parameters
    ----------
    a, b : DataFrame
        Tables ``sentences``, the earlier text first.
    method, terms
        As in :func:`reportlib.words.terms.count_terms`; they say how the terms of `b` are found and
        counted.

    Returns
    -------
    DataFrame
        One row per term, the most frequent first: ``term, en, topic, n``.

    Examples
    --------
    >>> from reportlib import split_outline, split_sentences
    >>> texts = "扩大就业。", "扩大就业，发展新质生产力。"
    >>> a, b = (split_sentences(raw, split_outline(raw)) for raw in texts)
    >>> list_new_terms(a, b)[["term", "en"]].values.tolist()
    [['新质生产力', 'new quality productive forces']]
    """
    earlier = "\n".join(check_table(a, "sentences a", ["clean"])["clean"].fillna(""))
    counts = count_terms(b.assign(side="b"), "side", method, terms)
    old = counts["term"].fillna("").map(earlier.__contains__).astype(bool)
    fresh = (
        counts[(counts["n"] > 0) & ~old]
        .groupby(["term", "en", "topic"], dropna=False)["n"]
        .sum()
        .reset_index()
    )
    return fresh.sort_values(["n", "term"], ascending=[False, True], ignore_index=True)


def list_changed_bounds(a: pd.DataFrame, b: pd.DataFrame) -> pd.DataFrame:
    """Indicators whose bound is another in `b` than in `a`: 6%左右 (about) → 6%以上 (at least).

    Rows meet on indicator, measure, unit and role; where a text gives a pair twice, its first
    counts.

    Parameters
    ----------
    a, b : DataFrame
        Tables ``numbers``, the earlier first; needs ``indicator, measure, unit, role, bound, value,
        text, number_id``. To compare the targets of two reports, give their targets alone; to
        compare outcomes with targets, set role to one value.

    Returns
    -------
    DataFrame
        One row per indicator, in the order of `b`: ``indicator, measure, unit, role, bound_a,
        bound_b, value_a, value_b, text_a, text_b, number_id_a, number_id_b``.

    Examples
    --------
    >>> from reportlib import Report, analyse
    >>> texts = (f"一、今年主要任务\\n地区生产总值增长{goal}。" for goal in ("6%左右", "6%以上"))
    >>> a, b = (analyse(Report("r", text)).numbers for text in texts)
    >>> list_changed_bounds(a, b)[["indicator", "bound_a", "bound_b"]].values.tolist()
    [['地区生产总值', 'approx', 'ge']]
    """
    keys, shown = ["indicator", "measure", "unit", "role"], ["bound", "value", "text", "number_id"]
    sides = [
        check_table(side, "numbers", [*keys, *shown])
        .dropna(subset=["indicator", "bound"])
        .drop_duplicates(keys)[[*keys, *shown]]
        for side in (a, b)
    ]
    met = sides[1].merge(sides[0], on=keys, suffixes=("_b", "_a"))
    columns = [*keys, *(f"{name}_{side}" for name in shown for side in "ab")]
    return met.loc[met["bound_a"] != met["bound_b"], columns].reset_index(drop=True)
