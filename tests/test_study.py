"""A study is loaded whole, or refused with a message that helps."""

from __future__ import annotations

import pytest

from corpus_utils.study import StudyError, load_study


class TestLoadStudy:
    def test_keeps_every_character_of_the_texts(self, study_folder):
        study_folder.write_text("a.txt", "one\r\n\u00a0two\r\n".encode())
        study_folder.write_metadata()
        assert load_study(study_folder.root).texts["a"] == "one\r\n\u00a0two\r\n"

    def test_finds_the_study_from_a_folder_inside(self, study_folder, monkeypatch):
        monkeypatch.chdir(study_folder.raw / "texts")
        assert load_study().root == study_folder.root.resolve()

    def test_sorts_documents_and_texts_alike(self, study_folder):
        study_folder.rows.reverse()
        study_folder.write_metadata()
        study = load_study(study_folder.root)
        assert list(study.documents["doc_id"]) == list(study.texts) == ["a", "b"]

    def test_works_without_actors_and_corrections(self, study_folder):
        study = load_study(study_folder.root)
        assert study.actors.empty and study.corrections.empty

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"doc_id": "b"}, "row 3: expected a new doc_id, found 'b', which row 2 has"),
            ({"doc_id": "a b"}, "expected a doc_id of letters"),
            ({"doc_id": ""}, "expected a doc_id of letters"),
            ({"actor_group": "martians"}, "row 2: expected actor_group to be one of .*, found 'martians'"),
            ({"date_precision": "week"}, "expected date_precision to be one of"),
            ({"date": "2018-13"}, "expected a date that exists"),
            ({"date": "2018-02-30", "date_precision": "day"}, "expected a date that exists"),
            ({"date": "2018", "date_precision": "unknown"}, "expected a date that exists"),
            ({"date": "", "date_precision": "day"}, "expected a date that exists"),
            ({"file": "texts/none.txt"}, "found no such file"),
            ({"file": "../metadata.csv"}, "leads out"),
            ({"file": "/etc/hostname"}, "leads out"),
            ({"file": ""}, "leads out"),
            ({"sha256": "0" * 64}, "restore the text"),
            ({"sha256": ""}, r"\(none given\)"),
        ],
    )
    def test_refuses_a_row_that_is_wrong(self, study_folder, changes, message):
        study_folder.write_metadata(**changes)
        with pytest.raises(StudyError, match=message):
            load_study(study_folder.root)

    @pytest.mark.parametrize(
        ("content", "message"),
        [(b"", "empty file"), (b" \n", "empty file"), (b"caf\xe9", "byte 0xe9 at byte offset 3")],
    )
    def test_refuses_a_text_that_is_wrong(self, study_folder, content, message):
        study_folder.write_text("a.txt", content)
        study_folder.write_metadata()
        with pytest.raises(StudyError, match=message):
            load_study(study_folder.root)

    def test_refuses_a_changed_text(self, study_folder):
        study_folder.write_text("a.txt", b"other words", describe=False)
        with pytest.raises(StudyError, match=r"row 2, file 'texts/a.txt': expected sha256"):
            load_study(study_folder.root)

    def test_refuses_a_text_without_a_row(self, study_folder):
        study_folder.write_text("c.txt", b"who am I?")
        with pytest.raises(StudyError, match=r"texts/c\.txt: expected a row for this text"):
            load_study(study_folder.root)

    def test_refuses_a_link_that_leads_out(self, study_folder, tmp_path):
        (tmp_path / "secret.txt").write_text("secret")
        (study_folder.raw / "texts" / "a.txt").unlink()
        (study_folder.raw / "texts" / "a.txt").symlink_to(tmp_path / "secret.txt")
        with pytest.raises(StudyError, match="leads out"):
            load_study(study_folder.root)

    def test_refuses_a_table_without_a_column(self, study_folder):
        path = study_folder.raw / "metadata.csv"
        path.write_text(path.read_text(encoding="utf-8").replace("issuer", "sender"), encoding="utf-8")
        with pytest.raises(StudyError, match="found no issuer"):
            load_study(study_folder.root)

    def test_refuses_an_unknown_group_of_actors(self, study_folder):
        (study_folder.raw / "actors.csv").write_text("name,aliases,office,group\nA. Example,,,elves\n")
        with pytest.raises(StudyError, match=r"actors.csv, row 2: expected group .* found 'elves'"):
            load_study(study_folder.root)

    @pytest.mark.parametrize("row", ["c,0,1,body,why", "a,5,5,body,why", "a,0,999,body,why", "a,x,1,body,why"])
    def test_refuses_a_correction_that_points_nowhere(self, study_folder, row):
        folder = study_folder.root / "data" / "annotations"
        folder.mkdir()
        (folder / "corrections.csv").write_text(f"doc_id,start,end,role,reason\n{row}\n")
        with pytest.raises(StudyError, match=r"corrections\.csv, row 2"):
            load_study(study_folder.root)

    def test_says_where_it_looked(self, tmp_path):
        with pytest.raises(StudyError, match="expected a study"):
            load_study(tmp_path)
