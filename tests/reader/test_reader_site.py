"""The pages are whole, the same twice, and never in the way."""

from __future__ import annotations

import json
import re
import time

import pytest

from corpus_utils import StudyError, load_study, read_table, show_document, write_reader, write_table
from corpus_utils.build import build, write_tables


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def small(study_folder):
    """A study with its core tables and nothing else."""
    study = load_study(study_folder.root)
    write_tables(build(study), study_folder.root / "data" / "processed")
    return study


class TestWriteReader:
    def test_twice_the_same_bytes(self, pages, tmp_path):
        write_reader(pages.study, tmp_path / "again")
        assert contents(tmp_path / "again") == contents(pages.folder)

    def test_a_study_without_comparison_has_pages_too(self, small, tmp_path):
        write_reader(small, tmp_path / "reader")
        index = (tmp_path / "reader" / "index.html").read_text(encoding="utf-8")
        assert "No comparison of terms has been made yet" in index
        assert {path.name for path in (tmp_path / "reader" / "documents").iterdir()} == {"a.html", "b.html"}

    def test_every_link_leads_somewhere(self, pages):
        for page in pages.folder.rglob("*.html"):
            text = page.read_text(encoding="utf-8")
            for address in re.findall(r'(?:href|src)="([^"#]+)"', text):
                assert (page.parent / address).is_file(), f"{page.name}: {address}"
            names = set(re.findall(r'\bid="([^"]+)"', text))
            assert len(names) == len(re.findall(r'\bid="', text)), f"{page.name}: an id stands twice"

    def test_nothing_leads_to_a_network_and_nothing_inline_runs(self, pages, hostile):
        for page in [*pages.folder.rglob("*.html"), *hostile.folder.rglob("*.html")]:
            text = page.read_text(encoding="utf-8")
            assert "default-src &#x27;none&#x27;; script-src &#x27;self&#x27;" in text
            assert not re.search(r'(?:href|src)="(?:https?:)?//', text)
            assert not re.search(r"<script(?! src=)|<style| style=| on[a-z]+=(?!x)\"", text)

    def test_pages_are_light(self, pages):
        for page in pages.folder.rglob("*.html"):
            assert page.stat().st_size < 120_000, page.name

    def test_five_documents_take_less_than_five_seconds(self, pages, tmp_path):
        begin = time.process_time()
        write_reader(pages.study, tmp_path / "reader")
        assert time.process_time() - begin < 5

    def test_large_tables_in_parquet_give_the_same_pages(self, small, tmp_path):
        pytest.importorskip("pyarrow", reason="large tables need pyarrow")
        write_reader(small, tmp_path / "csv")
        processed = small.root / "data" / "processed"
        for name in ("tokens", "voices"):
            write_table(read_table(processed / name), processed / f"{name}.parquet")
            (processed / f"{name}.csv").unlink()
        write_reader(small, tmp_path / "parquet")
        for page in ("index.html", "documents/a.html"):
            pages = [(tmp_path / form / page).read_text("utf-8").split("Tables")[0] for form in ("csv", "parquet")]
            assert pages[0] == pages[1]

    def test_refuses_a_folder_that_holds_something_else(self, small, tmp_path):
        (tmp_path / "thesis.docx").write_text("mine")
        with pytest.raises(StudyError, match="expected a new or empty folder"):
            write_reader(small, tmp_path)
        assert contents(tmp_path)["thesis.docx"] == b"mine"

    def test_pages_of_a_text_that_is_gone_go_too(self, small, tmp_path):
        write_reader(small, tmp_path / "reader")
        left = tmp_path / "reader" / "documents" / "old.html"
        left.write_text("old")
        write_reader(small, tmp_path / "reader")
        assert not left.exists()

    def test_refuses_tables_of_other_texts(self, small, tmp_path):
        table = small.root / "data" / "processed" / "documents.csv"
        table.write_text(table.read_text().replace("\na,", "\nc,"))
        with pytest.raises(StudyError, match="these differ: a, c"):
            write_reader(small, tmp_path / "reader")
        assert not (tmp_path / "reader").exists()

    def test_says_what_to_do_where_tables_are_missing(self, study_folder, tmp_path):
        with pytest.raises(FileNotFoundError, match="corpus_utils build"):
            write_reader(load_study(study_folder.root), tmp_path / "reader")


class TestEntries:
    def test_every_line_is_its_place_and_none_is_missing(self, pages):
        tokens = read_table(pages.study.root / "data" / "processed" / "tokens.csv")
        for path in (pages.folder / "entries").glob("*.js"):
            key, data = json.loads("[" + path.read_text("ascii").removeprefix("reader.put(").removesuffix(");\n") + "]")
            assert key == path.stem
            lines = [line for side in data["sides"] for line in side["lines"]]
            for doc, start, end, line, _, match, _, _ in lines:
                raw = pages.study.texts[doc]
                assert " ".join(raw[start:end].split()) == " ".join(match.split())
                assert line == raw.count("\n", 0, start) + 1
            if data["kind"] == "term":
                assert len(lines) == (tokens["token"] == data["name"]).sum()


class TestShowDocument:
    def test_in_plain_words_every_piece_says_whose_it_is(self, pages):
        plain = repr(show_document("news_2018", pages.study))
        assert "[quoted: Dmitry Peskov] The fact that some representatives" in plain
        assert "[caption] Russian President Vladimir Putin" in plain

    def test_needs_no_script(self, pages):
        assert "<script" not in show_document("news_2018", pages.study).html

    def test_an_unknown_document_is_named_with_those_there_are(self, pages):
        with pytest.raises(ValueError, match=r"expected one of civil_letter_2018.*found 'news'"):
            show_document("news", pages.study)
