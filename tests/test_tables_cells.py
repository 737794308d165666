"""Cells of a CSV file: one line each, never a formula, and read back as they were."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlib import ReportError
from reportlib.tables.cells import escape_cell, format_csv, read_csv, unescape_cell
from reportlib.tables.columns import build_column

AWKWARD = st.text(st.sampled_from("=+-@\t'\\nru0\n\r\0\x85\u2028\ud800\udfff ,\"增"), max_size=12)
ANY = AWKWARD | st.text(st.characters())


@given(ANY)
def test_a_cell_is_one_plain_line_and_comes_back(text):
    cell = escape_cell(text)
    assert unescape_cell(cell) == text
    assert len(cell.splitlines()) <= 1 and not cell.startswith(tuple("=+-@\t"))
    assert cell.encode().decode() == cell


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("@SUM(1)", "'@SUM(1)"),
        ("+86", "'+86"),
        ("-3%", "'-3%"),
        ("\t1", "'\t1"),
        ("'95", "''95"),
        ("一\n二\r三", "一\\n二\\r三"),
        ("\n=1", "\\n=1"),
        ("C:\\new", "C:\\\\new"),
        ("\ud800", "\\ud800"),
        ("1=1", "1=1"),
    ],
)
def test_what_is_written_for_what(text, cell):
    assert escape_cell(text) == cell


@pytest.mark.parametrize("cell", ["'95", "\\x", "a'=", "", "'"])
def test_a_cell_of_another_program_stays(cell):
    assert unescape_cell(cell) == cell


@given(st.lists(st.tuples(ANY.filter(bool), st.floats(allow_nan=False), st.booleans())))
def test_a_file_has_a_line_a_row_and_numbers_as_they_are(tmp_path_factory, rows):
    texts, values, told = (
        (list(column) for column in zip(*rows, strict=True)) if rows else ([],) * 3
    )
    table = pd.DataFrame({"text": build_column(texts, "str"), "value": values, "told": told})
    data = format_csv(table)
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(lines) == len(rows) + 1 == data.count(b"\n") and b"\r" not in data
    assert [float(line[1]) for line in lines[1:]] == [row[1] for row in rows]
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    path.write_bytes(data)
    read = read_csv(path, {"value": "float64", "told": "bool"})
    assert list(read.values()) == [texts, values, told]


def test_a_cell_that_is_no_number_is_named(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("text,start\na,1\nb,zwei\n", encoding="utf-8")
    with pytest.raises(ReportError, match=r"t.csv, line 3, column 'start': 'zwei' is no int64"):
        read_csv(path, {"start": "int64"})


@pytest.mark.parametrize("data", [b"", b'a\n"b', b"\xff\xfe\x00"])
def test_a_file_that_is_no_table_is_named(tmp_path, data):
    path = tmp_path / "t.csv"
    path.write_bytes(data)
    with pytest.raises(ReportError, match="t.csv: cannot be read as a table"):
        read_csv(path, {})
