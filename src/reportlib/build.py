"""Everything that the project ships, built anew: tables of the shipped report, outputs of the
notebooks, figures.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from reportlib.audit.evaluate import evaluate, read_key
from reportlib.corpus import analyse
from reportlib.export import write_tables
from reportlib.notebooks import find_notebooks, run_notebook
from reportlib.papers.scorecards import write_scorecard
from reportlib.papers.shipped import format_shipped
from reportlib.tables.cells import format_csv
from reportlib.tables.codebook import describe_fields
from reportlib.tables.columns import table_columns
from reportlib.tables.errors import ReportError
from reportlib.tables.files import write_files
from reportlib.tables.vocabulary import vocabulary_rows
from reportlib.targets.comparison import compare_targets, count_verdicts
from reportlib.targets.facts import load_facts, load_provinces
from reportlib.targets.headlines import find_headlines
from reportlib.targets.scorecards import lay_out_scorecard
from reportlib.text.report import load_report

SHIPPED = "chongqing-2021"
ROOT = Path(__file__).resolve().parents[2]
SECTIONS = {  # of the glossary
    "institutions": "Institutions and documents",
    "economics": "The economy in figures",
    "statistics": "Statistics",
    "reading": "How a report is read",
}


def draw_figures(folder: Path) -> list[Path]:
    """Draw every figure of the shipped report into `folder`, in both languages."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    from reportlib.figures.shipped import DRAWINGS, Material
    from reportlib.figures.style import save_figure, use_style

    report = load_report(SHIPPED)
    material = Material(report, *analyse(report), load_facts(), load_provinces())
    captions = {row["figure"]: row for row in vocabulary_rows("captions")}
    paths: list[Path] = []
    for draw in DRAWINGS:
        name, rows, plot, source = draw(material)
        for lang in ("zh", "en"):
            with use_style(lang=lang, width="double"):
                plot(rows, lang=lang, source=source[lang])
                figure = plt.gcf()
                paths += save_figure(
                    figure,
                    name if lang == "en" else f"{name}-zh",
                    data=rows,
                    caption=captions[name][lang].format(last=material.year - 1),
                    source=source[lang],
                    lang=lang,
                    folder=folder,
                )
                plt.close(figure)
    return paths


def write_shipped_tables(root: Path) -> None:
    """Write the shipped report's tables, and their columns into ``data/datapackage.json``."""
    write_tables(analyse(load_report(SHIPPED)), root / "data" / "tables" / SHIPPED)
    path = root / "data" / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if resource["path"].startswith("tables/") and table_columns(resource["name"]):
            resource["schema"]["fields"] = describe_fields(resource["name"])
    told = json.dumps(package, ensure_ascii=False, indent=2)
    write_files(path.parent, {path.name: f"{told}\n".encode()})


def score(root: Path) -> pd.DataFrame:
    """How well the shipped report is read, against its key."""
    key = read_key(root / "tests" / "gold" / f"{SHIPPED}.csv")
    return evaluate(key, analyse(load_report(SHIPPED)).numbers).round(3)


def write_accuracy(root: Path) -> None:
    """Score the shipped report against its key: ``data/tables/…/accuracy.csv`` and the table
    between the README's marks.
    """
    figures = score(root)
    lines = ["| field | right of | share | 95 % interval |", "|---|---|---|---|"]
    for row in figures[figures["n"].notna()].to_dict("records"):
        lines.append(
            f"| {row['field']} | {row['right']} of {row['n']} | {row['share']:.3f} | "
            f"{row['low']:.3f}–{row['high']:.3f} |"
        )
    start, end = "<!-- accuracy, written by make figures -->", "<!-- end of accuracy -->"
    text = (root / "README.md").read_text(encoding="utf-8")
    before, opened, rest = text.partition(start)
    _, closed, after = rest.partition(end)
    if not (opened and closed):
        raise ReportError(
            f"{root / 'README.md'}: the marks {start} and {end} are missing; put them back around "
            "the table of accuracy"
        )
    table = "\n".join(lines)
    write_files(root, {"README.md": f"{before}{start}\n{table}\n{end}{after}".encode()})
    write_files(root / "data" / "tables" / SHIPPED, {"accuracy.csv": format_csv(figures)})


