"""The vocabularies are well formed, and phrases are found where they should be."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from corpus_utils.pages.page_phrases import opening_phrase, phrase_runs, phrases, plain, whole_phrase
from corpus_utils.pages.roles import ROLES


def rows(name: str) -> list[dict[str, str]]:
    with (files("corpus_utils") / "vocabularies" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class TestVocabularies:
    @pytest.mark.parametrize("name", ["furniture.csv", "inline_furniture.csv"])
    def test_roles_are_those_of_the_codebook(self, name):
        assert {row["role"] for row in rows(name)} <= set(ROLES)

    def test_places_and_sections(self):
        assert {row["where"] for row in rows("furniture.csv")} == {"line", "start", "paragraph"}
        assert {row["opens"] for row in rows("furniture.csv")} <= {"", *ROLES}

    def test_no_phrase_twice(self):
        keys = [(row["phrase"], row["where"]) for row in rows("furniture.csv")]
        assert len(keys) == len(set(keys))

    def test_extents(self):
        known = {"words", "lone", "headline", "rest", "bracket", "counter", "name"}
        assert {row["extent"] for row in rows("inline_furniture.csv")} <= known


class TestPlain:
    @pytest.mark.parametrize("line", ["Read more", "**Read  more**", "> Read more »", "READ MORE..."])
    def test_marks_and_case_do_not_count(self, line):
        assert plain(line) == "read more"


class TestWholePhrase:
    def test_only_whole_lines(self):
        assert whole_phrase("Share") is not None and whole_phrase("Share of the vote") is None

    def test_long_lines_are_not_looked_up(self):
        assert whole_phrase("Share" + " " * 200) is None


class TestOpeningPhrase:
    def test_the_longer_phrase_wins(self):
        assert opening_phrase("Read more: winter comes early").role == "teaser"

    def test_a_sentence_needs_a_colon(self):
        assert opening_phrase("More from the valley was not known on Monday.", prose=1) is None


class TestPhraseRuns:
    def test_one_word_is_no_run(self):
        assert phrase_runs("Share prices fell", "share_widget", 2) == []


class TestPhrases:
    def test_an_unknown_kind_is_refused(self):
        with pytest.raises(KeyError, match="no phrase of kind 'colour'"):
            phrases("colour")
