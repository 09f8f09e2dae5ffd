"""The figures of the content draw what was counted."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd

from corpus_utils.figures import plot_mentions, plot_xray, voice_runs, xray_documents
from corpus_utils.figures.content import MOST_DOCUMENTS, MOST_LANES
from corpus_utils.groups import Groups

GROUPS = Groups.of_table({"north": {"label": "the north"}, "south": {}})
TOKENS = pd.DataFrame(
    {
        "doc_id": ["a"] * 4 + ["b"] * 2,
        "actor_group": ["north", "north", "south", "north", "south", "south"],
        "voice_type": ["author", "author", "direct_quote", "author", "author", "author"],
    }
)


class TestPlotMentions:
    def test_fields_say_rate_and_count_and_zero_is_a_dash(self):
        table = pd.DataFrame(
            {
                "actor_group": ["south", "south", "north", "north"],
                "named_group": ["north", "south", "north", "south"],
                "count": [2, 0, 1, 3],
                "words": [100, 100, 200, 200],
                "rate": [20.0, 0.0, 5.0, 15.0],
            }
        )
        fig = plot_mentions(table, GROUPS)
        ax = fig.axes[0]
        assert [text.get_text() for text in ax.texts] == ["5.0 (1)", "15.0 (3)", "20.0 (2)", "–"]
        assert [label.get_text() for label in ax.get_yticklabels()] == ["North\n200 words", "south\n100 words"]
        assert len(ax.patches) == 2
        plt.close(fig)


class TestVoiceRuns:
    def test_runs_add_up_to_the_words(self):
        runs = voice_runs(TOKENS)
        assert runs[["doc_id", "actor_group", "first", "words"]].values.tolist() == [
            ["a", "north", 0, 2],
            ["a", "south", 2, 1],
            ["a", "north", 3, 1],
            ["b", "south", 0, 2],
        ]


class TestXrayDocuments:
    def test_of_many_those_with_the_most_places_are_drawn_by_group_and_date(self):
        names = [f"d{n:02}" for n in range(MOST_DOCUMENTS + 4)]
        documents = pd.DataFrame({"doc_id": names, "label": names, "actor_group": "south", "date": ""})
        documents.loc[11, "actor_group"] = "north"
        places = pd.DataFrame({"doc_id": ["d11", "d11", "d10"]})
        assert list(xray_documents(places, documents, GROUPS)) == ["d11", *names[: MOST_DOCUMENTS - 2], "d10"]


class TestPlotXray:
    def test_each_place_is_a_line_and_each_count_is_written(self):
        places = pd.DataFrame({"doc_id": ["a", "a", "b"], "term": ["sea", "sea", "war"], "word": [0, 3, 1]})
        fig = plot_xray(places, TOKENS, {"a": "A letter", "b": "A note"}, GROUPS)
        ax = fig.axes[0]
        ticks = [len(lines.get_segments()) for lines in ax.collections]
        assert ticks == [1, 2, 1, 0, 1, 0, 1, 1]
        assert [text.get_text() for text in ax.texts] == [
            "A letter",
            "sea",
            "2",
            "war",
            "0",
            "A note",
            "sea",
            "0",
            "war",
            "1",
        ]
        assert sorted(bar.get_width() for bar in ax.patches) == [1, 1, 2, 2]
        plt.close(fig)

    def test_no_more_lanes_than_can_be_read(self):
        places = pd.DataFrame({"doc_id": "a", "term": [f"t{n}" for n in range(9)], "word": 0})
        fig = plot_xray(places, TOKENS, {"a": "A letter"}, GROUPS)
        assert len(fig.axes[0].texts) == 1 + 2 * MOST_LANES
        plt.close(fig)
