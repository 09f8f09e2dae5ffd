"""The core tables of the study hold together, down to the characters of the raw files."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from corpus_utils.build import build, write_tables
from corpus_utils.lemmas import normalize
from corpus_utils.pages.roles import OWN_ROLES
from corpus_utils.study import load_study
from corpus_utils.tables import read_table


@pytest.fixture(scope="module")
def study():
    return load_study()


@pytest.fixture(scope="module")
def tables(study):
    return build(study)


def of(frame, doc_id):
    return frame[frame["doc_id"] == doc_id]


class TestBuild:
    def test_every_character_has_one_role(self, study, tables):
        for doc_id, text in study.texts.items():
            spans = of(tables["segments"], doc_id)
            covered = [
                offset for start, end in zip(spans["start"], spans["end"], strict=True) for offset in range(start, end)
            ]
            assert len(covered) == len(set(covered))
            assert not "".join(text[offset] for offset in set(range(len(text))) - set(covered)).strip()

    def test_every_token_is_what_stands_in_the_raw_file(self, study, tables):
        tokens = tables["tokens"]
        raw = [
            study.texts[doc][start:end]
            for doc, start, end in zip(tokens["doc_id"], tokens["start"], tokens["end"], strict=True)
        ]
        assert [normalize(word) for word in raw] == tokens["token"].tolist()

    def test_tokens_are_the_documents_own_words(self, tables):
        assert set(tables["tokens"]["role"]) <= set(OWN_ROLES)

    def test_voices_lie_in_the_body_and_do_not_overlap(self, tables):
        body = tables["segments"].query("role == 'body'")
        for doc_id, spans in tables["voices"].groupby("doc_id"):
            assert (spans["end"].to_numpy()[:-1] <= spans["start"].to_numpy()[1:]).all()
            own = of(body, doc_id)
            assert all(
                ((own["start"] <= s) & (e <= own["end"])).any()
                for s, e in zip(spans["start"], spans["end"], strict=True)
            )

    def test_words_of_the_body_are_counted(self, tables):
        body = tables["tokens"].query("role == 'body'").groupby("doc_id").size()
        assert tables["documents"].set_index("doc_id")["n_words_body"].to_dict() == body.to_dict()

    def test_the_lists_are_whole(self, tables):
        assert tables["signatories"].groupby("doc_id")["number"].agg(["count", "max"]).values.tolist() == [[133, 133]]
        assert len(tables["comments"]) == 11
        assert tables["documents"].set_index("doc_id")["truncated"].sum() == 1

    def test_a_correction_overrules_the_rules(self, study_folder):
        folder = study_folder.root / "data" / "annotations"
        folder.mkdir()
        text = (study_folder.raw / "texts" / "b.txt").read_text(encoding="utf-8")
        start = text.index("The talks")
        (folder / "corrections.csv").write_text(
            f"doc_id,start,end,role,reason\nb,{start},{len(text.rstrip())},caption,it stands under a picture\n"
        )
        tables = build(load_study(study_folder.root))
        row = tables["segments"].query("doc_id == 'b' and start == @start").iloc[0]
        assert (row["role"], row["rule"]) == ("caption", "correction")
        assert "reporters" not in set(tables["tokens"].query("doc_id == 'b'")["token"])

    def test_documents_of_one_study_do_not_depend_on_each_other(self, study, tables):
        alone = study.documents[study.documents["doc_id"] == "news_2018"]
        part = dataclasses.replace(study, documents=alone, texts={"news_2018": study.texts["news_2018"]})
        whole = tables["tokens"].query("doc_id == 'news_2018'").reset_index(drop=True)
        pd.testing.assert_frame_equal(build(part)["tokens"].astype(object), whole.astype(object))


class TestWriteTables:
    def test_tables_come_back_as_they_were(self, tables, tmp_path):
        write_tables(tables, tmp_path)
        for name, frame in tables.items():
            back = read_table(tmp_path / f"{name}.csv")
            pd.testing.assert_frame_equal(back, frame.reset_index(drop=True), check_dtype=False)
