"""The English of the shipped report: nothing left out, nothing moved, and every number, bound and
hedge as the Chinese has it.
"""

import re
import shutil
from collections import Counter
from decimal import Decimal

import nbformat
import pandas as pd
import pytest
from conftest import ROOT, cases

from reportlib import Report, ReportError, analyse, load_glosses
from reportlib.sources import find_files
from reportlib.tables.cells import format_csv
from reportlib.text import glosses as reading

SIZES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
WORDS = {
    **dict.fromkeys(["no", "nobody", "none", "zero"], 0),
    **dict.fromkeys(["one", "once", "a month"], 1),
    **dict.fromkeys(["two", "twice", "both"], 2),
    **{"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    **{"eleven": 11, "a hundred": 100, "a thousand": 1000},
}
NUMBER = re.compile(
    rf"(?<![\w.])(\d{{1,3}}(?:,\d{{3}})+|\d+)(\.\d+)?(?![\d,]*\d)(?: ({'|'.join(SIZES)})\b)?"
    rf"|\b({'|'.join(sorted(WORDS, key=len, reverse=True))}|double)\b",
    re.I,
)
UNITS = {  # what follows a number in English → the unit of the report, and how many of it
    " ?%| growth": ("%", 1),
    r" yuan\b": ("元", 1),
    r" US dollars\b": ("美元", 1),
    r" km\b": ("公里", 1),
    r" square km\b": ("平方公里", 1),
    r" mu\b": ("亩", 1),
    r" kg\b": ("公斤", 1),
    r" tonnes\b": ("公斤", 1000),
    r" days\b": ("天", 1),
    r" metres\b": ("米", 1),
}
HELD = {unit for unit, _ in UNITS.values()}
SAID = {  # bound or hedge → how English says it
    "ge": r"or more|at least",
    "gt": r"more than|exceeded|over",
    "approx": r"about|nearly|for a thousand years|in a hundred years",
    "le": r"within",
    "力争": r"strive",
    "预计": r"estimated",
    "累计": r"in all",
}


def numbers_in(english):
    """Every number of an English text, in order: its value and its unit, where that is HELD."""
    for found in NUMBER.finditer(english):
        digits, decimals, size, word = found.groups()
        rest = english[found.end() :]
        if word and word.lower() == "double":
            yield 100.0, "%"
            continue
        units = [named for pattern, named in UNITS.items() if re.match(pattern, rest)]
        unit, factor = units[0] if units else ("", 1)
        value = WORDS[word.lower()] if word else Decimal(digits.replace(",", "") + (decimals or ""))
        yield float(value * SIZES.get((size or "").lower(), 1) * factor), unit


def list_faults(english, measures):
    """Where the English departs from the measures: a number that it lacks or has elsewhere in the
    order, one with a unit that it invents (marked +), a word of bound or hedge that it lacks.
    """
    wanted = [
        (abs(value), row.unit if row.unit in HELD else "")
        for row in measures.itertuples()
        for value in dict.fromkeys([row.value_low, row.value_high])
    ]
    said = numbers_in(english)
    faults = [f"{value:.10g}{unit}" for value, unit in wanted if (value, unit) not in said]
    extra = [number for number in numbers_in(english) if number[1] and number not in wanted]
    faults += [f"+{value:.10g}{unit}" for value, unit in extra]
    words = Counter(measures.bound[~measures.bound.isin(["eq", "range"])])
    words |= {hedge: 1 for cell in measures.hedge.dropna() for hedge in cell.split("+")}
    return faults + [
        word
        for word, n in words.items()
        if word in SAID and len(re.findall(SAID[word], english, re.I)) < n
    ]


def within(measures, row):
    return measures[(measures.start >= row.start) & (measures.end <= row.end)]


@pytest.fixture(scope="module")
def glosses():
    return load_glosses()


@pytest.fixture(scope="module")
def measures(tables):
    return tables.numbers[tables.numbers.kind == "measure"]


@pytest.mark.parametrize("case", cases("glosses"))
def test_the_check_of_a_gloss_finds_what_is_wrong(case):
    numbers = analyse(Report("try", case["text"], region="某市", year=2021)).numbers
    found = list_faults(case["en"], numbers[numbers.kind == "measure"])
    assert found == [what for what in case["faults"].split("|") if what]


def test_every_number_bound_and_hedge_is_in_the_english(glosses, measures):
    found = {row.text: list_faults(row.en, within(measures, row)) for row in glosses.itertuples()}
    assert {text: faults for text, faults in found.items() if faults} == {}


def test_every_heading_and_every_sentence_with_a_figure_is_translated(glosses, tables, measures):
    figures = tables.sentences[tables.sentences.sentence_id.isin(measures.sentence_id)]
    for rows in (tables.outline, figures[~figures.is_heading]):
        left = rows.merge(glosses, how="left", on=["report_id", "start", "end", "text"])
        assert left.en.notna().all(), left[left.en.isna()].text.tolist()


def test_every_gloss_is_of_a_heading_or_a_sentence_once_and_in_text_order(glosses, tables, report):
    for row in glosses.itertuples():
        assert report.text[row.start : row.end] == row.text
    keys = ["start", "end"]
    known = set(pd.concat([tables.outline[keys], tables.sentences[keys]]).itertuples(index=False))
    assert set(glosses[keys].itertuples(index=False)) <= known
    assert glosses.start.is_monotonic_increasing and glosses.start.is_unique


def test_glosses_are_english_and_the_file_is_as_the_build_writes_files(glosses):
    assert (glosses.en.str.contains("[一-鿿]").sum(), glosses.en.str.len().min() > 15) == (1, True)
    assert not glosses.en.str.contains(r"  |^\s|\s$|\d%|[\u3000-\u303f\uff00-\uffef]").any()
    file = ROOT / "data" / "reports" / "chongqing-2021.en.csv"
    assert file.read_bytes() == format_csv(glosses)


def test_a_report_without_glosses_has_an_empty_table(glosses):
    for name in ("my-report", "../reports/chongqing-2021", ""):
        assert load_glosses(name).empty
        assert load_glosses(name).dtypes.equals(glosses.dtypes)


def test_glosses_are_no_report():
    folder = ROOT / "data" / "reports"
    assert [path.name for path in find_files([folder])[0]] == ["chongqing-2021.txt"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("2,18,2021", "3,18,2021", r"line 2: '2021年重庆市.*' does not stand at 3 to 18 of the"),
        ("2,18,2021", "2,x,2021", r"line 2, column 'end': 'x' is no int64"),
        (",text,", ",texts,", r"table 'chongqing-2021.en.csv' lacks the column 'text'"),
    ],
)
def test_a_file_that_no_longer_fits_its_report_is_refused(tmp_path, monkeypatch, old, new, message):
    data = reading.data_folder()
    shutil.copytree(data / "reports", tmp_path / "reports")
    file = tmp_path / "reports" / "chongqing-2021.en.csv"
    changed = file.read_text(encoding="utf-8-sig").replace(old, new, 1)
    file.write_text(changed, encoding="utf-8")
    monkeypatch.setattr(reading, "data_folder", lambda: tmp_path)
    with pytest.raises(ReportError, match=message):
        load_glosses()


