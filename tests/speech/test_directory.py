"""Names and offices find the person whom the text means."""

from __future__ import annotations

import pytest
from sentences import ACTORS, sentence_of, sentences_of

from corpus_utils.speech.directory import Directory
from corpus_utils.speech.memory import Memory
from corpus_utils.speech.roster import Roster

TEXT = "Foreign Minister Jane Roe met Mayor John Doe. The Kremlin spokeswoman Ann Example left."


class TestDirectory:
    DIRECTORY = Directory(sentences_of(TEXT), Roster(ACTORS))

    @pytest.mark.parametrize(
        ("words", "name"),
        [("Roe", "Jane Roe"), ("John Doe", "John Doe"), ("Example", "Ann Example"), ("Jim Doe", None)],
    )
    def test_by_name(self, words, name):
        sentence = sentence_of(words)
        found = self.DIRECTORY.by_name(sentence, 0, len(sentence))
        assert (found.name if found else None) == name

    @pytest.mark.parametrize(
        ("words", "name"),
        [
            ("the minister", "Jane Roe"),
            ("the foreign minister", "Jane Roe"),
            ("the mayor", "John Doe"),
            ("the spokeswoman", "Ann Example"),
            ("the office of the Kremlin spokeswoman", "Ann Example"),
            ("a mayor", None),
            ("the general", None),
            ("the town", None),
        ],
    )
    def test_by_office(self, words, name):
        sentence = sentence_of(words)
        found = self.DIRECTORY.by_office(sentence, 1, len(sentence), Memory())
        assert (found.name if found else None) == name

    def test_the_one_spoken_of_last(self):
        directory = Directory(sentences_of("Mayor Jane Roe met Mayor John Doe."), Roster())
        sentence, memory = sentence_of("the mayor left"), Memory()
        jane = directory.by_name(sentence_of("Jane Roe"), 0, 2)
        memory.note(0, jane)
        assert directory.by_office(sentence, 1, 2, memory) == jane
