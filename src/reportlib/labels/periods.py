"""Sentences and outline → the years that each place of the text speaks of, promise or result, and
what says so.

Scope comes before layout: a cue in running text (去年, 五年来, “十四五”时期, 到2025年) beats the
scope that runs on from before, and that beats the part of the report. A cue that opens a sentence
without numbers runs on until the next one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from reportlib.numbers.numerals import parse_numeral
from reportlib.tables.columns import check_table
from reportlib.tables.vocabulary import vocabulary_rows


@dataclass(frozen=True)
class Scope:
    """Years first to last, and promise or result; `reason` is the cue or the part that decided."""

    first: int | None
    last: int | None
    role: str
    reason: str
    at: int = 0  # place of the cue in the clean sentence
    end: int = 0


PLAN = (
    # 十五 alone is a number
    r"(?:[“\"](?=.{1,2}五[”\"时期末规])|(?=十[一二三四五六]五)|(?=.五(?:时期|期间|末|以来|年均)))"
    r"(?P<plan>十[一二三四五六]?|[六七八九])五[”\"“]?(?P<plan_end>末|期末|规划期末)?"
    r"(?![”\"]?(?:年(?!均|平均)|个|届|规划(?!期)|计划|纲要))"
)
YEAR = (
    r"(?<![比较于同与是0-9.—-])(?P<to>到|至|展望)?(?P<year>(?:19|20)[0-9]{2}|二[〇零○Oo][〇零○Oo一二三四五六七八九]{2})"
    r"(?:年?[-—~至到](?P<until>(?:19|20)?[0-9]{2}))?年(?P<part>以来|来)?"
)

GOALS = re.compile(
    "目标|要求|思路|任务|方针|部署|时期，"
)  # a sentence that opens the goals of a plan
RECORD = re.compile("的?(?:最|新[高低]|首次|少有|同期)")  # 1998年以来最多 is no period
GLOSSARY = re.compile(
    r"[0-9]{1,3}[.、]?“[^”]{1,24}”[^：]{0,10}："
)  # an entry of the terms explained at the end
SINCE = re.compile(r"(?:与|同|和|较|比)(?P<base>(?:19|20)[0-9]{2})年(?:相比|比)?")


@cache
def _cues() -> re.Pattern[str]:
    named = "|".join(
        f"(?P<cue{i}>{row['pattern']})" for i, row in enumerate(vocabulary_rows("period_cues"))
    )
    cues = f"{YEAR}|{PLAN}|{named}"
    begun = "".join(sorted(set(re.findall(r'[“"\u4e00-\u9fff]', cues))))
    return re.compile(f"(?=[0-9{begun}])(?:{cues})")  # at most places of a text begins none


def plan_years(name: str) -> tuple[int, int]:
    """First and last year of a five-year plan: 十四 → 2021, 2025.

    Examples
    --------
    >>> plan_years("十一")
    (2006, 2010)
    """
    first = 1951 + 5 * int(parse_numeral(name))
    return first, first + 4


def find_cues(clean: str, year: int) -> list[Scope]:
    """Cues of a clean sentence, left to right, as scopes of a report of `year`.

    Examples
    --------
    >>> [(scope.first, scope.last, scope.role) for scope in find_cues("去年增长5%，力争到2025年达到60%。", 2021)]
    [(2020, 2020, 'outcome'), (2025, 2025, 'target')]
    """
    scopes = []
    for cue in _cues().finditer(clean):
        if cue["part"] and RECORD.match(clean, cue.end()):
            continue
        if cue["year"]:
            first = int(parse_numeral(cue["year"]))
            last = (
                int(str(first)[: 4 - len(cue["until"])] + cue["until"])
                if cue["until"]
                else year - 1
                if cue["part"] and first < year
                else first
            )
        elif cue["plan"]:
            if re.search("[比较为是与于同]$", clean[: cue.start()]):
                continue
            first, last = plan_years(cue["plan"])
            first = last if cue["plan_end"] else first
        else:
            row = vocabulary_rows("period_cues")[int(str(cue.lastgroup)[3:])]
            first, last = year + int(row["first"]), year + int(row["last"])
        since = SINCE.match(clean, cue.end())
        if since and int(since["base"]) < first:
            first = int(since["base"]) + 1  # 2005年与2000年相比
        scopes.append(
            Scope(
                first, last, "target" if last >= year else "outcome", cue[0], cue.start(), cue.end()
            )
        )
    return scopes


def _default(part: str, year: int | None) -> Scope:
    last = {"goals": 4, "tasks": 0, "other": 0}.get(part, -1)
    role = "outcome" if last < 0 else "target"
    if year is None:
        return Scope(None, None, role, f"part: {part}")
    return Scope(year if last == 4 else year + last, year + last, role, f"part: {part}")


def find_periods(
    sentences: pd.DataFrame, outline: pd.DataFrame, year: int | None
) -> Mapping[str, tuple[Scope, list[Scope]]]:
    """Find for each sentence the scope that runs into it and the cues inside it.

    Parameters
    ----------
    sentences, outline : DataFrame
        Tables of one report; need ``sentence_id, section_id, clean, is_heading`` and ``section_id,
        part, depth``.
    year : int or None
        The report's year Y; last year is Y − 1. Without it no year is given, only roles.

    Returns
    -------
    mapping
        Sentence id → (running scope, cues in text order).
    """
    check_table(sentences, "sentences", ["sentence_id", "section_id", "clean", "is_heading"])
    parts = dict(zip(outline["section_id"], outline["part"], strict=True))
    part, section = "", ""
    running = opening = _default("review", year)
    found: dict[str, tuple[Scope, list[Scope]]] = {}
    columns = (
        sentences[name].tolist() for name in ("sentence_id", "section_id", "clean", "is_heading")
    )
    for sentence_id, section_id, clean, is_heading in zip(*columns, strict=True):
        now = parts.get(section_id, "front") if isinstance(section_id, str) else "front"
        top = section_id.split(".")[0] if isinstance(section_id, str) else ""
        if top != part:
            part, running = top, _default(now, year)
            opening = running
        elif section_id != section and now in ("tasks", "goals"):
            running = opening  # a cue of one section does not run into the next
        if year is not None and isinstance(clean, str) and GLOSSARY.match(clean):
            running = opening = Scope(year - 1, year - 1, "context", "a glossary")
        cues = find_cues(clean, year) if year is not None and isinstance(clean, str) else []
        found[sentence_id] = (running, cues)
        lasting = [cue for cue in cues if _runs_on(clean, cue, bool(is_heading), running, now)]
        if lasting:
            running = lasting[0]
            opening = running if is_heading and section_id == top else opening
        section = section_id
    return found


def _runs_on(clean: str, cue: Scope, is_heading: bool, running: Scope, part: str) -> bool:
    """Whether a cue holds for the sentences that follow."""
    if cue.first is None or running.last is None:
        return False
    if is_heading:
        return True
    if (
        part == "tasks"
        and cue.first != cue.last
        and cue.first <= running.last
        and not cue.reason.startswith(("今后", "未来"))
    ):
        return False  # this year's tasks name the plan that they serve
    if cue.last is not None and cue.last > running.last + 5:
        return False  # a look ahead, not a new section
    if (
        running.role == "outcome"
        and cue.role == "target"
        and cue.last != cue.first
        and (part == "review" or not GOALS.search(clean))
    ):
        return False  # a review tells of the plan that is under way
    if (
        re.match("(?:19|20)[0-9]{2}年", cue.reason)
        and cue.first == cue.last
        and running.first != running.last
    ):
        return False  # one year of a review of several
    opens = not re.search(
        r"[^\W_]{7}|，",
        re.sub("^(?:各位代表！|[^！]{0,6}！)?(?:回顾|刚刚|在|即将)*", "", clean[: cue.at]),
    )
    figures = re.search(r"[0-9][^年月日0-9%％元个家万亿]*[%％元个家万亿]", clean[cue.end :])
    return opens and figures is None and not cue.reason.startswith(("到", "至", "展望", "近"))
