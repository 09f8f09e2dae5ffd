"""What these texts could have shown, and what they did."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from corpus_utils.figures.corpus import label_share
from corpus_utils.figures.terms import place_labels
from corpus_utils.groups import Groups
from corpus_utils.terms.verdicts import DIFFERS, EQUIVALENT, OPEN

#: A dot is drawn for a term that one side uses so many times as often as the other.
DRAWN = 4
NAMED = 6
SHARES = {"differs": ("#0A4C86", ""), EQUIVALENT: ("#E8E8E8", "///"), OPEN: ("#FFFFFF", "")}


def strip_terms(terms: pd.DataFrame) -> pd.DataFrame:
    """Choose the terms that one side uses at least four times as often, with the rate of that side.

    Parameters
    ----------
    terms : DataFrame
        ``level`` and, indexed by ``term``, the columns of `corpus_utils.terms.verdicts.term_verdicts`.

    Returns
    -------
    DataFrame
        ``level, more`` ("target" or "reference"), ``term, rate`` of that side in 1,000 words, ``differs`` (whether the
        verdict is a difference) and ``f``.

    Examples
    --------
    >>> terms = pd.DataFrame({"level": "own", "rate_target": [9.0, 2.0], "rate_reference": [0.0, 1.0], "f": [12.0, 1.0],
    ...                       "verdict": ["finding", "can't tell"]}, index=pd.Index(["peace", "war"], name="term"))
    >>> strip_terms(terms)[["more", "term", "rate", "differs"]].values.tolist()
    [['target', 'peace', 9.0, True]]
    """
    more = np.where(terms["rate_target"] >= terms["rate_reference"], "target", "reference")
    high = terms[["rate_target", "rate_reference"]].max(axis=1)
    low = terms[["rate_target", "rate_reference"]].min(axis=1)
    rows = terms.assign(more=more, rate=high, differs=terms["verdict"].isin(DIFFERS))[high >= DRAWN * low]
    return rows.rename_axis("term").reset_index()[["level", "more", "term", "rate", "differs", "f"]]


def plot_detectable(
    strips: pd.DataFrame, detectable: pd.DataFrame, target: str, reference: str, groups: Groups
) -> Figure:
    """Draw the rates at which a word would have been found, and the words that there are.

    Parameters
    ----------
    strips : DataFrame
        What `strip_terms` returns.
    detectable : DataFrame
        ``level`` and the columns of `corpus_utils.terms.detectable.detectable_terms`.
    target, reference : str
        The actor groups.
    groups : Groups
        The groups of the study, for their labels and look.

    Returns
    -------
    Figure
        A row for each level and side. Dots: terms that this side uses at least `DRAWN` times as often; filled and
        named, the strongest of them, where the sides differ. Light grey: a word that the other side never uses would
        have been found there; dark grey: so would one at four times the rate of the other side.

    Examples
    --------
    >>> strips = pd.DataFrame({"level": "own", "more": "target", "term": ["peace"], "rate": [9.0], "differs": [True],
    ...                        "f": [12.0]})
    >>> detectable = pd.DataFrame({"level": "own", "more": ["target", "target"], "other": [0.0, 0.25],
    ...                            "spread": "evenly", "rate": [4.0, 20.0]})
    >>> groups = Groups.of_table({"north": {"label": "the North"}, "south": {"label": "the South"}})
    >>> fig = plot_detectable(strips, detectable, "north", "south", groups)
    >>> [text.get_text() for text in fig.axes[0].texts]
    ['peace']
    >>> plt.close(fig)
    """
    group_of = {"target": target, "reference": reference}
    rows = list(detectable[["level", "more"]].drop_duplicates().itertuples(index=False, name=None))
    fig, ax = plt.subplots(figsize=(8, 0.75 * len(rows) + 1.7))
    drawn = detectable[detectable["spread"] == "evenly"]
    rates = np.concatenate([strips["rate"], drawn["rate"].dropna()])
    low, high = (0.1, 10.0) if not len(rates) else (rates.min() / 1.5, rates.max() * 2)
    ax.set_xscale("log")
    ax.set_xlim(low, high)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    evenly = drawn.set_index(["level", "more", "other"])["rate"]
    marked = []
    for place, (level, more) in enumerate(rows):
        for other, colour in ((0.0, "#E4E4E4"), (0.25, "#B5B5B5")):
            start = evenly.get((level, more, other), np.nan)
            if start == start:
                ax.barh(place, high - start, left=start, height=0.8, color=colour, zorder=0)
        group = groups[group_of[more]]
        mine = strips[(strips["level"] == level) & (strips["more"] == more)].sort_values("term")
        spread = np.arange(len(mine)) * 0.618 % 1  # side by side where rates are equal
        across = place + np.where(mine["differs"], -0.34 + 0.28 * spread, 0.02 + 0.34 * spread)
        for differs in (False, True):
            chosen = mine["differs"].to_numpy() == differs
            ax.plot(
                *(mine["rate"][chosen], across[chosen]),
                group.marker if differs else "o",
                ms=6 if differs else 3,
                color=group.colour if differs else "white",
                mec="black" if differs else "#555555",
                mew=0.7,
            )
        marked.append(mine.assign(y=across, size=mine["f"].abs())[mine["differs"]])
    spots = pd.concat(marked)
    named = pd.concat(rows.sort_values(["size", "term"], ascending=[False, True]).head(NAMED) for rows in marked)
    named = named.set_index("term")
    place_labels(ax, named["rate"], named["y"], (spots["rate"], spots["y"]))
    ax.set_yticks(range(len(rows)), [f"{groups.label(group_of[more])}\n{level}" for level, more in rows])
    ax.tick_params(axis="y", length=0)
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
    ax.set_xlabel("rate in 1,000 words of the side that uses the term more")
    handles = [
        Patch(color="#E4E4E4", label="would be found if the other side never used it"),
        Patch(color="#B5B5B5", label="would be found at four times the other's rate"),
        Line2D([], [], marker="o", ls="", ms=3, mfc="white", mec="#555555", label="a term of these texts"),
        Line2D([], [], marker="D", ls="", color="#555555", mec="black", label="a term in which they differ"),
    ]
    fig.legend(handles=handles, loc="outside upper left", ncols=2)
    return fig


def plot_verdicts(shares: pd.DataFrame) -> Figure:
    """Draw how many terms differ, are equivalent, or can't be told, and how many words these terms make up.

    Parameters
    ----------
    shares : DataFrame
        ``contrast``, ``of`` ("terms" or "words") and the shares ``differs, equivalent, can't tell``.

    Returns
    -------
    Figure
        A bar a row, with its shares.

    Examples
    --------
    >>> shares = pd.DataFrame({"contrast": ["own"], "of": ["terms"], "differs": [0.1], "equivalent": [0.3],
    ...                        "can't tell": [0.6]})
    >>> fig = plot_verdicts(shares)
    >>> [text.get_text() for text in fig.axes[0].texts]
    ['10 %', '30 %', '60 %']
    >>> plt.close(fig)
    """
    fig, ax = plt.subplots(figsize=(8, 0.4 * len(shares) + 1.3))
    rows, left = np.arange(len(shares)), np.zeros(len(shares))
    for name, (colour, hatch) in SHARES.items():
        width = shares[name].to_numpy()
        ax.barh(rows, width, left=left, color=colour, hatch=hatch, edgecolor="#555555", height=0.7, label=name)
        for row, (start, share) in enumerate(zip(left, width, strict=True)):
            if share >= 0.04:
                label_share(ax, start + share / 2, row, share, colour)
        left += width
    ax.set_yticks(rows, [f"{row.contrast}: {row.of}" for row in shares.itertuples()])
    ax.invert_yaxis()
    ax.set_xlim(0, 1)
    ax.tick_params(axis="y", length=0)
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}".replace("%", " %"))
    ax.set_xlabel("share of the terms that are frequent enough to be tested, and of their words")
    fig.legend(*ax.get_legend_handles_labels(), loc="outside upper left", ncols=3)
    return fig
