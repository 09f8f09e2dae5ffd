"""The figure of priors draws each term in both panels and names every line once."""

from __future__ import annotations

from itertools import combinations

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.text import Text

from corpus_utils.figures.priors import plot_priors
from corpus_utils.terms.priors import prior_sensitivity

OURS = pd.Series({"we": 9, "peace": 8, "very": 8, "the": 200})
THEIRS = pd.Series({"they": 9, "fair": 8, "sochi": 8, "the": 210})
DIRECTIONS = pd.Series({"we": 1, "peace": 1, "very": 1, "they": -1, "fair": -1, "sochi": -1})


@pytest.fixture
def figure():
    table = prior_sensitivity(OURS, THEIRS, DIRECTIONS.index, [1, 10, 100])
    fig = plot_priors(table, DIRECTIONS, "russian_government", "syrian_civil_society")
    yield fig, table
    plt.close(fig)


class TestPlotPriors:
    def test_each_term_is_a_line_of_its_values(self, figure):
        fig, table = figure
        for ax, value in zip(fig.axes, ("delta", "z"), strict=True):
            drawn = [line.get_ydata().tolist() for line in ax.lines[: len(DIRECTIONS)]]
            assert drawn == [table.loc[table["term"] == term, value].tolist() for term in DIRECTIONS.index]

    def test_the_sides_differ_in_their_line_as_in_their_colour(self, figure):
        styles = [line.get_linestyle() for line in figure[0].axes[0].lines]
        assert styles == ["-", "-", "-", "--", "--", "--"]

    def test_names_do_not_overlap_and_stay_inside(self, figure):
        fig, _ = figure
        fig.draw_without_rendering()
        for ax in fig.axes:
            names = [text for text in ax.texts if text.get_text() in DIRECTIONS.index]
            assert len(names) == len(DIRECTIONS)
            boxes = [Text.get_window_extent(text) for text in names]
            assert not any(a.overlaps(b) for a, b in combinations(boxes, 2))
            frame = ax.get_window_extent()
            assert all(frame.y0 <= box.y0 and box.y1 <= frame.y1 for box in boxes)

    def test_what_z_must_reach_is_drawn_on_both_sides(self, figure):
        fig, table = figure
        limits = [line.get_ydata()[0] for line in fig.axes[1].lines[len(DIRECTIONS) :]]
        assert limits == [table["z_needed"].iloc[0], -table["z_needed"].iloc[0]]
