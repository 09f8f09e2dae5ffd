"""What is weighed of a line on a page that came with its whole site, and when the page is weighed at all."""

from __future__ import annotations

import numpy as np
import pytest
from invented_pages import ONE, THREE, TWO

from corpus_utils.pages.dumps import FEWEST_LINES, FEWEST_SITE_LINES, chances, features, weigh_lines
from corpus_utils.pages.page import Page

#: A menu, a line in small letters, a paragraph, a bullet, a paragraph, a line in brackets.
LINES = ("Home News", "and the road, or 12", ONE, "• Bridge Road", TWO, "[3]")


def claimed(text: str, *rules: tuple[int, str]) -> Page:
    page = Page(text)
    for number, rule in rules:
        page.claim(page.units[number], rule)
    return page


def measured(*rules: tuple[int, str]) -> dict[str, list[float]]:
    units = claimed("\n\n".join(LINES), *rules).units
    return {name: np.round(values, 3).tolist() for name, values in features(units).items()}


class TestFeatures:
    FOUND = measured((0, "known_navigation"), (5, "page_number"), (3, "headline"))

    @pytest.mark.parametrize(
        ("name", "values"),
        [
            ("size", [round(float(np.log1p(len(line))), 3) for line in LINES]),
            ("prose", [0, 0, 1, 0, 1, 0]),
            ("paragraph", [0, 0, 1, 0, 1, 0]),
            ("stops", [0, 0, 1, 0, 1, 0]),
            ("capitals", [1, 0, round(3 / 31, 3), round(2 / 3, 3), round(2 / 33, 3), 0]),
            ("digits", [0, round(2 / 19, 3), 0, 0, 0, round(1 / 3, 3)]),
            ("commas", [0, 1, 1, 0, 1, 0]),
            ("small", [0, 1, 0, 0, 0, 0]),
            ("below_small", [1, 0, 0, 0, 0, 0]),
            ("function_words", [0, 0.4, round(13 / 31, 3), 0, round(12 / 33, 3), 0]),
            ("bullet", [0, 0, 0, 1, 0, 0]),
            ("bracket", [0, 0, 0, 0, 0, 1]),
            ("text_before", [0, 0, 0, round(len(ONE) / len(ONE + TWO), 3), round(len(ONE) / len(ONE + TWO), 3), 1]),
            ("text_after", [1, 1, *[round(len(TWO) / len(ONE + TWO), 3)] * 2, 0, 0]),
            ("in_densest", [0, 0, 1, 1, 1, 0]),
            ("away_from_densest", [1.099, 0.693, 0, 0, 0, 0.693]),
            ("site_share", [round(1 / 6, 3)] * 6),
            ("above_prose", [0, 0, 0, 1, 0, 1]),
            ("below_prose", [0, 1, 0, 1, 0, 0]),
            ("above_size", [0, *[round(float(np.log1p(len(line))), 3) for line in LINES[:-1]]]),
            ("below_size", [*[round(float(np.log1p(len(line))), 3) for line in LINES[1:]], 0]),
            ("own", [0, 1, 1, 1, 1, 0]),
            ("own_2", [1, round(2 / 3, 3), 0.75, 0.75, round(2 / 3, 3), 1]),
            ("stops_2", [0.5, round(1 / 3, 3), 0.25, 0.5, round(1 / 3, 3), 0.5]),
            ("small_5", [0.2, 0, 0.2, 0.2, 0.2, 0.2]),
            ("title", [0, 0, 0, 1, 0, 0]),
            ("navigation", [1, 0, 0, 0, 0, 0]),
            ("other_boilerplate", [0, 0, 0, 0, 0, 1]),
        ],
    )
    def test_each(self, name, values):
        assert self.FOUND[name] == pytest.approx(values, abs=0.0011)

    def test_of_long_lines_no_more_than_six_hundred_characters_weigh(self):
        units = Page("\n\n".join([ONE * 10, TWO, "Home"])).units
        assert features(units)["running_2"].tolist() == pytest.approx([len(TWO) / 200, 3, (6 + len(TWO) / 100) / 2])

    def test_the_densest_stretch_bears_short_gaps_and_starts_anew_after_long_ones(self):
        near = features(Page("\n\n".join([ONE, *["Menu"] * 2, TWO])).units)["in_densest"].tolist()
        far = features(Page("\n\n".join([THREE, *["Menu"] * 4, ONE])).units)["in_densest"].tolist()
        assert near == [1, 1, 1, 1] and far == [0, 0, 0, 0, 0, 1]

    def test_no_more_than_three_commas_count(self):
        assert features(Page("Roads, bridges, bread; peace, and all").units)["commas"].tolist() == [3]


