"""Lines that say when, where and by whom."""

from __future__ import annotations

import pytest
from invented_pages import ONE, TWO, labels, page, roles

TITLE = "Council agrees on a plan for the winter"


class TestDateLine:
    @pytest.mark.parametrize(
        "line",
        [
            "7 May, 2013 19:58",
            "Beirut / Geneva, 14 March 2018",
            "Jan 31,2018 - Last updated at Jan 31,2018",
            "20.01.2018",
            "Wednesday, January 8, 2020, 11:04 a.m. Bangkok, Thailand",
            "*9 February 2018*",
            "- Published on May 9, 2024 at 04:33",
            "14:22 GMT, 31 October 2018",
            "Other News 23 March 2016 04:06 (UTC +04:00)",
            "Issued on: Updated:",
        ],
    )
    def test_a_whole_line(self, line):
        assert roles(page(TITLE, line, ONE, TWO))[line] == "dateline"

    def test_tags_and_counter_on_the_line_are_cut_off(self):
        text = page(TITLE, "January 29th, 2018 Middle East, Russia 11 comments", ONE, TWO)
        assert labels(text)[1:4] == [
            ("January 29th, 2018", "dateline"),
            ("Middle East, Russia", "section_tag"),
            ("11 comments", "other_boilerplate"),
        ]

    def test_writer_and_date_share_a_line(self):
        found = roles(page(TITLE, "By Ann Example • March 3, 2018 • 4 min read", ONE, TWO))
        assert found["By Ann Example"] == "byline" and "dateline" in found.values()

    def test_a_date_in_a_sentence_is_body(self):
        sentence = "On 3 March 2018 the council met again."
        assert roles(page(TITLE, ONE, sentence, TWO))[sentence] == "body"


class TestWireDateline:
    @pytest.mark.parametrize(
        "mark", ["GENEVA (Reuters) -", "MOSCOW, August 25. /TASS/.", "Geneva, SANA –", "WASHINGTON —", "(GENEVA) –"]
    )
    def test_cut_from_the_first_sentence(self, mark):
        assert labels(page(TITLE, f"{mark} {ONE}", TWO))[1:3] == [(mark, "dateline"), (ONE, "body")]

    @pytest.mark.parametrize("label", ["QUESTION:", "MS. EXAMPLE:"])
    def test_speakers_of_a_transcript_stay(self, label):
        text = page(TITLE, f"{label} {ONE}", f"{label} {TWO}")
        assert roles(text)[f"{label} {ONE}"] == "body"


class TestByline:
    @pytest.mark.parametrize("line", ["By Ann Example", "Agency Staff", "Written by Ann Example"])
    def test_above_the_text(self, line):
        assert roles(page(TITLE, line, "3 March 2018", ONE, TWO))[line] == "byline"

    def test_reporters_below_the_text(self):
        line = "Reporting by Ann Example; Editing by Bo Example"
        assert roles(page(TITLE, ONE, TWO, line))[line] == "byline"

    def test_a_picture_agency_is_no_writer(self):
        assert roles(page(TITLE, "By: ANSA / Ansa – Brasil", ONE, TWO))["By: ANSA / Ansa – Brasil"] == "caption"


class TestSpeakersAreNoDatelines:
    def test_a_speaker_with_an_office(self):
        assert "dateline" not in roles(page(TITLE, "SECRETARY EXAMPLE: " + ONE, TWO)).values()

    def test_what_stands_between_title_and_dateline_is_a_subtitle(self):
        line = (
            ONE.replace(".", ",").rstrip(",") + ", and that they would meet again when the road is open in the spring"
        )
        assert roles(page(TITLE, line, "VALLEY, March 3. /VPA/. " + ONE, TWO))[line] == "subtitle"

    @pytest.mark.parametrize("place", ["(New York, March 3, 2018) –", "**(Geneva)** –", "**BEIRUT** —"])
    def test_a_place_in_brackets_or_bold(self, place):
        assert roles(page(TITLE, f"{place} {ONE}", TWO))[place] == "dateline"
