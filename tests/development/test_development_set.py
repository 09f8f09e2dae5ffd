"""The development set is sound: its marks fit its texts, and it holds what its read-me says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus_utils.evaluation.development import read_development

SET = read_development(Path(__file__).parent)
OPENING, CLOSING = set("“‘\"'«„"), set("”’\"'»“")
#: Kinds in which a label and not a mark says where somebody's words begin.
LABELLED = {"transcript", "interview"}
#: Quotations with one mark missing, which is what their texts are about.
BROKEN = {"news-local-lostmarks", "p27", "p31", "p32", "h16"}


def spans(frame, name):
    own = frame[frame["doc_id"] == name]
    return list(zip(own["start"], own["end"], strict=True))


class TestSize:
    def test_pages_and_passages(self):
        parts = SET.documents["part"].value_counts()
        assert parts["page"] >= 40
        assert parts["passage"] >= 80

    @pytest.mark.parametrize("part", ["page", "passage"])
    def test_a_third_is_set_aside(self, part):
        assert 0.28 <= SET.select(part=part).documents["held_out"].mean() <= 0.38

    def test_three_habits_of_converters_in_both_parts_or_to_develop_with(self):
        assert {"links", "lines", "glued"} <= set(SET.select(held_out=False).documents["converter"])
        assert {"links", "lines"} <= set(SET.select(held_out=True).documents["converter"])


@pytest.mark.parametrize("name", sorted(SET.texts))
class TestEveryText:
    def test_every_visible_character_has_one_role(self, name):
        covered = [place for start, end in spans(SET.segments, name) for place in range(start, end)]
        visible = {place for place, char in enumerate(SET.texts[name]) if not char.isspace()}
        assert len(covered) == len(set(covered))
        assert visible <= set(covered)

    def test_spans_are_trimmed_and_apart(self, name):
        for frame in (SET.segments, SET.voices):
            last = 0
            for start, end in spans(frame, name):
                assert last <= start < end
                assert SET.texts[name][start:end].strip() == SET.texts[name][start:end]
                last = end

    def test_no_mark_is_left(self, name):
        assert not re.search("[⟦⟧⟨⟩⍽]", SET.texts[name])

    def test_quotations_stand_between_marks(self, name):
        text = SET.texts[name]
        kind = SET.documents.set_index("doc_id").loc[name, "kind"]
        if kind in LABELLED or name in BROKEN:
            return
        quoted = SET.voices[SET.voices["voice_type"] != "indirect_quote"]
        for start, end in spans(quoted, name):
            assert text[start - 1] in OPENING and text[end] in CLOSING, text[start:end]

    def test_every_double_mark_of_the_body_belongs_to_a_coded_voice(self, name):
        text = SET.texts[name]
        voices = spans(SET.voices, name)
        inside = {place for start, end in voices for place in range(start - 1, end + 1)}
        body = SET.segments[SET.segments["role"] == "body"]
        marks = {p for start, end in spans(body, name) for p in range(start, end) if text[p] in '“”„«»"'}
        assert marks <= inside

    def test_reported_clauses_hold_neither_that_nor_the_mark_that_ends_them(self, name):
        for start, end in spans(SET.voices[SET.voices["voice_type"] == "indirect_quote"], name):
            assert not re.match(r"(and )?that\b", SET.texts[name][start:end])
            assert SET.texts[name][end - 1] not in ".,;:"
