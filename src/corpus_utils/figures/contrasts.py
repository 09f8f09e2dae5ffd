"""One contrast beside another: levels of speech, and contrasts in which there is no other side."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from corpus_utils.groups import Groups
from corpus_utils.terms.matched import BETWEEN

#: Own words are filled; the more of others' reporting is in, the lighter the mark.
LEVEL_MARKERS: dict[str, dict[str, Any]] = {
    "own": {"marker": "o", "markerfacecolor": "black"},
    "own+direct": {"marker": "s", "markerfacecolor": "#8A8A8A"},
    "own+direct+indirect": {"marker": "D", "markerfacecolor": "white"},
}


def plot_levels(effects: pd.DataFrame, target: str, reference: str, groups: Groups) -> Figure:
    """Draw how the log ratio of each term moves as quoted and reported speech comes in.

    Parameters
    ----------
    effects : DataFrame, terms × levels
        The log ratio at each level, for the levels that `corpus_utils.terms.contrasts.LEVELS` names; missing where
        the term does not occur.
    target, reference : str
        The actor groups; positive effects belong to the target.
    groups : Groups
        The groups of the study, for their labels and look.

    Returns
    -------
    Figure
        One line a term, in the order of the table from top to bottom, with one mark a level.

    Examples
    --------
    >>> effects = pd.DataFrame({"own": [2.0], "own+direct": [1.0]}, index=["women"])
    >>> groups = Groups.of_table({"north": {"label": "the North"}, "south": {"label": "the South"}})
    >>> fig = plot_levels(effects, "north", "south", groups)
    >>> [text.get_text() for text in fig.axes[0].get_yticklabels()]
    ['women']
    >>> plt.close(fig)
    """
    fig, ax = plt.subplots(figsize=(8, 0.26 * len(effects) + 1.7))
    rows = np.arange(len(effects))
    ax.axvline(0, color="#333333", linewidth=0.8)
    ax.hlines(rows, effects.min(axis=1), effects.max(axis=1), color="#999999", linewidth=1.5)
    for level in effects.columns:
        ax.plot(effects[level], rows, linestyle="", markeredgecolor="black", label=level, **LEVEL_MARKERS[level])
    ax.set_yticks(rows, effects.index)
    ax.set_ylim(len(effects) - 0.4, -0.6)
    sides = f"left: more by {groups.phrase(reference)}; right: more by {groups.phrase(target)}"
    ax.set_xlabel(f"log ratio   ({sides})")
    fig.legend(*ax.get_legend_handles_labels(), loc="outside upper left", ncols=3, title="whose words are in")
    return fig


def plot_matched(table: pd.DataFrame, whole: pd.DataFrame, labels: dict[str, str]) -> Figure:
    """Draw the difference between the sides on one axis with differences where there is no other side.

    Parameters
    ----------
    table : DataFrame
        What `corpus_utils.terms.matched.matched_contrasts` returns, one row a comparison.
    whole : DataFrame
        One row a contrast of all words, from top to bottom: ``contrast, excess, low, high, words_first,
        words_second``; low and high enclose nine in ten deals of the same units.
    labels : dict of str to str
        What to call each ``kind`` of the table.

    Returns
    -------
    Figure
        A diamond on the grey band of its deals for each contrast; a line of dots for each kind of matched comparison,
        hollow within a side.

    Examples
    --------
    >>> table = pd.DataFrame({"kind": "within the target", "excess": [0.01, -0.01], "words_first": 90,
    ...                       "words_second": 110})
    >>> whole = pd.DataFrame({"contrast": ["own"], "excess": [0.04], "low": [-0.01], "high": [0.02],
    ...                       "words_first": 180, "words_second": 220})
    >>> fig = plot_matched(table, whole, {"within the target": "within the North"})
    >>> [text.get_text() for text in fig.axes[0].get_yticklabels()]
    ['own', 'within the North']
    >>> plt.close(fig)
    """
    kinds = [kind for kind in labels if kind in set(table["kind"])]
    names = [*whole["contrast"], *[labels[kind] for kind in kinds]]
    fig, ax = plt.subplots(figsize=(8, 0.42 * len(names) + 1.5))
    ax.axvline(0, color="#333333", linewidth=0.8)
    for row, contrast in enumerate(whole.itertuples()):
        name = "nine in ten deals of the same units" if row == 0 else None
        ax.plot([contrast.low, contrast.high], [row, row], color="#BBBBBB", lw=9, solid_capstyle="butt", label=name)
        ax.plot(contrast.excess, row, "D", color="black", label="all words of the two sides" if row == 0 else None)
        _say_words(ax, row, contrast.words_first, contrast.words_second)
    for row, kind in enumerate(kinds, start=len(whole)):
        rows = table[table["kind"] == kind]
        face = "#0A4C86" if kind == BETWEEN else "white"
        ax.plot(rows["excess"], np.full(len(rows), row), "o", mfc=face, mec="#0A4C86", alpha=0.85)
        _say_words(ax, row, rows["words_first"].mean(), rows["words_second"].mean())
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel("divergence beyond chance (bits above the mean of the deals)")
    fig.legend(*ax.get_legend_handles_labels(), loc="outside upper left", ncols=2)
    return fig


def _say_words(ax: Axes, row: int, first: float, second: float) -> None:
    """Write beside a row how many words it compares."""
    words = f"{first:,.0f} against {second:,.0f} words"
    ax.text(1.01, row, words, transform=ax.get_yaxis_transform(), size=8, va="center")
