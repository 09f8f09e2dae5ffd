"""Agreement of readers: published values, and what is compared with what."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pytest

from corpus_utils.evaluation.codings import (
    Coding,
    coder_agreement,
    coder_disagreements,
    krippendorff_alpha,
    read_codings,
)

NOBODY = pd.DataFrame(columns=["doc_id", "start", "end", "voice_type", "speaker", "actor_group"])


def roles(*rows: tuple) -> Coding:
    return Coding(pd.DataFrame(rows, columns=["doc_id", "start", "end", "role"]), NOBODY)


def voices(coding: Coding, *rows: tuple) -> Coding:
    return coding._replace(voices=pd.DataFrame(rows, columns=NOBODY.columns))


TEXTS = {"a": "Title. Body one two.", "b": "Only one coder."}
FIRST = roles(("a", 0, 6, "title"), ("a", 7, 20, "body"), ("b", 0, 15, "body"))
SECOND = roles(("a", 0, 6, "title"), ("a", 7, 11, "heading"), ("a", 12, 20, "body"))


class TestKrippendorffAlpha:
    """The worked examples of Krippendorff (2011), Computing Krippendorff's Alpha-Reliability."""

    @pytest.mark.parametrize(
        ("coders", "published"),
        [
            (("0100000010", "1110010000"), 0.095),
            (("aabbdcccedda", "babbbccceddd"), 0.692),
            (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
        ],
        ids=["binary", "nominal", "four coders, labels missing"],
    )
    def test_published_values(self, coders, published):
        units = [tuple(None if label == "." else label for label in unit) for unit in zip(*coders, strict=True)]
        assert krippendorff_alpha(units) == pytest.approx(published, abs=0.0005)

    def test_counts_are_units(self):
        assert krippendorff_alpha({("a", "a"): 2, ("a", "b"): 1}) == krippendorff_alpha([*["aa"] * 2, "ab"])

    @pytest.mark.parametrize("units", [[], [("a", None)], [("a", "a"), ("a", "a")]])
    def test_nothing_to_tell_apart(self, units):
        assert math.isnan(krippendorff_alpha(units))


class TestCoderAgreement:
    def test_kappa_of_a_textbook_table(self):
        """20 and 15 on the diagonal, 5 and 10 beside it: observed .7, by chance .5, kappa .4."""
        text = {"a": "x" * 50}
        one = roles(("a", 0, 25, "body"), ("a", 25, 50, "title"))
        two = roles(("a", 0, 20, "body"), ("a", 20, 25, "title"), ("a", 25, 35, "body"), ("a", 35, 50, "title"))
        row = coder_agreement(text, {"one": one, "two": two}, ["role"]).iloc[0]
        assert row[["n_documents", "n_characters"]].tolist() == [1, 50]
        assert row[["observed", "kappa"]].tolist() == pytest.approx([0.7, 0.4])

    def test_three_codings_have_the_mean_kappa_of_their_pairs(self):
        three = {"one": FIRST, "two": SECOND, "three": FIRST}
        pairs = [
            coder_agreement(TEXTS, {k: three[k] for k in pair}, ["role"]) for pair in (("one", "two"), ("one", "three"))
        ]
        mean = (2 * pairs[0]["kappa"][0] + pairs[1]["kappa"][0]) / 3
        assert coder_agreement(TEXTS, three, ["role"])["kappa"][0] == pytest.approx(mean)

    def test_a_document_that_one_reader_coded_takes_no_part(self):
        table = coder_agreement(TEXTS, {"one": FIRST, "two": SECOND}, ["role"])
        assert table.loc[0, ["n_documents", "n_characters"]].tolist() == [1, 17]

    def test_a_value_is_compared_with_the_rest(self):
        table = coder_agreement(TEXTS, {"one": FIRST, "two": SECOND}, ["role"]).set_index("value")
        assert table["observed"].to_dict() == pytest.approx(
            {"": 13 / 17, "body": 13 / 17, "heading": 13 / 17, "title": 1}
        )

    def test_voices_are_compared_where_all_see_body(self):
        one = voices(FIRST, ("a", 7, 11, "direct_quote", "Ann", "g"), ("a", 12, 15, "direct_quote", "Ann", "g"))
        two = voices(SECOND, ("a", 12, 15, "direct_quote", "Bob", "g"))
        table = coder_agreement(TEXTS, {"one": one, "two": two}).set_index(["label", "value"])
        assert table.loc[("voice_type", ""), ["n_characters", "observed"]].tolist() == [7, 1]
        assert table.loc[("speaker", ""), ["n_characters", "observed"]].tolist() == [3, 0]
        assert table.loc[("actor_group", ""), ["n_characters", "observed"]].tolist() == [3, 1]

    def test_speakers_have_one_name_and_no_order(self):
        one = voices(FIRST, ("a", 7, 11, "direct_quote", "Ann Roe; Bob", "g;h"))
        two = voices(FIRST, ("a", 7, 11, "direct_quote", "Bob; Roe", "h;g"))
        actors = pd.DataFrame({"name": ["Ann Roe"], "aliases": ["Roe"], "office": [""]})
        compared = {"one": one, "two": two}
        assert coder_agreement(TEXTS, compared, ["speaker"], actors)["observed"].tolist() == [1]
        assert coder_agreement(TEXTS, compared, ["speaker"])["observed"].tolist() == [0]
        assert coder_agreement(TEXTS, compared, ["actor_group"])["observed"].tolist() == [1, 1]

    @pytest.mark.parametrize("codings", [{}, {"one": FIRST}, {"one": FIRST, "two": roles()}])
    def test_without_two_codings_there_is_no_agreement(self, codings):
        table = coder_agreement(TEXTS, codings)
        assert table.empty
        assert table.columns.tolist() == ["label", "value", "n_documents", "n_characters", "observed", "kappa", "alpha"]

    def test_an_unknown_label(self):
        with pytest.raises(ValueError, match="expected one of role, voice_type"):
            coder_agreement(TEXTS, {"one": FIRST, "two": SECOND}, ["genre"])


class TestCoderDisagreements:
    def test_one_row_a_run(self):
        table = coder_disagreements(TEXTS, {"one": FIRST, "two": SECOND}, context=3)
        assert table.values.tolist() == [["a", 7, 11, "body", "heading", "e. ", "Body", " on"]]

    def test_what_is_not_compared_cuts_a_run(self):
        one = voices(FIRST, ("a", 7, 20, "direct_quote", "Ann", "g"))
        two = voices(FIRST, ("a", 7, 11, "direct_quote", "Bob", "g"), ("a", 16, 20, "direct_quote", "Bob", "g"))
        table = coder_disagreements(TEXTS, {"one": one, "two": two}, "speaker")
        assert table["text"].tolist() == ["Body", "two."]

    def test_a_third_reader_who_did_not_code_the_document_is_missing(self):
        table = coder_disagreements(TEXTS, {"one": FIRST, "two": SECOND, "three": roles(("b", 0, 15, "title"))})
        assert table.fillna("nobody")[["one", "two", "three"]].values.tolist() == [
            ["body", "heading", "nobody"],
            ["body", "nobody", "title"],
        ]

    @pytest.mark.parametrize("codings", [{}, {"one": FIRST}])
    def test_without_two_codings_there_is_nothing_to_list(self, codings):
        table = coder_disagreements(TEXTS, codings)
        assert table.empty
        assert table.columns.tolist() == ["doc_id", "start", "end", *codings, "before", "text", "after"]


class TestReadCodings:
    def folder(self, tmp_path: Path, name: str, text: str) -> Path:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
        return tmp_path

    def test_one_folder_a_reader_sorted_by_name(self, tmp_path):
        self.folder(tmp_path, "two/segments.csv", "doc_id,start,end,role,note\na,0,6,title,\n")
        self.folder(tmp_path, "one/segments.csv", "doc_id,start,end,role\nb,0,4,body\n")
        self.folder(tmp_path, "corrections.csv", "doc_id\n")
        self.folder(tmp_path, "empty/read-me.md", "nothing\n")
        codings = read_codings(tmp_path)
        assert list(codings) == ["one", "two"]
        assert codings["two"].documents == ["a"]
        assert codings["two"].voices.columns.tolist() == NOBODY.columns.tolist()

    def test_other_names_of_a_speaker_stand_in_a_note(self, tmp_path):
        rows = "a,0,6,direct_quote,Ann,,unclear; alt_speaker=Roe|the mayor; low\na,7,9,term_quote,,,\n"
        self.folder(tmp_path, "one/voices.csv", f"doc_id,start,end,voice_type,speaker,actor_group,note\n{rows}")
        assert read_codings(tmp_path)["one"].voices["alternatives"].tolist() == ["Roe|the mayor", ""]

    def test_a_table_without_a_column_is_named(self, tmp_path):
        self.folder(tmp_path, "one/voices.csv", "doc_id,start,end,voice_type,speaker\n")
        with pytest.raises(ValueError, match=r"one/voices\.csv: expected .*, found no actor_group; add"):
            read_codings(tmp_path)

    def test_no_folder(self, tmp_path):
        assert read_codings(tmp_path / "absent") == {}
