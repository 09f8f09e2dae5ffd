"""Texts that nobody wrote: whatever comes in, the readers keep their promises."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import check_loading, check_text

#: Pieces of which real pages are made, and pieces that break readers.
PIECES = (
    *("\n", "\n\n", "\r\n", " ", "\u00a0", "\t", "    ", ". ", ", ", "...", "… ", " - ", " – ", " — ", "• ", "> "),
    *('"', "“", "”", "‘", "’", "'", "«", "»", "„", "(", ")", "[", "]", "\u202e", "\ufeff", "\u0301", "\x0b", "\u2028"),
    *("A plea for talks", "Dear Sirs,", "Yours sincerely,", "By: Jane Roe", "Share", "Read more", "Signatories:"),
    *("1. A union", "2) The Women's League", "133. Namir", "3 comments", "January 3, 2018", "29.01.2018", "REUTERS"),
    *("We want peace", "they said", "Roe said that the talks failed", ", said Roe", "according to Moscow,", "He added"),
    *("believes that", "the Kremlin", "Ms. Roe", "U.S.", "e.g.", "don't", "Syria's", "well-known", "3,000", "peace."),
    *("<script>", "=SUM(A1)", "السلام", "🕊️", "ﬁ", "İ", "ß", "x" * 60),
)
PAGES = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=60).map("".join)


class TestAnyText:
    @settings(max_examples=150, deadline=None)
    @given(PAGES)
    def test_pages_made_of_pieces(self, text):
        check_text(text)

    @settings(max_examples=50, deadline=None)
    @given(st.text(max_size=200))
    def test_any_characters(self, text):
        check_text(text)


class TestAnyBytes:
    @settings(max_examples=60, deadline=None)
    @given(st.binary(max_size=60) | PAGES.map(str.encode))
    def test_as_a_text(self, content):
        check_loading(content)

    @settings(max_examples=60, deadline=None)
    @given(
        st.binary(max_size=60)
        | st.lists(st.sampled_from((*"a,;\"'\n\r\0", "doc_id", "title", "file"))).map(
            lambda pieces: "".join(pieces).encode()
        )
    )
    def test_as_metadata(self, content):
        check_loading(b"We want peace.", content)
