"""What the files consist of, and whose words they are."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from corpus_utils.groups import Groups

#: What a reader wants to tell apart: parts of the page, from the document's own words to what stands around them.
PARTS = {
    "body": ("body",),
    "titles and headings": ("title", "subtitle", "dateline", "byline", "heading"),
    "letter frame": ("salutation", "closing", "signature"),
    "signatories": ("signatory_header", "signatory"),
    "readers' comments": ("comment_author", "comment"),
    "page furniture": ("caption", "navigation", "share_widget", "teaser", "section_tag", "other_boilerplate"),
}
PART_COLOURS = ("#0A4C86", "#7FB3DE", "#333333", "#E69F00", "#C9C9C9", "#8A8A8A")
PART_HATCHES = ("", "", "", "", "///", "xxx")
VOICE_HATCHES = {"author": "", "term_quote": "", "direct_quote": "///", "indirect_quote": "..."}
VOICE_LABELS = {
    "author": "own prose",
    "term_quote": "own prose",
    "direct_quote": "quoted",
    "indirect_quote": "reported",
}
LEAST_LABELLED_SHARE = 0.045


def role_shares(segments: pd.DataFrame) -> pd.DataFrame:
    """Measure how much of each file plays which part.

    Parameters
    ----------
    segments : DataFrame
        Role spans: doc_id, start, end, role.

    Returns
    -------
    DataFrame
        doc_id, part, characters (inside spans, so white space between them is not counted) and share of the
        file; one row for every document and part, zeros among them.

    Examples
    --------
    >>> spans = pd.DataFrame({"doc_id": "a", "start": [0, 10], "end": [10, 40], "role": ["title", "body"]})
    >>> role_shares(spans).query("characters > 0")["share"].tolist()
    [0.75, 0.25]
    """
    part_of = {role: part for part, roles in PARTS.items() for role in roles}
    length = (segments["end"] - segments["start"]).rename("characters")
    table = length.groupby([segments["doc_id"], segments["role"].map(part_of).rename("part")]).sum()
    every = pd.MultiIndex.from_product([sorted(segments["doc_id"].unique()), PARTS], names=["doc_id", "part"])
    table = table.reindex(every, fill_value=0).reset_index()
    return table.assign(share=table["characters"] / table.groupby("doc_id")["characters"].transform("sum"))


def plot_roles(shares: pd.DataFrame, labels: dict[str, str]) -> Figure:
    """Draw what each file consists of, one bar a document.

    Parameters
    ----------
    shares : DataFrame
        What `role_shares` returns.
    labels : dict of str to str
        The name to show for each ``doc_id``; its order is the order from top to bottom.

    Returns
    -------
    Figure
        A stacked bar a document; parts below 4.5 % carry no percentage.

    Examples
    --------
    >>> spans = pd.DataFrame({"doc_id": "a", "start": [0, 10], "end": [10, 40], "role": ["title", "body"]})
    >>> fig = plot_roles(role_shares(spans), {"a": "A letter"})
    >>> [text.get_text() for text in fig.axes[0].texts]
    ['75 %', '25 %']
    >>> plt.close(fig)
    """
    fig, ax = plt.subplots(figsize=(8, 0.55 * len(labels) + 1.5))
    wide = shares.pivot(index="doc_id", columns="part", values="share").loc[list(labels), list(PARTS)]
    left = pd.Series(0.0, index=wide.index)
    for part, colour, hatch in zip(PARTS, PART_COLOURS, PART_HATCHES, strict=True):
        ax.barh(wide.index, wide[part], left=left, color=colour, hatch=hatch, edgecolor="white", label=part)
        for doc, share in wide[part].items():
            _label(ax, left[doc] + share / 2, doc, f"{share:.0%}".replace("%", " %"), share, colour)
        left += wide[part]
    _frame(ax, labels.values(), "share of the characters of the file")
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}".replace("%", " %"))
    ax.legend(ncols=3, loc="upper center", bbox_to_anchor=(0.45, -0.22), handlelength=1.4)
    return fig


def voice_words(tokens: pd.DataFrame) -> pd.DataFrame:
    """Count the words of the body by document, group and voice.

    A quoted term belongs to the prose of the group that wrote the page, unless it is somebody else's word.

    Parameters
    ----------
    tokens : DataFrame
        Token table: doc_id, role, voice_type, actor_group.

    Returns
    -------
    DataFrame
        doc_id, actor_group, voice (own prose, quoted or reported) and words, sorted.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": "a", "role": "body", "voice_type": ["author", "direct_quote"],
    ...                        "actor_group": ["media", "un"]})
    >>> voice_words(tokens)[["actor_group", "voice", "words"]].values.tolist()
    [['media', 'own prose', 1], ['un', 'quoted', 1]]
    """
    body = tokens[tokens["role"] == "body"]
    author = body[body["voice_type"] == "author"].groupby("doc_id")["actor_group"].first()
    voice = body["voice_type"].map(VOICE_LABELS).rename("voice")
    borrowed = (body["voice_type"] == "term_quote") & (body["actor_group"] != body["doc_id"].map(author))
    voice = voice.mask(borrowed, "quoted")
    return body.groupby(["doc_id", "actor_group", voice]).size().rename("words").reset_index()


def plot_voices(words: pd.DataFrame, labels: dict[str, str], groups: Groups) -> Figure:
    """Draw who speaks in each document: one panel a document, one bar a group.

    Parameters
    ----------
    words : DataFrame
        What `voice_words` returns.
    labels : dict of str to str
        The name to show for each ``doc_id``; its order is the order from top to bottom.
    groups : Groups
        The groups of the study, for their labels and look.

    Returns
    -------
    Figure
        Bars in words; plain where a group writes, hatched where it is quoted, dotted where it is reported.

    Examples
    --------
    >>> words = pd.DataFrame({"doc_id": ["a"], "actor_group": ["un"], "voice": ["quoted"], "words": [12]})
    >>> fig = plot_voices(words, {"a": "A letter"}, Groups.of_table({"un": {"label": "United Nations"}}))
    >>> fig.axes[0].get_yticklabels()[0].get_text()
    'United Nations'
    >>> plt.close(fig)
    """
    sizes = [words.loc[words["doc_id"] == doc, "actor_group"].nunique() for doc in labels]
    fig, axes = plt.subplots(
        len(labels),
        figsize=(8, 0.27 * sum(sizes) + 0.45 * len(labels) + 0.6),
        sharex=True,
        squeeze=False,
        gridspec_kw={"height_ratios": [size + 0.7 for size in sizes]},
    )
    hatches = {VOICE_LABELS[voice]: hatch for voice, hatch in VOICE_HATCHES.items()}
    for ax, (doc, label) in zip(axes[:, 0], labels.items(), strict=True):
        wide = words[words["doc_id"] == doc].pivot(index="actor_group", columns="voice", values="words").fillna(0)
        wide = wide.loc[wide.sum(axis=1).sort_values(ascending=False, kind="stable").index]
        left = pd.Series(0.0, index=wide.index)
        for voice in [name for name in hatches if name in wide]:
            colours = [groups.colour(group) for group in wide.index]
            ax.barh(wide.index, wide[voice], left=left, color=colours, hatch=hatches[voice], edgecolor="white")
            left += wide[voice]
        for group, row in wide.iterrows():
            parts = ", ".join(f"{row[voice]:.0f} {voice}" for voice in hatches if row.get(voice, 0) > 0)
            ax.annotate(parts, (row.sum(), group), xytext=(4, 0), textcoords="offset points", va="center", size=8)
        ax.set_title(label, size=9)
        _frame(ax, [groups.label(group) for group in wide.index])
    axes[-1, 0].set_xlabel("words of the body")
    axes[-1, 0].set_xlim(0, words.groupby(["doc_id", "actor_group"])["words"].sum().max() * 1.6)
    return fig


def _label(ax: Axes, x: float, y: str, text: str, share: float, colour: str) -> None:
    if share < LEAST_LABELLED_SHARE:
        return
    dark = sum(int(colour[i : i + 2], 16) for i in (1, 3, 5)) < 3 * 128
    box = {"facecolor": colour, "edgecolor": "none", "pad": 1}
    ax.text(x, y, text, ha="center", va="center", size=8, color="white" if dark else "black", bbox=box)


def _frame(ax: Axes, names: Sequence[str], xlabel: str = "") -> None:
    names = list(names)
    ax.set_yticks(range(len(names)), names)
    ax.invert_yaxis()
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.set_xlabel(xlabel)
