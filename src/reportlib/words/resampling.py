"""Paragraphs drawn anew: how far a rate, a share or a difference of words may be chance.

Words come in clusters: one paragraph names a thing three times, the next not at all. So the unit
that is drawn is the paragraph, never the word, and formulas that take each occurrence as
independent give intervals that are too narrow and tests that reject too often.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import accumulate

import numpy as np
import pandas as pd

from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError
from reportlib.words.measures import keyness
from reportlib.words.terms import Terms, count_terms, group_sentences, match_terms

DRAWS = 1999


def number_paragraphs(sentences: pd.DataFrame) -> list[int]:
    """The paragraph of each sentence, counted from 0 over the whole table: one ends where a raw
    line ends after a sentence, and where the report does.

    Examples
    --------
    >>> from reportlib import split_outline, split_sentences
    >>> raw = "扩大就业。稳定物价。\\n改革创新。\\n"
    >>> number_paragraphs(split_sentences(raw, split_outline(raw)))
    [0, 0, 1]
    """
    check_table(sentences, "sentences", ["report_id", "text"])
    reports = sentences["report_id"].tolist()
    closed = sentences["text"].str.contains(r"\n\s*\Z").tolist()
    nexts = zip(closed, reports, reports[1:], strict=False)
    ends = [done or one != then for done, one, then in nexts]
    return list(accumulate(ends, initial=0))[: len(reports)]


def _check_draws(draws: int) -> None:
    if draws < 19:
        raise ReportError(f"draws={draws!r} are too few for 5 %; give at least 19")


def permute_keyness(
    sentences: pd.DataFrame,
    a: str | Iterable[str],
    b: str | Iterable[str],
    by: str = "part",
    method: str = "lexicon",
    terms: Terms = None,
    *,
    floor: int = 5,
    draws: int = DRAWS,
    seed: int = 1,
) -> pd.DataFrame:
    """Keyness of two sides, with the chance that paragraphs dealt out at random would show as much.

    The paragraphs of both sides are shuffled `draws` times and dealt out again, as many to either
    side as there are. Where nothing sets the sides apart but who was dealt what, a G² as large as
    the one observed comes up with probability

    - p = (1 + draws with a G² of this term at least as large) / (1 + draws), for a term that was
      picked beforehand;
    - p_family = the same for the largest G² of any of the terms: one term of the family below 0.05
      comes up in one of twenty comparisons of equal sides.

    Parameters
    ----------
    sentences : DataFrame
        Table ``sentences``, with the column that `by` names.
    a, b, floor
        As in :func:`reportlib.keyness`; terms below the floor are no part of the family.
    by, method, terms
        As in :func:`reportlib.count_terms`.
    draws, seed : int
        How often to shuffle, and from which seed: the same seed gives the same figures.

    Returns
    -------
    DataFrame
        The rows of :func:`reportlib.keyness` with ``p, p_family``.

    Raises
    ------
    ReportError
        As :func:`reportlib.keyness`, or if there are fewer than 19 draws.

    Notes
    -----
    The largest of all: Westfall, P. H. and Young, S. S. (1993). Resampling-based multiple testing.
    Wiley, single step. Counting the observed deal as one: Phipson, B. and Smyth, G. K. (2010).
    Permutation p-values should never be zero. Statistical Applications in Genetics and Molecular
    Biology 9, 39.

    Examples
    --------
    >>> from reportlib import split_outline, split_sentences
    >>> raw = "改革。\\n改革。\\n就业。\\n就业。\\n"
    >>> sentences = split_sentences(raw, split_outline(raw)).assign(side=[*"aabb"])
    >>> found = permute_keyness(sentences, "a", "b", "side", terms=["改革", "就业"], floor=1)
    >>> [round(p, 2) for p in found["p"]]  # two of the six deals part them so
    [0.33, 0.33]
    """
    _check_draws(draws)
    a, b = ([side] if isinstance(side, str) else list(side) for side in (a, b))
    rows = keyness(count_terms(sentences, by, method, terms), a, b, floor=floor)
    taken = sentences[sentences[by].isin([*a, *b])]
    numbered = zip(number_paragraphs(taken), taken[by], strict=True)  # none stands on two sides
    taken = taken.assign(paragraph=[f"{n} {side}" for n, side in numbered], report_id="all")
    counts = count_terms(taken, "paragraph", method, terms)
    sizes = counts.drop_duplicates("section").set_index("section")["characters"]
    table = counts.pivot_table(index="section", columns="term", values="n", fill_value=0)
    n = table.reindex(index=sizes.index, columns=rows["term"], fill_value=0).to_numpy(float)
    characters = sizes.to_numpy(float)
    of = taken.drop_duplicates("paragraph").set_index("paragraph")[by].isin(a)
    on_a = of.reindex(sizes.index).to_numpy()
    observed = _all_g2(n, characters, on_a)
    dealer = np.random.default_rng(seed)
    alone, family = np.ones(len(rows)), np.ones(len(rows))
    for _ in range(draws):
        dealt = _all_g2(n, characters, dealer.permutation(on_a))
        alone += dealt >= observed - 1e-9
        family += dealt.max(initial=0) >= observed - 1e-9
    return rows.assign(p=alone / (1 + draws), p_family=family / (1 + draws))


def _all_g2(n: np.ndarray, characters: np.ndarray, on_a: np.ndarray) -> np.ndarray:
    """G² of each column when these paragraphs stand on side a; see :func:`keyness`."""
    total, share = n.sum(axis=0), characters[on_a].sum() / characters.sum()
    n_a = n[on_a].sum(axis=0)
    g2 = np.zeros(len(total))
    for found, expected in ((n_a, share * total), (total - n_a, (1 - share) * total)):
        some = found > 0
        g2[some] += 2 * found[some] * np.log(found[some] / expected[some])
    return g2


def bootstrap_ratios(
    groups: Sequence[Hashable],
    paragraphs: Sequence[int],
    found: Counter[tuple[int, str]],
    bases: Sequence[float],
    *,
    draws: int = DRAWS,
    seed: int = 1,
) -> pd.DataFrame:
    """Ratios of group sums with the interval that the bootstrap over their paragraphs gives.

    Of each group as many paragraphs as it has are drawn with replacement, `draws` times; the middle
    95 % of the ratios are the interval. A group of one paragraph has none, and so has a name that
    the group has not.

    Parameters
    ----------
    groups, paragraphs, bases : sequence
        Of each row of a text: its group, its paragraph, what it adds to the base.
    found : Counter
        (row, name) → how often.

    Returns
    -------
    DataFrame
        One row per group and name, groups in text order: ``group, name, n, base, ratio, low, high,
        paragraphs``.

    Notes
    -----
    Efron, B. and Tibshirani, R. J. (1993). An introduction to the bootstrap. Chapman and Hall,
    percentile intervals.

    Examples
    --------
    >>> found = Counter({(0, "x"): 1, (1, "x"): 3})
    >>> bootstrap_ratios("gg", [0, 1], found, [10, 10])[["n", "ratio", "low", "high"]].values
    array([[4. , 0.2, 0.1, 0.3]])
    """
    _check_draws(draws)
    names = list(dict.fromkeys(name for _, name in found))
    column = {name: i for i, name in enumerate(names)}
    dealer, rows = np.random.default_rng(seed), []
    for group in dict.fromkeys(groups):
        own = [i for i, other in enumerate(groups) if other == group]
        at = {number: i for i, number in enumerate(dict.fromkeys(paragraphs[i] for i in own))}
        base, n = np.zeros(len(at)), np.zeros((len(at), len(names)))
        place = {i: at[paragraphs[i]] for i in own}
        for i in own:
            base[place[i]] += bases[i]
        for (i, name), times in found.items():
            if i in place:
                n[place[i], column[name]] += times
        weights = dealer.multinomial(len(at), np.full(len(at), 1 / len(at)), size=draws)
        below = weights @ base
        drawn = (weights @ n)[below > 0] / below[below > 0, None]
        ends = np.quantile(drawn, (0.025, 0.975), axis=0) if len(drawn) else np.full((2, 0), np.nan)
        for name, times, low, high in zip(names, n.sum(axis=0), *ends, strict=False):
            known = times > 0 and len(at) > 1
            row = {"group": group, "name": name, "n": int(times), "base": base.sum()}
            row |= {"ratio": times / base.sum(), "low": low if known else np.nan}
            rows.append(row | {"high": high if known else np.nan, "paragraphs": len(at)})
    columns = ["group", "name", "n", "base", "ratio", "low", "high", "paragraphs"]
    return pd.DataFrame(rows, columns=columns)


def bootstrap_rates(
    sentences: pd.DataFrame,
    by: str = "section",
    method: str = "lexicon",
    terms: Terms = None,
    *,
    depth: int | None = None,
    draws: int = DRAWS,
    seed: int = 1,
) -> pd.DataFrame:
    """Rate of each term in each section, per 10,000 characters, with its 95 % interval over
    paragraphs; see :func:`bootstrap_ratios` of this module.

    Parameters
    ----------
    sentences, by, method, terms, depth
        As in :func:`reportlib.count_terms`.
    draws, seed : int
        How often to draw, and from which seed.

    Returns
    -------
    DataFrame
        One row per section and term: ``report_id, section, term, n, characters, per_10k, low, high,
        paragraphs``. The ends are missing where the section does not have the term, or is one
        paragraph.

    Examples
    --------
    >>> from reportlib import split_outline, split_sentences
    >>> raw = "改革改革创新。\\n改革就业教育。\\n"
    >>> sentences = split_sentences(raw, split_outline(raw))
    >>> found = bootstrap_rates(sentences, "report", "substring", "改革")
    >>> found[["n", "per_10k", "low", "high"]].round().values.tolist()
    [[3.0, 2143.0, 1429.0, 2857.0]]
    """
    hits = Counter((hit.row, hit.term.term) for hit in match_terms(sentences, method, terms))
    groups = group_sentences(sentences, by, depth)
    sizes = [len(text) - text.count(" ") for text in sentences["clean"].fillna("")]
    paragraphs = number_paragraphs(sentences)
    found = bootstrap_ratios(groups, paragraphs, hits, sizes, draws=draws, seed=seed)
    found[["ratio", "low", "high"]] *= 1e4
    named = {"name": "term", "base": "characters", "ratio": "per_10k"}
    return _by_section(found.rename(columns=named))


def bootstrap_shares(
    sentences: pd.DataFrame,
    by: str = "section",
    method: str = "lexicon",
    terms: Terms = None,
    *,
    depth: int | None = None,
    draws: int = DRAWS,
    seed: int = 1,
) -> pd.DataFrame:
    """Share of each topic in the terms of each section, with its 95 % interval over paragraphs.

    Parameters
    ----------
    sentences, by, method, terms, depth
        As in :func:`reportlib.attention_shares`.
    draws, seed : int
        How often to draw, and from which seed.

    Returns
    -------
    DataFrame
        One row per section and topic: ``report_id, section, topic, n, terms`` (of all topics),
        ``share_of_terms, low, high, paragraphs``. The ends are missing as in
        :func:`bootstrap_rates`.

    Examples
    --------
    >>> from reportlib import split_outline, split_sentences
    >>> raw = "改革就业。\\n就业就业。\\n"
    >>> sentences = split_sentences(raw, split_outline(raw))
    >>> found = bootstrap_shares(sentences, "report", terms={"改革": "reform", "就业": "jobs"})
    >>> found[["topic", "share_of_terms", "low", "high"]].values.tolist()
    [['reform', 0.25, 0.0, 0.5], ['jobs', 0.75, 0.5, 1.0]]
    """
    hits = match_terms(sentences, method, terms)
    topics = Counter((hit.row, hit.term.topic or "other") for hit in hits)
    of_row = Counter(hit.row for hit in hits)
    groups, paragraphs = group_sentences(sentences, by, depth), number_paragraphs(sentences)
    bases = [of_row[row] for row in range(len(groups))]
    found = bootstrap_ratios(groups, paragraphs, topics, bases, draws=draws, seed=seed)
    named = {"name": "topic", "base": "terms", "ratio": "share_of_terms"}
    return _by_section(found.rename(columns=named))


def _by_section(found: pd.DataFrame) -> pd.DataFrame:
    pairs = pd.DataFrame(found["group"].tolist(), columns=["report_id", "section"], dtype="str")
    return pairs.join(found.drop(columns="group"))
