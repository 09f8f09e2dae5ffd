"""Tables: ranks that are ranks, FREX by hand, paragraphs that are in the file."""

import numpy as np
import pandas as pd
import pytest

from corpus_utils.topics.models import TopicFit
from corpus_utils.topics.summaries import (
    frex,
    paragraph_spans,
    paragraph_table,
    representative_paragraphs,
    say_changes,
    say_topic_verdicts,
    topic_table,
    topic_words,
)

TERMS = ["peace", "sochi", "syria", "un"]
WEIGHTS = pd.DataFrame([[0.0, 0.1, 0.5, 0.4], [0.3, 0.2, 0.5, 0.0]], index=[1, 2], columns=TERMS)
SHARES = pd.DataFrame([[1.0, 0.0], [0.6, 0.4], [np.nan, np.nan], [0.6, 0.4], [0.0, 1.0]], columns=[1, 2])
FIT = TopicFit("nmf", WEIGHTS.rename_axis(index="topic", columns="term"), SHARES.rename_axis(columns="topic"))
TEXT = "One. Two two. -- Four four. Five."
UNITS = pd.DataFrame(
    {
        "doc_id": "a",
        "paragraph": [1, 2, 3, 4, 5],
        "start": [0, 5, 14, 17, 28],
        "end": [4, 13, 16, 27, 33],
        "words": [5, 6, 0, 7, 2],
    }
)


class TestFrex:
    def test_by_hand(self):
        # topic 1: exclusivity 0, 1/3, 1/2, 1 -> ranks 1/4 .. 4/4; share 0, .1, .5, .4 -> ranks 1, 2, 4, 3 of 4
        expected = [1 / (0.5 / x + 0.5 / f) for x, f in [(1 / 4, 1 / 4), (2 / 4, 2 / 4), (3 / 4, 1), (1, 3 / 4)]]
        np.testing.assert_allclose(frex(WEIGHTS).loc[1], expected)

    @pytest.mark.parametrize(("weight", "first"), [(0, "syria"), (1, "un")])
    def test_weight_moves_from_frequent_to_exclusive(self, weight, first):
        assert frex(WEIGHTS, weight).loc[1].idxmax() == first

    def test_refuses_a_weight_outside(self):
        with pytest.raises(ValueError, match="between 0 and 1"):
            frex(WEIGHTS, 1.5)


class TestTopicTable:
    def test_every_term_has_its_two_ranks(self):
        table = topic_table(FIT)
        assert len(table) == WEIGHTS.size
        for _, rows in table.groupby("topic"):
            assert sorted(rows["rank_weight"]) == sorted(rows["rank_frex"]) == [1, 2, 3, 4]
        assert table.query("topic == 1")["term"].tolist() == ["syria", "un", "sochi", "peace"]

    def test_ties_go_by_the_alphabet_whatever_the_last_bits(self):
        weights = pd.DataFrame([[0.5 - 1e-12, 0.5 + 1e-12]], index=[1], columns=["a", "b"])
        fit = TopicFit("nmf", weights.rename_axis(index="topic", columns="term"), SHARES)
        assert topic_table(fit).sort_values("rank_weight")["term"].tolist() == ["a", "b"]

    def test_a_word_without_weight_is_last_by_frex(self):
        table = topic_table(FIT).query("topic == 2").set_index("term")
        assert table.loc["un", ["weight", "frex"]].tolist() == [0, 0]
        assert table.loc["un", "rank_frex"] == 4


class TestTopicWords:
    def test_lists_words_in_order_without_empty_ones(self):
        assert topic_words(topic_table(FIT), n=4)["by share"].tolist() == ["syria, un, sochi", "syria, peace, sochi"]

    def test_n_words(self):
        assert topic_words(topic_table(FIT), n=1)["by FREX"].str.count(",").tolist() == [0, 0]


class TestParagraphTable:
    def test_leaves_out_paragraphs_without_shares(self):
        table = paragraph_table(FIT, UNITS)
        assert table.groupby("paragraph")["weight"].sum().to_dict() == {1: 1, 2: 1, 4: 1, 5: 1}

    def test_keeps_places_with_their_shares_whatever_the_index(self):
        table = paragraph_table(FIT, UNITS.set_axis(list("vwxyz"), axis=0))
        assert table.query("topic == 2 and weight == 1")["start"].tolist() == [28]

    def test_refuses_other_paragraphs(self):
        with pytest.raises(ValueError, match="expected 5"):
            paragraph_table(FIT, UNITS.head(2))


