"""Counted terms → measures of the field: weight, keyness, dispersion, collocation, attention,
commitment.

Each function states its formula and its source. Counts come from
:func:`reportlib.words.terms.count_terms` or are made by its rules.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from statistics import NormalDist

import pandas as pd

from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError, check_choice
from reportlib.words.clauses import CLAUSE
from reportlib.words.terms import Hit, Terms, count_characters, group_sentences, match_terms

SENTENCE = re.compile(r".*\w.*")
FOR_ZERO = 0.5  # what the log ratio takes for a count of zero
PRIOR = 500.0  # occurrences that the prior of the log-odds weighs: about a part of a report


def tf_idf(counts: pd.DataFrame) -> pd.DataFrame:
    """Weight of each term in its section: frequent there, rare elsewhere.

    tf = n / terms of the section; idf = ln(sections / sections with the term); tf_idf = tf · idf. A
    term that stands in every section weighs nothing.

    Parameters
    ----------
    counts : DataFrame
        Table ``terms``; needs ``report_id, section, term, n``.

    Returns
    -------
    DataFrame
        The rows of `counts` with n above 0 and with ``tf, idf, tf_idf``, within each section the
        heaviest first.

    Notes
    -----
    Spärck Jones, K. (1972). A statistical interpretation of term specificity. Journal of
    Documentation 28, 11–21; as in tidytext's ``bind_tf_idf``.

    Examples
    --------
    >>> counts = pd.DataFrame({"report_id": "r", "section": ["1", "1", "2"], "n": [3, 1, 2]})
    >>> counts["term"] = ["创新", "就业", "就业"]
    >>> tf_idf(counts)["tf_idf"].round(3).tolist()
    [0.52, 0.0, 0.0]
    """
    check_table(counts, "terms", ["report_id", "section", "term", "n"])
    sections = counts.groupby(
        ["report_id", "section"], dropna=False
    ).ngroups  # those without a term count, too
    counts = counts[counts["n"] > 0]
    section = counts.groupby(["report_id", "section"], sort=False, dropna=False)
    tf = counts["n"] / section["n"].transform("sum")
    idf = (sections / counts.groupby("term")["n"].transform("size")).map(math.log).astype("float64")
    weighed = counts.assign(tf=tf, idf=idf, tf_idf=tf * idf, order=section.ngroup())
    return weighed.sort_values(
        ["order", "tf_idf"], ascending=[True, False], kind="stable", ignore_index=True
    ).drop(columns="order")


def _side(counts: pd.DataFrame, name: str, names: list[str]) -> tuple[pd.Series, int]:
    """Counts by term of one side, and its characters."""
    known = counts["section"].dropna().unique().tolist()
    if not names or not set(names) <= set(known):
        wrong = next((repr(wanted) for wanted in names if wanted not in known), "[]")
        raise ReportError(
            f"{name}={wrong} is no section of these counts; there are "
            f"{', '.join(map(str, known)) or 'none'}"
        )
    rows = counts[counts["section"].isin(names)]
    return rows.groupby("term")["n"].sum(), int(
        rows.drop_duplicates(["report_id", "section"])["characters"].sum()
    )


def g2_threshold(tests: int = 1, level: float = 0.05) -> float:
    """G² that chance alone exceeds with probability `level` in any of so many tests.

    The quantile of χ² with one degree of freedom at 1 − level / tests, after Bonferroni: a
    difference between rates that are equal passes in one of twenty comparisons, however many terms
    each of them tests.

    Examples
    --------
    >>> [round(g2, 2) for g2 in (g2_threshold(), g2_threshold(level=0.01), g2_threshold(100))]
    [3.84, 6.63, 12.12]
    """
    if tests < 1 or not 0 < level < 1:
        raise ReportError(
            f"tests={tests!r}, level={level!r}: give at least one test and a level between 0 and 1"
        )
    return NormalDist().inv_cdf(1 - level / tests / 2) ** 2


def weighted_log_odds(n_a: pd.Series, n_b: pd.Series, alpha: pd.Series) -> pd.DataFrame:
    """Difference of two sides in the log-odds of each term, drawn towards a prior, and how many
    standard errors it is.

    With y the counts of a term, n those of a side and α the prior's,

    - log_odds = ln((y_a + α) / (n_a + Σα − y_a − α)) − the same of b;
    - log_odds_sd = √(1 / (y_a + α) + 1 / (y_b + α));
    - z = log_odds / log_odds_sd.

    Parameters
    ----------
    n_a, n_b, alpha : Series
        Counts of every term of the vocabulary on either side, and the prior's, on one index. One
        small α for all is the uninformative prior; α in the shares of a larger text the informative
        one, which takes rare terms nearest to no difference.

    Returns
    -------
    DataFrame
        ``log_odds, log_odds_sd, z``, on the same index; log_odds is in natural logarithms.

    Notes
    -----
    Monroe, B. L., Colaresi, M. P. and Quinn, K. M. (2008). Fightin' words: lexical feature
    selection and evaluation for identifying the content of political conflict. Political Analysis
    16, 372–403, equations 15 and 16, and 22 for z.

    Examples
    --------
    >>> weighted_log_odds(*(pd.Series(side) for side in ([3, 1], [1, 3], [1, 1]))).round(3)
       log_odds  log_odds_sd      z
    0     1.386        0.866  1.601
    1    -1.386        0.866 -1.601
    """
    weight = alpha.sum()
    odds = [
        ((side + alpha) / (side.sum() + weight - side - alpha)).map(math.log) for side in (n_a, n_b)
    ]
    sd = (1 / (n_a + alpha) + 1 / (n_b + alpha)) ** 0.5
    difference = odds[0] - odds[1]
    return pd.DataFrame({"log_odds": difference, "log_odds_sd": sd, "z": difference / sd})


def keyness(
    counts: pd.DataFrame,
    a: str | Iterable[str],
    b: str | Iterable[str],
    *,
    floor: int = 1,
    prior: float = PRIOR,
) -> pd.DataFrame:
    """Which terms set side `a` apart from side `b`: strength of evidence and size of the
    difference.

    With counts n and sides of C characters, E_a = C_a · (n_a + n_b) / (C_a + C_b) and so for b,

    - g2 = 2 · (n_a · ln(n_a / E_a) + n_b · ln(n_b / E_b)), a zero count adding nothing: how sure
      the difference is. Above 3.84, 6.63, 10.83 and 15.13 it is unlikely (5, 1, 0.1, 0.01 %) for
      one term picked beforehand; here every row is a test, so compare with :func:`g2_threshold` of
      their number;
    - log_ratio = log2((n_a / C_a) / (n_b / C_b)), 0.5 standing for a count of zero: how large it
      is. 1 is twice as often in `a`;
    - log_odds, log_odds_sd and z as in :func:`weighted_log_odds`: how large it is when a term that
      is rare is not believed at once. The sides are the terms counted there, and the prior is
      informative: `prior` occurrences, shared out among the terms as those of all `counts` are.

    Parameters
    ----------
    counts : DataFrame
        Table ``terms`` of one method, whole: it holds the size of every section. Needs ``report_id,
        section, term, en, topic, n, characters``.
    a, b : str or iterable of str
        Sections of `counts`; with ``count_terms(…, by="report")`` these are reports. No section can
        stand on both sides.
    floor : int
        Least number of occurrences on both sides together. Rarer terms can show little, and each of
        them is one more test.
    prior : float
        Weight of the prior in occurrences, above 0; the larger, the nearer to no difference.

    Returns
    -------
    DataFrame
        One row per term of either side: ``term, en, topic, n_a, n_b, per_10k_a, per_10k_b, g2,
        log_ratio, log_odds, log_odds_sd, z``; the surest first.

    Raises
    ------
    ReportError
        If a side names no section of the counts, if the sides share one, if the counts are of
        several methods, or if `prior` is not above 0.

    Notes
    -----
    Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence.
    Computational Linguistics 19, 61–74. Rayson, P. and Garside, R. (2000). Comparing corpora using
    frequency profiling. Hardie, A. (2014). Log Ratio. The base is characters, since the lexicon
    leaves words uncounted: g2 is then the test of two Poisson rates.

    Examples
    --------
    >>> rows = {"report_id": "r", "section": ["review", "tasks"], "term": "创新", "en": ""}
    >>> rows |= {"topic": "", "n": [10, 30], "characters": 1000}
    >>> found = keyness(pd.DataFrame(rows), "tasks", "review")
    >>> found[["n_a", "n_b", "g2", "log_ratio"]].round(3).values.tolist()
    [[30.0, 10.0, 10.465, 1.585]]
    """
    check_table(counts, "terms", ["report_id", "section", "term", "en", "topic", "n", "characters"])
    if "method" in counts and counts["method"].nunique() > 1:
        raise ReportError(
            f"counts of {' and '.join(map(repr, counts['method'].unique()))} cannot be compared; "
            "take those of one method"
        )
    if not prior > 0:
        raise ReportError(f"prior={prior!r} is not above 0; give the occurrences that it weighs")
    a, b = ([side] if isinstance(side, str) else list(side) for side in (a, b))
    if shared := set(a) & set(b):
        raise ReportError(f"{min(shared)!r} stands on both sides; compare sections that differ")
    (n_a, size_a), (n_b, size_b) = _side(counts, "a", a), _side(counts, "b", b)
    both = pd.DataFrame({"n_a": n_a, "n_b": n_b}).fillna(0).astype("int64")
    both = both[both.sum(axis=1) > 0]
    whole = counts.groupby("term")["n"].sum().reindex(both.index)
    odds = weighted_log_odds(both["n_a"], both["n_b"], prior * whole / whole.sum())
    both = both.join(odds)[both.sum(axis=1) >= floor]
    named = counts.drop_duplicates("term").set_index("term")[["en", "topic"]]
    rows = both.join(named).rename_axis("term").reset_index()
    rates = (rows["n_a"] + rows["n_b"]) / (size_a + size_b)
    rows["per_10k_a"], rows["per_10k_b"] = 1e4 * rows["n_a"] / size_a, 1e4 * rows["n_b"] / size_b
    rows["g2"] = [
        2 * (_surprise(x, size_a * rate) + _surprise(y, size_b * rate))
        for x, y, rate in zip(rows["n_a"], rows["n_b"], rates, strict=True)
    ]
    rows["log_ratio"] = [
        math.log2((x or FOR_ZERO) / size_a / ((y or FOR_ZERO) / size_b))
        for x, y in zip(rows["n_a"], rows["n_b"], strict=True)
    ]
    columns = ["term", "en", "topic", "n_a", "n_b", "per_10k_a", "per_10k_b", "g2", "log_ratio"]
    columns += ["log_odds", "log_odds_sd", "z"]
    return rows[columns].sort_values(["g2", "term"], ascending=[False, True], ignore_index=True)


def _surprise(observed: float, expected: float) -> float:
    return observed * math.log(observed / expected) if observed else 0.0


def dispersion(
    sentences: pd.DataFrame,
    by: str = "section",
    method: str = "lexicon",
    terms: Terms = None,
    *,
    depth: int | None = None,
    keep: Iterable[str] = (),
) -> pd.DataFrame:
    """How evenly each term is spread over the sections: 0 as the text is long, near 1 all in one
    small place.

    With s_i the share of section i in the characters and v_i its share in the term's occurrences,
    ``dp = ½ · Σ |v_i − s_i|`` and ``dp_norm = dp / (1 − min s_i)``, which can reach 1. A text of
    one section gives 0. A term that is rare is bunched by chance alone: dp_expected is the mean of
    dp if its n occurrences fell anywhere in the text, each v_i · n then binomial, and dp_excess =
    dp − dp_expected what is left of it; compare terms by that.

    Parameters
    ----------
    sentences, by, method, terms, depth, keep
        As in :func:`reportlib.words.terms.count_terms`; sections of all reports are taken together.

    Returns
    -------
    DataFrame
        One row per term: ``term, en, topic, n, sections`` (that have it), ``dp, dp_norm,
        dp_expected, dp_excess``; the most frequent first.

    Notes
    -----
    Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. International Journal of
    Corpus Linguistics 13, 403–437. Normed: Lijffijt, J. and Gries, S. Th. (2012), ibid. 17,
    147–149. The mean deviation of a binomial in closed form: Diaconis, P. and Zabell, S. (1991).
    Closed form summation for classical distributions. Statistical Science 6, 284–302.

    Examples
    --------
    >>> from reportlib import split_outline, split_sentences
    >>> raw = "一、改革创新。\\n二、改革就业。\\n"
    >>> sentences = split_sentences(raw, split_outline(raw))
    >>> found = dispersion(sentences, method="substring", terms=["改革", "就业"])
    >>> found[["term", "dp"]].values.tolist()
    [['改革', 0.0], ['就业', 0.5]]
    """
    hits = match_terms(sentences, method, terms, keep)
    groups = group_sentences(sentences, by, depth)
    sizes = count_characters(sentences, groups)
    shares = {group: size / sum(sizes.values()) for group, size in sizes.items() if size}
    known = {hit.term.term: hit.term for hit in hits}
    places: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for hit in hits:
        places[hit.term.term][groups[hit.row]] += 1
    room = 1 - min(shares.values(), default=1.0)
    rows = []
    for name, found in sorted(places.items(), key=lambda item: (-item[1].total(), item[0])):
        n = found.total()
        dp = sum(abs(found[group] / n - share) for group, share in shares.items()) / 2
        expected = sum(_mean_deviation(n, share) for share in shares.values()) / n / 2
        term = known[name]
        row: dict[str, object] = {"term": name, "en": term.en or None, "topic": term.topic or None}
        row |= {"n": n, "sections": len(found), "dp": dp, "dp_norm": dp / room if room else 0.0}
        rows.append(row | {"dp_expected": expected, "dp_excess": dp - expected})
    types = {
        "term": "str",
        "en": "str",
        "topic": "str",
        "n": "int64",
        "sections": "int64",
        **dict.fromkeys(("dp", "dp_norm", "dp_expected", "dp_excess"), "float64"),
    }
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def _mean_deviation(n: int, p: float) -> float:
    """E|X − n·p| of a binomial X: 2ν · C(n, ν) · p^ν · (1 − p)^(n − ν + 1), ν the first whole
    number above n·p."""
    if p >= 1:
        return 0.0
    v = math.floor(n * p) + 1
    logs = math.lgamma(n + 1) - math.lgamma(v + 1) - math.lgamma(n - v + 1)
    return 2 * v * math.exp(logs + v * math.log(p) + (n - v + 1) * math.log1p(-p))


def collocations(
    sentences: pd.DataFrame,
    within: str = "clause",
    method: str = "lexicon",
    terms: Terms = None,
    *,
    word: str | None = None,
    floor: int = 3,
    keep: Iterable[str] = (),
) -> pd.DataFrame:
    """Pairs of terms that stand in the same clause or sentence more often than chance would put
    them there.

    Of N clauses, R have the first term, C the second and O both; the other cells of the table
    follow, and E = R · C / N.

    - g2 = 2 · Σ O_ij · ln(O_ij / E_ij) over the four cells: how sure;
    - pmi = log2(O / E): how strong. It overrates rare pairs, so pairs with O below `floor` are left
      out.

    Parameters
    ----------
    sentences, method, terms, keep
        As in :func:`reportlib.words.terms.find_terms`.
    within : {"clause", "sentence"}
        Clauses end at ，；：。！？
    word : str, optional
        Only pairs with this term.
    floor : int
        Least number of clauses that have both.

    Returns
    -------
    DataFrame
        One row per pair: ``first, second`` (in the order of the text where they first meet),
        ``n_both, n_first, n_second, expected, g2, pmi``; the surest first. Pairs that meet less
        than expected are left out.

    Raises
    ------
    ReportError
        If `within` is unknown, or `word` is not among the terms found.

    Notes
    -----
    Dunning (1993), see :func:`keyness`. Church, K. W. and Hanks, P. (1990). Word association norms,
    mutual information, and lexicography. Computational Linguistics 16, 22–29. Co-occurrence within
    textual units: Evert, S. (2008). Corpora and collocations.

    Examples
    --------
    >>> from reportlib import split_outline, split_sentences
    >>> raw = "改革创新，改革创新，改革开放，就业，就业，教育，医疗，养老。"
    >>> sentences = split_sentences(raw, split_outline(raw))
    >>> terms = ["改革", "创新", "开放"]
    >>> pairs = collocations(sentences, method="substring", terms=terms, floor=2)
    >>> pairs[["first", "second", "n_both", "expected", "pmi"]].round(3).values.tolist()
    [['改革', '创新', 2, 0.75, 1.415]]
    """
    check_choice("within", within, ("clause", "sentence"))
    hits = match_terms(sentences, method, terms, keep)
    unit = CLAUSE if within == "clause" else SENTENCE
    starts = [
        [match.start() for match in unit.finditer(text)] for text in sentences["clean"].fillna("")
    ]
    units: defaultdict[tuple[int, int], dict[str, list[Hit]]] = defaultdict(
        dict
    )  # terms of each clause, in order, with their places
    for hit in hits:
        units[hit.row, bisect_right(starts[hit.row], hit.begin)].setdefault(
            hit.term.term, []
        ).append(hit)
    total = sum(map(len, starts))
    single = Counter(term for found in units.values() for term in found)
    if word is not None and word not in single:
        raise ReportError(
            f"word={word!r} is not among the terms found by method={method!r}; give it in terms="
        )
    pairs: Counter[tuple[str, str]] = Counter()
    for found in units.values():
        for first, second in combinations(found, 2):
            apart = any(
                x.end <= y.begin or y.end <= x.begin for x in found[first] for y in found[second]
            )  # no term meets its own inside
            if apart and (word is None or word in (first, second)):
                pairs[(second, first) if (second, first) in pairs else (first, second)] += 1
    rows = []
    for (first, second), both in pairs.items():
        row, column = single[first], single[second]
        expected = row * column / total
        if both >= floor and both > expected:
            cells = (
                (both, row, column),
                (row - both, row, total - column),
                (column - both, total - row, column),
            )
            g2 = 2 * sum(
                _surprise(n, r * c / total)
                for n, r, c in (*cells, (total - row - column + both, total - row, total - column))
            )
            rows.append(
                (first, second, both, row, column, expected, g2, math.log2(both / expected))
            )
    types = {
        "first": "str",
        "second": "str",
        "n_both": "int64",
        "n_first": "int64",
        "n_second": "int64",
    }
    types |= {"expected": "float64", "g2": "float64", "pmi": "float64"}
    return (
        pd.DataFrame(rows, columns=list(types))
        .astype(types)
        .sort_values(["g2", "first"], ascending=[False, True], ignore_index=True)
    )


def attention_shares(
    sentences: pd.DataFrame,
    by: str = "section",
    method: str = "lexicon",
    terms: Terms = None,
    *,
    depth: int | None = None,
) -> pd.DataFrame:
    """Share of each topic in each section, by three denominators that answer three questions.

    - ``share_of_characters``: characters covered by the topic's terms, each once / characters of
      the section. What room does it take? Long terms weigh more.
    - ``share_of_terms``: terms of the topic / all terms found in the section. How is attention
      divided? Adds to 1.
    - ``share_of_sentences``: sentences with a term of the topic / sentences of the section. How
      often does it come up? Adds to more than 1.

    Parameters
    ----------
    sentences, by, method, depth
        As in :func:`reportlib.words.terms.count_terms`; `method` "lexicon" or "substring".
    terms : mapping of term to topic, or DataFrame with ``term, topic``, optional
        Your own word list; by default the lexicon. Terms without a topic make up the topic "other".

    Returns
    -------
    DataFrame
        One row per section and topic that occurs in it, in text order: ``report_id, section, topic,
        n,`` and the three shares.

    Examples
    --------
    >>> from reportlib import split_outline, split_sentences
    >>> raw = "扩大就业，稳定物价。改革创新。"
    >>> topics = {"就业": "jobs", "物价": "prices", "改革": "reform"}
    >>> shares = attention_shares(split_sentences(raw, split_outline(raw)), terms=topics)
    >>> shares[["topic", "share_of_characters", "share_of_sentences"]].round(3).values.tolist()
    [['jobs', 0.133, 0.5], ['prices', 0.133, 0.5], ['reform', 0.133, 0.5]]
    """
    if method == "tokens":
        raise ReportError(
            "method='tokens' finds words without a topic; use 'lexicon' or 'substring'"
        )
    hits = match_terms(sentences, method, terms)
    groups = group_sentences(sentences, by, depth)
    sizes, lengths = count_characters(sentences, groups), Counter(groups)
    order = {group: i for i, group in enumerate(sizes)}
    found: defaultdict[tuple[tuple[str, str], str], list[Hit]] = defaultdict(list)
    for hit in hits:
        found[groups[hit.row], hit.term.topic or "other"].append(hit)
    totals = Counter(groups[hit.row] for hit in hits)
    rows = []
    for (group, topic), places in sorted(
        found.items(), key=lambda item: (order[item[0][0]], item[0][1])
    ):
        covered = len(
            {(hit.row, at) for hit in places for at in range(hit.begin, hit.end)}
        )  # hits may lie inside each other
        in_sentences = len({hit.row for hit in places})
        shares = (
            covered / sizes[group],
            len(places) / totals[group],
            in_sentences / lengths[group],
        )
        rows.append((*group, topic, len(places), *shares))
    types = {"report_id": "str", "section": "str", "topic": "str", "n": "int64"}
    types |= {f"share_of_{name}": "float64" for name in ("characters", "terms", "sentences")}
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def commitment_measures(
    sentences: pd.DataFrame, numbers: pd.DataFrame, by: str = "section", *, depth: int | None = None
) -> pd.DataFrame:
    """How measurable each section is: its numbers, and its sentences that set a target with a
    number.

    The wording itself is counted by ``count_terms(sentences, by=…,
    terms=load_vocabulary("commitment_words"))``, which keeps the guards of that list (研究 in
    科学研究 promises nothing): 确保 (ensure) and 力争 (strive for) are not the same promise.

    Parameters
    ----------
    sentences, by, depth
        As in :func:`reportlib.words.terms.count_terms`.
    numbers : DataFrame
        Table ``numbers`` of the same reports; needs ``sentence_id, kind, role``.

    Returns
    -------
    DataFrame
        One row per section, in text order: ``report_id, section, characters, sentences`` (headings
        not counted), ``numbers`` (measures), ``numbers_per_1k`` (per 1,000 characters),
        ``target_sentences`` and ``target_share`` (of the sentences).

    Examples
    --------
    >>> from reportlib import Report, analyse
    >>> tables = analyse(Report("demo", "一、今年主要任务\\n新建公园12个。加强管理。", year=2021))
    >>> found = commitment_measures(tables.sentences, tables.numbers)
    >>> found[["characters", "numbers", "target_share"]].values.tolist()
    [[21.0, 1.0, 0.5]]
    """
    check_table(sentences, "sentences", ["report_id", "sentence_id", "is_heading", "clean"])
    check_table(numbers, "numbers", ["sentence_id", "kind", "role"])
    groups = group_sentences(sentences, by, depth)
    sizes = count_characters(sentences, groups)
    measures = numbers[numbers["kind"] == "measure"]
    n = Counter(measures["sentence_id"])
    targets = set(measures.loc[measures["role"] == "target", "sentence_id"])
    rows = pd.DataFrame(groups, columns=["report_id", "section"], dtype="str").assign(
        sentences=(~sentences["is_heading"]).to_numpy(),
        numbers=[n[key] for key in sentences["sentence_id"]],
        target_sentences=[key in targets for key in sentences["sentence_id"]],
    )
    totals = rows.groupby(["report_id", "section"], sort=False).sum().astype("int64")
    totals.insert(0, "characters", [sizes[key] for key in totals.index])
    totals.insert(3, "numbers_per_1k", 1e3 * totals["numbers"] / totals["characters"])
    return totals.assign(
        target_share=totals["target_sentences"] / totals["sentences"]
    ).reset_index()
