"""What the tests share: the shipped report's tables, read once, what is made of them, the case
files, and how hypothesis runs.
"""

import csv
import gc
import os
import re
from pathlib import Path
from time import process_time

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from hypothesis import settings

from reportlib import (
    analyse,
    build_panel,
    compare_targets,
    count_terms,
    label_parts,
    load_facts,
    load_report,
    match_indicator,
    split_outline,
    split_sentences,
    use_style,
)
from reportlib.labels.slots import Number
from reportlib.language.contexts import split_contexts
from reportlib.language.tokens import Span, tokenize
from reportlib.numbers.scanning import scan

collect_ignore_glob = ["chapters/*"]  # checks that run at the end of a chapter
mpl.use("Agg")  # no test opens a window

ROOT = Path(__file__).resolve().parents[1]

# a report that is read without a doubt, for tests of files and folders
TEXT = "2020年甲市政府工作报告\n各位代表：\n一、2019年工作回顾\n全市生产总值增长5.5%。\n"

# a busy machine is no failure, and CI asks the same examples each time
settings.register_profile("reportlib", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("reportlib")


def pytest_ignore_collect(collection_path, config):
    """Tests in a browser run when they are asked for by name: ``pytest tests/browser``."""
    browser = ROOT / "tests" / "browser"
    asked = [Path(argument.partition("::")[0]).resolve() for argument in config.args]
    if collection_path == browser and not any(path.is_relative_to(browser) for path in asked):
        return True
    return None


def cases(name: str) -> list:
    """Rows of a case file as pytest parameters, named by their column `why`."""
    with (ROOT / "tests" / "cases" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [pytest.param(row, id=row["why"]) for row in csv.DictReader(file)]


def doubling_ratio(work, once, twice, limit):
    """How many times as long `work` takes for `twice` as for `once`, by the least of up to ten
    process times each: what else the machine does only ever adds to one. Growth with the square
    gives 4.
    """

    def seconds(text):
        start = process_time()
        work(text)
        return process_time() - start

    work(once)  # loads what is loaded once
    gc.disable()  # it walks what other tests have left
    try:
        least = seconds(once), seconds(twice)
        for _ in range(9):
            if least[1] / least[0] <= limit:
                break
            least = min(least[0], seconds(once)), min(least[1], seconds(twice))
    finally:
        gc.enable()
    return least[1] / least[0]


@pytest.fixture(scope="session")
def report():
    return load_report("chongqing-2021")


@pytest.fixture(scope="session")
def tables(report):
    return analyse(report)


@pytest.fixture(scope="session")
def facts():
    return load_facts()


@pytest.fixture(scope="session")
def compared(tables, facts):
    return compare_targets(tables.numbers, facts)


@pytest.fixture(scope="session")
def history(tables, facts):
    return build_panel(pd.concat([facts, tables.numbers], ignore_index=True))


@pytest.fixture(scope="session")
def in_parts(tables):
    return label_parts(tables.sentences, tables.outline)


@pytest.fixture(scope="session")
def terms(in_parts):
    return count_terms(in_parts, "report")


@pytest.fixture(params=["zh", "en"])
def lang(request):
    """Language of a style that is in force while the test draws."""
    before = dict(mpl.rcParams)
    plt.close("all")
    with use_style(lang=request.param, width="double"):
        yield request.param
        for number in plt.get_fignums():
            plt.figure(number).draw_without_rendering()
        plt.close("all")
    assert dict(mpl.rcParams) == before


def sentences_of(raw, report_id="r"):
    return split_sentences(raw, split_outline(raw, report_id), report_id)


def measures_of(clean):
    """Measures of a clean sentence that were read, the tokens, and each measure's context."""
    measures, spans = [], []
    for one in scan(clean):
        read = one.kind == "measure" and one.low is not None
        measures += [one] * read
        unread = one.kind == "measure" and not read
        spans.append(Span(one.start, one.end, "name" if unread else one.kind))
    tokens = tokenize(clean, spans)
    return measures, tokens, split_contexts(tokens, [one.unit or "" for one in measures])


def numbers_of(clean):
    """Measures of a clean sentence as the grammar needs them, and each one's context."""
    measures, _, contexts = measures_of(clean)
    numbers = [
        Number(one.unit or "", float(one.low), clean[one.start : one.end], one.rule)
        for one in measures
    ]
    return numbers, contexts


def marked(sentence):
    """A sentence without 【】, and the place of the number that was marked among its measures."""
    clean = re.sub("[【】]", "", sentence)
    at = sentence.index("【")
    measures, _, _ = measures_of(clean)
    return clean, next(i for i, one in enumerate(measures) if one.start <= at < one.end)


def target(**changes):
    row = {
        "report_id": "r",
        "number_id": "r:1",
        "sentence_id": "s",
        "kind": "measure",
        "role": "target",
        "region": "甲市",
        "place": "甲市",
    }
    row |= {
        "start": 0,
        "end": 2,
        "text": "6%",
        "value": 6.0,
        "value_low": 6.0,
        "value_high": 6.0,
        "unit": "%",
        "bound": "eq",
    }
    row |= {
        "indicator": "地区生产总值",
        "measure": "growth",
        "period_start": 2021,
        "period_end": 2021,
    }
    row |= changes
    row.setdefault("indicator_id", match_indicator(row["indicator"], row["unit"]))
    return {"corrected": False, "reading_confidence": 1.0, **row}


def texts(artists):
    return [artist.get_text() for artist in artists]


def lines_of(axes, gid):
    """The lines of the axes with this gid."""
    return [line for line in axes.lines if line.get_gid() == gid]


def line_of(axes, gid):
    """The one line of the axes with this gid."""
    (line,) = lines_of(axes, gid)
    return line


def title_of(axes):
    """The title of a chart's own figure, without its line breaks."""
    return axes.figure.texts[0].get_text().replace("\n", " ")
