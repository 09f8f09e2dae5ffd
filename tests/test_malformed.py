"""Every study of the catalogue gives one clear error and exit status 2, or a correct result."""

from __future__ import annotations

import csv
import re
import unicodedata

import pytest
from malformed import CATALOGUE

from corpus_utils.__main__ import main
from corpus_utils.reproduction.publish import generated_files
from corpus_utils.tables import read_table

BAD = {name: entry for name, entry in CATALOGUE.items() if entry[1] is not None}
GOOD = [name for name, entry in CATALOGUE.items() if entry[1] is None]


class TestBadStudies:
    @pytest.mark.parametrize("name", BAD)
    def test_one_clear_error_and_nothing_changes(self, study_folder, capsys, name):
        kept = study_folder.root / "data" / "processed" / "tokens.csv"
        kept.parent.mkdir()
        kept.write_text("from an earlier run\n")
        change, message = BAD[name]
        change(study_folder)
        assert main(["reproduce", "--root", str(study_folder.root)]) == 2
        output = capsys.readouterr()
        assert re.fullmatch(r"error: [^\n]+\n", output.err), output.err
        assert re.search(message, output.err), output.err
        assert len(output.err) < 1000
        assert generated_files(study_folder.root) == ["data/processed/tokens.csv"]
        assert kept.read_text() == "from an earlier run\n"
        assert not list(study_folder.root.glob(".scratch-*"))


class TestUnusualStudies:
    @pytest.mark.parametrize("name", GOOD)
    def test_a_correct_result(self, study_folder, capsys, name):
        CATALOGUE[name][0](study_folder)
        assert main(["build", "--root", str(study_folder.root)]) == 0, capsys.readouterr().err
        processed = study_folder.root / "data" / "processed"
        documents = read_table(processed / "documents.csv").set_index("doc_id")
        texts = {doc: (study_folder.raw / file).read_bytes().decode("utf-8") for doc, file in documents["file"].items()}
        segments = read_table(processed / "segments.csv")
        for doc, text in texts.items():
            self._check_spans(text, segments[segments["doc_id"] == doc])
        tokens = read_table(processed / "tokens.csv")
        for doc, start, end, token in tokens[["doc_id", "start", "end", "token"]].itertuples(index=False):
            surface = unicodedata.normalize("NFC", texts[doc][start:end].replace("’", "'")).casefold()
            assert unicodedata.normalize("NFC", token) == unicodedata.normalize("NFC", surface)
        with (study_folder.raw / "metadata.csv").open(encoding="utf-8-sig", newline="") as file:
            for row in filter(lambda row: row["doc_id"], csv.DictReader(file)):
                assert documents.loc[row["doc_id"], "title"] == row["title"]
                assert documents.loc[row["doc_id"], "issuer"] == row["issuer"]
        for path in processed.glob("*.csv"):
            self._check_export(path)

    @staticmethod
    def _check_export(path):
        """No cell of a table begins a formula, and no cell that is shown is markup."""
        with path.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")], path.name
        shown = read_table(path)._repr_html_()
        assert "<script>alert" not in shown
        assert "<img" not in shown

    @staticmethod
    def _check_spans(text, segments):
        covered = set()
        for start, end in segments[["start", "end"]].itertuples(index=False):
            assert not covered & set(range(start, end))
            covered |= set(range(start, end))
            assert text[start:end] == text[start:end].strip()
        assert not [place for place, letter in enumerate(text) if not letter.isspace() and place not in covered]
