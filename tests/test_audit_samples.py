"""Samples: the same seed draws the same numbers; every number has the same chance."""

import pandas as pd
import pytest

from reportlib import MissingColumnError, ReportError, draw_sample


def numbers_of(n, role="outcome", report_id="r"):
    rows = [
        {"report_id": report_id, "number_id": f"{report_id}:{i}", "start": i, "kind": "measure"}
        for i in range(n)
    ]
    return pd.DataFrame(rows).assign(role=role)


def test_a_sample_is_the_same_whatever_stands_beside_it(tables):
    numbers = tables.numbers
    drawn = draw_sample(numbers, 40, 1)
    assert len(drawn) == 40 and (drawn["kind"] == "measure").all()
    assert drawn["start"].is_monotonic_increasing and drawn["number_id"].is_unique
    shuffled = numbers.sample(frac=1, random_state=3)
    assert set(draw_sample(shuffled, 40, 1)["number_id"]) == set(drawn["number_id"])
    assert set(drawn["number_id"]) < set(draw_sample(numbers, 60, 1)["number_id"])
    assert set(drawn["number_id"]) != set(draw_sample(numbers, 40, 2)["number_id"])
    both = pd.concat([numbers, numbers_of(100)])
    ours = set(draw_sample(both, 60, 1)["number_id"]) & set(numbers["number_id"])
    assert ours < set(draw_sample(numbers, 60, 1)["number_id"])


def test_every_number_has_the_same_chance():
    numbers = numbers_of(20)
    drawn = pd.concat([draw_sample(numbers, 5, seed) for seed in range(400)])
    counts = drawn["number_id"].value_counts()
    expected = 400 * 5 / 20
    chi2 = ((counts - expected) ** 2 / expected).sum()
    assert len(counts) == 20 and chi2 < 36.2  # 99 % of χ² with 19 degrees


def test_a_role_alone_and_all_when_there_are_fewer(tables):
    targets = draw_sample(tables.numbers, 1000, role="target")
    assert (
        set(targets["role"]) == {"target"}
        and len(targets)
        == ((tables.numbers["role"] == "target") & (tables.numbers["kind"] == "measure")).sum()
    )


@pytest.mark.parametrize(("size", "shares"), [(10, [6, 3, 1]), (20, [12, 6, 2]), (1, [1, 0, 0])])
def test_each_value_gets_its_share(size, shares):
    roles = ["outcome"] * 60 + ["target"] * 30 + [None] * 10
    drawn = draw_sample(numbers_of(100, roles), size, by="role")
    counts = drawn["role"].value_counts(dropna=False)
    assert [counts.get("outcome", 0), counts.get("target", 0), drawn["role"].isna().sum()] == shares


def test_what_cannot_be_drawn_is_said(tables):
    for options, message in (
        ({"size": 0}, "a sample of 0 is none"),
        ({"role": "promise"}, "role='promise' is not one of 'outcome', 'target', 'context'"),
    ):
        with pytest.raises(ReportError, match=message):
            draw_sample(tables.numbers, **options)
    with pytest.raises(ReportError, match="no measure with the role target to draw from"):
        draw_sample(numbers_of(3), role="target")
    with pytest.raises(MissingColumnError, match="lacks the column 'colour'"):
        draw_sample(tables.numbers, by="colour")
