"""The hand-coded reference is sound: it fits the raw files and keeps its own conventions."""

import re
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

DATA = Path(__file__).resolve().parents[1] / "data"
ROLES = {
    *["title", "subtitle", "dateline", "byline", "salutation", "body", "heading", "closing", "signature"],
    *["signatory_header", "signatory", "caption", "navigation", "share_widget", "teaser"],
    *["comment_author", "comment", "section_tag", "other_boilerplate"],
}
VOICES = {"direct_quote", "indirect_quote", "term_quote"}
OPENING, CLOSING = set('“‘"'), set('”’"')
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def _read(path):
    return pd.read_csv(DATA / path, keep_default_na=False, encoding="utf-8")


METADATA = _read("raw/metadata.csv").set_index("doc_id")
ACTORS = _read("raw/actors.csv").set_index("name")
CODINGS = ("first", "second")
SEGMENTS = _read("annotations/first/segments.csv")
QUOTED = _read("annotations/first/voices.csv")
TEXTS = {
    doc_id: (DATA / "raw" / file).read_bytes().decode("utf-8")  # line ends stay as they are
    for doc_id, file in METADATA["file"].items()
}


def _text(row):
    return TEXTS[row.doc_id][row.start : row.end]


def _rows(frame, doc_id):
    return list(frame[frame["doc_id"] == doc_id].itertuples())


@pytest.mark.parametrize("name", [f"{c}/{t}" for c in CODINGS for t in ("segments", "voices")] + ["corrections"])
def test_files_are_utf8_with_lf_and_no_byte_order_mark(name):
    content = (DATA / "annotations" / f"{name}.csv").read_bytes()
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\n")
    content.decode("utf-8")


@pytest.mark.parametrize("coding", CODINGS)
class TestEveryCoding:
    def test_labels_and_documents(self, coding):
        segments, quoted = (_read(f"annotations/{coding}/{name}.csv") for name in ("segments", "voices"))
        assert set(segments["role"]) <= ROLES and set(quoted["voice_type"]) <= VOICES
        assert set(segments["doc_id"]) == set(METADATA.index) >= set(quoted["doc_id"])

    @pytest.mark.parametrize("doc_id", sorted(TEXTS))
    def test_every_visible_character_has_exactly_one_role(self, coding, doc_id):
        text = TEXTS[doc_id]
        times = [0] * len(text)
        for row in _rows(_read(f"annotations/{coding}/segments.csv"), doc_id):
            assert 0 <= row.start < row.end <= len(text)
            for place in range(row.start, row.end):
                times[place] += 1
        assert not [place for place, n in enumerate(times) if n > 1 or (n == 0 and not text[place].isspace())]

    @pytest.mark.parametrize("doc_id", sorted(TEXTS))
    def test_voices_lie_apart_in_the_body(self, coding, doc_id):
        body = [
            (row.start, row.end)
            for row in _rows(_read(f"annotations/{coding}/segments.csv"), doc_id)
            if row.role == "body"
        ]
        last = 0
        for row in _rows(_read(f"annotations/{coding}/voices.csv"), doc_id):
            assert last <= row.start < row.end
            assert any(start <= row.start and row.end <= end for start, end in body)
            last = row.end


class TestSegments:
    def test_columns_labels_and_documents(self):
        assert list(SEGMENTS.columns) == ["doc_id", "start", "end", "role", "note"]
        assert set(SEGMENTS["role"]) <= ROLES
        assert set(SEGMENTS["doc_id"]) == set(METADATA.index)

    def test_sorted_by_document_and_place(self):
        keys = list(zip(SEGMENTS["doc_id"], SEGMENTS["start"], strict=True))
        assert keys == sorted(keys)

    @pytest.mark.parametrize("doc_id", sorted(TEXTS))
    def test_spans_are_trimmed_and_stay_within_a_block(self, doc_id):
        for row in _rows(SEGMENTS, doc_id):
            assert _text(row) == _text(row).strip()
            assert not BLANK_LINE.search(_text(row))

    def test_signatories_are_numbered_without_a_gap(self):
        entries = SEGMENTS[SEGMENTS["role"] == "signatory"]
        assert set(entries["doc_id"]) == {"civil_statement_2018"}
        numbers = [int(_text(row).split(".")[0]) for row in entries.itertuples()]
        assert numbers == list(range(1, 134))

    def test_comments_follow_their_eleven_authors(self):
        page = SEGMENTS[SEGMENTS["doc_id"] == "news_2018"]
        authors = page[page["role"] == "comment_author"]
        assert len(authors) == 11
        assert all(_text(row).startswith("•") for row in authors.itertuples())
        thread = page[page["start"] >= authors["start"].min()]["role"].tolist()
        assert set(thread) == {"comment_author", "comment"}
        after_author = [b for a, b in pairwise(thread) if a == "comment_author"]
        assert after_author == ["comment"] * 11


