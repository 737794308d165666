"""What holds the project together: arrows, lengths, names, environments, data and what the build
has written.
"""

import ast
import csv
import doctest
import inspect
import json
import re
import shutil
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor

import frictionless
import nbformat
import pandas as pd
import pytest
from conftest import ROOT

import reportlib
from reportlib import build, notebooks
from reportlib.export import write_tables
from reportlib.figures.shipped import DRAWINGS
from reportlib.tables.columns import table_columns
from reportlib.tables.vocabulary import vocabulary_rows

ROOMS = [
    "tables",
    "numbers",
    "text",
    "language",
    "labels",
    "targets",
    "words",
    "figures",
    "audit",
    "papers",
    "pages",
]
ABOVE = [
    "sources",
    "corpus",
    "export",
    "extraction",
    "panel_files",
    "exercises",
    "notebooks",
    "build",
    "commands",
    "cli",
]  # one report or thousands, files, the command line
PACKAGE = ROOT / "src" / "reportlib"
MODULES = sorted(PACKAGE.rglob("*.py"))
ROUND = {  # modules that a text may name, to load them later
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in MODULES
}
AGAINST = {"text/report.py": ["pages"]}  # a notebook asks the class itself for its card
CHECKS = ROOT / "tests" / "chapters"


def place(path):
    """The room of a module, or its own name at the top."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_follow_the_arrows(path):
    order = [*ROOMS, *ABOVE]
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    named = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    named += [
        node.value for node in nodes if isinstance(node, ast.Constant) and node.value in ROUND
    ]
    found = {name.split(".")[1] for name in named if name.startswith("reportlib.")}
    at = 0 if place(path) == "__init__" else order.index(place(path))
    against = [room for room in found if order.index(room) > at]
    assert against == AGAINST.get(path.relative_to(PACKAGE).as_posix(), [])


def code_lines(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = [
        tree,
        *(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)),
    ]
    docs = set()
    for node in documented:
        if ast.get_docstring(node) is not None:
            docs.update(range(node.body[0].lineno, node.body[0].end_lineno + 1))
    lines = path.read_text(encoding="utf-8").splitlines()
    return sum(
        1
        for i, line in enumerate(lines, 1)
        if i not in docs and line.strip() and not line.strip().startswith("#")
    )


def test_modules_stay_small():
    lengths = {path.relative_to(PACKAGE).as_posix(): code_lines(path) for path in MODULES}
    assert {name: n for name, n in lengths.items() if n > 300} == {}


def test_a_test_file_is_named_by_the_module_that_it_tests():
    modules = {path.relative_to(PACKAGE).as_posix()[:-3].replace("/", "_") for path in MODULES}
    tools = {
        "_".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "tools").rglob("*.py")
    }
    files = {path.stem.removeprefix("test_") for path in (ROOT / "tests").glob("test_*.py")}
    whole = {"project", "speed", "wheel", "labels_words", "labels_readings"}  # of more than one
    assert files - modules - tools == whole


def test_a_language_is_english_unless_another_is_asked_for():
    functions = filter(inspect.isfunction, (getattr(reportlib, name) for name in reportlib.__all__))
    given = {
        function.__name__: inspect.signature(function).parameters["lang"].default
        for function in functions
        if "lang" in inspect.signature(function).parameters
    }
    assert len(given) > 15 and set(given.values()) == {"en"}, given


@pytest.mark.parametrize("name", [name for name in reportlib.__all__ if name.startswith("plot_")])
def test_charts_have_one_signature(name):
    rows, *options = inspect.signature(getattr(reportlib, name)).parameters.values()
    assert rows.name == "rows" and {one.kind for one in options} == {inspect.Parameter.KEYWORD_ONLY}
    assert [(one.name, one.default) for one in options][-3:] == [
        ("lang", "en"),
        ("source", ""),
        ("ax", None),
    ]


def test_every_shipped_figure_has_a_caption():
    names = {path.stem.removesuffix("-zh") for path in (ROOT / "figures").glob("*.csv")}
    assert names == {row["figure"] for row in vocabulary_rows("captions")}
    assert len(names) == len(DRAWINGS)


def test_import_is_light():
    heavy = {"jieba", "matplotlib", "IPython", "docx", "jinja2", "fontTools"}
    code = f"import reportlib, sys; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("name", [*reportlib.__all__, "__version__"])
def test_every_public_name_is_there_and_documented(name):
    assert getattr(reportlib, name).__doc__
    assert name in dir(reportlib)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = reportlib.nothing


def test_conda_and_pip_ask_for_the_same():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    entries = [*project["dependencies"], *extras["notebooks"], *extras["cloud"]]
    wanted = dict(re.match(r"([\w-]+)(.*)", entry).groups() for entry in entries)
    conda = re.findall(
        r"^  - ([\w-]+)(>=\S+)?$", (ROOT / "environment.yml").read_text(encoding="utf-8"), re.M
    )
    versions = {name: bound for name, bound in conda if bound and name != "python"}
    assert versions == {name: wanted[name] for name in versions}
    assert {
        "jupyterlab",
        "pandas",
        "matplotlib",
        "jieba",
        "wordcloud",
        "ipykernel",
        "nbclient",
    } == set(versions)
    assert dict(conda)["python"] == project["requires-python"]


def test_the_lock_names_no_registry_and_hashes_everything():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock and "index-url" not in lock
    assert (
        len(re.findall(r"^[\w.-]+==", lock, re.M))
        == len(re.findall(r"^[\w.-]+==[^\n]*\\\n    --hash=sha256:", lock, re.M))
        > 50
    )


@pytest.mark.parametrize(
    "name", sorted(path.stem for path in (ROOT / "src" / "reportlib" / "vocabulary").glob("*.csv"))
)
def test_vocabulary_rows_are_whole_and_unique(name):
    rows = vocabulary_rows(name)
    assert rows and all(None not in row and None not in row.values() for row in rows)
    columns = {
        "confidence": ["rule", "catalogued", "length", "role"],
        "wording_schemes": ["scheme", "field", "word"],
        "table_columns": ["table", "column"],
        "code_words": ["codes", "value"],
        "column_notes": ["table", "column"],
        "chart_texts": ["chart", "key"],
        "printed_columns": ["table", "column"],
        "exercises": ["exercise", "digest"],
    }.get(name, list(rows[0])[:1])
    keys = [tuple(row[column] for column in columns) for row in rows]
    stands_for_any = name == "confidence"  # an empty key, that is
    assert len(set(keys)) == len(keys) and (stands_for_any or all(map(all, keys)))


def test_an_unknown_vocabulary_lists_those_there_are():
    with pytest.raises(
        reportlib.ReportError, match="no vocabulary named 'nothing'; there are basis_words"
    ):
        reportlib.load_vocabulary("nothing")


def test_the_data_package_is_valid_and_agrees_with_the_code():
    path = ROOT / "data" / "datapackage.json"
    report = frictionless.validate(str(path))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    resources = {
        resource["name"]: resource
        for resource in json.loads(path.read_text(encoding="utf-8"))["resources"]
    }
    for name in ("outline", "sentences", "numbers", "comparison"):
        assert [field["name"] for field in resources[name]["schema"]["fields"]] == list(
            table_columns(name)
        )
    with (ROOT / "data" / "reports.csv").open(encoding="utf-8", newline="") as file:
        checksum = next(csv.DictReader(file))["sha256"]
    assert resources["chongqing-2021-text"]["hash"] == f"sha256:{checksum}"


def test_errata_point_at_what_they_name(report):
    errata = pd.read_csv(ROOT / "data" / "errata.csv", keep_default_na=False)
    placed = errata[errata["start"] != ""]
    assert (placed["kind"] == "page break").sum() == 11
    for row in placed.itertuples():
        assert report.text[int(row.start) : int(row.end)] == row.text.replace("\\n", "\n")


def test_the_committed_tables_are_those_of_the_build(tables, tmp_path):
    for path in write_tables(tables, tmp_path):
        committed = ROOT / "data" / "tables" / "chongqing-2021" / path.name
        now, then = (file.read_bytes().splitlines() for file in (path, committed))
        assert [pair for pair in zip(now, then, strict=False) if pair[0] != pair[1]] == [], path
        assert path.read_bytes() == committed.read_bytes()


def test_the_readme_shows_the_accuracy_of_the_build(tmp_path):
    shutil.copytree(ROOT / "tests" / "gold", tmp_path / "tests" / "gold")
    shutil.copy(ROOT / "README.md", tmp_path)
    build.write_accuracy(tmp_path)
    assert (tmp_path / "README.md").read_bytes() == (ROOT / "README.md").read_bytes()
    written = tmp_path / "data" / "tables" / "chongqing-2021" / "accuracy.csv"
    assert (
        written.read_bytes()
        == (ROOT / "data" / "tables" / "chongqing-2021" / "accuracy.csv").read_bytes()
    )


def test_the_build_leaves_the_rest_of_the_readme_alone(tmp_path):
    shutil.copytree(ROOT / "tests" / "gold", tmp_path / "tests" / "gold")
    marks = "<!-- accuracy, written by make figures -->", "<!-- end of accuracy -->"
    (tmp_path / "README.md").write_text(
        f"before\n{marks[0]}\n{marks[1]}\nafter\n", encoding="utf-8"
    )
    build.write_accuracy(tmp_path)
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert (
        text.startswith("before\n")
        and text.endswith(f"{marks[1]}\nafter\n")
        and "| exact recall |" in text
    )
    (tmp_path / "README.md").write_text("no marks", encoding="utf-8")
    with pytest.raises(reportlib.ReportError, match="marks .* are missing"):
        build.write_accuracy(tmp_path)
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "no marks"


def test_the_readme_names_every_module():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {
        path.stem for path in MODULES if path.stem != "__init__" and f"`{path.stem}`" not in text
    } == set()


def test_the_committed_figures_are_those_of_the_build(tmp_path):
    for path in build.draw_figures(tmp_path):
        committed = (ROOT / "figures" / path.name).read_bytes()
        if path.suffix in (".csv", ".txt"):
            assert path.read_bytes() == committed
        else:  # pixels and paths may differ with the platform's libraries
            assert committed[:4] == path.read_bytes()[:4]


def printed(notebook):
    outputs = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            assert output["output_type"] != "error" and output.get("name") != "stderr"
            outputs.append(
                output.get("text")
                or {kind: text for kind, text in output["data"].items() if kind.startswith("text/")}
            )
    return outputs


def with_checks(path):
    """A notebook with a last cell that asserts what its prose says: every number typed there."""
    notebook = nbformat.read(path, as_version=4)
    checks = CHECKS / path.relative_to(ROOT / "notebooks").with_suffix(".py")
    if checks.is_file():
        notebook.cells.append(nbformat.v4.new_code_cell(checks.read_text(encoding="utf-8")))
    return notebook


def test_every_chapter_is_checked():
    chapters = {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert {path.stem for path in CHECKS.glob("*.py")} == chapters
    solutions = {path.stem for path in (ROOT / "notebooks" / "solutions").glob("*.ipynb")}
    assert {path.stem for path in (CHECKS / "solutions").glob("*.py")} <= solutions == chapters


@pytest.fixture(scope="module")
def afresh(request):
    """Notebook → its run with its checks; those that are asked for run two at a time."""
    asked = [getattr(item, "callspec", None) for item in request.session.items]
    paths = [call.params["chapter"] for call in asked if call and "chapter" in call.params]
    pool = ThreadPoolExecutor(2)
    yield {path: pool.submit(notebooks.execute, with_checks(path), path.parent) for path in paths}
    pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize(
    "chapter",
    notebooks.find_notebooks(ROOT / "notebooks"),
    ids=lambda path: path.relative_to(ROOT / "notebooks").as_posix(),
)
def test_notebooks_run_afresh_with_the_same_outputs(chapter, afresh):
    committed = nbformat.read(chapter, as_version=4)
    assert printed(committed), "the notebook was committed without its outputs"
    assert printed(afresh[chapter].result()) == printed(committed)


@pytest.mark.parametrize(
    "chapter",
    sorted((ROOT / "notebooks" / "solutions").glob("*.ipynb")),
    ids=lambda path: path.stem,
)
def test_solutions_are_right_and_each_common_mistake_has_its_hint(chapter, afresh):
    told = [
        line
        for output in printed(afresh[chapter].result())
        for line in str(output.get("text/plain", "") if isinstance(output, dict) else output).split(
            "\n"
        )
        if line.startswith(("✓ ", "✗ ", "… "))
    ]
    number = chapter.stem[:2]
    rows = [row for row in vocabulary_rows("exercises") if row["exercise"].startswith(number)]
    assert told == [
        f"✗ {row['exercise']}: not yet. {row['look_en']}"
        if row["kind"] == "mistake"
        else f"✓ {row['exercise']}: right."
        for row in rows
    ]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem
)
def test_notebooks_lead_with_prose(path):
    notebook = nbformat.read(path, as_version=4)
    code = [cell["source"].splitlines() for cell in notebook.cells if cell["cell_type"] == "code"]
    lengths = sorted(map(len, code))
    words = sum(
        len(cell["source"].split()) for cell in notebook.cells if cell["cell_type"] == "markdown"
    )
    assert lengths[len(lengths) // 2] <= 6 and lengths[-1] <= 15
    assert words >= 8 * sum(lengths)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "notebooks").rglob("*.ipynb")), ids=lambda path: path.stem
)
def test_notebooks_show_tables_in_words(path):
    notebook = nbformat.read(path, as_version=4)
    code = [cell["source"] for cell in notebook.cells if cell["cell_type"] == "code"]
    assert [source for source in code if "to_string" in source or "to_html" in source] == []
    told = json.dumps(printed(notebook), ensure_ascii=False)
    shown = re.sub("base64,[^)]*", "", told)  # a font is no number
    assert re.findall(r"[0-9]e[+][0-9]+", shown) == []
    assert 'class=\\"dataframe' not in shown  # a frame as pandas shows it


def test_the_readme_lists_the_nine_targets(report, tables):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    measures = tables.numbers[tables.numbers["kind"] == "measure"]
    n = len(tables.numbers), len(measures), (measures["role"] == "target").sum()
    told = "Of the {} numerals of this report {} measure something, and {} of these are targets"
    assert told.format(*n) in text
    lines = text.partition("<!-- targets")[2].split("\n\n")[0].splitlines()[3:]
    nine = reportlib.find_headlines(report)
    assert lines == [f"| {row.name_en} | {row.said} |" for row in nine.itertuples()]


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_examples_of_the_readme_run(name, tmp_path):
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.S)
    assert len(blocks) == 2 and all(len(block.strip().splitlines()) <= 12 for block in blocks)
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(blocks)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=tmp_path,
    )
    assert done.returncode == 0 and done.stdout and not done.stderr, done.stderr
    assert {path.name for path in (tmp_path / "figures").iterdir()} == {
        f"growth.{kind}" for kind in ("pdf", "svg", "png", "csv", "txt")
    }


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_answers_of_the_readme_are_those_of_the_code(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.findall(r"```pycon\n(.*?)```", text, re.S)
    example = doctest.DocTestParser().get_doctest("".join(blocks), {}, name, None, None)
    failed, tried = doctest.DocTestRunner().run(example)
    assert (failed, tried > 8) == (0, True)


def test_the_chinese_readme_knows_no_other_accuracy_than_the_english_one():
    ours, theirs = ((ROOT / name).read_text("utf-8") for name in ("README.zh.md", "README.md"))
    section = ours.partition("## 准不准")[2].partition("\n## ")[0]
    shares = set(re.findall(r"\d\.\d+", section))
    assert len(shares) > 5 and {share for share in shares if share not in theirs} == set()
    counts = re.search(r"(\d+)个数字找到(\d+)个；(\d+)个计量数字", section).groups()
    assert "| numerals found | {1} of {0} |".format(*counts) in theirs
    assert f" of {counts[2]} | 0.974 |" in theirs


@pytest.mark.parametrize(
    "name", ["README.md", "README.zh.md", "CONTRIBUTING.md", "notebooks/glossary.md"]
)
def test_links_of_a_page_lead_somewhere(name):
    page = ROOT / name
    for link in re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
        path, _, heading = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        told = target.read_text(encoding="utf-8") if heading else ""
        titles = [re.sub(r"[^\w -]", "", title) for title in re.findall(r"^#+ (.*)", told, re.M)]
        assert heading in {"", *(title.lower().replace(" ", "-") for title in titles)}, link
