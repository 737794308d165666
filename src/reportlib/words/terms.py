"""Sentences → terms: where each stands and how often, by a stated method.

A count depends on its method, so every table carries it:

- ``lexicon``: the text is read from left to right, and where terms begin the longest of them is
  taken; reading goes on after it. 双城经济圈 inside 成渝地区双城经济圈 is no second term, and of
  two terms that overlap the first is taken, be the second longer. Nothing else is counted. A term's
  guards (提 before 高校: to raise, not a university) are kept.
- ``substring``: every occurrence of each term, inside longer terms and across word boundaries, too;
  guards are not asked.
- ``tokens``: the lexicon's terms, and the words that jieba cuts from the rest, without stopwords. A
  word that is a term, but stands where its guards refuse it, is a piece of another word and is not
  counted. Stop words and words of your own can be added to those of the cut.

Terms are matched in the clean view, where page breaks and blanks do not split them; spans lead back
to the raw text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from reportlib.tables.columns import build_table, check_table
from reportlib.tables.errors import ReportError, check_choice
from reportlib.tables.vocabulary import vocabulary_rows
from reportlib.text.cleaning import clean, offsets
from reportlib.words.segmenting import read_stopwords, segment

METHODS = ("lexicon", "substring", "tokens")
GAP = "\x1f"  # white space where a term was taken out; a clean text has none but line ends and tabs
MANY = 24  # branches of a pattern

Terms = str | Iterable[str] | Mapping[str, str] | pd.DataFrame | Path | None


class Term(NamedTuple):
    term: str
    en: str = ""
    topic: str = ""
    not_after: str = ""  # characters that make it part of other words: 提 before 高校
    not_before: str = ""


class Hit(NamedTuple):
    row: int  # of the sentence
    begin: int  # in its clean view
    end: int
    term: Term


@cache
def _lexicon() -> Mapping[str, Term]:
    return {row["term"]: Term(**row) for row in vocabulary_rows("policy_terms")}


def read_terms(terms: Terms = None) -> tuple[Term, ...]:
    """Terms as the functions of this module take them: none for the lexicon, one, several, term →
    topic, a table, or the path of a CSV file with such a table.

    English, topic and guards of a term that the lexicon knows are the lexicon's, unless the
    argument gives others.

    Examples
    --------
    >>> [(term.term, term.topic) for term in read_terms({"乡村 振兴": "countryside"})]
    [('乡村振兴', 'countryside')]
    """
    if terms is None:
        return tuple(_lexicon().values())
    if isinstance(terms, Path):
        terms = pd.read_csv(terms, encoding="utf-8-sig", dtype="str")
    if isinstance(terms, pd.DataFrame):
        rows = (
            check_table(terms, "terms", ["term"])
            .astype(object)
            .where(terms.notna(), "")
            .to_dict("records")
        )
    elif isinstance(terms, Mapping):
        rows = [{"term": term, "topic": topic} for term, topic in terms.items()]
    else:
        rows = [
            {"term": term}
            for term in (
                terms if isinstance(terms, Iterable) and not isinstance(terms, str) else [terms]
            )
        ]
    found = {}
    for row in rows:
        term = clean(row["term"]) if isinstance(row["term"], str) else ""
        if not term:
            raise ReportError(
                f"{row['term']!r} is not a term; give a text of at least one character that is not "
                "a blank"
            )
        given = {
            str(field): value for field, value in row.items() if field in Term._fields and value
        }
        found[term] = _lexicon().get(term, Term(term))._replace(**given | {"term": term})
    return tuple(found.values())


@cache
def _pattern(terms: tuple[Term, ...]) -> re.Pattern[str]:
    """One alternation of all terms, the longest first, common beginnings shared."""
    tree: dict[str, Any] = {}
    for term in terms:
        node = tree
        for character in term.term:
            node = node.setdefault(character, {})
        node[""] = term
    return re.compile(_branches(tree) if tree else "(?!)")


def _branches(node: dict[str, Any]) -> str:
    parts = [
        re.escape(character) + _branches(following)
        for character, following in node.items()
        if character
    ]
    if len(parts) > MANY:  # a look ahead at one character leaves a few branches to try
        firsts = sorted(character for character in node if character)
        several = [firsts[at : at + MANY] for at in range(0, len(firsts), MANY)]
        parts = [
            f"(?=[{re.escape(''.join(some))}])"
            + _branches({character: node[character] for character in some})
            for some in several
        ]
    if "" in node:
        parts.append(_guards(node[""]))
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def _guards(term: Term) -> str:
    latin = "A-Za-z0-9"  # a Latin term is a word of its own: AI is not in CHAIN
    first, last = (
        latin if character.isascii() and character.isalnum() else ""
        for character in (term.term[0], term.term[-1])
    )
    before, after = first + re.escape(term.not_after), last + re.escape(term.not_before)
    return (f"(?<![{before}]{re.escape(term.term)})" if before else "") + (
        f"(?![{after}])" if after else ""
    )


def _listed(text: str, terms: tuple[Term, ...]) -> Iterator[tuple[int, int, Term]]:
    known = {term.term: term for term in terms}
    return (
        (match.start(), match.end(), known[match[0]]) for match in _pattern(terms).finditer(text)
    )


def _occurrences(text: str, terms: tuple[Term, ...]) -> Iterator[tuple[int, int, Term]]:
    for term in terms:
        at = text.find(term.term)
        while at >= 0:
            yield at, at + len(term.term), term
            at = text.find(term.term, at + len(term.term))


def _with_words(
    text: str, terms: tuple[Term, ...], dropped: frozenset[str], dictionary: Path | None
) -> Iterator[tuple[int, int, Term]]:
    """The listed terms and the words between them, in the text's order."""
    listed = list(_listed(text, terms))
    gaps = zip(
        [0, *(end for _, end, _ in listed)],
        [*(begin for begin, _, _ in listed), len(text)],
        strict=True,
    )
    rest = GAP.join(text[begin:end] for begin, end in gaps)
    following = iter(listed)
    known = dict(_lexicon()) | {term.term: term for term in terms}
    at = 0
    for word in segment(rest, dictionary):
        if word == GAP:
            place = next(following)
            yield place
            at = place[1]
            continue
        end = at + len(word)
        if word not in dropped and (word.isalpha() or any(map(str.isalpha, word))):
            term = known.get(word) or known.setdefault(word, Term(word))
            if not (term.not_after or term.not_before) or _pattern((term,)).match(text, at):
                yield at, end, term
        at = end


