"""Thirty-one provinces side by side: what each set itself, what came of it, what it set next.

Comes in: table ``provinces`` of :func:`reportlib.load_provinces`. Goes out: one row per province,
and counts of them. What is counted is described; a table of 31 rows says nothing of causes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from reportlib.tables.columns import TEXT, check_table
from reportlib.tables.errors import ReportError
from reportlib.tables.vocabulary import vocabulary_rows
from reportlib.targets.outcomes import records
from reportlib.targets.panels import judge_statements
from reportlib.targets.verdicts import CLOSE, TOLERANCE

WORDING = {  # of a bound, the firmest first
    "ge": "at least",
    "gt": "at least",
    "le": "at most",
    "lt": "at most",
    "eq": "number",
    "range": "range",
    "approx": "about",
}
FIRMNESS = {"at least": 3, "at most": 3, "number": 2, "range": 1, "about": 0}
NEEDED = [
    "region",
    "region_code",
    "indicator_id",
    "period_end",
    "role",
    "bound",
    "value",
    "value_low",
    "value_high",
    "wording",
    "note",
]

WORDED = ["wording", "wording_class", "strives"]
UNKNOWN = (math.nan, math.nan)
NATIONAL = ["national_low", "national_high", "national_next_low", "national_next_high"]
COLUMNS = [
    "region",
    "region_code",
    "year",
    "indicator_id",
    "indicator",
    "indicator_en",
    "unit",
    "target",
    "target_low",
    "target_high",
    "target_bound",
    *WORDED,
    "outcome",
    "gap",
    "margin",
    "met_as_printed",
    "status",
    "next_target",
    "next_low",
    "next_high",
    "next_wording",
    "next_class",
    "next_strives",
    "change",
    "moved",
    "softened",
    *NATIONAL,
]


def build_provinces(
    provinces: pd.DataFrame,
    year: int = 2025,
    indicator_id: str = "gdp",
    *,
    nation: pd.DataFrame | None = None,
    tolerance: float | Mapping[str, float] = TOLERANCE,
) -> pd.DataFrame:
    """What each province set for a year, what came of it, and what it set for the year after.

    Parameters
    ----------
    provinces : DataFrame
        Table ``provinces``.
    year : int
        The year of target and outcome; the next target is that of the year after.
    indicator_id : str
    nation : DataFrame, optional
        Facts or numbers with the national targets, which stand on each row.
    tolerance : float or mapping
        As in :func:`reportlib.compare_targets`; it decides ``status``, never ``met_as_printed``.

    Returns
    -------
    DataFrame
        One row per province with a target for `year`, the largest margin first: ``region,
        region_code, year, indicator_id, indicator, indicator_en, unit, target`` (of a range its
        lower end), ``target_low, target_high, target_bound, wording, wording_class``
        (at least, at most, number, range, about), ``strives`` (whether words of striving stand
        beside the number: 争取更好结果), ``outcome, gap, margin`` (positive = better),
        ``met_as_printed`` (the outcome reaches the number at the digits printed, whatever "about"
        may mean), ``status``; ``next_target, next_low, next_high,
        next_wording, next_class, next_strives``; ``change`` (next target − target, in points for
        rates), ``moved`` (lowered, kept, raised, or widened, by both ends of ranges) and
        ``softened`` (the wording became less firm: at least, number, range, about);
        ``national_low, national_high, national_next_low, national_next_high`` (the ends of the
        national targets of both years). What is not known is missing.

    Raises
    ------
    ReportError
        If no province has a numeric target of that indicator for that year.
    MissingColumnError
        If a column is missing.

    Examples
    --------
    >>> from reportlib import load_provinces
    >>> rows = build_provinces(load_provinces())
    >>> columns = ["target", "outcome", "met_as_printed", "moved", "next_class"]
    >>> rows.loc[rows.region == "四川省", columns].values.tolist()
    [[5.5, 5.5, True, 'kept', 'about']]
    """
    check_table(provinces, "provinces", NEEDED)
    known = provinces[provinces["indicator_id"] == indicator_id]
    now = known[known["period_end"] == year]
    strict = dict.fromkeys(now["unit"].dropna(), 0.0)
    as_printed = judge_statements(now, strict).drop_duplicates("region").set_index("region")
    judged = judge_statements(now, tolerance)
    judged = judged[judged["target"].notna()].drop_duplicates("region")
    if judged.empty:
        raise ReportError(
            f"no province has a numeric target of {indicator_id!r} for {year}; the table has "
            f"{', '.join(sorted(set(provinces['indicator_id'])))} of the years "
            f"{', '.join(map(str, sorted(set(provinces['period_end']))))}"
        )
    this, following = (_targets(known[known["period_end"] == when]) for when in (year, year + 1))
    names = ["region", "indicator_id", "indicator", "indicator_en", "unit", "target", "target_low"]
    names += ["target_high", "target_bound", "outcome", "gap", "margin", "status"]
    rows = judged[names].set_index("region").join(this[["region_code", *WORDED]])
    rows["met_as_printed"] = (
        as_printed["status"]
        .map({"met": True, "missed": False})
        .reindex(rows.index)
        .astype("boolean")
    )
    following = following.rename(columns={"wording_class": "class"}).add_prefix("next_")
    rows = rows.join(following.drop(columns="next_region_code"))
    rows["change"] = rows["next_target"] - rows["target"]
    rows["moved"] = pd.Series([_moved(row) for row in records(rows)], rows.index, dtype=TEXT)
    before, after = (rows[name].map(FIRMNESS) for name in ("wording_class", "next_class"))
    rows["softened"] = (after < before).where(rows["next_target"].notna()).astype("boolean")
    national = {} if nation is None else _national(nation, provinces, indicator_id)
    ends = [*national.get(year, UNKNOWN), *national.get(year + 1, UNKNOWN)]
    rows = rows.assign(year=year, **dict(zip(NATIONAL, ends, strict=True)))
    rows = rows.sort_values(["margin", "target"], ascending=False, kind="stable")
    return rows.reset_index().reindex(columns=COLUMNS)


def _targets(rows: pd.DataFrame) -> pd.DataFrame:
    """Numeric targets by region: ``target, low, high, wording, wording_class, strives``."""
    targets = rows[(rows["role"] == "target") & rows["value_low"].notna()]
    strive = "|".join(
        row["word"]
        for row in vocabulary_rows("wording_schemes")
        if row["scheme"] == "plain" and row["code"] == "strive"
    )
    words = targets["wording"].fillna("") + targets["note"].fillna("")
    found = pd.DataFrame(
        {
            "region_code": targets["region_code"],
            "target": targets["value"].fillna(targets["value_low"]),
            "low": targets["value_low"],
            "high": targets["value_high"],
            "wording": targets["wording"],
            "wording_class": targets["bound"].map(WORDING),
            "strives": words.str.contains(strive),
        }
    )
    return found.set_index(targets["region"])


def _moved(row: Mapping[str, Any]) -> str | None:
    """Where both ends of a target went; a point has both at its number."""
    if row["next_target"] is None:
        return None
    low, high = row["next_low"] - row["target_low"], row["next_high"] - row["target_high"]
    ways = {way > 0 for way in (low, high) if abs(way) > CLOSE}
    return {0: "kept", 2: "widened" if low < 0 else "narrowed"}.get(
        len(ways), "raised" if True in ways else "lowered"
    )


def count_provinces(rows: pd.DataFrame) -> pd.DataFrame:
    """How many provinces met, lowered, softened: each count with the number that it is of.

    Parameters
    ----------
    rows : DataFrame
        From :func:`build_provinces`.

    Returns
    -------
    DataFrame
        One row per count: ``count, n, of``. ``of`` is the provinces with a target; for verdicts
        those with an outcome too; for what was changed those with a next target too.

    Examples
    --------
    >>> from reportlib import load_provinces
    >>> counts = count_provinces(build_provinces(load_provinces())).set_index("count")
    >>> counts.loc[["met as printed", "lowered"]].values.tolist()
    [[15, 31], [18, 31]]
    """
    check_table(rows, "provinces by row", COLUMNS)
    told, ahead = rows["outcome"].notna(), rows["next_target"].notna()
    everywhere = pd.Series(True, index=rows.index)
    masks = {
        "outcome stated": (told, everywhere),
        "met as printed": (rows["met_as_printed"], told),
        "met": (rows["status"] == "met", told),
        "missed": (rows["status"] == "missed", told),
        **{way: (rows["moved"] == way, ahead) for way in ("lowered", "kept", "raised")},
        "lowered after a shortfall": (
            (rows["moved"] == "lowered") & (rows["margin"] < 0),
            ahead & (rows["margin"] < 0),
        ),
        **{
            f"worded {word}": (rows["wording_class"] == word, everywhere)
            for word in dict.fromkeys(WORDING.values())
        },
        **{
            f"next worded {word}": (rows["next_class"] == word, ahead)
            for word in dict.fromkeys(WORDING.values())
        },
        "softened": (rows["softened"], ahead),
        "at least became about": (
            (rows["wording_class"] == "at least") & (rows["next_class"] == "about"),
            ahead,
        ),
        "strives": (rows["strives"], everywhere),
        "next strives": (rows["next_strives"], ahead),
        "strives anew": (rows["next_strives"].eq(True) & ~rows["strives"], ahead),
    }
    return pd.DataFrame(
        [
            {"count": name, "n": int(mask.fillna(False).sum()), "of": int(of.sum())}
            for name, (mask, of) in masks.items()
        ]
    )


def target_amplification(
    provinces: pd.DataFrame,
    nation: pd.DataFrame,
    indicator_id: str = "gdp",
    *,
    weights: Mapping[str, float] | None = None,
    upper: str = "全国",
) -> pd.DataFrame:
    """The targets of the provinces beside the national one (加码, amplification): do the parts
    promise more than the whole?

    Provinces speak first, in January, the State Council in March: a national target below the
    provinces' mean is no province's answer to it. Of ranges the lower end counts, of the nation
    too; ``mean_high`` is of the upper ends.

    Parameters
    ----------
    provinces, nation : DataFrame
        Table ``provinces``, and facts or numbers with the national targets.
    weights : mapping, optional
        Region → weight, such as its GDP of the year before; provinces without one are left out of
        ``weighted_mean``.
    upper : str
        The region of `nation` that is the whole.

    Returns
    -------
    DataFrame
        One row per year: ``year, n, mean, median, mean_high, weighted_mean, weighted_n, national,
        national_high, difference`` (mean − national, in points), ``above, equal, below`` (provinces
        by their lower end against the national one).

    Examples
    --------
    >>> from reportlib import load_facts, load_provinces
    >>> found = target_amplification(load_provinces(), load_facts()).round(2)
    >>> found[["year", "n", "mean", "median", "national", "above", "below"]].values.tolist()
    [[2025.0, 31.0, 5.35, 5.0, 5.0, 15.0, 1.0], [2026.0, 31.0, 5.05, 5.0, 4.5, 24.0, 0.0]]
    """
    check_table(provinces, "provinces", NEEDED)
    national = _national(nation, provinces, indicator_id, upper)
    rows = []
    for year, part in provinces[provinces["indicator_id"] == indicator_id].groupby("period_end"):
        targets = _targets(part)
        if targets.empty:
            continue
        low = targets["low"]
        line, line_high = national.get(year, UNKNOWN)
        weight = low.index.map(dict(weights or {})).to_series(index=low.index).astype("float64")
        weighed = weight.notna() & (weight > 0)
        rows.append(
            {
                "year": year,
                "n": len(targets),
                "mean": low.mean(),
                "median": low.median(),
                "mean_high": targets["high"].mean(),
                "weighted_mean": (low * weight)[weighed].sum() / weight[weighed].sum()
                if weighed.any()
                else math.nan,
                "weighted_n": int(weighed.sum()),
                "national": line,
                "national_high": line_high,
                "difference": low.mean() - line,
                "above": int((low > line + CLOSE).sum()),
                "equal": int(((low - line).abs() <= CLOSE).sum()),
                "below": int((low < line - CLOSE).sum()),
            }
        )
    return pd.DataFrame(rows)


def _national(
    nation: pd.DataFrame, provinces: pd.DataFrame, indicator_id: str, upper: str = "全国"
) -> dict[Any, tuple[float, float]]:
    """Both ends of the national targets by year, in the measure of the provinces."""
    check_table(nation, "nation", NEEDED[:1] + NEEDED[2:-2])
    chosen = (
        (nation["indicator_id"] == indicator_id)
        & (nation["region"] == upper)
        & (nation["role"] == "target")
        & (nation["period_start"] == nation["period_end"])
        & nation["value_low"].notna()
    )
    if "measure" in nation and len(provinces):
        measures = provinces.loc[provinces["indicator_id"] == indicator_id, "measure"]
        chosen &= nation["measure"].isin(measures)
    return {
        row["period_end"]: (row["value_low"], row["value_high"])
        for row in records(nation[chosen].drop_duplicates("period_end"))
    }


def list_silent_outcomes(provinces: pd.DataFrame, year: int = 2025) -> pd.DataFrame:
    """Every numeric target whose outcome the next report does not put in a number.

    Returns
    -------
    DataFrame
        One row per region and indicator: ``region, indicator_id, indicator_en, target,
        target_bound, said`` (in words, nothing), ``wording`` of what is said.

    Examples
    --------
    >>> from reportlib import load_provinces
    >>> silent = list_silent_outcomes(load_provinces())
    >>> int((silent.indicator_id == "gdp").sum())
    0
    """
    check_table(provinces, "provinces", NEEDED)
    rows = provinces[provinces["period_end"] == year]
    keys = ["region", "indicator_id"]
    outcomes = rows[rows["role"] == "outcome"]
    told = outcomes[outcomes["value_low"].notna()].set_index(keys).index
    words = outcomes[outcomes["value_low"].isna()].drop_duplicates(keys).set_index(keys)["wording"]
    targets = rows[(rows["role"] == "target") & rows["value_low"].notna()]
    silent = targets[~pd.MultiIndex.from_frame(targets[keys]).isin(told)]
    wording = words.reindex(pd.MultiIndex.from_frame(silent[keys])).to_numpy()
    return pd.DataFrame(
        {
            **{name: silent[name] for name in (*keys, "indicator_en")},
            "target": silent["value"].fillna(silent["value_low"]),
            "target_bound": silent["bound"],
            "said": pd.Series(pd.isna(wording), silent.index).map(
                {True: "nothing", False: "words"}
            ),
            "wording": pd.Series(wording, silent.index, dtype=TEXT),
        }
    ).reset_index(drop=True)


def count_silent_outcomes(provinces: pd.DataFrame, year: int = 2025) -> pd.DataFrame:
    """Of each indicator, how many provinces set a number for a year, and how many put what came of
    it in a number.

    Returns
    -------
    DataFrame
        One row per indicator: ``indicator_id, indicator_en, targets`` (with a number), ``told`` (of
        them, with an outcome in a number), ``words`` (an outcome in words alone), ``silent``
        (neither), and ``told_without_target``.

    Examples
    --------
    >>> from reportlib import load_provinces
    >>> counts = count_silent_outcomes(load_provinces()).set_index("indicator_id")
    >>> counts.loc["fixed_asset_investment", ["targets", "told", "words", "silent"]].tolist()
    [22, 7, 2, 13]
    """
    silent = list_silent_outcomes(provinces, year)
    rows = provinces[(provinces["period_end"] == year) & provinces["value_low"].notna()]
    counts = []
    for (known, name), part in rows.groupby(["indicator_id", "indicator_en"], sort=False):
        set_in, told_in = (
            set(part.loc[part["role"] == role, "region"]) for role in ("target", "outcome")
        )
        missing = silent.loc[silent["indicator_id"] == known, "said"]
        counts.append(
            {
                "indicator_id": known,
                "indicator_en": name,
                "targets": len(set_in),
                "told": len(set_in & told_in),
                "words": int((missing == "words").sum()),
                "silent": int((missing == "nothing").sum()),
                "told_without_target": len(told_in - set_in),
            }
        )
    return pd.DataFrame(counts)
