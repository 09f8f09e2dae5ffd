"""The words of attribution tell where a quotation ends or begins."""

from __future__ import annotations

import pytest

from corpus_utils.speech.lost_marks import find_attribution, lost_end, lost_start


class TestFindAttribution:
    @pytest.mark.parametrize(
        "words",
        [
            "the minister said",
            "said Jane Example",
            "Jane Example told reporters",
            "she has said",
            "the envoy, Jane Example, added",
            "a spokesman for the ministry said",
        ],
    )
    def test_its_place(self, words):
        text = f"It is late, {words}."
        assert find_attribution(text, 0, len(text)).start() == 10

    @pytest.mark.parametrize("text", ["It is late, and he left.", "It is late, the head of the council.", ""])
    def test_none(self, text):
        assert find_attribution(text, 0, len(text)) is None

    def test_in_the_last_sentence_only(self):
        text = "It is late, she said. He left."
        assert find_attribution(text, 0, len(text), tail=True) is None


class TestLostEnd:
    @pytest.mark.parametrize(
        ("text", "last", "expected"),
        [
            ("“We lost, she said.", True, "We lost,"),
            ("“We lost. It is over.", True, "We lost. It is over."),
            ("It was “a shame. He left.", True, "a shame."),
            ("“We lost. And so ", False, "We lost."),
            ("“moderate ", False, None),
        ],
    )
    def test_the_end(self, text, last, expected):
        opened = text.index("“") + 1
        end = lost_end(text, 0, opened, len(text), last)
        assert (text[opened:end] if end else None) == expected


class TestLostStart:
    @pytest.mark.parametrize(
        ("text", "free", "expected"),
        [
            ("We lost,” she said.", 0, "We lost,"),
            ("She said: We lost.”", 0, "We lost."),
            ("“Yes,” she said. We lost.”", 6, "We lost."),
            ("We lost” Jane Example said.", 0, "We lost"),
            ("the rebels” of Ruritania", 0, None),
            ("”", 0, None),
        ],
    )
    def test_the_start(self, text, free, expected):
        closing = text.rindex("”")
        start = lost_start(text, 0, free, closing, closing + 1)
        assert (None if start is None else text[start:closing]) == expected
