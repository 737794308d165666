"""References: a report, the documents of the facts, and this library."""

import re
import tomllib
from dataclasses import replace

import pandas as pd
import pytest
import yaml
from conftest import ROOT

from reportlib import Report, ReportError, __version__, cite, cite_facts, load_facts, load_provinces
from reportlib.papers.citations import AUTHORS, RELEASED

ENTRY = re.compile(r"@(?:misc|manual)\{([^,]+),\n((?:  \w+ = .*,\n)+)\}\n")


def entries(bibtex):
    found = ENTRY.findall(bibtex)
    assert "".join(bibtex.replace("@manual", "@misc").split()) == "".join(
        "".join(f"@misc{{{key},\n{fields}}}\n".split()) for key, fields in found
    )
    return {key: dict(re.findall(r"  (\w+) = \{?(.*?)\}?,\n", fields)) for key, fields in found}


def test_a_report_is_cited_with_all_that_is_known(report):
    line, library = cite(report, lang="zh").splitlines()
    assert line == (
        "唐良智：《2021年重庆市人民政府工作报告》，重庆市，2021年1月21日，"
        "重庆市第五届人民代表大会第四次会议。转录稿，含分页，非正式版本。"
    )
    assert library.endswith(f"{__version__}版，Python软件包。")
    assert cite(report).splitlines()[1].endswith(f"version {__version__}.")
    found = entries(cite(report, "bibtex"))
    assert list(found) == ["chongqing-2021", "reportlib"]
    assert found["chongqing-2021"]["author"] == "Tang, Liangzhi"
    assert (
        found["chongqing-2021"]["month"] == "jan" and found["reportlib"]["version"] == __version__
    )
    assert cite(report, "bibtex").isascii()


def test_a_report_of_which_little_is_known_names_its_file():
    bare = Report("某市 2024", "全文", source="/somewhere/own report.docx")
    assert (
        cite(bare).splitlines()[0] == "“某市 2024.” Speech. In Chinese; read from own report.docx."
    )
    (key, _) = entries(cite(bare, "bibtex"))
    assert re.fullmatch(r"2024-[0-9a-f]{8}", key)
    own = replace(bare, speaker="张三", region="某市", year=2024)
    english = {"speaker": "Zhang San", "title": "Report", "place": "Mou"}
    line = cite(own, english=english).splitlines()[0]
    assert line.startswith("Zhang San. “Report.” Speech, Mou, 2024.")
    assert "{{张三}}" in cite(own, "bibtex")


def test_a_report_of_your_own_with_a_shipped_id_does_not_take_its_record():
    line = cite(Report("chongqing-2021", "全文", title="某报告")).splitlines()[0]
    assert "Tang Liangzhi" not in line


def test_what_is_asked_for_must_be_known(report):
    with pytest.raises(ReportError, match="style='apa'"):
        cite(report, "apa")
    with pytest.raises(ReportError, match="lang='fr'"):
        cite(report, lang="fr")
    with pytest.raises(ReportError, match="lang='fr'"):
        cite_facts(load_facts(), "fr")


def test_each_document_has_one_entry_whose_key_stays():
    facts = pd.read_csv(ROOT / "data" / "reference" / "facts.csv", dtype=str)
    found = entries(cite_facts(facts))
    assert len(found) == len(facts.drop_duplicates(["source_title", "source_date"])) == 132
    assert len(re.findall("^@", cite_facts(facts), re.M)) == len(found)  # unique
    assert all(re.fullmatch("[a-z]+[0-9]{4}-[0-9a-f]{8}", key) for key in found)
    few = facts[facts["document_type"] == "communique"]
    assert set(entries(cite_facts(few))) < set(found) and cite_facts(facts) == cite_facts(
        facts.sample(frac=1, random_state=1)
    )
    assert sum(len(fields["facts"].split()) for fields in found.values()) == len(facts)
    for fields in found.values():
        assert ("author" in fields) != ("key" in fields) and fields["title"]
        assert fields["note"].isascii() or "é" in fields["note"]
    authors = {fields["author"] for fields in found.values() if "author" in fields}
    assert authors == {
        *("{State Council of China}", "{Government of Chongqing}", "{Statistics office}")
    }
    press = [fields for fields in found.values() if fields.get("key", "").startswith("{Press")]
    assert press and all(fields["key"] == f"{{Press report, {fields['year']}}}" for fields in press)
    assert set(entries(cite_facts(facts, "zh"))) == set(found)


def test_reposts_have_no_address_as_in_the_table_of_facts():
    facts = load_facts()
    assert cite_facts(facts[facts["source_url"].isna()]).count(r"\url") == 0
    assert r"note = {Press report. In Chinese. \url{https://" in cite_facts(facts)
    assert cite_facts(load_provinces()).count("@misc") == 62


def test_the_library_has_one_year_everywhere(report):
    for name, lang in (("README.md", "en"), ("README.zh.md", "zh")):
        line = cite(report, lang=lang).splitlines()[1]
        assert RELEASED[:4] in line and f"\n> {line}\n" in (ROOT / name).read_text("utf-8")
    library = entries(cite(report, "bibtex"))["reportlib"]
    assert (library["year"], library["date"]) == (RELEASED[:4], RELEASED)


def test_a_report_without_a_speaker_is_sorted_by_its_title():
    (key, entry), _ = entries(cite(Report("own", "全文", title="Own report"), "bibtex")).items()
    assert (key, entry["key"], "author" in entry) == ("own", "{Own report}", False)


def test_fields_cannot_break_out_of_their_braces():
    facts = pd.DataFrame({"source_title": ["a } { 50% & \\x"], "source_date": ["2020-13"]})
    text = cite_facts(facts)
    fields = text.partition(",\n")[2]
    assert fields.count("{") - fields.count("}") == -1 and r"50\% \&" in text
    assert "month" not in text and "year = {2020}" in text


def test_the_citation_file_is_valid_and_agrees_with_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    known = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    needed = {"cff-version", "message", "title", "authors"}
    allowed = needed | {"date-released", "type", "version", "license", "abstract", "keywords"}
    assert needed <= set(known) <= allowed
    assert known["cff-version"] == "1.2.0" and known["type"] == "software"
    assert str(known["version"]) == project["version"] == __version__
    assert known["license"] == project["license"]
    assert known["title"].startswith(project["name"])
    assert known["authors"] == project["authors"] == [{"name": AUTHORS}]
    assert all(isinstance(word, str) for word in known["keywords"])
    assert str(known["date-released"]) == RELEASED
    assert f"Copyright (c) {RELEASED[:4]} {AUTHORS}" in (ROOT / "LICENSE").read_text(
        encoding="utf-8"
    )
