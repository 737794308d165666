"""Sentences and outline → the years that each place of the text speaks of, promise or result, and
what says so.

A small state machine. The state (:class:`State`) is what the part of the report speaks of, its
``home``, and what an unmarked number means now, ``running``; events are headings, the words of
:mod:`reportlib.labels.events` that open a sentence, and paragraph ends. Explicit words of promise
and result beat the nearest cue, that beats what runs on, and that beats the layout.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from reportlib.labels.events import Event, find_events
from reportlib.tables.columns import check_table

PLAN_YEARS = 5
FAR = 6  # years from the report's that need a second witness before they run on


@dataclass(frozen=True)
class Scope:
    """Years first to last, promise or result, and the words or the part that decided on each."""

    first: int | None
    last: int | None
    role: str
    period_reason: str
    role_reason: str
    part_of_year: str = ""


@dataclass(frozen=True)
class State:
    """Where a reader of the report stands."""

    part: str  # of the outline
    section: str  # id of the innermost section
    home: Scope  # what the part speaks of
    running: Scope  # what an unmarked number means now
    promised: Scope | None  # what a promise in words means; none in a review
    seen: frozenset[str] = frozenset()  # parts that came before
    named: frozenset[tuple[int | None, int | None]] = frozenset()  # years that the heading names
    inner: tuple[tuple[str, Scope], ...] = ()  # sections whose headings name years of their own
    far: frozenset[tuple[int | None, int | None]] = frozenset()  # far years named once
    passing: bool = False  # what runs on ends with the paragraph
    kind: str | None = None  # of the report


DATING = ("turn", "cue", "aside", "own")  # kinds of events that give years
TERMS = re.compile("名词(?:解释|注释)")
TERM = re.compile(r"[0-9]{1,3}[.、]?“[^”]{1,24}”[^：]{0,10}：")  # an entry of the terms explained
GOALS = re.compile("目标|要求|思路|任务|方针|部署|时期，")  # opens the goals of a plan
ADDRESS = re.compile("^(?:[^！]{0,6}！|各位代表[，：]|—|在|即将|总体上?看，)*")
FIGURES = re.compile(r"[0-9][^年月日0-9]{0,8}[%％元个家万亿]")
SPOKEN_OF = re.compile("(?:时期|期间|以来)|.*(?:回顾|成就|情况|总结)")  # “十五”时期 in a heading


def _default(part: str, year: int | None, seen: frozenset[str], kind: str | None) -> Scope:
    """What the layout says: a bulletin counts what was; a plan of several years looks ahead but in
    its review; any other report looks back first, and ahead from its plan or its tasks on; a work
    report that names no part looks ahead from its second part on. Of a document of unknown kind and
    year the layout says nothing where no heading does.
    """
    if kind == "bulletin":
        return Scope(year, year, "outcome", "a bulletin", "a bulletin")
    if kind == "plan_outline" and part != "review":
        last = None if year is None else year + PLAN_YEARS - 1
        return Scope(year, last, "target", "a plan", "a plan")
    if kind is None and year is None and part not in ("review", "goals", "tasks"):
        unknown = "neither year nor kind of the report is known"
        return Scope(None, None, "", unknown, unknown)
    told = seen if kind == "work_report" else seen & {"review", "goals", "tasks"}
    ahead = part in ("goals", "tasks") or (part == "other" and bool(told))
    reason = f"part: {part}"
    role = "target" if ahead else "outcome"
    if year is None:
        return Scope(None, None, role, reason, reason)
    last = {"goals": 4}.get(part, 0) if ahead else -1
    return Scope(year if ahead else year - 1, year + last, role, reason, reason)


def dated(event: Event, running: Scope) -> Scope:
    """The scope that an event opens where `running` runs on."""
    first, last, role = event.first, event.last, event.role or running.role
    if running.first is not None and running.last is not None:
        length = running.last - running.first
        if event.kind == "own":
            same = first is None or last is None or length and last - first == length
            if same or running.role == "target" != role:
                return running  # among the goals of a plan, its own five years
        under_way = first is not None and first <= running.last and running.role == "outcome"
        if under_way and role == "target":
            last, role = running.last, "outcome"  # a review tells of the plan under way
    if running.role == "context":
        role = "context"  # a glossary dates neither promise nor result
    return Scope(first, last, role, event.text, event.text)


def read_event(scope: Scope, event: Event, state: State, year: int | None) -> Scope:
    """What an event inside a sentence makes of the scope of the numbers after it: explicit words of
    promise and result beat the nearest years, those beat what runs on.

    Examples
    --------
    >>> layout = Scope(2020, 2020, "outcome", "part: review", "part: review")
    >>> state = State("review", "1", home=layout, running=layout, promised=None)
    >>> scope = read_event(layout, find_events("“十四五”时期年均增长6%。", 2021)[0], state, 2021)
    >>> scope.first, scope.last, scope.role
    (2021, 2025, 'target')
    """
    if event.guard not in ("", state.home.role):
        return scope
    if event.kind in DATING:
        return dated(event, state.running)
    if event.kind in ("part", "whole"):
        return replace(scope, part_of_year=event.part_of_year)
    if event.kind == "promise" and state.promised and scope.role == "outcome":
        return replace(state.promised, role_reason=event.text)
    if event.kind == "result" and scope.role == "target":
        ahead = year is not None and scope.last is not None and scope.last >= year
        last = year - 1 if year is not None and ahead else scope.last
        first = last if ahead else scope.first
        return replace(scope, first=first, last=last, role="outcome", role_reason=event.text)
    return scope


def find_periods(
    sentences: pd.DataFrame, outline: pd.DataFrame, year: int | None, kind: str | None = None
) -> Mapping[str, tuple[State, Sequence[Event]]]:
    """Find for each sentence the state that runs into it and the events inside it.

    Parameters
    ----------
    sentences, outline : DataFrame
        Tables of one report; need ``sentence_id, section_id, text, clean, is_heading`` and
        ``section_id, part``.
    year : int or None
        The report's year Y; last year is Y − 1. Without it only explicit years are given.
    kind : str or None
        Its kind (:attr:`reportlib.Report.kind`), which decides what parts mean that say nothing.

    Returns
    -------
    mapping
        Sentence id → (:class:`State`, :class:`~reportlib.labels.events.Event` in text order).

    Examples
    --------
    >>> from reportlib import split_outline, split_sentences
    >>> text = "一、过去五年工作回顾\\n成绩很好。\\n二、今年工作\\n要更好。"
    >>> outline = split_outline(text)
    >>> found = find_periods(split_sentences(text, outline), outline, 2021)
    >>> scopes = [state.running for state, _ in found.values()]
    >>> [(scope.first, scope.last, scope.role) for scope in scopes][1::2]
    [(2016, 2020, 'outcome'), (2021, 2021, 'target')]
    """
    columns = ["sentence_id", "section_id", "text", "clean", "is_heading"]
    check_table(sentences, "sentences", columns)
    check_table(outline, "outline", ["section_id", "part"])
    parts = dict(zip(outline["section_id"], outline["part"], strict=True))
    start = _default("front", year, frozenset(), kind)
    state = State("front", "", start, start, _layout_promise(year), kind=kind)
    found: dict[str, tuple[State, Sequence[Event]]] = {}
    opens = True  # the sentence opens a paragraph
    for sentence_id, section, text, clean, is_heading in zip(
        *(sentences[name].tolist() for name in columns), strict=True
    ):
        clean = clean if isinstance(clean, str) else ""
        section = section if isinstance(section, str) else ""
        events = events_of(clean, year, kind)
        state = _move(state, section, parts.get(section, "front"), opens, year)
        if TERMS.search(clean) if is_heading else TERM.match(clean):
            state = _at_terms(state, year)
        if is_heading:
            state = _read_heading(state, clean, events, year)
        found[sentence_id] = state, events
        if not is_heading:
            state = _read_sentence(state, clean, events, opens, year)
        blank = text[len(text.rstrip()) :]
        opens = bool(is_heading) or len(blank) > 1 or blank in ("\r", "\n")
    return found


def events_of(clean: str, year: int | None, kind: str | None) -> Sequence[Event]:
    """Events of a sentence; what a bulletin says of this year or of the last was counted."""
    events = find_events(clean, year)
    if kind != "bulletin":
        return events
    counted = (event for event in events if event.kind != "promise")
    return [replace(event, role="outcome" if event.role else "") for event in counted]


def _layout_promise(year: int | None) -> Scope:
    return Scope(year, year, "target", "a promise", "a promise")


def _move(state: State, section: str, part: str, opens: bool, year: int | None) -> State:
    """A new part speaks of what its layout says, until its heading is read; a new section, of what
    its part speaks of.
    """
    if section == state.section and part == state.part and not (opens and state.passing):
        return state
    if section.split(".")[0] != state.section.split(".")[0] or part != state.part:
        seen = state.seen | {state.part} - {"front"}
        home = _default(part, year, seen, state.kind)
        promised = _layout_promise(year) if part != "review" else None
        promised = home if home.role == "target" else promised
        return State(part, section, home, home, promised, seen, far=state.far, kind=state.kind)
    inner = tuple(held for held in state.inner if f"{section}.".startswith(f"{held[0]}."))
    running = inner[-1][1] if inner else state.home
    return replace(state, section=section, inner=inner, running=running, passing=False)


def _at_terms(state: State, year: int | None) -> State:
    """Terms that are explained at the end date neither promise nor result."""
    last = None if year is None else year - 1
    terms = Scope(last, last, "context", "a glossary", "a glossary")
    return replace(state, home=terms, running=terms, promised=None)


def _read_heading(state: State, clean: str, events: Sequence[Event], year: int | None) -> State:
    """A heading says what its section speaks of, unless its part speaks otherwise: the first years
    that it names (回顾 of both a year and a plan begins with the one named first).
    """
    is_top = "." not in state.section
    fitting = []
    for event in events:
        scope = dated(event, state.home)
        if event.kind not in DATING or event.guard or scope.first is None:
            continue
        ahead = scope.role == "target"
        told = is_top and state.part == "other" or SPOKEN_OF.match(clean, event.end)
        if state.part == "review" if ahead else state.home.role == "target" and not told:
            continue
        fitting.append((event, scope))
    for event, scope in fitting:
        if not _witnessed(state, event, year):
            state = replace(state, far=state.far | {(event.first, event.last)})
            continue
        if is_top:
            named = frozenset((scope.first, scope.last) for _, scope in fitting)
            return _at_home(replace(state, named=named), scope)
        if event.kind == "turn" and state.home.role == scope.role == "outcome":
            return _at_home(state, scope)
        return replace(state, running=scope, inner=(*state.inner, (state.section, scope)))
    return state


def _witnessed(state: State, event: Event, year: int | None) -> bool:
    """Whether the years are near the report's, or were named before."""
    years = [named for named in (event.first, event.last) if named is not None]
    near = year is None or all(abs(named - year) <= FAR for named in years)
    return near or (event.first, event.last) in state.far


