"""Pronouns find the last speaker who fits."""

from __future__ import annotations

import pytest
from sentences import sentence_of

from corpus_utils.speech.memory import Memory
from corpus_utils.speech.roster import Speaker

JANE, JOHN = Speaker("Jane", "other", "person", "f"), Speaker("John", "other", "person")
COUNCIL = Speaker("Council", "un", "body")
BOTH = Speaker("Jane; John", "other;other", "several")


class TestMemory:
    @pytest.mark.parametrize(
        ("pronoun", "name"),
        [("he", "John"), ("she", "Jane"), ("it", "Council"), ("they", "Jane; John"), ("both", "Jane; John")],
    )
    def test_pronouns(self, pronoun, name):
        memory = Memory()
        for speaker in (BOTH, JOHN, JANE, COUNCIL):
            memory.note(0, speaker)
        assert memory.pronoun(sentence_of(f"{pronoun} left"), 0).name == name

    def test_no_pronoun(self):
        assert Memory().pronoun(sentence_of("Jane left"), 0) is None

    def test_nobody_fits(self):
        memory = Memory()
        memory.note(0, JANE)
        assert memory.pronoun(sentence_of("he left"), 0).name == ""

    def test_he_was_called_he_before(self):
        memory = Memory()
        memory.note(0, JOHN)
        memory.person("m", 0)
        assert memory.person("f", 0) is None

    def test_this_block_comes_first(self):
        memory = Memory()
        memory.note(0, JOHN)
        memory.note_passing(1, Speaker("Jim", "other", "person"))
        assert memory.person("m", 1).name == "Jim"
        assert memory.person("m", 2).name == "John"

    def test_somebody_described_again(self):
        memory = Memory()
        memory.note(0, Speaker("senior official of the town", "other", "holder"))
        memory.note(0, Speaker("Ann Example", "other", "person"))
        assert memory.described(frozenset({"official"})).name == "senior official of the town"
        assert memory.described(frozenset({"doctor"})) is None
        assert memory.person("m", block=1).name == "Ann Example"

    def test_turns(self):
        memory = Memory()
        memory.note(0, JOHN)
        memory.note(0, JANE)
        assert (memory.turn(JANE), memory.turn(COUNCIL)) == (2, -1)
        assert memory.latest(("body",)) is None
