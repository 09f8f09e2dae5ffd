"""The core tables of the study hold together, down to the characters of the raw files."""

from __future__ import annotations

import dataclasses
import errno
import os
import re
import shutil
import time
from pathlib import Path

import joblib
import pandas as pd
import pytest
from distributed import KilledWorker

from corpus_utils.build import _read_batch, build, write_tables
from corpus_utils.cache import join, pack
from corpus_utils.files import write_bytes
from corpus_utils.groups import Groups
from corpus_utils.lemmas import normalize
from corpus_utils.pages.roles import OWN_ROLES, segment
from corpus_utils.study import load_study
from corpus_utils.tables import read_table


@pytest.fixture(scope="module")
def study():
    return load_study()


@pytest.fixture(scope="module")
def done(study, tmp_path_factory):
    """The tables of the study and the cache that they leave: built once, in one process."""
    cache = tmp_path_factory.mktemp("done")
    return build(study, cache=cache, n_jobs=1), cache


@pytest.fixture(scope="module")
def tables(done):
    return done[0]


@pytest.fixture(scope="module")
def expected(tables, tmp_path_factory):
    """The bytes of the tables."""
    return {path.name: path.read_bytes() for path in write_tables(tables, tmp_path_factory.mktemp("expected"))}


@pytest.fixture
def cache(done, tmp_path):
    """What a build left, for a test to break."""
    return Path(shutil.copytree(done[1], tmp_path / "cache"))


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


def written(study, folder, **options):
    """Build a study, and return the bytes of its tables."""
    paths = write_tables(build(study, **options), folder)
    return {path.name: path.read_bytes() for path in paths}


def never(*arguments):
    raise AssertionError("a document was read that was read before")


