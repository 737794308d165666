"""How many targets were met, told with every choice that the count depends on: by class, at several
tolerances, under several rules.

Comes in: comparisons or panels. Goes out: small tables of counts, never shares, always with n.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from reportlib.tables.columns import check_table
from reportlib.targets.outcomes import check_region
from reportlib.targets.panels import build_panel
from reportlib.targets.verdicts import TOLERANCE

TOLERANCES = (0.2, TOLERANCE, 1.0)
CLASSES = ("headline", "plan_goal", "task", "enumeration")
JUDGED = ("met", "missed", "undecided")


def count_by_class(comparison: pd.DataFrame, by: str = "target_class") -> pd.DataFrame:
    """How many targets of each class could be decided, so that no share of promises kept mixes
    them.

    Parameters
    ----------
    comparison : DataFrame
        Table ``comparison``; counted are its targets with a number or a range.
    by : {"target_class", "target_force"}
        ``target_force`` counts what is binding or expected; lists are left out, and "" is what no
        source classes.

    Returns
    -------
    DataFrame
        One row per class: the class, ``n, decided, met, missed, undecided``. Lists (enumeration)
        stand last: they are never judged and belong in no denominator.

    Raises
    ------
    MissingColumnError
        If a column is missing.

    Examples
    --------
    >>> from reportlib import analyse, compare_targets, load_facts, load_report
    >>> compared = compare_targets(analyse(load_report("chongqing-2021")).numbers, load_facts())
    >>> count_by_class(compared).head(1).values.tolist()
    [['headline', 9, 6, 6, 0, 0]]
    """
    check_table(comparison, "comparison", ["target_kind", "target_class", by, "status"])
    stated = comparison[comparison["target_kind"].isin(["number", "range"])]
    classes: Sequence[str] = CLASSES
    if by != "target_class":
        stated = stated[stated["target_class"] != "enumeration"]
        classes = ("binding", "expected", "")
    rows = []
    for name in classes:
        part = stated.loc[stated[by].fillna("") == name, "status"]
        counts = {status: int((part == status).sum()) for status in JUDGED}
        decided = counts["met"] + counts["missed"]
        rows.append({by: name, "n": len(part), "decided": decided, **counts})
    return pd.DataFrame(rows)


def count_at_tolerances(
    compare: Callable[[float], pd.DataFrame], tolerances: Sequence[float] = TOLERANCES
) -> pd.DataFrame:
    """The same targets judged at several tolerances: what a count owes to how far "about" reaches.

    Parameters
    ----------
    compare : callable
        Tolerance → a comparison or a panel, such as ``lambda points: build_panel(facts,
        tolerance=points)``.
    tolerances : sequence of float
        In percentage points.

    Returns
    -------
    DataFrame
        One row per tolerance: ``tolerance, met, missed, undecided, n``; n is their sum, the targets
        that have a comparable outcome.

    Examples
    --------
    >>> from reportlib import load_facts
    >>> facts = load_facts()
    >>> city = facts[(facts.region == "重庆市") & (facts.indicator_id == "gdp")]
    >>> count_at_tolerances(lambda points: build_panel(city, tolerance=points)).values.tolist()
    [[0.2, 4.0, 5.0, 0.0, 9.0], [0.5, 5.0, 4.0, 0.0, 9.0], [1.0, 6.0, 3.0, 0.0, 9.0]]
    """
    return _count("tolerance", {points: compare(points) for points in tolerances})


def count_by_rule(
    statements: pd.DataFrame,
    indicator_id: str = "cpi",
    rules: Sequence[str] = ("ceiling", "point", "band"),
    *,
    region: str | None = None,
    tolerance: float | Mapping[str, float] = TOLERANCE,
) -> pd.DataFrame:
    """The yearly targets of one indicator, judged under several rules: whether a price target is a
    limit, an aim or a corridor is disputed, and the count follows from it.

    Parameters
    ----------
    statements : DataFrame
        As for :func:`reportlib.build_panel`.
    indicator_id : str
        A headline indicator of the catalogue.
    rules : sequence of str
        Of floor, ceiling, point, band; see :func:`reportlib.compare_targets`.
    region : str, optional
        Of one region only.

    Returns
    -------
    DataFrame
        One row per rule: ``rule, met, missed, undecided, n``.

    Raises
    ------
    ReportError
        As :func:`reportlib.build_panel` and :func:`reportlib.compare_targets`, and if the
        statements have no such region.

    Examples
    --------
    >>> from reportlib import load_facts
    >>> counts = count_by_rule(load_facts(), "cpi", region="全国")
    >>> counts[["rule", "met", "n"]].values.tolist()
    [['ceiling', 18, 21], ['point', 0, 21], ['band', 2, 21]]
    """
    if region is not None:
        check_table(statements, "statements", ["region"])
        check_region(statements, region)
    judged = {}
    for rule in rules:
        panel = build_panel(statements, tolerance=tolerance, judged_as={indicator_id: rule})
        chosen = panel["indicator_id"] == indicator_id
        if region is not None:
            chosen &= panel["region"] == region
        judged[rule] = panel[chosen]
    return _count("rule", judged)


def _count(
    name: str, judged: Mapping[str, pd.DataFrame] | Mapping[float, pd.DataFrame]
) -> pd.DataFrame:
    rows = []
    for label, table in judged.items():
        counts = {status: int((table["status"] == status).sum()) for status in JUDGED}
        rows.append({name: label, **counts, "n": sum(counts.values())})
    return pd.DataFrame(rows, columns=[name, *JUDGED, "n"])
