"""The vocabularies are well formed, and phrases, dates and counters are found where they should be."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from corpus_utils.pages.page import rule_table
from corpus_utils.pages.phrases import (
    counter_pattern,
    date_pattern,
    opening_phrase,
    phrases,
    plain,
    whole_phrase,
)
from corpus_utils.pages.roles import ROLES


def rows(name: str) -> list[dict[str, str]]:
    with (files("corpus_utils") / "vocabularies" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class TestVocabularies:
    def test_roles_are_those_of_the_codebook(self):
        assert {row["role"] for row in rows("furniture.csv")} <= set(ROLES)

    def test_places_and_sections(self):
        assert {row["where"] for row in rows("furniture.csv")} == {"line", "start", "paragraph"}
        assert {row["opens"] for row in rows("furniture.csv")} == {"", "comment", "teaser", "section_tag"}

    def test_no_phrase_twice(self):
        keys = [(row["phrase"], row["where"]) for row in rows("furniture.csv")]
        assert len(keys) == len(set(keys))
        keys = [(row["kind"], row["phrase"]) for row in rows("page_phrases.csv")]
        assert len(keys) == len(set(keys))

    def test_every_role_of_a_phrase_has_its_rule(self):
        for row in rows("furniture.csv"):
            assert f"known_{row['role'].replace('comment', 'other_boilerplate')}" in rule_table()
            if row["opens"] not in ("", "comment"):
                assert f"listed_{row['opens']}" in rule_table()


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


class TestPhrases:
    def test_an_unknown_kind_is_refused(self):
        with pytest.raises(KeyError, match="no phrase of kind 'colour'"):
            phrases("colour")


class TestDatePattern:
    @pytest.mark.parametrize(
        "date",
        [
            "7 May, 2013 19:58",
            "January 29th, 2018",
            "3 January 2018",
            "2018-01-29",
            "20/02/2017",
            "12.03.2012",
            "Sat 27 Jan 2018 16.06 GMT",
            "February 11, 2014 / 11:32 AM / 4 years ago",
            "Wednesday, January 8, 2020, 11:04 a.m.",
            "Last Update 15:20",
            "2 days ago",
            "Posted on January 31, 2018",
            "Updated: 3:14 p.m.",
            "the 1st of May 2018"[4:],
            "May 2018",
        ],
    )
    def test_whole(self, date):
        assert date_pattern().fullmatch(date)

    @pytest.mark.parametrize("text", ["resolution 2254", "No. 041/18", "90,000 people", "Marching on", "1,291 86%"])
    def test_none(self, text):
        assert not date_pattern().search(text)


class TestCounterPattern:
    @pytest.mark.parametrize(
        "text", ["11 comments", "1.2K views", "4 min read", "No comments", "Hits: 756", "Like (3)"]
    )
    def test_whole(self, text):
        assert counter_pattern().fullmatch(text)

    @pytest.mark.parametrize("text", ["several comments", "25 January", "the like"])
    def test_none(self, text):
        assert not counter_pattern().search(text)
