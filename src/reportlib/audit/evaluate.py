"""How well a table of numbers was read: an annotated key and any table of the same text in, shares
and misses out.

The table may be ``numbers`` itself or a sheet with the key's columns, as a person or another tool
fills it. Both are turned into rows of comparable readings; a row of the table answers a row of the
key when their spans overlap by at least half of the shorter one. Then only the readings are
compared.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from reportlib.tables.cells import unescape_cell
from reportlib.tables.columns import TEXT, build_table, check_table
from reportlib.tables.errors import ReportError
from reportlib.tables.vocabulary import vocabulary_rows
from reportlib.words.intervals import wilson

SEVEN = ("value", "unit", "indicator", "measure", "period", "role", "bound")
FIELDS = (*SEVEN, "hedge")


class _Row(NamedTuple):
    """One row of a key or table: its cells as text, and each field's alternatives in a comparable
    form, the best first.
    """

    start: int
    end: int
    cells: dict[str, str]
    readings: dict[str, list[Hashable]]

    def reads(self, field: str) -> Hashable:
        """The row's one reading, its best; none when the cell says nothing."""
        return next(iter(self.readings[field]), None)


class _Match(NamedTuple):
    """What `evaluate` counts and `misses` lists; rows of the table are named by their position in
    it.
    """

    key: list[_Row]
    table: list[_Row]
    answers: dict[int, int]  # row of the key → row of the table
    agreed: dict[int, set[str]]  # row of the key that both call a measure → fields that agree
    claims: list[int]  # rows of the table that count as a measure claimed


def evaluate(key: pd.DataFrame, predicted: pd.DataFrame) -> pd.DataFrame:
    """Shares of a key's rows that a table reads as the key does, with 95 % intervals.

    A predicted row answers a key row when their spans overlap by at least half of the shorter one;
    one to one, the largest overlap first. A key cell may list alternatives, separated by ``|``: any
    of them is right. A key row whose kind has alternatives is open: either kind is right, and its
    other fields are not compared. An indicator is right when it equals an alternative, or is like
    one (Dice's coefficient of neighbouring pairs of characters ≥ 0.75), is not another row's
    indicator and neither gains nor loses a word of the vocabulary ``telling_words``.

    Parameters
    ----------
    key : DataFrame
        Needs ``start, end, text, kind, value, unit, indicator, measure, period, role, bound,
        hedge``. A value is a number or ``low~high``, a period ``2020`` or ``2016-2020``, a hedge
        its words joined by ``+``.
    predicted : DataFrame
        The same columns, or ``numbers`` with ``value_low, value_high, period_start, period_end``.
        Of alternatives the first counts. Two rows of one span that differ in the indicator alone
        (one number, two indicators) count as one.

    Returns
    -------
    DataFrame
        One row per statistic: ``field, n, right, share, low, high`` (Int64 and float64).

        - ``numerals found``, ``kind``: of all rows of the key.
        - ``measures precision``: of the measures predicted, those that the key calls measures;
          ``measures recall``: of the key's, those that were found and called so.
        - ``value`` to ``hedge``: of the key's measures, found or not.
        - ``exact``: all fields but the hedge at once. ``strict``: also the indicator word for word
          as one of the key's alternatives.
        - ``f1`` is the harmonic mean of precision and recall, 2 · right / (predicted + key). It is
          no share of a count, so n, right and the interval are missing.

        The interval is Wilson's, (p + z²/2n ± z · √(p(1 − p)/n + z²/4n²)) / (1 + z²/n) with z =
        1.96. It takes rows as independent; those of one list are not, so it is rather too narrow.

    Raises
    ------
    ReportError
        If a column is missing or stands twice, a row has no span, the key is empty, or the tables
        are not of one text.

    Examples
    --------
    >>> row = dict(start=5, end=7, text="6%", kind="measure", value=6, unit="%")
    >>> row |= dict(indicator="生产总值", measure="growth")
    >>> key = pd.DataFrame([row | dict(period="2020", role="outcome|target", bound="eq", hedge="")])
    >>> table = evaluate(key, key.assign(unit="个百分点", role="target")).set_index("field")
    >>> table.loc[["unit", "role", "exact f1"], "share"].tolist()
    [0.0, 1.0, 0.0]

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    *Journal of the American Statistical Association* 22 (158), 209–212.
    """
    found = _match(key, predicted)
    measures = sum(row.readings["kind"] == ["measure"] for row in found.key)
    claims = len(found.claims)
    exact = [i for i, fields in found.agreed.items() if fields.issuperset(SEVEN)]
    strict = [
        i
        for i in exact
        if found.table[found.answers[i]].reads("indicator") in found.key[i].readings["indicator"]
    ]
    kinds = sum(
        found.table[j].reads("kind") in found.key[i].readings["kind"]
        for i, j in found.answers.items()
    )
    rows = [
        _share("numerals found", len(found.answers), len(found.key)),
        _share("kind", kinds, len(found.key)),
    ]
    rows += _precision_recall("measures", len(found.agreed), claims, measures)
    rows += [
        _share(field, sum(field in fields for fields in found.agreed.values()), measures)
        for field in FIELDS
    ]
    for name, right in (("exact", exact), ("strict", strict)):
        rows += _precision_recall(name, len(right), claims, measures)
    return build_table("evaluation", rows)