def write_comparison(root: Path) -> None:
    """Write ``comparison.csv``, every target with its verdict or the reason for none, the
    scorecards of those with an outcome, and the tables that a paper prints.
    """
    folder = root / "data" / "tables" / SHIPPED
    report = load_report(SHIPPED)
    tables = analyse(report)
    promises = find_headlines(tables.numbers, tables.sentences, report.year or 0)
    compared = compare_targets(tables.numbers, load_facts(), promises=promises)
    write_files(folder, {"comparison.csv": format_csv(compared)})
    counts = count_verdicts(compared).set_index("stage")["n"]
    notes = {
        "en": f"{counts['stated']} targets are stated with a number; {counts['comparable']} have a "
        "comparable outcome and stand here, the others in comparison.csv. Outcomes as announced, "
        "exact to half of their last digit, but for †; each source in data/reference/facts.csv.",
        "zh": f"报告提出{counts['stated']}项带数字的目标，"
        f"其中{counts['comparable']}项有可比结果，列于此表；其余见 comparison.csv。"
        "除标†者外，结果为当时公布值，精确到末位数字的一半；来源见 data/reference/facts.csv。",
    }
    write_scorecard(
        lay_out_scorecard(compared),
        folder,
        "scorecard",
        "Targets of January 2021 with an outcome",
        notes["en"],
    )
    write_scorecard(
        lay_out_scorecard(compared, "zh"),
        folder,
        "scorecard-zh",
        "2021年1月报告中有结果的目标",
        notes["zh"],
        "zh",
    )
    write_files(folder, format_shipped(report, tables.numbers, compared, score(root)))


def write_glossary(root: Path) -> None:
    """Write ``notebooks/glossary.md``, the terms of ``vocabulary/glossary.csv`` by section."""
    chapters = {path.name[:2]: path.name for path in (root / "notebooks").glob("*.ipynb")}
    rows = vocabulary_rows("glossary")
    lines = [
        f"# A glossary of {len(rows)} terms",
        "",
        "Words of the reports and of this project, each with its Chinese, how that is said, what "
        "it means here and the chapter to read it with. Written from "
        "`src/reportlib/vocabulary/glossary.csv` by `make figures`; change it there.",
    ]
    for section, title in SECTIONS.items():
        lines += [
            "",
            f"## {title}",
            "",
            "| term | Chinese | meaning | chapter |",
            "|---|---|---|---|",
        ]
        for row in rows:
            if row["section"] == section:
                chapter = f"[{row['chapter']}]({chapters[row['chapter']]})"
                lines.append(
                    f"| **{row['term_en']}** | {row['term_zh']} {row['pinyin']} | "
                    f"{row['definition']} | {chapter} |"
                )
    write_files(root / "notebooks", {"glossary.md": ("\n".join(lines) + "\n").encode()})


def _members(folder: Path) -> list[Path]:
    """The files of a folder and of those in it, but for what Python makes of them."""
    return sorted(
        path for path in folder.rglob("*") if path.is_file() and path.parent.name != "__pycache__"
    )


def _stamp(root: Path) -> str:
    """Checksum of all that the build reads."""
    digest = hashlib.sha256()
    inputs = [
        *_members(root / "src"),
        *_members(root / "examples"),
        *sorted((root / "data" / "reports").iterdir()),
        root / "data" / "reports.csv",
        *sorted((root / "data" / "reference").iterdir()),
        root / "requirements.lock",
        root / "tests" / "gold" / f"{SHIPPED}.csv",
        root / "README.md",
    ]
    for path in [
        *inputs,
        *find_notebooks(root / "notebooks"),
        *sorted((root / "figures").glob("*")),
        *sorted((root / "data" / "tables").rglob("*.*")),
    ]:
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def build_all(root: Path = ROOT) -> Iterator[str]:
    """Build tables, notebooks and figures in the checkout; yields a line per step. When nothing
    changed, nothing is run.

    Raises
    ------
    ReportError
        If this is not a checkout of the project.
    """
    if not (root / "notebooks").is_dir():
        raise ReportError(
            f"{root}: not a checkout of the project, which the build needs; clone the repository "
            "and run make figures in it"
        )
    stamp = root / ".venv" / ".built"
    if stamp.is_file() and stamp.read_text() == _stamp(root):
        yield "nothing has changed since the last build"
        return
    write_shipped_tables(root)
    write_accuracy(root)
    write_comparison(root)
    yield f"data/tables/{SHIPPED}/ and the README's table of accuracy"
    write_glossary(root)
    yield "notebooks/glossary.md"
    for path in find_notebooks(root / "notebooks"):
        write_files(path.parent, {path.name: run_notebook(path)})
        yield f"notebooks/{path.name}"
    for path in draw_figures(root / "figures"):
        yield f"figures/{path.name}"
    if stamp.parent.is_dir():
        stamp.write_text(_stamp(root))
