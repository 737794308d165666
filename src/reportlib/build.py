"""Everything that the project ships, built anew: tables of the shipped report, outputs of the notebooks, figures."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from reportlib.audit import evaluate, read_sheet
from reportlib.comparison import compare_targets, count_verdicts, required_growth
from reportlib.corpus import analyse
from reportlib.export import write_tables
from reportlib.facts import load_facts
from reportlib.files import write_files
from reportlib.panels import panel
from reportlib.reading import load_report
from reportlib.scorecards import scorecard, write_scorecard
from reportlib.tables import ReportError
from reportlib.word_measures import attention_shares, commitment_measures, keyness
from reportlib.words import count_terms, find_terms, label_parts

SHIPPED = "chongqing-2021"
ROOT = Path(__file__).resolve().parents[2]


def draw_figures(folder: Path) -> list[Path]:
    """Draw every figure of the shipped report into `folder`, in both languages."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    from reportlib import charts, target_charts, word_charts
    from reportlib.style import save_figure, use_style

    report = load_report(SHIPPED)
    tables, year = analyse(report), report.year
    assert year is not None
    numbers, facts = tables.numbers, load_facts()
    compared = compare_targets(numbers, facts)
    history = panel(facts)
    goals = required_growth(numbers[numbers["role"] == "outcome"], numbers[(numbers["role"] == "target") & (numbers["period_end"] > year)])
    levels = target_charts.level_rows(numbers, compared, year)
    way = target_charts.progress_rows(numbers, compared)
    nationwide = facts[facts["region"] == "全国"]
    slack = target_charts.tolerance_rows(lambda points: panel(nationwide, tolerance=points), [0.0, 0.2, 0.4, 0.6, 0.8, 1.0])
    words = target_charts.wording_rows(numbers, tables.sentences, tables.outline)
    sentences = label_parts(tables.sentences, tables.outline)
    terms = count_terms(sentences, "report")
    by_part = count_terms(sentences, "part")
    apart = keyness(by_part, "review", "tasks")
    attention = attention_shares(sentences, "part")
    attention = attention[attention["section"].isin(["review", "goals", "tasks"])]
    strips = find_terms(sentences)
    strips = strips[strips["term"].isin(terms.nlargest(12, "n")["term"])]
    promised = commitment_measures(sentences, numbers, "part")
    promised = promised[promised["section"].isin(["review", "goals", "tasks"])]
    ways = word_charts.ways_to_count(sentences, "经济")
    said = {"zh": f"《{report.title}》（{report.delivered_on}）", "en": f"Chongqing government work report, {report.delivered_on}"}
    both = {"zh": f"{said['zh']}；其后各年公开数据（facts.csv）", "en": f"{said['en']}; later publications (facts.csv)"}
    later = {"zh": "各年政府工作报告与统计公报（facts.csv）", "en": "work reports and communiqués (facts.csv)"}
    nation = {"zh": "全国", "en": "China"}
    place = {"zh": "重庆市", "en": "Chongqing"}
    drawings: list[tuple[str, pd.DataFrame, Callable[[str], object], dict[str, str], dict[str, str]]] = [
        (
            "growth-rates",
            charts.growth_rates(numbers, year),
            lambda lang: charts.plot_growth_rates(numbers, year=year, lang=lang, source=said[lang]),
            said,
            {
                "zh": f"报告同时给出上年增速和年均增速的指标；年均增速包含{year - 1}年。可比价与现价分组，两组不可直接比较。",
                "en": f"Indicators for which the report gives both rates. The average contains {year - 1}. "
                "Real and nominal rates stand in two groups: they do not compare directly.",
            },
        ),
        (
            "headline-targets",
            target_charts.headline_rows(compared),
            lambda lang: target_charts.plot_headlines(compared, lang=lang, source=both[lang]),
            both,
            {
                "zh": "空心圆为上年，三角为目标（向上为下限），实心圆为结果，竖线为以前年为基期的两年几何平均；右侧数字为余量（百分点）。两年平均不参与判定。",
                "en": "Hollow: the year before. Caret: target, up for at least. Filled: outcome. Tick: geometric mean of the two years, which decides "
                "nothing. At the right: the margin in percentage points.",
            },
        ),
        (
            "level-targets",
            levels,
            lambda lang: target_charts.plot_levels(levels, lang=lang, source=both[lang]),
            both,
            {
                "zh": "各指标单位不同，分格绘制：空心圆为上年（报告给出时），三角为目标，实心圆为结果，数字为余量。",
                "en": "One unit a panel. Hollow: the year before, where the report gives it. Caret: target. Filled: outcome. The number is the margin.",
            },
        ),
        (
            "who-can-be-checked",
            count_verdicts(compared),
            lambda lang: target_charts.plot_verdicts(compared, lang=lang, source=both[lang]),
            both,
            {
                "zh": "结果多在好时才公布：没有结果的目标不等于未完成，也不等于完成。",
                "en": "Outcomes are published when they are good: a target without an outcome is neither missed nor met.",
            },
        ),
        *[
            (
                name,
                history[(history["region"] == region) & (history["indicator_id"] == known)],
                lambda lang, region=region, known=known, label=label: target_charts.plot_history(
                    history, region, known, name=label[lang], lang=lang, source=later[lang]
                ),
                later,
                {
                    "zh": "横线为目标（三角为上下限，竖条为区间），圆点为当时公布的结果；缺口保留为缺口。",
                    "en": "Dashes are targets (carets: at least or at most; bars: ranges), dots the outcomes as announced; gaps are left as gaps.",
                },
            )
            for name, region, known, label in (
                ("gdp-nation", "全国", "gdp", nation),
                ("gdp-chongqing", "重庆市", "gdp", place),
                ("cpi-nation", "全国", "cpi", nation),
            )
        ],
        (
            "tolerance",
            slack,
            lambda lang: target_charts.plot_tolerance(slack, lang=lang, source=later[lang]),
            later,
            {
                "zh": "全国主要百分比目标，2005—2026年；n为可判定的目标数：有了容差，“左右”一类目标才可判定。",
                "en": "National headline targets in per cent, 2005–2026; n is the number that can be decided: only a tolerance decides an 'about'.",
            },
        ),
        (
            "progress-2025",
            way,
            lambda lang: target_charts.plot_progress(way, lang=lang, source=both[lang]),
            both,
            {
                "zh": "100为目标。“>”表示公布值只给出下限。目标为2021年1月报告所述，并非规划纲要的指标表。",
                "en": "100 is the goal; '>' where the outcome is only a lower end. Goals as stated in January 2021, not the plan's own list.",
            },
        ),
        (
            "required-growth",
            goals,
            lambda lang: target_charts.plot_required(goals, lang=lang, source=said[lang]),
            said,
            {
                "zh": "由2020年水平到2025年目标的年均复合增速；比率类目标不在图中。",
                "en": "Compound growth from the level of 2020; goals in per cent are left out.",
            },
        ),
        (
            "target-wording",
            words,
            lambda lang: target_charts.plot_wording(words, lang=lang, source=said[lang]),
            said,
            {"zh": "按所在部分与措辞统计的目标数。", "en": "Number of targets by part of the report and wording."},
        ),
        (
            "top-terms",
            terms.nlargest(20, "n"),
            lambda lang: word_charts.plot_top_terms(terms, lang=lang, source=said[lang]),
            said,
            {
                "zh": "按词表最长匹配计数，不计停用词；长词中的短词不另计。",
                "en": "Longest match of the lexicon; a term inside a longer one is not counted again.",
            },
        ),
        (
            "word-cloud",
            terms.nlargest(60, "n"),
            lambda lang: word_charts.plot_cloud(terms, lang=lang, source=said[lang]),
            said,
            {"zh": "次数同左侧条形图，字号不能精确比较。", "en": "The counts of the bar chart top-terms; sizes cannot be compared exactly."},
        ),
        (
            "four-ways-to-count",
            ways,
            lambda lang: word_charts.plot_ways(ways, "经济", lang=lang, source=said[lang]),
            said,
            {"zh": "同一个词，四种数法。", "en": "One word (economy), four counts."},
        ),
        (
            "keyness",
            apart,
            lambda lang: word_charts.plot_keyness(apart, "review", "tasks", lang=lang, source=said[lang]),
            said,
            {
                "zh": "条形为对数似然值；旁注为两部分的次数。多次检验，取高值者为准。",
                "en": "Bars are log-likelihood, beside them both counts. Many terms are tested: take high values alone.",
            },
        ),
        (
            "topics",
            attention,
            lambda lang: word_charts.plot_topics(attention, lang=lang, source=said[lang]),
            said,
            {"zh": "分母为该部分的全部政策词。", "en": "The denominator is all policy terms of the part."},
        ),
        (
            "strips",
            strips,
            lambda lang: word_charts.plot_strips(strips, len(report.text), lang=lang, source=said[lang]),
            said,
            {"zh": "每条竖线为一次出现。", "en": "Each line is one occurrence."},
        ),
        (
            "commitment",
            promised,
            lambda lang: word_charts.plot_commitment(promised, lang=lang, source=said[lang]),
            said,
            {
                "zh": "条形为每千字的度量数字；菱形为含目标数字的句子比例（%）。",
                "en": "Bars: measures per 1,000 characters. Diamonds: sentences with a target number, %.",
            },
        ),
    ]
    paths: list[Path] = []
    for name, data, draw, sources, captions in drawings:
        for lang in ("zh", "en"):
            with use_style(lang=lang, width="double"):
                draw(lang)
                figure = plt.gcf()
                file = name if lang == "en" else f"{name}-zh"
                paths += save_figure(figure, file, data=data, caption=captions[lang], source=sources[lang], folder=folder)
                plt.close(figure)
    return paths


