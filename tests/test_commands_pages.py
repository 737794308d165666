"""``reportlib highlight``: a file in, a page out, and a message where that cannot be."""

import pytest
from conftest import TEXT
from typer.testing import CliRunner

from reportlib.cli import app
from reportlib.tables.errors import ReportError


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_page_is_written(file, tmp_path, lang):
    out = tmp_path / "new" / "page.html"
    done = CliRunner().invoke(app, ["highlight", str(file), "--out", str(out), "--lang", lang])
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith(f"{out}: ") and done.stdout.endswith("1 of them measures\n")
    page = out.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>") and f'<html lang="{lang}">' in page
    assert "5.5%<sub>" in page


def test_a_file_that_cannot_be_read_leaves_no_page(tmp_path):
    out = tmp_path / "page.html"
    done = CliRunner().invoke(app, ["highlight", str(tmp_path / "no.txt"), "--out", str(out)])
    assert isinstance(done.exception, ReportError) and not out.exists()


def test_another_language_is_refused(file, tmp_path):
    arguments = ["highlight", str(file), "--out", str(tmp_path / "p.html"), "--lang", "fr"]
    assert CliRunner().invoke(app, arguments).exit_code == 2


def test_corrections_are_applied(file, tmp_path):
    path, out = tmp_path / "c.csv", tmp_path / "page.html"
    head = "report_id,start,text,action,column,value,reason,by,on\n"
    line = f"report,{TEXT.index('5.5%')},5.5%,drop,,,misprint,A.B.,2024-05-31\n"
    path.write_text(head + line, encoding="utf-8")
    given = ["highlight", str(file), "--out", str(out), "--corrections", str(path)]
    done = CliRunner().invoke(app, given)
    assert done.exit_code == 0 and done.stdout.endswith("0 of them measures\n"), done.output
