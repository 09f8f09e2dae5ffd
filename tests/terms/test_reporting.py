"""Tables and sentences of verdicts are true of what they are about."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from test_verdicts import STOP, corpus, plant, sides

from corpus_utils.terms.divergence import DivergenceTest
from corpus_utils.terms.reporting import (
    headline_terms,
    say_divergence,
    say_verdicts,
    say_within,
    verdict_changes,
    verdict_shares,
    verdict_summary,
)
from corpus_utils.terms.verdicts import term_verdicts

NAMES = ("own", "the North", "the South")


@pytest.fixture(scope="module")
def found():
    ours, theirs = sides()
    return term_verdicts(plant(ours, "ours", 9), plant(theirs, "theirs", 9, 1), STOP, deals=300)


class TestTables:
    def test_the_summary_has_every_tested_term_of_every_question(self, found):
        summary = verdict_summary({"own": found, "own+direct": found})
        assert summary["contrast"].value_counts().to_dict() == dict.fromkeys(("own", "own+direct"), len(found.terms))
        assert list(summary.columns[:2]) == ["contrast", "term"] and "verdict" in summary

    def test_shares_add_up(self, found):
        shares = verdict_shares(verdict_summary({"own": found}))
        np.testing.assert_allclose(shares[["differs", "equivalent", "can't tell"]].sum(axis=1), 1)
        counts = found.terms[["count_target", "count_reference"]].sum().sum()
        assert shares["n"].tolist() == [len(found.terms), counts]

    def test_changes_list_what_differs_by_one_labelling_alone(self, found):
        other = found._replace(terms=found.terms.assign(verdict="can't tell"))
        changes = verdict_changes({"own": found}, {"coding": {"own": other}, "none": {}})
        assert {"ours", "theirs"} <= set(changes["term"])
        assert set(changes["labels"]) == {"coding"} and set(changes["verdict"]) == {"can't tell"}
        assert verdict_changes({"own": found}, {"same": {"own": found}}).empty

    def test_headline_terms_are_frequent_and_of_both_directions(self):
        table = pd.DataFrame(
            {"count_target": [9, 8, 0, 4], "count_reference": [1, 1, 8, 0], "g2": [6.0, 5.0, -9.0, 8.0]},
            index=["a", "b", "c", "rare"],
        ).assign(log_ratio=[3.0, 2.9, -4.0, 5.0])
        assert headline_terms(table, k=1).index.tolist() == ["a", "c"]


class TestSentences:
    def test_findings_are_given_to_the_side_that_uses_them_more(self, found):
        said = say_verdicts(found, *NAMES)
        north, south = said.index("the words of the North:"), said.index("the words of the South:")
        assert north < said.index("“ours”") < south < said.index("“theirs”")

    def test_paragraphs_are_never_called_sides(self):
        ours, theirs = sides(2, words=600, paragraphs=10)
        for one in (ours, plant(ours, "x", 45)):
            said = say_verdicts(term_verdicts(one, theirs, STOP, deals=200), *NAMES)
            assert "the paragraphs of the North and the South differ in" in said and "finding" not in said
        assert "“x”" in said and "Side and document can't be told apart" in said

    def test_without_a_finding(self):
        said = say_verdicts(term_verdicts(*sides(6, words=200), STOP, deals=100), *NAMES)
        assert "no term is a finding" in said

    def test_where_nothing_can_be_dealt(self):
        rng = np.random.default_rng(0)
        pair = corpus(["a"], rng, paragraphs=1), corpus(["b"], rng, paragraphs=1)
        said = say_verdicts(term_verdicts(*pair), *NAMES)
        assert said.startswith("In their own words, what chance does can't be told: 1 paragraph against 1, and two")

    @pytest.mark.parametrize("p, said", [(0.001, "diverge beyond"), (0.2, "do not diverge beyond")])
    def test_divergence(self, p, said):
        test = DivergenceTest(0.5, 0.04, p, np.zeros(3), 0.12, "")
        matched = pd.DataFrame({"kind": ["within the target", "between the sides"], "excess": [0.03, 0.09]})
        sentence = say_divergence(test, *NAMES, matched)
        assert said in sentence and "more than the texts of one side that differ most (+0.030 bits)" in sentence
        assert "no more" not in sentence
        assert ("12%" in sentence) == (p > 0.05)

    def test_within(self):
        matched = pd.DataFrame({"kind": ["within the target"] * 3 + ["between the sides"], "found": [0, 2, 0, 1]})
        said = say_within(matched, "document")
        assert said.startswith("In 1 of 3 comparisons of halves of one side") and said.endswith("in 1 of 1.")
        assert (
            say_within(matched.iloc[3:], "paragraph")
            == "There are no two documents of one side to compare, each of two paragraphs or more."
        )