def match_terms(
    sentences: pd.DataFrame,
    method: str = "lexicon",
    terms: Terms = None,
    keep: Iterable[str] = (),
    stopwords: Iterable[str] | Path = (),
    dictionary: Path | None = None,
) -> list[Hit]:
    """Every term of the sentences; see :func:`find_terms`."""
    check_table(
        sentences, "sentences", ["report_id", "sentence_id", "section_id", "start", "text", "clean"]
    )
    check_choice("method", method, METHODS)
    if method != "tokens" and (stopwords or dictionary):
        raise ReportError(
            f"method={method!r} cuts no words, so it takes neither stopwords nor a dictionary; "
            "use method='tokens'"
        )
    listed = read_terms(terms)
    cleans = sentences["clean"].fillna("").tolist()
    text = "\n".join(cleans)
    if method == "tokens":
        dropped = read_stopwords(keep, stopwords) - {term.term for term in listed}
        spans: Iterable[tuple[int, int, Term]] = _with_words(text, listed, dropped, dictionary)
    else:
        spans = _listed(text, listed) if method == "lexicon" else sorted(_occurrences(text, listed))
    ends = list(accumulate(len(text) + 1 for text in cleans))
    hits = []
    row = start = 0
    for begin, end, term in spans:
        while begin >= ends[row]:
            start = ends[row]
            row += 1
        hits.append(Hit(row, begin - start, end - start, term))
    return hits


def find_terms(
    sentences: pd.DataFrame,
    method: str = "lexicon",
    terms: Terms = None,
    keep: Iterable[str] = (),
    *,
    stopwords: Iterable[str] | Path = (),
    dictionary: Path | None = None,
) -> pd.DataFrame:
    """Find the terms behind every count, with their places in the raw text.

    Parameters
    ----------
    sentences : DataFrame
        Table ``sentences`` of one report or of several.
    method : {"lexicon", "substring", "tokens"}
        See :mod:`reportlib.words.terms`.
    terms : str, iterable of str, mapping of term to topic, DataFrame, or Path, optional
        By default ``vocabulary/policy_terms.csv``. A table, or the CSV file of one, needs column
        ``term`` and may have ``en, topic, not_after, not_before``. Terms are taken literally.
    keep : str or iterable of str
        Groups of ``vocabulary/stopwords.csv`` that ``tokens`` keeps, such as "bare verb".
    stopwords : iterable of str, or Path
        Words of your own that ``tokens`` leaves out besides, or a text file with one a line.
    dictionary : Path, optional
        A dictionary of your own for the cut of ``tokens``, a text file as jieba reads it: a word a
        line, and after blanks its frequency and class, where you know them.

    Returns
    -------
    DataFrame
        One row per term found, in text order: ``report_id, sentence_id, section_id, term, en,
        topic, method, start, end, text``, with ``raw[start:end] == text``.

    Raises
    ------
    ReportError
        If the method, a stopword group or a term is not usable, a file cannot be read, or
        stopwords or a dictionary are given to a method that does not cut.

    Examples
    --------
    >>> from reportlib import split_outline, split_sentences
    >>> raw = "推动成渝地区双城 经济圈建设。"
    >>> find_terms(split_sentences(raw, split_outline(raw)))[["term", "en", "text"]].values.tolist()
    [['成渝地区双城经济圈', 'Chengdu-Chongqing Economic Circle', '成渝地区双城 经济圈']]
    """
    rows = []
    columns = ("report_id", "sentence_id", "section_id", "start", "text", "left_out")
    records = list(zip(*(sentences.get(name, ()) for name in columns), strict=True))
    places: dict[int, list[int]] = {}
    for hit in match_terms(sentences, method, terms, keep, stopwords, dictionary):
        report_id, sentence_id, section_id, start, text, left_out = records[hit.row]
        at = places.setdefault(hit.row, offsets(text, left_out))
        first, last = at[hit.begin], at[hit.end - 1] + 1
        row = {"report_id": report_id, "sentence_id": sentence_id, "section_id": section_id}
        row |= {"method": method, "term": hit.term.term, "en": hit.term.en, "topic": hit.term.topic}
        rows.append(row | {"start": start + first, "end": start + last, "text": text[first:last]})
    return build_table("found terms", rows)


