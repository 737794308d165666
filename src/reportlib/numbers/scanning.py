"""One clean sentence → its numerals, left to right: what each is, its value and unit.

At each place the rules of :func:`_rules` are tried in order: what only looks like a quantity (a
label, an ordinal, a date, a name, a fixed word) comes before what is one. Signs, bounds and hedges
need the words around and are read in :mod:`reportlib.labels.quantities`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from reportlib.numbers.numerals import parse_numeral
from reportlib.tables.vocabulary import vocabulary_rows, words

CN = "[〇零○一二三四五六七八九十百千万亿两]"
ONE = "[一二两三四五六七八九十]"
HAN = r"[\u4e00-\u9fff]"
DASH = r"[-—–―~～]+"
# what stands before a Chinese magnitude that counts: 过千亿, 上千家
PASSED = "(?:过|超|破|近|约|上|达|逾|回|跨)$"
QUOTED_AT_MOST = (
    16  # characters; a longer quotation is running text, whose numbers are read like any other
)


@dataclass
class Numeral:
    """One numeral of a clean sentence; `low` and `high` are in `unit`, magnitudes folded in."""

    start: int
    end: int
    kind: str
    rule: str
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    family: str = ""
    bound: str = ""
    hedge: str = ""
    confidence: float = 1.0


@dataclass(frozen=True)
class Unit:
    name: str
    factor: Decimal
    family: str


@cache
def units() -> Mapping[str, Unit]:
    return {
        row["word"]: Unit(row["unit"], Decimal(row["factor"]), row["family"])
        for row in vocabulary_rows("units")
    }


# -- the rules
# ---------------------------------------------------------------------------------------------------------


def _number() -> str:
    """One numeral with its magnitude: 1.46万亿, 70多亿, 三百多万; a letter l, I or O among digits
    is a slip of scanning.
    """
    digit = r"(?:[0-9]|[lIO](?![A-Za-z]))"
    leading = r"(?:(?<![A-Za-z])[lIO](?=\.?[0-9]))"
    arabic = rf"(?:{leading}|[0-9]){digit}*(?:,[0-9]{{3}}(?![0-9]))*(?:\.{digit}+)?"
    magnitude = r"(?:[十百千](?![克瓦米伏卡焦]))?(?:万[多余几]?亿|[亿万])?"
    return rf"(?:{arabic}[多余几]?{magnitude}|{CN}(?:{CN}|[多余几来](?={CN}))*)"


@cache
def _rules() -> re.Pattern[str]:
    number, year = _number(), r"(?:19|20)[0-9]{2}"
    rules = {
        "enumerator": rf"^\s*(?:{CN}{{1,3}}、(?!{ONE}(?:次产|产))|[0-9]{{1,2}}[.、](?![0-9]))|[（(](?:{ONE}{{1,3}}|[0-9]{{1,2}})[)）]",
        "item": rf"(?<![^\W_]){ONE}{{1,2}}(?=是|要)",
        "quoted": rf"[“\"‘「](?:(?!增长|达到|年均)[^“”\"’「」%，。；]){{1,{QUOTED_AT_MOST}}}[“”\"’」]",
        "plan": rf"{ONE}{{1,2}}五(?=时期|规划|期间|末|以来|计划)",
        "label": words("policy_labels"),
        "ordinal": rf"第(?:{CN}+|[0-9]+)(?:季度|[号届次个批条项期代位名轮大年款座家天步])?"
        rf"|{ONE}{{1,3}}届(?={ONE}+[中次]|全国|中央|人大|政协|党|[省市县区]委|人民)|{ONE}{{1,3}}次(?=、{ONE}+次全会|会议|全会|全体|党代会|人代会|代表大会)"
        rf"|{ONE}中(?=全会|、)|[一二三四五六七八九]期(?![间望待限])|[0-9]+号|[首前](?:[0-9]+|{ONE})[位名]",
        "date": rf"(?<![0-9.]){year}{DASH}(?:{year}|[0-9]{{2}})年|(?<![0-9.]){year}(?=[年、]|{DASH}{year})年?(?!来)"
        rf"|{year}[-/][0-9]{{1,2}}[-/][0-9]{{2}}|二[〇零○Oo][〇零○Oo一二三四五六七八九]{{2}}年"
        rf"|(?:[0-9]{{2}}|上|{CN}{{1,4}})世纪(?:[0-9]{{2}}年代)?|[0-9]{{2}}年代|(?<![0-9.])[0-9]{{1,2}}(?:{DASH}[0-9]{{1,2}})?月[份底初末中]?(?!球)"
        rf"|(?<![0-9.])[0-9]{{1,2}}日(?![产均处供])|前?{ONE}个?季度",
        "name": rf"(?![lIO][.0-9])[A-Za-z]{{1,40}}[-.]?[0-9]+[A-Za-z0-9.]*|[二三四五]线|[千万百]兆|[一二三四]级(?=应急|响应)|[0-9]+\+"
        rf"|(?:[0-9]{{1,9}}|{CN}{{1,9}})强(?![国化度调势劲大])|[0-9]{{2}}后|[0-9.]{{1,9}}版|[0-9]\.0(?={HAN}{{0,2}}(?:方案|行动|计划|工程|时代))|劣?[一二三四五ⅠⅡⅢⅣⅤVI]{{1,4}}类(?=水)|[0-9]{{3,5}}(?={HAN}{{0,6}}热线)"
        rf"|一(?!{CN}){HAN}一(?!{CN}){HAN}|{ONE}(?![年月日天个届次倍成级、])(?!{CN}){HAN}[一二三四五六七八九两多](?!{CN})(?![年月日天个次倍成级]){HAN}(?=[，。、；”])",
        "none at all": rf"(?:未|没有|无){HAN}{{0,5}}?一(?P<never>[人例起户堤坝])|零(?P<event>发生|死亡|伤亡|感染|事故)",
        "doubling": rf"翻了?(?P<times>{ONE})番多?",
        "zero growth": r"零增长",
        "half": r"(?:一半|半数)(?=以上|左右|的|[，。；、）]|$)|(?<=[过近])一半",
        "tenths": r"(?P<tenth>[一二两三四五六七八九]|[0-9](?:\.[0-9])?)成(?=以上|左右|多|的|以下|以内|[，。；、）]|$)",
        "fixed": words("fixed_words"),
        "fraction": rf"(?P<below>{CN}{{1,9}})分之(?P<above>(?:{CN}+|[0-9.]+)(?:点{CN}+)?)"
        rf"(?:[至到]|{DASH})?(?P<above_high>(?<=[-—–―~～至到]){CN}+)?|(?P<over>[0-9]{{1,2}})/(?P<under>[0-9]{{1,2}})(?![0-9/])",
        "product": rf"(?P<first>{number})[×xX*](?P<second>{number})",
        "ratio": rf"(?P<left>{number})[:：∶](?P<right>{number})(?![0-9])",
        "number": rf"(?P<minus>(?<![0-9A-Za-z%])-)?(?P<low>{number})",
    }
    labels = "".join(
        sorted(
            {
                row["word"][0]
                for name in ("policy_labels", "fixed_words")
                for row in vocabulary_rows(name)
            }
        )
    )
    # most places of a text begin no rule
    first = rf"(?=[\s0-9A-Za-z（(“\"‘「第翻未没无首前上半劣ⅠⅡⅢⅣⅤ-]|{CN}|[{re.escape(labels)}])"
    return re.compile(
        first
        + "(?:"
        + "|".join(f"(?P<{name.replace(' ', '_')}>{rule})" for name, rule in rules.items())
        + ")"
    )


# 十大工程, not 三大于二
GREAT = "大(?!型|于|学|会|小|中|众|力|幅|量|数|批|写|约|概|院|道|桥|街|队|豆|蒜|棚|户|坝|堤|厦)"


@cache
def _right() -> Mapping[str, re.Pattern[str]]:
    """What may stand right of a numeral."""
    number, unit = _number(), words("units")
    return {
        "range": re.compile(rf"(?P<low_unit>{unit})?(?P<mark>{DASH}|[至到])(?P<high>{number})"),
        "unit": re.compile(
            rf"(?P<more>[多余几](?=[^年]))?(?:(?P<unit>(?!人[民才口员均工大])(?:{unit}))|(?P<great>{GREAT}))?(?P<most>[多余](?![种样]))?"
        ),
        "per": re.compile(f"/(?P<unit>{unit})"),
        "shared": re.compile(rf"(?:{DASH}|[、和及与]){number}(?P<unit>{unit})"),
        "person": re.compile(rf"(?:{HAN}|[“”]){{0,14}}?(?:{words('persons')})"),
    }


NAMED_BY_RULE = {
    "enumerator": "enumerator",
    "item": "enumerator",
    "plan": "name",
    "label": "name",
    "ordinal": "ordinal",
    "date": "date",
    "name": "name",
}


def scan(clean: str) -> Iterator[Numeral]:
    """Numerals of a clean sentence, left to right, without sign, bound and hedge."""
    at = 0
    while found := _rules().search(clean, at):
        rule = found.lastgroup or ""
        at = found.end()
        if rule in NAMED_BY_RULE:
            yield Numeral(*found.span(), NAMED_BY_RULE[rule], rule)
        elif rule == "quoted":
            inside = re.sub(words("fixed_words"), lambda word: "*" * len(word[0]), found[0])
            if first := re.search(rf"[0-9]|{CN}", inside):
                yield Numeral(
                    found.start() + first.start(), found.end() - 1, "name", "quoted label"
                )
        elif rule != "fixed" and (numeral := _read(clean, found, rule)):
            at = numeral.end
            yield numeral


def _read(clean: str, found: re.Match[str], rule: str) -> Numeral | None:
    """The quantity that a rule of measures found, or None when its Chinese numeral counts nothing."""
    start, end = found.span()

    def exact(rule: str, value: Decimal, unit: str, family: str) -> Numeral:
        return Numeral(start, end, "measure", rule, value, value, unit, family)

    if rule == "none_at_all" and found["event"]:
        return exact(
            "none at all: 零X",
            Decimal(0),
            "人" if found["event"][-1] in "亡染" else "起",
            "classifier",
        )
    if rule == "none_at_all":
        return Numeral(
            found.start("never") - 1,
            end,
            "measure",
            "none at all: 未…一",
            Decimal(0),
            Decimal(0),
            found["never"],
            "classifier",
        )
    if rule == "zero_growth":
        return exact("zero growth: 零增长", Decimal(0), "%", "percent")
    if rule == "doubling":
        numeral = exact(
            "doubling: 翻N番",
            Decimal(100) * (2 ** parse_numeral(found["times"]) - 1),
            "%",
            "doubling",
        )
        numeral.bound = "gt" if found[0].endswith("多") else ""
        return numeral
    if rule == "half":
        return exact("half: 一半", Decimal(50), "%", "percent")
    if rule == "tenths":
        return exact("tenths: N成", parse_numeral(found["tenth"]) * 10, "%", "percent")
    if rule == "fraction":
        return _fraction(found)
    if rule == "product":
        value = parse_numeral(found["first"]) * parse_numeral(found["second"])
        return _with_unit(clean, exact("product: A×B", value, "", ""))
    if rule == "ratio":
        right = parse_numeral(found["right"])
        if right == 0 or (
            re.fullmatch("[0-5][0-9]", found["right"]) and parse_numeral(found["left"]) < 25
        ):
            return Numeral(start, end, "date", "clock time")
        return exact("ratio: A：B", parse_numeral(found["left"]) / right, "1", "ratio")
    return _quantity(clean, found)


def _fraction(found: re.Match[str]) -> Numeral | None:
    below, above = (
        (found["below"], found["above"]) if found["below"] else (found["under"], found["over"])
    )
    try:
        base = parse_numeral(below)
        whole, _, decimals = above.partition("点")
        low = parse_numeral(whole) + (
            Decimal("0." + "".join(str(int(parse_numeral(c))) for c in decimals)) if decimals else 0
        )
        high = parse_numeral(found["above_high"]) if found["above_high"] else low
    except ValueError:
        return None
    unit, share = ("‰", Decimal(1000)) if below == "千" else ("%", Decimal(100))
    if base == 0:
        return None
    return Numeral(
        *found.span(),
        "measure",
        "fraction: A分之B",
        low * share / base,
        high * share / base,
        unit,
        "percent",
    )


def _quantity(clean: str, found: re.Match[str]) -> Numeral | None:
    """A plain number or a range, with its unit; Chinese numerals count only before a unit."""
    low, chinese = found["low"], not re.search("[0-9]", found["low"])
    numeral = Numeral(*found.span(), "measure", "number")
    pair = re.fullmatch(rf"([十百千])?({ONE})({ONE})([十百千万亿]*)", low)
    try:
        if chinese and pair and 0 < parse_numeral(pair[3]) - parse_numeral(pair[2]) == 1:
            numeral.low, numeral.high = (
                parse_numeral((pair[1] or "") + digit + pair[4]) for digit in (pair[2], pair[3])
            )
            numeral.rule = "range: 两三"
        else:
            numeral.low = numeral.high = parse_numeral(low)
    except ValueError:
        return None
    if re.search("[lIO]", low):
        numeral.rule, numeral.confidence = "number; scanning slip mended", 0.9
    if re.search("[多余几来]", low):
        numeral.bound = "gt"
    if found["minus"]:
        numeral.low, numeral.high = -numeral.low, -numeral.high
    if upper := _right()["range"].match(clean, numeral.end):
        _widen(clean, numeral, upper, low)
    numeral = _with_unit(clean, numeral)
    if not numeral.family:
        money = re.search("亿$", low) and (
            re.search(PASSED, clean[max(0, numeral.start - 2) : numeral.start])
            or re.match("级(?:产业|企业|园区|集群)", clean[numeral.end : numeral.end + 3])
        )
        return _bare(clean, numeral, low) if not chinese or money else None
    return _counted(clean, numeral, low) if chinese else _lasting(clean, numeral)


def _widen(clean: str, numeral: Numeral, upper: re.Match[str], low: str) -> None:
    """Make a range of `numeral` when what follows is its upper end; 从A到B and 由A至B stay two
    numbers.
    """
    if upper["mark"] in "至到" and re.search(
        "[从由自][^，。；从由自]*$", clean[max(0, numeral.start - 200) : numeral.start]
    ):
        return
    after = _right()["unit"].match(clean, upper.end())
    unit = after["unit"] if after else None
    if upper["low_unit"] and upper["low_unit"] != unit:
        return
    try:
        high = parse_numeral(upper["high"])
    except ValueError:
        return
    low_value = parse_numeral(low)
    for magnitude, factor in (("万亿", 10**12), ("亿", 10**8), ("万", 10**4)):
        if upper["high"].endswith(magnitude):  # 3—5万: the magnitude serves both ends
            low_value *= 1 if re.search("[万亿]", low) else factor
            break
    if low_value < high:
        numeral.low, numeral.high, numeral.end, numeral.rule = (
            low_value,
            high,
            upper.end(),
            "range: A—B",
        )


def _with_unit(clean: str, numeral: Numeral) -> Numeral:
    after = _right()["unit"].match(clean, numeral.end)
    if after is None or not after[0]:
        return numeral
    if after["unit"]:
        unit = units()[after["unit"]]
        if unit.name in ("省", "市", "县", "天") and re.search(
            "[万亿]", clean[numeral.start : numeral.end]
        ):
            return numeral  # 2300万省外劳动力
        numeral.unit, numeral.family = unit.name, unit.family
        if unit.factor != 1:
            numeral.low, numeral.high = numeral.low * unit.factor, numeral.high * unit.factor  # type: ignore[operator]
    elif after["great"]:
        numeral.unit, numeral.family = "个", "great"
    if per := _right()["per"].match(clean, after.end()):
        numeral.unit += "/" + units()[per["unit"]].name  # 3分/千瓦时
        numeral.end = per.end()
        return numeral
    if after["more"] or after["most"] or "多" in (after["unit"] or ""):
        numeral.bound = "gt"
    numeral.end = after.end()
    return numeral


def _bare(clean: str, numeral: Numeral, written: str) -> Numeral:
    """An Arabic number without a unit: people are counted without one, and so is money in 亿; the
    rest are names.
    """
    if re.match("[A-Za-z]", clean[numeral.end : numeral.end + 1]):
        end = re.match("[A-Za-z0-9.]+级?", clean[numeral.end : numeral.end + 40])
        return Numeral(
            numeral.start, numeral.end + (end.end() if end else 0), "name", "name with letters"
        )
    left = clean[max(0, numeral.start - 20) : numeral.start]
    large = re.search("[万亿]", written)
    if counted := re.search("人次|[旅游]客|人数|人口|户数", left):
        numeral.unit, numeral.family = (
            {"人数": "人", "人口": "人", "户数": "户"}.get(counted[0], "人次"),
            "person",
        )
    elif people := _right()["person"].match(clean, numeral.end):
        numeral.unit, numeral.family = (
            "户" if people[0].endswith(("户", "家庭")) else "人",
            "person",
        )
    elif shared := _right()["shared"].match(clean, numeral.end):
        unit = units()[shared["unit"]]
        numeral.unit, numeral.family = unit.name, unit.family  # 分别高4.2和0.7个百分点
        numeral.low, numeral.high = numeral.low * unit.factor, numeral.high * unit.factor  # type: ignore[operator]
    elif large and "亿" in written:
        numeral.unit, numeral.family = "元", "money"
    elif re.search("指数|系数|强度|之比|比例", left) or "." in written:
        numeral.unit, numeral.family = "1", "index"
    elif large:
        numeral.unit, numeral.family, numeral.confidence = "个", "classifier", 0.5
    else:
        return Numeral(numeral.start, numeral.end, "name", "bare number")
    numeral.rule += "; unit of the counted noun"
    return numeral


def _lasting(clean: str, numeral: Numeral) -> Numeral | None:
    """Years and days that only date something are dates; a lasting one (连续5年, 5年过渡期) is a
    measure.
    """
    if numeral.unit == "周年":
        return Numeral(numeral.start, numeral.end, "date", "anniversary")
    if numeral.unit != "年":
        return numeral
    left, right = (
        clean[max(0, numeral.start - 8) : numeral.start],
        clean[numeral.end : numeral.end + 6],
    )
    if "." in clean[numeral.start : numeral.end] or re.search("年限[^，。；]{0,4}$", left):
        return numeral
    if re.match("[^，。；]{0,6}?(?:行动|计划|方案|规划)", right):
        return Numeral(numeral.start, numeral.end, "name", "term of a plan")
    if re.search("(?:连续|长达|时隔|延长|提前|第)$", left) or re.match(
        "过渡|以上|左右|任务|禁", right
    ):
        return numeral
    return Numeral(numeral.start, numeral.end, "date", "span of years")


def _counted(clean: str, numeral: Numeral, written: str) -> Numeral | None:
    """A Chinese numeral before a unit: a quantity unless its words are fixed (每个, 一家,
    三级医院).
    """
    left = clean[max(0, numeral.start - 4) : numeral.start]
    if numeral.unit == "年":
        if re.fullmatch("[百千]", written):
            numeral.bound = "approx"
            return numeral
        if re.search("[这每同那当历新半全]$", left) and written != "一":
            return None
        return _lasting(clean, numeral)
    if written[0] in "百千万亿":
        named = numeral.unit in ("名", "人次") and len(written) > 1  # 百万名劳动者
        threshold = numeral.family in ("money", "mass") and re.match(
            "以上|级|规模", clean[numeral.end : numeral.end + 2]
        )  # 亿元以上项目
        return numeral if re.search(PASSED, left) or named or threshold else None
    if re.search(
        "(?:第|每|各|这|那|同|某|另|任|双|统|唯|逐|首|上|下|前|后|最)(?<!以下)(?<!如下)(?<!之上)$",
        left,
    ) and numeral.family in (
        "classifier",
        "great",
        "person",
        "money",
    ):
        return None
    if written == "一" and numeral.family in (
        "classifier",
        "person",
        "great",
        "flow_count",
        "length",
        "mass",
        "energy",
    ):
        return None
    if numeral.unit == "级" and not re.search("[省市县区乡镇村]$", left):
        return Numeral(numeral.start, numeral.end, "name", "grade")
    return numeral
