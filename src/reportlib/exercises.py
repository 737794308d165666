"""An answer to a chapter's exercise → whether it is right, or what to look at.

``vocabulary/exercises.csv`` has a row per exercise, what it asks for and where to look, and below
it a row per common mistake with a hint of its own. Of answers and mistakes only digests are kept,
written by ``tools/write_exercises.py`` from the notebooks in ``solutions/``: nobody reads an answer
there by accident, though whoever tries all small numbers will find it.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from reportlib.figures.style import SIZES, SOURCE
from reportlib.labels.catalogue import match_indicator
from reportlib.tables.errors import ReportError
from reportlib.tables.naming import check_lang
from reportlib.tables.vocabulary import Row, cached, vocabulary_rows

MARKS = {True: "✓", False: "✗", None: "…"}
SAID = {
    "en": {
        "none": "no answer yet; put yours in place of the three dots.",
        "right": "right.",
        "wrong": "not yet. {look}",
        "number": "The question asks for one number.",
        "numbers": "The question asks for numbers in a list, in its order.",
        "years": "The question asks for years: a list of them, or rows with a column `year`.",
        "indicator": "The question asks for an indicator, by its Chinese or English name.",
        "place": "The question asks for places: a list of names, or rows with a column `region`.",
        "term": "The question asks for a term, in Chinese or in English.",
        "word": "The question asks for one word of a table.",
        "picture": "The question asks for a chart: what the `plot_` function returns.",
        "title zh": "The title is not in Chinese: the chart takes `lang` as well as the style.",
        "title en": "The title is not in English: the chart takes `lang` as well as the style.",
        "width": "The chart is {wide:.1f} inches wide and should be {width:.1f}; see the style.",
    },
    "zh": {
        "none": "还没有作答；请用答案替换三个点。",
        "right": "答对了。",
        "wrong": "还不对。{look}",
        "number": "本题要求一个数。",
        "numbers": "本题要求一列数，按题目的顺序排列。",
        "years": "本题要求年份：年份的列表，或含 `year` 列的表。",
        "indicator": "本题要求一个指标，中文名或英文名均可。",
        "place": "本题要求地区：名称的列表，或含 `region` 列的表。",
        "term": "本题要求一个词语，中文或英文均可。",
        "word": "本题要求表中的一个词。",
        "picture": "本题要求一张图：`plot_` 函数返回的对象。",
        "title zh": "图题不是中文：图和样式都要写 `lang`。",
        "title en": "图题不是英文：图和样式都要写 `lang`。",
        "width": "图宽 {wide:.1f} 英寸，应为 {width:.1f} 英寸：由样式决定。",
    },
}
COLUMNS = {
    "years": ("year", "period_end"),
    "indicator": ("indicator_id", "indicator_en", "indicator"),
    "place": ("region",),
    "term": ("term", "en"),
    "word": ("status", "field"),
}  # where rows that are handed in hold what a question asks for
NAMES = {
    "indicator": ("indicators", "indicator_id", "indicator_id", "name_en"),
    "place": ("places", "place", "word", "name_en"),
    "term": ("policy_terms", "en", "term"),
}  # kind → a vocabulary, the column of the name that stands for the others, and of these


@dataclass(frozen=True, repr=False)
class Reply:
    """What is said of an answer; `right` is missing where there is none yet."""

    exercise: str
    right: bool | None
    told: str

    def __repr__(self) -> str:
        return self.told


class _Unfit(Exception):
    """The answer is not of the kind that is asked for, for the reason of this name."""

    def __init__(self, why: str, **values: float) -> None:
        super().__init__(why)
        self.why, self.values = why, values


def check(exercise: str, answer: Any, lang: str = "en") -> Reply:
    """Say whether an answer to an exercise is right, or what to look at; never the answer.

    Numbers are rounded as the question says before they are compared; names count in Chinese and in
    English; a set of places or years may be a list in any order or the rows of a table; of a chart
    the language and the text of its title and its width are looked at. No answer is no error, so
    that a notebook runs from top to bottom before it is solved.

    Parameters
    ----------
    exercise : str
        Chapter and exercise, ``"02.1"``.
    answer : object
        None, ``...`` and an empty text are no answer yet.
    lang : {"en", "zh"}
        Language of what is said.

    Returns
    -------
    Reply
        Shows as one line; `right` is True, False or None (no answer yet).

    Raises
    ------
    ReportError
        If there is no such exercise or language; the message lists those there are.

    Examples
    --------
    >>> check("00.1", ...)
    … 00.1: no answer yet; put yours in place of the three dots.
    >>> check("00.1", "many")
    ✗ 00.1: not yet. The question asks for one number.
    >>> check("00.1", 540, lang="zh").right
    False
    """
    check_lang(lang)
    first, *mistakes = find_rows(exercise)
    if answer is None or answer is ... or (isinstance(answer, str) and not answer.strip()):
        return _reply(exercise, None, SAID[lang]["none"], lang)
    try:
        digest = digest_answer(exercise, first["asks"], answer)
    except _Unfit as unfit:
        look = SAID[lang][unfit.why].format(**unfit.values)
    else:
        if digest == first["digest"]:
            return _reply(exercise, True, SAID[lang]["right"], lang)
        near = (row for row in mistakes if row["digest"] == digest)
        look = next(near, first)[f"look_{lang}"]
    return _reply(exercise, False, SAID[lang]["wrong"].format(look=look), lang)


def _reply(exercise: str, right: bool | None, told: str, lang: str) -> Reply:
    colon = ": " if lang == "en" else "："
    return Reply(exercise, right, f"{MARKS[right]} {exercise}{colon}{told}")


def find_rows(exercise: str) -> Sequence[Row]:
    """The rows of an exercise: the exercise itself, then its common mistakes.

    Examples
    --------
    >>> find_rows("00.1")[0]["kind"]
    'read'
    """
    rows = vocabulary_rows("exercises")
    found = [row for row in rows if row["exercise"] == exercise]
    if found:
        return found
    known = list(dict.fromkeys(row["exercise"] for row in rows))
    chapter = str(exercise).partition(".")[0]
    own = [one for one in known if one.partition(".")[0] == chapter]
    there = f"chapter {chapter} has" if own else "there are"
    raise ReportError(f"no exercise {exercise!r}; {there} {', '.join(own or known)}")


def digest_answer(exercise: str, asks: str, answer: Any) -> str:
    """What is kept of an answer: 16 hexadecimal digits, others for each exercise.

    Examples
    --------
    >>> digest_answer("x", "number 1", 8.04) == digest_answer("x", "number 1", "8.0 %")
    True
    """
    form, *given = asks.split()
    reduced = FORMS[form](answer, *given)
    return hashlib.sha256(f"reportlib {exercise}: {reduced}".encode()).hexdigest()[:16]


def _number(answer: Any, digits: str) -> str:
    items = _items(answer)
    if len(items) != 1:
        raise _Unfit("number")
    return _rounded(items[0], int(digits), "number")


def _numbers(answer: Any, digits: str) -> str:
    if isinstance(answer, set | frozenset | str):
        raise _Unfit("numbers")
    return " ".join(_rounded(item, int(digits), "numbers") for item in _items(answer))


def _rounded(value: Any, digits: int, asked: str) -> str:
    if isinstance(value, str):
        value = re.sub(r"[\s,%]", "", value.replace("−", "-"))
    try:
        number = math.nan if isinstance(value, bool) else float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        raise _Unfit(asked)
    return f"{round(number, digits) + 0.0:.{digits}f}"  # + 0.0: no minus before a zero


def _years(answer: Any) -> str:
    items = _items(answer, COLUMNS["years"])
    return " ".join(sorted({_rounded(item, 0, "years") for item in items}))


def _named(kind: str) -> Callable[[Any], str]:
    """Names of a kind, in any order, in Chinese or English."""

    def reduce(answer: Any) -> str:
        items = _items(answer, COLUMNS[kind])
        if not items or not all(isinstance(item, str) for item in items):
            raise _Unfit(kind)
        return "|".join(sorted({_canonical(kind, item) for item in items}))

    return reduce


def _items(answer: Any, columns: Sequence[Any] = ()) -> list[Any]:
    """What an answer holds, one by one; of rows, or of one row, the first of `columns` there."""
    if isinstance(answer, pd.Series):
        own = next((name for name in columns if name in answer.index), None)
        if own:
            return [answer[own]]
        return (answer.index if answer.index.name in columns else answer).tolist()
    if isinstance(answer, pd.DataFrame):
        rows = answer.reset_index() if answer.index.name in columns else answer
        own = next((name for name in columns if name in rows), None)
        return (rows[own] if own else rows.to_numpy().ravel()).tolist()
    if isinstance(answer, Mapping):
        return list(answer.values())
    if isinstance(answer, np.ndarray | pd.Index):
        return list(answer.ravel().tolist())
    return list(answer) if isinstance(answer, list | tuple | set | frozenset) else [answer]


def _canonical(kind: str, name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).strip()
    known = _names(kind).get(plain.casefold()) if kind in NAMES else None
    if known is None and kind == "indicator":
        known = match_indicator(plain)  # as it knows the names of a report
    return known or plain.casefold()


@cached
def _names(kind: str) -> Mapping[str, str]:
    """Every name of a kind → the one that stands for it."""
    file, standing, *others = NAMES[kind]
    rows = vocabulary_rows(file)
    return {
        row[one].casefold(): row[standing].casefold() for row in rows for one in others if row[one]
    }


def _picture(answer: Any, lang: str, width: str) -> str:
    """Title and subtitle, of a figure of the chart's own or of axes that were given to it."""
    figure: Any = getattr(answer, "figure", None)
    if not hasattr(figure, "get_size_inches"):
        raise _Unfit("picture")
    told = [text.get_text() for text in figure.texts]
    own = [text for text in told if not text.startswith(SOURCE[lang])][:2]
    given = [axes.get_title(side) for axes in figure.axes for side in ("left", "center", "right")]
    title = re.sub(r"\s", "", "".join(own or given))
    is_chinese = len(re.findall("[一-鿿]", title)) > len(re.findall("[A-Za-z]", title))
    if is_chinese is (lang == "en"):
        raise _Unfit(f"title {lang}")
    wide, asked = figure.get_size_inches()[0], SIZES[width][0]
    if abs(wide - asked) > 0.05:
        raise _Unfit("width", wide=wide, width=asked)
    return title


FORMS: Mapping[str, Callable[..., str]] = {
    "number": _number,
    "numbers": _numbers,
    "years": _years,
    "picture": _picture,
    **{kind: _named(kind) for kind in ("indicator", "place", "term", "word")},
}
