"""A report's place in a panel: each place and year once, and no kind that was not asked for."""

import pytest

from reportlib import Report, ReportError
from reportlib.targets.place_years import place_reports


def keys(*reports, kinds=("work_report",)):
    pairs = ((report, None) for report in reports)
    return [(key["region_code"], key["year"]) for key, _, _ in place_reports(pairs, kinds)]


def test_keys_are_code_and_year():
    reports = [Report("a", "", "重庆市", 2021), Report("b", "", "重庆市", 2022)]
    assert keys(*reports) == [(500000, 2021), (500000, 2022)]


def test_another_kind_is_passed_over_and_may_share_the_year():
    reports = [Report("a", "", "重庆市", 2021), Report("b", "", "重庆市", 2021, kind="bulletin")]
    assert keys(*reports) == [(500000, 2021)]
    assert len(keys(*reports, kinds=("work_report", "bulletin"))) == 2


@pytest.mark.parametrize("given", [Report("a", ""), "reports/"])
def test_what_is_no_pair_is_an_error_that_says_what_is(given):
    name = "the report 'a' alone" if isinstance(given, Report) else "'reports/'"
    with pytest.raises(ReportError, match=rf"was given {name}; give stream_reports\(paths\)"):
        list(place_reports([given], ("work_report",)))


def test_the_second_of_one_place_and_year_is_an_error():
    with pytest.raises(ReportError, match="a and b: two documents"):
        keys(Report("a", "", "重庆市", 2021), Report("b", "", "重庆市", 2021))
