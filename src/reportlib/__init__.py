"""Chinese government work reports (政府工作报告) as tidy tables: every number with its indicator,
period and role.

Names are loaded when first used, so that ``import reportlib`` needs neither jieba nor matplotlib.
"""

from importlib import import_module
from typing import Any

_HOME = {
    "tables.errors": ("MissingColumnError", "ReportError", "ReportWarning"),
    "tables.vocabulary": ("load_vocabulary", "use_vocabulary"),
    "text.report": ("Report", "load_report", "read_report"),
    "text.spreadsheets": ("read_reports",),
    "text.glosses": ("load_glosses",),
    "text.outline": ("split_outline",),
    "text.sentences": ("split_sentences",),
    "numbers.numerals": ("parse_numeral",),
    "numbers.printing": ("format_value",),
    "labels.quantities": ("find_numbers",),
    "labels.catalogue": ("describe_indicator", "match_indicator"),
    "labels.labelling": ("label_measures",),
    "labels.doubts": ("find_doubts",),
    "targets.wording": ("code_wording",),
    "targets.headlines": ("find_headlines",),
    "targets.headline_panel": ("build_headline_panel",),
    "targets.indicator_panel": ("build_indicator_panel",),
    "audit.agreement": ("measure_agreement",),
    "audit.filled": ("Audit", "read_audit"),
    "audit.samples": ("draw_sample",),
    "audit.sheets": ("write_audit",),
    "audit.evaluate": ("count_confusions", "evaluate", "list_misses", "read_key"),
    "targets.facts": ("load_facts", "load_provinces"),
    "targets.comparison": ("compare_targets", "count_verdicts"),
    "targets.counts": ("count_at_tolerances", "count_by_class", "count_by_rule"),
    "targets.goals": ("trace_goals",),
    "targets.growth": ("check_growth", "required_growth"),
    "targets.panels": ("build_panel", "summarise_targets"),
    "targets.margins": ("bin_margins", "bunching", "target_ratchet"),
    "targets.provinces": (
        "build_provinces",
        "count_provinces",
        "count_silent_outcomes",
        "list_silent_outcomes",
        "target_amplification",
    ),
    "targets.records": ("build_record", "count_record", "index_levels", "relative_level"),
    "targets.scorecards": (
        "lay_out_scorecard",
        "format_scorecard_html",
    ),
    "pages.tables": ("show_table",),
    "corpus": ("Corpus", "Tables", "analyse", "analyse_reports"),
    "export": ("load_tables", "write_tables"),
    "panel_files": ("stream_reports", "write_panel"),
    "sources": ("unpack_reports",),
    "exercises": ("check",),
    "pages.explorer": ("highlight", "show"),
    "papers.latex": ("format_latex",),
    "papers.scorecards": ("write_scorecard",),
    "papers.citations": ("cite", "cite_facts"),
    "papers.package": ("check_package", "write_package"),
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
    "words.clauses": ("split_clauses",),
    "words.word_panel": ("build_word_panel",),
    "words.resampling": ("bootstrap_rates", "bootstrap_shares", "permute_keyness"),
    "words.changes": (
        "compare_texts",
        "find_shared_runs",
        "list_changed_bounds",
        "list_new_terms",
    ),
    "figures.alone": ("build_growth", "build_targets", "plot_growth", "plot_targets"),
    "figures.growth": ("build_growth_rates", "plot_growth_rates"),
    "figures.targets": (
        "build_headlines",
        "build_levels",
        "build_verdicts",
        "build_wording",
        "plot_headlines",
        "plot_levels",
        "plot_verdicts",
        "plot_wording",
    ),
    "figures.goals": ("build_progress", "plot_progress", "plot_required"),
    "figures.history": (
        "build_history",
        "build_margins",
        "plot_history",
        "plot_index",
        "plot_margins",
        "plot_record",
    ),
    "figures.regions": ("plot_provinces", "plot_ratchet"),
    "figures.attention": ("plot_attention",),
    "figures.words": (
        "build_keyness",
        "build_top_terms",
        "build_ways",
        "plot_cloud",
        "plot_keyness",
        "plot_top_terms",
        "plot_ways",
    ),
    "figures.sections": (
        "build_commitment",
        "build_strips",
        "plot_commitment",
        "plot_strips",
        "plot_topics",
    ),
}
_MODULE = {name: module for module, names in _HOME.items() for name in names}
__all__ = sorted(_MODULE)


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("importlib.metadata").version("govreport-reportlib")
    if name not in _MODULE:
        raise AttributeError(f"module 'reportlib' has no attribute {name!r}")
    return getattr(import_module(f"reportlib.{_MODULE[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
