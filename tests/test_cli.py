"""The command line as a user runs it: a process of its own."""

import subprocess
import sys

import pandas as pd
import pytest
from conftest import ROOT
from typer.testing import CliRunner

from reportlib.cli import app
from reportlib.export import write_tables

TEXT = "2020年甲市政府工作报告\n各位代表：\n一、2019年工作回顾\n全市生产总值增长5.5%。\n"


def run(*arguments):
    code = "from reportlib.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_extract(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = run("extract", tmp_path / "a.txt", "--out", tmp_path / "out")
    assert done.returncode == 0 and done.stderr == ""
    assert sorted(path.name for path in (tmp_path / "out" / "a").iterdir()) == [
        "codebook.csv",
        "datapackage.json",
        "doubts.csv",
        "numbers.csv",
        "outline.csv",
        "sentences.csv",
    ]
    assert (tmp_path / "out" / "a" / "numbers.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    numbers = pd.read_csv(tmp_path / "out" / "a" / "numbers.csv")
    row = numbers[numbers["unit"] == "%"].iloc[0]
    assert (row["indicator"], row["value"], row["period_end"], row["region"]) == (
        "生产总值",
        5.5,
        2019,
        "甲市",
    )


def test_a_vocabulary_of_ones_own_is_laid_over_ours_and_told(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT + "新建公园12馆。", encoding="utf-8")
    (tmp_path / "own").mkdir()
    rows = "word,unit,factor,family\n馆,馆,1,classifier\n"
    (tmp_path / "own" / "units.csv").write_text(rows, encoding="utf-8")
    given = ("extract", tmp_path / "a.txt", "--out", tmp_path / "out")
    done = run(*given, "--vocabulary", tmp_path / "own")
    assert done.returncode == 0 and "laid over our vocabulary: units 1 new" in done.stderr
    assert "馆" in pd.read_csv(tmp_path / "out" / "a" / "numbers.csv")["unit"].tolist()
    assert run(*given, "--vocabulary", tmp_path / "nowhere").returncode == 1


def test_without_a_year_a_warning_says_how_to_give_it(tmp_path):
    (tmp_path / "a.txt").write_text("增长5%。", encoding="utf-8")
    done = run("extract", tmp_path / "a.txt", "--out", tmp_path / "out")
    assert done.returncode == 0 and "--year" in done.stderr
    assert (
        run("extract", tmp_path / "a.txt", "--out", tmp_path / "out", "--year", "2020").stderr == ""
    )


def test_doubts_are_told_in_one_line_a_file(tmp_path):
    (tmp_path / "sound.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "odd.txt").write_text(TEXT + "森林覆盖率5%。粮食产量占比为153%。", "utf-8")
    (tmp_path / "bare.txt").write_text("粮食产量占比为153%。", encoding="utf-8")
    files = [tmp_path / f"{name}.txt" for name in ("sound", "odd", "bare")]
    done = run("extract", *files, "--out", tmp_path / "out")
    lines = done.stderr.splitlines()
    assert done.returncode == 0 and len(lines) == 2
    assert "odd.txt: doubts, listed in" in lines[0] and lines[0].endswith(": 1 (share over 100)")
    assert "bare.txt: no year found" in lines[1] and "2 (no period, share over 100)" in lines[1]
    doubts = pd.read_csv(tmp_path / "out" / "odd" / "doubts.csv")
    assert doubts[["kind", "text"]].values.tolist() == [["share over 100", "153%"]]
    assert pd.read_csv(tmp_path / "out" / "sound" / "doubts.csv").empty


def test_two_files_of_one_name_write_nothing(tmp_path):
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(TEXT, encoding="utf-8")
    done = run(
        "extract", tmp_path / "x" / "a.txt", tmp_path / "y" / "a.txt", "--out", tmp_path / "out"
    )
    assert done.returncode == 1 and "'a'" in done.stderr and not (tmp_path / "out").exists()


def test_one_bad_file_writes_nothing(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = run("extract", tmp_path / "a.txt", tmp_path / "missing.txt", "--out", tmp_path / "out")
    assert (
        done.returncode == 1
        and "missing.txt: no such file" in done.stderr
        and "Traceback" not in done.stderr
    )
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "out").write_text("a file")
    done = run("extract", tmp_path / "a.txt", "--out", tmp_path / "out")
    assert done.returncode == 1 and "cannot be written" in done.stderr


@pytest.mark.parametrize(
    ("argument", "text"),
    [("--version", "reportlib 0.1.0"), ("--help", "extract"), ("extract --help", "--year")],
)
def test_help_and_version(argument, text):
    done = run(*argument.split())
    assert done.returncode == 0 and text in done.stdout


def test_the_command_prints_every_field(tables, tmp_path):
    write_tables(tables, tmp_path)
    done = CliRunner().invoke(
        app,
        [
            "evaluate",
            str(ROOT / "tests" / "gold" / "chongqing-2021.csv"),
            str(tmp_path / "numbers.csv"),
            "--misses",
            "2",
        ],
    )
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert [line.split("  ")[0] for line in lines[1:]][:4] == [
        "numerals found",
        "kind",
        "measures precision",
        "measures recall",
    ]
    assert sum(line.startswith("at ") for line in lines) == 2
    assert "no person has audited" in lines[-1]