def list_misses(key: pd.DataFrame, predicted: pd.DataFrame) -> pd.DataFrame:
    """Every field that :func:`evaluate` does not count as right, with both readings.

    A row of the key that was not found, or whose kind is wrong, has one miss: its kind. A measure
    claimed that answers no row is ``extra``.

    Parameters
    ----------
    key, predicted : DataFrame
        As in :func:`evaluate`.

    Returns
    -------
    DataFrame
        One row per miss, in text order: ``start, end, text`` (of the key's row, of the predicted
        one when extra), ``field``, ``status`` (wrong: read otherwise; absent: nothing read; extra),
        ``key`` and ``predicted`` (the cells; missing when empty).

    Raises
    ------
    ReportError
        As in :func:`evaluate`.

    Examples
    --------
    >>> row = dict(start=5, end=7, text="6%", kind="measure", value=6, unit="%")
    >>> row |= dict(indicator="生产总值", measure="growth")
    >>> key = pd.DataFrame([row | dict(period="2020", role="outcome|target", bound="eq", hedge="")])
    >>> found = list_misses(key, key.assign(unit="个百分点", role="context"))
    >>> found[["text", "field", "key", "predicted"]].to_numpy().tolist()
    [['6%', 'unit', '%', '个百分点'], ['6%', 'role', 'outcome|target', 'context']]
    """
    return build_table(
        "misses",
        sorted(_misses(_match(key, predicted)), key=lambda miss: (miss["start"], miss["end"])),
    )


def count_confusions(key: pd.DataFrame, predicted: pd.DataFrame, field: str) -> pd.DataFrame:
    """How a field of the key's measures was read: one row per reading of the key, one column per
    reading of the table, counts.

    Of a cell with alternatives the one that was read counts, else the first. Measures that the
    table has not, or calls something else, stand in the column ``absent``.

    Parameters
    ----------
    key, predicted : DataFrame
        As in :func:`evaluate`.
    field : str
        A field with few readings: ``role``, ``measure``, ``bound`` or ``unit``.

    Raises
    ------
    ReportError
        As in :func:`evaluate`, or if there is no such field.

    Examples
    --------
    >>> row = dict(start=5, end=7, text="6%", kind="measure", value=6, unit="%")
    >>> row |= dict(indicator="生产总值", measure="growth")
    >>> key = pd.DataFrame([row | dict(period="2020", role="outcome", bound="eq", hedge="")])
    >>> count_confusions(key, key.assign(role="target"), "role").to_dict()
    {'target': {'outcome': 1}}
    """
    if field not in FIELDS:
        raise ReportError(f"no field named {field!r}; there are {', '.join(FIELDS)}")
    found = _match(key, predicted)
    pairs = []
    for i, row in enumerate(found.key):
        if row.readings["kind"] == ["measure"]:
            said = found.table[found.answers[i]].cells[field] if i in found.agreed else "absent"
            pairs.append(
                (said if field in found.agreed.get(i, ()) else row.cells[field].split("|")[0], said)
            )
    counts = pd.DataFrame(pairs, columns=["key", "predicted"], dtype=TEXT)
    return pd.crosstab(counts["key"], counts["predicted"])


