"""`make clean-notebooks` on a folder of notebooks."""

import shutil

import tidy_notebooks
from conftest import ROOT


def test_only_what_is_untidy_is_written(tmp_path, capsys):
    (tmp_path / "solutions").mkdir()
    start = ROOT / "notebooks" / "00-start-here.ipynb"
    shutil.copy(start, tmp_path)
    ran_again = start.read_text(encoding="utf-8").replace(
        '"execution_count": 1,', '"execution_count": 8,'
    )
    (tmp_path / "solutions" / "again.ipynb").write_text(ran_again, encoding="utf-8")
    (tmp_path / ".ipynb_checkpoints").mkdir()
    (tmp_path / ".ipynb_checkpoints" / "again.ipynb").write_text(ran_again, encoding="utf-8")
    tidy_notebooks.main(tmp_path)
    assert capsys.readouterr().out.split() == ["solutions/again.ipynb"]
    assert (tmp_path / "solutions" / "again.ipynb").read_bytes() == start.read_bytes()
    assert (tmp_path / ".ipynb_checkpoints" / "again.ipynb").read_text("utf-8") == ran_again
