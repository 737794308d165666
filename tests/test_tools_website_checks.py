"""What the built site must not have is found, and nothing else."""

import pytest
from checks import find_faults

GOOD = """<html><head><link rel="canonical" href="https://example.org/"><link href="_static/a.css">
</head><body id="top"><a href="b.html#there">b</a><a href="#top">up</a><a href="c/">c</a>
<a href="https://example.org">the web</a><a href="mailto:a@example.org">mail</a>
<img src="data:image/png;base64,AA" alt="a figure"></body></html>"""


@pytest.fixture
def site(tmp_path):
    (tmp_path / "_static").mkdir()
    (tmp_path / "_static" / "a.css").write_text("p { background: url(data:image/png;base64,AA) }")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "index.html").write_text('<a href="../a.html">a</a>')
    (tmp_path / "b.html").write_text('<p id="there">b</p>')
    (tmp_path / "a.html").write_text(GOOD)
    return tmp_path


def test_a_good_site_has_no_faults(site):
    assert list(find_faults(site)) == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('<a href="nothing.html">x</a>', "nothing.html leads nowhere"),
        ('<a href="b.html#nowhere">x</a>', "b.html#nowhere has no such anchor"),
        ('<a href="#nowhere">x</a>', "#nowhere has no such anchor"),
        ('<img src="nothing.png" alt="x">', "nothing.png leads nowhere"),
        ('<img src="b.html" alt=" ">', "the picture b.html has no alt text"),
        ('<img src="b.html">', "the picture b.html has no alt text"),
        ('<script src="https://example.org/a.js"></script>', "a.js asks the network"),
        ('<link rel="stylesheet" href="//example.org/a.css">', "a.css asks the network"),
        ('<img src="http://example.org/a.png" alt="x">', "a.png asks the network"),
        ("<style>@import 'https://example.org/a.css'</style>", "a style asks the network"),
    ],
)
def test_faults(line, fault, site):
    (site / "a.html").write_text(GOOD.replace("</body>", f"{line}</body>"))
    (told,) = find_faults(site)
    assert told.startswith("a.html: ") and told.endswith(fault)


def test_a_style_sheet_that_asks_the_network_is_a_fault(site):
    (site / "_static" / "a.css").write_text("@font-face { src: url(//example.org/a.woff) }")
    assert list(find_faults(site)) == ["_static/a.css: a style asks the network"]