def judge_rows(key: pd.DataFrame, predicted: pd.DataFrame) -> pd.Series[bool]:
    """Whether each row of a table reads all fields but the hedge as the key does.

    Parameters
    ----------
    key, predicted : DataFrame
        As in :func:`evaluate`.

    Returns
    -------
    Series
        One value per row of `predicted`, dtype boolean; missing where the key says nothing of it.

    Raises
    ------
    ReportError
        As in :func:`evaluate`.

    Examples
    --------
    >>> row = dict(start=5, end=7, text="6%", kind="measure", value=6, unit="%")
    >>> row |= dict(indicator="生产总值", measure="growth")
    >>> key = pd.DataFrame([row | dict(period="2020", role="outcome", bound="eq", hedge="")])
    >>> judge_rows(key, pd.concat([key, key.assign(start=9, end=11)])).tolist()
    [True, <NA>]
    """
    found = _match(key, predicted)
    said = {j: i for i, j in found.answers.items() if len(found.key[i].readings["kind"]) == 1}
    right = [
        found.agreed.get(said[j], set()).issuperset(SEVEN) if j in said else None
        for j in range(len(found.table))
    ]
    return pd.Series(right, index=predicted.index, dtype="boolean")


def read_key(path: str | Path) -> pd.DataFrame:
    """Read a CSV file (UTF-8) with the columns that :func:`evaluate` needs; every cell stays text.

    Raises
    ------
    ReportError
        If the file cannot be read, or as in :func:`evaluate`; the message names the file.

    Examples
    --------
    >>> read_key("sheet.csv")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    reportlib.tables.errors.ReportError: sheet.csv: cannot be read as a table (No such file or ...
    """
    try:
        cells = pd.read_csv(
            path, header=None, dtype=str, keep_default_na=False, encoding="utf-8-sig"
        ).fillna("")
    except (OSError, ValueError) as error:  # ValueError: not UTF-8, not CSV, or empty
        raise ReportError(
            f"{path}: cannot be read as a table ({getattr(error, 'strerror', None) or error}); "
            "give a CSV file in UTF-8"
        ) from error
    cells = cells.map(unescape_cell)  # as write_tables wrote it; other files stay as they are
    sheet = cells[1:].set_axis(cells.iloc[0].rename(None), axis=1).reset_index(drop=True)
    _rows(sheet, str(path))
    return sheet


def _share(name: str, right: int, n: int) -> dict[str, Any]:
    if not n:
        return {"field": name, "n": 0, "right": 0}
    low, high = wilson(right, n)
    return {"field": name, "n": n, "right": right, "share": right / n, "low": low, "high": high}


def _precision_recall(name: str, right: int, predicted: int, key: int) -> list[dict[str, Any]]:
    f1 = {
        "field": f"{name} f1",
        "share": 2 * right / (predicted + key) if predicted + key else None,
    }
    return [_share(f"{name} precision", right, predicted), _share(f"{name} recall", right, key), f1]


def _misses(found: _Match) -> Iterator[dict[str, Any]]:
    def miss(
        row: _Row, field: str, status: str, key: _Row | None, table: _Row | None
    ) -> dict[str, Any]:
        cells = {
            side: other and other.cells[field]
            for side, other in (("key", key), ("predicted", table))
        }
        return {
            "start": row.start,
            "end": row.end,
            "text": row.cells["text"],
            "field": field,
            "status": status,
            **cells,
        }

    for i, row in enumerate(found.key):
        answer = found.table[found.answers[i]] if i in found.answers else None
        if answer is None or answer.reads("kind") not in row.readings["kind"]:
            wrong = ["kind"]
        else:
            wrong = [
                field for field in FIELDS if i in found.agreed and field not in found.agreed[i]
            ]
        for field in wrong:
            yield miss(
                row, field, "wrong" if answer and answer.cells[field] else "absent", row, answer
            )
    for j in found.claims:
        if j not in found.answers.values():
            yield miss(found.table[j], "kind", "extra", None, found.table[j])


