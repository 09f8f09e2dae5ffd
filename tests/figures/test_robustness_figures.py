"""The figures of robustness draw what the tables say."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from corpus_utils.figures.robustness import KINDS, plot_choices, plot_specifications, specification_bins

TERMS = pd.DataFrame(
    {
        "contrast": ["two"] * 6 + ["same"],
        "term": ["we"] * 4 + ["war"] * 2 + ["we"],
        "log_ratio": [2.0, 2.1, -0.3, None, -1.0, 0.0, 3.0],
        "sign": [1, 1, -1, None, -1, 0, 1],
        "key": [True, False, True, None, True, False, False],
        "reason": ["", "", "", "no words", "", "", ""],
    }
)
CLAIMS = pd.DataFrame(
    {
        "contrast": ["two", "two", "same"],
        "term": ["we", "war", "we"],
        "direction": [1, -1, 1],
        "log_ratio_median": [2.0, -0.5, 3.0],
        "share_sign": [0.667, 0.5, 1.0],
        "share_key": [0.333, 0.5, 0.0],
        "possible": [3, 2, 1],
    }
)


class TestSpecificationBins:
    BINS = specification_bins(TERMS, CLAIMS, width=0.5)

    def test_every_possible_specification_is_in_one_bar(self):
        assert self.BINS.groupby(["contrast", "term"])["specifications"].sum().to_dict() == {
            ("same", "we"): 1,
            ("two", "war"): 2,
            ("two", "we"): 3,
        }

    def test_a_flip_is_never_drawn_as_support(self):
        we = self.BINS.query("contrast == 'two' and term == 'we'")
        assert we.query("log_ratio < 0")["kind"].tolist() == ["opposite"]
        assert sorted(we.query("log_ratio > 0")["kind"]) == ["key", "not key"]

    def test_bars_lie_within_half_a_width_of_their_values(self):
        assert set(self.BINS["log_ratio"]) == {-0.25, -0.75, 0.25, 2.25, 3.25}


class TestPlotSpecifications:
    def drawn(self):
        bins = specification_bins(TERMS, CLAIMS, width=0.5)
        return plot_specifications(bins, CLAIMS, {"two": "Two sides", "same": "Same side"}, "log ratio")

    def test_a_panel_a_contrast_and_a_row_a_claim(self):
        fig = self.drawn()
        assert [ax.get_title(loc="left") or ax.get_title() for ax in fig.axes] == ["Two sides", "Same side"]
        assert [[t.get_text() for t in ax.get_yticklabels()] for ax in fig.axes] == [["we", "war"], ["we"]]
        plt.close(fig)

    def test_bar_heights_are_the_numbers_of_specifications(self):
        fig = self.drawn()
        heights = [-bar.get_height() for bar in fig.axes[1].patches if bar.get_height()]
        assert heights == pytest.approx([0.72])
        stacks = {}
        for bar in fig.axes[0].patches:
            row = 0 if -1 < bar.get_y() + bar.get_height() < 0 and bar.get_y() <= 0 else 1
            stacks[row] = stacks.get(row, 0) - bar.get_height()
        assert stacks[0] == pytest.approx(0.72 / 2 * 3)
        assert stacks[1] == pytest.approx(0.72 / 1 * 2)
        plt.close(fig)

    def test_shares_and_numbers_stand_at_the_right(self):
        fig = self.drawn()
        assert [t.get_text() for t in fig.axes[0].texts] == [
            "sign",
            "67 %",
            "50 %",
            "key",
            "33 %",
            "50 %",
            "n",
            "3",
            "2",
        ]
        plt.close(fig)

    def test_a_claim_that_nothing_says_anything_about_has_no_row(self):
        claims = pd.concat([CLAIMS, CLAIMS.head(1).assign(term="gone", possible=0)])
        fig = plot_specifications(specification_bins(TERMS, CLAIMS), claims, {"two": "Two", "same": "Same"}, "x")
        assert [t.get_text() for t in fig.axes[0].get_yticklabels()] == ["we", "war"]
        plt.close(fig)

    def test_kinds_differ_in_grey_or_in_hatch(self):
        def grey(colour):
            red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
            return 0.299 * red + 0.587 * green + 0.114 * blue

        looks = {(round(grey(colour) / 60), hatch) for colour, hatch, _ in KINDS.values()}
        assert len(looks) == len(KINDS)


class TestPlotChoices:
    EFFECTS = pd.DataFrame(
        {
            "choice": ["left_out", "form", "labels"],
            "option": ["a", "lemma", "hand-coded"],
            "usual": ["none", "token", "automatic"],
            "pairs": [4, 4, 0],
            "change_log_ratio": [1.5, 0.5, None],
            "share_sign_changed": [0.25, 0.0, None],
            "share_key_changed": [0.5, 0.1, None],
        }
    )

    def test_bars_shares_and_names(self):
        fig = plot_choices(self.EFFECTS)
        ax = fig.axes[0]
        assert [bar.get_width() for bar in ax.patches] == [1.5, 0.5]
        assert [t.get_text() for t in ax.get_yticklabels()] == [
            "left out: a instead of none",
            "form: lemma instead of token",
        ]
        assert [t.get_text() for t in ax.texts] == ["sign", "25 %", "0 %", "key", "50 %", "10 %"]
        plt.close(fig)

    def test_text_beside_the_axes_stays_on_the_page(self):
        fig = plot_choices(self.EFFECTS)
        fig.draw_without_rendering()
        right = max(text.get_window_extent().x1 for text in fig.axes[0].texts)
        assert right < fig.bbox.x1
        plt.close(fig)
