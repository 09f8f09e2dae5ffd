from __future__ import annotations

import hashlib

import pytest

from corpus_utils.study import MAX_MEGABYTES, StudyError, read_text


class TestReadText:
    @pytest.mark.parametrize("content", ["We want peace.", "\ufeffA\r\nB\rC\n", " \u00a0a", "𝐖𝐞 🕊️"])
    def test_keeps_every_character(self, tmp_path, content):
        (tmp_path / "a.txt").write_bytes(content.encode("utf-8"))
        digest = hashlib.sha256(content.encode("utf-8")).hexdigest()
        assert read_text(tmp_path, 2, "a.txt", digest) == content

    def test_a_message_names_row_file_and_remedy(self, tmp_path):
        with pytest.raises(StudyError, match=r"metadata\.csv, row 7, file 'b\.txt': expected .* found .*; add it"):
            read_text(tmp_path, 7, "b.txt", "")

    def test_the_limit_is_the_size_that_it_says(self, tmp_path):
        for extra, message in ((0, "sha256"), (1, f"at most {MAX_MEGABYTES} MB")):
            (tmp_path / "a.txt").write_bytes(b"a" * (MAX_MEGABYTES * 1_000_000 + extra))
            with pytest.raises(StudyError, match=message):
                read_text(tmp_path, 2, "a.txt", "0")
