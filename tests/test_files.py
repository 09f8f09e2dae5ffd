"""A file is whole, or it is the old one."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus_utils.files import write_bytes


class TestWriteBytes:
    def test_replaces_the_whole_file(self, tmp_path):
        path = tmp_path / "a.txt"
        path.write_text("a long old text")
        assert write_bytes(path, b"new").read_bytes() == b"new"

    def test_a_failure_leaves_the_old_file_and_no_litter(self, tmp_path, monkeypatch):
        path = tmp_path / "a.txt"
        path.write_text("old")

        def fail(self, target):
            raise OSError("no space left")

        monkeypatch.setattr(Path, "replace", fail)
        with pytest.raises(OSError, match="no space"):
            write_bytes(path, b"new")
        assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("a.txt", "old")]
