"""Whether a target is binding (约束性) or expected (预期性), and which document says so.

Comes in: region, indicator and years of a target. Goes out: its force and the source; missing where
no source that was read says.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache

from reportlib.labels.events import plan_years
from reportlib.text.report import data_folder


def find_force(
    region: str | None, indicator_id: str | None, year: int | None, goal: bool = False
) -> dict[str, str]:
    """``target_force`` and ``force_source`` of a target for `year`, by the file
    ``data/reference/target_force.csv``; empty where it is silent.

    The document must be of the target's region: for a target of the year its work report or plan of
    that year, for a `goal` the five-year plan that ends then. Where two documents class an
    indicator differently, both are named and the force is missing.

    Examples
    --------
    >>> find_force("重庆市", "gdp", 2021)["target_force"]
    'expected'
    >>> find_force("重庆市", "forest_cover", 2025, goal=True)  # no source was read
    {}
    """
    said = _said().get((region, indicator_id, year, goal), [])
    forces = {force for force, _ in said}
    if not said:
        return {}
    found = {"force_source": "; ".join(dict.fromkeys(source for _, source in said))}
    return found | ({"target_force": forces.pop()} if len(forces) == 1 else {})


@cache
def _said() -> Mapping[tuple[str | None, str | None, int | None, bool], list[tuple[str, str]]]:
    """(region, indicator, year, whether of a five-year plan) → what documents say of it."""
    found: dict[tuple[str | None, str | None, int | None, bool], list[tuple[str, str]]] = {}
    file = data_folder() / "reference" / "target_force.csv"
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            year = re.match(r"\d{4}(?=年)", row["plan"])
            last = int(year[0]) if year else plan_years(row["plan"].partition("五规划")[0])[1]
            key = row["region"], row["indicator_id"], last, year is None
            found.setdefault(key, []).append((row["force"], row["source_title"]))
    return found
