"""How long reading takes, beside jieba's cut of the same text: ratios in one process, since seconds
depend on the machine.

Run with ``make bench``. The limits are the project's own: all tables but the terms in at most twice
the time of ``jieba.lcut``, and ten reports joined in at most eleven times the time of one; counting
terms by the lexicon at least three times as fast as the cut, by tokens, over the report or by
section, in at most 1.3 times its time. Names are loaded when first used, so the import that is
timed beside ``import pandas`` is one that counts.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from reportlib import Report, analyse, count_terms, load_report
from reportlib.words.segmenting import segment

LIMITS = {
    "tables / jieba.lcut": 2.0,
    "ten reports joined / one": 11.0,
    "lexicon terms / jieba.lcut": 1 / 3,
    "tokens by report / jieba.lcut": 1.3,
    "tokens by section / jieba.lcut": 1.3,
    "import count_terms / import pandas": 1.25,
}


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


def main() -> int:
    """Print each figure beside its limit; the exit status is 1 when one is above it."""
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
