"""A file of corrections is read whole or refused: each row by itself, and against the others."""

import pandas as pd
import pytest
from conftest import ROOT, cases

from reportlib import Report, ReportError, analyse
from reportlib.audit.corrections import (
    checksum_corrections,
    list_correctable,
    read_corrections,
    tell_left,
)
from reportlib.tables.cells import format_csv
from reportlib.tables.columns import table_columns
from reportlib.tables.naming import code_words

COLUMNS = list(table_columns("corrections"))
DEMO = Report("demo", "全年新建公园12个。改造小区45个。", region="某市", year=2021)


def row(*cells, report_id="demo", reason="misprint"):
    """A correction as a row: start, text, action, column, value."""
    return dict(zip(COLUMNS, [report_id, *cells, reason, "A.B.", "2024-05-01"], strict=True))


def table(*rows):
    return pd.DataFrame(rows, columns=COLUMNS)


@pytest.mark.parametrize("case", cases("corrections_wrong"))
def test_what_cannot_be_meant_is_refused(case, tmp_path):
    path = tmp_path / "c.csv"
    wrong = {"report_id": "demo", **{name: case[name] for name in COLUMNS[1:]}}
    path.write_bytes(format_csv(table(row("6", "12个", "set", "hedge", ""), wrong)))
    with pytest.raises(ReportError) as error:
        analyse(DEMO, corrections=path)
    assert case["message"] in str(error.value) and str(error.value).startswith(f"{path}, line 3: ")


def test_two_for_one_cell_are_an_error_that_names_both_lines(tmp_path):
    path = tmp_path / "c.csv"
    first, other = row("6", "12个", "set", "value", "13"), row("14", "45个", "set", "value", "13")
    for second in (first | {"value": "14"}, first, first | {"action": "add"}):
        path.write_bytes(format_csv(table(first, other, second)))
        with pytest.raises(
            ReportError, match=r"line 4: contradicts .*c\.csv, line 2: both are for"
        ):
            read_corrections(path)
    for pair in ([first, row("6", "12个", "drop", "", "")], [row("6", "12个", "drop", "", "")] * 2):
        with pytest.raises(ReportError, match="row 1: contradicts corrections, row 0"):
            read_corrections(table(*pair))
    assert len(read_corrections(table(first, first | {"report_id": "another"}))) == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "needs the column 'report_id' once, and has no columns"),
        (b"a,b\n1,2\n", "needs the column 'report_id' once, and has a, b"),
        ("a\n公园".encode("gb18030"), "give a CSV file in UTF-8"),
        ("report_id\n".encode("utf-16"), "give a CSV file in UTF-8"),
        (",".join([*COLUMNS, "on"]).encode(), "needs the column 'on' once, and has it twice"),
        (",".join(COLUMNS).replace(",", ";").encode(), "needs the column 'report_id' once"),
        (f"{','.join(COLUMNS)}\ndemo,6\n".encode(), "line 2: has not as many cells as there are"),
        (f"{','.join(COLUMNS)}\n{'x,' * 12}\n".encode(), "line 2: has not as many cells"),
        (f'{",".join(COLUMNS)}\n"demo'.encode(), "cannot be read as a table"),
    ],
)
def test_a_file_that_is_no_table_of_corrections(content, message, tmp_path):
    path = tmp_path / "c.csv"
    path.write_bytes(content)
    with pytest.raises(ReportError) as error:
        read_corrections(path)
    assert message in str(error.value) and str(path) in str(error.value)


def test_a_missing_file_or_column_is_named(tmp_path):
    with pytest.raises(
        ReportError, match=r"nothing\.csv: cannot be read as a table \(No such file"
    ):
        read_corrections(tmp_path / "nothing.csv")
    with pytest.raises(ReportError, match="table 'corrections' lacks the column 'by'"):
        read_corrections(table().drop(columns="by"))


def test_a_file_and_a_table_say_the_same(tmp_path):
    rows = table(row("6", "12个", "set", "value", "13"), row("14", "45个", "drop", "", ""))
    path = tmp_path / "c.csv"
    path.write_bytes(b"\n".join([format_csv(rows), b",,,,,,,,"]))  # as spreadsheets leave it
    typed = rows.assign(start=[6, 14.0], value=[13.0, None], column=["value", None])
    typed["on"] = pd.Timestamp("2024-05-01")
    read = [[one._replace(where="") for one in read_corrections(x)] for x in (path, rows, typed)]
    assert read[0] == read[1] == read[2] and len(read[0]) == 2
    assert read_corrections(path)[1].where == f"{path}, line 3"
    slashed = read_corrections(rows.assign(on="2024/5/1"))
    assert [one.on for one in slashed] == ["2024-05-01"] * 2
    assert read_corrections(None) == () == read_corrections(table())


def test_what_a_spreadsheet_would_run_is_read_as_it_was(tmp_path):
    path = tmp_path / "c.csv"
    path.write_bytes(format_csv(table(row("6", "-3\n%", "set", "hedge", "=1+1"))))
    assert b"'-3\\n%" in path.read_bytes() and b"'=1+1" in path.read_bytes()
    (one,) = read_corrections(path)
    assert (one.text, one.value) == ("-3\n%", "=1+1")


def test_the_checksum_knows_what_is_said_not_where():
    rows = [row("6", "12个", "set", "value", "13"), row("14", "45个", "drop", "", "")]
    sums = [
        checksum_corrections(read_corrections(table(*some)))
        for some in (rows, rows[::-1], rows[:1], [rows[0] | {"value": "14"}, rows[1]], [])
    ]
    assert sums[0] == sums[1] and len(set(sums)) == 4 and sums[4] is None


def test_what_is_passed_over_is_counted():
    rows = [row("6", "x", "drop", "", "", report_id=f"r{i}") for i in range(5)]
    read = read_corrections(table(*rows))
    assert tell_left(read, ["r0"]) == (
        "4 corrections passed over, of 4 reports that were not read: 'r1', 'r2', 'r3', …"
    )


def test_every_value_of_the_shipped_tables_may_be_corrected_to(tables):
    for column in list_correctable():
        if known := code_words(column, "en"):
            assert set(tables.numbers[column].dropna()) <= known.keys(), column
    key = pd.read_csv(ROOT / "tests" / "gold" / "chongqing-2021.csv")
    for column in ("kind", "measure", "role", "bound"):
        told = {one for cell in key[column].dropna() for one in cell.split("|")}
        assert told <= code_words(column, "en").keys(), column
