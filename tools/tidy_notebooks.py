"""The notebooks after a look around in JupyterLab, put back into the form in which they are
committed, not run: ``make clean-notebooks``. What was written into cells stays, and so do outputs.
"""

from pathlib import Path

from reportlib.notebooks import find_notebooks, tidy_notebook
from reportlib.tables.files import write_files

ROOT = Path(__file__).resolve().parents[1]


def main(folder: Path = ROOT / "notebooks") -> None:
    """Tidy the notebooks of a folder and those below it; names those that it changes."""
    for path in find_notebooks(folder):
        tidied = tidy_notebook(path)
        if tidied != path.read_bytes():
            write_files(path.parent, {path.name: tidied})
            print(path.relative_to(folder))


if __name__ == "__main__":
    main()
