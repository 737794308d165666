"""What holds for the tables of any report, whatever its text; and for those of many files."""

import joblib
import numpy as np
import pandas as pd
import pytest
from conftest import TEXT
from hypothesis import given
from hypothesis import strategies as st

from reportlib import (
    Report,
    ReportError,
    ReportWarning,
    analyse,
    analyse_reports,
    read_report,
    use_vocabulary,
)
from reportlib.tables.columns import build_table


@given(
    st.text(
        alphabet="去年增长达到下降0123456789.%万亿元个十五两、，。；“”（）—至 \n第一年力争以上约"
        "·：:×/-lIO点分之成翻番倍半多几数壹仟廿负零",
        max_size=80,
    )
    | st.text(max_size=40)
)
def test_invariants_of_any_text(text):
    table = analyse(Report("any", text, year=2021)).numbers
    assert table["number_id"].is_unique
    assert (table["end"] > table["start"]).all() and (table["start"].diff().dropna() > 0).all()
    covered = set()
    for row in table.itertuples():
        assert text[row.start : row.end] == row.text
        covered.update(range(row.start, row.end))
    assert {i for i, c in enumerate(text) if c in "0123456789"} <= covered
    measures = table[table["kind"] == "measure"]
    unread = measures["rule"].str.startswith("unread: ")
    assert measures.loc[unread, ["value", "value_low", "unit"]].isna().all(axis=None)
    read = measures[~unread]
    assert (read["value_low"] <= read["value_high"]).all()
    assert np.isfinite(read[["value_low", "value_high"]].to_numpy(float)).all()
    assert ((read["bound"] == "range") == read["value"].isna()).all()
    assert read["role"].isin(["outcome", "target", "context"]).all() and read["unit"].notna().all()


def test_every_arabic_numeral_lies_in_a_row(report, tables):
    covered = [False] * len(report.text)
    for start, end in zip(tables.numbers["start"], tables.numbers["end"], strict=True):
        covered[start:end] = [True] * (end - start)
    assert [i for i, c in enumerate(report.text) if c in "0123456789" and not covered[i]] == []


def test_empty_text_gives_empty_tables():
    empty = analyse(Report("empty", ""))
    full = analyse(Report("one", "增长5%。"))
    for name in empty._fields:
        assert (
            getattr(empty, name).empty
            and (getattr(empty, name).dtypes == getattr(full, name).dtypes).all()
        )


@pytest.fixture
def folder(tmp_path):
    """Two reports of one name in two folders, a third, and one that cannot be read."""
    for name, text in {"a/x": TEXT, "b/x": TEXT + "新建公园12馆。", "y": "增长3%。"}.items():
        path = tmp_path / "in" / f"{name}.txt"
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "in" / "z.docx").write_bytes(b"PK\x03\x04 no document")
    return tmp_path / "in"


