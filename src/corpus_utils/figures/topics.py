"""Topics: how their number was tried, what words they hold, and who writes on them."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from corpus_utils.groups import Groups

#: What is measured for each question, with a title.
MEASURES = {
    "cross": ("recognised", "Topics that cross documents"),
    "documents": ("information", "Topics that are documents"),
}
BAR_COLOURS = {True: "#0A4C86", False: "#B9C7D6"}


def plot_choice(choice: pd.DataFrame) -> Figure:
    """Draw both questions for each number of topics, against what deals at random give.

    Parameters
    ----------
    choice : DataFrame
        What `choose_topics` returns.

    Returns
    -------
    Figure
        A panel a question; the grey band holds 95 % of the largest values that deals reach over the whole grid. Filled
        points lie above it; a dotted line marks the chosen number of topics.

    Examples
    --------
    >>> row = {"k": [2, 3], "recognised_z": [0.1, 4.0], "recognised_bar": 2.1, "information_z": 0.0,
    ...        "information_bar": 2.4, "chosen": [False, True]}
    >>> fig = plot_choice(pd.DataFrame(row))
    >>> len(fig.axes)
    2
    >>> plt.close(fig)
    """
    fig, axes = plt.subplots(1, len(MEASURES), figsize=(7.2, 3.0))
    for ax, (measure, title) in zip(axes, MEASURES.values(), strict=True):
        k, z, bar = choice["k"], choice[f"{measure}_z"], choice[f"{measure}_bar"].iloc[0]
        ax.axhspan(-bar, bar, color="#D9D9D9", lw=0)
        ax.axhline(0, color="#8A8A8A", lw=0.8)
        ax.plot(k, z, color="black", lw=1)
        for above in (True, False):
            rows = (z > bar) == above
            ax.plot(k[rows], z[rows], "o", color="black", mfc="black" if above else "white", ms=6)
        for chosen in choice.loc[choice["chosen"], "k"]:
            ax.axvline(chosen, color="#D55E00", ls=":", lw=1.2, zorder=0)
        ax.set_title(title, size=9)
        ax.set_xticks(k)
        ax.margins(y=0.12)
    axes[0].set_ylabel("standard deviations of the deals", size=9)
    fig.supxlabel("number of topics (grey: what deals at random reach)", size=9)
    return fig


def describe_choice(choice: pd.DataFrame) -> str:
    """Say in words what `plot_choice` draws.

    Examples
    --------
    >>> row = {"k": [2, 3], "recognised_z": [0.1, 4.0], "recognised_bar": 2.1, "information_z": 0.0,
    ...        "information_bar": 2.4}
    >>> describe_choice(pd.DataFrame(row)).split(", above")[0]
    'Two panels, 2 to 3 topics. Topics that cross documents: 0.1 to 4.0 standard deviations'
    """
    parts = [f"Two panels, {choice['k'].min()} to {choice['k'].max()} topics."]
    for measure, title in MEASURES.values():
        z, bar = choice[f"{measure}_z"], choice[f"{measure}_bar"].iloc[0]
        if z.notna().any():
            parts.append(
                f"{title}: {z.min():.1f} to {z.max():.1f} standard deviations, above the bar of {bar:.1f} at "
                f"{(z > bar).sum()} of {len(z)} numbers of topics."
            )
        else:
            parts.append(f"{title}: nothing to compare.")
    return " ".join(parts)


def plot_topic_power(power: pd.DataFrame, verdicts: pd.DataFrame) -> Figure:
    """Draw what these texts could have shown, and what they did.

    Parameters
    ----------
    power : DataFrame
        What `topic_power` returns.
    verdicts : DataFrame
        What `topic_verdicts` returns.

    Returns
    -------
    Figure
        A panel a question: the share of planted texts in which topics of a strength are found; a vertical line at the
        strength that shows as much as the real texts; the dotted line is 80 %.

    Examples
    --------
    >>> power = pd.DataFrame({"question": ["cross", "documents"] * 2, "strength": [0.0, 0.0, 0.7, 0.7],
    ...                       "found": [0.0, 0.1, 0.9, 1.0]})
    >>> verdicts = pd.DataFrame({"question": ["cross", "documents"], "strength": [0.2, 0.6], "answer": "finding"})
    >>> fig = plot_topic_power(power, verdicts)
    >>> [len(ax.lines) for ax in fig.axes]
    [3, 3]
    >>> plt.close(fig)
    """
    fig, axes = plt.subplots(1, len(MEASURES), figsize=(7.2, 3.0), sharey=True)
    for ax, (question, (_, title)) in zip(axes, MEASURES.items(), strict=True):
        rows = power[power["question"] == question]
        verdict = verdicts[verdicts["question"] == question].iloc[0]
        ax.axhline(0.8, color="#8A8A8A", ls=":", lw=1)
        ax.plot(rows["strength"], rows["found"], "o-", color="black", lw=1, ms=5)
        if pd.notna(verdict["strength"]):
            ax.axvline(verdict["strength"], color="#D55E00", lw=1.6)
            right = verdict["strength"] > 0.5
            ax.annotate(
                "these texts",
                (verdict["strength"], 0.5),
                xytext=(-4 if right else 4, 0),
                textcoords="offset points",
                ha="right" if right else "left",
                size=8,
            )
        ax.set_title(f"{title}: {verdict['answer']}", size=9)
        ax.set_xlim(-0.03, 1.03)
        ax.set_ylim(-0.05, 1.05)
    axes[0].set_ylabel("share of planted texts\nin which they are found", size=9)
    fig.supxlabel("strength of planted topics (share of a topic's words that are its own; dotted: 80 %)", size=9)
    return fig


def describe_power(power: pd.DataFrame, verdicts: pd.DataFrame) -> str:
    """Say in words what `plot_topic_power` draws.

    Examples
    --------
    >>> power = pd.DataFrame({"question": ["cross", "documents"], "strength": 0.7, "found": [0.9, 1.0]})
    >>> verdicts = pd.DataFrame({"question": ["cross", "documents"], "strength": [0.2, None]})
    >>> describe_power(power, verdicts).split(". ")[1]
    'Topics that cross documents are found in 90 % at a strength of 0.7; the texts show as much as a strength of 0.2'
    """
    parts = ["Two panels, the share of planted texts in which topics are found, by their strength."]
    for question, (_, title) in MEASURES.items():
        rows = power[power["question"] == question]
        strength = verdicts.loc[verdicts["question"] == question, "strength"].iloc[0]
        shares = ", ".join(f"{100 * row.found:.0f} % at a strength of {row.strength:g}" for row in rows.itertuples())
        shown = "no strength in this range" if pd.isna(strength) else f"a strength of {strength:g}"
        parts.append(f"{title} are found in {shares}; the texts show as much as {shown}.")
    return " ".join(parts)


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


def describe_topics(table: pd.DataFrame, n: int = 3, note: str = "") -> str:
    """Say in words what `plot_topics` draws: the first n words of each topic.

    Examples
    --------
    >>> table = pd.DataFrame({"topic": 1, "term": ["un", "war"], "weight": [0.6, 0.4], "rank_weight": [1, 2]})
    >>> describe_topics(table)
    'Bars, one panel a topic. Topic 1: un 0.60, war 0.40.'
    """
    shown = table[(table["rank_weight"] <= n) & (table["weight"] > 0)].sort_values(["topic", "rank_weight"])
    parts = ["Bars, one panel a topic."]
    for topic, rows in shown.groupby("topic"):
        words = ", ".join(f"{row.term} {row.weight:.2f}" for row in rows.itertuples())
        parts.append(f"Topic {topic}: {words}.")
    return " ".join([*parts, *([f"{note}."] if note else [])])


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


def describe_prevalence(table: pd.DataFrame, groups: Groups, note: str = "") -> str:
    """Say in words what `plot_prevalence` draws: for each topic the group with the largest share by voice.

    Examples
    --------
    >>> table = pd.DataFrame({"by": ["file", "voice"], "group": "un", "topic": 1, "prevalence": [0.2, 0.4],
    ...                       "low": [0.1, None], "high": [0.5, None]})
    >>> describe_prevalence(table, Groups.of_table({"un": {"label": "United Nations"}})).split("; ")[1]
    '1 of 2 marks have an interval. Largest by voice: topic 1 40 % (United Nations).'
    """
    voices = table[table["by"] == "voice"]
    parts = []
    for topic, rows in voices.groupby("topic"):
        most = rows.loc[rows["prevalence"].round(9).idxmax()]
        parts.append(f"topic {topic} {100 * most['prevalence']:.0f} % ({groups.label(most['group'])})")
    marks = f"{table['low'].notna().sum()} of {len(table)} marks have an interval"
    largest = f" Largest by voice: {', '.join(parts)}." if parts else ""
    return f"One panel a topic, one line a group; {marks}.{largest}" + (f" {note}." if note else "")


def illustration_note(choice: pd.DataFrame) -> str:
    """Give the note that a figure of topics which are no finding must carry; empty where they are one.

    Examples
    --------
    >>> illustration_note(pd.DataFrame({"k": [2, 3], "chosen": [False, False]}))
    'ILLUSTRATION ONLY: with 2 to 3 topics none is found that crosses documents'
    """
    if choice["chosen"].any():
        return ""
    low, high = choice["k"].min(), choice["k"].max()
    return f"ILLUSTRATION ONLY: with {low} to {high} topics none is found that crosses documents"


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
        fig.set_layout_engine("constrained", h_pad=0.09)
    return list(axes.flat[:n]), fig


def _rows(ax: Axes, names: Sequence[str], invert: bool = True) -> None:
    names = list(names)
    ax.set_yticks(range(len(names)), names)
    ax.tick_params(axis="y", length=0)
    if invert:
        ax.invert_yaxis()
