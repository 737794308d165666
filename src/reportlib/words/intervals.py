"""How far a share or a count may be from what it stands for: 95 % intervals in closed form."""

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


def byar(n: int) -> tuple[float, float]:
    """Byar's interval of a count `n` that is Poisson.

    n · (1 − 1/9n − z/3√n)³ below, and with n + 1 and + z above. A Poisson count is one where no
    occurrence makes another likelier; words come in clusters, so for them it is rather too narrow.

    Notes
    -----
    Breslow, N. E. and Day, N. E. (1987). Statistical methods in cancer research II, IARC, p. 69.

    Examples
    --------
    >>> [round(end, 2) for end in (*byar(0), *byar(10))]
    [0.0, 3.67, 4.79, 18.39]
    """
    low, high = (
        m * (1 - 1 / (9 * m) + side * Z / (3 * math.sqrt(m))) ** 3 if m else 0.0
        for m, side in ((n, -1), (n + 1, 1))
    )
    return low, high
