"""Figures of the study: one message each, saved with their data and alternative text."""

from .style import GROUP_COLOURS, GROUP_LABELS, GROUP_MARKERS, group_label, save_figure, use_style

__all__ = ["GROUP_COLOURS", "GROUP_LABELS", "GROUP_MARKERS", "group_label", "save_figure", "use_style"]
