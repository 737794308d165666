"""What holds for the tables of any report, whatever its text."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportlib import Report, analyse


@given(
    st.text(
        alphabet="去年增长达到下降0123456789.%万亿元个十五两、，。；“”（）—至 \n第一年力争以上约"
        "·：:×/-lIO点分之成翻番倍半多几数壹仟廿负零",
        max_size=80,
    )
    | st.text(max_size=40)
)
def test_invariants_of_any_text(text):
    table = analyse(Report("any", text, year=2021)).numbers
    assert table["number_id"].is_unique
    assert (table["end"] > table["start"]).all() and (table["start"].diff().dropna() > 0).all()
    covered = set()
    for row in table.itertuples():
        assert text[row.start : row.end] == row.text
        covered.update(range(row.start, row.end))
    assert {i for i, c in enumerate(text) if c in "0123456789"} <= covered
    measures = table[table["kind"] == "measure"]
    unread = measures["rule"].str.startswith("unread: ")
    assert measures.loc[unread, ["value", "value_low", "unit"]].isna().all(axis=None)
    read = measures[~unread]
    assert (read["value_low"] <= read["value_high"]).all()
    assert np.isfinite(read[["value_low", "value_high"]].to_numpy(float)).all()
    assert ((read["bound"] == "range") == read["value"].isna()).all()
    assert read["role"].isin(["outcome", "target", "context"]).all() and read["unit"].notna().all()


def test_every_arabic_numeral_lies_in_a_row(report, tables):
    covered = [False] * len(report.text)
    for start, end in zip(tables.numbers["start"], tables.numbers["end"], strict=True):
        covered[start:end] = [True] * (end - start)
    assert [i for i, c in enumerate(report.text) if c in "0123456789" and not covered[i]] == []


def test_empty_text_gives_empty_tables():
    empty = analyse(Report("empty", ""))
    full = analyse(Report("one", "增长5%。"))
    for name in empty._fields:
        assert (
            getattr(empty, name).empty
            and (getattr(empty, name).dtypes == getattr(full, name).dtypes).all()
        )
