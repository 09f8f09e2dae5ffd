"""What becomes of a result when the analyst chooses otherwise."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

#: How the specifications in a bar are told apart: key with the sign of the claim, not key, and against the claim.
KINDS = {
    "key": ("#222222", "", "with the sign of the claim, and key"),
    "not key": ("#BDBDBD", "", "with the sign of the claim, not key"),
    "opposite": ("#D55E00", "////", "with the opposite sign or none"),
}
COLUMNS = {"sign": (1.07, "share_sign"), "key": (1.18, "share_key"), "n": (1.29, "possible")}


def specification_bins(terms: pd.DataFrame, claims: pd.DataFrame, width: float = 0.25) -> pd.DataFrame:
    """Count the specifications of each claim by log ratio, and by what they say about it.

    Parameters
    ----------
    terms : DataFrame
        ``terms`` of `corpus_utils.terms.robustness.Outcomes`, with a column ``contrast`` in front.
    claims : DataFrame
        What `corpus_utils.terms.support.support` returns, with a column ``contrast``.
    width : float
        Width of a bar in units of the log ratio.

    Returns
    -------
    DataFrame
        ``contrast, term, log_ratio`` (middle of the bar), ``kind`` (see `KINDS`) and ``specifications``.

    Examples
    --------
    >>> terms = pd.DataFrame({"contrast": "a", "term": "we", "log_ratio": [2.0, 2.1, -0.1], "sign": [1, 1, -1],
    ...                       "key": [True, False, False], "reason": ""})
    >>> claims = pd.DataFrame({"contrast": ["a"], "term": ["we"], "direction": [1]})
    >>> specification_bins(terms, claims)[["log_ratio", "kind", "specifications"]].values.tolist()
    [[-0.125, 'opposite', 1], [2.125, 'key', 1], [2.125, 'not key', 1]]
    """
    found = terms[terms["reason"] == ""].merge(claims[["contrast", "term", "direction"]], on=["contrast", "term"])
    against = (found["sign"] != found["direction"]).to_numpy(dtype=bool)
    kind = np.where(against, "opposite", np.where(found["key"].to_numpy(dtype=bool), "key", "not key"))
    middle = (np.floor(found["log_ratio"].round(9) / width) + 0.5) * width
    table = found.assign(log_ratio=middle, kind=kind).groupby(["contrast", "term", "log_ratio", "kind"]).size()
    return table.rename("specifications").reset_index()


def plot_specifications(bins: pd.DataFrame, claims: pd.DataFrame, titles: dict[str, str], xlabel: str) -> Figure:
    """Draw where the log ratio of each claim lies over all specifications (a specification curve).

    Parameters
    ----------
    bins : DataFrame
        What `specification_bins` returns.
    claims : DataFrame
        What `corpus_utils.terms.support.support` returns, with a column ``contrast``.
    titles : dict of str to str
        A title for each contrast; its order is the order of the panels.
    xlabel : str
        What the log ratio compares.

    Returns
    -------
    Figure
        A panel a contrast, a row a claim in the order of the table: bars as high as the number of
        specifications, a mark below at the median, and the shares at the right.

    Examples
    --------
    >>> bins = pd.DataFrame({"contrast": "a", "term": "we", "log_ratio": [2.1], "kind": "key", "specifications": 3})
    >>> claims = pd.DataFrame({"contrast": ["a"], "term": "we", "log_ratio_median": 2.0, "share_sign": 1.0,
    ...                        "share_key": 0.5, "possible": 3})
    >>> fig = plot_specifications(bins, claims, {"a": "Two sides"}, "log ratio")
    >>> [text.get_text() for text in fig.axes[0].texts]
    ['sign', '100 %', 'key', '50 %', 'n', '3']
    >>> plt.close(fig)
    """
    claims = claims[claims["possible"] > 0]
    sizes = [int((claims["contrast"] == contrast).sum()) for contrast in titles]
    fig, axes = plt.subplots(
        len(titles),
        figsize=(8, 0.36 * sum(sizes) + 0.75 * len(titles) + 0.7),
        sharex=True,
        squeeze=False,
        layout="constrained",
        gridspec_kw={"height_ratios": [size + 1 for size in sizes]},
    )
    step = np.diff(np.unique(bins["log_ratio"]))
    width = float(step.min()) if len(step) else 0.25
    for ax, (contrast, title) in zip(axes[:, 0], titles.items(), strict=True):
        rows = claims[claims["contrast"] == contrast]
        for row, claim in enumerate(rows.itertuples()):
            _histogram(ax, bins[(bins["contrast"] == contrast) & (bins["term"] == claim.term)], row, width)
            ax.plot(claim.log_ratio_median, row + 0.1, "^", color="white", markeredgecolor="black", markersize=5)
        ax.axvline(0, color="#333333", linewidth=0.8)
        ax.set_yticks(np.arange(len(rows)), rows["term"])
        ax.tick_params(axis="y", length=0)
        ax.set_ylim(len(rows) - 0.6, -1)
        ax.set_title(title, size=9, pad=14)
        _shares(ax, rows)
    axes[-1, 0].set_xlabel(xlabel)
    bars = [
        plt.Rectangle((0, 0), 1, 1, facecolor=colour, hatch=hatch, edgecolor="white")
        for colour, hatch, _ in KINDS.values()
    ]
    median = plt.Line2D([], [], marker="^", linestyle="", color="white", markeredgecolor="black", markersize=5)
    names = [name for *_, name in KINDS.values()]
    _leave_room(fig)
    fig.legend([*bars, median], [*names, "median"], loc="outside upper left", ncols=2, handlelength=1.4)
    return fig


def plot_choices(effects: pd.DataFrame) -> Figure:
    """Draw how far each choice moves the log ratio when it alone changes.

    Parameters
    ----------
    effects : DataFrame
        What `corpus_utils.terms.support.choice_effects` returns; options without a pair are left out.

    Returns
    -------
    Figure
        A bar an option, largest change on top, with the shares of pairs that change sign or key at the right.

    Examples
    --------
    >>> effects = pd.DataFrame({"choice": ["form"], "option": "lemma", "usual": "token", "pairs": 4,
    ...     "change_log_ratio": 0.5, "share_sign_changed": 0.25, "share_key_changed": 0.0})
    >>> fig = plot_choices(effects)
    >>> fig.axes[0].get_yticklabels()[0].get_text()
    'form: lemma instead of token'
    >>> plt.close(fig)
    """
    shown = effects[effects["pairs"] > 0]
    fig, ax = plt.subplots(figsize=(8, 0.27 * len(shown) + 1.2), layout="constrained")
    rows = np.arange(len(shown))
    ax.barh(rows, shown["change_log_ratio"], color="#0A4C86", height=0.7)
    names = [f"{row.choice.replace('_', ' ')}: {row.option} instead of {row.usual}" for row in shown.itertuples()]
    ax.set_yticks(rows, names)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel("mean absolute change of the log ratio")
    for x, head, column in ((1.06, "sign", "share_sign_changed"), (1.16, "key", "share_key_changed")):
        ax.text(x, -1.1, head, transform=ax.get_yaxis_transform(), size=8, weight="bold", ha="right")
        for row, share in enumerate(shown[column]):
            ax.text(x, row, _percent(share), transform=ax.get_yaxis_transform(), size=8, ha="right", va="center")
    _leave_room(fig)
    return fig


def _histogram(ax: Axes, bins: pd.DataFrame, row: int, width: float) -> None:
    """Stack the bars of one claim on its row; the highest of them is as high as the row."""
    stacked = bins.pivot(index="log_ratio", columns="kind", values="specifications").fillna(0)
    scale = 0.72 / stacked.sum(axis=1).max()
    bottom = np.full(len(stacked), float(row))
    for kind in [name for name in KINDS if name in stacked]:
        colour, hatch, _ = KINDS[kind]
        height = -scale * stacked[kind].to_numpy()
        ax.bar(stacked.index, height, 0.92 * width, bottom, color=colour, hatch=hatch, edgecolor="white", linewidth=0)
        bottom += height
    ax.axhline(row, color="#999999", linewidth=0.5)


def _shares(ax: Axes, rows: pd.DataFrame) -> None:
    for head, (x, column) in COLUMNS.items():
        ax.text(x, -1, head, transform=ax.get_yaxis_transform(), size=8, weight="bold", ha="right", va="bottom")
        for row, value in enumerate(rows[column]):
            text = f"{value:,}" if column == "possible" else _percent(value)
            ax.text(x, row, text, transform=ax.get_yaxis_transform(), size=8, ha="right", va="bottom")


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _leave_room(fig: Figure) -> None:
    """Keep text beside the axes off the edge: its width differs a little between resolutions."""
    fig.get_layout_engine().set(rect=(0, 0, 0.985, 1))