class TestChances:
    def test_between_no_and_yes_and_higher_for_a_paragraph_among_paragraphs(self):
        found = chances(Page("\n\n".join([ONE, TWO, THREE, "Home", "News"])).units)
        assert ((found >= 0) & (found <= 1)).all() and found[1] > 0.9 > 0.3 > found[4]


def site(lines: int, of_site: int, *text: str) -> Page:
    """Return a page of so many lines, with so many of the site's above and stray ones between them and the text."""
    strays = lines - of_site - len(text)
    page = Page("\n\n".join(["Home"] * of_site + ["Valley life"] * strays + list(text)))
    for unit in page.units[:of_site]:
        page.claim(unit, "known_navigation")
    weigh_lines(page)
    return page


class TestWeighLines:
    TEXT = (ONE, TWO, THREE, ONE)

    @pytest.mark.parametrize(
        ("lines", "of_site"), [(FEWEST_LINES - 1, FEWEST_SITE_LINES), (FEWEST_LINES, FEWEST_SITE_LINES - 1)]
    )
    def test_a_page_with_fewer_lines_is_left(self, lines, of_site):
        page = site(lines, of_site, *self.TEXT)
        assert {unit.rule for unit in page.units} == {"", "known_navigation"}

    def test_lines_far_from_the_text_are_dropped(self):
        page = site(FEWEST_LINES, FEWEST_SITE_LINES, *self.TEXT)
        assert {unit.rule for unit in page.units[FEWEST_SITE_LINES:-8]} == {"weighed_out"}
        assert {unit.rule for unit in page.units[-4:]} == {""}

    def test_comments_are_no_lines_of_the_site(self):
        page = Page("\n\n".join(["Home"] * 60 + list(self.TEXT)))
        for unit in page.units[:60]:
            page.claim(unit, "comment_below")
        weigh_lines(page)
        assert "weighed_out" not in {unit.rule for unit in page.units}

    def test_a_page_on_which_nothing_would_be_left_is_left(self):
        page = site(FEWEST_LINES, FEWEST_SITE_LINES, "They left.")
        assert "weighed_out" not in {unit.rule for unit in page.units}

    def test_a_line_that_a_rule_took_by_mistake_comes_back(self):
        page = Page("\n\n".join(["Home"] * 50 + list(self.TEXT) + [TWO]))
        for unit in [*page.units[:50], page.units[52]]:
            page.claim(unit, "known_navigation")
        weigh_lines(page)
        assert (page.units[52].role, page.units[52].rule) == ("body", "weighed_in")

    @pytest.mark.parametrize(("away", "rule"), [(4, "date_line"), (5, "weighed_out")])
    def test_a_date_near_the_title_stays(self, away, rule):
        page = Page("\n\n".join(["Home"] * 40 + ["A plan"] + ["Home"] * 20 + list(self.TEXT)))
        page.claim(page.units[40], "headline")
        page.claim(page.units[40 - away], "date_line")
        for number in (*range(40), *range(50, 60)):
            page.claim(page.units[number], "known_navigation")
        weigh_lines(page)
        assert page.units[40 - away].rule == rule