class TestBuildInPieces:
    def test_the_bytes_do_not_depend_on_the_number_of_workers(self, study, expected, tmp_path, monkeypatch):
        monkeypatch.setattr("corpus_utils.build.CHARACTERS_A_BATCH", 5000)
        assert written(study, tmp_path, n_jobs=2) == expected
        with joblib.parallel_config(backend="threading", n_jobs=3):
            assert written(study, tmp_path) == expected

    def test_a_cluster_that_loses_its_workers_is_one_line(self, study, monkeypatch):
        def lost(tasks, actors, groups):
            raise KilledWorker("a task", "a worker", 0)

        monkeypatch.setattr("corpus_utils.build._read_batch", lost)
        with pytest.raises(ChildProcessError, match="a worker was lost after 0"):
            build(study, n_jobs=1)

    def test_what_did_not_change_is_not_read_again(self, study, expected, cache, tmp_path, monkeypatch):
        monkeypatch.setattr("corpus_utils.build.segment_columns", never)
        assert written(study, tmp_path / "tables", cache=cache) == expected

    @pytest.mark.parametrize("change", ["text", "metadata", "actors", "corrections", "groups", "rules"])
    def test_what_changed_is_read_again(self, study, cache, monkeypatch, change):
        doc = study.documents["doc_id"][0]
        length = len(study.texts[doc])
        row = {"doc_id": doc, "start": 0, "end": 1, "role": "caption", "voice_type": "", "speaker": "", "reason": "-"}
        changes = {
            "text": {"texts": study.texts | {doc: study.texts[doc] + " More."}},
            "metadata": {"documents": study.documents.assign(language=["fr", *study.documents["language"][1:]])},
            "actors": {"actors": study.actors.iloc[1:]},
            "corrections": {"corrections": pd.DataFrame([row | {"actor_group": ""}])},
            "groups": {"groups": Groups()},
            "rules": {},
        }
        if change == "rules":
            monkeypatch.setattr("corpus_utils.build.fingerprint", lambda: "of another version")
        monkeypatch.setattr("corpus_utils.build.segment_columns", never)
        with pytest.raises(AssertionError, match="read before"):
            build(dataclasses.replace(study, **changes[change]), cache=cache)
        assert length == len(study.texts[doc])

    def test_an_interrupted_build_goes_on_where_it_stopped(self, study, tmp_path, monkeypatch):
        monkeypatch.setattr("corpus_utils.build.CHARACTERS_A_BATCH", 1)
        seen = []

        def interrupted(text):
            seen.append(text)
            if len(seen) == 3:
                raise KeyboardInterrupt
            return segment(text)

        monkeypatch.setattr("corpus_utils.build.segment_columns", interrupted)
        with pytest.raises(KeyboardInterrupt):
            build(study, cache=tmp_path, n_jobs=1)
        monkeypatch.undo()
        lines = []
        build(study, lines.append, tmp_path)
        assert lines == ["2 of 5 documents were read before; 3 to read"]

    @pytest.mark.parametrize(
        "damage", [lambda content: content[:-1], lambda content: b"", lambda content: content[::-1]]
    )
    def test_a_file_cut_short_is_said_and_mended(self, study, expected, cache, tmp_path, damage):
        path = sorted(cache.glob("*/*"))[1]
        path.write_bytes(damage(path.read_bytes()))
        lines = []
        assert written(study, tmp_path / "after", report=lines.append, cache=cache) == expected
        assert len(lines) == 2 and lines[0].startswith(f"{path}: expected what was done of a document, found a part")
        lines.clear()
        build(study, lines.append, cache)
        assert lines == []

    def test_a_full_disk_is_said_once_and_the_work_goes_on(self, study, expected, tmp_path, monkeypatch):
        places = []

        def full(path, content):
            places.append(path)
            if len(places) > 2:
                raise OSError(errno.ENOSPC, "No space left on device")
            return write_bytes(path, content)

        monkeypatch.setattr("corpus_utils.cache.write_bytes", full)
        lines = []
        assert written(study, tmp_path, report=lines.append, cache=tmp_path / "cache") == expected
        assert len(lines) == 1 and "found: No space left on device; the work goes on" in lines[0]
        monkeypatch.undo()
        lines.clear()
        assert written(study, tmp_path, report=lines.append, cache=tmp_path / "cache") == expected
        assert lines == ["2 of 5 documents were read before; 3 to read"]

    def test_a_lost_worker_is_one_line_and_what_was_done_is_kept(self, study, expected, tmp_path, monkeypatch):
        monkeypatch.setattr("corpus_utils.build.CHARACTERS_A_BATCH", 1)
        monkeypatch.setattr("corpus_utils.build._read_batch", die_at_the_last)
        with pytest.raises(ChildProcessError, match=r"a worker was lost after \d+ .* start again, with fewer workers"):
            build(study, cache=tmp_path, n_jobs=2)
        monkeypatch.undo()
        assert written(study, tmp_path / "tables", cache=tmp_path) == expected

    def test_results_of_a_former_state_do_not_pile_up(self, study, cache):
        assert len(list(cache.glob("*/*"))) == 5
        build(dataclasses.replace(study, documents=study.documents.head(2)), cache=cache)
        assert len(list(cache.glob("*/*"))) == 2

    def test_says_how_much_is_left(self, study, monkeypatch):
        monkeypatch.setattr("corpus_utils.build.SECONDS_BETWEEN_REPORTS", 0)
        monkeypatch.setattr("corpus_utils.build.CHARACTERS_A_BATCH", 1)
        lines = []
        build(study, lines.append, n_jobs=1)
        assert len(lines) == 3  # not after the first: it took the start of everything too
        assert re.fullmatch(r"3 of 5 documents read, about 0:\d\d minutes left", lines[1])

    def test_the_share_set_aside(self, study_folder):
        tables = build(load_study(study_folder.root))
        for row in tables["documents"].itertuples():
            spans = of(tables["segments"], row.doc_id)
            text = load_study(study_folder.root).texts[row.doc_id]
            aside = spans[~spans["role"].isin(OWN_ROLES)]
            letters = sum(len("".join(text[a:b].split())) for a, b in zip(aside["start"], aside["end"], strict=True))
            assert row.set_aside == pytest.approx(letters / len("".join(text.split())))


def die_at_the_last(tasks, actors, groups):
    """Stand for a process that the system ends; the others are done before."""
    if "statement" in tasks[0].document["doc_id"]:
        time.sleep(2)
        os._exit(9)
    return _read_batch(tasks, actors, groups)


class TestWriteTables:
    def test_tables_come_back_as_they_were(self, tables, tmp_path):
        write_tables(tables, tmp_path)
        for name, frame in tables.items():
            back = read_table(tmp_path / f"{name}.csv").astype(object)
            pd.testing.assert_frame_equal(back, frame.astype(object).where(frame.notna(), back), check_dtype=False)


class TestJoin:
    def test_many_documents_stand_under_each_other_whatever_is_missing_in_some(self):
        names = [f"d{i}" for i in range(250)]
        tables = [
            pd.DataFrame(
                {
                    "n": pd.array([i, None if i % 4 == 0 else i], dtype="Int64"),
                    "word": pd.Categorical([f"w{i % 7}", "peace"]),
                    "cue": pd.Series([None, f"c{i}"], dtype="str"),
                }
            ).head(i % 3)
            for i in range(250)
        ]
        found = join(names, (pack({"t": table}) for table in tables))["t"]
        expected = pd.concat(tables, ignore_index=True)
        assert found["doc_id"].tolist() == [name for name, t in zip(names, tables, strict=True) for _ in range(len(t))]
        assert found["n"].tolist() == expected["n"].tolist()
        assert found["word"].tolist() == expected["word"].astype(str).tolist()
        assert found["cue"].isna().tolist() == expected["cue"].isna().tolist()
