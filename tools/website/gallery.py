"""The pages of the gallery: what ``figures/shipped.py`` draws, in both languages, each with its
finding, caption, files and the code that makes it. Nothing of it is typed twice: the code is read
from the functions that the build runs, the finding from the picture.
"""

from __future__ import annotations

import ast
import inspect
import io
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image

import reportlib
from reportlib.figures import shipped

LANGS = ("en", "zh")
THUMBNAIL = 640  # pixels wide, twice of what a page shows
TOPICS = {
    "growth": "One report",
    "targets": "One report",
    "goals": "One report",
    "history": "A place over the years",
    "regions": "Thirty-one provinces",
    "words": "Words",
    "sections": "Words",
}  # by the module of the chart
GIVEN = {
    "report": 'report = load_report("chongqing-2021")',
    "outline": "outline, sentences, numbers = analyse(report)",
    "sentences": "outline, sentences, numbers = analyse(report)",
    "numbers": "outline, sentences, numbers = analyse(report)",
    "facts": "facts = load_facts()",
    "provinces": "provinces = load_provinces()",
}  # what Material is given


class Shown(NamedTuple):
    """A figure of the gallery in one language."""

    file: str  # its name without ending
    finding: str
    marks: str  # what is drawn, in which unit
    caption: str
    source: str
    code: str

    @property
    def alt(self) -> str:
        """What the picture says, for those who do not see it."""
        stop = "。" if self.file.endswith("-zh") else ". "
        return f"{self.finding}{stop}{self.marks}"


class Entry(NamedTuple):
    """A figure of the gallery."""

    name: str
    topic: str
    lines: str  # that draw it
    en: Shown
    zh: Shown


def list_entries(figures: Path) -> Iterator[Entry]:
    """The figures in the order of the build, from its functions and the files that it has written
    into the folder `figures`.
    """
    for draw in shipped.DRAWINGS:
        recipe = Recipe(draw)
        one = {lang: _shown(recipe, lang, figures) for lang in LANGS}
        topic = TOPICS[getattr(reportlib, recipe.chart).__module__.rpartition(".")[2]]
        yield Entry(recipe.name, topic, recipe.lines, **one)


def thumbnail(picture: Path) -> bytes:
    """A small copy of a picture."""
    with Image.open(picture) as whole:
        small = whole.convert("RGB")
        small.thumbnail((THUMBNAIL, 4 * THUMBNAIL), Image.Resampling.LANCZOS)
    data = io.BytesIO()
    small.quantize(128).save(data, "png", optimize=True)
    return data.getvalue()


def _shown(recipe: Recipe, lang: str, figures: Path) -> Shown:
    file = recipe.name if lang == "en" else f"{recipe.name}-zh"
    told = (figures / f"{file}.txt").read_text(encoding="utf-8").strip()
    caption, _, source = told.rpartition("\n\n")
    source = re.split("[：:]", source, maxsplit=1)[1].strip()
    finding, marks = _texts(figures / f"{file}.svg")[-3:-1]
    return Shown(file, finding, marks, caption, source, recipe.code(lang, source))


def _texts(drawing: Path) -> list[str]:
    """The texts of a figure, which matplotlib notes beside their outlines: title, subtitle and
    source come last.
    """
    groups = re.split(r'<g id="text_\d+">', drawing.read_text(encoding="utf-8"))[1:]
    lines = [re.findall("<!-- (.*?) -->", group, re.S) for group in groups]
    return [_joined(group) for group in lines]


def _joined(lines: Iterable[str]) -> str:
    """Lines as one: no blank between two that break inside Chinese."""
    text = re.sub(
        r"(?<=[\u3000-\u9fff\uff00-\uffef])\n|\n(?=[\u3000-\u9fff])", "", "\n".join(lines)
    )
    return unescape(re.sub(r"\s+", " ", text)).strip()


