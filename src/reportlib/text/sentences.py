"""Raw text and outline → sentences that tile the text; a page break ends none."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import pairwise
from typing import Any

import pandas as pd

from reportlib.tables.columns import build_table, check_table
from reportlib.text.cleaning import clean, offsets
from reportlib.text.lines import ENUMERATOR, flow, lines_of
from reportlib.text.outline import WRAPPED

LONGEST = 1000  # characters; a stretch without a stop that is longer is read in pieces


@cache
def _piece() -> re.Pattern[str]:
    """A piece of a long stretch: to a mark if there is one, else to a place where no numeral is cut
    and no unit parted from it.
    """
    numeral = "0-9０-９〇零○一二三四五六七八九十百千万亿两"
    within, beyond = f".{{{LONGEST},{2 * LONGEST}}}?", f".{{{2 * LONGEST},}}?"
    return re.compile(
        rf"{within}(?<=[；;])|{within}(?<=[，,])(?!\s*[{numeral}])|{within}(?<=、)"
        rf"|{beyond}(?:(?<=[^\s.,%A-Za-z{numeral}]{{8}})|(?<=[^\s.,个{numeral}])(?=[{numeral}])|$)",
        re.DOTALL,
    )


def _boundaries(text: str, headings: list[tuple[int, int]]) -> list[int]:
    """Where sentences of a flowing text start and the last one ends: after end marks, at headings,
    and at line ends that no page broke.
    """
    starts = {0, len(text)}
    starts.update(place for span in headings for place in span)
    starts.update(mark.end() for mark in re.finditer(r"[。！？]+[”’」』）)》]*", text))
    lines = list(lines_of(text))
    opens = re.compile(rf"{ENUMERATOR}|各位代表")
    closing = "》”’）)。，、；：！？"
    for (start, line), (following, content) in zip(lines, lines[1:], strict=False):
        broken = (len(line) >= WRAPPED or line[-1] in "《“（、，") and line[-1] not in "。！？：；"
        broken = broken and start >= (
            headings[0][0] if headings else 0
        )  # the lines of a title block stand alone
        tabled = "\t" in line or "\t" in content
        if tabled:  # rows of a table, the first cell of which may be empty
            starts.add(len(text[:following].rstrip("\t")) if "\t" in content else following)
        elif not ((broken and not opens.match(content)) or content[0] in closing):
            starts.add(following)
    ordered, written = sorted(starts), offsets(text)
    counts = [bisect_left(written, place) for place in ordered]  # characters kept before each
    kept, before = [0], 0
    for place, here, then in zip(
        ordered[1:], counts[1:], [*counts[2:], len(written)], strict=False
    ):
        if before < here and (here < then or place == len(text)):
            kept.append(place)
            before = here
    places = [0]
    for start, end in pairwise(kept if kept[-1] == len(text) else [*kept, len(text)]):
        at = start
        while end - at > LONGEST and (piece := _piece().match(text, at, end)):
            at = piece.end()
            if bisect_left(written, at) < bisect_left(written, end):
                places.append(at)
        places.append(end)
    return places


def split_sentences(text: str, outline: pd.DataFrame, report_id: str | None = None) -> pd.DataFrame:
    """Split a report into sentences that tile its text, headings included; a page break ends none.

    A stretch of more than a thousand characters without a stop is no sentence that anybody wrote,
    and is given in pieces that end at a mark.

    Parameters
    ----------
    text : str
        Raw text.
    outline : DataFrame
        Table ``outline`` of the same text.
    report_id : str, optional
        By default that of the outline.

    Returns
    -------
    DataFrame
        One row per sentence: ``report_id, sentence_id, section_id`` (the innermost section),
        ``position`` (0, 1, 2 …), ``is_heading, start, end, text`` (raw slice), ``clean`` (see
        :mod:`reportlib.text.cleaning`) and ``left_out``, the places in ``text`` of page numbers
        and running heads, which ``clean`` does not have (``"4-10 52-55"``, else missing).

    Examples
    --------
    >>> from reportlib import split_outline
    >>> text = (
    ...     "一、工作回顾\\n去年，全市各项事业都取得了新的成绩，森林覆盖率达到了百分之五\\n\\n"
    ...     "十二。成绩很好。"
    ... )
    >>> for sentence in split_sentences(text, split_outline(text))["clean"]:
    ...     print(sentence)
    一、工作回顾
    去年，全市各项事业都取得了新的成绩，森林覆盖率达到了百分之五十二。
    成绩很好。
    """
    check_table(outline, "outline", ["report_id", "section_id", "start", "end", "section_end"])
    name = report_id or (outline["report_id"].iloc[0] if len(outline) else "report")
    sections = list(
        zip(
            outline["section_id"],
            outline["start"],
            outline["end"],
            outline["section_end"],
            strict=True,
        )
    )
    headings = [(start, end) for section_id, start, end, _ in sections if section_id != "0"]
    flowing = flow(text)
    spans = [
        (bisect_left(flowing.places, start), bisect_left(flowing.places, end))
        for start, end in headings
    ]
    inner = _boundaries(flowing.text, spans)[1:-1] if text else []
    places = [0, *(flowing.places[place] for place in inner), len(text)] if text else [0]
    heading_starts = dict(headings)
    rows = []
    open_sections: list[Any] = []
    entered = 0
    for position, (start, end) in enumerate(pairwise(places)):
        while entered < len(sections) and sections[entered][1] < end:
            open_sections.append(sections[entered])
            entered += 1
        open_sections = [section for section in open_sections if section[3] > start]
        raw = text[start:end]
        left_out = flowing.within(start, end)
        written = offsets(raw, left_out)
        rows.append(
            {
                "report_id": name,
                "sentence_id": f"{name}:s{position:04d}",
                "section_id": open_sections[-1][0] if open_sections else None,
                "position": position,
                "is_heading": start + (written[0] if written else 0) in heading_starts,
                "start": start,
                "end": end,
                "text": raw,
                "clean": clean(raw, left_out),
                "left_out": left_out,
            }
        )
    return build_table("sentences", rows)
