"""The site, built once and read in a browser: whole, without a request, at any width, and searched
in both languages.
"""

import logging

import build
import pytest
from checks import find_faults
from conftest import ROOT

import reportlib
from reportlib.figures.shipped import DRAWINGS

NOT_OURS = ("genindex.html", "search.html")
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    out = tmp_path_factory.mktemp("built") / "site"
    build.build_site(ROOT, out)
    return out


@pytest.fixture
def page(browser):
    """A page that reaches files alone; what it asked for else, and its errors, are kept."""
    opened = browser.new_page()
    opened.asked, opened.errors = [], []

    def answer(route):
        if route.request.url.startswith(("file:", "data:", "blob:")):
            route.continue_()
        else:
            opened.asked.append(route.request.url)
            route.abort()

    opened.route("**/*", answer)
    opened.on("pageerror", lambda error: opened.errors.append(str(error)))
    yield opened
    opened.close()


def visit(page, path):
    page.goto(path.as_uri())
    return page.title()


def test_every_part_is_there(site):
    chapters = {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert chapters <= {path.stem for path in (site / "chapters").glob("*.html")}
    assert len(list((site / "gallery").glob("*.html"))) == len(DRAWINGS) + 1
    functions = "".join(path.read_text(encoding="utf-8") for path in (site / "api").glob("*.html"))
    missing = [name for name in reportlib.__all__ if f'id="reportlib.{name}"' not in functions]
    assert missing == []


def test_no_link_is_broken_and_no_picture_without_a_text(site):
    assert list(find_faults(site)) == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_no_page_asks_the_network_fails_or_is_wider_than_the_screen(site, page, size):
    page.set_viewport_size(size)
    wide, titles = [], []
    for path in sorted(site.rglob("*.html")):
        if path.name not in NOT_OURS and "_static" not in path.parts:
            titles.append(visit(page, path))
            if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
                wide.append(path.relative_to(site).as_posix())
    assert (page.asked, page.errors, wide) == ([], [], [])
    assert len(titles) > 40 and all(titles)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_chinese_shows_in_the_font_of_the_site(site, page, scheme):
    page.emulate_media(color_scheme=scheme)
    visit(page, site / "index.html")
    loaded = "document.fonts.ready.then(() => [...document.fonts].map((f) => [f.family, f.status]))"
    assert any("reportlib" in name and state == "loaded" for name, state in page.evaluate(loaded))


LISTED = """() => {
  const told = document.querySelector("#search-results").innerText.match(/found (\\d+) page/);
  return told && document.querySelectorAll("#search-results ul.search > li").length == told[1];
}"""  # the list goes on growing after its first rows


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("地区生产总值", "chapters/"),
        ("乡村振兴", "chapters/"),
        ("政府工作报告", "index.html"),
        ("产总", "chapters/"),  # no word, but what a reader may remember of one
        ("unemployment", "chapters/"),
        ("compare_targets", "api/"),
        ("Wilson", "api/"),
    ],
)
def test_search_finds_words_of_both_languages(query, found, site, page):
    page.goto(f"{(site / 'search.html').as_uri()}?q={query}")
    page.wait_for_selector("#search-results ul.search li a")
    page.wait_for_function(LISTED)
    targets = page.eval_on_selector_all(
        "#search-results ul.search li > a", "links => links.map(link => link.getAttribute('href'))"
    )
    assert any(target.startswith(found) for target in targets), targets
    for target in targets[:3]:
        text = (site / target.partition("?")[0].partition("#")[0]).read_text(encoding="utf-8")
        assert query.lower() in text.lower()


def test_search_says_that_nothing_is_found(site, page):
    page.goto(f"{(site / 'search.html').as_uri()}?q=鑫鑫森淼")
    page.wait_for_function("/did not match/.test(document.body.innerText)")
