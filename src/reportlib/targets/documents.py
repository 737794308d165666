"""The documents that figures were read in: what they are called in either language.

Comes in: titles as the reference tables have them. Goes out: English titles, our own translation.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache

from reportlib.text.regions import name_region
from reportlib.text.report import data_folder

JOINT = "; "  # between the titles of a figure that was made from several
REPORT_OF = re.compile(r"(?:(\d{4})年)?(\D+?)(?:(\d{4})年)?(?:人民)?政府工作报告")
BARE = re.compile(r"(\d{4}年)?((?:人民)?政府工作报告)")


def name_documents(titles: str, lang: str = "en") -> str:
    """Titles of documents, joined by "; ", as readers of `lang` know them.

    English titles are our own, from ``data/reference/sources.csv``; the work report of a province
    is named by its place and year. A title that neither knows stays as it is.

    Examples
    --------
    >>> name_documents("统计局:2021年重庆市经济运行情况; 2025年北京市政府工作报告")
    'Statistics bureau: economic performance of Chongqing, 2021; \
Beijing government work report, 2025'
    >>> name_documents("2025年北京市政府工作报告", "zh"), name_documents("某书")
    ('2025年北京市政府工作报告', '某书')
    """
    if lang != "en":
        return titles
    return JOINT.join(_english(title) for title in titles.split(JOINT))


def document_language(title: str) -> str:
    """The language that a document is written in, as a two-letter code: by the table, else by its
    title.

    Examples
    --------
    >>> document_language("Govt work report in 2019 (China Daily govt)"), document_language("某书")
    ('en', 'zh')
    """
    known = _documents().get(title)
    if known:
        return known["language"]
    return "zh" if re.search("[\u4e00-\u9fff]", title) else "en"


def full_title(title: str, region: str | None) -> str:
    """The title of a document, with the province that it is of where it names none.

    Examples
    --------
    >>> full_title("2026年政府工作报告", "广东省"), full_title("2025年统计公报", "广东省")
    ('2026年广东省政府工作报告', '2025年统计公报')
    """
    found = BARE.fullmatch(title)
    if not found or not region or title in _documents() or not name_region(region, "en"):
        return title
    return f"{found[1] or ''}{region}{found[2]}"


def _english(title: str) -> str:
    if known := _documents().get(title):
        return known["title_en"]
    found = REPORT_OF.fullmatch(title)
    name = found and name_region(found[2], "en")
    if not found or not name:
        return title
    year = found[1] or found[3]
    return f"{name} government work report{f', {year}' if year else ''}"


@cache
def _documents() -> Mapping[str, Mapping[str, str]]:
    path = data_folder() / "reference" / "sources.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["source_title"]: row for row in csv.DictReader(file)}
