"""One clean sentence → its numerals, left to right: what each is, its value and unit.

At each place the rules are tried in order: what only looks like a quantity
(:mod:`reportlib.numbers.names`) comes before what is one, and a quantity in words or of two numbers
(:mod:`reportlib.numbers.forms`) before a plain number (:mod:`reportlib.numbers.quantity`). Signs of
verbs, bounds and hedges need the words around: :mod:`reportlib.labels.quantities`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlib.numbers.forms import FORMS, form_rules
from reportlib.numbers.names import KINDS, name_rules
from reportlib.numbers.numerals import LONGEST, NUMBER, NotANumeral
from reportlib.numbers.quantity import Numeral, range_ahead, read_quantity
from reportlib.numbers.units import read_unit
from reportlib.tables.openings import sought
from reportlib.tables.vocabulary import cached, words

MINUS = "(?<![0-9A-Za-z%])[-−]|(?<![减担增抱自肩胜背辜正])负|零下"


@cached
def _rules() -> re.Pattern[str]:
    names, forms = name_rules(), form_rules()
    first = ("enumerator", "item", "quoted", "plan")
    rules = {
        **{name: names[name] for name in first},
        "fraction": forms["fraction"],  # 十分之一 before 十分
        "worded": forms["worded"],
        "label": words("policy_labels"),
        **{name: rule for name, rule in names.items() if name not in first},
        **{name: rule for name, rule in forms.items() if name in ("never", "doubling", "tenths")},
        "fixed": words("fixed_words"),
        **{name: rule for name, rule in forms.items() if name in ("product", "ratio")},
        "number": rf"(?P<minus>{MINUS})?(?P<low>{NUMBER})",
    }
    any_rule = "|".join(f"(?P<{name}>{sought(rule)})" for name, rule in rules.items())
    return re.compile(sought(any_rule))


@cached
def _number() -> re.Pattern[str]:
    return re.compile(rf"(?P<minus>(?!))?(?P<low>{NUMBER})")


@cached
def _fixed() -> re.Pattern[str]:
    return re.compile(words("fixed_words"))


def scan(clean: str) -> Iterator[Numeral]:
    """Numerals of a clean sentence, left to right, without the signs, bounds and hedges of words.

    Time grows with the length of the sentence, whatever it holds. What looks like a number and
    cannot be read is a measure without a value; its rule says why.

    Examples
    --------
    >>> [(n.rule, float(n.low), n.unit) for n in scan("增速为负3.9%，人口达1亿2千万人。")]
    [('number', -3.9, '%'), ('number', 120000000.0, '人')]
    >>> [n.rule for n in scan("收入" + "9" * 300 + "元")]
    ['unread: too long']
    """
    rules, at, before = _rules(), 0, None
    while found := rules.search(clean, at):
        at = found.end()
        for numeral in _read(clean, found, before):
            at, before = max(at, numeral.end), numeral
            yield numeral


def _read(clean: str, found: re.Match[str], before: Numeral | None) -> Iterator[Numeral]:
    """The numerals that a rule found: mostly one, none in a fixed word, three in 12:38:50."""
    rule = found.lastgroup or ""
    if rule in ("label", "fixed") and (longer := _longer(clean, found)):
        found, rule = longer, "number"  # 三公里 is no 三公
    if rule in KINDS:
        yield Numeral(*found.span(), KINDS[rule], rule)
    elif rule == "quoted":
        yield from _quoted(found)
    elif rule != "fixed":
        try:
            if rule in FORMS:
                yield from FORMS[rule](clean, found)
            elif numeral := read_quantity(clean, found, before):
                yield numeral
        except NotANumeral as error:
            yield from _unread(clean, found, error.reason)


def _quoted(found: re.Match[str]) -> Iterator[Numeral]:
    inside = _fixed().sub(lambda word: "*" * len(word[0]), found[0])
    if first := _number().search(inside):
        yield Numeral(found.start() + first.start(), found.end() - 1, "name", "quoted label")


def _longer(clean: str, found: re.Match[str]) -> re.Match[str] | None:
    """The number whose unit a label or a fixed word would cut; None where the word is the number
    (千千万万个) or ends with it."""
    number = _number().match(clean, found.start())
    if number is None or number.end() == found.end():
        return None
    return number if read_unit(clean, number.end()).end > found.end() else None


def _unread(clean: str, found: re.Match[str], reason: str) -> Iterator[Numeral]:
    """A row without a value for what looks like a number; Chinese characters that count nothing
    are words."""
    unit = read_unit(clean, found.end())
    counts = unit.unit or range_ahead().match(clean, found.end())
    if counts or re.search("[0-9]", found[0]) or len(found[0]) > LONGEST:
        yield Numeral(found.start(), unit.end, "measure", f"unread: {reason}")
