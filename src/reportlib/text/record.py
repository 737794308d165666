"""Raw text and file name → what a report is: its kind, place, year, date, speaker and meeting, each
with where it was found.

Conservative: a wrong year is worse than none. What the title block does not say is looked for in
the first paragraphs and in the file's name, and is missing if nothing tells it.
"""

from __future__ import annotations

import csv
import re
import warnings
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from reportlib.numbers.numerals import parse_numeral
from reportlib.tables.errors import ReportError, ReportWarning
from reportlib.tables.vocabulary import cached, vocabulary_rows
from reportlib.text.cleaning import clean
from reportlib.text.lines import CHINESE, ENUMERATOR, flow, lines_of

YEAR = r"((?:20|19)[0-9]{2}|二[〇零○Oo][〇零○Oo一二三四五六七八九]{2})年"
REGION = r"([\u4e00-\u9fff]{1,10}?(?:自治区|自治州|地区|省|市|州|盟|区|县|旗))"
REPORTING = re.compile("代表(?:国务院|.{0,14}政府).{0,12}(?:报告|汇报)|政府工作报告")
TITLE_LINES, LONGEST_TITLE = 8, 45  # lines of a title block, characters of each
HEAD = 1200  # characters in which a report says what it is
_FILE_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9]{3})")

LIST = "reports.csv"  # beside the files: what the user knows of them
FIELDS = ("kind", "region", "year", "title", "speaker", "delivered_on", "meeting")
GIVE = (
    "give it as an option ({field}=, --{field}) or in a row (file, {field}) of a reports.csv beside"
    " the file"
)

Record = dict[str, Any]


def settle_record(text: str, path: Path, given: Mapping[str, Any]) -> Record:
    """The record of a file: what the caller has given, else what a ``reports.csv`` beside it says,
    else what the text and the file's name tell.

    Warns
    -----
    ReportWarning
        If no year is found, or two of these sources disagree on year or region.

    Raises
    ------
    ReportError
        If the ``reports.csv`` beside the file cannot be used.
    """
    found, sources = read_record(text, path.stem)
    named, _ = read_record("", path.stem)
    listed = read_listed(path)
    record = found | {name: value for name, value in listed.items() if value}
    record |= {name: value for name, value in given.items() if value}
    for field in ("region", "year"):
        said = {sources.get(field, ""): found[field], "file name": named[field]}
        said[LIST] = listed.get(field)
        known = {where: value for where, value in said.items() if value}
        if not given.get(field) and len(_unlike(list(known.values()))) > 1:
            told = ", ".join(f"{value} ({where})" for where, value in known.items())
            _warn(f"{path}: {told}: taken is {record[field]}; if it is wrong, {GIVE}", field)
    if record["year"] is None:
        _warn(
            f"{path}: no year is found, so periods that count from it stay missing; {GIVE}", "year"
        )
    return record


def _warn(message: str, field: str) -> None:
    warnings.warn(message.format(field=field), ReportWarning, stacklevel=4)


def _unlike(values: list[Any]) -> list[Any]:
    """Values that differ; the name of a place may be longer than another."""
    return [
        value
        for i, value in enumerate(values)
        if not any(str(value) in str(one) or str(one) in str(value) for one in values[:i])
    ]


def read_listed(path: Path) -> Record:
    """What a reports.csv beside a file says of it; nothing where there is none.

    Raises
    ------
    ReportError
        If that list cannot be used.
    """
    beside = path.parent / LIST
    if not (path.is_file() and beside.is_file()):
        return {}
    return _read_list(beside, beside.stat().st_mtime_ns).get(path.name, {})


@lru_cache(maxsize=16)
def _read_list(path: Path, changed: int) -> Mapping[str, Record]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        return {
            Path(row["file"]).name: {
                field: int(row[field]) if field == "year" and row[field] else row[field]
                for field in FIELDS
                if row.get(field)
            }
            for row in rows
        }
    except (UnicodeDecodeError, csv.Error, KeyError, TypeError, ValueError) as error:
        raise ReportError(
            f"{path}: not a list of reports ({error!r}); it needs a column file, may have "
            f"{', '.join(FIELDS)}, and years in digits, saved as UTF-8 CSV; or move it elsewhere"
        ) from error


def read_record(text: str, name: str = "") -> tuple[Record, dict[str, str]]:
    """What a document says of itself, and where it says so.

    Parameters
    ----------
    text : str
        Raw text.
    name : str
        The file's name without its ending.

    Returns
    -------
    record : dict
        ``kind`` (a kind of ``vocabulary/report_kinds.csv``, else None), ``region``, ``year`` (of
        delivery; of a bulletin the year that it reports, of a plan its first), ``title, speaker,
        delivered_on, meeting``.
    sources : dict
        Field → "title", "date line", "meeting", "first paragraphs", "headings" or "file name".

    Examples
    --------
    >>> record, sources = read_record("2022年某某市国民经济和社会发展统计公报\\n一、综合\\n")
    >>> record["kind"], record["region"], record["year"], sources["year"]
    ('bulletin', '某某市', 2022, 'title')
    """
    text = flow(text).text
    head = clean(text[:HEAD])
    title = _title_block(text)
    kind = _kind(title, head)
    spoken = re.search(
        rf"(?<![0-9年]){YEAR}([0-9]{{1,2}})月([0-9]{{1,2}})日(?:在(.{{4,40}}?会议)上)?",
        title if re.search(rf"{YEAR}[0-9]{{1,2}}月", title) else head[:200],
    )
    found: dict[str, Mapping[str, Any]] = {
        "kind": {"title": kind},
        "region": _regions(title, head, name),
        "year": _years(text, title, kind, spoken, name),
        "title": {"title": _title(title, head, kind)},
        "speaker": {"title": _speaker(text[:HEAD])},
        "delivered_on": {"date line": _date(spoken)},
        "meeting": {"date line": spoken[4] if spoken else None},
    }
    record: Record = {}
    sources: dict[str, str] = {}
    for field, values in found.items():
        where = next((where for where, value in values.items() if value), None)
        record[field] = values[where] if where else None
        if where:
            sources[field] = where
    return record, sources