def label_parts(sentences: pd.DataFrame, outline: pd.DataFrame) -> pd.DataFrame:
    """Add to each sentence the ``part`` of the report that it stands in: front, review, goals,
    tasks or other.

    Parameters
    ----------
    sentences, outline : DataFrame
        Tables of the same report or reports.

    Returns
    -------
    DataFrame
        The sentences with column ``part``.

    Examples
    --------
    >>> from reportlib import Report, analyse
    >>> text = "一、去年工作回顾\\n增长5%。\\n二、今年主要任务\\n增长6%。"
    >>> tables = analyse(Report("demo", text))
    >>> label_parts(tables.sentences, tables.outline)["part"].tolist()
    ['review', 'review', 'tasks', 'tasks']
    """
    check_table(sentences, "sentences", ["report_id", "section_id"])
    check_table(outline, "outline", ["report_id", "section_id", "part"])
    parts = dict(
        zip(
            zip(outline["report_id"], outline["section_id"], strict=True),
            outline["part"],
            strict=True,
        )
    )
    keys = zip(sentences["report_id"], sentences["section_id"], strict=True)
    return sentences.assign(
        part=pd.Series([parts.get(key) for key in keys], index=sentences.index, dtype="str")
    )


def group_sentences(
    sentences: pd.DataFrame, by: str = "section", depth: int | None = None
) -> list[tuple[str, str]]:
    """Report and section of each sentence, as :func:`count_terms` groups them."""
    if depth is not None and by != "section":
        raise ReportError(
            f"depth={depth} cuts section ids, so it needs by='section', not by={by!r}"
        )
    if depth is not None and depth < 1:
        raise ReportError(
            f"depth={depth} leaves nothing of a section id; 1 counts by part of the report, 2 by "
            "its sections"
        )
    column = {"report": "report_id", "section": "section_id"}.get(by, by)
    if column not in sentences.columns:
        have = ", ".join(map(str, sentences.columns))
        raise ReportError(
            f"by={by!r} is neither 'report' nor 'section' nor a column of the sentences ({have}); "
            "label_parts() adds 'part'"
        )
    names = sentences[column].astype("str").fillna("").tolist()
    if depth is not None:
        names = [".".join(name.split(".")[:depth]) for name in names]
    return list(zip(sentences["report_id"].tolist(), names, strict=True))


def count_characters(
    sentences: pd.DataFrame, groups: list[tuple[str, str]]
) -> Counter[tuple[str, str]]:
    """Characters of each group, blanks not counted: the base of every rate."""
    sizes: Counter[tuple[str, str]] = Counter()
    for group, text in zip(groups, sentences["clean"].fillna(""), strict=True):
        sizes[group] += len(text) - text.count(" ")
    return sizes