def _amount(cell: str) -> Hashable:
    """One number or both ends of a range, to twelve digits, so that 0.3 and 0.1 + 0.2 are equal."""
    try:
        ends = [float(end) + 0.0 for end in cell.split("~")]
    except ValueError:
        return None
    return tuple(f"{end:.12g}" for end in ends) if all(map(math.isfinite, ends)) else None


def _unit(cell: str) -> Hashable:
    return cell.replace("％", "%")


def _years(cell: str) -> Hashable:
    """``2020``, ``2020-2020`` or ``2016—2020年`` → first and last year; else the cell as it is."""
    years = re.fullmatch(r"(\d{4})年?(?:\s*[-–—~至]\s*(\d{4})年?)?", cell)
    return (years[1], years[2] or years[1]) if years else cell


def _name(cell: str) -> Hashable:
    return re.sub(r"[\s的、，,。“”\"'‘’（）()《》—\-·/]", "", cell) or None


def _hedge(cell: str) -> Hashable:
    return frozenset(filter(None, cell.split("+")))


COMPARABLE: dict[str, Callable[[str], Hashable]] = {
    "value": _amount,
    "unit": _unit,
    "period": _years,
    "indicator": _name,
    "hedge": _hedge,
}


def _rows(frame: pd.DataFrame, name: str) -> list[_Row]:
    """Rows of a key, sheet or ``numbers``, checked; the ranges and periods of ``numbers`` are
    written as a key writes them.
    """
    years = ["period_start", "period_end"] if "period_start" in frame else ["period"]
    check_table(
        frame,
        name,
        ["start", "end", "text", "kind", *(field for field in FIELDS if field != "period"), *years],
    )
    twice = frame.columns[frame.columns.duplicated()]
    if len(twice):
        raise ReportError(f"table {name!r} has the column {twice[0]!r} twice; rename or delete one")
    written = frame.astype(object).where(frame.notna(), "").astype(str)
    cells = written.apply(
        lambda column: column.str.strip().str.removesuffix(".0")
    )  # whole numbers beside gaps are 2016.0 in pandas
    cells["text"] = written["text"]
    if "value_low" in cells and "value_high" in cells:
        cells["value"] = cells["value"].mask(
            cells["value"] == "", cells["value_low"] + "~" + cells["value_high"]
        )
    if "period_start" in cells:
        start, end = cells["period_start"], cells["period_end"]
        cells["period"] = start.where(start == end, start + "-" + end).str.strip("-")
    spans = cells[["start", "end"]].apply(pd.to_numeric, errors="coerce").astype(float)
    lost = np.flatnonzero(~((spans % 1 == 0).all(axis=1) & (spans["start"] < spans["end"])))
    if len(lost):
        start, end = cells[["start", "end"]].iloc[lost[0]]
        raise ReportError(
            f"table {name!r}: row {lost[0] + 1} has start {start!r} and end {end!r}; give whole "
            "numbers, the start below the end"
        )
    return [
        _Row(int(start), int(end), row, _readings(row))
        for (start, end), row in zip(spans.to_numpy(), cells.to_dict("records"), strict=True)
    ]


def _readings(cells: dict[str, str]) -> dict[str, list[Hashable]]:
    said = {
        field: map(COMPARABLE.get(field, str), cells[field].split("|"))
        for field in ("kind", *FIELDS)
    }
    return {
        field: [reading for reading in readings if reading is not None]
        for field, readings in said.items()
    }