class TestParagraphSpans:
    def test_from_first_to_last_character(self):
        spans = pd.DataFrame({"doc_id": "a", "paragraph": [2, 1, 2], "start": [9, 0, 5], "end": [13, 4, 8]})
        found = paragraph_spans(UNITS.loc[[1, 0], ["doc_id", "paragraph"]], spans)
        assert found[["paragraph", "start", "end"]].to_numpy().tolist() == [[2, 5, 13], [1, 0, 4]]

    def test_names_the_paragraph_without_span(self):
        with pytest.raises(ValueError, match="paragraph 2 of a has no span"):
            paragraph_spans(UNITS.head(2), UNITS.head(1))


class TestRepresentativeParagraphs:
    def test_largest_share_first_then_longer(self):
        table = representative_paragraphs(FIT, UNITS, {"a": TEXT}, n=3, least_words=1)
        assert table.query("topic == 1")["paragraph"].tolist() == [1, 4, 2]
        assert table.query("topic == 2")["rank"].tolist() == [1, 2, 3]

    def test_text_is_the_slice_of_the_file(self):
        for row in representative_paragraphs(FIT, UNITS, {"a": TEXT}, least_words=1).itertuples():
            assert row.text == TEXT[row.start : row.end]
            assert row.text.split(".")[0].strip()

    def test_passes_over_short_paragraphs(self):
        table = representative_paragraphs(FIT, UNITS, {"a": TEXT}, least_words=6)
        assert set(table["paragraph"]) == {2, 4}


class TestSayVerdicts:
    def say(self, **change):
        row = {"k": 3, "z": 1.0, "p": 0.02, "strength": 0.4, "detectable": 0.6, "bound": 0.7, "below_bound": False}
        return say_topic_verdicts(pd.DataFrame([row | {"question": "cross", "value": 0.54} | change]))[0]

    def test_a_finding_says_how_strong_it_is(self):
        said = self.say(answer="finding")
        assert said.startswith("Topics that cross documents: a finding.")
        assert "in 54 % of comparisons" in said
        assert "what planted topics with 0.4 of their words for themselves show" in said
        assert "more than the strongest" in self.say(answer="finding", strength=np.nan)

    def test_none_says_what_would_have_shown_more(self):
        assert "0.7 of their words for themselves would have shown more" in self.say(
            answer="equivalent", below_bound=True
        )

    def test_an_open_answer_says_what_cannot_be_ruled_out(self):
        assert "can be ruled out" not in self.say(answer="can't tell")
        assert "Nor can topics with 0.7" in self.say(answer="can't tell")
        assert "not even the strongest" in self.say(answer="can't tell", detectable=np.nan)

    def test_nothing_to_ask(self):
        assert "nothing to ask" in self.say(answer="can't tell", value=np.nan)

    def test_documents_are_told_by_information(self):
        assert "share 0.54 of their information" in self.say(question="documents", answer="finding")


class TestSayChanges:
    def table(self, file, voice, paragraphs=9):
        rows = {"by": ["file", "voice"], "group": "un", "topic": 2, "prevalence": [file, voice]}
        return pd.DataFrame(rows | {"paragraphs": paragraphs})

    def test_names_the_largest_change(self):
        both = pd.concat([self.table(0.1, 0.2), self.table(0.9, 0.3).assign(group="media", topic=1)])
        said = say_changes(both, str.upper, 3)
        assert "topic 1 in the words of MEDIA changes most: from 90 % to 30 %" in said

    def test_no_change(self):
        assert "no share changes by a point" in say_changes(self.table(0.2, 0.2), str.upper, 3)

    def test_nothing_to_compare(self):
        for table in (self.table(0.2, 0.5, paragraphs=2), self.table(0.2, 0.5).head(1), self.table(0.2, 0.5).tail(1)):
            assert say_changes(table, str.upper, 3).startswith("No group has 3 paragraphs both by file and by voice")
