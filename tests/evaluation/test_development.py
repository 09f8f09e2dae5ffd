"""Marked texts are read to the character, and a wrong mark is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus_utils.evaluation.development import parse_marked, read_development


def pieces(source: str, default: str = "") -> tuple[list[tuple[str, str]], list[tuple[str, str, str]]]:
    """Return (text, role) of every segment and (text, kind, speaker) of every voice."""
    text, segments, voices = parse_marked(source, default=default)
    return (
        [(text[s:e], role) for s, e, role in segments.itertuples(index=False)],
        [(text[r.start : r.end], r.voice_type, r.speaker) for r in voices.itertuples()],
    )


class TestParseMarked:
    def test_a_role_lasts_until_the_next_and_a_blank_line_ends_a_span(self):
        roles, _ = pieces("⟦title⟧One\n\n⟦body⟧Two\ntwo\n \t\nThree ⟦share_widget⟧Share")
        assert roles == [("One", "title"), ("Two\ntwo", "body"), ("Three", "body"), ("Share", "share_widget")]

    def test_entries_of_a_list_are_parted_by_lines_and_columns(self):
        roles, _ = pieces("⟦signatory⟧1. Ann Roe\n2. Bob\tCid   Dot Doe")
        assert [text for text, _ in roles] == ["1. Ann Roe", "2. Bob", "Cid", "Dot Doe"]

    def test_a_quotation_cuts_the_reported_words_around_it(self):
        _, voices = pieces("He said ⟨i Ann⟩it was “⟨t Ann⟩so late⟨/⟩”, and dark⟨/⟩.", "body")
        assert voices == [
            ("it was", "indirect_quote", "Ann"),
            ("so late", "term_quote", "Ann"),
            (", and dark", "indirect_quote", "Ann"),
        ]

    def test_reported_words_that_are_all_quotation_leave_nothing_over(self):
        _, voices = pieces("⟨i Ann⟩“⟨d Ann⟩It is.⟨/⟩”⟨/⟩", "body")
        assert voices == [("It is.", "direct_quote", "Ann")]

    def test_other_names_and_the_no_break_space(self):
        marked = parse_marked("“⟨d Ann Roe|Roe|mayor⟩The⍽sea⟨/⟩”", default="body")
        assert marked.text == "“The\u00a0sea”"
        assert marked.voices.loc[0, ["speaker", "alternatives"]].tolist() == ["Ann Roe", "Roe|mayor"]

    @pytest.mark.parametrize(
        ("source", "message"),
        [
            ("⟦body⟧One\n⟦boddy⟧Two", r"page, line 2: expected a role such as ⟦body⟧, found ⟦boddy⟧"),
            ("⟦body⟧“⟨d⟩One⟨/⟩”", r"line 1: expected ⟨d NAME⟩.* found ⟨d⟩"),
            ("⟦body⟧“⟨x Ann⟩One⟨/⟩”", r"found ⟨x Ann⟩"),
            ("⟦body⟧One⟨/⟩", "closes nothing"),
            ("⟦body⟧⟨i Ann⟩One", "the words of Ann are not closed"),
            ("⟦body⟧⟨i Ann⟩One\n\nTwo⟨/⟩", "leave their paragraph"),
            ("⟦title⟧⟨i Ann⟩One⟨/⟩", "does not lie in one body span"),
            ("One ⟦body⟧two", "'One' has no role"),
        ],
    )
    def test_a_wrong_mark_is_named(self, source, message):
        with pytest.raises(ValueError, match=message):
            parse_marked(source, "page")


class TestReadDevelopment:
    def write(self, folder: Path, **files: str) -> Path:
        for name, text in files.items():
            path = folder / f"{name.replace('__', '/').replace('_', '-')}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        return folder

    def test_both_parts(self, tmp_path):
        folder = self.write(
            tmp_path,
            pages__a="kind: news\nconverter: lines\nissuer: A union\n===\n⟦body⟧One.",
            held_out__b="kind: letter\n===\n⟦body⟧Two.",
            passages="=== p1 that clause\nThree.\n\n=== p2 bare\nFour.\n\nFive.\n",
            held_out__passages="=== h1 bare\nSix.\n",
        )
        documents = read_development(folder).documents
        assert documents[["doc_id", "kind", "converter", "part", "held_out", "issuer"]].to_numpy().tolist() == [
            ["a", "news", "lines", "page", False, "A union"],
            ["b", "letter", "none", "page", True, ""],
            ["p1", "that clause", "none", "passage", False, ""],
            ["p2", "bare", "none", "passage", False, ""],
            ["h1", "bare", "none", "passage", True, ""],
        ]
        assert read_development(folder).texts["p2"] == "Four.\n\nFive."

    def test_select(self, tmp_path):
        whole = read_development(self.write(tmp_path, passages="=== p1 a\nOne.\n\n=== p2 b\nTwo.\n"))
        chosen = whole.select(kind="b", part="passage")
        assert list(chosen.texts) == chosen.documents["doc_id"].tolist() == chosen.segments["doc_id"].tolist() == ["p2"]

    @pytest.mark.parametrize(
        ("files", "error", "message"),
        [
            ({"passages": ""}, FileNotFoundError, "expected marked texts"),
            ({"pages__a": "⟦body⟧One."}, ValueError, r"a\.txt: expected lines such as 'kind: news'"),
            ({"passages": "=== p1 a\nOne.\n=== p1 b\nTwo.\n"}, ValueError, "two texts are called 'p1'"),
        ],
    )
    def test_what_cannot_be_read(self, tmp_path, files, error, message):
        with pytest.raises(error, match=message):
            read_development(self.write(tmp_path, **files))
