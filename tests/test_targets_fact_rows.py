"""A file of figures of one's own: what must be there, what is filled in, what is refused."""

import csv

import pytest
from conftest import ROOT, cases

from reportlib import MissingColumnError, ReportError, compare_targets, load_facts
from reportlib.tables.columns import build_table
from reportlib.targets.fact_rows import NEEDED

TEMPLATE = ROOT / "data" / "reference" / "facts-template.csv"
ROW = {
    "region": "某县",
    "indicator": "地区生产总值",
    "measure": "growth",
    "unit": "%",
    "period": "2024",
    "role": "outcome",
    "value": "5.3",
    "source_title": "2025年某县人民政府工作报告",
    "source_date": "2025-01-15",
}


@pytest.fixture
def write(tmp_path):
    def write(*rows):
        with (tmp_path / "own.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
            writer.writeheader()
            writer.writerows(rows)
        return tmp_path / "own.csv"

    return write


def test_the_template_holds_a_row_of_the_shipped_facts():
    own, facts = load_facts(path=TEMPLATE).iloc[0], load_facts()
    keys = ["region", "indicator_id", "measure", "period_end", "role"]
    same = facts[(facts[keys] == own[keys]).all(axis=1)].iloc[0]
    told = ["indicator", "indicator_en", "unit", "value", "bound", "step", "document_type"]
    assert own[[*told, "source_title"]].tolist() == same[[*told, "source_title"]].tolist()


def test_nine_columns_are_enough(write):
    assert list(ROW) == NEEDED
    facts = load_facts(path=write(ROW, ROW | {"indicator": "养蜂户", "unit": "户", "value": "-12"}))
    gdp, bees = facts.to_dict("records")
    assert (gdp["indicator_id"], gdp["indicator_en"], gdp["fact_id"]) == ("gdp", "GDP", "own:2")
    filled = ["bound", "vintage", "value_low", "step"]
    assert [gdp[name] for name in filled] == ["eq", "first", 5.3, 0.1]
    assert bees["indicator_id"] != bees["indicator_id"] and bees["value"] == -12
    range_alone = ROW | {"value": "", "value_low": "5", "value_high": "5.5", "bound": "range"}
    assert load_facts(path=write(range_alone))["value"].isna().all()


def test_a_target_is_judged_by_a_figure_of_ones_own(write):
    from conftest import target

    of = target(region="某县", place="某县", period_start=2024, period_end=2024, value=5.0)
    found = compare_targets(build_table("numbers", [of]), load_facts(path=write(ROW))).iloc[0]
    assert (found["status"], found["outcome"]) == ("met", 5.3)
    assert found["outcome_source"] == ROW["source_title"]


@pytest.mark.parametrize("case", cases("facts_wrong"))
def test_what_cannot_be_used_is_refused_with_its_line(case, write):
    path = write(ROW, ROW | {case["column"]: case["cell"]})
    with pytest.raises(ReportError) as refused:
        load_facts(path=path)
    assert str(refused.value).startswith(f"{path}, line 3: {case['message']}")


def test_a_column_too_few_and_a_cell_too_many_are_named(write):
    path = write({name: cell for name, cell in ROW.items() if name != "period"})
    with pytest.raises(MissingColumnError, match="lacks the column 'period'"):
        load_facts(path=path)
    path.write_text(f"{','.join(ROW)}\n{','.join(ROW.values())},更多\n", encoding="utf-8")
    with pytest.raises(ReportError, match="line 2: has more cells than columns; quote a cell"):
        load_facts(path=path)
