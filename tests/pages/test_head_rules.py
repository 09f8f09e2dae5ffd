"""The top of a page: titles, what stands below them, and what belongs to the site."""

from __future__ import annotations

from invented_pages import ONE, TWO, labels, page, roles, rule_of

TITLE = "Council agrees on a plan for the winter"
DATE = "3 March 2018"


class TestRepeatedTitle:
    def test_every_copy_is_a_title(self):
        text = page(TITLE, "Share", TITLE.replace("a plan", "a  plan"), DATE, ONE, TWO)
        assert [role for _, role in labels(text)].count("title") == 2

    def test_a_sentence_twice_is_the_caption_of_a_picture(self):
        line = "Members of the council leave the hall in the north."
        found = roles(page(TITLE, f"{line}\n{line}", "Share", ONE, TWO))
        assert (found[TITLE], found[line]) == ("title", "caption")

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

    def test_a_short_line_below_the_date_heads_the_text(self):
        assert roles(page(TITLE, DATE, "Questions and answers", ONE, TWO))["Questions and answers"] == "heading"

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
