"""Places: their codes and levels, and the names of provinces."""

import pytest

from reportlib import Report, load_provinces
from reportlib.tables.vocabulary import vocabulary_rows
from reportlib.text.regions import find_region, name_region


def test_a_place_has_a_code_unless_two_share_its_name():
    report = Report("demo", "", region="洛阳市")
    assert (report.region_code, report.admin_level) == (410300, "prefecture")
    assert find_region("全国").code == 100000 and find_region("神农架林区").level == "county"
    assert Report("demo", "", region="朝阳区").region_code is None
    assert find_region(None) is None and find_region("甲乙市") is None


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("三元区", 2015, 350403),
        ("三元区", 2022, 350404),  # between two lists: today's
        ("三元区", None, 350404),
        ("通州区", 2008, 110112),  # the other one was 通州市 until 2009
        ("通州区", 2012, None),
        ("通州市", None, 320683),
        ("即墨市", 2003, 370282),
        ("即墨区", 2003, 370215),  # as it is named today, whenever
    ],
)
def test_a_place_is_that_of_its_year(name, year, code):
    place = find_region(name, year)
    assert (place and place.code) == code
    assert Report("demo", "", region=name, year=year).region_code == code


def test_what_came_after_a_place_is_a_place():
    ours = {row["code"]: row["level"] for row in vocabulary_rows("regions")}
    gone = vocabulary_rows("former_regions")
    followed = [row for row in gone if row["successor"]]
    assert len(followed) > 0.7 * len(gone)
    assert all(ours[row["successor"]] == row["level"] for row in followed)
    assert {row["listing"] for row in gone} == {f"{row['code']}-{row['valid_to']}" for row in gone}


def test_every_province_has_a_name_in_both_languages():
    named = [row for row in vocabulary_rows("places") if row["where"] == "name"]
    regions = set(load_provinces()["region"])
    assert {row["place"] for row in named} == regions and len(regions) == len(named) == 31
    english = {name_region(region, "en") for region in regions}
    assert len(english) == 31 and all(name.replace(" ", "").isalpha() for name in english)
    assert all(region.startswith(name_region(region, "zh")) for region in regions)
    assert name_region("陕西省", "en") == "Shaanxi" and name_region("山西", "en") == "Shanxi"
    assert name_region("某地", "en") is None
