"""A count and what it is of → how far the share may be from what it stands for: 95 % intervals in
closed form."""

from __future__ import annotations

import math

Z = 1.959963984540054  # standard errors that hold 95 %


def wilson(right: int, n: int, population: int | None = None) -> tuple[float, float]:
    """Wilson's interval of a share `right` of `n`, n above 0.

    (p + z²/2n ± z · √(p(1 − p)/n + z²/4n²)) / (1 + z²/n).

    Parameters
    ----------
    right, n : int
    population : int, optional
        What the `n` were drawn from without replacement, at least `n`: then z² is multiplied by
        (population − n) / (population − 1), so that the interval of all of them has no width.

    Notes
    -----
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association 22, 209–212.

    Examples
    --------
    >>> [round(end, 3) for end in wilson(8, 10)]
    [0.49, 0.943]
    >>> [round(end, 3) for end in wilson(8, 10, 20)], wilson(8, 10, 10)
    ([0.578, 0.921], (0.8, 0.8))
    """
    share, z = right / n, Z
    if population is not None:
        z *= math.sqrt((population - n) / max(population - 1, 1))
    middle = share + z**2 / (2 * n)
    half = z * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    low, high = ((middle + side) / (1 + z**2 / n) for side in (-half, half))
    return max(low, 0.0), min(high, 1.0)
