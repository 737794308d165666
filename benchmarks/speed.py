"""How long reading takes, beside jieba's cut of the same text: ratios in one process, since seconds
depend on the machine.

Run with ``make bench``. The limits are the project's own: all tables but the terms in at most 1.3
times the time of ``jieba.lcut``, and ten reports joined in at most eleven times the time of one;
counting terms by the lexicon at least three times as fast as the cut, by tokens, over the report or
by section, in at most 1.3 times its time. Names are loaded when first used, so the import that is
timed beside ``import pandas`` is one that counts.

``make bench TEXTS="FOLDER FOLDER"`` reads the reports of the folders instead, all in one process
and each once before it comes round again: a report read over and over hides what a new one costs.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from reportlib import Report, ReportError, analyse, count_terms, load_report, read_report
from reportlib.words.segmenting import segment

LIMITS = {
    "tables / jieba.lcut": 1.3,
    "ten reports joined / one": 11.0,
    "lexicon terms / jieba.lcut": 1 / 3,
    "tokens by report / jieba.lcut": 1.3,
    "tokens by section / jieba.lcut": 1.3,
    "import count_terms / import pandas": 1.25,
}


FORMATS = {".txt", ".docx", ".html", ".pdf"}


def median(work: Callable[[], object], runs: int = 9) -> float:
    """Median seconds of `runs` calls, after one that loads what is loaded once."""
    work()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def importing(statement: str, runs: int = 9) -> float:
    """Median seconds of a new process that runs an import and ends."""
    return median(lambda: subprocess.run([sys.executable, "-c", statement], check=True), runs)


def seconds(work: Callable[[], object]) -> float:
    """Seconds of the process in one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def read_folders(folders: list[str]) -> list[Report]:
    """The reports of the folders; a year is read from the file's name where the text has none."""
    reports = []
    paths = (path for folder in folders for path in Path(folder).iterdir())
    for path in sorted(path for path in paths if path.suffix in FORMATS):
        try:
            report = read_report(path)
            year = re.search("(?:19|20)[0-9]{2}", path.stem)
            if report.year is None and year:
                report = read_report(path, year=int(year[0]))
        except ReportError as error:
            print(f"left out: {error}")
        else:
            reports.append(report)
    return reports


def time_texts(folders: list[str], rounds: int = 5) -> int:
    """Print the ratio of reading all texts to cutting them, round by round; 1 when the median is
    above its limit.
    """
    reports = read_folders(folders)
    if not reports:
        raise SystemExit(f"no report in {', '.join(folders)}")
    segment(load_report("chongqing-2021").text)  # loads what is loaded once
    analyse(load_report("chongqing-2021"))
    print(f"{len(reports)} texts, {sum(len(report.text) for report in reports):,} characters")
    ratios = []
    for number in range(1, rounds + 1):
        read = seconds(lambda: [analyse(report) for report in reports])
        cut = seconds(lambda: [segment(report.text) for report in reports])
        ratios.append(read / cut)
        print(f"round {number}: tables {read:.2f} s, jieba.lcut {cut:.2f} s, {ratios[-1]:.2f}")
    limit = LIMITS["tables / jieba.lcut"]
    print(f"tables / jieba.lcut, median {statistics.median(ratios):.2f}  (limit {limit:.2f})")
    return int(statistics.median(ratios) > limit)


def main() -> int:
    """Print each figure beside its limit; the exit status is 1 when one is above it."""
    if folders := sys.argv[1:]:
        return time_texts(folders)
    report = load_report("chongqing-2021")
    joined = Report("joined", "\n".join([report.text] * 10), region=report.region, year=report.year)
    cut = median(
        lambda: segment(report.text)
    )  # jieba.lcut, of a tokenizer whose cache is the user's own
    one = median(lambda: analyse(report))
    ten = median(lambda: analyse(joined), runs=3)
    sentences = analyse(report).sentences
    ways = (("report", "lexicon"), ("report", "tokens"), ("section", "tokens"))
    lexicon, tokens, by_section = (
        median(lambda way=way: count_terms(sentences, *way)) for way in ways
    )
    ours, pandas = (
        importing(statement) for statement in ("from reportlib import count_terms", "import pandas")
    )
    figures = {
        "tables / jieba.lcut": one / cut,
        "ten reports joined / one": ten / one,
        "lexicon terms / jieba.lcut": lexicon / cut,
        "tokens by report / jieba.lcut": tokens / cut,
        "tokens by section / jieba.lcut": by_section / cut,
        "import count_terms / import pandas": ours / pandas,
    }
    print(
        f"jieba.lcut {cut:.3f} s, all tables of one report {one:.3f} s, of ten joined {ten:.3f} s"
    )
    for name, value in figures.items():
        print(f"{name:33} {value:5.2f}  (limit {LIMITS[name]:.2f})")
    return int(any(value > LIMITS[name] for name, value in figures.items()))


if __name__ == "__main__":
    sys.exit(main())
