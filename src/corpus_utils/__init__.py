"""Compare how sides write and speak: from raw characters to honest numbers.

The way of the data, each step a function on plain frames: `load_study` → `segment` (what a piece of a page is) →
`attribute` (whose words it holds) → `token_table` → `group_words` → `term_matrix` → `compare`, `choose_topics`.
"""

from importlib import import_module

__version__ = "0.1.0"

#: Public names and the module that holds each; a module is imported when one of its names is first used.
_MODULES = {
    "build": ("write_tables",),
    "corpus": ("Study", "StudyError", "load_study"),
    "counts": ("TermMatrix", "term_matrix"),
    "evaluation.agreement": ("agreement", "agreement_by_document", "disagreements", "kept_agreement"),
    "evaluation.voice_agreement": ("quotation_agreement",),
    "lemmas": ("lemmatize", "normalize"),
    "pages.comments": ("comments",),
    "pages.corrections": ("apply_corrections",),
    "pages.roles": ("OWN_ROLES", "rules", "segment"),
    "pages.signatories": ("signatories",),
    "pages.truncation": ("is_truncated", "truncation_sign"),
    "prose": ("conclude",),
    "speech.voices": ("attribute",),
    "tables": ("read_table", "write_table"),
    "terms.association": ("association", "signed_g2"),
    "terms.cleaning": ("top_terms",),
    "terms.collocations": ("add_phrases", "collocates", "find_phrases"),
    "terms.comparison": ("compare",),
    "terms.contrasts": ("LEVELS", "group_words"),
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
    "tokens": ("split_sentences", "token_table", "tokenize"),
    "topics.choice": ("best_k", "choose_topics", "first_halves"),
    "topics.information": ("topic_label_information",),
    "topics.models": ("fit_topics", "match_topics", "select_terms"),
    "topics.power": ("plant_topics", "topic_power", "topic_verdicts"),
    "topics.prevalence": ("majority_group", "prevalence"),
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
