"""What cells say to a reader."""

import pandas as pd

from reportlib.pages.cells import Cell, read_columns


def read(lang="en", digits=None, **columns):
    rows = pd.DataFrame(columns)
    return read_columns(rows, dict.fromkeys(rows, ""), lang, digits)


def first(lang="en", digits=None, **columns):
    return read(lang, digits, **columns)[0].cells[0]


def test_a_name_is_found_by_the_id():
    assert first(indicator_id=["gdp"]) == Cell("GDP", "地区生产总值")
    assert first("zh", indicator_id=["gdp"]) == Cell("地区生产总值")
    assert first(indicator_id=["mine"]) == Cell("mine")
    assert first(indicator=["某指标"]) == Cell("某指标")


def test_places_and_terms_have_their_english():
    assert first(region=["四川省"]) == Cell("Sichuan", "四川省")
    assert first(term=["改革"]).beside == "改革" and first(term=["改革"]).text == "reform"
    assert first(term=["某词"], en=["a word"]) == Cell("a word", "某词")


def test_a_range_shows_both_ends_and_a_bound_is_said():
    held = {"target": [6.5], "unit": ["%"], "target_low": [6.0], "target_high": [6.5]}
    assert first(**held, target_bound=["range"]).text == "6–6.5%"
    assert first(outcome=[55.0], unit=["%"], outcome_bound=["gt"]).text == "more than 55%"


def test_a_difference_has_its_sign_and_the_unit_of_differences():
    assert first(margin=[2.3], unit=["%"]).text == "+2.3 percentage points"
    open_ = {"outcome_bound": ["gt"], "judged_as": ["floor"]}
    shown = first(gap=[-2.0], gap_unit=["个百分点"], margin=[-2.0], **open_)
    assert shown.text == ">−2 percentage points"


def test_codes_are_words():
    assert first(status=["not_comparable"]).text == "not comparable"
    assert first("zh", status=["not_comparable"]).text == "不可比"
    assert first(bound=["ge"]).text == "at least" and first(hold=[True]).text == "yes"
    assert first(topic=["macro"]).text == "Growth and macro policy"


def test_years_have_no_comma_and_counts_no_decimals():
    assert first(year=[2021]).text == "2021" and first(in_year=[None]).text == ""
    assert first(digits=2, n=[1234.0, None]).text == "1,234"
    assert first(digits=2, dp=[0.5, 0.123]).text == "0.50"


def test_numbers_stand_right_and_heads_have_notes():
    columns = read(region=["四川省"], n=[3], judged_reason=["as asked"])
    assert [column.right for column in columns] == [False, True, False]
    assert [column.head for column in columns] == ["Place", "n", "Because"]
    assert columns[2].note == "what decided"


def test_the_english_of_a_found_term_stands_in_its_cell():
    assert first(text=["农村"], en=["rural areas"]) == Cell("rural areas", "农村")
