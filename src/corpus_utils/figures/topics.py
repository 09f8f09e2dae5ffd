"""Topics: how their number was tried, what words they hold, and who writes on them."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from corpus_utils.groups import Groups

MEASURE_TITLES = {
    "coherence": "Coherence\n(mean NPMI of top words)",
    "stability_seeds": "Stability over seeds\n(cosine, random halves)",
    "stability_lodo": "Stability over documents\n(cosine, one left out)",
}
BAR_COLOURS = {True: "#0A4C86", False: "#B9C7D6"}


def plot_choice(choice: pd.DataFrame) -> Figure:
    """Draw what decides on the number of topics, one panel a measure, against shuffled texts.

    Parameters
    ----------
    choice : DataFrame
        What `choose_topics` returns.

    Returns
    -------
    Figure
        Points above the grey band (filled) beat the shuffled texts; a k is supported if it does so in every panel.

    Examples
    --------
    >>> row = {"k": [2, 3], "coherence": [0.1, 0.3], "coherence_shuffled_low": 0.0, "coherence_shuffled_high": 0.2,
    ...        "coherence_p": [0.4, 0.05], "stability_seeds_p": None, "stability_lodo_p": None, "chosen": False}
    >>> fig = plot_choice(pd.DataFrame(row))
    >>> len(fig.axes)
    1
    >>> plt.close(fig)
    """
    measures = [name for name in MEASURE_TITLES if choice[f"{name}_p"].notna().any()]
    fig, axes = plt.subplots(1, len(measures), figsize=(3 * len(measures), 3.1), squeeze=False)
    for ax, name in zip(axes[0], measures, strict=True):
        k, value = choice["k"], choice[name]
        low, high = choice[f"{name}_shuffled_low"], choice[f"{name}_shuffled_high"]
        ax.fill_between(k, low, high, color="#D9D9D9", lw=0)
        ax.plot(k, value, color="black", lw=1)
        for beats in (True, False):
            rows = (value > high) == beats
            ax.plot(k[rows], value[rows], "o", color="black", mfc="black" if beats else "white", ms=6)
        for row in choice[choice["chosen"]].itertuples():
            ax.axvline(row.k, color="#D55E00", ls=":", lw=1.2, zorder=0)
        ax.annotate(
            "shuffled", (k.iloc[-1], low.iloc[-1]), xytext=(0, 3), textcoords="offset points", ha="right", size=8
        )
        ax.annotate("these texts", (k.iloc[0], value.iloc[0]), xytext=(6, 6), textcoords="offset points", size=8)
        ax.set_title(MEASURE_TITLES[name], size=9)
        ax.set_xticks(k)
        ax.margins(y=0.12)
    fig.supxlabel("number of topics (filled: above the band of the shuffled texts)", size=9)
    return fig


def plot_topics(table: pd.DataFrame, n: int = 8, note: str = "") -> Figure:
    """Draw the words of each topic, one panel a topic.

    Parameters
    ----------
    table : DataFrame
        What `topic_table` returns, of one model.
    n : int, default 8
        Words a topic.
    note : str
        What a reader must know who sees the figure alone, such as `illustration_note`; written into the figure.

    Returns
    -------
    Figure
        Bars: the share of the word in the topic; dark where the word is among the first n by FREX too.

    Examples
    --------
    >>> table = pd.DataFrame({"topic": 1, "term": ["un", "war"], "weight": [0.6, 0.4], "rank_weight": [1, 2],
    ...                       "rank_frex": [2, 1]})
    >>> fig = plot_topics(table, n=1, note="Illustration.")
    >>> [label.get_text() for label in fig.axes[0].get_yticklabels()]
    ['un']
    >>> plt.close(fig)
    """
    topics = sorted(table["topic"].unique())
    axes, fig = _panels(len(topics), height=0.2 * n + 0.7, note=note)
    shown = table[(table["rank_weight"] <= n) & (table["weight"] > 0)].sort_values(["topic", "rank_weight"])
    for ax, topic in zip(axes, topics, strict=True):
        rows = shown[shown["topic"] == topic]
        colours = [BAR_COLOURS[bool(rank <= n)] for rank in rows["rank_frex"]]
        ax.barh(range(len(rows)), rows["weight"], color=colours, height=0.75)
        _rows(ax, rows["term"])
        ax.set_title(f"Topic {topic}", size=10)
        ax.set_xlim(0, shown["weight"].max() * 1.05)
    fig.supxlabel("share of the topic's weight (dark: also among its first words by FREX)", size=8.5)
    return fig


def plot_prevalence(table: pd.DataFrame, groups: Groups, note: str = "") -> Figure:
    """Draw how much each group writes on each topic, counted by file and by voice.

    Parameters
    ----------
    table : DataFrame
        ``by`` ("file" or "voice"), and what `prevalence` returns.
    groups : Groups
        The groups of the study, for their labels and look.
    note : str
        As for `plot_topics`.

    Returns
    -------
    Figure
        One panel a topic, one line a group: hollow marks count whole files, filled marks voices, bars are
        intervals; behind the group its paragraphs, by file and by voice.

    Examples
    --------
    >>> table = pd.DataFrame({"by": ["file", "voice"], "group": "un", "topic": 1, "prevalence": [0.2, 0.4],
    ...                       "low": 0.1, "high": 0.5, "paragraphs": [3, 5]})
    >>> fig = plot_prevalence(table, Groups.of_table({"un": {"label": "United Nations"}}))
    >>> fig.axes[0].get_yticklabels()[0].get_text()
    'United Nations (3, 5)'
    >>> plt.close(fig)
    """
    shown = [group for group in groups if group in set(table["group"])]
    topics = sorted(table["topic"].unique())
    axes, fig = _panels(len(topics), height=0.42 * len(shown) + 0.9, note=note, sharey=True)
    for ax, topic in zip(axes, topics, strict=True):
        rows = table[(table["topic"] == topic)]
        for row in rows.itertuples():
            by_voice = row.by == "voice"
            y = shown.index(row.group) + (0.15 if by_voice else -0.15)
            colour = groups.colour(row.group)
            ax.plot([row.low, row.high], [y, y], color=colour if by_voice else "#8A8A8A", lw=2 if by_voice else 1)
            face = colour if by_voice else "white"
            ax.plot(row.prevalence, y, groups.marker(row.group), mfc=face, mec="black", ms=6, mew=0.8)
        ax.set_title(f"Topic {topic}", size=10)
        ax.set_xlim(-0.03, 1.03)
        ax.tick_params(axis="y", length=0)
        ax.set_ylim(len(shown) - 0.5, -0.5)
    counts = table.groupby(["group", "by"])["paragraphs"].first()
    names = [
        f"{groups.label(group)} ({counts.get((group, 'file'), 0)}, {counts.get((group, 'voice'), 0)})"
        for group in shown
    ]
    _rows(axes[0], names, invert=False)
    fig.supxlabel(
        "share of the group's words (hollow: words of its files; filled: words of its voice)\n"
        "in brackets: paragraphs by file, by voice",
        size=8.5,
    )
    return fig


def illustration_note(choice: pd.DataFrame) -> str:
    """Give the note that a figure of unsupported topics must carry; empty where a number of topics is supported.

    Parameters
    ----------
    choice : DataFrame
        What `choose_topics` returns.

    Returns
    -------
    str

    Examples
    --------
    >>> illustration_note(pd.DataFrame({"k": [2, 3], "chosen": [False, False]}))
    'ILLUSTRATION ONLY: no number of topics from 2 to 3 beats the same words shuffled'
    """
    if choice["chosen"].any():
        return ""
    low, high = choice["k"].min(), choice["k"].max()
    return f"ILLUSTRATION ONLY: no number of topics from {low} to {high} beats the same words shuffled"


def _panels(n: int, height: float, note: str, sharey: bool = False) -> tuple[Sequence[Axes], Figure]:
    """Make n panels, at most four in a row, under the note."""
    columns = min(n, 4)
    rows = -(-n // columns)
    size = (max(2.4 * columns + (1.6 if sharey else 0), 6.4), height * rows + (0.9 if note else 0.5))
    fig, axes = plt.subplots(rows, columns, figsize=size, squeeze=False, sharey=sharey, layout="constrained")
    for spare in axes.flat[n:]:
        spare.set_axis_off()
    if note:
        box = {"facecolor": "#FFF3C4", "edgecolor": "black", "pad": 4, "lw": 0.8}
        fig.suptitle(note, size=9, weight="bold", bbox=box)
        fig.get_layout_engine().set(h_pad=0.09)
    return list(axes.flat[:n]), fig


def _rows(ax: Axes, names: Sequence[str], invert: bool = True) -> None:
    names = list(names)
    ax.set_yticks(range(len(names)), names)
    ax.tick_params(axis="y", length=0)
    if invert:
        ax.invert_yaxis()
