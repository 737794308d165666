"""Everything that the project ships, built anew: tables of the shipped report, outputs of the notebooks, figures."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from reportlib.audit import evaluate, read_sheet
from reportlib.corpus import analyse
from reportlib.export import write_tables
from reportlib.files import write_files
from reportlib.reading import load_report
from reportlib.tables import ReportError

SHIPPED = "chongqing-2021"
ROOT = Path(__file__).resolve().parents[2]


def draw_figures(folder: Path) -> list[Path]:
    """Draw every figure of the shipped report into `folder`, in both languages."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    from reportlib.charts import growth_rates, plot_growth_rates
    from reportlib.style import save_figure, use_style

    report = load_report(SHIPPED)
    numbers, year = analyse(report).numbers, report.year
    assert year is not None
    paths: list[Path] = []
    sources = {"zh": f"《{report.title}》（{report.delivered_on}）", "en": f"Chongqing government work report, {report.delivered_on}"}
    captions = {
        "zh": f"报告同时给出上年增速和年均增速的指标；年均增速包含{year - 1}年。可比价与现价分组，两组不可直接比较。",
        "en": f"Indicators for which the report gives both rates. The average contains {year - 1}. "
        "Real and nominal rates stand in two groups: they do not compare directly.",
    }
    for lang, source in sources.items():
        with use_style(lang=lang, width="double"):
            axes = plot_growth_rates(numbers, year=year, lang=lang, source=source)
            figure = axes.get_figure(root=True)
            assert figure is not None
            name = "growth-rates" if lang == "en" else "growth-rates-zh"
            paths += save_figure(figure, name, data=growth_rates(numbers, year), caption=captions[lang], source=source, folder=folder)
            plt.close(figure)
    return paths


def write_accuracy(root: Path) -> None:
    """Score the shipped report against its key: ``data/tables/…/accuracy.csv`` and the table between the README's marks."""
    figures = evaluate(read_sheet(root / "tests" / "gold" / f"{SHIPPED}.csv"), analyse(load_report(SHIPPED)).numbers).round(3)
    lines = ["| field | right of | share | 95 % interval |", "|---|---|---|---|"]
    for row in figures[figures["n"].notna()].to_dict("records"):
        lines.append(f"| {row['field']} | {row['right']} of {row['n']} | {row['share']:.3f} | {row['low']:.3f}–{row['high']:.3f} |")
    start, end = "<!-- accuracy, written by make figures -->\n", "\n<!-- end of accuracy -->"
    before, _, rest = (root / "README.md").read_text(encoding="utf-8").partition(start)
    _, _, after = rest.partition(end)
    write_files(root, {"README.md": (before + start + "\n".join(lines) + end + after).encode()})
    csv = figures.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")
    write_files(root / "data" / "tables" / SHIPPED, {"accuracy.csv": csv})


def run_notebook(path: Path) -> bytes:
    """Run a notebook from top to bottom and give it with its outputs: same input, same bytes."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number:02d}"
        cell["metadata"] = {}
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1611187200")
    NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        record_timing=False,
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(path.parent)}},
    ).execute()
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return str(nbformat.writes(notebook) + "\n").encode()


def _stamp(root: Path) -> str:
    """Checksum of all that the build reads."""
    digest = hashlib.sha256()
    inputs = [
        *sorted((root / "src").rglob("*.py")),
        *sorted((root / "src").rglob("*.csv")),
        *sorted((root / "data" / "reports").iterdir()),
        root / "data" / "reports.csv",
        root / "requirements.lock",
        root / "tests" / "gold" / f"{SHIPPED}.csv",
        root / "README.md",
    ]
    for path in [
        *inputs,
        *sorted((root / "notebooks").rglob("*.ipynb")),
        *sorted((root / "figures").glob("*")),
        *sorted((root / "data" / "tables").rglob("*.csv")),
    ]:
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def build_all(root: Path = ROOT) -> Iterator[str]:
    """Build tables, notebooks and figures in the checkout; yields a line per step. When nothing changed, nothing is run.

    Raises
    ------
    ReportError
        If this is not a checkout of the project.
    """
    if not (root / "notebooks").is_dir():
        raise ReportError(f"{root}: not a checkout of the project, which the build needs; clone the repository and run make figures in it")
    stamp = root / ".venv" / ".built"
    if stamp.is_file() and stamp.read_text() == _stamp(root):
        yield "nothing has changed since the last build"
        return
    write_tables(analyse(load_report(SHIPPED)), root / "data" / "tables" / SHIPPED)
    write_accuracy(root)
    yield f"data/tables/{SHIPPED}/ and the README's table of accuracy"
    for path in sorted((root / "notebooks").rglob("*.ipynb")):
        write_files(path.parent, {path.name: run_notebook(path)})
        yield f"notebooks/{path.name}"
    for path in draw_figures(root / "figures"):
        yield f"figures/{path.name}"
    if stamp.parent.is_dir():
        stamp.write_text(_stamp(root))
