"""Marks stand on their characters."""

from __future__ import annotations

import pandas as pd
import pytest

from corpus_utils.reader.marks import mark_up


def spans(*rows, columns=("start", "end", "role")):
    return pd.DataFrame(list(rows), columns=list(columns))


def voices(*rows):
    return spans(*rows, columns=("start", "end", "voice_type", "speaker", "actor_group", "cue", "rule", "certain"))


def quote(start, end, certain=True):
    return (start, end, "direct_quote", "Anna", "north", "Anna said", "leading", certain)


class TestMarkUp:
    def test_a_voice_over_two_roles_is_written_in_pieces_that_say_so(self):
        made = mark_up("a", "one two", spans((0, 3, "body"), (4, 7, "body")), voices(quote(1, 6)), {})
        assert 'data-start="1" data-end="3"' in made
        assert 'data-start="3" data-end="4"' in made
        assert 'data-start="4" data-end="6"' in made
        assert made.count('data-of="1-6"') == 3

    @pytest.mark.parametrize(("certain", "shown"), [(True, "true"), (False, "false"), ("False", "false")])
    def test_rule_and_doubt_are_shown(self, certain, shown):
        made = mark_up("a", "one", spans((0, 3, "body")), voices(quote(0, 3, certain)), {"north": "the north"})
        assert f'data-certain="{shown}"' in made
        assert 'data-rule="leading"' in made
        assert 'aria-label="quoted: Anna (the north)"' in made

    def test_without_rule_and_doubt_nothing_is_claimed(self):
        made = mark_up("a", "one", spans((0, 3, "body")), voices(quote(0, 3)).drop(columns=["rule", "certain"]), {})
        assert "data-certain" not in made
        assert "data-rule" not in made

    @pytest.mark.parametrize("rows", [[(0, 2, "body"), (1, 3, "body")], [(0, 9, "body")], [(2, 2, "body")]])
    def test_refuses_spans_that_are_not_of_this_text(self, rows):
        with pytest.raises(ValueError, match="segments, document 'a'"):
            mark_up("a", "one", spans(*rows), voices(), {})

    @pytest.mark.parametrize(("raw", "lines"), [("a\nb", 2), ("a\r\nb", 2), ("a\rb", 2), ("a\n\r\r\nb\n", 5), ("", 1)])
    def test_every_line_has_an_anchor(self, raw, lines):
        made = mark_up("a", raw, spans(), voices(), {})
        assert made.count('class="line"') == lines

    def test_a_line_end_cut_in_two_is_one_line_end(self):
        made = mark_up("a", "a\r\nb", spans((0, 2, "body"), (2, 4, "body")), voices(), {})
        assert made.count('class="line"') == 2
        assert "<br>" not in made
