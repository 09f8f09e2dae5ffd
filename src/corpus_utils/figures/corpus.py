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
    "titles and letter frame": (
        *("title", "subtitle", "dateline", "byline", "heading"),
        *("salutation", "closing", "signature"),
    ),
    "signatories": ("signatory_header", "signatory"),
    "readers' comments": ("comment_author", "comment"),
    "page furniture": ("caption", "navigation", "share_widget", "teaser", "section_tag", "other_boilerplate"),
}
#: Each lies two to one in grey from the next one; comments are told by their dots.
PART_COLOURS = ("#08305C", "#BFDDF2", "#8A4B00", "#FFFFFF", "#9C9C9C")
PART_HATCHES = ("", "", "", "....", "")
#: With more documents a row stands for all documents of a group.
MOST_ROWS = 20
#: A panel shows so many groups; the others are drawn together.
MOST_GROUPS = 8
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


def document_rows(documents: pd.DataFrame, groups: Groups) -> dict[str, str]:
    """Name the row of a figure in which each document stands: its own, or that of its group where there are many.

    Parameters
    ----------
    documents : DataFrame
        doc_id, label and actor_group.
    groups : Groups
        The groups of the study.

    Returns
    -------
    dict of str to str
        The name of the row for each ``doc_id``, with the number of documents in brackets where they share one; in
        the order in which the groups are declared, then by date and ``doc_id``.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a"], "label": ["A letter"], "actor_group": ["un"], "date": [""]})
    >>> document_rows(documents, Groups.of_table({"un": {}}))
    {'a': 'A letter'}
    """
    order = {group: place for place, group in enumerate(groups)}
    frame = documents.assign(place=documents["actor_group"].map(order).fillna(len(order)))
    frame = frame.sort_values(["place", "date", "doc_id"], kind="stable")
    if len(frame) > MOST_ROWS:
        size = frame.groupby("actor_group").size()
        names = {group: f"{groups.label(group)} ({n} documents)" for group, n in size.items()}
        return dict(zip(frame["doc_id"], frame["actor_group"].map(names), strict=True))
    labels = frame["label"].where(~frame["label"].duplicated(keep=False), frame["label"] + " [" + frame["doc_id"] + "]")
    return dict(zip(frame["doc_id"], labels, strict=True))


def plot_roles(shares: pd.DataFrame, rows: dict[str, str]) -> Figure:
    """Draw what the files consist of, one bar a document or a group of documents.

    Parameters
    ----------
    shares : DataFrame
        What `role_shares` returns.
    rows : dict of str to str
        The name of the row for each ``doc_id`` (see `document_rows`); its order is the order from top to bottom.

    Returns
    -------
    Figure
        A stacked bar a row; parts below 4.5 % carry no percentage.

    Examples
    --------
    >>> spans = pd.DataFrame({"doc_id": "a", "start": [0, 10], "end": [10, 40], "role": ["title", "body"]})
    >>> fig = plot_roles(role_shares(spans), {"a": "A letter"})
    >>> [text.get_text() for text in fig.axes[0].texts]
    ['75 %', '25 %']
    >>> plt.close(fig)
    """
    names = list(dict.fromkeys(rows.values()))
    fig, ax = plt.subplots(figsize=(8, 0.5 * len(names) + 1.7))
    characters = shares.assign(row=shares["doc_id"].map(rows)).groupby(["row", "part"])["characters"].sum()
    wide = characters.unstack("part").loc[names, list(PARTS)]
    wide = wide.div(wide.sum(axis=1), axis=0)
    left = pd.Series(0.0, index=wide.index)
    places = pd.Series(range(len(names)), index=names)
    for part, colour, hatch in zip(PARTS, PART_COLOURS, PART_HATCHES, strict=True):
        ax.barh(places, wide[part], left=left, color=colour, hatch=hatch, edgecolor="#333333", lw=0.5, label=part)
        for row, share in wide[part].items():
            if share >= LEAST_LABELLED_SHARE:
                label_share(ax, left[row] + share / 2, places[row], share, colour)
        left += wide[part]
    _frame(ax, names, "share of the characters")
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}".replace("%", " %"))
    fig.legend(*ax.get_legend_handles_labels(), ncols=3, loc="outside lower center", handlelength=1.8)
    return fig


def describe_roles(shares: pd.DataFrame, rows: dict[str, str]) -> str:
    """Say in words what `plot_roles` draws.

    Examples
    --------
    >>> spans = pd.DataFrame({"doc_id": "a", "start": [0, 10], "end": [10, 40], "role": ["title", "body"]})
    >>> describe_roles(role_shares(spans), {"a": "A"})
    'Stacked bars, one a row: parts of the files. Largest shares: body 75 % (A); titles and letter frame 25 % (A).'
    """
    characters = shares.assign(row=shares["doc_id"].map(rows)).groupby(["row", "part"])["characters"].sum()
    share = characters / characters.groupby("row").transform("sum")
    parts = []
    for part in PARTS:
        of_part = share.xs(part, level="part")
        if of_part.max() > 0:
            parts.append(f"{part} {100 * of_part.max():.0f} % ({of_part.idxmax()})")
    return f"Stacked bars, one a row: parts of the files. Largest shares: {'; '.join(parts)}."


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


