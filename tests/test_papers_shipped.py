"""The tables that the project prints: as committed, and in a paper that compiles."""

import os
import re
import shutil
import subprocess

import pandas as pd
import pytest
from conftest import ROOT, cases

from reportlib import analyse, cite, cite_facts, compare_targets, format_latex, load_facts
from reportlib.build import write_comparison

TABLES = ROOT / "data" / "tables" / "chongqing-2021"
PACKAGES = ("booktabs", "ctex", "lmodern", "natbib", "tabularx", "threeparttable", "xltabular")
TOOLS = ("pdflatex", "xelatex", "bibtex", "kpsewhich")
FAULTS = re.compile(
    r"^!.*|Overfull \\hbox \((?!0\.\d)[^)]*\).*|Missing character.*|Float too large.*"
    r"|.*(?:Citation|Reference) .* undefined.*",
    re.M,
)


def missing():
    """What of TeX is not installed, by name."""
    tools = [name for name in TOOLS if shutil.which(name) is None]
    styles = (
        []
        if tools
        else [
            name
            for name in PACKAGES
            if subprocess.run(["kpsewhich", f"{name}.sty"], capture_output=True).returncode
        ]
    )
    return ", ".join([*tools, *styles])


needs_tex = pytest.mark.skipif(bool(missing()), reason=f"TeX lacks {missing()}")


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """A folder like the checkout, with tables written anew."""
    root = tmp_path_factory.mktemp("printed")
    shutil.copytree(ROOT / "tests" / "gold", root / "tests" / "gold")
    write_comparison(root)
    return root


def test_the_committed_tables_are_those_of_the_build(printed):
    paths = sorted((printed / "data" / "tables" / "chongqing-2021").iterdir())
    assert [path.name for path in paths if path.suffix == ".tex"] == sorted(
        path.name for path in TABLES.glob("*.tex")
    )
    for path in paths:
        assert path.read_bytes() == (TABLES / path.name).read_bytes(), path.name


def test_tables_in_english_hold_no_chinese():
    for path in TABLES.glob("*.tex"):
        assert bool(re.search("[\u3000-\u9fff]", path.read_text("utf-8"))) == ("-zh" in path.name)


def compile_paper(folder, name, engine, bib=True):
    """What a log tells of faults, after the runs that an author makes."""
    steps = [engine, "bibtex", engine, engine] if bib else [engine]
    for step in steps:
        options = [] if step == "bibtex" else ["-interaction=nonstopmode", "-halt-on-error"]
        done = subprocess.run(
            [step, *options, name],
            cwd=folder,
            capture_output=True,
            env={**os.environ, "max_print_line": "1000", "openout_any": "p"},
        )
        assert done.returncode == 0, done.stdout.decode(errors="replace")[-3000:]
    return FAULTS.findall((folder / f"{name}.log").read_text(encoding="utf-8", errors="replace"))


@needs_tex
@pytest.mark.parametrize(
    "name, engine, lang", [("paper", "pdflatex", "en"), ("paper-zh", "xelatex", "zh")]
)
def test_the_paper_compiles_without_a_fault(name, engine, lang, printed, report):
    folder = printed / "examples" / "paper"
    shutil.copytree(ROOT / "examples" / "paper", folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "figures", printed / "figures", dirs_exist_ok=True)
    text = (folder / f"{name}.tex").read_text(encoding="utf-8")
    suffix = name.removeprefix("paper")
    inputs = set(re.findall(r"\\input{\\tables/([\w-]+)}", text))
    assert inputs == {
        path.stem for path in TABLES.glob("*.tex") if path.stem.endswith("-zh") == (lang == "zh")
    }
    assert text.count(r"\includegraphics") == 2
    bib = f"{cite(report, 'bibtex', lang)}\n{cite_facts(load_facts(), lang)}"
    (folder / f"references{suffix}.bib").write_text(bib, encoding="utf-8")
    assert compile_paper(folder, name, engine) == []


@needs_tex
@pytest.mark.parametrize("style, package", [("plainnat", "natbib"), ("plain", "url")])
def test_all_documents_of_the_facts_can_be_cited(tmp_path, report, style, package):
    bib = f"{cite(report, 'bibtex')}\n{cite_facts(pd.read_csv(ROOT / 'data/reference/facts.csv'))}"
    (tmp_path / "all.bib").write_text(bib, encoding="utf-8")
    paper = (
        r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage{lmodern}"
        rf"\usepackage{{{package}}}\usepackage{{xurl}}\begin{{document}}\nocite{{*}}\sloppy"
        rf"\bibliographystyle{{{style}}}\bibliography{{all}}\end{{document}}"
    )
    (tmp_path / "all.tex").write_text(paper, encoding="utf-8")
    assert compile_paper(tmp_path, "all", "pdflatex") == []
    assert (tmp_path / "all.bbl").read_text(encoding="utf-8").count(r"\bibitem") == 134
    assert "Warning" not in (tmp_path / "all.blg").read_text(encoding="utf-8")


@needs_tex
@pytest.mark.parametrize("size", ["10pt", "11pt", "12pt"])
@pytest.mark.parametrize("engine, lang", [("pdflatex", "en"), ("xelatex", "zh")])
def test_odd_and_long_tables_stay_inside_the_text(tmp_path, report, size, engine, lang):
    odd = pd.DataFrame({"text": [case.values[0]["text"] for case in cases("latex")] * 2})
    odd["long_words"] = "the share of a thing in another & more of it, told at some length"
    odd["value"] = [1.5, -2.25] * (len(odd) // 2)
    compared = compare_targets(analyse(report).numbers, load_facts())
    name = "indicator_en" if lang == "en" else "indicator"
    compared = compared[compared[name].notna()]
    many = compared[[name, "unit", "period_end", "target", "status"]]
    tables = [
        format_latex(
            odd, "Odd & ends", "tab:{odd}", notes="50% ~", sources="long_words", lang=lang
        ),
        format_latex(odd, "Odd", "tab:two", lang=lang),
        format_latex(many, "Many", "tab:many", notes="a_b", lang=lang),
    ]
    assert "xltabular" in tables[2]
    kind = "article" if lang == "en" else "ctexart"
    options = size if lang == "en" else "fontset=fandol"
    packages = "array,booktabs,tabularx,threeparttable,xltabular"
    fonts = r"\usepackage[T1]{fontenc}\usepackage{lmodern}" if lang == "en" else ""
    (tmp_path / "odd.tex").write_text(
        rf"\documentclass[{options}]{{{kind}}}{fonts}\usepackage{{{packages}}}"
        "\\begin{document}\n" + "\n".join(tables) + "\n\\end{document}\n",
        encoding="utf-8",
    )
    assert compile_paper(tmp_path, "odd", engine, bib=False) == []
