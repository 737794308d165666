"""Notebooks → the form in which they are committed: run from top to bottom, with ids, counts and
metadata that depend on nothing but the cells.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from reportlib.tables.extras import load_extra

WHAT = "running a notebook"
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def find_notebooks(folder: Path) -> list[Path]:
    """The notebooks of a folder and of those in it, in order; not the copies that JupyterLab keeps
    in hidden folders.
    """
    return sorted(
        path
        for path in folder.rglob("*.ipynb")
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def tidy(notebook: Any) -> Any:
    """Give a notebook the committed form of what nobody writes: metadata, ids, and the counts of
    the cells that were run, from 1. Its cells and their outputs stay as they are.
    """
    count = 0
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = f"cell-{number:02d}"
        cell["metadata"] = {}
        if cell.get("execution_count") is not None:
            count += 1
            cell["execution_count"] = count
        for output in cell.get("outputs", []):
            if "execution_count" in output:
                output["execution_count"] = cell["execution_count"]
    notebook["metadata"] = METADATA
    return notebook


def execute(notebook: Any, folder: Path) -> Any:
    """Run a notebook's cells in `folder`; outputs are written into it, and it is tidied."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1611187200")
    nbclient = load_extra("nbclient", "notebooks", WHAT)
    nbclient.NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,  # a slow machine flushes a long output in pieces
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(folder)}},
    ).execute()
    return tidy(notebook)


def run_notebook(path: Path) -> bytes:
    """Run a notebook from top to bottom and give it with its outputs: same input, same bytes."""
    nbformat = load_extra("nbformat", "notebooks", WHAT)
    return _written(execute(nbformat.read(path, as_version=4), path.parent))


def tidy_notebook(path: Path) -> bytes:
    """A notebook in its committed form, not run."""
    nbformat = load_extra("nbformat", "notebooks", "tidying a notebook")
    return _written(tidy(nbformat.read(path, as_version=4)))


def trim_language(model: dict[str, Any], **_: Any) -> None:
    """What JupyterLab calls before it saves (``.jupyter/lab.json``): the version of Python and how
    its cells are coloured, which each machine writes otherwise, stay out of notebooks.
    """
    if model["type"] == "notebook":
        language = model["content"]["metadata"].get("language_info", {})
        if language.get("name") == "python":
            model["content"]["metadata"]["language_info"] = {"name": "python"}


def _written(notebook: Any) -> bytes:
    nbformat = load_extra("nbformat", "notebooks", WHAT)
    return str(nbformat.writes(notebook) + "\n").encode()