HAN = re.compile("[一-鿿]+")
BESIDE = (  # where a reader without Chinese looks: 改革 (reform), reform (改革), (改革, reform)
    r"RUN[”\"'`*_》]*,? ?\([^()]*[A-Za-z]{2}",
    r"[A-Za-z.][”\"'`*_]* \([“\"'`*_《]*RUN",
    r"\([^()]*[A-Za-z]{2}[^()]*RUN[^()]*\)|\([^()]*RUN[^()]*[A-Za-z]{2}[^()]*\)",
)


def list_unglossed(text):
    """Runs of Chinese that have no English beside them, not even once."""
    runs = dict.fromkeys(HAN.findall(text))
    return [
        run
        for run in runs
        if not any(re.search(place.replace("RUN", run), text) for place in BESIDE)
    ]


@pytest.mark.parametrize("case", cases("beside"))
def test_english_beside_chinese(case):
    assert list_unglossed(case["text"]) == [run for run in case["unglossed"].split("|") if run]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem
)
def test_no_exercise_needs_a_reader_of_chinese(path):
    cells = nbformat.read(path, as_version=4).cells
    text = "\n".join(cell["source"] for cell in cells)
    exercises = re.search(r"^## Exercises\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    assert exercises and list_unglossed(exercises[1]) == []
