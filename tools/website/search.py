"""Search in both languages without a dictionary in the browser: English words by their stems,
Chinese by pairs of characters, so that any phrase of two characters and more is found, whatever a
tokenizer would have made of it.
"""

from __future__ import annotations

import re

from sphinx.search.en import SearchEnglish

HAN = "\u3400-\u9fff\uf900-\ufaff"
RUN = re.compile(rf"[{HAN}]+|[^\W{HAN}]+")


def cut(text: str) -> list[str]:
    """Words as they are, runs of Chinese as overlapping pairs.

    Examples
    --------
    >>> cut("growth of 地区生产")
    ['growth', 'of', '地区', '区生', '生产']
    """
    words = []
    for run in RUN.findall(text):
        chinese = re.match(rf"[{HAN}]", run) and len(run) > 1
        words += [run[at : at + 2] for at in range(len(run) - 1)] if chinese else [run]
    return words


class BothLanguages(SearchEnglish):
    """English search that knows runs of Chinese, here and in the browser alike."""

    lang = "en"
    js_splitter_code = rf"""
var splitQuery = (query) =>
  (query.match(/[{HAN}]+|(?:(?![{HAN}])[\p{{L}}\p{{N}}_])+/gu) || []).flatMap(
    (run) =>
      /[{HAN}]/.test(run) && run.length > 1
        ? Array.from({{ length: run.length - 1 }}, (_, at) => run.slice(at, at + 2))
        : [run],
  );
"""

    def split(self, input: str) -> list[str]:
        return cut(input)
