"""The replication package: what is in it, its checksums, and what it refuses."""

import hashlib
import re
import shutil
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT
from typer.testing import CliRunner

from reportlib import ReportError, check_package, write_package
from reportlib.cli import app
from reportlib.papers.package import FILES, list_members

SECTIONS = [
    "Overview",
    "Data Availability and Provenance Statements",
    "Dataset list",
    "Computational requirements",
    "Description of programs/code",
    "Instructions to Replicators",
    "List of tables and programs",
    "References",
]


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    return write_package(tmp_path_factory.mktemp("out") / "package")


def names(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_it_holds_what_rebuilds_the_tables_and_figures(package):
    held = names(package)
    assert {"README.md", "LICENSE", "LICENSE-DATA", "SHA256SUMS", "master.sh"} < held
    assert {"Makefile", "requirements.lock", "pyproject.toml", "references.bib"} < held
    for folder in ("src/reportlib", "data/reports", "data/reference", "data/tables", "notebooks"):
        there = {
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and not {"__pycache__", ".ipynb_checkpoints"} & set(path.parts)
        }
        assert there and there <= held
    assert {f"figures/{path.name}" for path in (ROOT / "figures").iterdir()} <= held
    hidden = {name for name in held if "__pycache__" in name or "/." in f"/{name}"}
    assert hidden == {".jupyter/lab.json", ".jupyter/overrides.json"}


def test_its_checksums_are_right_and_whole(package):
    lines = (package / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: known for known, _, name in (line.partition("  ") for line in lines)}
    assert set(sums) == names(package) - {"SHA256SUMS"}
    for name, known in sums.items():
        assert hashlib.sha256((package / name).read_bytes()).hexdigest() == known


def test_nothing_of_this_machine_is_in_it(package):
    here = {str(ROOT), str(Path.home()), str(package), sys.prefix, "site-packages/"} - {
        "/root",
        "/",
    }
    for path in package.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            found = [text for text in here if text.encode() in content]
            # the code and its tests speak of folders in general
            assert not [text for text in found if text != "site-packages/" or path.suffix != ".py"]


def test_its_readme_has_the_order_of_the_template_and_invents_nothing(package):
    readme = (package / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)", readme, re.M) == SECTIONS
    assert "{{" not in readme and "{last}" not in readme
    for thing in ("Runtime", "Memory and machine"):
        assert re.search(rf"^- {thing}: \*\*\[FILL IN", readme, re.M)
    assert "- [ ] I certify" in readme and "- [x] I certify" not in readme
    named = set(re.findall(r"`((?:data|figures|src|notebooks)/[^`*]+?)/?`", readme))
    assert len(named) > 40
    assert [name for name in named if not (package / name).exists()] == []
    figures = {path.stem.removesuffix("-zh") for path in (package / "figures").glob("*.csv")}
    assert set(re.findall(r"`figures/([\w-]+)\.\*`", readme)) == figures
    assert "exact recall" in readme and "Tang Liangzhi" in readme
    licence = (package / "LICENSE-DATA").read_text(encoding="utf-8")
    assert "Article 5 of the Copyright Law" in licence


def test_a_changed_a_missing_and_a_platforms_file_are_told_apart(package, tmp_path):
    copy = shutil.copytree(package, tmp_path / "copy")
    (copy / "figures" / "growth-rates.csv").write_bytes(b"changed")
    (copy / "data" / "tables" / "chongqing-2021" / "numbers.csv").unlink()
    (copy / "figures" / "growth-rates.png").write_bytes(b"other pixels")
    found = check_package(copy)
    assert found["differs"] == ["figures/growth-rates.csv"]
    assert found["missing"] == ["data/tables/chongqing-2021/numbers.csv"]
    assert found["platform"] == ["figures/growth-rates.png"]
    done = CliRunner().invoke(app, ["package", str(copy), "--check"])
    assert done.exit_code == 1 and "figures/growth-rates.csv: differs" in done.output
    done = CliRunner().invoke(app, ["package", str(package), "--check"])
    assert done.exit_code == 0 and "other files are as packaged" in done.output


def test_what_is_there_is_not_overwritten(tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "own.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ReportError, match="is there and not empty"):
        write_package(tmp_path / "full")
    assert names(tmp_path / "full") == {"own.txt"}
    with pytest.raises(ReportError, match="lies in the checkout"):
        write_package(ROOT / "package")
    with pytest.raises(ReportError, match="cannot be read; give the folder of a package"):
        check_package(tmp_path)


def test_an_installed_wheel_says_what_it_lacks(tmp_path):
    (tmp_path / "reportlib" / "data").mkdir(parents=True)
    with pytest.raises(ReportError, match="not a checkout .* clone the repository"):
        write_package(tmp_path / "out", root=tmp_path / "reportlib")
    assert not (tmp_path / "out").exists()


def test_a_zip_file_holds_the_same(package, tmp_path):
    path = write_package(tmp_path / "package.zip")
    with zipfile.ZipFile(path) as archive:
        assert {name.removeprefix("package/") for name in archive.namelist()} == names(package)
        assert archive.read("package/SHA256SUMS") == (package / "SHA256SUMS").read_bytes()
    with pytest.raises(ReportError, match="is there"):
        write_package(path)


def test_what_running_leaves_behind_stays_out(tmp_path):
    kept = [*FILES, "src/reportlib/a.py", "figures/a.csv"]
    made = ["src/reportlib/__pycache__/a.pyc", "notebooks/.ipynb_checkpoints/a.ipynb"]
    made += ["src/govreport_reportlib.egg-info/PKG-INFO", "data/.hidden", "site/a.html", ".venv/a"]
    for name in [*kept, *made]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = {path.relative_to(tmp_path).as_posix() for path in list_members(tmp_path)}
    assert found == set(kept)
    (tmp_path / "Makefile").unlink()
    with pytest.raises(ReportError, match="Makefile: is missing"):
        list(list_members(tmp_path))
