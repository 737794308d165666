"""How promises are worded: coding schemes for bounds and hedges, which are vocabulary.

Comes in: labelled numbers. Goes out: the same rows with codes beside them.
"""

from __future__ import annotations

import pandas as pd

from reportlib.tables.columns import TEXT, check_table
from reportlib.tables.errors import ReportError
from reportlib.tables.vocabulary import vocabulary_rows


def code_wording(numbers: pd.DataFrame, scheme: str | pd.DataFrame = "plain") -> pd.DataFrame:
    """Code bounds and hedges by a scheme; authors disagree, whether 以上 is a hard target for one,
    so a scheme is named, never built in.

    The columns ``bound`` and ``hedge`` are left as the report words them.

    Parameters
    ----------
    numbers : DataFrame
        Table of numbers; needs ``kind, bound, hedge``.
    scheme : str or DataFrame
        A scheme of the vocabulary file ``wording_schemes``, or a table of your own with ``field``
        (bound, hedge), ``word`` and ``code``.

    Returns
    -------
    DataFrame
        The rows of `numbers` with ``bound_code`` and ``hedge_code``; missing for what is no measure
        and for words that the scheme does not code. Several codes of one hedge stand in the order
        of its words, joined by ``+``.

    Raises
    ------
    ReportError
        If there is no such scheme; the message lists those there are.
    MissingColumnError
        If a column is missing.

    Examples
    --------
    >>> numbers = pd.DataFrame({"kind": ["measure"], "bound": ["ge"], "hedge": ["力争+以上"]})
    >>> code_wording(numbers)[["bound", "bound_code", "hedge", "hedge_code"]].values.tolist()
    [['ge', 'floor', '力争+以上', 'strive']]
    """
    check_table(numbers, "numbers", ["kind", "bound", "hedge"])
    if isinstance(scheme, pd.DataFrame):
        rows = check_table(scheme, "scheme", ["field", "word", "code"])
    else:
        known = pd.DataFrame(vocabulary_rows("wording_schemes"))
        rows = known[known["scheme"] == scheme]
        if rows.empty:
            raise ReportError(
                f"no wording scheme named {scheme!r}; there are "
                f"{', '.join(known['scheme'].unique())}; or give a table of your own"
            )
    codes = {
        field: dict(zip(part["word"], part["code"], strict=True))
        for field, part in rows.groupby("field")
    }
    measures = numbers["kind"] == "measure"
    bound = numbers["bound"].map(codes.get("bound", {})).where(measures)

    def hedge_code(hedge: object) -> str | None:
        found = (
            [codes.get("hedge", {}).get(word) for word in hedge.split("+")]
            if isinstance(hedge, str)
            else []
        )
        return "+".join(dict.fromkeys(filter(None, found))) or None

    hedge = [
        hedge_code(hedge) if measure else None
        for hedge, measure in zip(numbers["hedge"], measures, strict=True)
    ]
    return numbers.assign(
        bound_code=bound, hedge_code=pd.Series(hedge, index=numbers.index, dtype=TEXT)
    )
