"""Quotations and clauses go to the report around, beside or before them."""

from __future__ import annotations

import pytest
from sentences import ACTORS, blocks_of, sentences_of

from corpus_utils.speech.attribution import read_voices
from corpus_utils.speech.quotations import find_quotations
from corpus_utils.speech.roster import Speaker
from corpus_utils.speech.speakers import Cast

AUTHOR = Speaker("A paper", "media", "body")


def read(text: str) -> list[tuple[str, str, str]]:
    sentences = sentences_of(text)
    found = read_voices(text, sentences, find_quotations(text, blocks_of(text)), Cast(sentences, ACTORS), AUTHOR)
    return sorted((text[voice.start : voice.end], voice.speaker.name, voice.kind) for voice in found)


class TestReadVoices:
    @pytest.mark.parametrize(
        ("text", "words", "speaker"),
        [
            (
                "Example called it “a shame that we bear” and Sample said it was not.",
                "a shame that we bear",
                "Ann Example",
            ),
            ("Sample left, and “it is a shame”, said Example.", "it is a shame", "Ann Example"),
            ("“It is a shame,” Example said, and Sample agreed that it was.", "It is a shame,", "Ann Example"),
            ("Sample said it was “what we all want”.", "what we all want", "Bob Sample"),
            ("A doctor, Jane Roe, left. “It is a shame,” she said.", "It is a shame,", "Jane Roe"),
            ("Ann Example left. The town envoy is ill. “It is a shame,” he said.", "It is a shame,", "town envoy"),
            ("The Fish Union met. “It is a shame,” the group said.", "It is a shame,", "Fish Union"),
            ("The Fish Office of Zembla met. “It is a shame,” it said.", "It is a shame,", "Fish Office of Zembla"),
            ("A town official left. “It is a shame,” the official said.", "It is a shame,", "town official"),
            ("“It is a shame,” al-Roe said. Omar al-Roe is a doctor.", "It is a shame,", "Omar al-Roe"),
            ("Then “it is a shame”, Mr. Roe said. Jane Roe is a doctor.", "it is a shame", "Jane Roe"),
            ("Example came.\n\n“It is a shame.”\n\nSample left.", "It is a shame.", "Ann Example"),
            ("“It is a shame.”\n\nSample said it was late.", "It is a shame.", "Bob Sample"),
        ],
    )
    def test_whose_quotation(self, text, words, speaker):
        assert (words, speaker, "direct_quote") in read(text)

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("Example said “mutual agreement” was needed.", "term_quote"),
            ("Example said they “have similar positions”.", "direct_quote"),
            ("Example said: “No way.”", "direct_quote"),
            ("“Never again,” Example said.", "direct_quote"),
            ("It was, Example said, a “waste of time.”", "term_quote"),
            ("Example called for “an end to all of the fighting”.", "direct_quote"),
            ("Example named the “Second Great Congress of Ruritania and Zembla”.", "term_quote"),
        ],
    )
    def test_speech_or_term(self, text, kind):
        (found,) = [row for row in read(text) if row[2] != "indirect_quote"]
        assert found[2] == kind

    def test_a_term_that_nobody_is_said_to_use_is_the_authors(self):
        assert read("The “new order” came.") == [("new order", "A paper", "term_quote")]

    def test_a_second_clause_is_a_part_of_its_own(self):
        parts = [row[0] for row in read("Example said that it was late, and that it was dark.")]
        assert parts == ["it was dark", "it was late"]