def assert_same(one, other):
    for name in ("outline", "sentences", "numbers"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
    left = [corpus.log.drop(columns="seconds") for corpus in (one, other)]
    pd.testing.assert_frame_equal(*left)


def test_many_reports_give_the_tables_of_each_and_a_log(folder):
    with pytest.warns(ReportWarning, match="1 of 4 reports have doubts or lack a year"):
        corpus = analyse_reports([folder], on_error="log")
    log = corpus.log
    assert log["report_id"].tolist() == ["a-x.txt", "b-x.txt", "y", "z"]
    assert log["status"].tolist() == ["read", "read", "read", "failed"]
    assert "z.docx" in log["message"][3] and "no year is found" in log["message"][2]
    assert (log.dtypes == build_table("log", []).dtypes).all()
    for path, report_id in zip(log["path"][:3], log["report_id"][:3], strict=True):
        alone = analyse(read_report(path, report_id=report_id))
        for name in alone._fields:
            table = getattr(corpus, name)
            rows = table[table["report_id"] == report_id].reset_index(drop=True)
            pd.testing.assert_frame_equal(rows, getattr(alone, name))
    measures = corpus.numbers["kind"].eq("measure").groupby(corpus.numbers["report_id"]).sum()
    assert log["measures"][:3].tolist() == measures[log["report_id"][:3]].tolist()


@pytest.mark.parametrize("n_jobs", [1, 2])
def test_a_file_that_cannot_be_read_stops_all_unless_it_is_logged(folder, n_jobs):
    for number in range(9):  # more work under way, of which nothing is to be told
        (folder / f"zz{number}.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(ReportError, match="z.docx"):
        analyse_reports([folder], n_jobs)
    with pytest.raises(ReportError, match="on_error='skip' is not one of"):
        analyse_reports([folder], on_error="skip")


def test_a_fault_of_ours_is_named_and_stops_no_other_file(folder, monkeypatch):
    def break_on_x(path, **options):
        if path.stem == "x":
            raise ZeroDivisionError("1/0")
        return read_report(path, **options)

    monkeypatch.setattr("reportlib.corpus.read_report", break_on_x)
    log = analyse_reports([folder], on_error="log").log
    assert log["status"].tolist() == ["failed", "failed", "read", "failed"]
    assert "x.txt: could not be read (ZeroDivisionError: 1/0); please report" in log["message"][0]


def test_no_file_gives_empty_tables(tmp_path):
    corpus = analyse_reports([tmp_path])
    empty = analyse(Report("empty", ""))
    for name in empty._fields:
        pd.testing.assert_frame_equal(getattr(corpus, name), getattr(empty, name))
    assert corpus.log.empty


@pytest.fixture
def own(tmp_path):
    """A vocabulary with a unit that ours does not have."""
    (tmp_path / "own").mkdir()
    rows = "word,unit,factor,family\n馆,馆,1,classifier\n"
    (tmp_path / "own" / "units.csv").write_text(rows, encoding="utf-8")
    return tmp_path / "own"


def test_processes_give_the_same_and_read_with_the_vocabulary_in_force(folder, own):
    with use_vocabulary(own):
        one, two = (analyse_reports([folder], jobs, on_error="log") for jobs in (1, 2))
    assert "馆" in one.numbers["unit"].tolist()
    assert_same(one, two)
    assert_same(one, analyse_reports([folder], on_error="log", vocabulary=own))
    assert "馆" not in analyse_reports([folder], on_error="log").numbers["unit"].tolist()


@pytest.mark.parametrize("n_jobs", [1, 2])
def test_a_dask_cluster_gives_the_same(folder, own, n_jobs):
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
        joblib.parallel_config(backend="dask"),
    ):
        client.get_task_stream()  # from now on
        corpus = analyse_reports([folder], n_jobs, on_error="log", vocabulary=own)
        assert client.get_task_stream(), "the work went elsewhere"
    assert_same(corpus, analyse_reports([folder], on_error="log", vocabulary=own))


def test_corrections_are_applied_by_report_and_counted(tmp_path):
    for name in ("a", "b"):
        text = "2021年某某市政府工作报告\n全年新建公园12个。"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    row = {"report_id": "b", "start": 21, "text": "12个", "action": "set", "column": "value"}
    row |= {"value": 13, "reason": "misprint", "by": "A.B.", "on": "2024-05-31"}
    given = pd.DataFrame([row, row | {"report_id": "c"}])
    with pytest.warns(ReportWarning, match="1 correction passed over, of a report that .*: 'c'"):
        corpus = analyse_reports([tmp_path], n_jobs=2, corrections=given)
    assert corpus.log["corrections"].tolist() == [0, 1]
    parks = corpus.numbers[corpus.numbers["unit"] == "个"]
    assert parks["value"].tolist() == [12.0, 13.0] and parks["corrected"].tolist() == [False, True]
    wrong = given.assign(start=3)
    with pytest.raises(ReportError, match="row 0: '12个' does not stand at 3 of b"):
        analyse_reports([tmp_path], corrections=wrong)
    log = analyse_reports([tmp_path], on_error="log", corrections=wrong[:1]).log
    assert log["status"].tolist() == ["read", "failed"]
