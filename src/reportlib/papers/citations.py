"""References for a list of literature: a report, the documents behind the facts, and this library.

Comes in: a report, or facts. Goes out: text, or BibTeX whose keys stay the same from run to run.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from reportlib.papers.escaping import escape_latex
from reportlib.tables.columns import check_table, list_rows
from reportlib.tables.errors import check_choice
from reportlib.tables.extras import DISTRIBUTION
from reportlib.tables.naming import check_lang, code_word
from reportlib.targets.documents import (
    document_language,
    full_title,
    name_documents,
)
from reportlib.text.regions import name_region
from reportlib.text.report import Report, data_folder

AUTHORS, RELEASED = "reportlib authors", "2026-11-29"  # the day of this version
WHAT = "Chinese government work reports as tidy tables"
MONTHS = "January February March April May June July August September October November December"


def cite(
    report: Report,
    style: str = "text",
    lang: str = "en",
    english: Mapping[str, str] | None = None,
) -> str:
    """Cite a report, and the version of this library that read it.

    Said is what is known of the report: speaker, title, date, place, meeting, and whether the text
    is the official edition (else the name of the file that was read).

    Parameters
    ----------
    report : Report
    style : {"text", "bibtex"}
        ``text`` is a line for each of the two, ``bibtex`` an entry for each.
    lang : {"en", "zh"}
    english : mapping, optional
        ``title, speaker, meeting, place`` in English, for a report that is not shipped; what is
        missing stays in Chinese, for xelatex.

    Raises
    ------
    ReportError
        If the style or the language is unknown.

    Examples
    --------
    >>> from reportlib import load_report
    >>> print(cite(load_report("chongqing-2021")).splitlines()[0])
    Tang Liangzhi. “Report on the Work of the Chongqing Municipal People's Government, 2021.” \
Speech, Chongqing, 21 January 2021, Fourth Session of the Fifth Chongqing Municipal People's \
Congress. In Chinese; transcription with page breaks, not the official edition.
    """
    check_choice("style", style, ("text", "bibtex"))
    check_lang(lang)
    known = _describe(report, lang, english or {})
    if style == "bibtex":
        return f"{_report_entry(report.report_id, known, lang)}\n{_library_entry(lang)}"
    return f"{_report_line(known, lang)}\n{_library_line(lang)}\n"


def cite_facts(facts: pd.DataFrame, lang: str = "en") -> str:
    """The documents that facts were read in, as BibTeX: one entry a document.

    Titles are in `lang`; English ones are our own translation, and the entry says what language the
    document is in. A government or statistics office is the author of what it issued; what has none
    is a ``@manual`` with a ``key`` of its kind and year, by which styles sort and cite.
    Kind, language and address stand in the note, which all styles print. A label for ``cite`` is
    made of the kind and year of the document and of a checksum of its title and date, so it does
    not change when facts are added. The entry lists its facts in a field ``facts``, which no style
    prints.

    Parameters
    ----------
    facts : DataFrame
        Table ``facts`` or ``provinces``, or the like: needs ``source_title, source_date``; taken
        where there: ``region`` (for a work report whose title names no place), ``source_url,
        document_type, accessed_on, fact_id``.

    Raises
    ------
    MissingColumnError
        If a needed column is missing.

    Examples
    --------
    >>> from reportlib import load_facts
    >>> facts = load_facts()
    >>> print(cite_facts(facts[facts.fact_id == "f0348"]))
    @misc{workreport2025-3597f5bd,
      author = {{Government of Chongqing}},
      title = {{Chongqing government work report, 2025 (Hu Henghua)}},
      year = {2025},
      month = jan,
      date = {2025-01},
      note = {Government work report. In Chinese},
      facts = {f0348},
    }
    <BLANKLINE>
    """
    check_lang(lang)
    check_table(facts, "facts", ["source_title", "source_date"])
    documents: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in list_rows(facts):
        if row["source_title"]:
            title = full_title(str(row["source_title"]), row.get("region"))
            key = title, str(row["source_date"] or "")
            documents.setdefault(key, []).append(row)
    ordered = sorted(documents.items(), key=lambda item: (item[0][1], item[0][0]))
    return "\n".join(_fact_entry(title, date, rows, lang) for (title, date), rows in ordered)


def _describe(report: Report, lang: str, english: Mapping[str, str]) -> dict[str, str]:
    """What is said of a report in a language; what is unknown is ""."""
    own = shipped_record(report)
    region = report.region or ""
    known = {
        "title": report.title or report.report_id,
        "speaker": report.speaker or "",
        "meeting": report.meeting or "",
        "place": region,
        "date": report.delivered_on or str(report.year or ""),
        "text": own.get("transcription_zh", ""),
    }
    if lang == "en":
        known["text"] = own.get("transcription", "").partition(";")[0]
        known["place"] = name_region(region, "en") or region
        for name in ("title", "speaker", "meeting"):
            known[name] = own.get(f"{name}_en") or known[name]
        known |= {name: text for name, text in english.items() if name in known}
    if not own and report.source:
        file = Path(report.source).name
        known["text"] = f"read from {file}" if lang == "en" else f"据文件{file}"
    return known


def shipped_record(report: Report) -> Mapping[str, str]:
    """The record of a shipped report, with its names in English; of any other, nothing.

    Examples
    --------
    >>> from reportlib import load_report
    >>> shipped_record(load_report("chongqing-2021"))["speaker_en"]
    'Tang Liangzhi'
    >>> shipped_record(Report("mine", "新建公园12个。"))
    {}
    """
    with (data_folder() / "reports.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["report_id"]: row for row in csv.DictReader(file)}
    row = rows.get(report.report_id, {})
    return row if row.get("title") == report.title else {}


def _day(date: str, lang: str) -> str:
    """A date as readers of a language print it; a year or a month alone is one, too."""
    parts = [int(part) for part in re.findall(r"\d+", date)]
    if lang == "zh":
        return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False))
    months = MONTHS.split()
    words = [str(parts[0]) if parts else ""]
    if len(parts) > 1 and 1 <= parts[1] <= 12:
        words = [*([str(parts[2])] if len(parts) > 2 else []), months[parts[1] - 1], *words]
    return " ".join(words)


def _report_line(known: Mapping[str, str], lang: str) -> str:
    date = _day(known["date"], lang)
    if lang == "zh":
        where = "，".join(filter(None, (known["place"], date, known["meeting"])))
        who = f"{known['speaker']}：" if known["speaker"] else ""
        text = f"{known['text']}。" if known["text"] else ""
        return f"{who}《{known['title']}》，{where}。{text}"
    who = f"{known['speaker']}. " if known["speaker"] else ""
    where = ", ".join(filter(None, ("Speech", known["place"], date, known["meeting"])))
    text = f"; {known['text']}" if known["text"] else ""
    return f"{who}“{known['title']}.” {where}. In Chinese{text}."


def _library_line(lang: str) -> str:
    own, year, number = DISTRIBUTION, RELEASED[:4], version(DISTRIBUTION)
    if lang == "zh":
        return f"{AUTHORS}（{year}）：{own}，{number}版，Python软件包。"
    return f"{AUTHORS} ({year}). {own}: {WHAT}. Python package, version {number}."


def _report_entry(report_id: str, known: Mapping[str, str], lang: str) -> str:
    date, text = known["date"], known["text"]
    who = known["speaker"]
    family, _, given = who.partition(" ")
    note = text if lang == "zh" else "; ".join(filter(None, ("In Chinese", text)))
    spoken = {"zh": "在{}上的报告", "en": "Speech at the {}"}[lang]
    return _entry(
        _plain_key(report_id),
        {
            "author": f"{family}, {given}" if given else f"{{{escape_latex(who)}}}" if who else "",
            "key": "" if who else f"{{{escape_latex(known['title'])}}}",
            "title": f"{{{escape_latex(known['title'])}}}",
            "howpublished": escape_latex(spoken.format(known["meeting"]))
            if known["meeting"]
            else "",
            "address": escape_latex(known["place"]),
            **_dated(date, lang),
            "note": escape_latex(note),
        },
    )


def _library_entry(lang: str) -> str:
    number = version(DISTRIBUTION)
    return _entry(
        "reportlib",
        {
            "author": f"{{{AUTHORS}}}",
            "title": f"{{{DISTRIBUTION}: {WHAT}}}",
            **_dated(RELEASED, lang),
            "note": f"Python package, version {number}"
            if lang == "en"
            else f"Python软件包，{number}版",
            "version": number,
        },
    )


def _fact_entry(title: str, date: str, rows: Iterable[Mapping[str, Any]], lang: str) -> str:
    rows = list(rows)
    address = _url(_first(rows, "source_url"))
    kind = _first(rows, "document_type")
    spoken = document_language(title)
    language = (
        _capital(code_word("language", spoken, lang)) if lang == "en" and spoken != "en" else ""
    )
    title_in = escape_latex(name_documents(title, lang))
    issuer = _issuer(title, kind, rows, lang)
    named = escape_latex(_capital(code_word("document_type", kind, lang))) if kind else ""
    where = rf"\url{{{address}}}" if address else ""
    return _entry(
        f"{re.sub('[^a-z]', '', kind) or 'source'}{date[:4]}-{_checksum(f'{title}|{date}')}",
        {
            "author": f"{{{escape_latex(issuer)}}}" if issuer else "",
            "key": "" if issuer else f"{{{f'{named}, {date[:4]}' if named else title_in}}}",
            "title": f"{{{title_in}}}",
            **_dated(date, lang),
            "urldate": _first(rows, "accessed_on"),
            "note": {"en": ". ", "zh": "。"}[lang].join(filter(None, (named, language, where))),
            "facts": " ".join(sorted({str(row["fact_id"]) for row in rows if row.get("fact_id")})),
        },
        "misc" if issuer else "manual",
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _issuer(title: str, kind: str, rows: Iterable[Mapping[str, Any]], lang: str) -> str:
    """The government that a title names, or the office that issues statistics; else ""."""
    if kind in ("communique", "statistics_office"):
        return _capital(code_word("document_type", "statistics_office", lang))
    if kind not in ("work_report", "plan_report"):
        return ""
    if "国务院" in title:
        return {"en": "State Council of China", "zh": "国务院"}[lang]
    for region in sorted({str(row.get("region") or "") for row in rows} - {""}):
        place = name_region(region, lang) if lang == "en" else region
        if region[:2] in title and place:
            return {"en": f"Government of {place}", "zh": f"{region}人民政府"}[lang]
    return ""


def _first(rows: Iterable[Mapping[str, Any]], column: str) -> str:
    """The first value of a column in the order of values, whatever that of the rows."""
    return min((str(row[column]) for row in rows if row.get(column)), default="")


def _url(address: str) -> str:
    r"""An address for ``\url``: what is no ASCII, and what LaTeX reads as its own, as %XX."""
    odd = re.compile(r"[^\x21-\x7e]|[\\{}^]")
    return odd.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address)


def _dated(date: str, lang: str) -> dict[str, str]:
    """Year, month and date; styles print the month in English."""
    year, month, *_ = [*date.split("-"), "", ""]
    valid = month.isdigit() and 1 <= int(month) <= 12
    named = MONTHS.split()[int(month) - 1][:3].lower() if valid else ""
    return {"year": year, "month": named * (lang == "en"), "date": date * bool(named)}


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _plain_key(name: str) -> str:
    """A key of ASCII: the name, or what is left of it with a checksum."""
    plain = re.sub("[^A-Za-z0-9:._-]", "", name)
    return plain if plain == name and name else f"{plain or 'report'}-{_checksum(name)}"


def _entry(key: str, fields: Mapping[str, str], entry_type: str = "misc") -> str:
    lines = [
        f"  {name} = {text if name == 'month' else f'{{{text}}}'},"
        for name, text in fields.items()
        if text
    ]
    return "\n".join([f"@{entry_type}{{{key},", *lines, "}", ""])
