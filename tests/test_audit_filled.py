"""A filled sheet is read as a person meant it, or refused with file, row and field."""

from datetime import datetime, timedelta

import openpyxl
import pytest
from test_audit_corrected import DEMO

from reportlib import Report, ReportError, analyse, draw_sample, read_audit, write_audit
from reportlib.audit.fields import FIELDS, sheet_texts
from reportlib.audit.filled import write_results

DAY = datetime(2024, 5, 31)


class Sheet:
    """A sheet to be filled in, by heads and the number of its row (2 is the first)."""

    def __init__(self, tables, path, lang="en", **options):
        self.path = write_audit(tables, path, lang=lang, **options)
        self.book = openpyxl.load_workbook(self.path)
        self.cells, self.texts = self.book["audit"], sheet_texts(lang)

    def fill(self, row, name, value, part=None):
        head = self.texts[part].format(self.texts[name]) if part else self.texts[name]
        column = next(cell.column for cell in self.cells[1] if cell.value == head)
        self.cells.cell(row, column).value = value

    def judge(self, row, rest="ok", note=None, by="A.B.", on=DAY, **corrected):
        """Fill in a row: each field with what is right, the others by `rest`."""
        for field, right in corrected.items():
            self.fill(row, field, self.texts["said.corrected"], "verdict")
            self.fill(row, field, right, "right")
        for name, value in {"rest": rest, "note": note, "by": by, "on": on}.items():
            self.fill(row, name, value)

    def save(self):
        self.book.save(self.path)
        return self.path


@pytest.fixture
def sheet(tmp_path):
    return Sheet(analyse(DEMO), tmp_path / "a.xlsx")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_round_trip(tables, report, tmp_path, lang):
    sheet = Sheet(tables, tmp_path / "a.xlsx", lang, size=40)
    ok = sheet.texts["said.ok"]
    drawn = draw_sample(tables.numbers, 40)
    known = {
        3: {"role": "target"},
        5: {"period": "2016-2020", "value": 7},
        8: {"indicator_id": sheet.texts["none"]},
    }
    for row in range(2, 32):
        sheet.judge(row, rest=ok, note="read again" if row == 3 else None, **known.get(row, {}))
    audit = read_audit(sheet.save())
    ids = drawn["number_id"].tolist()
    corrections = audit.corrections.fillna("")
    assert corrections[["start", "column", "value", "reason"]].values.tolist() == [
        [ids[1].partition(":")[2], "role", "target", "read again"],
        [ids[3].partition(":")[2], "value", "7", "audit"],
        [ids[3].partition(":")[2], "period_start", "2016", "audit"],
        [ids[3].partition(":")[2], "period_end", "2020", "audit"],
        [ids[6].partition(":")[2], "indicator_id", "", "audit"],
    ]
    assert set(corrections["by"]) == {"A.B."} and set(corrections["on"]) == {"2024-05-31"}

    rates = audit.rates.set_index("field")
    wrong = {"role": 1, "period": 1, "value": 1, "indicator_id": 1, "any": 3}
    assert rates["wrong"].to_dict() == {field: wrong.get(field, 0) for field in (*FIELDS, "any")}
    assert set(rates["n"]) == {30} and set(rates["left"]) == {10}
    assert rates.loc["any", "low"] < 0.1 == rates.loc["any", "share"] < rates.loc["any", "high"]

    assert len(audit.log) == 30 * len(FIELDS)
    told = audit.log[audit.log["verdict"] == "corrected"]
    assert told[["field", "right"]].fillna("").values.tolist() == [
        ["role", "target"],
        ["value", "7"],
        ["period", "2016-2020"],
        ["indicator_id", ""],
    ]
    paths = write_results(audit, tmp_path / "out")
    numbers = analyse(report, corrections=paths[0]).numbers.set_index("number_id")
    assert numbers.index[numbers["corrected"]].tolist() == [ids[i] for i in (1, 3, 6)]
    assert numbers.loc[ids[3], ["value", "period_start", "period_end"]].tolist() == [7, 2016, 2020]
    assert numbers.loc[ids[1], "role_reason"] == "corrected: read again"
    with pytest.raises(ReportError, match=r"corrections\.csv: is there; choose another folder"):
        write_results(audit, tmp_path / "out")


def test_what_spreadsheets_make_of_cells_is_read(sheet):
    sheet.judge(2, rest=" OK ", on="2024/5/31", value=13.0, period=2021, unit="座")
    sheet.judge(3, rest="Ok", on=datetime(2024, 6, 1, 12, 30), bound="At least", role="背景")
    cells = sheet.cells
    cells.move_range(f"A3:{cells.cell(3, cells.max_column).coordinate}", rows=4)  # sorted, a gap
    cells.insert_cols(3)  # a column of one's own
    cells.cell(1, 3).value = "mine"
    audit = read_audit(sheet.save())
    assert audit.corrections.fillna("")[["column", "value"]].values.tolist() == [
        ["value", "13"],
        ["unit", "座"],
        ["period_start", "2021"],
        ["period_end", "2021"],
        ["role", "context"],
        ["bound", "ge"],
    ]
    assert audit.log["on"].unique().tolist() == ["2024-05-31", "2024-06-01"]


def test_a_sheet_without_the_english_of_its_sentences_is_read(sheet):
    sheet.judge(2)
    sheet.cells.delete_cols(3)
    assert read_audit(sheet.save()).log["verdict"].eq("ok").all()


def test_a_range_becomes_two_ends(sheet):
    sheet.judge(2, value="11～13", bound="range")
    corrections = read_audit(sheet.save()).corrections
    numbers = analyse(DEMO, corrections=corrections).numbers
    assert numbers.loc[0, ["value_low", "value_high", "bound"]].tolist() == [11, 13, "range"]


