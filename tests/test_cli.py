"""The command line as a user runs it: a process of its own."""

import os
import subprocess
import sys
from datetime import datetime

import openpyxl
import pandas as pd
import pytest
from conftest import ROOT, TEXT
from typer.testing import CliRunner

from reportlib.cli import app
from reportlib.export import write_tables


def run(*arguments):
    code = "from reportlib.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def folders(out):
    return sorted(path.name for path in out.iterdir() if path.is_dir())


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
        "record.json",
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
    assert run(*given, "--vocabulary", tmp_path / "nowhere").returncode == 2


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
    assert lines[0].endswith("odd.txt: doubts: 1 (share over 100)")
    assert "bare.txt: no year is found" in lines[1] and "2 (no period, share over 100)" in lines[1]
    doubts = pd.read_csv(tmp_path / "out" / "odd" / "doubts.csv")
    assert doubts[["kind", "text"]].values.tolist() == [["share over 100", "153%"]]
    assert pd.read_csv(tmp_path / "out" / "sound" / "doubts.csv").empty


def test_two_files_of_one_name_have_two_folders_in_one_run_and_in_two(tmp_path):
    for name in ("x/a.txt", "y/a.txt", "y/a.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    out = tmp_path / "out"
    assert run("extract", tmp_path / "x", tmp_path / "y", "--out", out).returncode == 0
    assert folders(out) == ["a.md", "x-a.txt", "y-a.txt"]
    for name in ("y/a.md", "x/a.txt"):
        assert run("extract", tmp_path / name, "--out", tmp_path / "again").returncode == 0
    assert folders(tmp_path / "again") == ["a", "a.txt"]


def test_a_bad_file_among_good_stops_none(tmp_path):
    for name in ("a", "c"):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04 no document")
    (tmp_path / "map.png").touch()
    missing = tmp_path / "missing.txt"
    done = run("extract", tmp_path, missing, "--out", tmp_path / "out", "--jobs", 2)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "b.docx" in done.stderr and "missing.txt: no such file" in done.stderr
    summary = done.stdout.splitlines()[-1]
    assert summary.startswith("2 read, 0 done before, 2 failed, 1 other files passed over, such as")
    log = pd.read_csv(tmp_path / "out" / "log.csv")
    assert log["status"].tolist() == ["read", "failed", "read", "failed"]
    assert folders(tmp_path / "out") == ["a", "c"]
    again = run("extract", tmp_path, missing, "--out", tmp_path / "out", "--on-error", "raise")
    assert again.returncode == 1 and ", 2 not looked at" in again.stdout.splitlines()[-1]


def test_a_folder_without_reports_is_a_mistake(tmp_path):
    done = run("extract", tmp_path, "--out", tmp_path / "out")
    assert done.returncode == 2 and "no report in" in done.stderr
    assert not (tmp_path / "out").exists()


def test_names_that_no_folder_should_have_stay_inside(tmp_path):
    odd = [b"...txt", b"...", b"\"quoted'.txt", b"two\nlines.txt", b"\xff\xfe.txt", b"a\\..\\b.txt"]
    (tmp_path / "in").mkdir()
    for name in odd:
        with open(os.path.join(os.fsencode(tmp_path / "in"), name), "wb") as file:
            file.write(TEXT.encode())
    given = os.listdir(tmp_path / "in")  # folders are searched for names without a dot in front
    done = run("extract", *(tmp_path / "in" / name for name in given), "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert len(folders(tmp_path / "out")) == len(odd) and len(done.stdout.splitlines()) == 7
    assert all(name.isprintable() and "/" not in name for name in folders(tmp_path / "out"))
    assert sorted(os.listdir(tmp_path)) == ["in", "out"]


@pytest.mark.parametrize(
    ("format", "name"), [("parquet", "numbers.parquet"), ("dta", "numbers.dta")]
)
def test_other_formats(tmp_path, format, name):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    for kind in ("csv", format):
        run("extract", tmp_path / "a.txt", "--out", tmp_path / "out", "--format", kind)
    assert (tmp_path / "out" / "a" / f"numbers.{format}").is_file()
    assert not (tmp_path / "out" / "a" / "numbers.csv").exists()
    assert run("extract", tmp_path, "--out", tmp_path, "--format", "ods").returncode == 2


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "out").write_text("a file")
    done = run("extract", tmp_path / "a.txt", "--out", tmp_path / "out")
    assert done.returncode == 2 and "cannot be written" in done.stderr


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


def test_an_audit_from_the_sheet_to_the_corrected_tables(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT + "新建公园12个。新建学校3所。", encoding="utf-8")
    sheets = [tmp_path / name for name in ("anna.xlsx", "bao.xlsx")]
    for sheet in sheets:
        done = run("audit", tmp_path / "a.txt", "--sample", 3, "--seed", 1, "--out", sheet)
        assert done.returncode == 0 and str(sheet) in done.stdout, done.stderr
    again = run("audit", tmp_path / "a.txt", "--out", sheets[0])
    assert again.returncode == 2 and "is there, perhaps filled in" in again.stderr
    for sheet, unit in zip(sheets, ("座", "个"), strict=True):
        book = openpyxl.load_workbook(sheet)
        heads = {cell.value: cell.column for cell in book["audit"][1]}
        filled = {"All others ok?": "ok", "Initials": sheet.stem, "Date": datetime(2024, 5, 31)}
        if unit == "座":
            filled |= {"Unit: ok?": "corrected", "Unit: right is": unit}
        row = 2 if book["audit"].cell(2, heads["Unit"]).value == "个" else 3
        for head, value in filled.items():
            book["audit"].cell(row, heads[head]).value = value
        book.save(sheet)
    done = run("collect", sheets[0], "--out", tmp_path / "audit")
    assert done.returncode == 0 and "1 of 3 numbers judged, 2 not audited" in done.stdout
    assert "corrections.csv: 1 corrected cell" in done.stdout
    done = run("agree", *sheets)
    lines = {line.split()[0]: line for line in done.stdout.splitlines()}
    assert lines["unit"].split()[1:4] == ["1", "0", "0.000"]
    assert lines["role"].split()[1:4] == ["1", "1", "1.000"]

    given = ("extract", tmp_path / "a.txt", "--out", tmp_path / "out")
    corrections = ("--corrections", tmp_path / "audit" / "corrections.csv")
    assert "corrections" not in run(*given).stdout
    for status in ("1 read, 0 done before", "0 read, 1 done before"):
        done = run(*given, *corrections)
        assert done.stdout.splitlines()[-1].startswith(
            f"{status}, 0 failed, corrections applied: 1;"
        )
    numbers = pd.read_csv(tmp_path / "out" / "a" / "numbers.csv")
    assert numbers.loc[numbers["corrected"], ["text", "unit"]].values.tolist() == [["12个", "座"]]
    assert pd.read_csv(tmp_path / "out" / "log.csv")["corrections"].tolist() == [1]
    done = run(*given)
    assert done.stdout.splitlines()[-1].startswith("1 read"), "as without corrections"
    assert "corrections of the last run are not applied" in done.stderr
    assert "corrections of the last run" not in run(*given).stderr, "said once"
    assert pd.read_csv(tmp_path / "out" / "log.csv")["corrections"].tolist() == [0]


def test_corrections_that_cannot_be_applied(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    head = "report_id,start,text,action,column,value,reason,by,on\n"
    line = "{},{},5.5%,set,role,target,wrong part,A.B.,2024-05-31\n"
    path, start = tmp_path / "c.csv", TEXT.index("5.5%")
    given = ("extract", tmp_path, "--out", tmp_path / "out", "--corrections", path)
    path.write_text(head + line.format("a", 3) + line.format("x", 3), encoding="utf-8")
    done = run(*given)
    assert done.returncode == 1 and f"{path}, line 2: '5.5%' does not stand at 3" in done.stderr
    assert "1 read, 0 done before, 1 failed, corrections applied: 0" in done.stdout
    assert "1 correction passed over, of a report that was not read: 'x'" in done.stdout
    assert folders(tmp_path / "out") == ["b"]
    path.write_text(head + line.format("a", start), encoding="utf-8")
    done = run(*given)
    assert done.returncode == 0 and "1 read, 1 done before, 0 failed" in done.stdout
    path.write_text(head.replace("by,", ""), encoding="utf-8")
    done = run(*given)
    assert done.returncode == 2 and "needs the column 'by' once" in done.stderr