def write_accuracy(root: Path) -> None:
    """Score the shipped report against its key: ``data/tables/…/accuracy.csv`` and the table between the README's marks."""
    figures = evaluate(read_sheet(root / "tests" / "gold" / f"{SHIPPED}.csv"), analyse(load_report(SHIPPED)).numbers).round(3)
    lines = ["| field | right of | share | 95 % interval |", "|---|---|---|---|"]
    for row in figures[figures["n"].notna()].to_dict("records"):
        lines.append(f"| {row['field']} | {row['right']} of {row['n']} | {row['share']:.3f} | {row['low']:.3f}–{row['high']:.3f} |")
    start, end = "<!-- accuracy, written by make figures -->", "<!-- end of accuracy -->"
    text = (root / "README.md").read_text(encoding="utf-8")
    before, opened, rest = text.partition(start)
    _, closed, after = rest.partition(end)
    if not (opened and closed):
        raise ReportError(f"{root / 'README.md'}: the marks {start} and {end} are missing; put them back around the table of accuracy")
    table = "\n".join(lines)
    write_files(root, {"README.md": f"{before}{start}\n{table}\n{end}{after}".encode()})
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
    compared = compare_targets(analyse(load_report(SHIPPED)).numbers, load_facts())
    notes = "Outcomes as announced; see data/reference/facts.csv for each source. Exact figures are judged to half of their last digit."
    write_scorecard(scorecard(compared, "en"), root / "data" / "tables" / SHIPPED, "scorecard", "Targets of January 2021 with an outcome", notes)
    write_scorecard(scorecard(compared), root / "data" / "tables" / SHIPPED, "scorecard-zh", "2021年1月报告中有结果的目标", notes)
    yield f"data/tables/{SHIPPED}/ and the README's table of accuracy"
    for path in sorted((root / "notebooks").rglob("*.ipynb")):
        write_files(path.parent, {path.name: run_notebook(path)})
        yield f"notebooks/{path.name}"
    for path in draw_figures(root / "figures"):
        yield f"figures/{path.name}"
    if stamp.parent.is_dir():
        stamp.write_text(_stamp(root))
