"""The table of accuracy over keys and texts: its figures are those of evaluate, and what it leaves
out it says.
"""

import shutil

import accuracy
import pytest
from conftest import ROOT

from reportlib import ReportError, evaluate
from reportlib.audit.evaluate import judge_rows, read_key

NAME = "chongqing-2021"
KEY = ROOT / "tests" / "gold" / f"{NAME}.csv"


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """A folder of keys: whole, cut to a sample in two places, of no text, and of other columns."""
    root = tmp_path_factory.mktemp("accuracy")
    keys, texts = root / "keys", root / "texts"
    (keys / "samples").mkdir(parents=True)
    texts.mkdir()
    rows = KEY.read_text(encoding="utf-8").splitlines(keepends=True)
    (keys / f"{NAME}.csv").write_text("".join(rows), encoding="utf-8")
    (keys / "samples" / f"{NAME}.csv").write_text("".join(rows[:61]), encoding="utf-8")
    (keys / "copy-2021.csv").write_text("".join(rows[:61]), encoding="utf-8")
    (keys / "other-2021.csv").write_text("".join(rows[:61]), encoding="utf-8")
    (keys / "headlines.csv").write_text("file,year\nx,2021\n", encoding="utf-8")
    text = ROOT / "data" / "reports" / f"{NAME}.txt"
    shutil.copy(text, texts)
    shutil.copy(text, texts / "copy-2021.gbk.txt")
    (texts / "empty-2021.txt").write_text("", encoding="utf-8")
    return keys, texts


@pytest.fixture(scope="module")
def lines(folders):
    keys, texts = folders
    return list(accuracy.report_accuracy(keys, [texts], 2))


def cells(lines, title, name):
    """Column → cell of the line `name` in the table `title`."""
    at = next(i for i, line in enumerate(lines) if line.startswith(f"{title} "))
    heads = lines[at].removeprefix(title).strip().split("  ")
    line = next(line for line in lines[at:] if line.startswith(f"{name} "))
    found = line.removeprefix(name).split()
    return dict(zip([head.strip() for head in heads if head.strip()], found, strict=True))


def test_the_figures_are_those_of_evaluate(lines, tables):
    shares = evaluate(read_key(KEY), tables.numbers).set_index("field")["share"]
    row = cells(lines, "keys", NAME)
    assert row["n"] == "267" and row["wrong"] == "0"
    for column, field in {
        "found": "measures recall",
        "period": "period",
        "exact p": "exact precision",
        "exact r": "exact recall",
        "exact f1": "exact f1",
        "strict f1": "strict f1",
    }.items():
        assert row[column] == f"{shares[field]:.3f}"
    assert cells(lines, "keys", "mean (sum)") == row


@pytest.mark.parametrize("name", [f"samples/{NAME}", "copy-2021"])
def test_a_sample_has_recall_alone(lines, name):
    row = cells(lines, "samples", name)
    assert row["n"] and float(row["exact r"]) > 0.9
    assert not {"exact p", "exact f1", "strict p", "strict f1"} & set(row)


def test_what_is_left_out_is_said(lines):
    told = [line for line in lines if line.startswith("skipped ")]
    assert len(told) == 3 and "empty-2021.txt: the file is empty" in told[0]
    assert told[1:] == [
        "skipped headlines: it has no columns start and end",
        "skipped other-2021: no text of that name in the folders of texts",
    ]


def test_misses_are_shown_and_a_sample_has_none_that_are_extra(lines):
    shown = [line for line in lines if " at " in line and "; key " in line]
    assert len([line for line in shown if line.startswith(f"{NAME} at ")]) == 2
    assert not any("extra" in line for line in shown if line.startswith(("samples", "copy")))


def test_rules_count_all_texts_and_are_right_where_a_key_says_so(lines, tables):
    measures = tables.numbers[tables.numbers["kind"] == "measure"]
    last = max(at for at, line in enumerate(lines) if not line)
    rules = [line.split(maxsplit=4) for line in lines[last + 2 :]]
    assert sum(int(row[0]) for row in rules) == 2 * len(measures)  # the text and its copy
    right = judge_rows(read_key(KEY), tables.numbers)[measures.index]
    exact = evaluate(read_key(KEY), tables.numbers).set_index("field")["right"]["exact recall"]
    assert right.sum() == exact
    sample = judge_rows(read_key(KEY).head(60), tables.numbers)[measures.index]
    assert sum(int(row[1]) for row in rules) == right.count() + 2 * sample.count()
    assert sum(int(row[2]) for row in rules) == right.sum() + 2 * sample.sum()


@pytest.mark.parametrize(
    ("keys", "texts", "message"),
    [
        ("none", "texts", "none: no such folder"),
        ("keys", "none", "none: no such folder"),
        ("texts", "texts", "no key with its text"),
    ],
)
def test_bad_folders(folders, keys, texts, message):
    root = folders[0].parent
    with pytest.raises(ReportError, match=message):
        list(accuracy.report_accuracy(root / keys, [root / texts]))
