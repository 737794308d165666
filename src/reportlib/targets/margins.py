"""By how much targets are met: bins, a test of bunching at the target, and the ratchet.

Comes in: any table with a margin a row, such as a panel or the provinces. Goes out: small tables of
counts, with n.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from reportlib.tables.columns import check_table
from reportlib.targets.verdicts import CLOSE


def bin_margins(rows: pd.DataFrame, width: float = 0.1) -> pd.DataFrame:
    """Margins counted in bins from `low` up to, not including, `high`; 0 opens a bin, and empty
    bins between others stay.

    Parameters
    ----------
    rows : DataFrame
        Needs ``margin``: from :func:`build_provinces`, or a panel of targets judged as floors (a
        ceiling that is kept has margin 0, however far it is).
    width : float
        In points; at the width of the printed digit each printed value has a bin of its own.

    Returns
    -------
    DataFrame
        One row per bin: ``low, high, n``.

    Examples
    --------
    >>> bin_margins(pd.DataFrame({"margin": [-0.1, 0.0, 0.04, 0.2]})).values.tolist()
    [[-0.1, 0.0, 1.0], [0.0, 0.1, 2.0], [0.1, 0.2, 0.0], [0.2, 0.3, 1.0]]
    """
    check_table(rows, "margins", ["margin"])
    places = [math.floor(margin / width + CLOSE) for margin in rows["margin"].dropna()]
    bins = range(min(places), max(places) + 1) if places else range(0)
    return pd.DataFrame(
        [
            {
                "low": round(at * width, 9),
                "high": round((at + 1) * width, 9),
                "n": places.count(at),
            }
            for at in bins
        ],
        columns=["low", "high", "n"],
    )


def bunching(rows: pd.DataFrame, widths: Sequence[float] = (0.2, 0.5, 1.0)) -> pd.DataFrame:
    """Are there more margins just above zero than just below? An exact binomial test.

    Were a margin close to zero as likely to lie on either side, the number just above would be
    binomial with one half; ``p_value`` is two-sided. Zero itself counts as above, for it is met,
    and ``at_zero`` says how many: rounding to the target is a reading, too. The test cannot tell a
    figure that was adjusted from an economy that was steered to its target.

    Parameters
    ----------
    rows : DataFrame
        As for :func:`bin_margins`.
    widths : sequence of float
        How far from zero is close, in points: 0 ≤ margin < width is above, −width ≤ margin < 0
        below.

    Returns
    -------
    DataFrame
        One row per width: ``width, above, at_zero, below, n, p_value``.

    Examples
    --------
    >>> margins = pd.DataFrame({"margin": [0.0, 0.1, 0.1, 0.2, 0.3, -0.4]})
    >>> bunching(margins, [0.5]).values.tolist()
    [[0.5, 5.0, 1.0, 1.0, 6.0, 0.21875]]
    """
    check_table(rows, "margins", ["margin"])
    margins = rows["margin"].dropna()
    tests = []
    for width in widths:
        above = int(((margins > -CLOSE) & (margins < width - CLOSE)).sum())
        below = int(((margins <= -CLOSE) & (margins >= -width - CLOSE)).sum())
        n = above + below
        tail = sum(math.comb(n, k) for k in range(min(above, below) + 1)) / 2**n
        tests.append(
            {
                "width": width,
                "above": above,
                "at_zero": int((margins.abs() <= CLOSE).sum()),
                "below": below,
                "n": n,
                "p_value": min(1.0, 2 * tail) if n else None,
            }
        )
    return pd.DataFrame(tests)


def target_ratchet(rows: pd.DataFrame) -> pd.DataFrame:
    """How the next target moved, by the sign of the last margin (the ratchet): a description, for a
    target may follow its outcome or both follow the economy.

    Parameters
    ----------
    rows : DataFrame
        Needs ``margin`` and ``change`` (next target − this one): from :func:`build_provinces`.

    Returns
    -------
    DataFrame
        One row per sign: ``last_margin`` (short, exact, above), ``n, mean_margin, mean_change,
        median_change, lowered, kept, raised`` (by the sign of ``change``, of ranges by the
        lower end alone).

    Examples
    --------
    >>> rows = pd.DataFrame({"margin": [-1.0, -0.5, 0.0, 0.4], "change": [-0.5, 0.0, 0.0, 0.5]})
    >>> target_ratchet(rows)[["last_margin", "n", "mean_change"]].values.tolist()
    [['short', 2, -0.25], ['exact', 1, 0.0], ['above', 1, 0.5]]
    """
    check_table(rows, "margins", ["margin", "change"])
    known = rows.dropna(subset=["margin", "change"])
    margin, change = known["margin"], known["change"]
    signs = {
        "short": margin < -CLOSE,
        "exact": margin.abs() <= CLOSE,
        "above": margin > CLOSE,
    }
    return pd.DataFrame(
        [
            {
                "last_margin": name,
                "n": int(mask.sum()),
                "mean_margin": margin[mask].mean(),
                "mean_change": change[mask].mean(),
                "median_change": change[mask].median(),
                "lowered": int((change[mask] < -CLOSE).sum()),
                "kept": int((change[mask].abs() <= CLOSE).sum()),
                "raised": int((change[mask] > CLOSE).sum()),
            }
            for name, mask in signs.items()
        ]
    )
