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

    @pytest.mark.parametrize(
        ("text", "words", "name"),
        [
            ("The spokesman, Jim Poe, came.", "The Zemblan spokesman", "Jim Poe"),
            ("A spokesman, Jim Poe, came.", "The Zemblan spokesman", None),
            ("The Turkish spokesman, Jim Poe, came.", "The French spokesman", None),
            ("Cheese Union co-founder Jim Poe came.", "The Cheese Union founder", "Jim Poe"),
            ("Turkish President Jim Poe came.", "Turkey's leader", "Jim Poe"),
            ("Zemblan Foreign Minister Jim Poe came.", "The Zemblan top diplomat", "Jim Poe"),
        ],
    )
    def test_by_another_description(self, text, words, name):
        sentences = sentences_of(f"{words} left. {text}")
        begin = 1 if words.startswith("The") else 0
        found = Directory(sentences, Roster()).by_office(sentences[0], begin, len(sentences[0]) - 2, Memory())
        assert (found.name if found else None) == name

    def test_the_only_bearer_of_a_first_name(self):
        sentences = sentences_of("Moon Jae-in came. Moon left.")
        assert Directory(sentences, Roster()).by_name(sentences[1], 0, 1).name == "Moon Jae-in"

    @pytest.mark.parametrize(
        ("text", "group"),
        [
            ("The Russian army waited. Its spokesman, Jim Poe, came.", "russian_government"),
            ("The Russian army waited. Maj. Gen. Jim Poe came.", "russian_government"),
            ("The Russian army waited. A doctor, Jim Poe, came.", "other"),
            ("Aleppo waited. Jim Poe, who leads the opposition team, came.", "syrian_opposition"),
            ("Bob Sample's deputy, Jim Poe, came.", "us_government"),
        ],
    )
    def test_the_group_of_somebody_new(self, text, group):
        sentences = sentences_of(text)
        directory = Directory(sentences, Roster(ACTORS))
        at = sentences[-1].words.index("poe")
        assert directory.by_name(sentences[-1], at, at + 1).group == group

    def test_the_one_spoken_of_last(self):
        directory = Directory(sentences_of("Mayor Jane Roe met Mayor John Doe."), Roster())
        sentence, memory = sentence_of("the mayor left"), Memory()
        jane = directory.by_name(sentence_of("Jane Roe"), 0, 2)
        memory.note(0, jane)
        assert directory.by_office(sentence, 1, 2, memory) == jane
