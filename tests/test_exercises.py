"""Exercises answer back: right or not, and what to look at, never the answer; and each chapter's
are whole: statement, hint, empty cell, entry, solution.
"""

import ast
import json
import re
import shutil

import matplotlib.pyplot as plt
import nbformat
import pandas as pd
import pytest
import write_exercises
from conftest import ROOT, cases

from reportlib import ReportError, check, load_vocabulary, use_style
from reportlib.exercises import FORMS, SAID, _Unfit, digest_answer, find_rows

CHAPTERS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ROWS = load_vocabulary("exercises")
EXERCISES = ROWS[ROWS["kind"] != "mistake"].set_index("exercise")
CHINESE = "[一-鿿]"


@pytest.mark.parametrize("case", cases("answers"))
def test_answers_that_say_the_same_are_one(case):
    one, other = (
        digest_answer("x", case["asks"], ast.literal_eval(case[column]))
        for column in ("answer", "other")
    )
    assert (one == other) is (case["same"] == "yes")


def test_an_answer_is_kept_apart_for_each_exercise():
    assert digest_answer("00.1", "number 0", 9) != digest_answer("00.2", "number 0", 9)


ROWS_OF_PLACES = pd.DataFrame({"region": ["西藏自治区", "海南省"], "next_low": [7.0, 6.0]})
BY_YEAR = pd.DataFrame({"target": [6.0, 5.5]}, index=pd.Index([2021, 2022], name="year"))


@pytest.mark.parametrize(
    ("asks", "answer", "plain"),
    [
        ("place", ROWS_OF_PLACES, ["Tibet", "Hainan"]),
        ("place", ROWS_OF_PLACES.set_index("region"), ["Tibet", "Hainan"]),
        ("place", ROWS_OF_PLACES["region"], ["Tibet", "Hainan"]),
        ("place", ROWS_OF_PLACES.iloc[0], "Tibet"),
        ("years", BY_YEAR, [2021, 2022]),
        ("years", BY_YEAR.index, [2021, 2022]),
        ("years", BY_YEAR["target"], [2021, 2022]),
        ("years", BY_YEAR.reset_index().to_numpy()[:, 0], [2021, 2022]),
        ("number 1", BY_YEAR[:1], 6),
        ("number 1", BY_YEAR["target"].max(), 6),
        ("numbers 1", BY_YEAR["target"], [6, 5.5]),
        ("indicator", pd.Series({"indicator": "x", "indicator_id": "gdp"}), "GDP"),
        ("word", pd.Series(["met"], name="status"), "met"),
    ],
)
def test_tables_and_columns_are_answers(asks, answer, plain):
    assert digest_answer("x", asks, answer) == digest_answer("x", asks, plain)


@pytest.mark.parametrize(
    ("asks", "answer"),
    [
        ("number 1", "many"),
        ("number 1", True),
        ("number 1", [1, 2]),
        ("number 1", float("nan")),
        ("number 1", pd.NA),
        ("numbers 1", {1, 2}),
        ("years", "lately"),
        ("indicator", 3.9),
        ("place", []),
        ("picture zh single", "a chart"),
    ],
)
def test_an_answer_of_another_kind_is_told_so(asks, answer):
    form, *given = asks.split()
    with pytest.raises(_Unfit) as unfit:
        FORMS[form](answer, *given)
    assert unfit.value.why == form
    assert all(SAID[lang][unfit.value.why] for lang in SAID)


@pytest.mark.parametrize("answer", [None, ..., "", "  "])
@pytest.mark.parametrize(("lang", "told"), [("en", "no answer yet"), ("zh", "还没有作答")])
def test_no_answer_is_no_error(answer, lang, told):
    reply = check("02.1", answer, lang=lang)
    assert reply.right is None
    assert repr(reply).startswith("… 02.1") and told in repr(reply)


def test_a_wrong_answer_is_told_where_to_look():
    reply = check("02.1", "Retail sales")
    assert reply.right is False
    assert repr(reply) == f"✗ 02.1: not yet. {EXERCISES.loc['02.1', 'look_en']}"
    assert check("02.1", "Retail sales", lang="zh").told.startswith("✗ 02.1：还不对。")
    assert check("02.1", 7).told == f"✗ 02.1: not yet. {SAID['en']['indicator']}"


def test_a_common_mistake_has_a_hint_of_its_own():
    assert find_rows("02.1")[1]["look_en"] in check("02.1", "Imports and exports").told


def test_an_unknown_exercise_lists_those_of_its_chapter():
    with pytest.raises(ReportError, match=r"no exercise '02.9'; chapter 02 has 02.1, 02.2, 02.3$"):
        check("02.9", 1)
    with pytest.raises(ReportError, match=r"no exercise '99.1'; there are 00.1, 00.2"):
        check("99.1", 1)
    with pytest.raises(ReportError, match="lang='fr' is not one of 'en', 'zh'"):
        check("02.1", 1, lang="fr")


def draw(title, lang="zh", width="single"):
    with use_style(lang=lang, width=width):
        _, axes = plt.subplots()
        axes.set_title(title)
    return axes


def test_a_picture_is_told_by_language_width_and_title():
    asks = "picture zh single"
    axes = draw("五项中四项\n增速较低")
    one = digest_answer("x", asks, axes)
    assert one == digest_answer("x", asks, axes.figure)
    assert one == digest_answer("x", asks, draw("五项中四项增速较低"))
    assert one != digest_answer("x", asks, draw("五项中三项增速较低"))
    for form, answer, why in (
        (asks, draw("Four of five grew"), "title zh"),
        ("picture en single", axes, "title en"),
        (asks, draw("五项中四项增速较低", width="double"), "width"),
    ):
        with pytest.raises(_Unfit) as unfit:
            digest_answer("x", form, answer)
        assert unfit.value.why == why
        assert all(SAID[lang][why] for lang in SAID)
    assert "6.9 inches wide and should be 3.5" in check("01.2", draw("五项", width="double")).told
    plt.close("all")


