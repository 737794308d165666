"""How far a share may be from what it stands for: 95 % intervals in closed form."""

from __future__ import annotations

import math

Z = 1.959963984540054  # standard errors that hold 95 %


def wilson(right: int, n: int) -> tuple[float, float]:
    """Wilson's interval of a share `right` of `n`, n above 0.

    (p + z²/2n ± z · √(p(1 − p)/n + z²/4n²)) / (1 + z²/n).

    Notes
    -----
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association 22, 209–212.

    Examples
    --------
    >>> [round(end, 3) for end in wilson(8, 10)]
    [0.49, 0.943]
    """
    share = right / n
    middle = share + Z**2 / (2 * n)
    half = Z * math.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    low, high = ((middle + side) / (1 + Z**2 / n) for side in (-half, half))
    return max(low, 0.0), min(high, 1.0)
