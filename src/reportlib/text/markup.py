"""A web page → the lines of its main content.

The main content is the deepest part that holds most of what the page says outside links, of which
menus are made; the heading before it is kept, since it names the report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reportlib.tables.errors import ReportError
from reportlib.tables.extras import load_extra
from reportlib.text.rows import as_span, lay_out_row

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAIN = 0.9  # share of the page's text outside links in its main content, at the least
DENSE = 1000  # characters a tag, at the most, of a text that is markup throughout
DEEPEST = 2000  # tags inside each other; beyond, a parser's time grows with their square
LONGEST_TITLE = 80  # characters
MOST_ROWS = 65534  # that a cell may span
_CONTAINERS = {"article", "body", "div", "main", "section", "td"}
_HEADINGS = {"h1", "h2", "h3"}
_BLOCKS = _HEADINGS | {
    *("address", "article", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl"),
    *("dt", "fieldset", "figure", "h4", "h5", "h6", "hr", "li", "main", "ol", "p", "pre"),
    *("section", "table", "tbody", "tfoot", "thead", "title", "tr", "ul"),
}
_LEFT_OUT = {
    *("script", "style", "noscript", "nav", "header", "footer", "form", "aside", "iframe"),
    *("object", "svg", "select", "button", "textarea", "input", "template", "head"),
}
_INLINE = {
    *("a", "b", "big", "em", "font", "html", "i", "img", "meta", "o:p", "small", "span"),
    *("strong", "sub", "sup", "td", "th", "u"),
}
_TAG = re.compile(
    rf"<(/?)({'|'.join(sorted(_BLOCKS | _LEFT_OUT | _INLINE))})"
    r"(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
_OPEN_ENDED = {"br", "hr", "img", "input", "meta", "p", "li", "td", "th", "tr", "dd", "dt"}
_PAGE = re.compile(r"(?i)(?:\s|<\?[^<>]*>|<!--[\s\S]{0,2000}?-->)*<(?:!doctype\s+html|html)\b")
_STOP = re.compile("[，。；]")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"(?i)display\s*:\s*none")


def is_markup(text: str) -> bool:
    """Whether a text is a web page or a piece of one.

    Examples
    --------
    >>> is_markup("<p><span>2014</span><span>年增长</span></p>")
    True
    >>> is_markup("增速 <5% 的有3个，>8% 的有2个。")
    False
    """
    if _PAGE.match(text[:5000]):
        return True
    tags = sum(1 for _ in _TAG.finditer(text))
    return tags > 1 and tags * DENSE >= len(text)


def read_markup(text: str, name: str | Path) -> str:
    """Lines of a page's main content: a block is a line, a row of a table has tabs between cells.

    Menus, forms, scripts, what is hidden, and lines that are links and say nothing go.

    Raises
    ------
    ReportError
        If the reader is not installed, or the tags are nested without end.
    """
    lexbor = load_extra("selectolax.lexbor", "html", f"{name}: a web page")
    depth = 0
    for tag in _TAG.finditer(text):
        if tag[2].lower() not in _OPEN_ENDED:
            depth = max(0, depth + (-1 if tag[1] else 1))
        if depth > DEEPEST:
            raise ReportError(
                f"{name}: tags inside tags without end; save the page's text as UTF-8"
            )
    page = lexbor.LexborHTMLParser(text)
    events = _walk(page.root)
    start, end = _main(events)
    lines = _lines(events[start:end])
    named = page.css_first("title")
    title = _title(events[:start]) or (_flat(named.text()) if named else "")
    return "\n".join([title, *lines] if title and title not in "".join(lines[:5]) else lines)


class _Event(NamedTuple):
    """A tag that opens or closes, or a text (without tag)."""

    tag: str
    opens: bool
    given: Mapping[str, str | None]
    text: str = ""
    linked: bool = False


def _walk(root: LexborNode | None) -> list[_Event]:
    """What stands on a page, in order, without what is left out or hidden."""
    events: list[_Event] = []
    waiting: list[LexborNode | _Event] = [root] if root else []
    links = 0
    while waiting:
        node = waiting.pop()
        if isinstance(node, _Event):
            events.append(node)
            links -= node.tag == "a"
            continue
        if node.next is not None:
            waiting.append(node.next)
        tag = node.tag or ""
        if tag == "-text":
            events.append(_Event("", False, {}, node.text_content or "", links > 0))
        elif tag[:1] not in ("-", "!", "") and tag not in _LEFT_OUT:
            given = node.attributes
            if "hidden" in given or _HIDDEN.search(given.get("style") or ""):
                continue
            events.append(_Event(tag, True, given))
            links += tag == "a"
            waiting.append(_Event(tag, False, {}))
            if node.child is not None:
                waiting.append(node.child)
    return events


def _main(events: Sequence[_Event]) -> tuple[int, int]:
    """Where the main content begins and ends."""
    said = [0, *accumulate(0 if event.linked else len(event.text.strip()) for event in events)]
    best, opened = (0, len(events)), []
    for i, event in enumerate(events):
        if event.opens:
            opened.append(i)
        elif event.tag:
            start = opened.pop()
            enough = said[i] - said[start] >= MAIN * said[-1] > 0
            if enough and event.tag in _CONTAINERS and start > best[0]:
                best = (start, i + 1)
    return best


def _title(events: Sequence[_Event]) -> str:
    """The heading that stands last before the main content, one of the first rank if there is."""
    found: dict[bool, str] = {}
    for i, event in enumerate(events):
        called = f"{event.given.get('class')} {event.given.get('id')}"
        if event.opens and (event.tag in _HEADINGS or "tit" in called.lower()):
            inside = takewhile(lambda other: other.opens or not other.tag, events[i + 1 :])
            text = _flat("".join(other.text for other in inside))
            if 0 < len(text) <= LONGEST_TITLE:
                found[event.tag == "h1"] = text
    return found.get(True) or found.get(False) or ""


def _flat(text: str) -> str:
    return _SPACE.sub(" ", text).strip(" ")


class _Writer:
    """The lines of a page while its events are read."""

    def __init__(self, kept: bool) -> None:
        self.kept = int(kept)  # whether line ends of the source are those of the page
        self.lines: list[str] = []
        self.pieces: list[str] = []
        self.said = False  # whether something of the line is no link
        self.rows: list[tuple[list[list[str]], list[int]]] = []
        self.hanging: list[dict[int, int]] = [{}]  # a table's columns → rows yet to be spanned

    def take(self, event: _Event) -> None:
        if not event.tag:
            self.pieces.append(event.text if self.kept else _SPACE.sub(" ", event.text))
            self.said = self.said or not (event.linked or event.text.isspace())
            return
        step = 1 if event.opens else -1
        if event.tag in _BLOCKS or event.tag in ("td", "th"):
            self.flush(heading=event.tag in _HEADINGS)
        if event.tag == "pre":
            self.kept += step
        elif event.tag == "table":
            self.hanging = [*self.hanging, {}] if event.opens else self.hanging[:-1]
        elif event.tag == "tr":
            self._row(event.opens)
        elif event.tag in ("td", "th") and event.opens and self.rows:
            self._cell(event.given)

    def flush(self, heading: bool = False) -> None:
        written = "".join(self.pieces)
        lines = written.split("\n") if self.kept else [_flat(written)]
        if written.strip() and (self.said or heading or _STOP.search(written)):
            self._write(lines)
        self.pieces, self.said = [], False

    def _write(self, lines: list[str]) -> None:
        cells = self.rows[-1][0] if self.rows else []
        (cells[-1] if cells else self.lines).extend(lines)

    def _row(self, opens: bool) -> None:
        if opens:
            self.rows.append(([], []))
        elif self.rows:
            self._hang()
            self._write(lay_out_row(*self.rows.pop()))

    def _hang(self) -> int:
        """The next column, after those that a cell further up spans."""
        cells, spans = self.rows[-1]
        hanging = self.hanging[-1]
        while hanging.get(column := sum(spans)):
            hanging[column] -= 1
            cells.append([])
            spans.append(1)
        return column

    def _cell(self, given: Mapping[str, str | None]) -> None:
        cells, spans = self.rows[-1]
        column, span = self._hang(), as_span(given.get("colspan"))
        below = as_span(given.get("rowspan"), MOST_ROWS) - 1
        self.hanging[-1].update(dict.fromkeys(range(column, column + span), below))
        cells.append([])
        spans.append(span)


def _lines(events: Sequence[_Event]) -> list[str]:
    writer = _Writer(kept=not any(event.tag in _BLOCKS - {"body"} for event in events))
    for event in events:
        writer.take(event)
    writer.flush()
    return writer.lines
