"""A study is made, and filled, by commands alone; what is wrong leaves no trace."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd
import pytest

from corpus_utils.__main__ import main
from corpus_utils.collect import add_files, add_table, new_study
from corpus_utils.study import StudyError, load_study


def quiet(line: str) -> None:
    """Take a report and say nothing."""


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


@pytest.fixture
def root(tmp_path):
    return new_study(tmp_path / "study", "The North", "south_side", groups=["Press"])


def text(folder: Path, name: str, words: str) -> Path:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(words, encoding="utf-8")
    return folder / name


class TestNewStudy:
    def test_the_sides_have_names_and_labels(self, root, tmp_path):
        add_files([text(tmp_path, "a.txt", "We want peace.")], "The North", root, report=quiet)
        add_files([text(tmp_path, "b.txt", "So do we.")], "south_side", root, report=quiet)
        study = load_study(root)
        assert (study.target, study.reference) == ("the_north", "south_side")
        assert [study.label(name) for name in study.groups] == ["North", "south side", "Press", "others"]
        assert study.phrase("the_north;south_side") == "The North and south side"
        assert study.title == "The North and south_side"

    @pytest.mark.parametrize(
        ("target", "reference", "message"),
        [("North", "north", "different groups"), ("North", "!!", "begins with a letter"), ("", "b", "begins with")],
    )
    def test_refuses_sides_that_are_none(self, tmp_path, target, reference, message):
        with pytest.raises(StudyError, match=message):
            new_study(tmp_path / "study", target, reference)
        assert not (tmp_path / "study").exists() and not list(tmp_path.iterdir())

    def test_refuses_a_folder_that_holds_something(self, tmp_path, capsys):
        text(tmp_path, "study/mine.txt", "x")
        before = contents(tmp_path)
        assert main(["new", str(tmp_path / "study"), "--target", "a", "--reference", "b"]) == 2
        assert "is empty, found files; name another" in capsys.readouterr().err
        assert contents(tmp_path) == before

    def test_takes_an_empty_folder_and_odd_titles(self, tmp_path):
        (tmp_path / "study").mkdir()
        root = new_study(tmp_path / "study", 'The "North"', "S\\outh", title='A "study" \\ of\ttwo')
        assert (root / "study.toml").is_file()
        assert new_study(tmp_path / "two", "A", "B").is_dir()


class TestAddFiles:
    def test_a_row_says_what_is_known(self, root, tmp_path):
        letter = text(tmp_path, "A Letter.txt", "An appeal\n\nWe want peace.\n")
        assert add_files([letter], "the_north", root, "letter", "2018-01", "A union", quiet) == ["a_letter"]
        row = pd.read_csv(root / "data" / "raw" / "metadata.csv", keep_default_na=False).iloc[0]
        assert row[["title", "date", "date_precision", "issuer", "genre", "language"]].tolist() == [
            *("An appeal", "2018-01", "month", "A union", "letter", "en"),
        ]
        assert row["sha256"] == hashlib.sha256(letter.read_bytes()).hexdigest()
        assert (root / "data" / "raw" / row["file"]).read_bytes() == letter.read_bytes()

    def test_a_page_comes_as_its_text_and_is_kept_beside_it(self, root, tmp_path):
        body = "".join(f"<p>The committee met {day} days after the flood and asked for boats.</p>" for day in range(9))
        page = text(tmp_path, "news.html", f"<html><title>Boats</title><body><nav>Home</nav>{body}</body></html>")
        assert add_files([page], "press", root, report=quiet) == ["news"]
        row = pd.read_csv(root / "data" / "raw" / "metadata.csv", keep_default_na=False).iloc[0]
        assert row["title"] == "Boats" and row["converter"].startswith("trafilatura")
        assert (root / "data" / "raw" / row["original"]).read_bytes() == page.read_bytes()
        assert "boats" in (root / "data" / "raw" / row["file"]).read_text(encoding="utf-8")

    @pytest.mark.parametrize(
        ("files", "group", "more", "message"),
        [
            (["a.txt"], "the_nroth", {}, "found 'the_nroth'; did you mean 'the_north'"),
            (["a.txt", "one/a.txt"], "the_north", {}, "expected a new name, found 'a', which a.txt has"),
            (["a.txt", "same.txt"], "the_north", {}, "expected a new text, found that of 'a'"),
            (["none.txt"], "the_north", {}, "none.txt: expected a file"),
            (["a.txt", "empty.txt"], "the_north", {}, "empty.txt: expected a text, found an empty file"),
            (["a.txt", "picture.txt"], "the_north", {}, "picture.txt"),
            (["a.txt"], "the_north", {"date": "May 2018"}, "expected a date that exists"),
            (["a.txt"], "the_north", {"date": "2018-02-30"}, "expected a date that exists"),
            ([], "the_north", {}, "expected at least one text"),
        ],
    )
    def test_one_wrong_file_adds_nothing(self, root, tmp_path, files, group, more, message):
        text(tmp_path, "a.txt", "We want peace.")
        text(tmp_path, "one/a.txt", "We want bread.")
        text(tmp_path, "same.txt", "We want peace.")
        text(tmp_path, "empty.txt", "")
        (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
        before = contents(root)
        with pytest.raises(StudyError, match=message):
            add_files([tmp_path / name for name in files], group, root, report=quiet, **more)
        assert contents(root) == before

    def test_all_problems_are_told_at_once(self, root, tmp_path, capsys):
        for name in ("x.txt", "y.txt"):
            text(tmp_path, name, "")
        files = [str(tmp_path / name) for name in ("x.txt", "y.txt")]
        assert main(["add", "--root", str(root), "--group", "the_north", *files]) == 2
        assert capsys.readouterr().err.count("empty file") == 2

    def test_a_disk_that_fills_leaves_no_text(self, root, tmp_path, monkeypatch):
        import corpus_utils.collect as module

        before = contents(root)
        write = module.write_bytes

        def full(path, content):
            if path.name == "metadata.csv":
                raise OSError(28, "No space left on device")
            return write(path, content)

        monkeypatch.setattr(module, "write_bytes", full)
        with pytest.raises(OSError, match="No space"):
            add_files([text(tmp_path, "a.txt", "We want peace.")], "the_north", root, report=quiet)
        assert contents(root) == before


class TestAddTable:
    def test_texts_and_files_with_what_is_known(self, root, tmp_path):
        text(tmp_path, "letters/a.txt", "We want peace.")
        table = text(
            tmp_path,
            "t.csv",
            "doc_id,file,text,group,title,date,language\n,letters/a.txt,,the_north,,2018,\n"
            'b,,"So\ndo we.",South Side,A reply,,fr\n',
        )
        told: list[str] = []
        assert add_table(table, root, told.append) == ["a", "b"]
        study = load_study(root)
        assert study.texts == {"a": "We want peace.", "b": "So\ndo we."}
        assert study.documents["language"].tolist() == ["en", "fr"]
        assert study.labels == {"a": "a", "b": "A reply"}

    @pytest.mark.parametrize(
        ("table", "message"),
        [
            ("text,side\nWe.,the_north\n", "expected the columns group, and text or file, found text, side"),
            ("title,group\nWe.,the_north\n", "expected the columns group, and text or file"),
            ("text,group\n,the_north\n", "row 2: expected a text, found an empty cell"),
            ("text,group,doc_id\nWe.,the_north,a b\n", "row 2: expected a doc_id"),
            ("text,group\nWe.,the_north\n", "row 2: expected a doc_id .* found ''; give one"),
            ("text,group,doc_id\nWe.,nobody,a\n", "row 2: expected a group of study.toml, found 'nobody'"),
            ("", "expected a CSV table"),
        ],
    )
    def test_a_wrong_table_adds_nothing(self, root, tmp_path, table, message):
        before = contents(root)
        with pytest.raises(StudyError, match=message):
            add_table(text(tmp_path, "t.csv", table), root, quiet)
        assert contents(root) == before

    def test_thousands_at_once_with_progress(self, root, tmp_path):
        rows = "".join(f"d{n},Text number {n}.,the_north\n" for n in range(2000))
        told: list[str] = []
        assert len(add_table(text(tmp_path, "t.csv", "doc_id,text,group\n" + rows), root, told.append)) == 2000
        assert told[0] == "read 100 of 2000" and told[-1].startswith("2000 texts added to The North")


class TestCheck:
    def test_a_side_without_documents_is_a_problem(self, root, tmp_path, capsys):
        add_files([text(tmp_path, "a.txt", "We want peace.")], "the_north", root, report=quiet)
        assert main(["check", "--root", str(root)]) == 2
        assert "expected documents or actors of 'south_side', found none; add them" in capsys.readouterr().out

    def test_a_line_a_document_says_what_to_look_at(self, root, tmp_path, capsys):
        texts = {
            "plain": "We want peace. We want it now, and we ask all of you to listen to us.",
            "french": "Nous voulons la paix. Nous la voulons maintenant, dit-il.",
            "tags": "<p>We want <b>peace</b>.</p><p>We want it now, and we ask you to listen.</p>",
            "hyphens": "The nego-\ntiations were long, and the dele-\ngates of all sides were tired of them by now.",
        }
        files = [text(tmp_path, f"{name}.txt", words) for name, words in texts.items()]
        add_files(files[:2], "the_north", root, report=quiet)
        add_files(files[2:], "south_side", root, report=quiet)
        metadata = root / "data" / "raw" / "metadata.csv"
        rows = metadata.read_text(encoding="utf-8")
        metadata.write_text(rows.replace(",en,texts/french", ",fr,texts/french"), encoding="utf-8")
        assert main(["check", "--root", str(root)]) == 0
        lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
        assert lines["plain"].endswith("0 % set aside")
        assert "speech is not read in fr" in lines["french"]
        assert "looks like HTML" in lines["tags"]
        assert "2 lines end within a word" in lines["hyphens"]
