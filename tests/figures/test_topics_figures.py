"""Figures of topics: what is drawn is what the table says, and an illustration says that it is one."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from corpus_utils.figures.topics import illustration_note, plot_choice, plot_prevalence, plot_topics

CHOICE = pd.DataFrame({"k": [2, 3], "chosen": [False, True]})
for _name, _values in {"coherence": [0.1, 0.4], "stability_seeds": [0.5, 0.9], "stability_lodo": [0.5, 0.9]}.items():
    CHOICE = CHOICE.assign(
        **{_name: _values, f"{_name}_shuffled_low": 0.0, f"{_name}_shuffled_high": 0.3, f"{_name}_p": 0.05}
    )
TOPICS = pd.DataFrame(
    {
        "topic": [1, 1, 1, 2, 2, 2],
        "term": ["un", "war", "talks"] * 2,
        "weight": [0.5, 0.3, 0.2, 0.1, 0.9, 0.0],
        "rank_weight": [1, 2, 3, 2, 1, 3],
        "rank_frex": [1, 3, 2, 2, 1, 3],
    }
)
SHARES = pd.DataFrame(
    {
        "by": ["file", "voice", "voice"],
        "group": ["media", "media", "un"],
        "topic": 1,
        "prevalence": [0.2, 0.6, 0.4],
        "low": [0.1, 0.5, 0.3],
        "high": [0.3, 0.7, 0.5],
        "paragraphs": [9, 4, 3],
    }
)


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def row_labels(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def point_marks(ax):
    return [line for line in ax.lines if len(line.get_xdata()) == 1]


class TestPlotChoice:
    def test_points_are_filled_where_they_beat_the_shuffled_texts(self):
        filled = [line for line in plot_choice(CHOICE).axes[0].lines if line.get_markerfacecolor() == "black"]
        points = [tuple(xy) for line in filled if line.get_marker() == "o" for xy in line.get_xydata()]
        assert points == [(3, 0.4)]

    def test_the_chosen_number_has_a_line_in_every_panel(self):
        for ax in plot_choice(CHOICE).axes:
            assert [line.get_xdata()[0] for line in ax.lines if line.get_linestyle() == ":"] == [3]
        for ax in plot_choice(CHOICE.assign(chosen=False)).axes:
            assert not [line for line in ax.lines if line.get_linestyle() == ":"]

    def test_leaves_out_what_was_not_tested(self):
        assert len(plot_choice(CHOICE.assign(stability_lodo_p=float("nan"))).axes) == 2


class TestPlotTopics:
    def test_words_in_order_without_empty_ones(self):
        axes = plot_topics(TOPICS, n=3).axes
        assert [[label.get_text() for label in ax.get_yticklabels()] for ax in axes] == [
            ["un", "war", "talks"],
            ["war", "un"],
        ]
        assert [bar.get_width() for bar in axes[1].patches] == [0.9, 0.1]

    def test_dark_bars_are_first_by_frex_too(self):
        first, second = (bar.get_facecolor() for bar in plot_topics(TOPICS, n=2).axes[0].patches)
        assert sum(first[:3]) < sum(second[:3])

    def test_note_stands_in_the_figure(self):
        assert plot_topics(TOPICS, note="ILLUSTRATION").get_suptitle() == "ILLUSTRATION"
        assert plot_topics(TOPICS).get_suptitle() == ""


class TestPlotPrevalence:
    def test_marks_stand_where_the_table_says(self):
        ax = plot_prevalence(SHARES).axes[0]
        marks = [tuple(line.get_xydata()[0]) for line in point_marks(ax)]
        assert [label.get_text() for label in ax.get_yticklabels()] == [
            "United Nations (0, 3)",
            "media (narrator) (9, 4)",
        ]
        assert marks == [(0.2, 0.85), (0.6, 1.15), (0.4, 0.15)]

    def test_hollow_by_file_and_filled_by_voice(self):
        faces = [
            line.get_markerfacecolor() for line in plot_prevalence(SHARES).axes[0].lines if len(line.get_xdata()) == 1
        ]
        assert faces[0] == "white"
        assert "white" not in faces[1:]

    def test_note_stands_in_the_figure(self):
        assert plot_prevalence(SHARES, note="ILLUSTRATION").get_suptitle() == "ILLUSTRATION"


class TestIllustrationNote:
    def test_only_where_nothing_is_supported(self):
        assert illustration_note(CHOICE) == ""
        assert illustration_note(CHOICE.assign(chosen=False)).startswith(
            "ILLUSTRATION ONLY: no number of topics from 2 to 3"
        )
