"""How far a log-odds result is the work of its prior."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import StrMethodFormatter

from corpus_utils.groups import Groups


def plot_priors(table: pd.DataFrame, directions: pd.Series, target: str, reference: str, groups: Groups) -> Figure:
    """Draw how the log-odds of each term and their z depend on the weight of the prior.

    Parameters
    ----------
    table : DataFrame
        What `corpus_utils.terms.priors.prior_sensitivity` returns.
    directions : Series
        1 or -1 by term: whose word it is.
    target, reference : str
        The actor groups.
    groups : Groups
        The groups of the study, for their labels and look.

    Returns
    -------
    Figure
        Two panels, a line a term, labelled where the lines lie furthest apart; dotted: what z must reach.

    Examples
    --------
    >>> table = pd.DataFrame({"term": "we", "prior_mass": [1, 10], "delta": [4.0, 2.0], "z": [1.0, 1.5],
    ...                       "z_needed": 3.9, "key": False})
    >>> groups = Groups.of_table({"north": {"label": "the North"}, "south": {"label": "the South"}})
    >>> fig = plot_priors(table, pd.Series({"we": 1}), "north", "south", groups)
    >>> [text.get_text() for text in fig.axes[1].texts]
    ['needed to be key', 'we']
    >>> plt.close(fig)
    """
    fig, axes = plt.subplots(1, 2, figsize=(8, 4.6), layout="constrained")
    styles = {1: (groups.colour(target), "-", target), -1: (groups.colour(reference), "--", reference)}
    for ax, value, name in zip(axes, ("delta", "z"), ("delta (log-odds)", "z"), strict=True):
        wide = table.pivot(index="prior_mass", columns="term", values=value)
        for term in directions.index:
            colour, line, _ = styles[directions[term]]
            ax.plot(wide.index, wide[term], line, color=colour, linewidth=1.4)
        ax.hlines(0, wide.index[0], wide.index[-1], color="#333333", linewidth=0.8)
        ax.set_xscale("log")
        ax.xaxis.set_major_formatter(StrMethodFormatter("{x:,g}"))
        ax.set_xlabel("weight of the prior (words)")
        ax.set_title(name, size=9)
    needed = table.groupby("prior_mass")["z_needed"].first()
    for sign in (1, -1):
        axes[1].plot(needed.index, sign * needed, ":", color="#333333", linewidth=1)
    where = (needed.index[0], needed.iloc[0])
    axes[1].annotate("needed to be key", where, (0, 3), textcoords="offset points", size=8)
    for ax, value in zip(axes, ("delta", "z"), strict=True):
        _end_labels(ax, table.pivot(index="prior_mass", columns="term", values=value)[list(directions.index)])
    lines = [plt.Line2D([], [], color=colour, linestyle=line) for colour, line, _ in styles.values()]
    fig.legend(
        lines,
        [f"more in the words of the {groups.label(g)}" for *_, g in styles.values()],
        loc="outside upper left",
        ncols=2,
    )
    return fig


def _end_labels(ax: Axes, wide: pd.DataFrame, gap: float = 0.042) -> None:
    """Name the lines at their left end, moved apart where they meet."""
    first = wide.iloc[0].sort_values(kind="stable")
    low, high = ax.get_ylim()
    least = gap * (high - low)
    places = first.to_numpy().copy()
    for _ in range(500):
        short = np.maximum(least - np.diff(places), 0) / 2
        places[:-1] -= short
        places[1:] += short
        places = np.clip(places, low + least / 2, high - least / 2)
    for term, y, place in zip(first.index, first, places, strict=True):
        ax.annotate(
            term,
            (wide.index[0], y),
            (0.02, (place - low) / (high - low)),
            textcoords="axes fraction",
            size=8,
            va="center",
            arrowprops={"arrowstyle": "-", "color": "#777777", "linewidth": 0.5},
        )
    ax.set_ylim(low, high)
    ax.set_xlim(wide.index[0] / 40, wide.index[-1])
    ax.set_xticks([tick for tick in 10.0 ** np.arange(-3, 9) if wide.index[0] <= tick <= wide.index[-1]])
    ax.minorticks_off()
