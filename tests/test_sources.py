"""Which files are read, and what each is called."""

import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from typer.testing import CliRunner

from reportlib import ReportError, analyse_reports, read_report, read_reports, unpack_reports
from reportlib.cli import app
from reportlib.sources import find_files, name_reports


def names(*paths, taken=None):
    return list(name_reports([Path(path) for path in paths], taken).values())


@pytest.mark.parametrize(
    ("paths", "ids"),
    [
        (["a/x.txt", "b/y.txt"], ["x", "y"]),
        (["x.txt", "x.docx", "y.txt"], ["x.txt", "x.docx", "y"]),
        (["a/x.txt", "b/x.docx"], ["x.txt", "x.docx"]),
        (["2020/x.txt", "2021/x.txt"], ["2020-x.txt", "2021-x.txt"]),
        (["a/b/x.txt", "c/b/x.txt"], ["a-b-x.txt", "c-b-x.txt"]),
        (["x.txt", "X.txt"], [None, None]),
        (["...txt"], ["report"]),
        ([".."], ["report"]),
        (["a\nb.txt"], ["a_b"]),
        (["\"a'.txt"], ["_a_"]),
        (["a\\..\\b.txt"], ["a_.._b"]),
        ([" . x . .txt"], ["x"]),
        ([os.fsdecode(b"\xff\xfe.txt")], ["__"]),
        (["CON:.txt"], ["CON_"]),
        (["重庆市2021.txt"], ["重庆市2021"]),
    ],
)
def test_ids_are_distinct_and_names_of_folders(paths, ids):
    found = names(*paths)
    assert len({name.casefold() for name in found}) == len(paths)
    assert all(want is None or want == name for name, want in zip(found, ids, strict=True))


@given(st.lists(st.text(st.characters(exclude_characters="\0"), min_size=1), unique=True))
@example(["\x1f", "\ud800"])  # names that no file system here can have, and others may
def test_any_names_give_distinct_folders_inside(paths):
    found = names(*paths)
    assert len({name.casefold() for name in found}) == len(paths)
    for name in found:
        assert Path(name).name == name and not name.startswith(".") and len(name.encode()) < 255
        assert name.isprintable()


def test_an_id_once_given_is_kept_and_given_to_no_other():
    first, second = "/in/x.txt", "/in/x.docx"
    assert names(second, taken={"x": first}) == ["x.docx"]
    assert names(first, second, taken={"x": first}) == ["x", "x.docx"]
    assert names(first, second, taken={"x": first, "X.docx": "/else"})[1] == "in-x.docx"


@given(
    st.lists(
        st.from_regex("/(?:[ab]/){0,2}[xX](?:-x|.txt)?.(?:txt|md)", fullmatch=True), unique=True
    ),
    st.data(),
)
def test_ids_do_not_depend_on_what_was_done_before(paths, data):
    whole = name_reports(map(Path, paths))
    done = data.draw(st.lists(st.sampled_from(paths), unique=True)) if paths else []
    assert name_reports(map(Path, paths), {whole[Path(path)]: path for path in done}) == whole


def test_folders_are_searched_and_files_taken_as_they_are(tmp_path):
    for name in (
        "b/2.TXT",
        "b/.hidden.txt",
        "a.pdf",
        "map.png",
        "b/reports.csv",
        ".git/x.txt",
        "out/a/numbers.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).touch()
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    given = [tmp_path / "map.png", tmp_path, tmp_path / "b", tmp_path / "none.txt"]
    files, others = find_files(given, tmp_path / "out")
    found = [path.relative_to(tmp_path).as_posix() for path in files]
    assert found == ["map.png", "a.pdf", "b/2.TXT", "none.txt"]
    assert others == [tmp_path / "b" / ".hidden.txt"]
    others = find_files([tmp_path], tmp_path / "out")[1]
    assert others == [tmp_path / "b" / ".hidden.txt", tmp_path / "map.png"]


ROWS = (
    '地区,年份,正文\n甲市,2021,"一、去年工作\r\n全年新建公园12个，""增长5%""。"\n'
    "../乙=县,2020,今年力争增长6%。\n"
)


@pytest.fixture
def spreadsheet(tmp_path):
    path = tmp_path / "all.csv"
    path.write_bytes(ROWS.encode())
    return path


def test_a_spreadsheet_is_unpacked_to_files_that_are_read_the_same(spreadsheet, tmp_path):
    out = tmp_path / "reports"
    for _ in range(2):  # again into the same folder
        paths = unpack_reports(spreadsheet, out)
    assert [path.name for path in paths] == ["甲市-2021.txt", "_乙=县-2020.txt", "reports.csv"]
    rows = read_reports(spreadsheet)
    files = [read_report(path) for path in paths[:-1]]
    known = [[(r.text, r.region, r.year, r.kind, r.title) for r in read] for read in (rows, files)]
    assert known[0] == known[1]
    assert analyse_reports([out]).log["measures"].tolist() == [1, 2]


def test_unpacking_keeps_what_lies_in_the_folder(spreadsheet, tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "mine.txt").write_text("x")
    with pytest.raises(ReportError, match=r"reports: holds other files, such as mine\.txt"):
        unpack_reports(spreadsheet, tmp_path / "reports")
    assert [path.name for path in (tmp_path / "reports").iterdir()] == ["mine.txt"]


def test_the_command_unpacks(spreadsheet, tmp_path):
    done = CliRunner().invoke(app, ["unpack", str(spreadsheet), "--out", str(tmp_path / "r")])
    assert done.exit_code == 0 and done.output == f"{tmp_path / 'r'}: 2 reports and reports.csv\n"
