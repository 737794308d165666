"""A folder of tables for each file, whole at any moment."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pandas as pd
import pytest
from conftest import TEXT

from reportlib import ReportError, analyse_reports, load_tables
from reportlib.extraction import BESIDE, LOG, RECORD, extract_files
from reportlib.sources import find_files
from reportlib.tables import extras
from reportlib.tables.files import fill_folder

PLACES = "丁丙乙己庚戊甲辛"


@pytest.fixture
def files(tmp_path):
    (tmp_path / "in").mkdir()
    for number, place in enumerate(PLACES):
        text = TEXT.replace("甲市", f"{place}市") + f"新建公园{number}个。\n" * 200
        (tmp_path / "in" / f"{place}.txt").write_text(text, encoding="utf-8")
    return find_files([tmp_path / "in"])[0]


def extract(files, out, **options):
    return [row["status"] for row in extract_files(files, out, **options)]


def held(out):
    """Every file below a folder but the log, whose seconds differ, and its bytes."""
    files = (path for path in out.rglob("*") if path.is_file() and path.name != LOG)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def test_folders_hold_what_analyse_reports_gives(files, tmp_path):
    out = tmp_path / "out"
    assert extract(files, out) == ["read"] * 8
    corpus = analyse_reports(files)
    for name in ("outline", "sentences", "numbers"):
        tables = [getattr(load_tables(out / path.stem), name) for path in files]
        pd.testing.assert_frame_equal(pd.concat(tables, ignore_index=True), getattr(corpus, name))
    log = pd.read_csv(out / LOG)
    assert log["measures"].tolist() == corpus.log["measures"].tolist()
    assert not (out / BESIDE).exists() and not (out / ".lock").exists()


def test_what_was_done_is_skipped_until_something_changes(files, tmp_path):
    out, own = tmp_path / "out", tmp_path / "own"
    own.mkdir()
    (own / "units.csv").write_text("word,unit,factor,family\n馆,馆,1,classifier\n", "utf-8")
    two = files[:2]
    assert extract(two, out) == ["read", "read"]
    assert extract(two, out) == ["skipped", "skipped"]
    before = held(out)
    files[0].write_text(TEXT, encoding="utf-8")
    assert extract(two, out) == ["read", "skipped"] and held(out) != before
    listed = files[0].with_name("reports.csv")
    listed.write_text(f"file,year\n{files[1].name},2019\n", encoding="utf-8")
    assert extract(two, out) == ["skipped", "read"]
    listed.write_text("file,year\nnot,digits\n", encoding="utf-8")
    assert extract(two, out) == ["failed", "failed"]
    listed.unlink()
    assert extract(two, out) == ["skipped", "read"]
    assert extract(two, out, year=2024) == ["read", "read"]
    assert extract(two, out, year=2024, vocabulary=own) == ["read", "read"]
    assert extract(two, out, year=2024, vocabulary=own, format="parquet") == ["read", "read"]
    assert extract(two, out, year=2024, vocabulary=own, format="parquet") == ["skipped"] * 2
    (out / files[0].stem / "numbers.parquet").unlink()
    options = {"year": 2024, "vocabulary": own, "format": "parquet"}
    assert extract(two, out, **options) == ["read", "skipped"]
    record = json.loads((out / files[1].stem / RECORD).read_text())
    (out / files[1].stem / RECORD).write_text(json.dumps({**record, "reportlib": "0.0.1"}))
    assert extract(two, out, **options) == ["skipped", "read"]


def test_a_file_that_moves_keeps_its_folder_and_another_of_its_name_has_its_own(files, tmp_path):
    out, name = tmp_path / "out", files[0].name
    assert extract(files[:1], out) == ["read"]
    (tmp_path / "new").mkdir()
    files[0].rename(tmp_path / "new" / name)
    assert extract([tmp_path / "new" / name], out) == ["skipped"]
    files[0].write_text("另一份报告。", encoding="utf-8")
    assert extract([files[0]], out) == ["read"]
    assert sorted(path.name for path in out.iterdir() if path.is_dir()) == ["丁", "丁.txt"]


def test_what_is_not_ours_is_left_alone(files, tmp_path):
    out = tmp_path / "out"
    extract(files[:2], out)
    (out / files[0].stem / "notes.md").write_text("mine")
    (out / "乙").write_text("a file of the user's")
    before = held(out)
    rows = list(extract_files(files[:3], out, year=2021))
    assert [row["status"] for row in rows] == ["failed", "read", "read"]
    assert "such as notes.md; move them" in rows[0]["message"]
    assert rows[2]["report_id"] == "乙.txt"
    after = held(out)
    kept = [name for name in before if name.startswith(files[0].stem) or name == "乙"]
    assert kept and all(after[name] == before[name] for name in kept)


def test_a_disk_that_is_full_fails_a_file_and_keeps_the_old_tables(files, tmp_path, monkeypatch):
    out = tmp_path / "out"
    extract(files[:1], out)
    before = held(out)

    def fill(folder, contents):
        fill_folder(folder, dict(list(contents.items())[:2]))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reportlib.extraction.fill_folder", fill)
    (row,) = extract_files(files[:1], out, year=2021)
    assert row["status"] == "failed" and "No space left" in row["message"]
    assert held(out) == before


def test_a_pipe_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (row,) = extract_files([tmp_path / "pipe.txt"], tmp_path / "out")
    assert row["status"] == "failed" and "no regular file" in row["message"]


def test_a_missing_package_is_told_before_anything_is_read(files, tmp_path, monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(extras, "import_module", missing)
    with pytest.raises(ReportError, match="pip install"):
        extract(files, tmp_path / "out", format="xlsx")
    assert not (tmp_path / "out").exists()


def test_a_second_run_into_one_folder_is_refused(files, tmp_path):
    first = extract_files(files, tmp_path / "out")
    next(first)
    with pytest.raises(ReportError, match=r"\.lock: process .* choose another folder"):
        extract(files, tmp_path / "out")
    assert [row["status"] for row in first] == ["read"] * 7


@pytest.fixture
def orphans():
    """Groups of processes that were killed; those that read for them wait for a while."""
    groups = []
    yield groups
    for group in groups:
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_that_is_killed_is_taken_up_again(files, tmp_path, jobs, orphans):
    whole, out = tmp_path / "whole", tmp_path / "out"
    extract(files, whole)
    code = "from reportlib.cli import main; main()"
    command = [sys.executable, "-c", code, "extract", tmp_path / "in", "--out", out]
    command += ["--jobs", str(jobs)]
    for after in (1, 3, 5):  # folders that are there, in which no report may be half
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
        while process.poll() is None and len(list(out.glob("*/record.json"))) < after:
            time.sleep(0.002)
        process.kill()
        process.wait()
        orphans.append(process.pid)
        so_far = {name: data for name, data in held(out).items() if not name.startswith(".")}
        assert so_far.items() <= held(whole).items()
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "done before, 0 failed" in done.stdout and "0 done before" not in done.stdout
    assert held(out) == held(whole)
