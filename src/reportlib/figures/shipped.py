"""The figures that the project ships, one function each: the tables of a report in, and out the
rows to draw, the chart that draws them and the source to name.

A new figure is a function here, an entry in :data:`DRAWINGS` and a caption in
``vocabulary/captions.csv``; the build draws and saves it in both languages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, NamedTuple

import pandas as pd

from reportlib.figures.goals import build_progress, plot_progress, plot_required
from reportlib.figures.growth import build_growth_rates, plot_growth_rates
from reportlib.figures.history import build_history, plot_history, plot_index, plot_record
from reportlib.figures.regions import plot_provinces, plot_ratchet
from reportlib.figures.sections import (
    build_commitment,
    build_strips,
    plot_commitment,
    plot_strips,
    plot_topics,
)
from reportlib.figures.targets import (
    build_headlines,
    build_levels,
    build_verdicts,
    build_wording,
    plot_headlines,
    plot_levels,
    plot_verdicts,
    plot_wording,
)
from reportlib.figures.words import (
    build_keyness,
    build_top_terms,
    build_ways,
    plot_cloud,
    plot_keyness,
    plot_top_terms,
    plot_ways,
)
from reportlib.tables.vocabulary import load_vocabulary
from reportlib.targets.comparison import compare_targets
from reportlib.targets.growth import required_growth
from reportlib.targets.panels import build_panel
from reportlib.targets.provinces import build_provinces
from reportlib.targets.records import build_record, index_levels
from reportlib.text.report import Report
from reportlib.words.resampling import bootstrap_shares, permute_keyness
from reportlib.words.terms import count_terms, label_parts

PLAN = ["goals", "tasks"]
PARTS = ["review", *PLAN]
RATES = ["gdp", "fixed_asset_investment", "retail_sales", "trade", "surveyed_unemployment_rate"]


@dataclass(frozen=True)
class Material:
    """What the figures are drawn from: a report with its tables, and figures stated elsewhere."""

    report: Report
    outline: pd.DataFrame
    sentences: pd.DataFrame
    numbers: pd.DataFrame
    facts: pd.DataFrame
    provinces: pd.DataFrame

    @property
    def year(self) -> int:
        assert self.report.year is not None
        return self.report.year

    @property
    def said(self) -> Mapping[str, str]:
        """Source of what the report says itself."""
        return {
            "zh": f"《{self.report.title}》（{self.report.delivered_on}）",
            "en": f"Chongqing government work report, {self.report.delivered_on}",
        }

    @property
    def both(self) -> Mapping[str, str]:
        """Source of the report beside what came later."""
        return {
            "zh": f"{self.said['zh']}；{self.others['zh']}",
            "en": f"{self.said['en']}; {self.others['en']}",
        }

    @property
    def others(self) -> Mapping[str, str]:
        """What the facts were read in."""
        years = self.facts["source_date"].str[:4]
        return {
            "zh": f"{years.min()}—{years.max()}年政府工作报告、统计公报与新闻报道",
            "en": f"work reports, statistical communiqués and press reports, "
            f"{years.min()}–{years.max()}",
        }

    @property
    def regions(self) -> Mapping[str, str]:
        """What the provinces' figures were read in."""
        known, years = self.provinces, self.provinces["source_date"].str[:4]
        n, first, last = known["region"].nunique(), years.min(), years.max()
        return {
            "zh": f"{n}个省份与国务院的政府工作报告，{first}—{last}年",
            "en": f"work reports of {n} provinces and of the State Council, {first}–{last}",
        }

    @cached_property
    def compared(self) -> pd.DataFrame:
        return compare_targets(self.numbers, self.facts)

    @cached_property
    def panel(self) -> pd.DataFrame:
        return build_panel(pd.concat([self.facts, self.numbers], ignore_index=True))

    @cached_property
    def by_province(self) -> pd.DataFrame:
        return build_provinces(self.provinces, nation=self.facts)

    @cached_property
    def in_parts(self) -> pd.DataFrame:
        """The sentences with the part of the report that they stand in."""
        return label_parts(self.sentences, self.outline)

    @cached_property
    def terms(self) -> pd.DataFrame:
        return count_terms(self.in_parts, "report")


class Drawing(NamedTuple):
    """A figure: `rows` is what ``plot(rows, lang=, source=)`` draws and what is saved beside it."""

    name: str  # of its files, and of its row in captions.csv
    rows: pd.DataFrame
    plot: Callable[..., object]
    source: Mapping[str, str]  # by language


def _named(plot: Callable[..., object], **names: Mapping[str, str]) -> Callable[..., object]:
    """A chart of a panel with its names, of which each language has its own."""

    def draw(rows: pd.DataFrame, *, lang: str, **more: Any) -> object:
        own = {key: name[lang] for key, name in names.items()}
        return plot(rows, lang=lang, **own, **more)

    return draw


def growth_rates(of: Material) -> Drawing:
    rows = build_growth_rates(of.numbers, of.year, of.facts)
    return Drawing("growth-rates", rows, plot_growth_rates, of.both)


