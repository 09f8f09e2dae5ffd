"""Labels before paragraphs say who speaks in a transcript, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from sentences import blocks_of

from corpus_utils.speech.transcripts import cut_at_labels, find_labels, name_of, read_label


class TestReadLabel:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("ROE: Good morning.", "ROE"),
            ("MS ROE: Good morning.", "MS ROE"),
            ("Jane Roe: Good morning.", "Jane Roe"),
            ("JANE ROE, HOST: Good morning.", "JANE ROE, HOST"),
            ("Mrs Jane Roe (Upper Town) (Farmers): Good.", "Mrs Jane Roe (Upper Town) (Farmers)"),
            ("The Minister for Roads (Mr Jo Doe): Good.", "The Minister for Roads (Mr Jo Doe)"),
        ],
    )
    def test_label(self, text, words):
        label = read_label(text, 0, len(text))
        assert label.words == words
        assert text[label.speech :].startswith("Good")

    @pytest.mark.parametrize(
        "text", ["It was late: the train had left.", "Q: Why?", "ROE", "ROE:", "ROE:x", "10:45 Rain", "roe: yes", ""]
    )
    def test_none(self, text):
        assert read_label(text, 0, len(text)) is None


class TestFindLabels:
    @pytest.mark.parametrize(
        ("text", "speakers"),
        [
            ("ROE: A.\n\nDOE: B.\n\nROE: C.", {0: "ROE", 1: "DOE", 2: "ROE"}),
            ("Rain.\n\nROE: A.\n\nB.\n\nDOE: C.\n\nROE: D.\n\nSun.", {1: "ROE", 2: "ROE", 3: "DOE", 4: "ROE"}),
            ("ROE: A.\n\n(Laughter.)\n\nDOE: B.\n\nROE: C.", {0: "ROE", 2: "DOE", 3: "ROE"}),
            ("JANE ROE, HOST: A.\n\nDOE: B.\n\nROE: C.", {0: "JANE ROE, HOST", 1: "DOE", 2: "ROE"}),
            ("ROE: A.\n\nDOE: B.", {}),
            ("Contact: A.\n\nPhone: B.\n\nPlace: C.", {}),
            ("", {}),
        ],
    )
    def test_whose_turns(self, text, speakers):
        found = find_labels(text, blocks_of(text))
        assert {number: label.words for number, label in sorted(found.items())} == speakers

    def test_an_unlabelled_paragraph_is_speech_from_its_start(self):
        text = "ROE: A.\n\nB.\n\nDOE: C.\n\nROE: D."
        assert text[find_labels(text, blocks_of(text))[1].speech] == "B"


class TestCutAtLabels:
    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            ("ROE: A.\nDOE: B\nc.", ["ROE: A.\n", "DOE: B\nc."]),
            ("No label\nat all.", ["No label\nat all."]),
            ("ROE: A.\n", ["ROE: A.\n"]),
        ],
    )
    def test_lines(self, text, parts):
        assert [text[start:end] for start, end in cut_at_labels(text, [(0, len(text))])] == parts


class TestNameOf:
    @pytest.mark.parametrize(
        ("label", "name"),
        [
            ("MS ROE", "Roe"),
            ("JANE ROE, HOST", "Jane Roe"),
            ("Mr. Roe", "Roe"),
            ("The Minister for Roads (Mr Jo Doe)", "Jo Doe"),
            ("Mrs Ann Roe (North)", "Ann Roe"),
            ("QUESTION", "QUESTION"),
        ],
    )
    def test_it(self, label, name):
        assert name_of(label) == name