def _match(key: pd.DataFrame, predicted: pd.DataFrame) -> _Match:
    rows, table = _rows(key, "key"), _rows(predicted, "predicted")
    if not rows:
        raise ReportError(
            "the key has no rows, so there is nothing to compare with; give an annotated key"
        )
    pairs = _overlapping(rows, table)
    _check_one_text([(rows[i], table[j]) for i, j, _ in pairs])
    named = {name for row in rows for name in row.readings["indicator"]}
    agreed = {(i, j): _agreeing(rows[i], table[j], named) for i, j, _ in pairs}
    answers: dict[int, int] = {}
    taken: set[tuple[int, int]] = set()
    for i, j, _ in sorted(
        pairs,
        key=lambda pair: (
            -pair[2],
            abs(rows[pair[0]].start - table[pair[1]].start),
            -len(agreed[pair[:2]] & {*SEVEN}),
            pair,
        ),
    ):
        if i not in answers and table[j][:2] not in taken:
            answers[i] = j
            taken.add(table[j][:2])
    both = {
        i: agreed[i, j]
        for i, j in answers.items()
        if rows[i].readings["kind"] == ["measure"] == table[j].readings["kind"][:1]
    }
    return _Match(rows, table, answers, both, _claims(rows, table, answers))


def _overlapping(key: list[_Row], table: list[_Row]) -> list[tuple[int, int, int]]:
    """Positions of rows whose spans share at least half of the shorter one, and how many characters
    they share.
    """
    (a, b), (c, d) = (np.array([row[:2] for row in rows]).reshape(-1, 2).T for rows in (key, table))
    shared = np.minimum.outer(b, d) - np.maximum.outer(a, c)
    enough = (shared > 0) & (2 * shared >= np.minimum.outer(b - a, d - c))
    return [(int(i), int(j), int(shared[i, j])) for i, j in np.argwhere(enough)]


def _check_one_text(pairs: list[tuple[_Row, _Row]]) -> None:
    """Rows that overlap must say the same there, but for one in ten: a spreadsheet changes some."""
    differ = []
    for row, answer in pairs:
        start, end = max(row.start, answer.start), min(row.end, answer.end)
        if (
            len(
                {
                    other.cells["text"][start - other.start : end - other.start]
                    for other in (row, answer)
                }
            )
            > 1
        ):
            differ.append((row, answer))
    if 10 * len(differ) > len(pairs):
        row, answer = differ[0]
        raise ReportError(
            f"the tables are not of one text: {len(differ)} of {len(pairs)} spans differ, the "
            f"first at {row.start}, where the key has {row.cells['text']!r} and the other "
            f"{answer.cells['text']!r}; make both from the same file"
        )


def _agreeing(row: _Row, answer: _Row, named: set[Hashable]) -> set[str]:
    """Fields of a key's row that its answer reads alike; `named`: indicators of the whole key."""
    fields = {field for field in FIELDS if answer.reads(field) in row.readings[field]}
    said = answer.reads("indicator")
    if (
        said is not None
        and said not in named
        and any(_alike(str(name), str(said)) for name in row.readings["indicator"])
    ):
        fields.add("indicator")
    return fields


def _alike(a: str, b: str) -> bool:
    told = [
        {row["word"] for row in vocabulary_rows("telling_words") if row["word"] in name}
        for name in (a, b)
    ]
    ours, theirs = ({name[i : i + 2] for i in range(max(len(name) - 1, 1))} for name in (a, b))
    return told[0] == told[1] and 2 * len(ours & theirs) >= 0.75 * (len(ours) + len(theirs))


def _claims(key: list[_Row], table: list[_Row], answers: dict[int, int]) -> list[int]:
    """Measures that the table claims: rows of one span that differ in the indicator alone are one;
    open kinds of the key ask for none.
    """
    free = {table[j][:2] for i, j in answers.items() if len(key[i].readings["kind"]) > 1}
    spans: dict[tuple[int, int], list[int]] = defaultdict(list)
    for j in sorted(
        range(len(table)), key=lambda j: j not in answers.values()
    ):  # of twins, the one that answers stays
        if table[j].reads("kind") == "measure" and table[j][:2] not in free:
            spans[table[j][:2]].append(j)
    claims = []
    for twins in spans.values():
        said = {
            tuple(table[j].reads(field) for field in SEVEN if field != "indicator") for j in twins
        }
        claims += twins[:1] if len(twins) <= 2 and len(said) == 1 else twins
    return claims