def count_terms(
    sentences: pd.DataFrame,
    by: str = "section",
    method: str = "lexicon",
    terms: Terms = None,
    *,
    depth: int | None = None,
    keep: Iterable[str] = (),
    stopwords: Iterable[str] | Path = (),
    dictionary: Path | None = None,
) -> pd.DataFrame:
    """Count terms by section, part or report.

    Parameters
    ----------
    sentences : DataFrame
        Table ``sentences`` of one report or of several.
    by : str
        "section", "report", or a column of the sentences, such as ``part`` (see
        :func:`label_parts`).
    method, terms, keep, stopwords, dictionary
        As in :func:`find_terms`, which gives the spans behind each count.
    depth : int, optional
        Cut section ids to this many numbers: 1 counts by part of the report, 2 by the sections in
        it.

    Returns
    -------
    DataFrame
        One row per section and term that occurs there, or, of terms asked for, also those with n =
        0; sections in text order, then the most frequent first: ``report_id, section, term, en,
        topic, method, n, characters`` (of the section, without blanks) and ``per_10k``, n per
        10,000 characters. A section without any of the terms found elsewhere has one row, without a
        term and with n = 0, so that the table holds the size of every section.

    Raises
    ------
    ReportError
        As :func:`find_terms`, or if `by` is unknown.

    Examples
    --------
    >>> from reportlib import split_outline, split_sentences
    >>> raw = "推动成渝地区双城经济圈建设，发展经济。双城经济圈开局良好。"
    >>> sentences = split_sentences(raw, split_outline(raw))
    >>> count_terms(sentences)[["term", "n"]].values.tolist()
    [['双城经济圈', 1], ['成渝地区双城经济圈', 1], ['经济', 1]]
    >>> count_terms(sentences, method="substring", terms="经济")[["term", "n"]].values.tolist()
    [['经济', 3]]
    >>> words = count_terms(sentences, method="tokens", stopwords=["开局"])
    >>> words["term"].tolist()
    ['双城经济圈', '成渝地区双城经济圈', '经济']
    """
    hits = match_terms(sentences, method, terms, keep, stopwords, dictionary)
    groups = group_sentences(sentences, by, depth)
    sizes = count_characters(sentences, groups)
    asked = () if terms is None else read_terms(terms)
    known = {term.term: term for term in (Term(""), *asked, *(hit.term for hit in hits))}
    counts = Counter({(group, term.term): 0 for group in sizes for term in asked})
    counts.update((groups[hit.row], hit.term.term) for hit in hits)
    if counts:
        counts.update({(group, ""): 0 for group in sizes.keys() - {group for group, _ in counts}})
    order = {group: i for i, group in enumerate(sizes)}
    rows = []
    for (group, term), n in sorted(
        counts.items(), key=lambda item: (order[item[0][0]], -item[1], item[0][1])
    ):
        row = {
            "report_id": group[0],
            "section": group[1],
            "term": term,
            "en": known[term].en,
            "topic": known[term].topic,
            "method": method,
        }
        rows.append(
            row | {"n": n, "characters": sizes[group], "per_10k": 1e4 * n / (sizes[group] or 1)}
        )
    return build_table("terms", rows)


def keyword_in_context(
    sentences: pd.DataFrame, word: str, width: int = 20, section: str | None = None
) -> pd.DataFrame:
    """Every occurrence of a word with the text around it: a concordance.

    Parameters
    ----------
    sentences : DataFrame
        Table ``sentences``.
    word : str
        Taken literally, found as a substring.
    width : int
        Characters of context on each side, within the sentence; 0 for none.
    section : str, optional
        This section and those below it alone: "3" has "3.2.1".

    Returns
    -------
    DataFrame
        One row per occurrence: ``report_id, sentence_id, section_id, left, text`` (raw), ``right,
        start, end``.

    Raises
    ------
    ReportError
        If there is no such section, or the word is blank.

    Examples
    --------
    >>> from reportlib import split_outline, split_sentences
    >>> raw = "全面推进乡村振兴，实施乡村建设行动。"
    >>> found = keyword_in_context(split_sentences(raw, split_outline(raw)), "乡村", width=4)
    >>> found[["left", "text", "right"]].values.tolist()
    [['全面推进', '乡村', '振兴，实'], ['兴，实施', '乡村', '建设行动']]
    """
    check_table(sentences, "sentences", ["section_id", "clean"])
    if width < 0:
        raise ReportError(f"width={width} is no number of characters; give 0 or more")
    if section is not None:
        section, ids = str(section), sentences["section_id"].fillna("")
        if not ids.str.startswith(f"{section}.").any() and not (ids == section).any():
            raise ReportError(
                f"no section {section!r}; there are {', '.join(ids.unique()) or 'none'}"
            )
        sentences = sentences[(ids == section) | ids.str.startswith(f"{section}.")]
    found = find_terms(sentences, "substring", word)
    cleans = sentences["clean"].tolist()
    hits = match_terms(sentences, "substring", word)
    left = pd.Series(
        [cleans[hit.row][max(0, hit.begin - width) : hit.begin] for hit in hits], dtype="str"
    )
    right = pd.Series([cleans[hit.row][hit.end : hit.end + width] for hit in hits], dtype="str")
    return found.assign(left=left, right=right)[
        ["report_id", "sentence_id", "section_id", "left", "text", "right", "start", "end"]
    ]