def headline_targets(of: Material) -> Drawing:
    rows = build_headlines(of.compared, of.facts)
    return Drawing("headline-targets", rows, plot_headlines, of.both)


def level_targets(of: Material) -> Drawing:
    return Drawing("level-targets", build_levels(of.compared, of.year), plot_levels, of.both)


def who_can_be_checked(of: Material) -> Drawing:
    return Drawing("who-can-be-checked", build_verdicts(of.compared), plot_verdicts, of.both)


def progress_2025(of: Material) -> Drawing:
    return Drawing("progress-2025", build_progress(of.compared), plot_progress, of.both)


def required(of: Material) -> Drawing:
    numbers = of.numbers
    goals = numbers[(numbers["role"] == "target") & (numbers["period_end"] > of.year)]
    rows = required_growth(numbers[numbers["role"] == "outcome"], goals, of.compared)
    return Drawing("required-growth", rows, plot_required, of.both)


def target_wording(of: Material) -> Drawing:
    rows = build_wording(of.numbers, of.sentences, of.outline)
    return Drawing("target-wording", rows, plot_wording, of.said)


def top_terms(of: Material) -> Drawing:
    return Drawing("top-terms", build_top_terms(of.terms), plot_top_terms, of.said)


def word_cloud(of: Material) -> Drawing:
    return Drawing("word-cloud", build_top_terms(of.terms, 60), plot_cloud, of.said)


def four_ways_to_count(of: Material) -> Drawing:
    rows = build_ways(of.sentences, "经济")
    return Drawing("four-ways-to-count", rows, partial(plot_ways, term="经济"), of.said)


def review_against_plan(of: Material) -> Drawing:
    tested = permute_keyness(of.in_parts, "review", PLAN)
    plot = partial(plot_keyness, a="review", b=PLAN)
    return Drawing("keyness", build_keyness(tested), plot, of.said)


def topics(of: Material) -> Drawing:
    rows = bootstrap_shares(of.in_parts, "part")
    return Drawing("topics", rows[rows["section"].isin(PARTS)], plot_topics, of.said)


def strips(of: Material) -> Drawing:
    rows = build_strips(of.in_parts, build_top_terms(of.terms, 12)["term"])
    return Drawing("strips", rows, partial(plot_strips, outline=of.outline), of.said)


def commitment(of: Material) -> Drawing:
    words = load_vocabulary("commitment_words")
    words = words[words["term"].isin(["力争", "确保", "推进", "加快"])]
    rows = build_commitment(of.in_parts, of.numbers, words)
    return Drawing("commitment", rows[rows["section"].isin(PARTS)], plot_commitment, of.said)


def gdp_nation(of: Material) -> Drawing:
    plot = _named(plot_history, name={"zh": "全国国内生产总值", "en": "China, GDP"})
    return Drawing("gdp-nation", build_history(of.panel, "全国", "gdp"), plot, of.others)


def gdp_chongqing(of: Material) -> Drawing:
    name = {"zh": "重庆市地区生产总值", "en": "Chongqing, GDP"}
    beside = {"zh": "全国", "en": "China"}
    rows = build_history(of.panel, "重庆市", "gdp", beside="全国")
    return Drawing("gdp-chongqing", rows, _named(plot_history, name=name, beside=beside), of.both)


def record_chongqing(of: Material) -> Drawing:
    name, beside = {"zh": "重庆", "en": "Chongqing"}, {"zh": "全国", "en": "China"}
    plot = _named(plot_record, name=name, beside=beside)
    return Drawing("record-chongqing", build_record(of.panel, "重庆市", RATES), plot, of.both)


def index_chongqing(of: Material) -> Drawing:
    plot = _named(plot_index, name={"zh": "重庆地区生产总值", "en": "Chongqing, GDP"})
    return Drawing("index-chongqing", index_levels(of.panel, "重庆市"), plot, of.both)


def provinces(of: Material) -> Drawing:
    return Drawing("provinces", of.by_province, plot_provinces, of.regions)


def ratchet(of: Material) -> Drawing:
    return Drawing("ratchet", of.by_province, plot_ratchet, of.regions)


def cpi_nation(of: Material) -> Drawing:
    name = {"zh": "全国居民消费价格", "en": "China, consumer prices"}
    plot = _named(partial(plot_history, hollow="silent"), name=name)
    return Drawing("cpi-nation", build_history(of.panel, "全国", "cpi"), plot, of.others)


DRAWINGS: tuple[Callable[[Material], Drawing], ...] = (
    growth_rates,
    headline_targets,
    level_targets,
    who_can_be_checked,
    progress_2025,
    required,
    target_wording,
    top_terms,
    word_cloud,
    four_ways_to_count,
    review_against_plan,
    topics,
    strips,
    commitment,
    gdp_nation,
    gdp_chongqing,
    cpi_nation,
    record_chongqing,
    index_chongqing,
    provinces,
    ratchet,
)
