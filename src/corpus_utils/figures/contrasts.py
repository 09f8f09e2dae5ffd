"""One contrast beside another: levels of speech, and the null benchmark."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from corpus_utils.groups import Groups

#: Own words are filled; the more of others' reporting is in, the lighter the mark.
LEVEL_MARKERS = {
    "own": {"marker": "o", "markerfacecolor": "black"},
    "own+direct": {"marker": "s", "markerfacecolor": "#8A8A8A"},
    "own+direct+indirect": {"marker": "D", "markerfacecolor": "white"},
}
BAR_COLOURS = ("#0A4C86", "#E69F00")


def plot_levels(
    effects: pd.DataFrame, target: str, reference: str, groups: Groups, xlabel: str = "log ratio"
) -> Figure:
    """Draw how the effect of each term moves as quoted and reported speech comes in.

    Parameters
    ----------
    effects : DataFrame, terms × levels
        The effect at each level, for the levels that `corpus_utils.terms.contrasts.LEVELS` names; missing where
        the term does not occur.
    target, reference : str
        The actor groups; positive effects belong to the target.
    groups : Groups
        The groups of the study, for their labels and look.
    xlabel : str
        What the effect is, with its unit.

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
    sides = f"left: more in the words of the {groups.label(reference)}; right: {groups.label(target)}"
    ax.set_xlabel(f"{xlabel}   ({sides})")
    fig.legend(*ax.get_legend_handles_labels(), loc="outside upper left", ncols=3, title="whose words are in")
    return fig


def plot_benchmark(counts: pd.DataFrame, labels: dict[str, str]) -> Figure:
    """Draw how many terms pass a test in each contrast, beside contrasts in which there is no other side.

    Parameters
    ----------
    counts : DataFrame, contrasts × tests
        Terms that pass; the index names the contrast, a column the test.
    labels : dict of str to str
        What to call each column in the figure.

    Returns
    -------
    Figure
        One group of bars a contrast, one bar a test, with its number.

    Examples
    --------
    >>> counts = pd.DataFrame({"p": [15, 23], "holm": [1, 0]}, index=["between", "within"])
    >>> fig = plot_benchmark(counts, {"p": "p < .05", "holm": "Holm p < .05"})
    >>> [text.get_text() for text in fig.axes[0].texts]
    ['15', '23', '1', '0']
    >>> plt.close(fig)
    """
    fig, ax = plt.subplots(figsize=(8, 0.62 * len(counts) + 1.3))
    height = 0.8 / len(labels)
    rows = np.arange(len(counts))
    for place, ((column, label), colour) in enumerate(zip(labels.items(), BAR_COLOURS, strict=False)):
        at = rows + (place - (len(labels) - 1) / 2) * height
        ax.barh(at, counts[column], height * 0.9, color=colour, label=label)
        for y, count in zip(at, counts[column], strict=True):
            ax.annotate(f"{count}", (count, y), (4, 0), textcoords="offset points", va="center", size=8)
    ax.set_yticks(rows, counts.index)
    ax.invert_yaxis()
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.set_xlabel("terms that pass")
    fig.legend(*ax.get_legend_handles_labels(), loc="outside upper left", ncols=2)
    return fig
