"""The figures of terms: no label covers another, and counts stand beside their effects."""

from __future__ import annotations

from itertools import combinations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.text import Text

from corpus_utils.figures.terms import place_labels, plot_effects
from corpus_utils.groups import Groups

SIDES = ("north", "south")
GROUPS = Groups.of_table({"north": {"label": "the North"}, "south": {"label": "the South"}})


def boxes(texts):
    renderer = texts[0].figure.canvas.get_renderer()
    return [Text.get_window_extent(text, renderer) for text in texts]


class TestPlaceLabels:
    def test_labels_on_one_point_do_not_overlap(self):
        fig, ax = plt.subplots(figsize=(6, 6))
        names = [f"word{i}" for i in range(15)]
        texts = place_labels(ax, pd.Series(0.0, names), pd.Series(0.3, names))
        assert len(texts) == 15
        assert not any(a.overlaps(b) for a, b in combinations(boxes(texts), 2))
        plt.close(fig)

    def test_labels_stay_inside_the_axes(self):
        fig, ax = plt.subplots()
        names = ["left", "right"]
        texts = place_labels(ax, pd.Series([0.0, 1.0], names), pd.Series([0.0, 1.0], names))
        frame = ax.get_window_extent()
        assert all(frame.x0 <= box.x0 and box.x1 <= frame.x1 for box in boxes(texts))
        plt.close(fig)

    def test_what_finds_no_place_is_left_out(self):
        fig, ax = plt.subplots(figsize=(0.6, 0.6))
        names = [f"a very long label {i}" for i in range(3)]
        assert place_labels(ax, pd.Series(0.5, names), pd.Series(0.5, names)) == []
        plt.close(fig)


class TestPlotEffects:
    TABLE = pd.DataFrame(
        {
            "log_ratio": [2.0, -1.0],
            "low": [0.5, -2.0],
            "high": [3.0, 0.2],
            "count_target": [4, 1],
            "count_reference": [1, 9],
        },
        index=["women", "sochi"],
    )

    def test_intervals_and_counts(self):
        fig = plot_effects(self.TABLE, *SIDES, GROUPS)
        ax = fig.axes[0]
        segments = np.concatenate([bars.get_segments() for bars in ax.collections])
        assert sorted(segments[:, :, 0].tolist()) == [[-2.0, 0.2], [0.5, 3.0]]
        assert [text.get_text() for text in ax.texts] == ["4", "1", "1", "9", "count"]
        plt.close(fig)

    def test_a_term_without_an_effect_is_still_a_line(self):
        fig = plot_effects(self.TABLE.assign(log_ratio=[0.0, -1.0]), *SIDES, GROUPS)
        assert [label.get_text() for label in fig.axes[0].get_yticklabels()] == ["women", "sochi"]
        plt.close(fig)
