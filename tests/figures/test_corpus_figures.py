"""The figures of the corpus draw what the tables say."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from corpus_utils.figures.corpus import PARTS, plot_roles, plot_voices, role_shares, voice_words
from corpus_utils.groups import Groups

SPANS = pd.DataFrame(
    {
        "doc_id": ["a", "a", "b"],
        "start": [0, 10, 0],
        "end": [10, 40, 50],
        "role": ["title", "body", "comment"],
    }
)


class TestRoleShares:
    def test_shares_sum_to_one_in_each_document(self):
        sums = role_shares(SPANS).groupby("doc_id")["share"].sum()
        assert sums.tolist() == [1.0, 1.0]

    def test_a_part_that_is_not_there_is_zero(self):
        shares = role_shares(SPANS)
        assert len(shares) == 2 * len(PARTS)
        assert shares.query("doc_id == 'b' and part == 'body'")["share"].tolist() == [0.0]


class TestPlotRoles:
    def test_bars_are_the_shares(self):
        shares = role_shares(SPANS)
        fig = plot_roles(shares, {"b": "second", "a": "first"})
        ax = fig.axes[0]
        assert sorted(bar.get_width() for bar in ax.patches) == sorted(shares["share"])
        assert [label.get_text() for label in ax.get_yticklabels()] == ["second", "first"]
        plt.close(fig)


class TestVoiceWords:
    @pytest.mark.parametrize(("group", "voice"), [("media", "own prose"), ("un", "quoted")])
    def test_a_quoted_term_belongs_to_whom_it_is_given(self, group, voice):
        tokens = pd.DataFrame(
            {
                "doc_id": "a",
                "role": "body",
                "voice_type": ["author", "term_quote"],
                "actor_group": ["media", group],
            }
        )
        words = voice_words(tokens)
        assert words.loc[words["actor_group"] == group, "voice"].iloc[0] == voice

    def test_words_outside_the_body_do_not_count(self):
        tokens = pd.DataFrame({"doc_id": ["a"], "role": ["title"], "voice_type": ["author"], "actor_group": ["un"]})
        assert voice_words(tokens).empty


class TestPlotVoices:
    def test_labels_say_the_counts(self):
        words = pd.DataFrame(
            {"doc_id": "a", "actor_group": ["un", "un"], "voice": ["quoted", "reported"], "words": [12, 3]}
        )
        fig = plot_voices(words, {"a": "A letter"}, Groups.of_table({"un": {}}))
        assert [text.get_text() for text in fig.axes[0].texts] == ["12 quoted, 3 reported"]
        plt.close(fig)
