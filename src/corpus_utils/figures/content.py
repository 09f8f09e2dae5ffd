"""What the texts say, drawn: who names whom, and where in each text its words stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from corpus_utils.figures.corpus import VOICE_HATCHES, VOICE_LABELS
from corpus_utils.groups import Groups

#: Documents in an x-ray; with more, those with the most places are drawn.
MOST_DOCUMENTS = 8
#: Lanes below each text.
MOST_LANES = 6
#: Groups in the legend, the most talkative.
MOST_NAMED = 10
UNKNOWN_COLOUR = "#8A8A8A"


def plot_mentions(table: pd.DataFrame, groups: Groups) -> Figure:
    """Draw who names whom: a row a speaker, a column a group that is named.

    Parameters
    ----------
    table : DataFrame
        What `rates` returns: actor_group (who speaks), named_group, count, words, rate per 1,000 words.
    groups : Groups
        The groups of the study.

    Returns
    -------
    Figure
        A field a pair: darker where a group is named more often, with the rate and, in brackets, the count; a frame
        where a group names itself.

    Examples
    --------
    >>> table = pd.DataFrame({"actor_group": ["a"], "named_group": ["b"], "count": [3], "words": [100], "rate": [30.0]})
    >>> fig = plot_mentions(table, Groups.of_table({"a": {}, "b": {}}))
    >>> [text.get_text() for text in fig.axes[0].texts]
    ['30.0 (3)']
    >>> plt.close(fig)
    """
    order = {group: place for place, group in enumerate(groups)}
    speakers = sorted(table["actor_group"].unique(), key=lambda group: (order.get(group, len(order)), group))
    named = sorted(table["named_group"].unique(), key=lambda group: (order.get(group, len(order)), group))
    rate, count = (
        table.pivot(index="actor_group", columns="named_group", values=value).loc[speakers, named]
        for value in ("rate", "count")
    )
    words = table.drop_duplicates("actor_group").set_index("actor_group")["words"]
    fig, ax = plt.subplots(figsize=(2.9 + 0.95 * len(named), 1.9 + 0.44 * len(speakers)))
    highest = max(float(rate.to_numpy().max()), 1.0)
    ax.imshow(np.sqrt(rate.to_numpy(float)), cmap="Blues", vmin=0, vmax=np.sqrt(highest) * 1.25, aspect="auto")
    for row, speaker in enumerate(speakers):
        for column, group in enumerate(named):
            value, n = rate.loc[speaker, group], count.loc[speaker, group]
            dark = np.sqrt(value) > 0.62 * np.sqrt(highest) * 1.25
            said = f"{value:.1f} ({n:,})" if n else "–"
            ax.text(column, row, said, ha="center", va="center", size=8, color="white" if dark else "black")
            if speaker == group:
                box = Rectangle((column - 0.48, row - 0.46), 0.96, 0.92, fill=False, edgecolor="#333333", lw=1)
                ax.add_patch(box)
    ax.set_xticks(range(len(named)), [_wrap(groups.label(group)) for group in named], size=8)
    ax.set_yticks(range(len(speakers)), [f"{groups.label(g)}\n{words[g]:,} words" for g in speakers], size=8)
    ax.xaxis.tick_top()
    ax.xaxis.set_label_position("top")
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.set_xlabel("names …")
    ax.set_ylabel("in the words of …")
    return fig


def describe_mentions(table: pd.DataFrame, groups: Groups) -> str:
    """Say the highest rates of a figure of mentions, as its alternative text.

    Examples
    --------
    >>> table = pd.DataFrame({"actor_group": ["a"], "named_group": ["b"], "rate": [30.0]})
    >>> describe_mentions(table, Groups.of_table({"a": {}, "b": {}}))
    'A field for each group that speaks and each that is named. In 1,000 words: a names b 30.0 times.'
    """
    top = table.sort_values(["rate", "actor_group", "named_group"], ascending=[False, True, True]).head(3)
    said = [
        f"{groups.phrase(row.actor_group)} names "
        f"{'itself' if row.named_group == row.actor_group else groups.phrase(row.named_group)} {row.rate:.1f} times"
        for row in top.itertuples()
    ]
    return f"A field for each group that speaks and each that is named. In 1,000 words: {'; '.join(said)}."


def voice_runs(tokens: pd.DataFrame) -> pd.DataFrame:
    """Cut each text into runs of words of one voice, in the order of the text.

    Parameters
    ----------
    tokens : DataFrame
        Token table: doc_id, actor_group, voice_type; the words that are counted.

    Returns
    -------
    DataFrame
        doc_id, actor_group, voice_type, first (word, from 0) and words.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": "a", "actor_group": ["m", "m", "u"], "voice_type": "author"})
    >>> voice_runs(tokens)[["actor_group", "first", "words"]].values.tolist()
    [['m', 0, 2], ['u', 2, 1]]
    """
    kind = tokens[["doc_id", "actor_group", "voice_type"]].astype("str")
    run = (kind != kind.shift()).any(axis=1).cumsum().rename("run")
    place = tokens.groupby("doc_id", observed=True).cumcount()
    runs = kind.groupby(run).first()
    return runs.assign(first=place.groupby(run).first(), words=place.groupby(run).size()).reset_index(drop=True)


def xray_documents(places: pd.DataFrame, documents: pd.DataFrame, groups: Groups) -> dict[str, str]:
    """Choose the documents of an x-ray: all of a few, otherwise those with the most places.

    Parameters
    ----------
    places : DataFrame
        What `xray` returns.
    documents : DataFrame
        doc_id, label, actor_group, date.
    groups : Groups
        The groups of the study.

    Returns
    -------
    dict of str to str
        The label of each document, by ``doc_id``; by group and date.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a"], "label": ["A letter"], "actor_group": ["un"], "date": [""]})
    >>> xray_documents(pd.DataFrame({"doc_id": ["a"]}), documents, Groups.of_table({"un": {}}))
    {'a': 'A letter'}
    """
    order = {group: place for place, group in enumerate(groups)}
    frame = documents.assign(
        n=documents["doc_id"].map(places["doc_id"].value_counts()).fillna(0),
        place=documents["actor_group"].map(order).fillna(len(order)),
    )
    frame = frame.sort_values(["n", "doc_id"], ascending=[False, True]).head(MOST_DOCUMENTS)
    frame = frame.sort_values(["place", "date", "doc_id"], kind="stable")
    return dict(zip(frame["doc_id"], frame["label"], strict=True))


def plot_xray(
    places: pd.DataFrame, tokens: pd.DataFrame, documents: dict[str, str], groups: Groups, name: str = "term"
) -> Figure:
    """Draw where in each text something stands, below a ribbon of whose words the text holds.

    Parameters
    ----------
    places : DataFrame
        What `xray` returns: doc_id, word and the column ``name``.
    tokens : DataFrame
        The words that are counted: doc_id, actor_group, voice_type.
    documents : dict of str to str
        The label of each document to draw, from top to bottom (see `xray_documents`).
    groups : Groups
        The groups of the study.
    name : str
        The column of ``places`` that says what stands there; the six most frequent have a lane.

    Returns
    -------
    Figure
        A ribbon a text, coloured by who speaks, plain where they write and hatched where they are quoted or reported;
        below it a lane for each name with a line at each place.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": "a", "actor_group": ["m"] * 9, "voice_type": "author"})
    >>> places = pd.DataFrame({"doc_id": ["a"], "term": ["sea"], "word": [3]})
    >>> fig = plot_xray(places, tokens, {"a": "A letter"}, Groups.of_table({"m": {}}))
    >>> [text.get_text() for text in fig.axes[0].texts]
    ['A letter', 'sea', '1']
    >>> plt.close(fig)
    """
    tokens = tokens[tokens["doc_id"].isin(documents)]
    places = places[places["doc_id"].isin(documents)]
    counts = places[name].value_counts()
    lanes = sorted(counts.index, key=lambda lane: (-counts[lane], lane))[:MOST_LANES]
    runs = voice_runs(tokens)
    longest = int(tokens["doc_id"].value_counts().max())
    height = 1 + 0.42 * len(lanes)
    step = height + 1.3
    fig, ax = plt.subplots(figsize=(8.4, 0.9 + 0.27 * step * len(documents)))
    for row, (doc, label) in enumerate(documents.items()):
        top = row * step
        own = runs[runs["doc_id"] == doc]
        for run in own.itertuples(index=False):
            hatch = VOICE_HATCHES[run.voice_type]
            place: dict[str, Any] = {"left": run.first, "height": 1, "align": "edge", "hatch": hatch}
            ax.barh(top, run.words, color=_colour(run.actor_group, groups), edgecolor="#333333", lw=0.3, **place)
        ax.annotate(label, (0, top), (0, 3), textcoords="offset points", size=9, weight="bold", va="bottom")
        for lane, what in enumerate(lanes):
            low = top + 1.1 + 0.42 * lane
            at = places.loc[(places["doc_id"] == doc) & (places[name] == what), "word"]
            size = int(own["words"].sum())
            ax.hlines(low + 0.19, 0, size, color="#DDDDDD", lw=0.6, zorder=0)
            ax.vlines(at + 0.5, low, low + 0.38, color="#111111", lw=1.4)
            shade = "#111111" if len(at) else "#767676"
            for said, left in ((what, -22), (str(len(at)), -6)):
                look: dict[str, Any] = {"ha": "right", "va": "center", "size": 7.5, "color": shade}
                ax.annotate(said, (0, low + 0.19), (left, 0), textcoords="offset points", **look)
    ax.set_ylim(step * len(documents) - 1.1, -1.2)
    ax.set_xlim(-longest * 0.005, longest * 1.01)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.set_xlabel("words of the running text")
    _legend(ax, runs, groups)
    return fig


def describe_xray(places: pd.DataFrame, documents: Mapping[str, str], name: str = "term") -> str:
    """Say where most of an x-ray stands, as its alternative text; documents may hold labels of others.

    Examples
    --------
    >>> describe_xray(pd.DataFrame({"doc_id": ["a", "a"], "term": ["sea", "sea"]}), {"a": "A letter"})
    'A ribbon for each text, coloured by who speaks, with a line at each place: sea 2 times in A letter.'
    """
    counts = places.groupby(["doc_id", name]).size().rename("times").reset_index()
    most = counts.sort_values(["times", "doc_id", name], ascending=[False, True, True]).head(5)
    said = [
        f"{what} {times} times in {documents[doc]}"
        for doc, what, times in zip(most["doc_id"], most[name], most["times"], strict=True)
    ]
    return f"A ribbon for each text, coloured by who speaks, with a line at each place: {'; '.join(said)}."


def _legend(ax: Axes, runs: pd.DataFrame, groups: Groups) -> None:
    alone = runs[~runs["actor_group"].str.contains(";")]  # who speaks jointly has the colour of the first
    spoken = alone.groupby("actor_group", observed=True)["words"].sum()
    order = sorted(spoken.index, key=lambda group: (-spoken[group], group))[:MOST_NAMED]
    marks = [Patch(facecolor=_colour(g, groups), edgecolor="#333333", lw=0.3, label=groups.label(g)) for g in order]
    for voice in ("direct_quote", "indirect_quote"):
        if (runs["voice_type"] == voice).any():
            hatch, label = VOICE_HATCHES[voice], VOICE_LABELS[voice]
            marks.append(Patch(facecolor="white", edgecolor="#333333", lw=0.3, hatch=hatch, label=label))
    ax.figure.legend(handles=marks, loc="outside lower center", ncols=min(4, len(marks)), fontsize=8)


def _colour(group: str, groups: Groups) -> str:
    first = group.split(";")[0]
    return groups[first].colour if first in groups else UNKNOWN_COLOUR


def _wrap(label: str) -> str:
    """Break a label of several words in two lines."""
    words = label.split()
    if len(words) < 2:
        return label
    middle = min(range(1, len(words)), key=lambda at: abs(len(" ".join(words[:at])) - len(" ".join(words[at:]))))
    return " ".join(words[:middle]) + "\n" + " ".join(words[middle:])


def plot_statements(statements: pd.DataFrame, target: str, reference: str, groups: Groups) -> Figure:
    """Draw what two sides ask of whom, and what their rejections are about.

    Parameters
    ----------
    statements : DataFrame
        One coding of statements (see `corpus_utils.statements.read_statements`).
    target, reference : str
        The two sides.
    groups : Groups
        The groups of the study, for their labels and look.

    Returns
    -------
    Figure
        On the left demands by whom they are laid on, on the right rejections by their object; a bar a side, with its
        number.

    Examples
    --------
    >>> statements = pd.DataFrame({"actor_group": ["a", "b"], "act": ["demand", "reject"], "target_group": ["b", ""],
    ...                            "object": "talks"})
    >>> fig = plot_statements(statements, "a", "b", Groups.of_table({"a": {}, "b": {}}))
    >>> [ax.get_title() for ax in fig.axes]
    ['what is asked of whom', 'what rejections are about']
    >>> plt.close(fig)
    """
    counts = statement_counts(statements, target, reference)
    titles = {"demand": "what is asked of whom", "reject": "what rejections are about"}
    most = [max(counts[counts["act"] == act]["what"].nunique(), 1) for act in titles]
    fig, axes = plt.subplots(1, 2, figsize=(9, 0.5 * max(most) + 1.5))
    for ax, (act, title) in zip(axes, titles.items(), strict=True):
        wide = counts[counts["act"] == act].pivot(index="what", columns="side", values="n").fillna(0)
        wide = wide.reindex(columns=[target, reference], fill_value=0)
        wide = wide.loc[wide.sum(axis=1).sort_values(kind="stable").index]
        for place, side in enumerate((reference, target)):
            rows = np.arange(len(wide)) + (place - 0.5) * 0.38
            ax.barh(rows, wide[side], 0.36, color=groups.colour(side), edgecolor="#333333", lw=0.5)
            for y, n in zip(rows, wide[side], strict=True):
                ax.annotate(f"{n:.0f}", (n, y), (3, 0), textcoords="offset points", va="center", size=8)
        names = [groups.label(what) if act == "demand" and what in groups else what for what in wide.index]
        ax.set_yticks(range(len(wide)), names, size=8)
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        ax.set_title(title, loc="center", size=9)
        ax.set_xlabel("statements")
        ax.margins(x=0.12)
    handles = [Patch(facecolor=groups.colour(side), edgecolor="#333333") for side in (target, reference)]
    fig.legend(handles, [groups.label(side) for side in (target, reference)], loc="outside upper left", ncols=2)
    return fig


def statement_counts(statements: pd.DataFrame, target: str, reference: str) -> pd.DataFrame:
    """Count the demands of two sides by whom they are laid on, and what they reject.

    Parameters
    ----------
    statements, target, reference
        As in `plot_statements`.

    Returns
    -------
    DataFrame
        ``act`` (demand or reject), ``side``, ``what`` (group of whom it is demanded, or the object) and ``n``.

    Examples
    --------
    >>> statements = pd.DataFrame({"actor_group": ["a"], "act": ["demand"], "target_group": [""], "object": ["talks"]})
    >>> statement_counts(statements, "a", "b").values.tolist()
    [['demand', 'a', 'nobody named', 1]]
    """
    shown = statements[
        statements["actor_group"].isin([target, reference]) & statements["act"].isin(["demand", "reject"])
    ]
    asked = shown["target_group"].replace("", "nobody named")
    what = asked.where(shown["act"] == "demand", shown["object"])
    counts = shown.assign(what=what).groupby(["act", "actor_group", "what"]).size().rename("n").reset_index()
    return counts.rename(columns={"actor_group": "side"})


def describe_statements(counts: pd.DataFrame, groups: Groups) -> str:
    """Say how many statements of each act (see `statement_counts`) a side makes, as the text of their figure.

    Examples
    --------
    >>> counts = pd.DataFrame({"act": ["demand"], "side": ["a"], "what": ["b"], "n": [2]})
    >>> describe_statements(counts, Groups.of_table({"a": {}, "b": {}}))
    'Bars: what is asked of whom, and what rejections are about. a: demand 2.'
    """
    sums = counts.groupby(["side", "act"])["n"].sum()
    said = [f"{groups.label(side)}: {act} {n}" for (side, act), n in sums.items()]
    return f"Bars: what is asked of whom, and what rejections are about. {'; '.join(said)}."
