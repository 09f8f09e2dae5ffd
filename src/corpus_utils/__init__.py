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
        "compare_sides",
        "concordance",
        "lookup",
        "mentions",
        "rates",
        "read_dictionary",
        "say_content",
        "xray",
    ),
    "counts": ("TermMatrix", "term_matrix"),
    "datapackage": ("describe_data", "write_datapackage"),
    "evaluation.agreement": ("agreement", "disagreements", "kept_agreement", "voice_agreement"),
    "evaluation.codings": ("coder_agreement", "coder_disagreements", "krippendorff_alpha", "read_codings"),
    "evaluation.development": ("read_development",),
    "groups": ("Group", "Groups"),
    "importing": ("DocumentError", "Imported", "read_document"),
    "lemmas": ("lemmatize", "normalize"),
    "pages.corrections": ("apply_corrections", "correct_voices"),
    "pages.lists": ("comments", "signatories"),
    "pages.roles": ("OWN_ROLES", "is_truncated", "rules", "segment", "segment_texts", "truncation_sign"),
    "parameters": ("ParameterError", "expect_number", "expect_one_of", "expect_whole_number"),
    "prose": ("conclude", "show_table"),
    "reader.passage": ("show_concordance", "show_document"),
    "reader.site": ("write_reader",),
    "speech.voices": ("attribute",),
    "study": ("Study", "StudyError", "load_study"),
    "tables": ("read_table", "write_table"),
    "terms.association": ("association", "signed_g2"),
    "terms.cleaning": ("top_terms",),
    "terms.collocations": ("add_phrases", "collocates", "find_phrases"),
    "terms.comparison": ("compare",),
    "terms.contrasts": ("LEVELS", "group_words", "spoken_by"),
    "terms.dispersion": ("dispersion",),
    "terms.divergence": ("divergence",),
    "terms.hand_coding": ("coded_tokens",),
    "terms.influence": ("leave_one_out",),
    "terms.keyness": ("keyness",),
    "terms.kwic": ("kwic",),
    "terms.permutations": ("divergence_permutation", "permutation"),
    "terms.priors": ("prior_sensitivity",),
    "terms.resampling": ("bootstrap",),
    "terms.robustness": ("run_specifications",),
    "terms.specifications": ("specifications",),
    "terms.support": ("choice_effects", "headline_terms", "support"),
    "terms.word_cells": ("ROLE_LEVELS", "Side", "select_side"),
    "tokens": ("split_sentences", "token_table", "tokenize", "tokenize_texts"),
    "topics.choice": ("best_k", "choose_topics", "verdict"),
    "topics.matching": ("match_topics",),
    "topics.models": ("fit_topics", "select_terms"),
    "topics.planted": ("plant_topics",),
    "topics.prevalence": ("majority_group", "prevalence", "topic_label_information"),
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
