"""Links of the repository's own texts, made to lead inside the site: text in, text out.

A file that the site has no page for keeps its name and loses its link, for a reader of the site
has no repository beside it; a chapter that prose names, such as 00-start-here, gets one.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

FENCE = r"(?P<fence>^(?:```|~~~|:::).*?^(?:```|~~~|:::)\s*?$)"
CODE = r"(?P<code>`[^`\n]+`)"
LINK = r"(?P<bang>!?)\[(?P<text>(?:`[^`]*`|[^\]`])*)\]\((?P<target>[^)\s]+)\)"
CHAPTER = r"(?<![\w/-])(?P<chapter>\d\d-[a-z][a-z0-9-]+)(?!\.?\w|/)"
FOUND = re.compile("|".join((FENCE, LINK, CODE, CHAPTER)), re.M | re.S)
HEADING = re.compile(r"^#{1,6} (.+)$", re.M)


def slug(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it.

    Examples
    --------
    >>> slug("Where to add what?")
    'where-to-add-what'
    """
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def rewrite_links(text: str, source: str, page: str, pages: Mapping[str, str]) -> str:
    """A text of the repository as a page of the site.

    Parameters
    ----------
    text : str
        Markdown.
    source, page : str
        The file that it comes from and the page that it becomes, from the root of each.
    pages : mapping
        File of the repository → page of the site.

    Examples
    --------
    >>> pages = {"data/README.md": "data.md"}
    >>> rewrite_links("[the data](data/README.md), [a file](pyproject.toml)", "README.md",
    ...               "api/index.md", pages)
    '[the data](../data.md), a file'
    """
    anchors = {slug(heading) for heading in HEADING.findall(text)}

    def lead(file: str) -> str:
        return posixpath.relpath(pages[file], posixpath.dirname(page) or ".")

    def replace(match: re.Match[str]) -> str:
        chapter = f"notebooks/{match['chapter']}.ipynb"
        if chapter in pages:
            return f"[{match[0]}]({lead(chapter)})"
        if match["target"] is None:
            return match[0]
        file, mark, anchor = match["target"].partition("#")
        if ":" in file or (not file and anchor in anchors):
            return match[0]
        known = posixpath.normpath(posixpath.join(posixpath.dirname(source), file))
        if not file or known not in pages:
            return "" if match["bang"] else match["text"]
        return f"{match['bang']}[{match['text']}]({lead(known)}{mark}{anchor})"

    return FOUND.sub(replace, text)
