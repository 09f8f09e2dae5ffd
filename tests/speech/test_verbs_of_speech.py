"""A form is a verb of speech only where it stands as one."""

from __future__ import annotations

import pytest
from sentences import sentence_of

from corpus_utils.speech.verbs_of_speech import can_speak, is_denied, is_noun, reports_soon, verb_at


class TestVerbAt:
    @pytest.mark.parametrize(
        ("text", "at", "lemma"),
        [
            ("She said so.", 1, "say"),
            ("She made it clear.", 1, "make clear"),
            ("She pointed out this.", 1, "point out"),
        ],
    )
    def test_lemma(self, text, at, lemma):
        assert verb_at(sentence_of(text), at).lemma == lemma

    @pytest.mark.parametrize(
        ("text", "at"), [("The United States left.", 2), ("She pointed north.", 1), ("She left.", 1)]
    )
    def test_none(self, text, at):
        assert verb_at(sentence_of(text), at) is None


class TestIsNoun:
    @pytest.mark.parametrize(
        "text",
        [
            "The _report came.",
            "His _remarks came.",
            "Talk of _claims came.",
            "The party's _demands came.",
            "It has _doubts.",
        ],
    )
    def test_noun(self, text):
        assert is_noun(*place(text))

    @pytest.mark.parametrize(
        "text",
        ["Many _say so.", "The ministers _claim it.", "He _reports it.", "They _hope so.", "She went on to _say so."],
    )
    def test_verb(self, text):
        assert not is_noun(*place(text))


class TestIsDenied:
    @pytest.mark.parametrize(
        "text",
        [
            "It is _said so.",
            "She could _say so.",
            "She never _said so.",
            "She was not _told so.",
            "She has been _told.",
        ],
    )
    def test_nothing_was_said(self, text):
        sentence, at = place(text)
        assert is_denied(sentence, at, verb_at(sentence, at))

    @pytest.mark.parametrize("text", ["She has often _said so.", "She does not _believe so.", "She is _saying so."])
    def test_it_was_said(self, text):
        sentence, at = place(text)
        assert not is_denied(sentence, at, verb_at(sentence, at))


class TestCanSpeak:
    @pytest.mark.parametrize("text", ["Nobody", "There", "Neither side", "“so-called”", "4 min"])
    def test_not(self, text):
        sentence = sentence_of(f"{text} _".replace("_", "left"))
        assert not can_speak(sentence, (0, len(sentence) - 1))

    @pytest.mark.parametrize(
        "text", ["She", "Analysts", "The head of the council", "Moscow", "40 groups", "The “new” party"]
    )
    def test_can(self, text):
        sentence = sentence_of(f"{text} left")
        assert can_speak(sentence, (0, len(sentence) - 1))


class TestReportsSoon:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [("and the minister said so", True), ("and the minister left and said so", False), ("and, she said", False)],
    )
    def test_it(self, text, expected):
        assert reports_soon(sentence_of(text), 1) is expected


def place(text: str):
    """Return the sentence without the underscore, and the entry that it marked."""
    before, _ = text.split("_")
    return sentence_of(text.replace("_", "")), len(sentence_of(before))
