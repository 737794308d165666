"""The pages of the site but for the gallery: chapters, codebook, functions and the repository's own
texts in, files of Sphinx out, each a name and its content.
"""

from __future__ import annotations

import csv
import inspect
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from links import rewrite_links

import reportlib
from reportlib.tables.codebook import build_codebook, describe_table
from reportlib.tables.vocabulary import vocabulary_rows

HERE = Path(__file__).parent
TEXTS = {
    "data/README.md": "data.md",
    "CHANGELOG.md": "changelog.md",
    "notebooks/syllabus.md": "chapters/syllabus.md",
    "notebooks/glossary.md": "chapters/glossary.md",
}  # file of the repository → page, where there is such a file
INNER = ("numbers read",)  # tables that no user meets
TOP = "top"
SHIPPED = "chongqing-2021"
EXPLORERS = {"en": f"explore/{SHIPPED}.html", "zh": f"explore/{SHIPPED}-zh.html"}
EXAMPLE = """
import reportlib as rl

report = rl.load_report("chongqing-2021")  # or rl.read_report("my-report.docx")
targets = rl.find_headlines(report)
assert all(report.text[t.start : t.end] == t.text for t in targets.itertuples())
rl.show_table(targets, ["name", "said", "text"])
"""


def known_pages(root: Path) -> dict[str, str]:
    """File of the repository → page of the site."""
    chapters = {f"notebooks/{path.name}": f"chapters/{path.name}" for path in _chapters(root)}
    texts = {file: page for file, page in TEXTS.items() if (root / file).is_file()}
    return {**chapters, **texts, "README.md": "architecture.md"}


def list_chapters(root: Path) -> list[dict[str, str]]:
    """The chapters: file, title, and the question that each answers."""
    with (HERE / "questions.csv").open(encoding="utf-8", newline="") as file:
        asked = {row["chapter"]: row["question"] for row in csv.DictReader(file)}
    chapters = []
    for path in _chapters(root):
        first = "".join(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"])
        title = first.splitlines()[0].lstrip("# ")
        question = asked.get(path.stem, path.stem[3:].replace("-", " ").capitalize())
        label = f"{path.stem[:2]} · {title}"
        chapters.append({"file": path.name, "title": title, "label": label, "question": question})
    return chapters


def list_teaching(root: Path) -> list[dict[str, str]]:
    """The pages for a class."""
    pages = ((file, page) for file, page in TEXTS.items() if page.startswith("chapters/"))
    return [
        {"file": Path(page).name, "title": f"the {Path(page).stem}"}
        for file, page in pages
        if (root / file).is_file()
    ]


def _chapters(root: Path) -> list[Path]:
    return sorted((root / "notebooks").glob("*.ipynb"))


def make_chapters(root: Path) -> Iterator[tuple[str, str]]:
    """The notebooks as they are committed, their pictures with a text for those who see none."""
    pages = known_pages(root)
    for path in _chapters(root):
        notebook, file = json.loads(path.read_text(encoding="utf-8")), f"notebooks/{path.name}"
        heading = ""
        for cell in notebook["cells"]:
            source = "".join(cell["source"])
            if cell["cell_type"] == "markdown":
                headings = re.findall(r"^#+ (.+)$", source, re.M)
                heading = headings[-1] if headings else heading
                cell["source"] = rewrite_links(source, file, pages[file], pages)
            elif any("image/png" in output.get("data", ()) for output in cell["outputs"]):
                cell["metadata"] = {"mystnb": {"image": {"alt": describe_chart(source, heading)}}}
        yield pages[file], json.dumps(notebook, ensure_ascii=False)


def describe_chart(code: str, heading: str) -> str:
    """What a picture shows: the finding or question that it stands under, and what is drawn.

    Examples
    --------
    >>> describe_chart("axes = rl.plot_ways(rows)", "One word, counted 87 times")
    'One word, counted 87 times. Chart: the counts of one term side by side.'
    """
    charts = re.findall(r"\bplot_\w+", code)
    drawn = [_summary(getattr(reportlib, chart)) for chart in charts if hasattr(reportlib, chart)]
    told = " ".join(re.sub("^Draw ", "Chart: ", text) for text in drawn)
    return f"{heading.rstrip('.')}. {told}".replace("`", "").strip()


def make_texts(root: Path) -> Iterator[tuple[str, str]]:
    """The repository's own texts."""
    pages = known_pages(root)
    for file, page in TEXTS.items():
        if (root / file).is_file():
            text = (root / file).read_text(encoding="utf-8")
            yield page, rewrite_links(text, file, page, pages)
    text = (root / "README.md").read_text(encoding="utf-8")
    parts = re.search(r"^#(# Architecture\n.*?)(?=^## |\Z)", text, re.M | re.S)
    assert parts, "README.md has no section Architecture"
    raised = re.sub(r"^###", "##", parts[1], flags=re.M)
    yield "architecture.md", rewrite_links(raised, "README.md", "architecture.md", pages)


def list_tables() -> list[dict[str, Any]]:
    """The declared tables with their columns."""
    names = dict.fromkeys(row["table"] for row in vocabulary_rows("table_columns"))
    return [
        {
            "name": name,
            "anchor": name.replace(" ", "-"),
            "row": describe_table(name),
            "columns": build_codebook([name]).fillna("").to_dict("records"),
        }
        for name in names
        if name not in INNER
    ]


def list_rooms(root: Path) -> list[dict[str, Any]]:
    """The public names by the room that they live in, in the order of the README's table."""
    rows = re.findall(
        r"^\| `(\w+)` \| (.+?) \|", (root / "README.md").read_text(encoding="utf-8"), re.M
    )
    titles = {TOP: "Reports and their tables"}
    titles |= {room: f"{room.capitalize()}: {question}" for room, question in rows}
    homes: dict[str, list[str]] = {name: [] for name in titles}
    for name in reportlib.__all__:
        module = getattr(reportlib, name).__module__.removeprefix("reportlib.")
        homes[module.split(".")[0] if "." in module else TOP].append(name)
    return [
        {
            "file": room,
            "title": titles[room],
            "names": [_described(name) for name in names],
        }
        for room, names in homes.items()
        if names
    ]


def _described(name: str) -> dict[str, str]:
    thing = getattr(reportlib, name)
    kind = "function" if not inspect.isclass(thing) else "class"
    kind = "exception" if kind == "class" and issubclass(thing, Exception) else kind
    return {"name": name, "kind": kind, "summary": _summary(thing)}


def _summary(thing: object) -> str:
    """The first sentence of what a function says of itself, as Markdown."""
    told = " ".join((inspect.getdoc(thing) or "").partition("\n\n")[0].split())
    told = re.sub(r":\w+:`~?(?:[\w.]*\.)?(\w+)`", r"`\1`", told).replace("``", "`")
    return re.split(r"(?<=\.) (?=[A-Z])", told)[0]


def run_example() -> Mapping[str, str]:
    """The code of the front page and the table that it shows."""
    *lines, last = EXAMPLE.strip().splitlines()
    names: dict[str, Any] = {}
    exec("\n".join(lines), names)
    return {"example": EXAMPLE.strip(), "shown": eval(last, names)._repr_html_()}


def make_explorers() -> Iterator[tuple[str, str]]:
    """The shipped report as pages to explore it with, one a language."""
    report = reportlib.load_report(SHIPPED)
    numbers = reportlib.analyse(report).numbers
    for lang, page in EXPLORERS.items():
        yield page, reportlib.highlight(report, numbers, lang)
