"""The name of an indicator → its row in the catalogue, ``vocabulary/indicators.csv``.

A name matches when it equals a name or an alias, scope words (全市, 全年) aside. An alias that
begins with ``*`` stands for any modifiers before it, unless they change what is measured (人均,
城镇 …: vocabulary ``telling_words``). A wrong id would be worse than none, so a unit of another
kind refuses the match.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reportlib.language.lexicon import lexicon
from reportlib.language.patterns import pattern
from reportlib.tables.errors import ReportError
from reportlib.tables.vocabulary import cached, vocabulary_rows

OF_ANY = (
    "percent",
    "percent_point",
    "basis_point",
    "multiple",
)  # growth, change and shares are told of any indicator
LONGEST_NAME = 40  # characters; no alias is longer


@cached
def _catalogue() -> Mapping[str, Mapping[str, str]]:
    return {row["indicator_id"]: row for row in vocabulary_rows("indicators")}


@cached
def _names() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Names and aliases → id; and those that take modifiers."""
    exact: dict[str, str] = {}
    tails: dict[str, str] = {}
    for row in vocabulary_rows("indicators"):
        for name in filter(None, [row["name_zh"], *row["aliases"].split("|")]):
            kind, known_by = (tails, name[1:]) if name.startswith("*") else (exact, name)
            known = kind.setdefault(_plain(known_by), row["indicator_id"])
            if known != row["indicator_id"]:
                raise ReportError(
                    f"indicators: {name!r} is a name of {known!r} and of {row['indicator_id']!r}; "
                    "keep it in one row"
                )
    exact |= {name: known for name, known in tails.items() if name not in exact}
    return exact, tails


@cached
def _families() -> Mapping[str, str]:
    return {row["unit"]: row["family"] for row in vocabulary_rows("units")} | {"1": "ratio"}


def _plain(name: str) -> str:
    return pattern(r"[的、“”\"（）()\s]").sub("", name)


def _find(name: str) -> str | None:
    """The id of a name, or of the longest alias that it ends with and whose modifiers may vary."""
    exact, tails = _names()
    if name in exact:
        return exact[name]
    for at in range(max(1, len(name) - LONGEST_NAME), len(name)):
        known = tails.get(name[at:])
        if known and not _tells(name[:at], known):
            return known
    return None


def _kept(remark: re.Match[str]) -> str:
    """A remark in brackets that says something: a word of the grammar, such as 开工."""
    return remark[1] if remark[1] in lexicon() else ""


@cached
def match_indicator(name: str, unit: str | None = None) -> str | None:
    """The id of the catalogue's indicator that `name` names, or None.

    Parameters
    ----------
    name : str
        An indicator as ``label_measures`` writes it.
    unit : str, optional
        Its canonical unit; an indicator that is never told in units of this kind does not match.

    Examples
    --------
    >>> match_indicator("全市生产总值", "元"), match_indicator("人均地区生产总值", "元")
    ('gdp', 'gdp_per_capita')
    >>> match_indicator("城镇老旧小区改造", "个")
    'old_estates_renewal'
    >>> match_indicator("城镇新增就业", "元") is None, match_indicator("公司地区生产总值") is None
    (True, True)
    """
    whole = _plain(name)
    bare = pattern("^<opener>+(?=..)").sub("", whole)
    core = pattern("(?<=..)累计(?=..)|(?<=...)<closer>$").sub("", bare)
    unremarked = _plain(pattern("（([^（）]*)）").sub(_kept, name))  # 中欧班列（渝新欧）开行
    found = next(
        (
            found
            for form in dict.fromkeys((whole, bare, core, unremarked))
            if (found := _find(form))
        ),
        None,
    )
    if found is None or unit is None:
        return found
    family = _families().get(unit, "classifier")  # what is not known counts things
    return (
        found
        if family in OF_ANY or family in _catalogue()[found]["unit_family"].split("|")
        else None
    )


@cached
def _own_names() -> frozenset[str]:
    names = (
        name
        for row in vocabulary_rows("indicators")
        for name in [row["name_zh"], *row["aliases"].split("|")]
    )
    return frozenset(_plain(name) for name in names if name and not name.startswith("*"))


@cached
def is_exact(name: str) -> bool:
    """Whether `name` is, scope words aside, a name of the catalogue word for word, so that its id
    stands for it.

    Examples
    --------
    >>> is_exact("全市森林覆盖率"), is_exact("某片区城市道路")
    (True, False)
    """
    plain = _plain(name)
    return plain in _own_names() or pattern("^<opener>+(?=..)").sub("", plain) in _own_names()


@cached
def _rates() -> frozenset[str]:
    ratios = (row for row in vocabulary_rows("indicators") if row["stock_or_flow"] == "ratio")
    return frozenset(
        name
        for row in ratios
        for name in [row["name_zh"], *row["aliases"].split("|")]
        if name and not name.startswith("*")
    )


def names_rate(name: str) -> bool:
    """Whether `name` is, word for word, the catalogue's name of a rate or ratio.

    Examples
    --------
    >>> names_rate("森林覆盖率"), names_rate("某县森林覆盖率"), names_rate("重点项目")
    (True, False, False)
    """
    return name in _rates()


def _tells(modifier: str, indicator_id: str) -> bool:
    """Whether a modifier changes what is measured; 新增 and 新建 add nothing to what is built in a
    period.
    """
    if _catalogue()[indicator_id]["stock_or_flow"] == "flow":
        modifier = pattern("新增|新建").sub("", modifier)
    return pattern("<telling word>").search(modifier) is not None


def describe_indicator(indicator_id: str) -> Mapping[str, str]:
    """The catalogue's row of an indicator: its names, topic, kinds of units, price basis and
    definition.

    Raises
    ------
    KeyError
        If there is no such id.

    Examples
    --------
    >>> describe_indicator("cpi")["name_en"]
    'Consumer price index'
    """
    return _catalogue()[indicator_id]
