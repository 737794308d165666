"""Bins of margins, the test of bunching and the ratchet, by hand."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlib import bin_margins, bunching, target_ratchet


def margins(*values):
    return pd.DataFrame({"margin": values})


def test_each_printed_value_has_a_bin_of_its_own():
    tenths = [k / 10 for k in range(-20, 21)]
    bins = bin_margins(margins(*tenths, 5.4 - 5.0, 3.9 - 5.0, 5.6 - 5.5, None))
    assert bins["n"].sum() == 44 and len(bins) == 41
    by_low = bins.set_index("low")["n"]
    assert [by_low[low] for low in (0.4, -1.1, 0.1, 0.0)] == [2, 2, 2, 1]


@given(st.lists(st.integers(-500, 500)))
def test_bins_lose_no_margin(hundredths):
    bins = bin_margins(margins(*(k / 100 for k in hundredths)), 0.25)
    assert bins["n"].sum() == len(hundredths)
    for low, high, n in bins.itertuples(index=False):
        assert n == sum(low - 1e-6 <= k / 100 < high - 1e-6 for k in hundredths)


def test_bunching_is_an_exact_binomial_test():
    rows = margins(0.0, 0.1, 0.2, 0.4, 0.5, -0.1, -0.5, -0.6, None)
    found = bunching(rows, [0.5, 0.05]).set_index("width")
    # 0, 0.1, 0.2 and 0.4 above, −0.1 and −0.5 below: (1 + 6 + 15) · 2 / 64
    assert found.loc[0.5].tolist() == [4, 1, 2, 6, pytest.approx(44 / 64)]
    assert found.loc[0.05].tolist() == [1, 1, 0, 1, 1.0]
    assert bunching(margins(*[0.1] * 10), [0.5])["p_value"].item() == pytest.approx(2 / 1024)
    assert bunching(margins(9.0), [0.5])["p_value"].isna().all()


def test_the_ratchet_counts_by_the_sign_of_the_last_margin():
    rows = margins(-2.0, -1.0, 5.5 - 5.5, 0.1 + 0.2, None).assign(
        change=[-1.0, 0.0, 0.5, -0.5, 9.0]
    )
    found = target_ratchet(rows).set_index("last_margin")
    assert found.loc["short"].tolist() == [2, -1.5, -0.5, -0.5, 1, 1, 0]
    assert found.loc["exact"].tolist() == [1, 0, 0.5, 0.5, 0, 0, 1]
    assert found.loc["above", ["n", "lowered"]].tolist() == [1, 1]
    assert target_ratchet(rows.head(0))["n"].tolist() == [0, 0, 0]
