"""The words that name a source lead to a speaker and a group."""

from __future__ import annotations

import pytest
from sentences import ACTORS, sentence_of, sentences_of

from corpus_utils.speech.speakers import Cast


def resolved(text: str, **options) -> tuple[str, str]:
    """Resolve the words before the underscore of the last sentence."""
    before, _, after = text.partition("_")
    sentences = sentences_of(before + after)
    cast = Cast(sentences, ACTORS)
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
            ("Example as well as Strelsau_ left.", "Ann Example; Ruritania", "russian_government;other"),
            ("Ruritania, Turkey and Iran_ left.", "Ruritania; Turkey; Iran", "other;other;other"),
            ("The Ministry of Trade and Industry_ left.", "Ministry of Trade and Industry", "other"),
            ("The Security Council resolution_ left.", "UN Security Council", "un"),
            ("Ann Example's remarks_ left.", "Ann Example", "russian_government"),
            ("The Zemblan Fish Authority_ left.", "Zemblan Fish Authority", "other"),
            ("Jane K. Roe_ left.", "Jane K. Roe", "other"),
            ("World Cheese Council (WCC) chief Jane Roe_ left.", "Jane Roe", "other"),
            ("Bob Sample's deputy, Jane Roe_ left.", "Jane Roe", "us_government"),
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
        cast = Cast([sentence], ACTORS, "The Roe Union")
        assert cast.is_self(sentence, (0, len(sentence) - (1 if "us." in text else 2))) is expected
