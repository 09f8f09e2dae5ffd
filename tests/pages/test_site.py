"""Menus, buttons, tags, counters, captions and lists of other articles are told from the text."""

from __future__ import annotations

import pytest
from invented_pages import ONE, THREE, TWO, page, roles, rule_of

TITLE = "Council agrees on a plan for the winter"
DATE = "3 March 2018"


@pytest.mark.parametrize(
    ("line", "role", "rule"),
    [
        ("4 min read · 1.2K views", "other_boilerplate", "counter_line"),
        ("Tags: valley, winter", "section_tag", "known_section_tag"),
        ("Share this article", "share_widget", "known_share_widget"),
        ("© 2018 The Valley Post", "other_boilerplate", "known_other_boilerplate"),
        ("Facebook Twitter WhatsApp Print", "share_widget", "row_share_widget"),
        ("World | About us | News | Contact", "navigation", "row_navigation"),
        ("[Read](#a) | [Sign](#b)", "navigation", "row_navigation"),
        ("Members leave the hall on Monday (AFP Photo)", "caption", "credited_caption"),
        ("Photo: members leave the hall", "caption", "credited_caption"),
        ("Image caption The bridge in the north", "caption", "credited_caption"),
        ("A bridge in the north. VPA/Ann Example", "caption", "credited_caption"),
        ("A bridge in the north. © Ann Example/Valley Images", "caption", "credited_caption"),
    ],
)
def test_a_line_below_the_text(line, role, rule):
    text = page(TITLE, DATE, ONE, TWO, line)
    assert roles(text)[line] == role
    assert rule_of(text, line) == rule


class TestFurnitureLine:
    def test_a_sentence_that_opens_like_furniture_is_body(self):
        sentence = "Subscribe to the plan or leave the council, the chair told the members of the two towns."
        assert roles(page(TITLE, ONE, sentence, TWO))[sentence] == "body"

    def test_a_place_that_opens_like_a_telephone_line_is_body(self):
        sentence = "Tel Aviv and Amman have sent observers to the meeting."
        assert roles(page(TITLE, ONE, sentence, TWO))[sentence] == "body"


class TestCollectorMark:
    def test_date_and_title_on_one_line(self):
        text = page(f" date 2018-03-03 {TITLE}", DATE, TITLE, ONE, TWO)
        assert roles(text)["date 2018-03-03"] == "other_boilerplate"
        assert roles(text)[TITLE] == "title"


class TestGluedMenu:
    def test_words_that_run_into_one_another(self):
        menu = "HomeAbout usNewsReports & PublicationsOur workDonateContact"
        assert roles(page(menu, TITLE, DATE, ONE, TWO))[menu] == "navigation"

    def test_the_names_of_icons(self):
        menu = "icon " + "icon ".join(
            ["mail", "search", "close", "play", "mute", "share", "print", "up", "down", "top"] * 2
        )
        assert roles(page(menu, TITLE, ONE, TWO))[menu] == "navigation"


class TestRelatedBelow:
    def test_a_list_of_other_articles(self):
        text = page(TITLE, ONE, TWO, "Related articles", "Road to the north is closed", "Winter comes early...")
        assert [roles(text)[line] for line in ("Related articles", "Road to the north is closed")] == ["teaser"] * 2

    def test_inside_the_text_it_points_to_one_article(self):
        found = roles(page(TITLE, ONE, "Related", "Road to the north is closed", TWO, "Winter comes early", THREE))
        assert found["Related"] == "teaser" and found["Winter comes early"] == "heading"

    def test_running_text_below_the_heading_stays(self):
        text = page(TITLE, ONE, "Related articles", TWO, THREE)
        assert roles(text)[TWO] == roles(text)[THREE] == "body"


class TestCreditedCaption:
    def test_who_stands_left_and_right_above_the_text(self):
        line = "The chair of the council (left) and her deputy (right) leave the hall in the north on Monday."
        assert roles(page(TITLE, DATE, line, ONE, TWO))[line] == "caption"
        assert roles(page(TITLE, DATE, ONE, line, TWO))[line] == "body"

    def test_a_long_one_with_a_credit(self):
        line = ONE + " " + TWO + " Ann Example / AFP"
        assert len(line) > 300 and roles(page(TITLE, DATE, line, ONE, TWO))[line] == "caption"

    @pytest.mark.parametrize(
        "line", ["They drove out the last of the NPF/VLA-Union fighters.", "The road is closed, she said (VPA)."]
    )
    def test_a_slash_or_a_source_in_a_sentence_is_none(self, line):
        assert roles(page(TITLE, ONE, line, TWO))[line] == "body"

    def test_the_line_below_a_bare_start(self):
        found = roles(page(TITLE, DATE, ONE, "Image copyright\nVPA\nImage caption\nThe bridge in the north", TWO))
        assert found["VPA"] == found["The bridge in the north"] == "caption" and found[TWO] == "body"
        assert roles(page(TITLE, DATE, ONE, "Photo: Ann Roe", "A new bridge", TWO))["A new bridge"] != "caption"
