"""Links of the repository's texts lead inside the site, or go."""

import pytest
from links import rewrite_links

PAGES = {
    "README.md": "architecture.md",
    "data/README.md": "data.md",
    "notebooks/02-targets.ipynb": "chapters/02-targets.ipynb",
}


@pytest.mark.parametrize(
    ("text", "source", "page", "made"),
    [
        ("[data](data/README.md)", "README.md", "architecture.md", "[data](data.md)"),
        ("[up](../README.md#a)", "data/README.md", "x/data.md", "[up](../architecture.md#a)"),
        ("[`a file`](pyproject.toml).", "README.md", "index.md", "`a file`."),
        ("![a figure](figures/a.png)", "README.md", "index.md", ""),
        ("[the web](https://example.org)", "README.md", "a.md", "[the web](https://example.org)"),
        ("## Here it is\n[h](#here-it-is)", "README.md", "a.md", "## Here it is\n[h](#here-it-is)"),
        ("[gone](#not-here)", "README.md", "a.md", "gone"),
        ("`[code](README.md)`", "README.md", "a.md", "`[code](README.md)`"),
        ("```\n[code](x.md)\n```\n", "README.md", "a.md", "```\n[code](x.md)\n```\n"),
        (
            "The chapter 02-targets says so",
            "data/README.md",
            "data.md",
            "The chapter [02-targets](chapters/02-targets.ipynb) says so",
        ),
        (
            "As in 02-targets.",
            "notebooks/a.ipynb",
            "chapters/a.ipynb",
            "As in [02-targets](02-targets.ipynb).",
        ),
        (
            "open 02-targets.ipynb or x/02-targets",
            "README.md",
            "a.md",
            "open 02-targets.ipynb or x/02-targets",
        ),
        ("`02-targets`", "README.md", "a.md", "`02-targets`"),
        ("from 2020-01 to 03-years", "README.md", "a.md", "from 2020-01 to 03-years"),
    ],
)
def test_links(text, source, page, made):
    assert rewrite_links(text, source, page, PAGES) == made