def cells_of(path):
    """The cells of a chapter from its exercises on: the heading, then one by one."""
    cells = nbformat.read(path, as_version=4).cells
    at = next(i for i, cell in enumerate(cells) if cell["source"].startswith("## Exercises"))
    return cells[at:]


def headings(cells):
    found = (re.match(r"### (\d\d\.\d) (\w+): (.+)", cell["source"]) for cell in cells)
    return [match.groups() for match in found if match]


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_every_exercise_has_a_statement_a_hint_an_empty_cell_an_entry_and_a_solution(path):
    cells, chapter = cells_of(path), path.stem[:2]
    asked = headings(cells)
    own = EXERCISES[EXERCISES.index.str.startswith(f"{chapter}.")]
    assert [(number, kind.lower()) for number, kind, _ in asked] == list(own["kind"].items())
    assert set(own["kind"]) == {"read", "change", "extend"}
    for statement, empty in zip(cells[1:-2:2], cells[2:-2:2], strict=True):
        number = headings([statement])[0][0]
        assert re.search(
            r"<details><summary>Hint</summary>\n\n.+\n\n</details>$", statement["source"]
        )
        assert empty["cell_type"] == "code"
        assert re.search(
            rf'^answer = \.\.\.\n(rl\.)?check\("{number}", answer\)$', empty["source"], re.M
        )
    assert cells[-2]["source"] == f"Answers are in `solutions/{path.name}`."
    solutions = nbformat.read(path.parent / "solutions" / path.name, as_version=4).cells
    assert headings(solutions) == asked


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_no_exercise_needs_a_reader_of_chinese(path):
    for cell in cells_of(path)[:-1]:
        text = cell["source"]
        for run in re.finditer(f"{CHINESE}+", text):
            before, after = text[: run.start()], text[run.end() :]
            assert re.search(r"[A-Za-z”] \($", before) or re.match(r" \([A-Za-z ]", after), run[0]


def candidates(asks, text):
    """All that a text says and that might be an answer of a kind."""
    form, *given = asks.split()
    numbers = re.findall(r"[−-]?\d+(?:[.,]\d+)*", text)
    if form == "number":
        return numbers
    if form == "numbers":
        return [numbers[i : i + n] for n in (2, 4) for i in range(len(numbers) - n + 1)]
    if form == "years":
        return [numbers]
    words = re.findall(r"[\w&-]+", text)
    phrases = [" ".join(words[i : i + n]) for n in range(1, 7) for i in range(len(words) - n + 1)]
    runs = re.findall(f"{CHINESE}+", text)
    pieces = [run[i:j] for run in runs for i in range(len(run)) for j in range(i + 2, i + 12)]
    if form == "place":
        return [[one for one in phrases + pieces if re.search("[A-Z]|省|区", one)]]
    return [] if form == "picture" else phrases + pieces


def gives_away(exercise, text):
    asks, right = EXERCISES.loc[exercise, ["asks", "digest"]]
    for answer in candidates(asks, text):
        try:
            if digest_answer(exercise, asks, answer) == right:
                return answer
        except _Unfit:
            continue
    return None


def test_no_message_statement_or_hint_gives_an_answer_away():
    told = [(row.exercise, f"{row.look_en}\n{row.look_zh}") for row in ROWS.itertuples()]
    for path in CHAPTERS:
        cells = cells_of(path)
        told += [(found[0][0], cell["source"]) for cell in cells if (found := headings([cell]))]
    found = [(exercise, gives_away(exercise, text)) for exercise, text in told]
    assert [pair for pair in found if pair[1]] == []
    assert gives_away("08.3", "It is 2.7 % of them.") == "2.7"  # the search finds what is there
    assert gives_away("02.1", "Look at fixed-asset investment.")


def test_digests_are_written_from_the_solutions(tmp_path):
    written = tmp_path / "exercises.csv"
    shutil.copy(write_exercises.WRITTEN, written)
    code = (
        "from reportlib import check\ncheck('x.1', 42)\nfor no in (40, 41):\n    check('x.1', no)"
    )
    cell = {"cell_type": "code", "source": code, "metadata": {}, "outputs": []}
    notebook = {"cells": [cell | {"execution_count": None}], "metadata": {}}
    path = tmp_path / "x.ipynb"
    path.write_text(json.dumps(notebook | {"nbformat": 4, "nbformat_minor": 4}), encoding="utf-8")
    rows = "x.1,{},{},,look,看\n"
    header = "exercise,kind,asks,digest,look_en,look_zh\n"
    text = header + rows.format("read", "number 0") + 2 * rows.format("mistake", "")
    written.write_text(text, encoding="utf-8")
    write_exercises.write_digests([path], written)
    digests = pd.read_csv(written, dtype=str)["digest"].tolist()
    assert digests == [digest_answer("x.1", "number 0", answer) for answer in (42, 40, 41)]
    written.write_text(text + rows.format("mistake", ""), encoding="utf-8")
    with pytest.raises(
        ReportError, match=r"x.1: exercises.csv has 4 rows and the solutions check 3"
    ):
        write_exercises.write_digests([path], written)
    written.write_text(text.replace("x.1", "x.2"), encoding="utf-8")
    with pytest.raises(ReportError, match=r"x.ipynb checks x.1, which exercises.csv has not"):
        write_exercises.write_digests([path], written)
