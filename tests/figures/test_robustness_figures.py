"""The figures of verdicts show what the tables say, and their labels stay apart."""

from __future__ import annotations

from itertools import combinations
from typing import ClassVar

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from corpus_utils.figures.contrasts import plot_matched
from corpus_utils.figures.robustness import NAMED, plot_detectable, plot_verdicts, strip_terms
from corpus_utils.groups import Groups

GROUPS = Groups.of_table({"north": {"label": "the North"}, "south": {"label": "the South"}})


def verdict_rows(n=30, seed=0):
    rng = np.random.default_rng(seed)
    high, low = rng.gamma(2, 3, n) + 1, rng.random(n) * 0.2
    ours = rng.random(n) < 0.5
    return pd.DataFrame(
        {
            "level": "own",
            "rate_target": np.where(ours, high, low),
            "rate_reference": np.where(ours, low, high),
            "f": np.where(ours, high, -high),
            "verdict": np.where(high > 8, "finding", "can't tell"),
        },
        index=pd.Index([f"term{k:02}" for k in range(n)], name="term"),
    )


DETECTABLE = pd.DataFrame(
    {
        "level": "own",
        "more": ["target", "target", "target", "reference", "reference"],
        "other": [0.0, 0.25, 0.0, 0.0, 0.25],
        "spread": ["evenly", "evenly", "in bursts", "evenly", "evenly"],
        "rate": [5.0, 12.0, 99.0, 6.0, np.nan],
    }
)


class TestStripTerms:
    def test_terms_that_both_sides_use_alike_are_left_out(self):
        terms = verdict_rows(2)
        terms[["rate_target", "rate_reference"]] = [[4.0, 1.0], [3.9, 1.0]]
        assert strip_terms(terms)["term"].tolist() == ["term00"]

    def test_the_rate_is_that_of_the_side_that_uses_the_term_more(self):
        terms = verdict_rows()
        strips = strip_terms(terms).set_index("term")
        high = terms[["rate_target", "rate_reference"]].max(axis=1)
        assert (strips["rate"] == high.loc[strips.index]).all()
        assert ((strips["more"] == "target") == (terms.loc[strips.index, "f"] > 0)).all()


class TestPlotDetectable:
    @pytest.fixture
    def figure(self):
        fig = plot_detectable(strip_terms(verdict_rows()), DETECTABLE, "north", "south", GROUPS)
        yield fig
        plt.close(fig)

    def test_grey_begins_where_evenly_planted_words_are_found(self, figure):
        starts = sorted(round(bar.get_x(), 6) for bar in figure.axes[0].patches)
        assert starts == [5, 6, 12]

    def test_the_scale_is_that_of_what_is_drawn(self, figure):
        assert figure.axes[0].get_xlim()[1] < 60

    def test_every_term_is_one_mark(self, figure):
        drawn = sum(len(line.get_xdata()) for line in figure.axes[0].lines)
        assert drawn == len(strip_terms(verdict_rows()))

    def test_only_terms_that_differ_are_named_and_labels_stay_apart(self, figure):
        strips = strip_terms(verdict_rows()).set_index("term")
        texts = figure.axes[0].texts
        assert 0 < len(texts) <= 2 * NAMED
        assert strips.loc[[text.get_text() for text in texts], "differs"].all()
        renderer = figure.canvas.get_renderer()
        boxes = [Text.get_window_extent(text, renderer) for text in texts]
        assert not any(one.overlaps(two) for one, two in combinations(boxes, 2))

    def test_no_term_and_no_rate(self):
        nothing = strip_terms(verdict_rows().iloc[:0])
        fig = plot_detectable(nothing, DETECTABLE.assign(rate=np.nan), "north", "south", GROUPS)
        assert len(fig.axes[0].get_yticklabels()) == 2
        plt.close(fig)


class TestPlotVerdicts:
    def test_bars_are_the_shares(self):
        shares = pd.DataFrame(
            {"contrast": ["own"] * 2, "of": ["terms", "words"], "differs": [0.2, 0.01], "equivalent": [0.3, 0.5]}
        ).assign(**{"can't tell": [0.5, 0.49]})
        fig = plot_verdicts(shares)
        widths = [round(bar.get_width(), 9) for bar in fig.axes[0].patches]
        assert widths == [0.2, 0.01, 0.3, 0.5, 0.5, 0.49]
        assert "1 %" not in {text.get_text() for text in fig.axes[0].texts}
        plt.close(fig)


class TestPlotMatched:
    WHOLE = pd.DataFrame(
        {
            "contrast": ["own"],
            "excess": [0.04],
            "low": [-0.01],
            "high": [0.02],
            "words_first": 180,
            "words_second": 1220,
        }
    )
    LABELS: ClassVar = {"between the sides": "North with South", "within the target": "within the North"}

    def test_each_comparison_is_a_dot_on_the_row_of_its_kind(self):
        table = pd.DataFrame(
            {"kind": ["within the target"] * 3 + ["between the sides"], "excess": [0.01, 0.02, 0.0, 0.05]}
        )
        fig = plot_matched(table.assign(words_first=90, words_second=110), self.WHOLE, self.LABELS)
        dots = [line for line in fig.axes[0].lines if line.get_marker() == "o"]
        assert [line.get_xdata().tolist() for line in dots] == [[0.05], [0.01, 0.02, 0.0]]
        assert [text.get_text() for text in fig.axes[0].texts] == ["180 against 1,220 words"] + [
            "90 against 110 words"
        ] * 2
        plt.close(fig)

    def test_without_comparisons_the_contrasts_are_drawn(self):
        table = pd.DataFrame(columns=["kind", "excess", "words_first", "words_second"])
        fig = plot_matched(table, self.WHOLE, self.LABELS)
        assert [text.get_text() for text in fig.axes[0].get_yticklabels()] == ["own"]
        plt.close(fig)
