"""Figures of topics: what is drawn is what the table says, and an illustration says that it is one."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from corpus_utils.figures.topics import (
    describe_choice,
    describe_power,
    describe_prevalence,
    describe_topics,
    illustration_note,
    plot_choice,
    plot_prevalence,
    plot_topic_power,
    plot_topics,
)
from corpus_utils.groups import Groups

GROUPS = Groups.of_table({"media": {"label": "media"}, "un": {"label": "United Nations"}})
CHOICE = pd.DataFrame(
    {
        "k": [2, 3],
        "recognised_z": [1.0, 4.0],
        "recognised_bar": 2.1,
        "information_z": [9.0, 7.0],
        "information_bar": 2.5,
        "chosen": [False, True],
    }
)
POWER = pd.DataFrame(
    {
        "question": ["cross", "cross", "documents", "documents"],
        "strength": [0.0, 0.7, 0.0, 0.7],
        "found": [0.05, 0.9, 0.0, 1.0],
    }
)
VERDICTS = pd.DataFrame(
    {"question": ["cross", "documents"], "answer": ["equivalent", "finding"], "strength": [0.3, float("nan")]}
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
    def test_points_are_filled_where_they_pass_the_bar(self):
        filled = []
        for ax in plot_choice(CHOICE).axes:
            lines = [line for line in ax.lines if line.get_marker() == "o" and line.get_markerfacecolor() == "black"]
            filled.append([tuple(xy) for line in lines for xy in line.get_xydata()])
        assert filled == [[(3, 4.0)], [(2, 9.0), (3, 7.0)]]

    def test_the_chosen_number_has_a_line_in_every_panel(self):
        for ax in plot_choice(CHOICE).axes:
            assert [line.get_xdata()[0] for line in ax.lines if line.get_linestyle() == ":"] == [3]
        for ax in plot_choice(CHOICE.assign(chosen=False)).axes:
            assert not [line for line in ax.lines if line.get_linestyle() == ":"]

    def test_words_say_what_is_drawn(self):
        words = describe_choice(CHOICE)
        assert "above the bar of 2.1 at 1 of 2" in words
        assert "7.0 to 9.0 standard deviations, above the bar of 2.5 at 2 of 2" in words
        assert "nothing to compare" in describe_choice(CHOICE.assign(recognised_z=float("nan")))


class TestPlotTopicPower:
    def test_points_and_the_line_of_these_texts(self):
        first, second = plot_topic_power(POWER, VERDICTS).axes
        assert [tuple(xy) for xy in first.lines[1].get_xydata()] == [(0.0, 0.05), (0.7, 0.9)]
        assert first.lines[2].get_xdata()[0] == 0.3
        assert len(second.lines) == 2  # stronger than any that was planted: no place on the axis
        assert first.get_title(loc="left").endswith("equivalent")

    def test_words_say_what_is_drawn(self):
        words = describe_power(POWER, VERDICTS)
        assert "found in 5 % at a strength of 0, 90 % at a strength of 0.7; the texts show as much as" in words
        assert "no strength in this range" in words


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
        ax = plot_prevalence(SHARES, GROUPS).axes[0]
        marks = [tuple(line.get_xydata()[0]) for line in point_marks(ax)]
        assert row_labels(ax) == ["media (9, 4)", "United Nations (0, 3)"]
        assert marks == [(0.2, -0.15), (0.6, 0.15), (0.4, 1.15)]

    def test_hollow_by_file_and_filled_by_voice(self):
        faces = [
            line.get_markerfacecolor()
            for line in plot_prevalence(SHARES, GROUPS).axes[0].lines
            if len(line.get_xdata()) == 1
        ]
        assert faces[0] == "white"
        assert "white" not in faces[1:]

    def test_note_stands_in_the_figure(self):
        assert plot_prevalence(SHARES, GROUPS, note="ILLUSTRATION").get_suptitle() == "ILLUSTRATION"


class TestWords:
    def test_topics_by_their_first_words(self):
        assert (
            describe_topics(TOPICS, n=1, note="NOTE")
            == "Bars, one panel a topic. Topic 1: un 0.50. Topic 2: war 0.90. NOTE."
        )

    def test_prevalence_by_its_largest_share(self):
        words = describe_prevalence(SHARES.assign(low=[0.1, 0.5, None]), GROUPS)
        assert "2 of 3 marks have an interval" in words
        assert "topic 1 60 %" in words


class TestIllustrationNote:
    def test_only_where_nothing_is_found(self):
        assert illustration_note(CHOICE) == ""
        assert illustration_note(CHOICE.assign(chosen=False)).startswith("ILLUSTRATION ONLY: with 2 to 3 topics")
