"""What is not markup is text, and names fit everywhere."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_utils.reader.markup import Markup, element, name_unseen, safe_name, text


class Reader(HTMLParser):
    """Read markup back."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags, self.words = [], ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.words += data


class TestElement:
    @given(st.text(), st.text())
    def test_whatever_goes_in_as_text_comes_out_as_text(self, words, value):
        found = Reader(element("p", words, data_value=value))
        assert found.tags == [("p", {"data-value": value})]
        assert found.words == words

    def test_markup_goes_in_as_it_is_and_nothing_is_left_out(self):
        assert element("p", Markup("<b>1</b>"), None, 0, class_="a", hidden=False) == '<p class="a"><b>1</b>0</p>'

    def test_an_element_without_content_has_no_end(self):
        assert element("br") == "<br>"


class TestText:
    def test_a_carriage_return_survives_a_parser(self):
        assert text("a\r\nb") == "a&#13;\nb"


class TestNameUnseen:
    @pytest.mark.parametrize(("run", "name"), [("\t", "␉"), ("\x7f", "␡"), ("\xa0\xa0", "⍽ ×2"), ("\u2066", "U+2066")])
    def test_name(self, run, name):
        assert name_unseen(run) == name


class TestSafeName:
    @given(st.lists(st.text(), unique=True, max_size=8))
    def test_is_plain_and_no_two_meet(self, names):
        made = [safe_name(name) for name in names]
        assert len({*made}) == len(names)
        assert all(name.isascii() and name.replace("-", "").replace("_", "").isalnum() for name in made)
        assert all(name == name.lower() and len(name) < 60 for name in made)

    @pytest.mark.parametrize("name", ["con", "nul", "com1", "index", "A", "a.b"])
    def test_a_name_that_is_trouble_somewhere_is_changed(self, name):
        assert safe_name(name) not in (name, name.lower())
