"""A user's rows are laid over ours for as long as the user says; what cannot be is an error."""

import logging

import pytest
from conftest import ROOT, cases

from reportlib import Report, ReportError, analyse, load_vocabulary, use_vocabulary
from reportlib.tables.vocabulary import vocabulary_rows

TEXT = "一、2020年工作回顾\n去年，野生大熊猫达到120只，新建公园12馆，生产总值增长5%。"
ANIMALS = "environment,classifier,stock,any,none,floor"
HEAD = "indicator_id,name_zh,name_en,aliases,topic,unit_family,stock_or_flow,timing,price_basis"


@pytest.fixture
def lay(tmp_path):
    """Write a vocabulary file, line ends as ⏎, and give its folder."""

    def write(file, text):
        (tmp_path / file).write_text(text.replace("⏎", "\n"), encoding="utf-8")
        return tmp_path

    return write


def numbers(text=TEXT, vocabulary=None):
    return analyse(Report("r", text, region="某市", year=2021), vocabulary).numbers


def measures(text=TEXT, vocabulary=None):
    found = numbers(text, vocabulary)
    return found[found["kind"] == "measure"].set_index("text")


def test_an_indicator_of_ones_own(lay):
    folder = lay("indicators.csv", f"{HEAD},judged_as⏎pandas,野生大熊猫,Wild pandas,,{ANIMALS}")
    row = measures(vocabulary=folder).loc["120只"]
    assert (row["indicator_id"], row["indicator_en"]) == ("pandas", "Wild pandas")
    assert measures()["indicator_id"].isna()["120只"]


def test_a_row_of_ours_is_replaced(lay):
    gdp = "gdp,地区生产总值,Output of the place,生产总值,output,money,flow,any,constant,floor"
    folder = lay("indicators.csv", f"{HEAD},judged_as⏎{gdp}")
    assert measures(vocabulary=folder).loc["5%", "indicator_en"] == "Output of the place"
    assert measures().loc["5%", "indicator_en"] == "GDP"


def test_a_unit_of_ones_own(lay):
    folder = lay("units.csv", "word,unit,factor,family⏎馆,馆,1,classifier")
    assert measures(vocabulary=folder).loc["12馆", "unit"] == "馆"
    assert "12馆" not in numbers()["text"].tolist()


def test_a_word_of_ones_own(lay):
    text = "一、2020年工作回顾\n全市喜迎来客5万人。"
    folder = lay("lexicon.csv", "word,tag⏎喜迎,manner⏎来客,noun")
    assert measures(text, folder).loc["5万人", "indicator"] == "来客"
    assert measures(text).loc["5万人", "indicator"] != "来客"


def test_a_row_of_the_grammar_of_ones_own_comes_first(lay):
    """It may ask for a word, tell the measure, and is tried before ours."""
    text = "一、2020年工作回顾\n产值冲上5亿元。投资升至3亿元。"
    row = "peak,CLAUSE* (subject: attribute) CLAUSE*,none,said:冲上,{subject}峰值,change"
    folder = lay("grammar.csv", f"name,left,right,when,indicator,measure⏎{row}")
    lay("lexicon.csv", "word,tag⏎冲上,move")
    found = measures(text, folder)
    assert found["indicator"].tolist() == ["产值峰值", "投资"]
    assert found["measure"].tolist() == ["change", "level"]
    assert found.loc["5亿元", "rule"] == "number; peak"


def test_a_cue_of_ones_own(lay):
    text = "一、2020年工作回顾\n旧岁，新建公园12个。"
    folder = lay("period_events.csv", "pattern,event,first,last,role⏎旧岁,cue,-2,-2,outcome")
    assert measures(text, folder).loc["12个", "period_end"] == 2019
    assert measures(text).loc["12个", "period_end"] == 2020


def test_the_context_ends(lay):
    folder = lay("units.csv", "word,unit,factor,family⏎馆,馆,1,classifier")
    with use_vocabulary(folder):
        assert "馆" in load_vocabulary("units")["word"].tolist()
        assert "12馆" in numbers()["text"].tolist()  # all that is read inside
    assert "馆" not in load_vocabulary("units")["word"].tolist()


def test_a_file_that_was_changed_is_read_anew(lay):
    head = "word,unit,factor,family⏎"
    folder = lay("units.csv", f"{head}馆,馆,1,classifier")
    assert measures(vocabulary=folder).loc["12馆", "unit"] == "馆"
    lay("units.csv", f"{head}馆,座,1,classifier")
    assert measures(vocabulary=folder).loc["12馆", "unit"] == "座"


def test_the_log_says_what_was_laid_over(lay, caplog):
    lay("units.csv", "word,unit,factor,family⏎馆,馆,1,classifier")
    folder = lay("head_nouns.csv", "word,why⏎增加值,ours⏎毛收益,own")
    with caplog.at_level(logging.INFO, "reportlib"):
        numbers(vocabulary=folder)
    told = f"{folder} laid over our vocabulary: head_nouns 1 new, 1 for ours (增加值); units 1 new"
    assert caplog.messages == [told]


@pytest.mark.parametrize("case", cases("overlays"))
def test_what_cannot_be_laid_over_is_an_error(case, lay):
    with pytest.raises(ReportError) as raised:
        numbers(vocabulary=lay(case["file"], case["text"]))
    assert case["error"] in str(raised.value)


def test_a_folder_that_is_none(tmp_path):
    with pytest.raises(ReportError, match="cannot be read as a vocabulary"):
        numbers(vocabulary=tmp_path / "nowhere")
    with pytest.raises(ReportError, match="holds no CSV file"):
        numbers(vocabulary=tmp_path)


def test_each_file_is_listed_with_its_closed_columns():
    files = {path.stem for path in (ROOT / "src" / "reportlib" / "vocabulary").glob("*.csv")}
    listed = {row["file"]: row for row in vocabulary_rows("files")}
    assert set(listed) == files
    for name, row in listed.items():
        assert set(row["closed"].split()) <= set(vocabulary_rows(name)[0])
