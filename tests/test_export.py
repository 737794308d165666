"""Tables written and loaded again, in every format."""

import csv
import io
import json
import warnings

import frictionless
import openpyxl
import pandas as pd
import pyreadstat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlib import Report, ReportError, analyse, load_tables, write_tables
from reportlib.corpus import Tables
from reportlib.tables import exports, extras
from reportlib.tables.columns import table_columns

ODD = "=1+1\r\n@SUM(1)增长5%。\n'引\\n言\t+86\n一、新建公园12个。\x07"


@pytest.fixture
def odd():
    return analyse(Report("=x", ODD, region="-甲市", year=2021))


def same(one, other):
    for name in Tables._fields:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))


def test_tables_come_back_equal(tables, tmp_path):
    write_tables(tables, tmp_path / "csv")
    same(load_tables(tmp_path / "csv"), tables)
    write_tables(tables, tmp_path / "parquet", "parquet")
    same(load_tables(tmp_path / "parquet"), tables)


@given(
    st.text(
        st.characters(exclude_categories=["Cs"]) | st.sampled_from("=+-@\t'\\\r\n增长5%。一、"),
        max_size=60,
    ),
    st.text(st.characters(), min_size=1, max_size=5),
)
def test_tables_of_any_text_come_back_equal(tmp_path_factory, text, region):
    tables = analyse(Report("r", text, region=region, year=2021))
    folder = tmp_path_factory.mktemp("csv")
    write_tables(tables, folder)
    same(load_tables(folder), tables)


def test_no_format_runs_a_formula_or_breaks_a_line(odd, tmp_path):
    for path in write_tables(odd, tmp_path):
        if path.suffix == ".csv" and path.stem in Tables._fields:
            data = path.read_bytes().decode("utf-8-sig")
            assert data.count("\n") == len(getattr(odd, path.stem)) + 1 and "\r" not in data
            cells = [cell for line in csv.reader(io.StringIO(data)) for cell in line]
            assert not any(cell.startswith(tuple("=+-@\t")) for cell in cells)
    (path, *_) = write_tables(odd, tmp_path / "x", "xlsx")
    book = openpyxl.load_workbook(path)
    assert path.name == "tables.xlsx" and book.sheetnames == list(Tables._fields)
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
        assert kinds <= {"s", "n", "b", "inlineStr"}
    first = next(book["sentences"].iter_rows(min_row=2, values_only=True))
    assert first[0] == "=x"
    assert "\ufffd" in str([row for row in book["sentences"].values])


def with_text(text):
    tables = analyse(Report("r", "增长5%。", year=2021))
    return tables._replace(sentences=tables.sentences.assign(text=text))


def test_a_cell_too_long_for_excel_says_so(tmp_path):
    (path, *_) = write_tables(with_text("长" * 40_000), tmp_path, "xlsx")
    text = openpyxl.load_workbook(path)["sentences"]["H2"].value
    assert len(text) == 32_767 and text.endswith("长…")


def test_stata_opens_them_with_labels(odd, tables, tmp_path):
    for name, some in (("odd", odd), ("whole", tables), ("none", analyse(Report("r", "")))):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            paths = write_tables(some, tmp_path / name, "dta")
        for path in paths[:3]:
            frame, meta = pyreadstat.read_dta(path)
            written = getattr(some, path.stem)
            columns = list(table_columns(path.stem))
            assert [column.lstrip("_") for column in frame] == columns
            assert len(frame) == len(written)
            assert all(len(column) <= 32 and column.isascii() for column in frame)
            assert meta.column_names_to_labels["report_id"] == "the report"
    numbers, _ = pyreadstat.read_dta(tmp_path / "whole" / "numbers.dta")
    pd.testing.assert_series_equal(numbers["value"], tables.numbers["value"])
    assert numbers["indicator"].tolist() == tables.numbers["indicator"].fillna("").tolist()


def test_long_texts_reach_stata_whole(tmp_path):
    text = "长" * 3000 + "\n。"
    write_tables(with_text(text), tmp_path, "dta")
    assert pd.read_stata(tmp_path / "sentences.dta")["text"].tolist() == [text]


def test_the_data_package_of_a_folder_is_valid(tables, tmp_path):
    write_tables(tables, tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    codebook = pd.read_csv(tmp_path / "codebook.csv")
    assert not codebook.isna().any(axis=None)
    assert codebook["table"].unique().tolist() == list(Tables._fields)
    write_tables(tables, tmp_path / "x", "xlsx")
    package = json.loads((tmp_path / "x" / "datapackage.json").read_text(encoding="utf-8"))
    assert {one["path"] for one in package["resources"]} == {"tables.xlsx"}


@pytest.mark.parametrize("format", ["csv", "parquet", "dta"])
def test_same_tables_give_same_bytes(tables, tmp_path, format):
    once, twice = (write_tables(tables, tmp_path / name, format) for name in ("a", "b"))
    assert [path.read_bytes() for path in once] == [path.read_bytes() for path in twice]


def test_an_unknown_format_lists_those_there_are(tables, tmp_path):
    with pytest.raises(ReportError, match="no format named 'ods'; there are csv, parquet, xlsx"):
        write_tables(tables, tmp_path / "x", "ods")
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(("format", "extra"), [("parquet", "parquet"), ("xlsx", "excel")])
def test_a_missing_extra_names_its_command(tables, tmp_path, monkeypatch, format, extra):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(extras, "import_module", missing)
    with pytest.raises(ReportError, match=rf'pip install "govreport-reportlib\[{extra}\]"'):
        write_tables(tables, tmp_path, format)


def test_a_number_that_stata_cannot_hold(tmp_path):
    tables = analyse(Report("r", "增长5%。", year=2021))
    huge = tables._replace(numbers=tables.numbers.assign(value=1e308))
    with pytest.raises(ReportError, match="numbers, column 'value': .* write it as csv"):
        write_tables(huge, tmp_path, "dta")


def test_a_folder_without_tables_is_named(tmp_path):
    with pytest.raises(ReportError, match="has no outline.csv"):
        load_tables(tmp_path)


def test_a_table_that_lacks_a_column_is_named(tables, tmp_path):
    write_tables(tables, tmp_path)
    (tmp_path / "numbers.csv").write_text("report_id\nr\n", encoding="utf-8")
    with pytest.raises(ReportError, match="'numbers' lacks the columns 'sentence_id'"):
        load_tables(tmp_path)


def test_columns_of_ones_own_come_back(tables, tmp_path):
    numbers = tables.numbers.assign(note="=mine")
    write_tables(tables._replace(numbers=numbers), tmp_path)
    assert load_tables(tmp_path).numbers["note"].unique().tolist() == ["=mine"]


def test_pandas_reads_the_file_without_us(tables):
    data = exports.format_tables({"numbers": tables.numbers}, "csv")["numbers.csv"]
    read = pd.read_csv(io.BytesIO(data))
    pd.testing.assert_series_equal(read["value"], tables.numbers["value"])


def test_a_column_that_stata_cannot_name(tables, tmp_path):
    own = tables._replace(numbers=tables.numbers.assign(数=1))
    with pytest.raises(ReportError, match="numbers: '数' is no column of Stata"):
        write_tables(own, tmp_path, "dta")
