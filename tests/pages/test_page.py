"""Lines and blank lines decide what a paragraph is; a claim stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_utils.pages.page import Page, ends_sentence, lay_out, prose, rule_table, seen

WRAPPED = (
    "The delegates met in the morning and they spoke for three hours about\n"
    "the order of the day, the seats at the table and the language of the\n"
    "minutes. Nothing was decided, and nobody was surprised that the talks\n"
    "would have to go on.\n"
)


class TestLayOut:
    def test_blank_lines_separate(self):
        assert [unit.text for unit in lay_out("One.\n\nTwo.\n \t\nThree.")] == ["One.", "Two.", "Three."]

    def test_a_line_of_no_break_spaces_is_blank(self):
        units = lay_out("One.\n\u00a0\nTwo.")
        assert [unit.block for unit in units] == [0, 1]

    def test_lines_without_a_common_width_are_paragraphs(self):
        text = "First line.\nA second line that is a good deal longer than the first.\nThird."
        assert [unit.paragraph for unit in lay_out(text)] == [1, 2, 3]

    def test_hard_wrapped_lines_are_one_paragraph(self):
        units = lay_out(WRAPPED + "\n" + WRAPPED)
        assert [unit.text.count("\n") for unit in units] == [3, 3]

    def test_wrapping_survives_windows_line_ends(self):
        text = WRAPPED.replace("\n", "\r\n")
        assert len(lay_out(text + "\r\n" + text)) == 2

    def test_list_items_are_not_joined(self):
        text = WRAPPED + "\n1. a first demand that is as long as the lines above it are, or so\n2. a second\n"
        assert [unit.text[:2] for unit in lay_out(text)][1:] == ["1.", "2."]

    def test_a_headline_above_a_date_is_not_joined(self):
        text = "Delegates leave the talks without an agreement on the seats\nJanuary 29, 2018\n\nThey left."
        assert len(lay_out(text)) == 3

    def test_indentation_is_counted(self):
        assert [unit.indent for unit in lay_out("  • Ann\n\n    Yes.")] == [2, 4]

    @given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=300))
    def test_units_cover_everything_once(self, text):
        units = lay_out(text)
        covered = [at for unit in units for at in range(unit.start, unit.end)]
        assert len(covered) == len(set(covered))
        assert {at for at, char in enumerate(text) if not char.isspace()} <= set(covered)
        assert all(unit.text == text[unit.start : unit.end] == unit.text.strip() for unit in units)


class TestEndsSentence:
    @pytest.mark.parametrize("line", ["He left.", "“He left.”", "Why?", "It met once.[^1]", "(He left.)", "قال."])
    def test_yes(self, line):
        assert ends_sentence(line)

    @pytest.mark.parametrize("line", ["Latest articles", "We ask:", "first, second;", "“quoted”", ""])
    def test_no(self, line):
        assert not ends_sentence(line)


class TestProse:
    @pytest.mark.parametrize(
        ("text", "grade"),
        [
            ("Home About us Contact", 0),
            ("Mr. Example", 0),
            ("A teaser that breaks off after a few words...", 0),
            ("The opposition says the event is a waste of time.", 1),
            ("They came. They saw that nothing had been prepared.", 2),
            ("They came to the city " * 8 + "in the end.", 2),
            (
                "We were in the hall and we waited for the end of the talks that had been promised to us by the host "
                * 3,
                2,
            ),
        ],
    )
    def test_grades(self, text, grade):
        assert prose(text.strip(), ends_sentence(text.strip())) == grade


class TestClaim:
    def test_what_is_taken_stays(self):
        page = Page("Share\n\nWinter")
        assert page.claim(page.units[0], "known_share_widget")
        assert not page.claim(page.units[0], "headline")
        assert (page.units[0].role, page.units[0].rule) == ("share_widget", "known_share_widget")

    def test_a_rule_overrides_by_name(self):
        page = Page("Home\n\nWinter")
        page.claim(page.units[0], "known_navigation")
        assert "known_navigation" in rule_table()["weighed_in"].overrides.split()
        assert page.claim(page.units[0], "weighed_in") and page.units[0].role == "body"

    def test_what_is_taken_is_not_cut(self):
        page = Page("One. Two.")
        page.claim(page.units[0], "headline")
        page.cut(page.units[0], [(0, 4, "subhead")])
        page.settle()
        assert [unit.role for unit in page.units] == ["title"]

    def test_an_unknown_rule_is_an_error(self):
        page = Page("One.")
        with pytest.raises(KeyError, match="colour"):
            page.claim(page.units[0], "colour")


class TestSeen:
    @pytest.mark.parametrize(
        ("text", "plain"),
        [
            ("ne\u00adgo\u00adti\u00ada\u00adtions", "negotiations"),
            ("\ufeff\u200bShare this", "Share this"),
            ("of\ufb01ce, e\ufb03cient", "office, efficient"),
            ("a \u200b b", "a \u200b b"),
        ],
    )
    def test_as_a_reader_sees_it(self, text, plain):
        found, places = seen(text)
        assert found == plain
        assert places is None or len(places) == len(plain)

    def test_spans_still_count_the_characters_of_the_file(self):
        text = "The coun\u00adcil met\u200b.\n\n\u200bTags: of\ufb01ce"
        units = Page(text).spans("running_text")
        assert [text[start:end] for start, end, *_ in units] == [
            "The coun\u00adcil met\u200b.",
            "\u200bTags: of\ufb01ce",
        ]
