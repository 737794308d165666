"""What a reader of the built site must not meet: a link that leads nowhere, a picture without a
text, anything that asks the network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ASKS = {"script": "src", "img": "src", "source": "src", "iframe": "src", "link": "href"}
STYLE = re.compile(r"url\(\s*['\"]?(?:https?:)?//|@import\s+(?:url\()?['\"]?(?:https?:)?//")


class Page(HTMLParser):
    """Anchors, links, pictures and requests of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.asked: list[str] = []
        self.silent: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.anchors |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in ASKS and ASKS[tag] in given and given.get("rel") != "canonical":
            self.asked.append(given[ASKS[tag]])
        if tag == "img" and not given.get("alt", "").strip():
            self.silent.append(given.get("src", "")[:80])


def find_faults(site: Path) -> Iterator[str]:
    """The faults of a built site, a line each."""
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    for path, page in pages.items():
        name = path.relative_to(site).as_posix()
        yield from (f"{name}: the picture {src} has no alt text" for src in page.silent)
        for link in [*page.links, *page.asked]:
            fault = _fault(link, path, pages, request=link in page.asked)
            if fault:
                yield f"{name}: {link[:80]} {fault}"
    for path in [*site.rglob("*.css"), *pages]:
        if STYLE.search(path.read_text(encoding="utf-8")):
            yield f"{path.relative_to(site).as_posix()}: a style asks the network"


def _fault(link: str, path: Path, pages: dict[Path, Page], request: bool) -> str:
    """What is wrong with a link or a request of the page `path`, or nothing."""
    parts = urlsplit(link)
    if parts.scheme in ("http", "https") or link.startswith("//"):
        return "asks the network" if request else ""
    if parts.scheme:  # data:, mailto:
        return ""
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if target.is_dir():
        target /= "index.html"
    if not target.is_file():
        return "leads nowhere"
    anchor = unquote(parts.fragment)
    if anchor and target in pages and anchor not in pages[target].anchors:
        return "has no such anchor"
    return ""