def _title_block(text: str) -> str:
    """The short lines before the first paragraph or heading, each with a blank after it."""
    lines: list[str] = []
    for _, line in lines_of(text[: 2 * HEAD]):
        if len(lines) == TITLE_LINES or len(line) > LONGEST_TITLE:
            break
        if re.match(f"{CHINESE}{{1,3}}、|各位|.*[，。！]", line):
            break
        lines.append(clean(line))
    return " ".join(lines)


@cached
def _kinds() -> Mapping[str, re.Pattern[str]]:
    return {row["kind"]: re.compile(row["title"]) for row in vocabulary_rows("report_kinds")}


def _kind(title: str, head: str) -> str | None:
    """The kind that the title names first, else a work report that says so as it begins."""
    for kind, pattern in _kinds().items():
        if pattern.search(title):
            return kind
    return "work_report" if REPORTING.search(head) else None


def _title(title: str, head: str, kind: str | None) -> str | None:
    if kind is None:
        return None
    line = next((line for line in title.split(" ") if _kinds()[kind].search(line)), "")
    in_head = re.search(rf"(?:{YEAR})?(?:{REGION}(?:人民)?)?政府工作报告", head)
    return re.split("[。①②③*（[]", line)[0] or (in_head[0] if in_head else None)


def _regions(title: str, head: str, name: str) -> dict[str, str | None]:
    """The place, by where it stands: a title that begins with it, the assembly, the file's name."""
    if title.startswith("中华人民共和国") or re.search("我(?:谨)?代表国务院", head):
        return {"title": "全国"}
    named = re.search(rf"(?:^| |{YEAR}){REGION}(?=人民|政府|[0-9]|国民|财政|统计|预算| )", title)
    assembly = re.search(rf"在{REGION}第.{{1,4}}届人民代表大会", head)
    reporting = re.search(rf"(?:^|{YEAR}| ){REGION}(?:人民)?政府工作报告", head)
    in_name = re.search(REGION, name)
    return {
        "title": named[2] if named else None,
        "meeting": assembly[1] if assembly else None,
        "first paragraphs": reporting[2] if reporting else None,
        "file name": in_name[1] if in_name else None,
    }


def _years(
    text: str, title: str, kind: str | None, spoken: re.Match[str] | None, name: str
) -> dict[str, int | None]:
    """The year, by where it stands, surest first."""
    rule = next((row["year"] for row in vocabulary_rows("report_kinds") if row["kind"] == kind), "")
    named = [int(parse_numeral(year)) for year in re.findall(f"{YEAR}(?!.{{0,3}}月)", title)]
    dated = int(parse_numeral(spoken[1])) if spoken else None
    in_name = _FILE_YEAR.search(name)
    years: dict[str, int | None] = {"title": None, "date line": dated}
    if rule == "plan":
        plan = re.search(f"({CHINESE}{{1,3}})(?:个五年|五)", title)
        years["title"] = 1951 + 5 * int(parse_numeral(plan[1])) if plan else None
    elif named:
        years["title"] = max(named)
    if rule in ("delivered", ""):
        years["first paragraphs"] = _year_of_review(text)
        years["headings"] = _year_of_tasks(text)
    return years | {"file name": int(in_name[1]) if in_name else None}


def _year_of_review(text: str) -> int | None:
    """The year after the one that the first part looks back on."""
    found = re.search(rf"{YEAR}(?:政府)?工作(?:的)?(?:回顾|总结|完成情况)", clean(text[:4000]))
    return int(parse_numeral(found[1])) + 1 if found else None


def _year_of_tasks(text: str) -> int | None:
    """The year of the tasks that a heading names, or that is said to have targets."""
    ahead = "要求|安排|部署|任务|重点|建议"
    found = re.search(
        rf"(?m)^\s*(?:{ENUMERATOR})?(?:对|关于)?{YEAR}[^，。；\n]{{0,20}}(?:{ahead})", text
    ) or re.search(rf"{YEAR}[^。]{{0,20}}(?:主要预期目标|主要目标)", clean(text))
    return int(parse_numeral(found[1])) if found else None


def _speaker(head: str) -> str | None:
    found = re.search(
        r"(?:市长|省长|区长|县长|州长|旗长|盟长|主席|总理)[ \u3000]*"
        r"([\u4e00-\u9fff]{2}[ \u3000]?[\u4e00-\u9fff]?[\u4e00-\u9fff]?)(?=\s|$)",
        head,
    )
    return re.sub(r"\s", "", found[1]) if found else None


def _date(spoken: re.Match[str] | None) -> str | None:
    return (
        f"{parse_numeral(spoken[1])}-{int(spoken[2]):02d}-{int(spoken[3]):02d}" if spoken else None
    )
