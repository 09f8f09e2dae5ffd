"""Figures of the study: one message each, saved with their data and alternative text."""

from corpus_utils.figures.content import (
    describe_mentions,
    describe_statements,
    describe_xray,
    plot_mentions,
    plot_statements,
    plot_xray,
    statement_counts,
    voice_runs,
    xray_documents,
)
from corpus_utils.figures.contrasts import plot_levels, plot_matched
from corpus_utils.figures.corpus import (
    describe_roles,
    describe_voices,
    document_rows,
    plot_roles,
    plot_voices,
    role_shares,
    voice_words,
)
from corpus_utils.figures.robustness import plot_detectable, plot_verdicts, strip_terms
from corpus_utils.figures.style import Picture, save_figure, show_figure, use_style
from corpus_utils.figures.terms import plot_effects
from corpus_utils.figures.topics import (
    describe_choice,
    describe_power,
    describe_prevalence,
    describe_topics,
    illustration_note,
    plot_choice,
    plot_prevalence,
    plot_topic_power,
    plot_topics,
)

__all__ = ["describe_mentions", "describe_statements", "describe_xray", "plot_mentions", "plot_statements"]
__all__ += ["plot_xray", "statement_counts", "voice_runs", "xray_documents"]
__all__ += ["plot_levels", "plot_matched"]
__all__ += ["describe_roles", "describe_voices", "document_rows", "plot_roles", "plot_voices", "role_shares"]
__all__ += ["voice_words"]
__all__ += ["plot_detectable", "plot_verdicts", "strip_terms"]
__all__ += ["Picture", "save_figure", "show_figure", "use_style"]
__all__ += ["plot_effects"]
__all__ += ["describe_choice", "describe_power", "describe_prevalence", "describe_topics", "illustration_note"]
__all__ += ["plot_choice", "plot_prevalence", "plot_topic_power", "plot_topics"]
