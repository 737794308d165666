"""A replication package: data, code, figures and a README in the order of the Social Science Data
Editors' template, with one master command and checksums.

Comes in: the checkout. Goes out: a folder, or a zip file, that stands alone.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from reportlib.papers.citations import cite, cite_facts
from reportlib.papers.package_readme import describe
from reportlib.tables.errors import ReportError
from reportlib.tables.files import write_files, write_folder
from reportlib.targets.facts import load_facts
from reportlib.text.report import data_folder, load_report

FOLDERS = ("data", "examples", "figures", "notebooks", "src", "tests/gold")
FILES = (
    *("CHANGELOG.md", "CITATION.cff", "LICENSE", "Makefile"),
    *("environment.yml", "pyproject.toml", "requirements.lock"),
    *(".jupyter/lab.json", ".jupyter/overrides.json"),
)
MADE = ("__pycache__", ".egg-info")  # by running, not by hand
SUMS = "SHA256SUMS"
BY_PLATFORM = (".pdf", ".png", ".svg", ".ipynb")  # whose bytes are the platform's, too
MASTER = """\
#!/bin/sh
# Builds all tables, notebooks and figures of this package anew and compares them with SHA256SUMS.
set -eu
cd "$(dirname "$0")"
begun=$(date +%s)
rm -rf figures data/tables .venv/.built
make figures
.venv/bin/reportlib package . --check
echo "minutes: $(( ($(date +%s) - begun + 30) / 60 ))"
"""
DATED = (1980, 1, 1, 0, 0, 0)  # a zip file of the same files has the same bytes


def write_package(out: str | Path, root: str | Path | None = None) -> Path:
    """Write the replication package of a checkout: all that rebuilds its tables and figures on
    another machine.

    The package holds the files as they stand: run ``make figures`` before. README.md is made of
    what is known, and what the author must say is marked FILL IN. It is written whole or not at
    all.

    Parameters
    ----------
    out : path
        A folder that is not there yet or is empty, outside the checkout; or a file ``NAME.zip``
        that is not there yet.
    root : path, optional
        The checkout; by default the one that this code runs from.

    Returns
    -------
    Path
        `out`.

    Raises
    ------
    ReportError
        If this is no checkout (an installed wheel has neither notebooks nor figures), `out` is
        there, or it cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> write_package(tempfile.mkdtemp() + "/package", root=tempfile.mkdtemp())
    Traceback (most recent call last):
    reportlib.tables.errors.ReportError: ...: not a checkout of the project, which has the \
notebooks and figures of a package; clone the repository and run this command in it
    """
    root = Path(root) if root else data_folder().parent
    if not (root / "notebooks").is_dir() or not (root / "requirements.lock").is_file():
        raise ReportError(
            f"{root}: not a checkout of the project, which has the notebooks and figures of a "
            "package; clone the repository and run this command in it"
        )
    out = Path(out)
    inside = out.resolve()
    if root.resolve() in (inside, *inside.parents):
        raise ReportError(f"{out}: lies in the checkout; choose a place outside {root.resolve()}")
    if out.is_file() or (out.is_dir() and any(out.iterdir())):
        raise ReportError(f"{out}: is there and not empty; choose another name, or remove it")
    contents = _gather(root)
    if out.suffix == ".zip":
        write_files(out.parent, {out.name: _zip(contents, out.stem)})
    else:
        write_folder(out, contents)
    return out


def check_package(folder: str | Path) -> dict[str, list[str]]:
    """Compare the files of a package with its checksums.

    Returns
    -------
    dict of list of str
        Paths under ``same``, ``differs``, ``missing``, and ``platform``: pictures and notebooks
        with other bytes.

    Raises
    ------
    ReportError
        If the folder has no readable ``SHA256SUMS``.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = write_files(folder, {"a.csv": b"1", SUMS: _sums({"a.csv": b"1", "b.csv": b""})})
    >>> found = check_package(folder)
    >>> found["same"], found["missing"]
    (['a.csv'], ['b.csv'])
    """
    sums = Path(folder, SUMS)
    try:
        lines = sums.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReportError(f"{sums}: cannot be read; give the folder of a package") from error
    found: dict[str, list[str]] = {"same": [], "differs": [], "missing": [], "platform": []}
    for line in lines:
        known, _, name = line.partition("  ")
        path = Path(folder, name)
        if not path.is_file():
            found["missing"].append(name)
        elif _sum(path.read_bytes()) == known:
            found["same"].append(name)
        else:
            found["platform" if path.suffix in BY_PLATFORM else "differs"].append(name)
    return found


def _gather(root: Path) -> dict[str, bytes]:
    """Path in the package → content, checksums last."""
    paths = sorted(set(list_members(root)))
    contents = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    reports = [load_report(path.stem) for path in sorted((root / "data" / "reports").glob("*.txt"))]
    facts = cite_facts(load_facts())
    contents["references.bib"] = "\n".join(
        [*(cite(report, "bibtex") for report in reports), facts]
    ).encode()
    contents["master.sh"] = MASTER.encode()
    readme, licence = describe(root, reports, sum(map(len, contents.values())))
    contents |= {"README.md": readme.encode(), "LICENSE-DATA": licence.encode()}
    return {**dict(sorted(contents.items())), SUMS: _sums(contents)}


def list_members(root: Path) -> Iterable[Path]:
    """The files of a checkout that belong in a package."""
    for name in FILES:
        if not (root / name).is_file():
            raise ReportError(f"{root / name}: is missing; restore it (git checkout)")
        yield root / name
    for name in FOLDERS:
        for path in (root / name).rglob("*"):
            parts = PurePosixPath(path.relative_to(root)).parts
            made = any(part.startswith(".") or part.endswith(MADE) for part in parts)
            if path.is_file() and not made:
                yield path


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _sums(contents: Mapping[str, bytes]) -> bytes:
    return "".join(f"{_sum(contents[name])}  {name}\n" for name in sorted(contents)).encode()


def _zip(contents: Mapping[str, bytes], stem: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(
                zipfile.ZipInfo(f"{stem}/{name}", DATED), content, zipfile.ZIP_DEFLATED
            )
    return target.getvalue()
