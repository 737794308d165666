"""Style and saving: nothing global is touched, every character has a glyph, bytes repeat."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest

from reportlib import (
    ReportError,
    save_figure,
    use_style,
)


@pytest.fixture(autouse=True)
def no_window():
    mpl.use("Agg")
    yield
    plt.close("all")


@pytest.mark.parametrize("arguments", [{"lang": "fr"}, {"width": "wide"}, {"font": "none.ttf"}])
def test_unknown_styles_are_named(arguments):
    with pytest.raises(ReportError, match=next(iter(arguments.values()))), use_style(**arguments):
        pass


def test_settings_are_as_before_even_after_an_error():
    before = dict(mpl.rcParams)
    with pytest.raises(ZeroDivisionError), use_style(width="double"):
        assert mpl.rcParams["figure.figsize"] == [6.9, 4.3]
        raise ZeroDivisionError
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize(("lang", "line"), [("zh", "来源：s"), ("en", "Source: s")])
def test_a_caption_names_its_source_in_its_language(tmp_path, lang, line):
    paths = draw(tmp_path, lang=lang)
    assert paths[-1].read_text(encoding="utf-8").splitlines()[-1] == line


def draw(folder, **changes):
    with use_style():
        figure, axes = plt.subplots()
        axes.plot([1, 2])
        axes.set_title(changes.pop("title", "增长率"))
        return save_figure(
            figure,
            **(
                {
                    "name": "a",
                    "data": pd.DataFrame({"x": [1]}),
                    "caption": "c",
                    "source": "s",
                    "folder": folder,
                }
                | changes
            ),
        )


def test_the_same_input_gives_the_same_bytes(tmp_path):
    first, second = draw(tmp_path / "1"), draw(tmp_path / "2")
    assert [path.name for path in first] == ["a.pdf", "a.svg", "a.png", "a.csv", "a.txt"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": "\ue123"}, "no glyph"),
        ({"caption": " "}, "needs a caption"),
        ({"source": ""}, "needs a source"),
        ({"name": "a/b"}, "plain file name"),
        ({"lang": "fr"}, "lang='fr'"),
    ],
)
def test_nothing_is_written_when_something_is_wrong(tmp_path, changes, message):
    with pytest.raises(ReportError, match=message):
        draw(tmp_path / "out", **changes)
    assert not (tmp_path / "out").exists()
