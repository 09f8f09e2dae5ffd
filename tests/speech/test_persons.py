"""Persons are found by their full names, with what describes them."""

from __future__ import annotations

import pytest
from sentences import sentence_of, sentences_of, words_of

from corpus_utils.speech.persons import collect_persons, gender_of, name_runs, strip_titles, title_words


class TestCollectPersons:
    @pytest.mark.parametrize(
        ("text", "name", "words"),
        [
            ("Russian Foreign Minister Jane Example left.", "Jane Example", {"russian", "foreign", "minister"}),
            ("Jane Example, a member of the council, left.", "Jane Example", {"member", "council"}),
            ("Jane Example, who leads the party, left.", "Jane Example", {"leads", "party"}),
            ("The mayor, Jane Example, left.", "Jane Example", {"mayor"}),
            ("The head of the council Jane Example left.", "Jane Example", {"head", "council"}),
            ("Humberto de la Example left.", "Humberto de la Example", set()),
            ("They met Omar al-Example there.", "Omar al-Example", set()),
            ("Strelsau's mayor, Jane Example, left.", "Jane Example", {"strelsau's", "mayor"}),
            ("The top commander, Gen. Jane Example, left.", "Jane Example", {"commander", "gen."}),
            ("Ambassador to the UN Jane Example left.", "Jane Example", {"ambassador", "un"}),
            ("Director of Public Health Jane Example left.", "Jane Example", {"director", "health"}),
            ("Jane Example left. Example, the town's mayor, spoke.", "Jane Example", {"mayor"}),
        ],
    )
    def test_name_and_description(self, text, name, words):
        (person,) = [person for people in collect_persons(sentences_of(text)).values() for person in people]
        assert person.name == name
        assert words <= person.words

    def test_descriptions_of_one_person_add_up(self):
        text = "Jane Example, a mayor, left. Jane Example, a doctor, came back. John Example stayed."
        people = collect_persons(sentences_of(text))["example"]
        assert [person.name for person in people] == ["Jane Example", "John Example"]
        assert {"mayor", "doctor"} <= people[0].words

    def test_who_was_known_before_and_what_stood_before(self):
        people = collect_persons(sentences_of("The town waited. The mayor, Jane Example, met a doctor, John Roe."))
        assert [people[name][0].known_before for name in ("example", "roe")] == [True, False]
        assert people["example"][0].context == "The town"

    @pytest.mark.parametrize(
        "text",
        [
            "The Zemblan Fish Authority left.",
            "The United Nations left.",
            "Monday Morning came.",
            "Jane Example's car left.",
        ],
    )
    def test_nobody(self, text):
        assert collect_persons(sentences_of(text)) == {}


class TestNameRuns:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("The mayor met Jane Example on Monday.", ["jane example"]),
            ("Staffan de Example of the UN left.", ["staffan de example", "un"]),
            ("Strelsau's Jane Example left.", ["strelsau's", "jane example"]),
            ("But he left.", []),
        ],
    )
    def test_runs(self, text, expected):
        sentence = sentence_of(text)
        assert [words_of(sentence, run) for run in name_runs(sentence, 0, len(sentence))] == expected


class TestStripTitles:
    @pytest.mark.parametrize(
        ("text", "at"),
        [
            ("US Secretary of State Jane Example", 4),
            ("Prime Minister Jane Example", 2),
            ("Mr. Example", 1),
            ("Jane Example", 0),
            ("Ruritanian Foreign Minister Jane Example", 3),
            ("Foreign Minister", 2),
        ],
    )
    def test_where_the_name_begins(self, text, at):
        sentence = sentence_of(text)
        assert strip_titles(sentence, 0, len(sentence)) == at


class TestGenderOf:
    @pytest.mark.parametrize(("words", "gender"), [("Mrs", "f"), ("a spokesman", "m"), ("the minister", ""), ("", "")])
    def test_it(self, words, gender):
        assert gender_of(words) == gender


class TestTitleWords:
    def test_it(self):
        assert {"minister", "spokeswoman", "envoy"} <= title_words()
