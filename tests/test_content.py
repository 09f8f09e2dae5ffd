"""What the texts say is counted where it stands."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from corpus_utils import (
    compare_sides,
    concordance,
    group_words,
    load_study,
    lookup,
    mentions,
    rates,
    read_dictionary,
    read_table,
    say_content,
    xray,
)
from corpus_utils.study import find_root
from corpus_utils.tokens import tokenize

ROOT = find_root(Path(__file__).parent)


def words_of(text: str, doc: str = "a", group: str = "north", voice: str = "author") -> pd.DataFrame:
    rows = [(doc, *word, 1, "body", voice, "A speaker", group) for word in tokenize(text)]
    return pd.DataFrame(
        rows,
        columns=["doc_id", "start", "end", "token", "sentence", "role", "voice_type", "speaker", "actor_group"],
    )


def dictionary(*terms: str, category: str = "c") -> pd.DataFrame:
    return pd.DataFrame({"category": category, "term": list(terms)})


def actors(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["name", "aliases", "group"])


class TestLookup:
    @pytest.mark.parametrize(
        ("term", "found"),
        [
            ("talks", ["talks"]),
            ("talk*", ["talks", "talking"]),
            ("*ing", ["talking"]),
            ("UN-*", ["UN-led"]),
            ("the * talks", ["the UN-led talks"]),
            ("sea", []),
        ],
    )
    def test_wildcards_and_phrases(self, term, found):
        text = "Join the UN-led talks, stop talking."
        places = lookup(words_of(text), dictionary(term))
        assert [text[row.start : row.end] for row in places.itertuples()] == found

    def test_the_longest_term_of_a_category_counts_and_other_categories_too(self):
        tokens = words_of("Security Council resolution")
        terms = pd.concat(
            [dictionary("security", "council", "security council"), dictionary("resolution", "council", category="d")]
        )
        found = lookup(tokens, terms)
        assert found[["category", "term"]].values.tolist() == [
            ["c", "security council"],
            ["d", "council"],
            ["d", "resolution"],
        ]

    def test_no_phrase_leaps_over_the_words_of_another_voice(self):
        tokens = words_of("we want no peace")
        assert lookup(tokens.drop(index=2), dictionary("want peace")).empty
        assert len(lookup(tokens, dictionary("no peace"))) == 1

    def test_no_phrase_reaches_into_the_next_sentence_or_document(self):
        tokens = words_of("we want peace")
        assert lookup(tokens.assign(sentence=[1, 1, 2]), dictionary("want peace")).empty
        assert lookup(tokens.assign(doc_id=["a", "a", "b"]), dictionary("want peace")).empty

    def test_an_empty_dictionary_finds_nothing(self):
        assert lookup(words_of("we want peace"), dictionary()).empty

    def test_every_place_of_the_study_is_its_term(self):
        study, tokens = load_study(ROOT), read_table(ROOT / "data" / "processed" / "tokens.csv")
        found = lookup(tokens, read_dictionary(ROOT))
        assert len(found) > 100
        for row in found.itertuples():
            words = [word for *_, word in tokenize(study.texts[row.doc_id], row.start, row.end)]
            pattern = row.term.lower().split()
            assert len(words) == len(pattern)
            for word, part in zip(words, pattern, strict=True):
                assert word.startswith(part.rstrip("*")) if part.endswith("*") else word == part


class TestReadDictionary:
    def test_refuses_a_row_without_a_term(self, tmp_path):
        (tmp_path / "data" / "raw").mkdir(parents=True)
        (tmp_path / "data" / "raw" / "dictionary.csv").write_text("category,term\nduty,must\nduty, \n")
        with pytest.raises(ValueError, match="row 3"):
            read_dictionary(tmp_path)

    def test_refuses_a_table_of_other_columns(self, tmp_path):
        (tmp_path / "data" / "raw").mkdir(parents=True)
        (tmp_path / "data" / "raw" / "dictionary.csv").write_text("class,word\nduty,must\n")
        with pytest.raises(ValueError, match="no category, term"):
            read_dictionary(tmp_path)


class TestMentions:
    def test_the_longest_name_counts_as_it_is_written(self):
        text = "The UN Security Council asked us; the US and the UN-led team met."
        known = actors(
            ("United Nations", "the UN", "un"), ("UN Security Council", "", "un"), ("United States", "the US", "us")
        )
        found = mentions(words_of(text), {"a": text}, known)
        assert found["form"].tolist() == ["UN Security Council", "US", "UN"]
        assert [text[row.start : row.end] for row in found.itertuples()] == found["form"].tolist()

    def test_a_name_over_a_line_end_or_a_hard_space_is_found(self):
        text = "Ban\xa0Ki\nmoon"
        found = mentions(words_of(text), {"a": text}, actors(("Ban Ki moon", "", "un")))
        assert found[["form", "start", "end"]].values.tolist() == [["Ban Ki moon", 0, 11]]

    def test_pronouns_and_parts_of_words_are_no_names(self):
        text = "He met Anna in Annaberg."
        assert mentions(words_of(text), {"a": text}, actors(("Anna", "He", "x")))["start"].tolist() == [7]

    def test_a_name_counts_only_in_the_words_given(self):
        text = "Anna and Berta"
        tokens = words_of(text)
        assert mentions(tokens.iloc[:2], {"a": text}, actors(("Anna", "", "x"), ("Berta", "", "x")))[
            "named"
        ].tolist() == ["Anna"]

    def test_no_actors_no_mentions(self):
        assert mentions(words_of("Anna"), {"a": "Anna"}, actors()).empty

    def test_every_place_of_the_study_is_the_name(self):
        study, tokens = load_study(ROOT), read_table(ROOT / "data" / "processed" / "tokens.csv")
        found = mentions(tokens, study.texts, study.actors)
        assert len(found) > 100
        for row in found.itertuples():
            assert " ".join(study.texts[row.doc_id][row.start : row.end].split()) == row.form


class TestRates:
    def test_pairs_that_do_not_occur_are_zero(self):
        tokens = pd.concat([words_of("a b c d"), words_of("a b", group="south")])
        found = lookup(tokens, dictionary("c"))
        assert rates(found, tokens, "term")[["actor_group", "count", "rate"]].values.tolist() == [
            ["north", 1, 250.0],
            ["south", 0, 0.0],
        ]


class TestCompareSides:
    def test_silence_and_what_was_to_be_expected(self):
        sides = [words_of("a b c d"), words_of("e e f f g g h h")]
        found = [lookup(side, dictionary("a", "e")) for side in sides]
        table = compare_sides(found, sides, "term", within="category").set_index("term")
        assert table.loc["e", ["silent", "expected"]].tolist() == ["target", 1.0]
        assert table.loc["a", ["silent", "expected"]].tolist() == ["reference", 2.0]

    def test_a_side_without_words_has_no_rate(self):
        sides = [words_of(""), words_of("a b")]
        found = [lookup(side, dictionary("a")) for side in sides]
        row = compare_sides(found, sides, "term").iloc[0]
        assert pd.isna(row["rate_target"])
        assert row["rate_reference"] == 500
        assert row["expected"] == 0

    def test_reference_values_of_the_study(self):
        """Assad, regime or government: 7.6 against 15.0 in 1,000 words of the own texts (263 and 800 words)."""
        study, processed = load_study(ROOT), ROOT / "data" / "processed"
        tokens, documents = (read_table(processed / f"{name}.csv") for name in ("tokens", "documents"))
        sides = [group_words(tokens, documents, group) for group in (study.target, study.reference)]
        terms = pd.concat(
            [
                dictionary("assad", "regime", "government", category="government"),
                # The words of a name count one by one here, so that "Russian Federation" is two.
                dictionary("russia", "russian", "federation", category="russia"),
                dictionary("un", "un-*", "united", category="un"),
            ]
        )
        table = compare_sides([lookup(side, terms) for side in sides], sides, "category").set_index("category")
        assert table[["rate_target", "rate_reference"]].round(1).T.to_dict("list") == {
            "government": [7.6, 15.0],
            "russia": [19.0, 15.0],
            "un": [11.4, 16.2],
        }


class TestXray:
    def test_places_count_words_from_the_beginning(self):
        tokens = words_of("we want peace, no war")
        found = lookup(tokens, dictionary("peace", "war"))
        assert xray(found, tokens)[["word", "words"]].values.tolist() == [[2, 5], [4, 5]]

    def test_a_place_outside_the_words_counted_is_left_out(self):
        tokens = words_of("we want peace, no war")
        found = lookup(tokens, dictionary("peace", "war"))
        assert xray(found, tokens.drop(index=2))["term"].tolist() == ["war"]

    def test_nothing_found_nothing_drawn(self):
        tokens = words_of("we want")
        assert xray(lookup(tokens, dictionary("sea")), tokens).empty


class TestConcordance:
    TEXT = "old peace now, new peace again, any peace here"

    @pytest.mark.parametrize(
        ("sort", "lefts"),
        [("place", ["old ", "new ", "any "]), ("left", ["any ", "new ", "old "]), ("right", ["new ", "any ", "old "])],
    )
    def test_order(self, sort, lefts):
        lines = concordance({"north": words_of(self.TEXT)}, {"a": self.TEXT}, "peace", sort=sort, width=4)
        assert lines["left"].tolist() == lefts
        assert all(self.TEXT[row.start : row.end] == row.match for row in lines.itertuples())

    @pytest.mark.parametrize("arguments", [{"term": "peace", "sort": "up"}, {"term": " "}])
    def test_refuses_what_means_nothing(self, arguments):
        with pytest.raises(ValueError, match="expected"):
            concordance({"north": words_of(self.TEXT)}, {"a": self.TEXT}, **arguments)

    def test_a_term_that_is_not_there_has_no_line(self):
        assert concordance({"north": words_of(self.TEXT)}, {"a": self.TEXT}, "sea").empty


class TestSayContent:
    def test_every_number_is_in_the_tables(self):
        sides = [words_of("we met Anna"), words_of("Berta met Anna, Berta must go, Berta must stay")]
        known = actors(("Anna", "", "x"), ("Berta", "", "y"))
        texts = [{"a": "we met Anna"}, {"a": "Berta met Anna, Berta must go, Berta must stay"}]
        named = [mentions(side, text, known) for side, text in zip(sides, texts, strict=True)]
        named = compare_sides(named, sides, "named", within="named_group")
        looked = compare_sides([lookup(side, dictionary("must")) for side in sides], sides, "term", within="category")
        assert say_content(named, looked, ("the north", "the south"), {"x": "X", "y": "the south"}.get, least=2) == [
            "In these texts, the north (3 words) names X once (333.3 in 1,000 words).",
            "In these texts, the south (9 words) names itself 3 times (333.3 in 1,000 words) and X once "
            "(111.1 in 1,000 words).",
            "Words of the category “c”: the north never and the south twice (222.2 in 1,000 words).",
            "The south names Berta 3 times, the north never; at the same rate it would be 1.0 times.",
        ]

    def test_nothing_found_nothing_said(self):
        sides = [words_of("a"), words_of("b")]
        empty = compare_sides([mentions(side, {"a": "a"}, actors()) for side in sides], sides, "named", "named_group")
        looked = compare_sides([lookup(side, dictionary()) for side in sides], sides, "term", "category")
        assert say_content(empty, looked, ("one", "other")) == []


class TestLargeTables:
    def test_tables_of_categories_give_the_same_counts(self):
        text = "Anna met Berta, and Berta met Anna again"
        tokens = pd.concat([words_of(text), words_of(text, doc="b", group="south"), words_of("sea", "c", "west")])
        tokens = tokens.reset_index(drop=True)
        names = ["doc_id", "token", "role", "voice_type", "speaker", "actor_group"]
        made = []
        for form in (tokens, tokens.astype(dict.fromkeys(names, "category"))):
            form = form[form["doc_id"] != "c"]  # a category without a row
            found = lookup(form, dictionary("anna", "met *", "and berta"))
            named = mentions(form, {"a": text, "b": text}, actors(("Anna", "", "x")))
            sides = [form[form["doc_id"] == doc] for doc in ("a", "b")]
            both = compare_sides([lookup(side, dictionary("met")) for side in sides], sides, "term")
            made.append(
                [frame.astype("str") for frame in (found, named, rates(found, form, "term"), xray(found, form), both)]
            )
        for plain, categories in zip(*made, strict=True):
            pd.testing.assert_frame_equal(plain, categories)
