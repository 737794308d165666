"""Files that are written whole or not at all."""

import os

import pytest

from reportlib import ReportError
from reportlib.tables.files import swap_folder, write_files, write_folder

OLD, NEW = {"a": b"1", "b": b"1"}, {"a": b"2", "b": b"2"}


def held(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_folder_takes_the_place_of_the_old_one(tmp_path):
    folder = tmp_path / "out"
    for contents in (OLD, NEW):
        assert write_folder(folder, contents) == [folder / "a", folder / "b"]
        assert held(folder) == contents and os.listdir(tmp_path) == ["out"]


def test_what_else_stands_in_the_folder_stays(tmp_path):
    write_files(tmp_path, {**OLD, "notes": b"mine"})
    write_folder(tmp_path, NEW)
    assert held(tmp_path) == {**NEW, "notes": b"mine"}


def test_the_folder_that_we_are_in_stays(tmp_path, monkeypatch):
    write_files(tmp_path, OLD)
    monkeypatch.chdir(tmp_path)
    for here in (".", tmp_path):
        write_folder(here, NEW)
        assert held(tmp_path) == NEW and os.getcwd() == str(tmp_path)


@pytest.mark.parametrize("name", ["a", "b"])
def test_when_one_cannot_be_replaced_none_is(tmp_path, name):
    write_files(tmp_path, {key: value for key, value in OLD.items() if key != name})
    (tmp_path / name).mkdir()
    (tmp_path / name / "x").touch()
    before = held(tmp_path)
    with pytest.raises(ReportError, match="cannot be written"):
        write_folder(tmp_path, {**NEW, "c": b"2"})
    assert held(tmp_path) == before and len(os.listdir(tmp_path)) == 2


def test_when_the_new_folder_cannot_come_the_old_one_is_back(tmp_path):
    write_files(tmp_path / "old", OLD)
    with pytest.raises(OSError):
        swap_folder(tmp_path / "missing", tmp_path / "old")
    assert held(tmp_path / "old") == OLD and os.listdir(tmp_path) == ["old"]
