"""Figures of the study: one message each, saved with their data and alternative text."""

from corpus_utils.figures.contrasts import plot_benchmark, plot_levels
from corpus_utils.figures.corpus import plot_roles, plot_voices, role_shares, voice_words
from corpus_utils.figures.style import (
    GROUP_COLOURS,
    GROUP_LABELS,
    GROUP_MARKERS,
    group_label,
    save_figure,
    use_style,
)
from corpus_utils.figures.terms import plot_effects, plot_rates

__all__ = [
    "GROUP_COLOURS",
    "GROUP_LABELS",
    "GROUP_MARKERS",
    "group_label",
    "plot_benchmark",
    "plot_effects",
    "plot_levels",
    "plot_rates",
    "plot_roles",
    "plot_voices",
    "role_shares",
    "save_figure",
    "use_style",
    "voice_words",
]