def _at_home(state: State, scope: Scope) -> State:
    promised = scope if scope.role == "target" else state.promised
    return replace(state, home=scope, running=scope, promised=promised, inner=(), passing=False)


def _read_sentence(
    state: State, clean: str, events: Sequence[Event], opens: bool, year: int | None
) -> State:
    for event in events:
        if event.kind not in ("turn", "cue", "own") or event.guard not in ("", state.home.role):
            continue
        if not _opens(clean, event):
            return state
        if not _witnessed(state, event, year):
            return replace(state, far=state.far | {(event.first, event.last)})
        return _turn(state, event, clean, opens, year)
    return state


def _opens(clean: str, event: Event) -> bool:
    """Whether the event stands at the sentence's beginning."""
    before = ADDRESS.sub("", clean[: event.at])
    return re.search(r"[^\W_]{7}|，", before) is None


def _turn(state: State, event: Event, clean: str, opens: bool, year: int | None) -> State:
    """What an event that opens a sentence makes of the state.

    A turn (五年来) holds in a look back until the next one; a cue (去年) until its paragraph ends,
    and only where its own sentence gives no figures.
    """
    alone = FIGURES.search(clean, event.end) is None
    turns = event.kind == "turn" and (alone or opens)
    if event.first is None or event.last is None or not (turns or alone):
        return state
    scope = dated(event, state.home)
    years = event.last - event.first + 1
    passing = replace(state, running=scope, passing=True)
    if state.home.role == "target":
        if scope.role == "outcome":
            return passing if turns or years == 1 else state  # a look back among the tasks
        if years > 1:
            return _at_home(state, scope) if state.part != "tasks" else state
        if scope.last != year:
            return state  # a look ahead
        return _at_home(state, scope) if turns else passing
    if state.home.role == "context":
        return state
    if scope.role == "outcome":
        return _turn_back(state, event.kind, scope, turns, years, opens)
    if years > 1:  # a review tells of the plans that it carries out
        goals = state.part != "review" and GOALS.search(clean)
        return _at_home(state, scope) if goals else state
    return _at_home(state, scope) if state.part != "review" or opens else passing


def _turn_back(
    state: State, kind: str, scope: Scope, turns: bool, years: int, opens: bool
) -> State:
    """What an event of past years that opens a sentence makes of a look back."""
    passing = replace(state, running=scope, passing=True)
    named = (scope.first, scope.last) in state.named
    if kind != "turn" and years == 1 and state.home.first != state.home.last:
        return _at_home(state, scope) if named and opens else passing if opens else state
    lasts = turns or named or opens and years > 1 or state.part != "review"
    term = years in (1, 4, 5) or named  # 三年来 tells of one paragraph
    return _at_home(state, scope) if lasts and term else passing
