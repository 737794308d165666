"""Build the site: gather the pages of the repository in a folder of their own, let Sphinx make
HTML of them, add a font with just the characters that they use, refuse faults, and put the whole in
the place of ``site/``.

    python tools/website/build.py [OUT]
"""

from __future__ import annotations

import html
import json
import logging
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import gallery
import jinja2
import pages
from checks import find_faults
from sphinx.cmd.build import build_main

from reportlib.pages.fonts import embed_font
from reportlib.tables.errors import ReportError
from reportlib.tables.files import swap_folder

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FRONT = "gdp-chongqing"  # the figure of the front page
FIRST = 0x2190  # characters from here on, arrows and Chinese, are not in every reader's font


def gather_pages(root: Path, folder: Path) -> None:
    """Write all that Sphinx needs into an empty folder."""
    rooms, entries = pages.list_rooms(root), list(gallery.list_entries(root / "figures"))
    topics: dict[str, list[gallery.Entry]] = {}
    for entry in entries:
        topics.setdefault(entry.topic, []).append(entry)
    written = {
        **dict(pages.make_chapters(root)),
        **dict(pages.make_texts(root)),
        "index.md": _render(
            "index.md",
            figure=next(entry for entry in entries if entry.name == FRONT),
            chapters=pages.list_chapters(root),
            teaching=pages.list_teaching(root),
            explorers=pages.EXPLORERS,
            **pages.run_example(),
        ),
        "explore.md": _render("explore.md", explorers=pages.EXPLORERS),
        "codebook.md": _render("codebook.md", tables=pages.list_tables()),
        "api/index.md": _render("api.md", rooms=rooms),
        "gallery/index.md": _render("gallery.md", topics=topics),
        **{f"api/{room['file']}.rst": _render("room.rst", room=room) for room in rooms},
        **{f"gallery/{one.name}.md": _render("figure.md", entry=one) for one in entries},
        **{f"extra/{name}": page for name, page in pages.make_explorers()},
    }
    for name, content in written.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    for name in ("conf.py", "search.py", "static"):
        copy = shutil.copytree if (HERE / name).is_dir() else shutil.copy
        copy(HERE / name, folder / name)
    _copy_figures(entries, root / "figures", folder / "gallery")


def _copy_figures(entries: list[gallery.Entry], figures: Path, folder: Path) -> None:
    for name in ("small", "files"):
        (folder / name).mkdir()
    for entry in entries:
        small = gallery.thumbnail(figures / f"{entry.name}.png")
        (folder / "small" / f"{entry.name}.png").write_bytes(small)
        for one in (entry.en, entry.zh):
            shutil.copy(figures / f"{one.file}.png", folder)
            for ending in ("pdf", "svg", "png", "csv", "txt"):
                shutil.copy(figures / f"{one.file}.{ending}", folder / "files")


def _render(template: str, **given: Any) -> str:
    loader = jinja2.FileSystemLoader(HERE / "templates")
    kitchen = jinja2.Environment(loader=loader, undefined=jinja2.StrictUndefined)
    kitchen.filters["quoted"] = lambda text: json.dumps(text, ensure_ascii=False)
    kitchen.filters["cell"] = lambda text: text.replace("|", "\\|")
    return kitchen.get_template(template).render(given)


def write_font(site: Path) -> None:
    """Write ``_static/font.css``, the font of the Chinese characters that the pages use."""
    used: set[str] = set()
    for path in site.rglob("*.html"):
        used.update(html.unescape(path.read_text(encoding="utf-8")))
    rule = embed_font("".join(sorted(sign for sign in used if ord(sign) >= FIRST)))
    (site / "_static" / "font.css").write_text(rule, encoding="utf-8")


def build_site(root: Path, out: Path) -> None:
    """Build the site of the checkout `root` into the folder `out`, or leave it as it is.

    Raises
    ------
    ReportError
        If Sphinx warns of anything, or the site has a fault; the message lists them.
    """
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".site") as beside:
        source, made = Path(beside, "pages"), Path(beside, "site")
        source.mkdir()
        gather_pages(root, source)
        trees = str(Path(beside, "trees"))
        if build_main(["-W", "--keep-going", "-q", "-d", trees, str(source), str(made)]):
            raise ReportError("the site was not built: Sphinx warns of what is printed above")
        for left in (made / ".buildinfo", *(made / "_static").glob("*macros.html")):
            left.unlink()  # of no use to a reader
        write_font(made)
        faults = list(find_faults(made))
        if faults:
            raise ReportError("the site was not built:\n" + "\n".join(faults))
        swap_folder(made, out)


if __name__ == "__main__":
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    try:
        build_site(ROOT, Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "site").resolve())
    except ReportError as error:
        sys.exit(str(error))
