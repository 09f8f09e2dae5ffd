"""Listed speakers are found by name, alias and office."""

from __future__ import annotations

import pandas as pd
import pytest
from sentences import ACTORS

from corpus_utils.speech.roster import Roster, Speaker, bare, content_words, name_is_body, together


class TestRoster:
    @pytest.mark.parametrize(
        ("words", "name"),
        [
            ("Ann Example", "Ann Example"),
            ("anna example", "Ann Example"),
            ("the Kremlin spokeswoman", "Ann Example"),
            ("Strelsau", "Ruritania"),
            ("the Ruritanian government", "Ruritania"),
            ("Ankara", "Turkey"),
            ("Reuters", "Reuters"),
        ],
    )
    def test_find(self, words, name):
        assert Roster(ACTORS).find(words).name == name

    def test_offices_are_no_names(self):
        assert Roster(ACTORS).named("the Kremlin spokeswoman") is None
        assert Roster(ACTORS).find("somebody else") is None

    def test_actors_overrule_the_vocabulary(self):
        actors = pd.DataFrame({"name": ["Kingdom"], "aliases": ["Ankara; Paris"], "group": ["un"]})
        found = Roster(actors)
        assert [found.find(alias).group for alias in ("Ankara", "Paris", "Berlin")] == ["un", "un", "other"]

    def test_kinds(self):
        found = Roster(ACTORS)
        assert [found.find(name).kind for name in ("Ann Example", "UN Security Council")] == ["person", "body"]
        assert found.find("Ann Example").gender == "f"


class TestNameIsBody:
    @pytest.mark.parametrize(("name", "expected"), [("Syrian opposition", True), ("Jane Example", False)])
    def test_it(self, name, expected):
        assert name_is_body(name) is expected


class TestBare:
    def test_it(self):
        assert bare("The\u00a0Kremlin’s") == "kremlin's"


class TestContentWords:
    def test_it(self):
        assert content_words(["the", "head", "of", "strelsau's", ",", "council"]) == ["head", "strelsau", "council"]


class TestTogether:
    def test_one_speaker_twice_is_one(self):
        speaker = Speaker("A", "un", "body")
        assert together([speaker, speaker]) == speaker

    def test_names_and_groups_stay_in_step(self):
        both = together([Speaker("A", "un", "body"), Speaker("B", "other", "person")])
        assert (both.name, both.group, both.kind) == ("A; B", "un;other", "several")
