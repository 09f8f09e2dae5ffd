"""Marks pair within a paragraph, and a missing one never turns the rest inside out."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sentences import blocks_of

from corpus_utils.speech.quotations import find_attribution, find_quotations, lost_end, lost_start

SPEECH = "We lost the day,{close} the minister said. {open}It is the rebels{s} fault.{close}"
MARKS = [
    ("“", "”"),
    ('"', '"'),
    ("‘", "’"),
    ("'", "'"),
    ("«", "»"),
    ("„", "“"),
    ("„", "”"),
    ("”", "”"),
    ("»", "«"),
    ("``", "''"),
    ("‘‘", "’’"),
]


def quoted(text: str) -> list[str]:
    return [text[found.start : found.end] for found in find_quotations(text, blocks_of(text))]


class TestFindQuotations:
    @pytest.mark.parametrize(("opening", "closing"), MARKS)
    @pytest.mark.parametrize("apostrophe", ["’", "'"])
    def test_every_kind_of_mark(self, opening, closing, apostrophe):
        text = opening + SPEECH.format(open=opening, close=closing, s=apostrophe)
        assert quoted(text) == ["We lost the day,", f"It is the rebels{apostrophe} fault."]

    @pytest.mark.parametrize(
        "text",
        [
            "It’s the countries’ plan, and Ruritania's, not the rebels'.",
            "They don't want '90s music, ‘90s music or rock 'n' roll.",
            "’Tis late, and 'twas late then.",
            'A pipe of 6" and one of 5".',
            "No mark at all.",
            "",
            "“”",
            '" "',
        ],
    )
    def test_apostrophes_and_measures_are_no_quotations(self, text):
        assert quoted(text) == []

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (
                "“He told me ‘go’ and I said “no” to him,” she said. “So!”",
                ["He told me ‘go’ and I said “no” to him,", "So!"],
            ),
            ('"He said \'go\' at once." "Yes."', ["He said 'go' at once.", "Yes."]),
            ("‘He said “go” at once.’ “Yes.”", ["He said “go” at once.", "Yes."]),
            ("«He said „go“ at once.» “Yes.”", ["He said „go“ at once.", "Yes."]),
            ("The ‘countries’ plan’ failed.", ["countries’ plan"]),
            ("(“Yes.”) [“No.”] —“Or”— “[The plan] failed.”", ["Yes.", "No.", "Or", "[The plan] failed."]),
            ("She said “one. “Two” and three.", ["Two"]),
            ("“One “two “three” four” five.”", ["One “two “three” four” five."]),
            ("“ Yes. ” and “\u00a0no\u00a0”", ["Yes.", "no"]),
        ],
    )
    def test_only_the_outermost_counts(self, text, expected):
        assert quoted(text) == expected

    @pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"')])
    def test_a_missing_opening_mark(self, opening, closing):
        text = SPEECH.format(open=opening, close=closing, s="’")
        assert quoted(text) == ["We lost the day,", "It is the rebels’ fault."]

    @pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"')])
    def test_a_missing_closing_mark_before_another_quotation(self, opening, closing):
        text = f"{opening}We lost the day, the minister said. {opening}It is over.{closing} {opening}Yes.{closing}"
        assert quoted(text) == ["We lost the day,", "It is over.", "Yes."]

    @pytest.mark.parametrize(
        "tail", [", said Jane Example.", ", the envoy, Jane Example, told reporters.", ", she said."]
    )
    def test_a_missing_closing_mark_before_an_attribution(self, tail):
        assert quoted(f"“We lost the day{tail}\n\n“It is over,” he said.") == ["We lost the day,", "It is over,"]

    def test_a_missing_mark_harms_its_own_paragraph_only(self):
        text = "He called it “a shame.\n\nIt was “a pity”, she said.\n\nIt is over.” The end.\n\n“Yes,” he said."
        assert quoted(text) == ["a shame.", "a pity", "It is over.", "Yes,"]

    def test_paragraphs_that_open_again_without_closing(self):
        text = "She said: “One.\n\n“Two. Two and a half\n\n“Three.” Then she left."
        assert quoted(text) == ["One.", "Two. Two and a half", "Three."]

    @pytest.mark.parametrize(("opening", "first"), [("“", "one. Two"), ("", "one.")])
    def test_a_few_cited_words_go_on_where_the_next_paragraph_opens_again(self, opening, first):
        assert quoted(f"He spoke of “one. Two\n\n{opening}Three.")[0] == first

    def test_a_second_closing_mark_after_the_attribution(self):
        assert quoted("“We lost,” she said. It is over.” He left.") == ["We lost,", "It is over."]

    def test_bounds_with_and_without_the_marks(self):
        (found,) = find_quotations("She said “ yes ”.", [(0, 17)])
        assert (found.outer_start, found.start, found.end, found.outer_end) == (9, 11, 14, 16)

    @pytest.mark.parametrize("text", ["The ‘rebels’ came.", "The ‘rebels’ came to ‘us’.", "The ‘rebels’"])
    def test_bounds_where_an_apostrophe_may_be_meant(self, text):
        found = find_quotations(text, [(0, len(text))])[0]
        assert (found.outer_start, found.start, found.end, found.outer_end) == (4, 5, 11, 12)

    @given(st.text(alphabet="“”\"'‘’«»„ aSs.,\n", max_size=80))
    def test_any_text(self, text):
        blocks = blocks_of(text)
        last = 0
        for found in find_quotations(text, blocks):
            start, end = blocks[found.block]
            assert start <= found.outer_start <= found.start < found.end <= found.outer_end <= end
            assert found.outer_start >= last
            assert text[found.start : found.end].strip() == text[found.start : found.end]
            last = found.outer_end

    @given(
        st.lists(st.sampled_from(["yes", "no way", "it’s over", "the rebels' plan", "a"]), min_size=1, max_size=8),
        st.sampled_from(MARKS),
    )
    def test_whole_pairs_are_found_again(self, words, marks):
        text = " and ".join(f"{marks[0]}{word}{marks[1]}" for word in words)
        assume(marks[0] not in "'‘" or not any("s'" in word for word in words))
        assert quoted(text) == words


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