def test_a_kind_is_judged_alone(sheet):
    sheet.judge(2, rest=None, kind="name")
    sheet.judge(3)
    audit = read_audit(sheet.save())
    rates = audit.rates.set_index("field")
    assert rates.loc["kind", ["n", "wrong"]].tolist() == [2, 1]
    assert rates.loc["unit", ["n", "wrong", "left"]].tolist() == [1, 0, 1]
    assert rates.loc["any", ["n", "wrong"]].tolist() == [2, 1]
    assert rates.loc["any", ["low", "high"]].tolist() == [0.5, 0.5], "all there are were judged"
    numbers = analyse(DEMO, corrections=audit.corrections).numbers
    assert numbers["kind"].tolist() == ["name", "measure"]


def test_an_id_that_was_judged_right_stays_when_its_name_is_corrected(tmp_path):
    report = Report("demo", "去年，地区生产总值达到2.5万亿元。", region="某市", year=2021)
    sheet = Sheet(analyse(report), tmp_path / "a.xlsx")
    sheet.judge(2, indicator="经济规模")
    numbers = analyse(report, corrections=read_audit(sheet.save()).corrections).numbers
    assert numbers.loc[0, ["indicator", "indicator_id"]].tolist() == ["经济规模", "gdp"]
    again = Sheet(analyse(report), tmp_path / "b.xlsx")
    again.judge(2, rest=None, indicator="经济规模")
    numbers = analyse(report, corrections=read_audit(again.save()).corrections).numbers
    assert numbers["indicator_id"].isna().all()


def test_an_empty_sheet_was_not_audited(sheet):
    sheet.fill(2, "by", "A.B.")
    audit = read_audit(sheet.save())
    assert audit.corrections.empty and audit.log.empty
    assert set(audit.rates["left"]) == {2} and audit.rates["share"].isna().all()


WRONG = {
    "a verdict that is none": (
        lambda sheet: sheet.fill(2, "unit", "maybe", "verdict"),
        "row 2, unit: 'maybe' is no verdict; give ok or corrected",
    ),
    "an answer that is none": (
        lambda sheet: sheet.judge(2, rest="no"),
        "row 2: 'no' is no answer to all others; give ok",
    ),
    "corrected to nothing": (
        lambda sheet: sheet.judge(2, unit=None),
        "row 2, unit: is corrected without what is right; where nothing is: (none) or （无）",
    ),
    "corrected to what was read": (
        lambda sheet: sheet.judge(2, unit="个"),
        "row 2, unit: is corrected to what was read",
    ),
    "right beside ok": (
        lambda sheet: (sheet.judge(2), sheet.fill(2, "unit", "座", "right")),
        "row 2, unit: '座' is right, it says, beside 'no verdict'",
    ),
    "a value that is none": (
        lambda sheet: sheet.judge(2, value="13个"),
        "row 2, value: value: '13个' is no number, written as 2500000 or -3.5",
    ),
    "an id that is none": (
        lambda sheet: sheet.judge(2, indicator_id="parks of ours"),
        "row 2, indicator_id: 'parks of ours' is no indicator_id",
    ),
    "a role that is none": (
        lambda sheet: sheet.judge(2, role="promise"),
        "row 2, role: 'promise' is no role; it is one of outcome, target, context",
    ),
    "nobody judged": (
        lambda sheet: sheet.judge(2, by=None),
        "row 2: was judged, and lacks Initials",
    ),
    "no day": (lambda sheet: sheet.judge(2, on=None), "row 2: was judged, and lacks Date"),
    "a day that is none": (
        lambda sheet: sheet.judge(2, on="yesterday"),
        "row 2: 'yesterday' is no day",
    ),
    "a day to come": (
        lambda sheet: sheet.judge(2, on=datetime.now() + timedelta(days=3)),
        "lies in the future",
    ),
    "more than the kind": (
        lambda sheet: sheet.judge(2, rest=None, kind="a date", unit="座"),
        "row 2, unit: leave it empty where the kind is corrected",
    ),
    "a reading that was changed": (
        lambda sheet: sheet.fill(2, "value", "13"),
        "row 2: what was read was changed, or the row was torn by sorting",
    ),
    "a row that was torn": (
        lambda sheet: sheet.cells.move_range("A2:O2", rows=5),
        "row 2: what was read was changed, or the row was torn by sorting",
    ),
    "a row twice": (
        lambda sheet: sheet.cells.append([cell.value for cell in sheet.cells[2]]),
        "row 2: demo:6 stands in the sheet twice; keep one",
    ),
    "a column too few": (
        lambda sheet: sheet.cells.delete_cols(11),
        "the column 'Value: ok?' is missing; fill in the sheet as it was written",
    ),
    "a column twice": (
        lambda sheet: sheet.fill(1, "no", "unit"),
        "the column 'No.' is missing",
    ),
    "no frame": (
        lambda sheet: sheet.book.remove(sheet.book["frame"]),
        "has no sheet 'frame'; give one that reportlib audit wrote",
    ),
    "a frame without a count": (
        lambda sheet: sheet.book["frame"].delete_rows(2),
        "sheet 'frame' does not say of how many numbers it was drawn",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_meant_is_refused(sheet, name):
    spoil, message = WRONG[name]
    spoil(sheet)
    with pytest.raises(ReportError) as error:
        read_audit(sheet.save())
    assert message in str(error.value) and str(sheet.path) in str(error.value)


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"PK\x03\x04 no workbook"])
def test_a_file_that_is_no_workbook(tmp_path, content):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(ReportError, match=r"a\.xlsx: cannot be read as an audit sheet \(damaged"):
        read_audit(path)
