"""The words that name a source lead to a speaker and a group."""

from __future__ import annotations

import pytest
from sentences import ACTORS, GROUPS, sentence_of, sentences_of, words_of

from corpus_utils.speech.people import Speaker
from corpus_utils.speech.speakers import Cast, Memory, head_phrase

JANE, JOHN = Speaker("Jane", "other", "person", "f"), Speaker("John", "other", "person")
COUNCIL = Speaker("Council", "un", "body")
BOTH = Speaker("Jane; John", "other;other", "several")


def resolved(text: str, **options) -> tuple[str, str]:
    """Resolve the words before the underscore of the last sentence."""
    before, _, after = text.partition("_")
    sentences = sentences_of(before + after)
    cast = Cast(sentences, ACTORS, groups=GROUPS)
    for sentence in sentences[:-1]:
        first = cast.resolve(sentence, (0, len(sentence) - 2), known_only=True)
        if first:
            cast.memory.note(sentence.block, first)
    stop = len(sentence_of(before.split(". ")[-1]))
    found = cast.resolve(sentences[-1], (0, stop), **options)
    return (found.name, found.group) if found else ("", "")


class TestResolve:
    @pytest.mark.parametrize(
        ("text", "name", "group"),
        [
            ("Ann Example_ left.", "Ann Example", "russian_government"),
            ("Example_ left.", "Ann Example", "russian_government"),
            ("Kremlin spokeswoman Ann Example_ left.", "Ann Example", "russian_government"),
            ("The Kremlin spokeswoman_ left.", "Ann Example", "russian_government"),
            ("The Secretary of State_ left.", "Secretary of State", "us_government"),
            ("Bob Sample came. The Secretary of State_ left.", "Bob Sample", "us_government"),
            ("Strelsau_ left.", "Ruritania", "other"),
            ("Ann Example, a mayor_ left.", "Ann Example", "russian_government"),
            ("The mayor, Jane Roe_ left.", "Jane Roe", "other"),
            ("Jane Roe, a Syrian activist, came. Roe_ left.", "Jane Roe", "syrian_civil_society"),
            ("A senior Russian diplomat_ left.", "senior Russian diplomat", "russian_government"),
            ("Bob Sample's spokesman_ left.", "Bob Sample's spokesman", "us_government"),
            ("Ruritania's Jane Roe_ left.", "Jane Roe", "other"),
            ("A spokesman for Jane Roe_ left.", "spokesman for Jane Roe", "other"),
            ("Ann Example and Bob Sample_ left.", "Ann Example; Bob Sample", "russian_government;us_government"),
            (
                "Strelsau, Example and Sample_ left.",
                "Ruritania; Ann Example; Bob Sample",
                "other;russian_government;us_government",
            ),
            ("The Ministry of Trade and Industry_ left.", "Ministry of Trade and Industry", "other"),
            ("The Security Council resolution_ left.", "UN Security Council", "un"),
            ("Ann Example's remarks_ left.", "Ann Example", "russian_government"),
            ("The Zemblan Fish Authority_ left.", "Zemblan Fish Authority", "other"),
            ("Jane K. Roe_ left.", "Jane K. Roe", "other"),
            ("World Cheese Council (WCC) chief Jane Roe_ left.", "Jane Roe", "other"),
            ("Bob Sample's deputy, Jane Roe_ left.", "Jane Roe", "us_government"),
            (
                "Ann Example and the Secretary of State of bread and salt_ left.",
                "Ann Example; Secretary of State of bread and salt",
                "russian_government;us_government",
            ),
            ("A spokesman for the Security Council_ left.", "UN Security Council", "un"),
            ("A spokesman for the town council_ left.", "town council", "other"),
            ("A spokesman for the road_ left.", "spokesman for the road", "other"),
            ("A doctor_, a member of the Syrian opposition, left.", "doctor", "syrian_opposition"),
            ("A doctor_, a member of the Syrian opposition.", "doctor", "other"),
            ("A doctor_, member of the Syrian opposition, left.", "doctor", "other"),
            ("The" + " very" * 39 + " Security Council resolution_ left.", "UN Security Council", "un"),
            (
                "The" + " very" * 40 + " Security Council resolution_ left.",
                "very " * 40 + "Security Council resolution",
                "un",
            ),
        ],
    )
    def test_speaker(self, text, name, group):
        assert resolved(text) == (name, group)

    @pytest.mark.parametrize("text", ["A doctor_ left.", "The plan_ failed."])
    def test_known_only(self, text):
        assert resolved(text, known_only=True) == ("", "")


class TestIsSelf:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("We left.", True),
            ("The undersigned groups left.", True),
            ("The Roe Union left.", True),
            ("The Sample Union left.", False),
            ("The US left.", False),
            ("They told us.", True),
        ],
    )
    def test_it(self, text, expected):
        sentence = sentence_of(text)
        cast = Cast([sentence], ACTORS, "The Roe Union", GROUPS)
        assert cast.is_self(sentence, (0, len(sentence) - (1 if "us." in text else 2))) is expected


class TestMemory:
    @pytest.mark.parametrize(
        ("pronoun", "name"),
        [("he", "John"), ("she", "Jane"), ("it", "Council"), ("they", "Jane; John")],
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

    @pytest.mark.parametrize(("n_others", "name"), [(49, "John"), (50, "")])
    def test_only_so_far_back(self, n_others, name):
        memory = Memory()
        for speaker in (JOHN, *[COUNCIL] * n_others):
            memory.note(0, speaker)
        assert memory.pronoun(sentence_of("he left"), 0).name == name

    def test_turns(self):
        memory = Memory()
        memory.note(0, JOHN)
        memory.note(0, JANE)
        assert (memory.turn(JANE), memory.turn(COUNCIL)) == (2, -1)
        assert memory.latest(("body",)) is None


class TestHeadPhrase:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("the mayor, who was ill", "mayor"),
            ("a mayor (45)", "mayor"),
            ("both the mayor and the envoy", "mayor and the envoy"),
            ("Ruritania, Zembla and Kravonia", "ruritania , zembla and kravonia"),
            ("the Cheese Council (CC) chief", "cheese council ( cc ) chief"),
            ("the Cheese Council (CC)", "cheese council"),
        ],
    )
    def test_it(self, text, expected):
        sentence = sentence_of(text)
        assert words_of(sentence, head_phrase(sentence, 0, len(sentence))) == expected
