"""Links of the repository's own texts, made to lead inside the site: text in, text out.

A file that the site has no page for keeps its name and loses its link, for a reader of the site
has no repository beside it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

LINK = re.compile(
    r"(?P<fence>^(?:```|~~~|:::).*?^(?:```|~~~|:::)\s*?$)|(?P<code>`[^`\n]+`)|"
    r"(?P<bang>!?)\[(?P<text>(?:`[^`]*`|[^\]`])*)\]\((?P<target>[^)\s]+)\)",
    re.M | re.S,
)
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

    def replace(match: re.Match[str]) -> str:
        if match["fence"] or match["code"]:
            return match[0]
        file, mark, anchor = match["target"].partition("#")
        if ":" in file or (not file and anchor in anchors):
            return match[0]
        known = pages.get(posixpath.normpath(posixpath.join(posixpath.dirname(source), file)))
        if not file or known is None:
            return "" if match["bang"] else match["text"]
        target = posixpath.relpath(known, posixpath.dirname(page) or ".")
        return f"{match['bang']}[{match['text']}]({target}{mark}{anchor})"

    return LINK.sub(replace, _link_chapters(text, source, pages))


def _link_chapters(text: str, source: str, pages: Mapping[str, str]) -> str:
    """A chapter that is named in prose, as the notebook 00-start-here, with a link to it."""
    to = posixpath.relpath("notebooks", posixpath.dirname(source) or ".")

    def link(match: re.Match[str]) -> str:
        known = f"notebooks/{match[0]}.ipynb" in pages
        return f"[{match[0]}]({posixpath.join(to, match[0])}.ipynb)" if known else match[0]

    return re.sub(r"(?<![\w/`\[-])\d\d-[a-z][a-z0-9-]+(?![\w/.`\]])", link, text)
