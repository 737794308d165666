"""``numbers`` → measures drawn at random, for people to judge."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence

import pandas as pd

from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError, check_choice
from reportlib.tables.naming import code_words


def draw_sample(
    numbers: pd.DataFrame,
    size: int = 200,
    seed: int = 1,
    *,
    role: str | None = None,
    by: str | None = None,
) -> pd.DataFrame:
    """Draw measures at random, without replacement.

    Each measure has a random place in a queue, by a hash of the seed and its ``number_id``, and the
    first `size` are drawn. So the same numbers and seed give the same sample on any machine, a
    larger sample contains the smaller, and a report more does not change who of the others goes
    first.

    Parameters
    ----------
    numbers : DataFrame
        Needs ``report_id, number_id, start, kind, role``, and `by`.
    size : int
        How many; all, if there are fewer.
    seed : int
    role : {"outcome", "target", "context"}, optional
        Draw from these alone.
    by : str, optional
        A column: each of its values gets its share of the sample, to the nearest row, so that all
        rows keep one chance and shares of the sample need no weights.

    Returns
    -------
    DataFrame
        The rows drawn, in the order of `numbers`.

    Raises
    ------
    ReportError
        If `size` is below 1, the role or column is unknown, or there is nothing to draw from.

    Examples
    --------
    >>> from reportlib import Report, analyse
    >>> text = "全年新建公园12个，新增学校3所。改造小区45个，建成桥梁6座。"
    >>> numbers = analyse(Report("demo", text, year=2021)).numbers
    >>> draw_sample(numbers, 2, seed=1)["text"].tolist()
    ['45个', '6座']
    """
    frame = list_frame(numbers, role)
    if size < 1:
        raise ReportError(f"a sample of {size} is none; draw 1 or more")
    if by is not None:
        check_table(frame, "numbers", [by])
    keys = frame["number_id"].map(lambda name: hashlib.sha256(f"{seed}:{name}".encode()).digest())
    queue = frame.loc[keys.sort_values().index]
    if by is None:
        return frame.loc[sorted(queue.index[:size])]
    strata = [stratum.index for _, stratum in queue.groupby(by, sort=True, dropna=False)]
    sizes = _shared_out([len(stratum) for stratum in strata], min(size, len(frame)))
    drawn = (at for stratum, n in zip(strata, sizes, strict=True) for at in stratum[:n])
    return frame.loc[sorted(drawn)]


def list_frame(numbers: pd.DataFrame, role: str | None) -> pd.DataFrame:
    """The measures that a sample is drawn from, numbered anew."""
    check_table(numbers, "numbers", ["report_id", "number_id", "start", "kind", "role"])
    if role is not None:
        check_choice("role", role, code_words("role", "en"))
    known = numbers.reset_index(drop=True)
    frame = known[(known["kind"] == "measure") & ((known["role"] == role) | (role is None))]
    if frame.empty:
        raise ReportError(f"no measure with the role {role or 'of any kind'} to draw from")
    return frame


def _shared_out(sizes: Sequence[int], n: int) -> list[int]:
    """`n` shared out in proportion to sizes, whole, the largest remainders first."""
    quotas = [size * n / sum(sizes) for size in sizes]
    shares = [math.floor(quota) for quota in quotas]
    left = sorted(range(len(sizes)), key=lambda i: shares[i] - quotas[i])
    for i in left[: n - sum(shares)]:
        shares[i] += 1
    return shares
