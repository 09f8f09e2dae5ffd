"""What a letter puts around its text, subheads, and what is left below the last sentence."""

from __future__ import annotations

import pytest
from invented_pages import ONE, THREE, TWO, page, roles

LETTER = page("Open letter on the winter plan", "3 March 2018", "Dear Ms. Example,", ONE, TWO)


class TestSalutation:
    @pytest.mark.parametrize(
        "line", ["Dear Sirs,", "Your Excellency,", "Dear Mr. Secretary-General:", "Ladies & Gentlemen:"]
    )
    def test_above_the_text(self, line):
        assert roles(page("Open letter on the plan", line, ONE, TWO))[line] == "salutation"

    def test_again_in_the_middle_of_a_speech(self):
        assert roles(page("Remarks by the chair", ONE, "Dear friends,", TWO))["Dear friends,"] == "salutation"

    def test_with_a_colon_below_an_introduction(self):
        assert roles(page("Letter on the plan", ONE, "Dear Ms. Example:", TWO))["Dear Ms. Example:"] == "salutation"

    def test_a_speaker_of_a_transcript_is_none(self):
        assert roles(page("Remarks by the chair", ONE, "Mr. Example:", TWO, THREE))["Mr. Example:"] == "body"


class TestAddressee:
    def test_a_sentence_to_somebody_is_none(self):
        line = "To the members of the council, the plan is a trap."
        assert roles(page("A plan for the winter", "3 March 2018", line, ONE, TWO))[line] == "body"

    def test_the_block_that_a_name_with_a_title_opens(self):
        text = page(
            "3 March 2018", "Ms. Ann Example\nChair of the Council\nNorthern Road 1", "Dear Ms. Example:", ONE, TWO
        )
        assert [roles(text)[line] for line in ("Ms. Ann Example", "Northern Road 1")] == ["salutation"] * 2

    def test_names_with_titles_where_there_is_no_salutation(self):
        text = "Mr Bo Example, Chair of the Council\nMembers of the Council\n" + ONE + "\n" + TWO
        assert roles(text)["Members of the Council"] == "salutation"

    def test_the_subject_is_the_title_of_a_letter_without_one(self):
        lines = ("3 March 2018", "Re: The winter plan", "Dear Ms. Example:", ONE, TWO)
        assert roles(page(*lines))["Re: The winter plan"] == "title"
        assert roles(page("Open letter on the winter", *lines))["Re: The winter plan"] != "title"


class TestClosing:
    @pytest.mark.parametrize(
        "line",
        [
            "Sincerely,",
            "Very grateful for your help,",
            "I thank you for your attention.",
            "Please accept, Excellency, the assurances of our consideration.",
        ],
    )
    def test_below_the_text(self, line):
        assert roles(page(LETTER, line, "Ann Example"))[line] == "closing"

    def test_thanks_in_the_middle_are_body(self):
        assert (
            roles(page(LETTER, "Thank you for your letter.", ONE + " Again.", TWO + " Again."))[
                "Thank you for your letter."
            ]
            == "body"
        )


class TestSignature:
    def test_name_and_office_below_the_closing(self):
        found = roles(page(LETTER, "Sincerely,", "Bo Example,\nHead of the Northern Office"))
        assert found["Bo Example,"] == found["Head of the Northern Office"] == "signature"

    def test_without_a_closing_at_the_foot_of_a_letter(self):
        assert roles(page(LETTER, "The Women of the Valley"))["The Women of the Valley"] == "signature"

    def test_many_names_with_places_are_signatories(self):
        names = [
            f"{name} Example, {place}"
            for name, place in zip("ABCDEF", ("Ulm", "Bonn", "Jena", "Kiel", "Hof", "Trier"), strict=True)
        ]
        found = roles(page(LETTER, "\n".join(names)))
        assert {found[name] for name in names} == {"signatory"}


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

    def test_a_label_in_markdown_marks_a_question_too(self):
        line = "**Question (Valley Post):** What will the two towns do now?"
        assert roles(page(TITLE, ONE, line, TWO, THREE))[line] == "body"

    def test_the_sentence_that_small_items_complete_is_body(self):
        text = page(TITLE, ONE, "We therefore ask the council", "(a) to open the road;\n(b) to mend the bridge.", TWO)
        assert roles(text)["We therefore ask the council"] == "body"

    def test_the_questions_of_an_interview_are_body(self):
        asked = [f"Why was the {what} closed in winter?" for what in ("road", "bridge", "school", "market")]
        text = page(TITLE, ONE, *(piece for line in asked for piece in (line, TWO)))
        assert [roles(text)[line] for line in asked] == ["body"] * 4
        assert roles(page(TITLE, ONE, asked[0], TWO))[asked[0]] == "heading"

    def test_rows_of_a_table_are_body(self):
        assert roles(page(TITLE, ONE, "Town\tVotes\nNorth\t12", TWO))["North\t12"] == "body"


class TestBelowTheText:
    def test_a_stray_line_is_the_sites(self):
        assert roles(page(TITLE, ONE, TWO, "Share", "Source link"))["Source link"] == "navigation"

    def test_a_list_that_the_text_announces_stays(self):
        text = page(TITLE, ONE, TWO + " They ask for three things:", "1. a road\n2. a bridge")
        assert roles(text)["2. a bridge"] == "body"

    def test_without_furniture_it_stays(self):
        text = page(TITLE, ONE, TWO, "Sources", "Minutes of the council")
        assert roles(text)["Sources"] == roles(text)["Minutes of the council"] == "body"


class TestAfterTheEndMark:
    @pytest.mark.parametrize("mark", ["ENDS", "###", "-30-"])
    def test_self_description(self, mark):
        about = "About the council: the council speaks for nine towns in the valley. It was founded in 1912."
        assert roles(page(TITLE, ONE, TWO, mark, about))[about] == "other_boilerplate"


class TestAfterTheSite:
    def test_a_paragraph_below_a_button_is_body(self):
        assert roles(page(TITLE, ONE, "Share", "Print", TWO + " " + THREE))[TWO + " " + THREE] == "body"

    @pytest.mark.parametrize("line", ["Support is growing.", "The council will therefore:"])
    def test_a_short_sentence_right_below_the_text_stays(self, line):
        assert roles(page(TITLE, ONE, TWO, line))[line] == "body"

    def test_items_without_a_space_behind_the_number_stay(self):
        text = page("Home", TITLE, ONE, TWO, "1.The road to the north;\n2.The bridge;")
        assert roles(text)["2.The bridge;"] == "other_boilerplate"
        assert roles(page(TITLE, ONE, TWO + " They ask for:", "1.The road,\n2.The bridge"))["2.The bridge"] == "body"

    def test_a_headline_among_the_lines_of_the_site_is_the_sites(self):
        headline = "Who pays? The towns in the valley wait for the money that the council has promised them in March"
        strays = ("Where to watch", "Schedule", "All rooms")
        text = page(TITLE, ONE, TWO, "Share", "Tags: valley", *strays, headline, "More rooms")
        assert roles(text)[headline] == "teaser"
        assert roles(page(TITLE, ONE, TWO, *strays, "They all said that it is late."))[strays[0]] == "heading"
