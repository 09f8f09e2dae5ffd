"""The top of a page: titles, dates, writers, and what stands between title and text."""

from __future__ import annotations

import pytest
from invented_pages import ONE, THREE, TWO, labels, page, roles, rule_of

TITLE = "Council agrees on a plan for the winter"
DATE = "3 March 2018"


class TestRepeatedTitle:
    def test_every_copy_is_a_title(self):
        text = page(TITLE, "Share", TITLE.replace("a plan", "a  plan"), DATE, ONE, TWO)
        assert [role for _, role in labels(text)].count("title") == 2

    def test_a_sentence_twice_is_none(self):
        line = "Members of the council leave the hall in the north."
        found = roles(page(TITLE, f"{line}\n{line}", "Share", ONE, TWO))
        assert found[TITLE] == "title" and found[line] != "title"

    def test_a_menu_glued_to_the_title_is_cut_off(self):
        text = page(f"HomeNewsRegional{TITLE}", TITLE, DATE, ONE, TWO)
        assert labels(text)[:3] == [("HomeNewsRegional", "navigation"), (TITLE, "title"), (TITLE, "title")]


class TestTitle:
    def test_a_sentence_with_nothing_below_is_none(self):
        assert labels("“We agreed,” she said.") == [("“We agreed,” she said.", "body")]

    def test_above_a_short_sentence(self):
        assert labels("A plan\n\nThey left.") == [("A plan", "title"), ("They left.", "body")]

    def test_the_line_above_date_and_text(self):
        assert roles(page(TITLE, DATE, ONE, TWO))[TITLE] == "title"

    def test_below_a_date(self):
        assert roles(page(DATE, TITLE, ONE, TWO))[TITLE] == "title"

    def test_the_name_of_the_site_is_none(self):
        found = roles(page("The Valley Notebook", "Home About Archive", DATE, TITLE, ONE, TWO))
        assert found[TITLE] == "title" and found["The Valley Notebook"] != "title"

    def test_a_letterhead_is_none(self):
        text = page("MINISTRY OF ROADS", DATE, "Dear Ms. Example,", ONE, TWO)
        assert roles(text)["MINISTRY OF ROADS"] == "other_boilerplate"

    def test_capitals_over_two_lines_are_one_title(self):
        text = page("STATEMENT BY THE CHAIR OF THE COUNCIL\nAT THE MEETING ON THE WINTER", DATE, ONE, TWO)
        assert [role for _, role in labels(text)][:2] == ["title", "title"]

    def test_a_question_can_be_a_title(self):
        question = "Did all of the towns in the valley agree?"
        assert roles(page(question, "By Ann Example", DATE, ONE, TWO))[question] == "title"


class TestBetweenTitleAndText:
    def test_a_line_at_once_below_is_a_subtitle(self):
        line = "Joint statement by the towns of the valley"
        assert roles(page(TITLE, line, DATE, ONE, TWO))[line] == "subtitle"

    def test_a_name_beside_the_date_is_a_byline(self):
        assert roles(page(TITLE, "Ann Example", DATE, ONE, TWO))["Ann Example"] == "byline"


class TestBareCaption:
    def test_a_name_that_the_text_repeats(self):
        text = page(
            TITLE, DATE, "Council Chair Ann Example", ONE, "It was a long night, Ann Example told reporters.", TWO
        )
        assert roles(text)["Council Chair Ann Example"] == "caption"
        assert rule_of(text, "Council Chair Ann Example") == "bare_caption"


class TestAboveTheText:
    def test_short_lines_are_menus(self):
        text = page("Regional", TITLE, DATE, ONE, TWO)
        assert roles(text)["Regional"] == "navigation"


class TestSectionAboveTheTitle:
    def test_a_section_of_three_words_gives_way_to_a_headline(self):
        found = roles(page("Speeches and Transcripts", "The chair opens talks on a road to the north", DATE, ONE, TWO))
        assert found["The chair opens talks on a road to the north"] == "title"
        assert found["Speeches and Transcripts"] == "navigation"

    def test_also_when_it_is_repeated(self):
        text = page("World Politics", "The chair opens talks on a road to the north", "World Politics", DATE, ONE, TWO)
        assert roles(text)["The chair opens talks on a road to the north"] == "title"


class TestFirstWords:
    def test_the_first_question_is_body(self):
        line = "Question: Is there any progress?"
        assert roles(page(TITLE, DATE, line, "Ann Example: " + ONE, TWO))[line] == "body"

    def test_the_first_greeting_of_a_speaker_is_body(self):
        line = "MS EXAMPLE: Afternoon, everybody."
        assert roles(page(TITLE, DATE, line, "MS EXAMPLE: " + ONE, TWO))[line] == "body"

    def test_a_label_with_the_time_is_body(self):
        assert roles("Ann (00:01):\n" + ONE + "\nBo (00:36):\n" + TWO)["Ann (00:01):"] == "body"

    def test_a_short_sentence_above_the_text_is_body(self):
        assert roles(page(TITLE, DATE, "Support is growing.", ONE, TWO))["Support is growing."] == "body"

    def test_a_line_without_letters_is_the_sites(self):
        assert roles(page(TITLE, DATE, "• 8576", ONE, TWO))["• 8576"] in ("navigation", "other_boilerplate")


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
    @pytest.mark.parametrize("line", ["By Ann Example", "Written by Ann Example"])
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

    @pytest.mark.parametrize("place", ["(New York, March 3, 2018) –", "**(Geneva)** –", "**BEIRUT** —"])
    def test_a_place_in_brackets_or_bold(self, place):
        assert roles(page(TITLE, f"{place} {ONE}", TWO))[place] == "dateline"


class TestLiveReport:
    def test_times_of_day_do_not_move_the_start_of_the_text(self):
        said = "The council says it is glad that the road may be built."
        text = page(TITLE, TITLE, "The report followed the events of the day.", "5:48 pm", said, "6:05 pm", ONE)
        assert roles(text)[said] == "body"

    def test_a_caption_that_comes_back_is_no_title(self):
        caption = "The chair at a meeting of the council on March 5, 2017. (A picture of the day)"
        assert roles(page(TITLE, caption, caption, ONE, TWO))[caption] != "title"


class TestPointerInsideTheText:
    def test_a_list_heading_within_the_text_does_not_take_what_follows(self):
        foot = [f"Apps of part {number}" for number in range(20)]
        assert (
            roles(page(TITLE, *[ONE + " " + THREE] * 4, "Related Coverage", TWO, *[TWO + " " + ONE] * 6, *foot))[TWO]
            == "body"
        )
