"""Terms that differ between two sides, as effects with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Annotation, Text

from corpus_utils.groups import Groups

#: Places to try for a label around its point, in points and nearest first; the last word is its alignment.
NEAR = [(5, 0, "left"), (-5, 0, "right"), (4, 6, "left"), (4, -6, "left"), (-4, 6, "right"), (-4, -6, "right")]
FAR = [
    (dx, dy, "left" if dx > 0 else "right")
    for dx in (16, -16, 50, -50, 90, -90, 130, -130)
    for dy in range(-120, 121, 12)
]
PLACES = NEAR + sorted(FAR, key=lambda place: np.hypot(place[0], place[1]))
#: Pixels that two labels keep between them.
GAP = 6


def plot_effects(
    table: pd.DataFrame,
    target: str,
    reference: str,
    groups: Groups,
    effect: str = "log_ratio",
    xlabel: str = "log ratio",
) -> Figure:
    """Draw terms as effects with intervals, and the counts behind each.

    Parameters
    ----------
    table : DataFrame, one row a term
        Indexed by term: ``effect``, ``low`` and ``high`` (the interval), ``count_target`` and ``count_reference``.
    target, reference : str
        The actor groups; positive effects belong to the target.
    groups : Groups
        The groups of the study, for their labels and look.
    effect : str
        The column to draw.
    xlabel : str
        What the effect is, with its unit.

    Returns
    -------
    Figure
        One line a term, in the order of the table from top to bottom.

    Examples
    --------
    >>> table = pd.DataFrame({"log_ratio": [2.0], "low": [-0.5], "high": [4.0], "count_target": [4],
    ...                       "count_reference": [1]}, index=["women"])
    >>> groups = Groups.of_table({"north": {"label": "the North"}, "south": {"label": "the South"}})
    >>> fig = plot_effects(table, "north", "south", groups)
    >>> [text.get_text() for text in fig.axes[0].get_yticklabels()]
    ['women']
    >>> plt.close(fig)
    """
    fig, ax = plt.subplots(figsize=(8, 0.24 * len(table) + 1.6))
    rows = np.arange(len(table))
    ax.axvline(0, color="#333333", linewidth=0.8)
    for side, group in ((1, target), (-1, reference)):
        on_side = np.flatnonzero(np.sign(table[effect]) == side)
        points, lows, highs = (table[name].to_numpy()[on_side] for name in (effect, "low", "high"))
        ax.hlines(rows[on_side], lows, highs, color=groups.colour(group), linewidth=2)
        ax.plot(
            points,
            rows[on_side],
            groups.marker(group),
            color=groups.colour(group),
            markeredgecolor="black",
            label=f"more by {groups.phrase(group)}",
        )
    ax.set_yticks(rows, table.index)
    ax.set_ylim(len(table) - 0.4, -0.6)
    ax.set_xlabel(xlabel)
    _counts(ax, table, target, reference, groups)
    fig.legend(*ax.get_legend_handles_labels(), loc="outside upper left", ncols=2)
    return fig


def place_labels(
    ax: Axes, x: pd.Series, y: pd.Series, others: tuple[Sequence[float], Sequence[float]] = ((), ())
) -> list[Annotation]:
    """Name points so that no label covers another label or a named point; one with no free place is left out.

    Each stands at the first free place around its point (`x`, `y`: data units, by label), tied to it by a line where it
    stands off; `others` are further points that no label may cover.
    """
    ax.figure.draw_without_rendering()
    renderer = cast(FigureCanvasAgg, ax.figure.canvas).get_renderer()
    frame = np.asarray(ax.get_window_extent(renderer).extents)
    taken = [
        ax.transData.transform(point).repeat(2)[[0, 2, 1, 3]] + [-4, -4, 4, 4]
        for point in (*zip(x, y, strict=True), *zip(*others, strict=True))
    ]
    placed = []
    for label, px, py in zip(x.index, x, y, strict=True):
        for dx, dy, side in PLACES:
            line = {"arrowstyle": "-", "color": "#777777", "linewidth": 0.5} if abs(dx) + abs(dy) > 13 else None
            text = ax.annotate(
                label, (px, py), (dx, dy), textcoords="offset points", ha=side, va="center", size=8, arrowprops=line
            )
            box = _text_box(text, renderer)
            if _inside(box, frame) and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                placed.append(text)
                break
            text.remove()
    return placed


def _counts(ax: Axes, table: pd.DataFrame, target: str, reference: str, groups: Groups) -> None:
    """Write the counts beside the axes, each column under the mark of its group."""
    beside = ax.get_yaxis_transform()
    for x, group, name in ((1.05, target, "count_target"), (1.15, reference, "count_reference")):
        mark: dict[str, Any] = {
            "marker": groups.marker(group),
            "color": groups.colour(group),
            "markeredgecolor": "black",
        }
        ax.plot(x, -1.2, linestyle="", transform=beside, clip_on=False, **mark)
        for row, count in enumerate(table[name]):
            ax.text(x, row, f"{count:,}", transform=beside, size=8, ha="center", va="center")
    ax.text(1.1, -2.1, "count", transform=beside, size=8, ha="center")


def _text_box(text: Annotation, renderer: RendererBase) -> np.ndarray:
    """Find the box of the words of an annotation, without its line, in pixels: left, bottom, right, top."""
    text.update_positions(renderer)
    return np.asarray(Text.get_window_extent(text, renderer).extents)


def _overlap(box: np.ndarray, other: np.ndarray) -> bool:
    return bool((box[:2] < other[2:] + GAP).all() and (other[:2] < box[2:] + GAP).all())


def _inside(box: np.ndarray, frame: np.ndarray) -> bool:
    return bool((box[:2] >= frame[:2]).all() and (box[2:] <= frame[2:]).all())
