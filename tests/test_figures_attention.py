"""A concept over the years: lines, labels and title say what the rows say."""

import pandas as pd
import pytest
from conftest import texts, title_of

from reportlib import ReportError, plot_attention

ROWS = pd.DataFrame(
    {
        "place": ["重庆市", "重庆市", "北京市", "北京市"],
        "year": [2020, 2021, 2020, 2021],
        "topic": "jobs",
        "share_of_characters": [0.01, 0.02, 0.0, 0.03],
        "share_of_terms": [0.1, 0.2, 0.0, 0.3],
        "share_of_sentences": [0.05, 0.1, 0.0, 0.2],
    }
)


@pytest.mark.parametrize("share", ["share_of_characters", "share_of_terms", "share_of_sentences"])
def test_a_line_a_place_at_the_shares_of_the_rows(lang, share):
    axes = plot_attention(ROWS, topic="jobs", share=share, lang=lang)
    lines = {line.get_gid(): line for line in axes.lines}
    assert set(lines) == {"重庆市", "北京市"}
    assert lines["北京市"].get_ydata().tolist() == pytest.approx(
        (ROWS.loc[2:, share] * 100).tolist()
    )
    assert lines["北京市"].get_marker() != lines["重庆市"].get_marker()
    named = {"zh": {"重庆", "北京"}, "en": {"Chongqing", "Beijing"}}[lang]
    assert named <= set(texts(axes.texts))


def test_the_title_names_the_largest_share():
    title = title_of(plot_attention(ROWS, topic="jobs"))
    assert title == "jobs: the largest share, 3.0 %, is that of Beijing in 2021"


def test_a_topic_of_the_lexicon_has_its_name():
    rows = ROWS.assign(topic="macro")
    assert title_of(plot_attention(rows, topic="macro")).startswith("Growth and macro policy")


def test_what_cannot_be_drawn_is_named():
    with pytest.raises(ReportError, match="no report on 'rivers' to draw"):
        plot_attention(ROWS, topic="rivers")
    with pytest.raises(ReportError, match="share='n' is not one of"):
        plot_attention(ROWS, topic="jobs", share="n")
    many = pd.concat([ROWS.assign(place=f"{i}市") for i in range(7)])
    with pytest.raises(ReportError, match="7 places do not fit"):
        plot_attention(many, topic="jobs")