class Recipe:
    """A function of ``figures/shipped.py`` as code that a user may run."""

    def __init__(self, draw: Callable[..., Any]) -> None:
        body = _function(draw).body
        returned = body[-1]
        assert isinstance(returned, ast.Return) and isinstance(returned.value, ast.Call)
        name, self._rows, plot, _ = returned.value.args
        self.name: str = ast.literal_eval(name)
        self._assigned = [pair for step in body[:-1] for pair in _assigned(step)]
        self.chart, self._options = self._unwrap(plot)

    @property
    def lines(self) -> str:
        """The rows and the chart of them."""
        drawn, used = self._drawing("en")
        rows = "\n".join(step for step in self._steps(used) if step.startswith("rows = "))
        return _formatted(f"{rows}\n{drawn}")

    def code(self, lang: str, source: str) -> str:
        """All that is needed to draw the figure, from the import on."""
        drawn, used = self._drawing(lang, f", lang={lang!r}, source={source!r}")
        body = "\n".join(self._steps(used))
        style = f"with use_style(lang={lang!r}, width='double'):\n    {drawn}"
        given = "\n".join(dict.fromkeys(_givens(body)))
        names = _names(f"{given}\n{body}\n{style}")
        public = ", ".join(sorted(names & set(reportlib.__all__)))
        pandas = "import pandas as pd\n\n" * ("pd" in names)
        return _formatted(f"{pandas}from reportlib import {public}\n\n{given}\n{body}\n{style}")

    def _steps(self, used: set[str]) -> list[str]:
        """The assignments that lead to the rows, without the names in `used`."""
        rows = _code(self._rows)
        pairs = [(name, _code(value)) for name, value in self._assigned]
        pairs.append(("rows", _derived().get(rows, rows)))
        return [f"{name} = {code}" for name, code in pairs if name not in used | {code}]

    def _drawing(self, lang: str, more: str = "") -> tuple[str, set[str]]:
        """The call that draws, and the local names that stand in it by their value."""
        local, used, options = dict(self._assigned), {"plot"}, ""
        for key, value in self._options.items():
            if isinstance(value, ast.Name) and value.id in local:
                used.add(value.id)
                value = local[value.id]
            if isinstance(value, ast.Dict):
                value = ast.Constant(ast.literal_eval(value)[lang])
            options += f", {key}={_code(value)}"
        return f"{self.chart}(rows{options}{more})", used

    def _unwrap(self, plot: ast.expr) -> tuple[str, dict[str, ast.expr]]:
        """The chart and its options, of ``partial(…)`` and ``_named(…)``, one in the other."""
        if isinstance(plot, ast.Call):
            chart, options = self._unwrap(plot.args[0])
            return chart, options | {word.arg or "": word.value for word in plot.keywords}
        assert isinstance(plot, ast.Name)
        local = dict(self._assigned)
        return self._unwrap(local[plot.id]) if plot.id in local else (plot.id, {})


def _function(of: Callable[..., Any]) -> ast.FunctionDef:
    node = ast.parse(textwrap.dedent(inspect.getsource(of))).body[0]
    assert isinstance(node, ast.FunctionDef)
    return node


def _assigned(step: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    """The names that a line assigns, each with its value."""
    if isinstance(step, ast.Assign):
        target, value = step.targets[0], step.value
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            yield from zip(map(ast.unparse, target.elts), value.elts, strict=True)
        else:
            yield ast.unparse(target), value


class _Free(ast.NodeTransformer):
    """Names of the module and fields of its material as a user has them."""

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        if isinstance(node.value, ast.Name) and node.value.id in ("of", "self"):
            return ast.parse("report.year" if node.attr == "year" else node.attr, mode="eval").body
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id.isupper() and node.id.isalpha():
            return ast.parse(repr(getattr(shipped, node.id)), mode="eval").body
        return node


def _code(node: ast.expr) -> str:
    """An expression of the module as a user writes it."""
    return ast.unparse(_Free().visit(ast.parse(ast.unparse(node), mode="eval")))


def _names(code: str) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)}


@cache
def _derived() -> dict[str, str]:
    """What Material makes of what it is given: name → expression."""
    made = {}
    for name, member in vars(shipped.Material).items():
        function = getattr(member, "func", None)
        if function is not None:
            returned = _function(function).body[-1]
            assert isinstance(returned, ast.Return) and returned.value is not None
            made[name] = _code(returned.value)
    return made


def _givens(code: str) -> Iterator[str]:
    """The lines that give `code` the names it takes for granted, each after those it needs."""
    names = _names(code)
    for name, line in GIVEN.items():
        if name in names:
            yield from _givens(line.partition(" = ")[2])
            yield line
    for name, made in _derived().items():
        if name in names:
            yield from _givens(made)
            yield f"{name} = {made}"


def _formatted(code: str) -> str:
    ruff = [sys.executable, "-m", "ruff", "format", "--line-length", "80", "-"]
    done = subprocess.run(ruff, input=code, capture_output=True, text=True, check=True)
    return done.stdout.strip()