class TestVoices:
    def test_columns_and_labels(self):
        expected = ["doc_id", "start", "end", "voice_type", "speaker", "actor_group", "cue", "note"]
        assert list(QUOTED.columns) == expected
        assert set(QUOTED["voice_type"]) == VOICES

    @pytest.mark.parametrize("doc_id", sorted(TEXTS))
    def test_sorted_trimmed_apart_and_inside_one_body_span(self, doc_id):
        body = [(row.start, row.end) for row in _rows(SEGMENTS, doc_id) if row.role == "body"]
        last = 0
        for row in _rows(QUOTED, doc_id):
            assert row.start >= last
            assert row.start < row.end
            assert _text(row) == _text(row).strip()
            assert any(start <= row.start and row.end <= end for start, end in body)
            last = row.end

    def test_quotations_stand_between_marks_but_for_one_missing_mark(self):
        unmarked = []
        for row in QUOTED[QUOTED["voice_type"] != "indirect_quote"].itertuples():
            text = TEXTS[row.doc_id]
            assert text[row.end] in CLOSING
            if text[row.start - 1] not in OPENING:
                unmarked.append(_text(row))
        assert unmarked == ["Arming non-governmental players violates international law,"]

    @pytest.mark.parametrize("doc_id", sorted(TEXTS))
    def test_every_double_mark_of_the_body_encloses_a_coded_quotation(self, doc_id):
        text = TEXTS[doc_id]
        edges = {
            place
            for row in _rows(QUOTED, doc_id)
            if row.voice_type != "indirect_quote"
            for place in (row.start - 1, row.end)
        }
        marks = {
            place
            for row in _rows(SEGMENTS, doc_id)
            if row.role == "body"
            for place in range(row.start, row.end)
            if text[place] in '“”"'
        }
        assert marks <= edges

    def test_reported_clauses_hold_no_marks_and_do_not_start_with_that(self):
        for row in QUOTED[QUOTED["voice_type"] == "indirect_quote"].itertuples():
            assert not set(_text(row)) & set('“”"')
            assert not re.match(r"(and )?that\b", _text(row))
            assert not _text(row).endswith((",", "."))

    def test_terms_are_short_unless_they_are_names(self):
        for row in QUOTED[QUOTED["voice_type"] == "term_quote"].itertuples():
            words = _text(row).split()
            assert len(words) <= 4 or all(word[0].isupper() for word in words if len(word) > 3)

    def test_groups_follow_the_list_of_actors_or_the_document(self):
        groups = ACTORS["group"].to_dict()
        for row in QUOTED.itertuples():
            if row.speaker:
                named = ";".join(groups.get(name, "other") for name in row.speaker.split("; "))
                assert row.actor_group == named, _text(row)
            else:
                assert row.voice_type == "term_quote"
                assert row.actor_group == METADATA.loc[row.doc_id, "actor_group"]

    def test_whoever_has_a_speaker_has_a_cue_outside_the_words_that_are_coded(self):
        coded = {doc_id: [(r.start, r.end) for r in _rows(QUOTED, doc_id)] for doc_id in TEXTS}
        for row in QUOTED.itertuples():
            assert bool(row.speaker) == bool(row.cue)
            places = [m.span() for m in re.finditer(re.escape(row.cue), TEXTS[row.doc_id])] if row.cue else []
            free = [
                (start, end)
                for start, end in places
                if not any(start < right and left < end for left, right in coded[row.doc_id])
            ]
            assert bool(free) == bool(row.cue), row.cue


class TestCorrections:
    def test_columns_and_fit(self):
        corrections = _read("annotations/corrections.csv")
        assert list(corrections.columns) == [
            "doc_id",
            "start",
            "end",
            "role",
            "voice_type",
            "speaker",
            "actor_group",
            "reason",
        ]
        for row in corrections.itertuples():
            assert row.role in ROLES or row.voice_type in VOICES | {"author"}
            assert row.reason.strip()
            assert _text(row) == _text(row).strip() != ""