def plot_voices(words: pd.DataFrame, rows: dict[str, str], groups: Groups) -> Figure:
    """Draw who speaks: one panel a document or a group of documents, one bar a group of speakers.

    Parameters
    ----------
    words : DataFrame
        What `voice_words` returns.
    rows : dict of str to str
        The name of the panel for each ``doc_id`` (see `document_rows`); its order is the order from top to bottom.
    groups : Groups
        The groups of the study, for their labels and look.

    Returns
    -------
    Figure
        Bars in words; plain where a group writes, hatched where it is quoted, dotted where it is reported. Beyond
        eight groups a panel draws the rest together.

    Examples
    --------
    >>> words = pd.DataFrame({"doc_id": ["a"], "actor_group": ["un"], "voice": ["quoted"], "words": [12]})
    >>> fig = plot_voices(words, {"a": "A letter"}, Groups.of_table({"un": {"label": "United Nations"}}))
    >>> fig.axes[0].get_yticklabels()[0].get_text()
    'United Nations'
    >>> plt.close(fig)
    """
    panels = _voice_panels(words, rows)
    sizes = [len(wide) for wide in panels.values()]
    fig, axes = plt.subplots(
        len(panels),
        figsize=(8, 0.27 * sum(sizes) + 0.45 * len(panels) + 0.6),
        sharex=True,
        squeeze=False,
        gridspec_kw={"height_ratios": [size + 0.7 for size in sizes]},
    )
    hatches = {VOICE_LABELS[voice]: hatch for voice, hatch in VOICE_HATCHES.items()}
    longest = max(wide.to_numpy().sum(axis=1).max() for wide in panels.values())
    for ax, (name, wide) in zip(axes[:, 0], panels.items(), strict=True):
        left = pd.Series(0.0, index=wide.index)
        for voice in [name for name in hatches if name in wide]:
            colours = [groups.colour(group) for group in wide.index]
            ax.barh(range(len(wide)), wide[voice], left=left, color=colours, hatch=hatches[voice], edgecolor="white")
            left += wide[voice]
        for place, (_, row) in enumerate(wide.iterrows()):
            parts = ", ".join(f"{row[voice]:,.0f} {voice}" for voice in hatches if row.get(voice, 0) > 0)
            ax.annotate(parts, (row.sum(), place), xytext=(4, 0), textcoords="offset points", va="center", size=8)
        ax.set_title(name, size=9)
        _frame(ax, [groups.label(group) for group in wide.index])
    axes[-1, 0].set_xlabel("words of the body")
    axes[-1, 0].set_xlim(0, longest * 1.6)
    return fig


def describe_voices(words: pd.DataFrame, rows: dict[str, str], groups: Groups) -> str:
    """Say in words what `plot_voices` draws: of each panel its groups with their words, at most three.

    Examples
    --------
    >>> words = pd.DataFrame({"doc_id": ["a"], "actor_group": ["un"], "voice": ["quoted"], "words": [12]})
    >>> describe_voices(words, {"a": "A letter"}, Groups.of_table({"un": {}}))
    'Bars: words of the body by group. A letter: un 12 words.'
    """
    parts = []
    for name, wide in _voice_panels(words, rows).items():
        largest = wide.sum(axis=1).head(3)
        told = ", ".join(f"{groups.label(group)} {n:,.0f} words" for group, n in largest.items())
        parts.append(f"{name}: {told}{' and others' if len(wide) > 3 else ''}")
    return f"Bars: words of the body by group. {'; '.join(parts)}."


def _voice_panels(words: pd.DataFrame, rows: dict[str, str]) -> dict[str, pd.DataFrame]:
    """Add the words of the documents of a row up: groups × voices, the largest group first."""
    panels = {}
    once = words["actor_group"].map(lambda group: ";".join(dict.fromkeys(group.split(";"))))
    placed = words.assign(row=words["doc_id"].map(rows), actor_group=once)
    summed = placed.groupby(["row", "actor_group", "voice"])["words"].sum()
    for name in dict.fromkeys(rows.values()):
        if name not in summed.index.get_level_values("row"):
            continue
        wide = summed.loc[name].unstack("voice").fillna(0)
        wide = wide.loc[wide.sum(axis=1).sort_values(ascending=False, kind="stable").index]
        if len(wide) > MOST_GROUPS:
            rest = wide.iloc[MOST_GROUPS - 1 :].sum().rename("all others")
            wide = pd.concat([wide.head(MOST_GROUPS - 1), rest.to_frame().T])
        panels[name] = wide
    return panels


def label_share(ax: Axes, x: float, y: float, share: float, colour: str) -> None:
    """Write a share into its part of a bar."""
    dark = sum(int(colour[i : i + 2], 16) for i in (1, 3, 5)) < 3 * 128
    box = {"facecolor": colour, "edgecolor": "none", "pad": 1}
    text = f"{share:.0%}".replace("%", " %")
    ax.text(x, y, text, ha="center", va="center", size=8, color="white" if dark else "black", bbox=box)


def _frame(ax: Axes, names: Sequence[str], xlabel: str = "") -> None:
    names = list(names)
    ax.set_yticks(range(len(names)), names)
    ax.invert_yaxis()
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.set_xlabel(xlabel)
