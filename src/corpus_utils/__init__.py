"""Compare how sides write and speak: from raw characters to honest numbers.

The way of the data, each step a function on plain frames: `load_study` → `segment` (what a piece of a page is) →
`attribute` (whose words it holds) → `token_table` → `group_words` → `term_matrix` → `compare`, `choose_topics`.
"""

from importlib import import_module

__version__ = "0.1.0"

#: Public names and the module that holds each; a module is imported when one of its names is first used.
_MODULES = {
    "build": ("write_tables",),
    "checking": ("check_study", "document_facts"),
    "collect": ("add_files", "add_table", "new_study"),
    "content": (
        *("compare_sides", "concordance", "lookup", "mentions", "rates", "read_dictionary", "say_content", "xray"),
    ),
    "counts": ("TermMatrix", "term_matrix"),
    "datapackage": ("describe_data", "write_datapackage"),
    "evaluation.agreement": ("agreement", "disagreements", "kept_agreement", "voice_agreement"),
    "evaluation.codings": ("coder_agreement", "coder_disagreements", "krippendorff_alpha", "read_codings"),
    "evaluation.development": ("read_development",),
    "evaluation.explain": ("changed_spans", "explain_document", "rule_worth"),
    "frames": ("compare_texts", "study_from_frame"),
    "groups": ("Group", "Groups"),
    "importing": ("DocumentError", "Imported", "read_document"),
    "lemmas": ("lemmatize", "normalize"),
    "pages.corrections": ("apply_corrections", "correct_voices"),
    "pages.lists": ("comments", "signatories"),
    "pages.roles": ("OWN_ROLES", "is_truncated", "rules", "segment", "segment_texts", "truncation_sign"),
    "parameters": (
        *("ParameterError", "expect_number", "expect_one_of", "expect_several", "expect_term", "expect_whole_number"),
        *("expect_whole_numbers", "expect_words"),
    ),
    "prose": ("conclude", "show_table"),
    "reader.passage": ("show_concordance", "show_document"),
    "reader.site": ("write_reader",),
    "speech.voices": ("attribute",),
    "statements": ("match_statements", "read_statements", "statement_agreement"),
    "study": ("Study", "StudyError", "load_study"),
    "tables": ("read_table", "write_table"),
    "terms.association": ("association", "signed_g2"),
    "terms.cleaning": ("top_terms",),
    "terms.collocations": ("add_phrases", "collocates", "find_phrases"),
    "terms.comparison": ("compare",),
    "terms.contrasts": ("LEVELS", "certain_words", "group_words", "sides_by_level", "spoken_by"),
    "terms.detectable": ("detectable_terms", "power_curve"),
    "terms.dispersion": ("dispersion",),
    "terms.divergence": ("divergence", "divergence_excess"),
    "terms.hand_coding": ("coded_tokens",),
    "terms.keyness": ("keyness",),
    "terms.kwic": ("kwic",),
    "terms.matched": ("matched_contrasts",),
    "terms.priors": ("prior_sensitivity",),
    "terms.reporting": (
        *("describe_sides", "headline_terms", "say_effects", "say_levels", "say_shares", "say_detectable"),
        *("say_divergence", "say_verdicts", "say_within", "verdict_changes", "verdict_shares", "verdict_summary"),
    ),
    "terms.resampling": ("bootstrap",),
    "terms.simulation": ("simulate",),
    "terms.units": ("Contrast", "contrast_units"),
    "terms.verdicts": ("term_verdicts",),
    "tokens": ("split_sentences", "token_table", "tokenize", "tokenize_texts"),
    "topics.choice": ("best_k", "choose_topics", "first_halves", "sample_documents"),
    "topics.information": ("topic_label_information",),
    "topics.models": ("fit_topics", "match_topics", "select_terms"),
    "topics.power": ("plan_power", "plant_topics", "topic_power", "topic_verdicts"),
    "topics.prevalence": ("majority_group", "prevalence"),
    "topics.summaries": (
        *("paragraph_spans", "paragraph_table", "representative_paragraphs", "say_changes", "say_topic_verdicts"),
        *("topic_table", "topic_words"),
    ),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
