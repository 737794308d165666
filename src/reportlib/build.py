"""Everything that the project ships, built anew: tables of the shipped report, outputs of the
notebooks, figures.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from reportlib.audit.evaluate import evaluate, read_key
from reportlib.corpus import analyse
from reportlib.export import write_tables
from reportlib.tables.errors import ReportError
from reportlib.tables.files import write_files
from reportlib.tables.vocabulary import vocabulary_rows
from reportlib.targets.comparison import compare_targets, count_verdicts
from reportlib.targets.facts import load_facts
from reportlib.targets.growth import required_growth
from reportlib.targets.headlines import find_headlines
from reportlib.targets.panels import build_panel
from reportlib.targets.scorecards import lay_out_scorecard, write_scorecard
from reportlib.text.report import load_report
from reportlib.words.measures import (
    attention_shares,
    commitment_measures,
    dispersion,
    g2_threshold,
    keyness,
)
from reportlib.words.terms import count_terms, find_terms, label_parts

SHIPPED = "chongqing-2021"
ROOT = Path(__file__).resolve().parents[2]


def draw_figures(folder: Path) -> list[Path]:
    """Draw every figure of the shipped report into `folder`, in both languages."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    from reportlib.figures import growth as charts
    from reportlib.figures import targets as target_charts
    from reportlib.figures import words as word_charts
    from reportlib.figures.style import save_figure, use_style

    report = load_report(SHIPPED)
    tables, year = analyse(report), report.year
    assert year is not None
    numbers, facts = tables.numbers, load_facts()
    compared = compare_targets(numbers, facts)
    history = build_panel(pd.concat([facts, numbers], ignore_index=True))
    goals = required_growth(
        numbers[numbers["role"] == "outcome"],
        numbers[(numbers["role"] == "target") & (numbers["period_end"] > year)],
        compared,
    )
    levels = target_charts.build_levels(compared, year)
    way = target_charts.build_progress(compared)
    nationwide = facts[facts["region"] == "全国"]
    slack = target_charts.build_tolerance(
        lambda points: build_panel(nationwide, tolerance=points), [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    )
    words = target_charts.build_wording(numbers, tables.sentences, tables.outline)
    sentences = label_parts(tables.sentences, tables.outline)
    terms = count_terms(sentences, "report")
    plan, shown_parts = ["goals", "tasks"], ["review", "goals", "tasks"]
    apart = keyness(
        count_terms(sentences, "part"), "review", plan, floor=5
    )  # a term that occurs less often can show little
    strict, apart = g2_threshold(len(apart)), apart[apart["g2"] > g2_threshold()]
    attention = attention_shares(sentences, "part")
    attention = attention[attention["section"].isin(shown_parts)]
    by_section = attention_shares(sentences, depth=2)
    by_section = by_section[by_section["section"] != "0"]  # the title block
    parts = dict(zip(tables.outline["section_id"], tables.outline["part"], strict=True))
    strips = find_terms(sentences).merge(dispersion(sentences, depth=2)[["term", "dp"]])
    strips = strips[strips["term"].isin(word_charts.build_top_terms(terms, 12)["term"])]
    four = [
        row
        for row in vocabulary_rows("commitment_words")
        if row["term"] in ("力争", "确保", "推进", "加快")
    ]
    promised = commitment_measures(sentences, numbers, "part")
    promised = word_charts.build_commitment(
        promised[promised["section"].isin(shown_parts)],
        count_terms(sentences, "part", terms=pd.DataFrame(four)),
    )
    ways = word_charts.build_ways(sentences, "经济")
    said = {
        "zh": f"《{report.title}》（{report.delivered_on}）",
        "en": f"Chongqing government work report, {report.delivered_on}",
    }
    both = {
        "zh": f"{said['zh']}；其后各年公开数据（facts.csv）",
        "en": f"{said['en']}; later publications (facts.csv)",
    }
    later = {
        "zh": "各年政府工作报告与统计公报（facts.csv）",
        "en": "work reports and communiqués (facts.csv)",
    }
    nation, city = (
        {"zh": "全国：", "en": "China: "},
        {"zh": "重庆市地区生产总值", "en": "Chongqing, GDP"},
    )
    output, prices = (
        {"zh": "国内生产总值", "en": "China, GDP"},
        {"zh": "全国居民消费价格", "en": "China, consumer prices"},
    )
    drawings: list[tuple[str, pd.DataFrame, Callable[[str], object], dict[str, str]]] = [
        (
            "growth-rates",
            charts.build_growth_rates(numbers, year),
            lambda lang: charts.plot_growth_rates(numbers, year=year, lang=lang, source=said[lang]),
            said,
        ),
        (
            "headline-targets",
            target_charts.build_headlines(compared),
            lambda lang: target_charts.plot_headlines(compared, lang=lang, source=both[lang]),
            both,
        ),
        (
            "level-targets",
            levels,
            lambda lang: target_charts.plot_levels(levels, lang=lang, source=both[lang]),
            both,
        ),
        (
            "who-can-be-checked",
            count_verdicts(compared),
            lambda lang: target_charts.plot_verdicts(compared, lang=lang, source=both[lang]),
            both,
        ),
        (
            "tolerance",
            slack,
            lambda lang: target_charts.plot_tolerance(
                slack, name=nation[lang], lang=lang, source=later[lang]
            ),
            later,
        ),
        (
            "progress-2025",
            way,
            lambda lang: target_charts.plot_progress(way, lang=lang, source=both[lang]),
            both,
        ),
        (
            "required-growth",
            goals,
            lambda lang: target_charts.plot_required(goals, lang=lang, source=both[lang]),
            both,
        ),
        (
            "target-wording",
            words,
            lambda lang: target_charts.plot_wording(words, lang=lang, source=said[lang]),
            said,
        ),
        (
            "top-terms",
            word_charts.build_top_terms(terms),
            lambda lang: word_charts.plot_top_terms(terms, lang=lang, source=said[lang]),
            said,
        ),
        (
            "word-cloud",
            word_charts.build_top_terms(terms, 60),
            lambda lang: word_charts.plot_cloud(terms, lang=lang, source=said[lang]),
            said,
        ),
        (
            "four-ways-to-count",
            ways,
            lambda lang: word_charts.plot_ways(ways, "经济", lang=lang, source=said[lang]),
            said,
        ),
        (
            "keyness",
            apart,
            lambda lang: word_charts.plot_keyness(
                apart, "review", plan, strict=strict, lang=lang, source=said[lang]
            ),
            said,
        ),
        (
            "topics",
            attention,
            lambda lang: word_charts.plot_topics(attention, lang=lang, source=said[lang]),
            said,
        ),
        (
            "topics-by-section",
            by_section,
            lambda lang: word_charts.plot_topics(by_section, parts, lang=lang, source=said[lang]),
            said,
        ),
        (
            "strips",
            strips,
            lambda lang: word_charts.plot_strips(
                strips, tables.outline, lang=lang, source=said[lang]
            ),
            said,
        ),
        (
            "commitment",
            promised,
            lambda lang: word_charts.plot_commitment(promised, lang=lang, source=said[lang]),
            said,
        ),
    ]

    def past(
        region: str, known: str, label: dict[str, str], hollow: str
    ) -> Callable[[str], object]:
        return lambda lang: target_charts.plot_history(
            history, region, known, name=label[lang], hollow=hollow, lang=lang, source=later[lang]
        )

    for name, region, known, label, hollow in (
        ("gdp-nation", "全国", "gdp", output, "revised"),
        ("gdp-chongqing", "重庆市", "gdp", city, "revised"),
        ("cpi-nation", "全国", "cpi", prices, "silent"),
    ):
        shown = history[(history["region"] == region) & (history["indicator_id"] == known)]
        drawings.append((name, shown, past(region, known, label, hollow), later))
    captions = {row["figure"]: row for row in vocabulary_rows("captions")}
    paths: list[Path] = []
    for name, data, draw, sources in drawings:
        for lang in ("zh", "en"):
            with use_style(lang=lang, width="double"):
                draw(lang)
                figure = plt.gcf()
                file = name if lang == "en" else f"{name}-zh"
                caption = captions[name][lang].format(last=year - 1)
                paths += save_figure(
                    figure,
                    file,
                    data=data,
                    caption=caption,
                    source=sources[lang],
                    lang=lang,
                    folder=folder,
                )
                plt.close(figure)
    return paths


def write_accuracy(root: Path) -> None:
    """Score the shipped report against its key: ``data/tables/…/accuracy.csv`` and the table
    between the README's marks.
    """
    figures = evaluate(
        read_key(root / "tests" / "gold" / f"{SHIPPED}.csv"),
        analyse(load_report(SHIPPED)).numbers,
    ).round(3)
    lines = ["| field | right of | share | 95 % interval |", "|---|---|---|---|"]
    for row in figures[figures["n"].notna()].to_dict("records"):
        lines.append(
            f"| {row['field']} | {row['right']} of {row['n']} | {row['share']:.3f} | {row['low']:.3f}–{row['high']:.3f} |"
        )
    start, end = "<!-- accuracy, written by make figures -->", "<!-- end of accuracy -->"
    text = (root / "README.md").read_text(encoding="utf-8")
    before, opened, rest = text.partition(start)
    _, closed, after = rest.partition(end)
    if not (opened and closed):
        raise ReportError(
            f"{root / 'README.md'}: the marks {start} and {end} are missing; put them back around the table of accuracy"
        )
    table = "\n".join(lines)
    write_files(root, {"README.md": f"{before}{start}\n{table}\n{end}{after}".encode()})
    csv = figures.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")
    write_files(root / "data" / "tables" / SHIPPED, {"accuracy.csv": csv})


def write_comparison(folder: Path) -> None:
    """Write ``comparison.csv``, every target with its verdict or the reason for none, and the
    scorecards of those with an outcome.
    """
    report = load_report(SHIPPED)
    tables = analyse(report)
    promises = find_headlines(tables.numbers, tables.sentences, report.year or 0)
    compared = compare_targets(tables.numbers, load_facts(), promises=promises)
    write_files(
        folder,
        {"comparison.csv": compared.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")},
    )
    counts = count_verdicts(compared).set_index("stage")["n"]
    notes = {
        "en": f"{counts['stated']} targets are stated with a number; {counts['comparable']} have a comparable outcome and stand here, the others in "
        "comparison.csv. Outcomes as announced, exact to half of their last digit; each source in data/reference/facts.csv.",
        "zh": f"报告提出{counts['stated']}项带数字的目标，其中{counts['comparable']}项有可比结果，列于此表；其余见 comparison.csv。"
        "结果为当时公布值，精确到末位数字的一半；来源见 data/reference/facts.csv。",
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
    )


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
        coalesce_streams=True,  # a slow machine flushes a long output in pieces
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(path.parent)}},
    ).execute()
    notebook.metadata = {
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        },
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
        *sorted((root / "data" / "reference").iterdir()),
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
    """Build tables, notebooks and figures in the checkout; yields a line per step. When nothing
    changed, nothing is run.

    Raises
    ------
    ReportError
        If this is not a checkout of the project.
    """
    if not (root / "notebooks").is_dir():
        raise ReportError(
            f"{root}: not a checkout of the project, which the build needs; clone the repository and run make figures in it"
        )
    stamp = root / ".venv" / ".built"
    if stamp.is_file() and stamp.read_text() == _stamp(root):
        yield "nothing has changed since the last build"
        return
    write_tables(analyse(load_report(SHIPPED)), root / "data" / "tables" / SHIPPED)
    write_accuracy(root)
    write_comparison(root / "data" / "tables" / SHIPPED)
    yield f"data/tables/{SHIPPED}/ and the README's table of accuracy"
    for path in sorted((root / "notebooks").rglob("*.ipynb")):
        write_files(path.parent, {path.name: run_notebook(path)})
        yield f"notebooks/{path.name}"
    for path in draw_figures(root / "figures"):
        yield f"figures/{path.name}"
    if stamp.parent.is_dir():
        stamp.write_text(_stamp(root))
