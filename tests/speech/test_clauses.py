"""The reported clause ends where the narrator takes over again."""

from __future__ import annotations

import pytest
from sentences import sentence_of, words_of

from corpus_utils.speech.clauses import clause_after, clause_before, clause_stop, continued_clause
from corpus_utils.speech.verbs_of_speech import verb_at


class TestClauseAfter:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("She said that it was late.", ["it was late"]),
            ("She said it was late.", ["it was late"]),
            ("She said nothing.", []),
            ("She said would follow.", []),
            ("She said that day.", []),
            ("She stated it was late.", []),
            ("She said “so” and that it was late.", ["and that it was late"]),
            ("She said “so” and left.", []),
        ],
    )
    def test_the_clause(self, text, expected):
        sentence = sentence_of(text)
        found = clause_after(sentence, 2, verb_at(sentence, 1), colon=False)
        assert [words_of(sentence, clause) for clause in found] == expected


class TestClauseBefore:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("It was late, she said.", ["it was late"]),
            ("If it rains, it is late, she said.", ["if it rains , it is late"]),
            ("On Monday, she said.", []),
            ("While it rained, she said.", []),
            ("He left; it was late, she said.", ["it was late"]),
        ],
    )
    def test_the_clause(self, text, expected):
        sentence = sentence_of(text)
        own = len(sentence) - 3
        found = clause_before(sentence, own, verb_at(sentence, own + 1))
        assert [words_of(sentence, clause) for clause in found] == expected


class TestContinuedClause:
    @pytest.mark.parametrize(
        ("text", "count"),
        [
            ("The road, she said, was long.", 1),
            ("The road, she said, adding it was long.", 0),
            ("The road, she said, which was long.", 0),
            ("The road, she said.", 0),
        ],
    )
    def test_count(self, text, count):
        assert len(continued_clause(sentence_of(text), 5, ((0, 2),))) == count


class TestClauseStop:
    @pytest.mark.parametrize(
        ("text", "clause"),
        [
            ("She said it was late, and it was.", "it was late , and it was"),
            ("She said it was late, but he said no.", "it was late"),
            ("She said it was late and added no.", "it was late"),
            ("She said it was late, adding no.", "it was late"),
            ("She said it was late, according to TASS.", "it was late"),
            ("She said it was late, however.", "it was late"),
            ("She said it was late; he left.", "it was late"),
        ],
    )
    def test_it(self, text, clause):
        sentence = sentence_of(text)
        assert words_of(sentence, (2, clause_stop(sentence, 2))) == clause
