"""Names, offices and descriptions find whom they mean."""

from __future__ import annotations

import pandas as pd
import pytest
from sentences import ACTORS, GROUPS, sentence_of, sentences_of, words_of

from corpus_utils.speech.people import (
    Directory,
    Person,
    Roster,
    Speaker,
    bare,
    collect_persons,
    content_words,
    gender_of,
    is_acronym,
    name_runs,
    strip_titles,
    title_words,
    together,
)

TEXT = "Foreign Minister Jane Roe met Mayor John Doe. The Kremlin spokeswoman Ann Example left."


def never(speaker: Speaker) -> int:
    """Say that nobody was spoken of yet."""
    return -1


class TestRoster:
    @pytest.mark.parametrize(
        ("words", "name"),
        [
            ("Ann Example", "Ann Example"),
            ("anna example", "Ann Example"),
            ("the Kremlin spokeswoman", "Ann Example"),
            ("Strelsau", "Ruritania"),
            ("the Ruritanian government", "Ruritania"),
            ("Reuters", "Reuters"),
        ],
    )
    def test_find(self, words, name):
        assert Roster(ACTORS).find(words).name == name

    def test_offices_are_no_names(self):
        assert Roster(ACTORS).named("the Kremlin spokeswoman") is None
        assert Roster(ACTORS).find("somebody else") is None

    def test_actors_overrule_the_vocabulary(self):
        actors = pd.DataFrame({"name": ["Kingdom"], "aliases": ["Reuters; AFP"], "group": ["un"]})
        found = Roster(actors, GROUPS)
        assert [found.find(alias).group for alias in ("Reuters", "AFP", "TASS")] == ["un", "un", "media"]

    def test_kinds(self):
        found = Roster(ACTORS, GROUPS)
        assert [found.find(name).kind for name in ("Ann Example", "UN Security Council")] == ["person", "body"]
        assert found.find("Ann Example").gender == "f"


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


class TestDirectory:
    DIRECTORY = Directory(sentences_of(TEXT), Roster(ACTORS, GROUPS))

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
        found = self.DIRECTORY.by_office(sentence, 1, len(sentence), never)
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
        found = Directory(sentences, Roster(None, GROUPS)).by_office(sentences[0], begin, len(sentences[0]) - 2, never)
        assert (found.name if found else None) == name

    def test_the_only_bearer_of_a_first_name(self):
        sentences = sentences_of("Moon Jae-in came. Moon left.")
        assert Directory(sentences, Roster(None, GROUPS)).by_name(sentences[1], 0, 1).name == "Moon Jae-in"

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
        directory = Directory(sentences, Roster(ACTORS, GROUPS))
        at = sentences[-1].words.index("poe")
        assert directory.by_name(sentences[-1], at, at + 1).group == group

    def test_the_one_spoken_of_last(self):
        directory = Directory(sentences_of("Mayor Jane Roe met Mayor John Doe."), Roster(None, GROUPS))
        jane = directory.by_name(sentence_of("Jane Roe"), 0, 2)
        assert directory.by_office(sentence_of("the mayor left"), 1, 2, lambda speaker: speaker == jane) == jane

    @pytest.mark.parametrize(("n_others", "name"), [(49, "Jane Roe"), (50, None)])
    def test_among_the_nearest_persons_only(self, n_others, name):
        others = [f"A doctor, Jim P{first}{second}, came." for first in "aeiou" for second in "bcdfghklmn"][:n_others]
        for at, order in (
            (-1, ["Mayor Jane Roe came.", *others, "The mayor left."]),
            (0, ["The mayor left.", *others, "The mayor, Jane Roe, came."]),
        ):
            sentences = sentences_of(" ".join(order))
            found = Directory(sentences, Roster(None, GROUPS)).by_office(sentences[at], 1, 2, never)
            assert (found.name if found else None) == name


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
        (person,) = [person for people in collect_persons(sentences_of(text), GROUPS).values() for person in people]
        assert person.name == name
        assert words <= person.words

    def test_descriptions_of_one_person_add_up(self):
        text = "Jane Example, a mayor, left. Jane Example, a doctor, came back. John Example stayed."
        people = collect_persons(sentences_of(text), GROUPS)["example"]
        assert [person.name for person in people] == ["Jane Example", "John Example"]
        assert {"mayor", "doctor"} <= people[0].words

    def test_who_was_known_before_and_what_stood_before(self):
        people = collect_persons(
            sentences_of("The town waited. The mayor, Jane Example, met a doctor, John Roe."), GROUPS
        )
        assert [people[name][0].known_before for name in ("example", "roe")] == [True, False]
        assert people["example"][0].context == "The town"
        people = collect_persons(sentences_of("The town waited.\n\nThe mayor, Jane Example, came."), GROUPS)
        assert people["example"][0].context == ""

    @pytest.mark.parametrize(
        ("text", "word", "known"),
        [
            ("Jane Example, the" + " very" * 28 + " mayor, left.", "mayor", True),
            ("Jane Example, the" + " very" * 29 + " mayor, left.", "mayor", False),
            ("They saw town" + " old" * 9 + " Jane Example.", "town", True),
            ("They saw town" + " old" * 10 + " Jane Example.", "town", False),
            ("In town, Jane Example left.", "town", False),
            ("Town mayor Jane Example left.", "town", True),
            ("The Cheese Council (CC) head Jane Example left.", "cheese", True),
            ("The cheese (a club) head Jane Example left.", "cheese", False),
            ("They met a spokeswoman for Jane Example.", "spokeswoman", False),
        ],
    )
    def test_how_far_a_description_reaches(self, text, word, known):
        (person,) = collect_persons(sentences_of(text), GROUPS)["example"]
        assert (word in person.words) is known

    @pytest.mark.parametrize(("length", "words"), [(399, {"mayor"}), (400, set())])
    def test_a_description_of_many_characters_is_full(self, length, words):
        person = Person("Jane Example", 0, "a" * length)
        person.learn("mayor")
        assert person.words & {"mayor"} == words

    @pytest.mark.parametrize(
        "text",
        [
            "The Zemblan Fish Authority left.",
            "The United Nations left.",
            "Monday Morning came.",
            "Jabal Example's car left.",
        ],
    )
    def test_nobody(self, text):
        assert collect_persons(sentences_of(text), GROUPS) == {}


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
            ("Minister of Fish Jane Example", 3),
            ("Minister of Fish Example", 3),
            ("Minister of Fish", 1),
            ("Minister Jane of Example", 1),
        ],
    )
    def test_where_the_name_begins(self, text, at):
        sentence = sentence_of(text)
        assert strip_titles(sentence, 0, len(sentence), GROUPS) == at

    @pytest.mark.parametrize(("body", "at"), [("A B C D E", 5), ("A B C D E F", 0)])
    def test_a_body_of_five_words_at_most(self, body, at):
        sentence = sentence_of(f"{body} Jane Example")
        assert strip_titles(sentence, 0, len(sentence), GROUPS, {body.casefold()}) == at


class TestGenderOf:
    @pytest.mark.parametrize(("words", "gender"), [("Mrs", "f"), ("a spokesman", "m"), ("the minister", ""), ("", "")])
    def test_it(self, words, gender):
        assert gender_of(words) == gender


class TestTitleWords:
    def test_it(self):
        assert {"minister", "spokeswoman", "envoy"} <= title_words()


class TestIsAcronym:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [("Council (CC) chief", True), ("Council (a club) chief", False), ("Council (45) chief", False)],
    )
    def test_it(self, text, expected):
        assert is_acronym(sentence_of(text), 1) is expected
