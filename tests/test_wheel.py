"""The wheel is whole: installed where nothing of the checkout is seen, it runs the README."""

import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT


def run(*command, cwd):
    done = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, encoding="utf-8", cwd=cwd
    )
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (path,) = folder.iterdir()
    return path


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The Python of an empty environment with the wheel; its dependencies are those of this one,
    seen after its own packages, and no editable install among them.
    """
    root = tmp_path_factory.mktemp("environment")
    venv.create(root, with_pip=False, symlinks=True)
    python = root / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python)
    run(*pip, "install", "--no-index", "--no-deps", "--quiet", wheel, cwd=root)
    own = Path(sysconfig.get_path("purelib", "venv", {"base": str(root), "platbase": str(root)}))
    others = [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
    (own / "dependencies.pth").write_text("\n".join(others), encoding="utf-8")
    return python


def test_the_wheel_holds_all_that_the_package_reads(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "src" / "reportlib"
    files = [*package.rglob("*.py"), *package.rglob("*.csv"), *package.rglob("templates/*")]
    data = [ROOT / "data" / "reports.csv"]
    data += [path for name in ("reports", "reference") for path in (ROOT / "data" / name).iterdir()]
    wanted = {f"reportlib/{path.relative_to(package).as_posix()}" for path in files}
    wanted |= {f"reportlib/{path.relative_to(ROOT).as_posix()}" for path in data}
    assert wanted - held == set()


def test_the_readmes_quickstart_runs_from_the_wheel(installed, tmp_path):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    sections = ("## Quickstart", "### Judging targets", "### Charts")
    quickstart = "".join(readme.partition(name)[2].partition("\n##")[0] for name in sections)
    parts = re.findall(r"```python\n(.*?)```|^>>> ([^\n]*)", quickstart, re.S | re.M)
    code = "\n".join(block or line for block, line in parts)
    assert "analyse(" in code and "load_facts()" in code and "save_figure(" in code
    code += "\nimport reportlib; print(reportlib.__file__)"
    done = run(installed, "-I", "-c", code, cwd=tmp_path)
    assert not done.stderr
    assert done.stdout.splitlines()[-1].startswith(str(installed.parents[1]))
    assert (tmp_path / "figures" / "growth.csv").is_file()


def test_the_command_is_installed(installed, tmp_path):
    command = installed.with_name(installed.name.replace("python", "reportlib"))
    assert run(command, "--version", cwd=tmp_path).stdout.startswith("reportlib 0.")


def test_a_paper_can_be_cited_from_the_wheel_and_a_package_needs_a_checkout(installed, tmp_path):
    command = (installed, "-I", "-c", "from reportlib.cli import main; main()")
    cited = run(*command, "cite", "chongqing-2021", "--style", "bibtex", "--facts", cwd=tmp_path)
    assert len(re.findall(r"^@(?:misc|manual)\{", cited.stdout, re.M)) > 100
    asked = list(map(str, (*command, "package", "out")))
    done = subprocess.run(asked, capture_output=True, text=True, encoding="utf-8", cwd=tmp_path)
    assert done.returncode == 2 and "not a checkout of the project" in done.stderr
    assert not (tmp_path / "out").exists()
