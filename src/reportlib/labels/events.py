"""A clean sentence → what its words say of years and of promise and result, left to right.

What is looked for stands in ``vocabulary/period_events.csv`` (one row a pattern), but for years and
five-year plans, which are computed here. Events:

========  ==========================================================================================
name      holds no years: what it covers is read no further (《…2035年》, “八五”普法)
turn      opens a stretch of the text where it opens a sentence (五年来, 刚刚过去的一年)
cue       dates what follows in its sentence, and opens a stretch where nothing else is said
aside     dates what follows in its sentence alone (近三年, 到2030年)
own       a length of time: the part's own years where they are as many (五年年均), else its own
part      a part of a year (上半年, 1—6月), until ``whole`` (全年) or another year
promise   words of promise (预期目标, 力争); ``result``: words of result (初步核算)
========  ==========================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from reportlib.numbers.numerals import parse_numeral
from reportlib.tables.openings import sought
from reportlib.tables.vocabulary import cached, vocabulary_rows

NUMERAL = "[一二两三四五六七八九十]|十[一二三四五六]|[1-9][0-9]?"
WRITTEN = "[〇零○Oo一二三四五六七八九]"
YEAR = (
    r"(?<![比较于同与是0-9.—到至-])(?P<ahead>(?<!年)[到至]|展望)?"
    rf"(?P<year>(?:19|20)[0-9]{{2}}|(?:一[八九]|二[〇零○Oo]){WRITTEN}{{2}})"
    r"(?:年?[-—~至到](?P<until>(?:19|20)?[0-9]{2}))?年(?P<since>以来|来)?"
)
PLAN = (
    # 十五 alone is a number
    r"(?:[“\"](?=.{1,2}五[”\"时期末规])|(?=十[一二三四五六]五)|(?=.五(?:时期|期间|末|以来|年均)))"
    r"(?<![比较为是与于同][“\"])(?<![比较为是与于同])(?P<plan>十[一二三四五六]?|[六七八九])五[”\"“]?"
    r"(?P<plan_end>末|期末|规划期末)?(?![”\"]?(?:年(?!均|平均)|个|届|规划(?!期)|计划|纲要))"
)
RECORD = re.compile("的?(?:最|新[高低]|首次|少有|同期)")  # 1998年以来最多 is no period
BASE = re.compile("[末底]?的?(?:基础上|水平|总和)")  # 在2010年的基础上 dates what it rises from
DAY = re.compile("[0-9]{1,2}月[0-9]{1,2}日")  # 2026年1月27日 dates a meeting
SINCE = re.compile(r"(?:与|同|和|较|比)(?P<base>(?:19|20)[0-9]{2})年(?:相比|比)?")


@dataclass(frozen=True)
class Event:
    """What one word of a sentence says; years are missing where it says none."""

    kind: str
    text: str
    at: int  # its place in the clean sentence
    end: int
    first: int | None = None
    last: int | None = None
    role: str = ""  # promise or result, where the word or its years tell
    part_of_year: str = ""
    guard: str = ""  # holds in a part of this role alone


def plan_years(name: str) -> tuple[int, int]:
    """First and last year of a five-year plan: 十四 → 2021, 2025.

    Examples
    --------
    >>> plan_years("十一")
    (2006, 2010)
    """
    first = 1951 + 5 * int(parse_numeral(name))
    return first, first + 4


@cached
def _pattern() -> re.Pattern[str]:
    """Years, plans and the rows of the vocabulary; names first, for they hide what they hold."""
    names: list[str] = []
    others: list[str] = []
    for i, row in enumerate(vocabulary_rows("period_events")):
        pattern = row["pattern"]
        for count in ("n", "m"):
            pattern = pattern.replace(f"{{{count}}}", f"(?P<{count}{i}>{NUMERAL})")
        (names if row["event"] == "name" else others).append(f"{sought(pattern)}(?P<row{i}>)")
    return re.compile(sought("|".join([*names, *others, sought(YEAR), sought(PLAN)])))


def _shifted(year: int | None, shift: str, n: int) -> int | None:
    """A year of the vocabulary, counted from the report's: "-1", "-n", "n-1", or "century", which
    ends the report's.
    """
    if year is None or not shift:
        return None
    if shift == "century":
        return year + 100 - year % 100
    return year + {"-n": -n, "n-1": n - 1}[shift] if "n" in shift else year + int(shift)


def _row(found: re.Match[str]) -> Mapping[str, str]:
    """The row of the vocabulary that was found; of a year or a plan, none."""
    name = found.lastgroup or ""
    return vocabulary_rows("period_events")[int(name[3:])] if name.startswith("row") else {}


def _of_row(found: re.Match[str], year: int | None) -> Event | None:
    row = _row(found)
    if row["event"] == "name":
        return None
    i = (found.lastgroup or "")[3:]
    counts = {
        count: int(parse_numeral(found[f"{count}{i}"]))
        for count in ("n", "m")
        if f"{{{count}}}" in row["pattern"]
    }
    n = counts.get("n", 0)
    first, last = (_shifted(year, row[end], n) for end in ("first", "last"))
    return Event(
        row["event"],
        found[0],
        found.start(),
        found.end(),
        first,
        last,
        row["role"],
        row["part"].format(**counts),
        row["guard"],
    )


def _of_years(found: re.Match[str], clean: str, year: int | None) -> Event | None:
    """An explicit year, a range of years or a five-year plan."""
    kind = "cue"
    if found["plan"]:
        first, last = plan_years(found["plan"])
        first = last if found["plan_end"] else first
    else:
        if found["since"] and RECORD.match(clean, found.end()):
            return None
        first = last = int(parse_numeral(found["year"]))
        if found["until"]:
            last = max(first, int(str(first)[: 4 - len(found["until"])] + found["until"]))
        elif found["since"] and year is not None and first < year:
            last = year - 1
        if found["ahead"] or DAY.match(clean, found.end()):
            kind = "aside"
        elif first == last == year:  # reads as 今年
            said = _pattern().match("今年" + clean[found.end() : found.end() + 30])
            kind = _row(said)["event"] if said else kind
    since = SINCE.match(clean, found.end())
    if since and int(since["base"]) < first:
        first = int(since["base"]) + 1  # 2005年与2000年相比
    role = "target" if found["ahead"] else ""
    if year is not None:
        role = "target" if last >= year else "outcome"
    return Event(kind, found[0], found.start(), found.end(), first, last, role)


def find_events(clean: str, year: int | None) -> list[Event]:
    """Events of a clean sentence, left to right, as a report of `year` means them.

    Without a year those that count from it (去年, 五年来) have no years; explicit ones keep theirs.

    Examples
    --------
    >>> found = find_events("去年增长5%，力争到2025年达到60%。", 2021)
    >>> [(event.text, event.last, event.role) for event in found]
    [('去年', 2020, 'outcome'), ('力争', None, 'target'), ('到2025年', 2025, 'target')]
    """
    events = []
    for found in _pattern().finditer(clean):
        if BASE.match(clean, found.end()):
            continue
        event = _of_row(found, year) if _row(found) else _of_years(found, clean, year)
        if event is not None:
            events.append(event)
    return events
