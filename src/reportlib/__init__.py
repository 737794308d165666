"""Chinese government work reports (政府工作报告) as tidy tables: every number with its indicator,
period and role.

Names are loaded when first used, so that ``import reportlib`` needs neither jieba nor matplotlib.
"""

from importlib import import_module
from typing import Any

_HOME = {
    "tables.errors": ("MissingColumnError", "ReportError", "ReportWarning"),
    "tables.columns": ("check_table",),
    "tables.vocabulary": ("load_vocabulary",),
    "text.report": ("Report", "load_report", "read_report"),
    "text.outline": ("split_outline",),
    "text.sentences": ("split_sentences",),
    "numbers.numerals": ("parse_numeral",),
    "labels.quantities": ("find_numbers",),
    "labels.periods": ("find_periods",),
    "language.clauses": ("parse_clauses",),
    "labels.catalogue": ("describe_indicator", "match_indicator"),
    "labels.labelling": ("label_measures",),
    "labels.doubts": ("find_doubts",),
    "targets.wording": ("check_headlines", "code_wording"),
    "audit.evaluate": ("confusion", "evaluate", "misses", "read_sheet"),
    "targets.facts": ("load_facts",),
    "targets.comparison": ("compare_targets", "count_verdicts", "required_growth"),
    "targets.panels": ("growth_consistency", "panel", "target_diagnostics"),
    "targets.scorecards": ("scorecard", "scorecard_html", "scorecard_latex", "write_scorecard"),
    "corpus": ("Tables", "analyse"),
    "export": ("write_tables",),
    "view": ("highlight", "show"),
    "figures.style": ("save_figure", "use_style"),
    "words.terms": ("count_terms", "find_terms", "keyword_in_context", "label_parts"),
    "words.measures": (
        "attention_shares",
        "collocations",
        "commitment_measures",
        "dispersion",
        "g2_threshold",
        "keyness",
        "tf_idf",
    ),
    "words.changes": ("changed_bounds", "compare_texts", "new_terms"),
    "figures.growth": ("growth_rates", "plot_growth_rates"),
    "figures.words": (
        "commitment_rows",
        "plot_cloud",
        "plot_commitment",
        "plot_keyness",
        "plot_strips",
        "plot_top_terms",
        "plot_topics",
        "plot_ways",
        "top_terms",
        "ways_to_count",
    ),
    "figures.targets": (
        "headline_rows",
        "level_rows",
        "plot_levels",
        "plot_headlines",
        "plot_history",
        "plot_margins",
        "plot_progress",
        "plot_required",
        "plot_tolerance",
        "plot_verdicts",
        "plot_wording",
        "progress_rows",
        "tolerance_rows",
        "wording_rows",
    ),
}
_MODULE = {name: module for module, names in _HOME.items() for name in names}
__all__ = sorted(_MODULE)


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("importlib.metadata").version("reportlib")
    if name not in _MODULE:
        raise AttributeError(f"module 'reportlib' has no attribute {name!r}")
    return getattr(import_module(f"reportlib.{_MODULE[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
