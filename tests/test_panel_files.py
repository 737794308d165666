"""Files → panel → files: what Stata, R, Excel and pandas find in them."""

import logging
import os
import re
import shutil
import subprocess
import sys
import time

import openpyxl
import pandas as pd
import pyreadstat
import pytest
from conftest import ROOT
from typer.testing import CliRunner

from reportlib import (
    Report,
    ReportError,
    analyse,
    build_headline_panel,
    stream_reports,
    write_panel,
)
from reportlib.cli import app

TEXT = (
    "{year}年{place}政府工作报告\n各位代表：\n一、去年工作\n去年，地区生产总值增长3.9%。\n"
    "二、今年工作\n今年目标是：地区生产总值增长{target}，居民消费价格涨幅3%左右，"
    "居民收入增长与经济增长同步。\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    for year, place, target in [
        (2020, "重庆市", "6%以上"),
        (2021, "重庆市", "6%到7%"),
        (2021, "北京市", "5%"),
    ]:
        text = TEXT.format(year=year, place=place, target=target)
        (folder / f"{place}-{year}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def panel(folder):
    return build_headline_panel(stream_reports([folder]))


@pytest.mark.parametrize("ending", ["csv", "parquet", "xlsx", "dta"])
def test_every_format_gives_the_figures_back(panel, tmp_path, ending):
    read = {
        "csv": pd.read_csv,
        "parquet": pd.read_parquet,
        "xlsx": pd.read_excel,
        "dta": lambda path: pd.read_stata(path, convert_categoricals=False),
    }[ending]
    back = read(write_panel(panel, tmp_path / "deep" / f"panel.{ending}"))
    assert list(back) == list(panel)
    for column in ("region_code", "year", "gdp_low", "gdp_high", "gdp_mid", "gdp_outcome"):
        assert back[column].tolist() == panel[column].tolist()
    assert back["gdp_wording"].tolist() == panel["gdp_wording"].tolist()


def test_stata_finds_keys_labels_and_dates(panel, tmp_path):
    dated = panel.assign(delivered_on=[None, "2020-01-11", "2021-01-21"])
    table, about = pyreadstat.read_dta(str(write_panel(dated, tmp_path / "p.dta")))
    assert not table.duplicated(["region_code", "year"]).any()
    assert table[["region_code", "year"]].notna().all(axis=None)
    assert (
        about.original_variable_types["region_code"]
        and "int" in about.readstat_variable_types["region_code"]
    )
    assert about.column_names_to_labels["gdp_low"] == "GDP: target, low end of what is stated, %"
    assert set(about.value_labels[about.variable_to_label["gdp_kind"]].values()) >= {"number"}
    assert about.value_labels[about.variable_to_label["region_code"]][500000] == "重庆市"
    assert str(table["delivered_on"].iloc[1]) == "2020-01-11"
    assert about.file_label.startswith("Headline targets")
    labelled = pd.read_stata(tmp_path / "p.dta")
    assert labelled["gdp_kind"].tolist() == ["number", "number", "range"]
    assert labelled["income_kind"].tolist() == ["relative"] * 3


def test_a_long_sentence_is_whole_in_stata(panel, tmp_path):
    long = panel.assign(gdp_sentence=["长" * 3000, "", None])
    path = write_panel(long, tmp_path / "p.dta")
    assert pd.read_stata(path)["gdp_sentence"].tolist() == ["长" * 3000, "", ""]
    assert pyreadstat.read_dta(str(path))[0]["gdp_sentence"].iloc[0] == "长" * 3000


def test_excel_freezes_the_heads_and_runs_no_text(panel, tmp_path):
    path = write_panel(panel.assign(gdp_wording="=1+1"), tmp_path / "p.xlsx")
    sheet = openpyxl.load_workbook(path).active
    assert sheet.freeze_panes == "A2"
    (column,) = [cell.column for cell in sheet[1] if cell.value == "gdp_wording"]
    assert sheet.cell(2, column).data_type == "s" and sheet.cell(2, column).value == "=1+1"


@pytest.mark.parametrize("ending", [".dta", ".csv", ".parquet", ".xlsx"])
def test_the_same_panel_gives_the_same_bytes(panel, tmp_path, ending):
    one = write_panel(panel, tmp_path / f"a{ending}").read_bytes()
    time.sleep(2 if ending == ".xlsx" else 0)  # its packages count time by two seconds
    assert write_panel(panel, tmp_path / f"b{ending}").read_bytes() == one


def test_an_empty_panel_keeps_its_columns(tmp_path):
    panel = build_headline_panel([])
    for ending in ("csv", "parquet", "xlsx", "dta"):
        write_panel(panel, tmp_path / f"p.{ending}")
    assert list(pd.read_stata(tmp_path / "p.dta")) == list(panel)


def test_another_ending_is_named(panel, tmp_path):
    with pytest.raises(ReportError, match=r"p.sav: a panel is written as .csv, .parquet"):
        write_panel(panel, tmp_path / "p.sav")


def test_a_file_that_cannot_be_read_stops_or_is_logged(folder, caplog):
    paths = [folder / "nothing.txt", folder]
    with pytest.raises(ReportError, match="no such file"):
        list(stream_reports(paths))
    with caplog.at_level(logging.ERROR, "reportlib"):
        assert len(list(stream_reports(paths, on_error="log"))) == 3
    assert "nothing.txt: no such file" in caplog.text
    with pytest.raises(ReportError, match="on_error='skip'"):
        list(stream_reports(paths, on_error="skip"))


def test_a_spreadsheet_that_is_named_gives_a_report_a_row(folder, tmp_path):
    texts = [(TEXT.format(year=year, place="重庆市", target="6%"), year) for year in (2018, 2019)]
    rows = pd.DataFrame([{"地区": "重庆市", "年份": year, "正文": text} for text, year in texts])
    rows.to_csv(tmp_path / "all.csv", index=False)
    panel = build_headline_panel(stream_reports([tmp_path / "all.csv", folder]))
    assert len(panel) == 5 and panel["gdp_mid"].notna().sum() == 5
    (tmp_path / "bad.csv").write_text("地区,年份,正文\n甲市,x,增长5%。", encoding="utf-8")
    with pytest.raises(ReportError, match=r"bad.csv, row 2: 'x' is no year"):
        list(stream_reports([tmp_path / "bad.csv"]))


def test_the_command_writes_the_panel_and_names_what_it_left_out(folder, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "lost.txt").write_text("今年新建公园12个。", encoding="utf-8")
    given = ["headlines", str(folder), str(tmp_path / "lost.txt"), "--out", str(tmp_path / "p.dta")]
    done = CliRunner().invoke(app, given)
    assert done.exit_code == 0 and "3 rows" in done.output
    assert "lost.txt: left out of the panel, no year was found" in done.stderr
    done = CliRunner().invoke(app, [*given, str(tmp_path / "empty.txt")])
    assert done.exit_code == 1 and "empty.txt: the file is empty" in done.stderr
    assert len(pd.read_stata(tmp_path / "p.dta")) == 3


def test_the_command_writes_nothing_without_a_row(tmp_path):
    (tmp_path / "lost.txt").write_text("今年新建公园12个。", encoding="utf-8")
    done = CliRunner().invoke(app, ["headlines", str(tmp_path), "--out", str(tmp_path / "p.csv")])
    assert isinstance(done.exception, ReportError) and not (tmp_path / "p.csv").exists()


def test_reports_made_by_hand_need_no_file():
    report = Report("r", TEXT.format(year=2021, place="重庆市", target="6%"), "重庆市", 2021)
    assert build_headline_panel([(report, analyse(report))])["gdp_mid"].tolist() == [6]


@pytest.mark.parametrize("language", ["py", "R"])
def test_the_examples_draw_targets_against_outcomes(panel, tmp_path, language):
    program = sys.executable if language == "py" else shutil.which("Rscript")
    if program is None:
        pytest.skip("R is not installed")
    write_panel(panel, tmp_path / "panel.dta")
    example = ROOT / "examples" / f"panel.{language}"
    done = subprocess.run(
        [program, example, "panel.dta", "picture.pdf"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "MPLBACKEND": "Agg"},
    )
    if "no package called" in done.stderr:
        pytest.skip("haven is not installed")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[-4:] == ["2020", "6.0", "6.0", "3.9"] or (
        done.stdout.split()[-4:] == ["2020", "6", "6", "3.9"]
    )
    assert (tmp_path / "picture.pdf").stat().st_size > 1000


def test_the_example_for_stata_names_columns_that_are_there(panel):
    words = re.findall(
        r"\b(?:gdp_\w+|region_code|year|place)\b", (ROOT / "examples" / "panel.do").read_text()
    )
    assert len(words) > 8 and set(words) <= set(panel)


def test_the_command_for_words_writes_a_panel(folder, tmp_path):
    (tmp_path / "own.csv").write_text("term,topic\n居民收入,income\n", encoding="utf-8")
    given = ["words", str(folder), "--terms", str(tmp_path / "own.csv")]
    done = CliRunner().invoke(app, [*given, "--out", str(tmp_path / "w.dta")])
    assert done.exit_code == 0 and "3 rows" in done.output
    assert pd.read_stata(tmp_path / "w.dta")["n"].tolist() == [1, 1, 1]


def test_corrections_reach_the_panel(folder, tmp_path, caplog):
    text = (folder / "北京市-2021.txt").read_text(encoding="utf-8")
    path, out = tmp_path / "c.csv", tmp_path / "panel.csv"
    head = "report_id,start,text,action,column,value,reason,by,on\n"
    line = "北京市-2021,{},5%,set,value,5.5,misprint,A.B.,2024-05-31\n"
    path.write_text(head + line.format(text.index("5%")), encoding="utf-8")
    done = CliRunner().invoke(
        app, ["headlines", str(folder), "--out", str(out), "--corrections", str(path)]
    )
    assert done.exit_code == 0, done.output
    panel = pd.read_csv(out)
    assert panel.loc[panel["region_code"] == 110000, "gdp_mid"].tolist() == [5.5]
    path.write_text(head + line.format(3), encoding="utf-8")
    read = list(stream_reports([folder], on_error="log", corrections=path))
    assert len(read) == 2 and "does not stand at 3" in caplog.text
    path.write_text(head + line, encoding="utf-8")
    with pytest.raises(ReportError, match="line 2: '{}' is no start"):
        list(stream_reports([folder], on_error="log", corrections=path))
