"""Figures of the study: one message each, saved with their data and alternative text."""

from corpus_utils.figures.contrasts import plot_benchmark, plot_levels
from corpus_utils.figures.corpus import plot_roles, plot_voices, role_shares, voice_words
from corpus_utils.figures.priors import plot_priors
from corpus_utils.figures.robustness import plot_choices, plot_specifications, specification_bins
from corpus_utils.figures.style import Picture, save_figure, use_style
from corpus_utils.figures.terms import plot_effects, plot_rates
from corpus_utils.figures.topics import illustration_note, plot_choice, plot_prevalence, plot_topics

__all__ = [
    "Picture",
    "illustration_note",
    "plot_benchmark",
    "plot_choice",
    "plot_choices",
    "plot_effects",
    "plot_levels",
    "plot_prevalence",
    "plot_priors",
    "plot_rates",
    "plot_roles",
    "plot_specifications",
    "plot_topics",
    "plot_voices",
    "role_shares",
    "save_figure",
    "specification_bins",
    "use_style",
    "voice_words",
]
