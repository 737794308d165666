"""What looks like a quantity and is none: labels, ordinals, dates, enumerators, fixed words.

Patterns by rule, tried in this order before a numeral is read as a quantity. Each is bounded, so
that no text makes a search long.
"""

from __future__ import annotations

from reportlib.numbers.numerals import CN, ONE
from reportlib.numbers.units import DASH, HAN
from reportlib.tables.vocabulary import cached, words

QUOTED_AT_MOST = 16  # characters; a longer quotation is running text, read like any other
KINDS = {
    "enumerator": "enumerator",
    "item": "enumerator",
    "plan": "name",
    "label": "name",
    "ordinal": "ordinal",
    "date": "date",
    "clock": "date",
    "name": "name",
}
_YEAR = "(?:19|20)[0-9]{2}"
_OLD = "[〇零○Oo一二三四五六七八九]"
_CHINESE_YEAR = f"(?:一[八九]|二[〇零○Oo]){_OLD}{{2}}"
_MONTH = "(?:十[一二]?|[一二三四五六七八九])月"
_HOUR = "(?:[01]?[0-9]|2[0-3])[:：][0-5][0-9]"
_TIME = rf"{_HOUR}(?:[:：][0-5][0-9])?(?![0-9:：.%])"


@cached
def name_rules() -> dict[str, str]:
    """Rule → pattern of what is a name, an ordinal, a date or an enumerator."""
    unit = words("units")
    return {
        "enumerator": rf"^\s*(?:{CN}{{1,3}}、(?!(?:{ONE}、){{0,2}}{ONE}次?产)"
        r"|[0-9]{1,2}[.、](?![0-9]))"
        rf"|[（(](?:{ONE}{{1,3}}|[0-9]{{1,2}})[)）]",
        "item": rf"(?<![^\W_]){ONE}{{1,2}}(?=是|要)",
        "quoted": f'[“"‘「](?:(?!增长|达到|年均)[^“”"’」%，。；]){{1,{QUOTED_AT_MOST}}}[“”"’」]',
        "plan": rf"{ONE}{{1,2}}五(?=时期|规划|期间|末|以来|计划)"
        rf"|十[一二三四五六]五(?!{CN}|[至到点、]|{unit})",
        "ordinal": _ordinal(),
        "date": _date(),
        "clock": rf"(?:(?<=[日号午晨晚])|(?<=[早晚]上)|(?<=时间)|(?<=-[0-9]{{2}})){_TIME}"
        rf"|(?<![0-9.:：]){_HOUR}(?=开始|开会|开幕|举行|准时)"
        rf"|(?<![0-9.:：]){_HOUR}(?:{DASH}|[至到]){_TIME}"
        r"|(?<![0-9.])[0-9]{1,2}(?:时(?![间代期刻空点尚速段])|点钟)(?:[0-9]{1,2}分)?",
        "name": _name(),
    }


def _ordinal() -> str:
    return (
        rf"第(?:{CN}{{1,12}}|[0-9]{{1,6}}(?:\.[0-9]{{1,2}})?)"
        "(?:季度|[号届次个批条项期代位名轮大年款座家天步])?"
        rf"|{ONE}{{1,3}}届(?={ONE}{{1,3}}[中次]|历次|全国|中央|人大|政协|党|[省市县区]委|人民)"
        rf"|{ONE}{{1,3}}次(?=、{ONE}{{1,3}}次全会|会议|全会|全体|党代会|人代会|代表大会)"
        rf"|(?<=届){ONE}{{1,3}}次|{ONE}中(?=全会|、)|[一二三四五六七八九]期(?![间望待限])"
        rf"|[0-9]{{1,6}}号|[首前](?:[0-9]{{1,3}}|{ONE})[位名]"
        "|(?:(?<=[居列])|(?<=[居列]全[国省市区州县]))[0-9]{1,3}位"
    )


def _date() -> str:
    return (
        rf"(?<![0-9.]){_YEAR}{DASH}(?:{_YEAR}|[0-9]{{2}})年"
        rf"|(?<![0-9.]){_YEAR}(?=[年、]|{DASH}{_YEAR})年?(?!来)"
        rf"|{_YEAR}[-/][0-9]{{1,2}}[-/][0-9]{{2}}"
        rf"|{_CHINESE_YEAR}(?:年?(?:[至到]|{DASH}){_CHINESE_YEAR})?年(?!来)"
        rf"|(?:[0-9]{{2}}|上|{CN}{{1,3}})世纪(?:[0-9]{{2}}年代)?|[0-9]{{2}}年代"
        rf"|(?<![0-9.])[0-9]{{1,2}}(?:{DASH}[0-9]{{1,2}})?月[份底末初中]?(?!球)"
        rf"|(?<![0-9.])[0-9]{{1,2}}日(?![产均处供])"
        rf"|{_MONTH}(?:{ONE}{{1,3}}日)?[份底末初中]?(?![球亮])|前?{ONE}个?季度"
    )


def _name() -> str:
    digit = "[一二三四五六七八九两多]"
    return (
        r"(?<![A-Za-z])(?![lIO]{1,3}\.?[0-9])[A-Za-z]{1,20}[-._]?[0-9]{1,12}[A-Za-z0-9.]{0,12}"
        "|[二三四五]线|[千万百]兆|[一二三四]级(?=应急|响应)|[0-9]{1,6}[+]"
        rf"|(?:[0-9]{{1,6}}|{CN}{{1,6}})强(?![国化度调势劲大])|[0-9]{{2}}后"
        rf"|(?<![0-9.])(?:[0-9.]{{1,6}}版|[0-9]\.0(?={HAN}{{0,2}}(?:方案|行动|计划|工程|时代)))"
        "|(?<![0-9.])[0-9]{1,2}(?:型|[.][0-9](?=产业)|(?:[.][0-9])?英寸)"
        "|(?:劣?[一二三四五ⅠⅡⅢⅣⅤVI]{1,3}|[0-9])类(?=水|创新药|新药|医疗器械)"
        rf"|[0-9]{{3,5}}(?={HAN}{{0,6}}热线)"
        rf"|一(?!{CN}){HAN}一(?!{CN}){HAN}"
        rf"|{ONE}(?![年月日天个届次倍成级、])(?!{CN}){HAN}{digit}(?!{CN})"
        rf"(?![年月日天个次倍成级]){HAN}(?=[，。、；”])"
    )
