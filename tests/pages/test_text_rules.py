"""Subheads, and what is left below the last sentence."""

from __future__ import annotations

import pytest
from invented_pages import ONE, THREE, TWO, page, roles

TITLE = "Council agrees on a plan for the winter"


class TestSubhead:
    @pytest.mark.parametrize(
        "line", ["Two towns say no", "ROADS FIRST", "## What comes next", "II. THE ROAD TO THE NORTH"]
    )
    def test_a_short_line_above_a_paragraph(self, line):
        assert roles(page(TITLE, ONE, line, TWO, THREE))[line] == "heading"

    @pytest.mark.parametrize("line", ["The vote was close.", "• open the road;", "China, France, Ghana", "He told us:"])
    def test_what_is_no_subhead(self, line):
        assert roles(page(TITLE, ONE, "In favour:", line, TWO, THREE))[line] == "body"

    def test_a_question_in_a_transcript_is_body(self):
        line = "Reporter: What will the two towns do now?"
        assert roles(page(TITLE, ONE, line, TWO, THREE))[line] == "body"

    def test_rows_of_a_table_are_body(self):
        assert roles(page(TITLE, ONE, "Town\tVotes\nNorth\t12", TWO))["North\t12"] == "body"


class TestBelowTheText:
    def test_a_stray_line_is_the_sites(self):
        assert roles(page(TITLE, ONE, TWO, "Source link"))["Source link"] == "other_boilerplate"

    def test_a_list_that_the_text_announces_stays(self):
        text = page(TITLE, ONE, TWO + " They ask for three things:", "1. a road\n2. a bridge")
        assert roles(text)["2. a bridge"] == "body"

    def test_sources_stay(self):
        text = page(TITLE, ONE, TWO, "Sources", "Minutes of the council")
        assert roles(text)["Sources"] == "heading" and roles(text)["Minutes of the council"] == "body"


class TestAfterTheEndMark:
    @pytest.mark.parametrize("mark", ["ENDS", "###", "-30-"])
    def test_self_description(self, mark):
        about = "About the council: the council speaks for nine towns in the valley. It was founded in 1912."
        assert roles(page(TITLE, ONE, TWO, mark, about))[about] == "other_boilerplate"


class TestAfterTheSite:
    def test_a_lone_sentence_below_buttons(self):
        last = "The Valley Post is a member of the union of local papers."
        text = page(TITLE, ONE, TWO, "Share", "Print", "Tags: valley", last)
        assert roles(text)[last] == "other_boilerplate"

    def test_a_paragraph_below_a_button_is_body(self):
        assert roles(page(TITLE, ONE, "Share", "Print", TWO + " " + THREE))[TWO + " " + THREE] == "body"
