"""Chinese government work reports (政府工作报告) as tidy tables: every number with its indicator, period and role.

Names are loaded when first used, so that ``import reportlib`` needs neither jieba nor matplotlib.
"""

from importlib import import_module
from typing import Any

_HOME = {
    "tables": ("MissingColumnError", "ReportError", "check_table", "load_vocabulary"),
    "reading": ("Report", "load_report", "read_report"),
    "structure": ("split_outline", "split_sentences"),
    "numerals": ("parse_numeral",),
    "quantities": ("find_numbers",),
    "periods": ("find_periods",),
    "clauses": ("parse_clauses",),
    "catalogue": ("describe_indicator", "match_indicator"),
    "indicators": ("label_measures",),
    "wording": ("check_headlines", "code_wording"),
    "audit": ("confusion", "evaluate", "misses", "read_sheet"),
    "facts": ("load_facts",),
    "comparison": ("compare_targets", "count_verdicts", "required_growth"),
    "panels": ("growth_consistency", "panel", "target_diagnostics"),
    "scorecards": ("scorecard", "scorecard_html", "scorecard_latex", "write_scorecard"),
    "corpus": ("Tables", "analyse"),
    "export": ("write_tables",),
    "view": ("highlight", "show"),
    "style": ("save_figure", "use_style"),
    "words": ("count_terms", "find_terms", "keyword_in_context", "label_parts"),
    "word_measures": ("attention_shares", "collocations", "commitment_measures", "dispersion", "g2_threshold", "keyness", "tf_idf"),
    "text_changes": ("changed_bounds", "compare_texts", "new_terms"),
    "charts": ("growth_rates", "plot_growth_rates"),
    "word_charts": (
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
    "target_charts": (
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
