"""A small study on disk, which a test may break."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

TEXTS = {
    "a.txt": "A plea for talks\n\nDear Sirs,\n\nWe want peace. We want it now, and we ask you to listen.\n\nYours,\n",
    "b.txt": "Talks begin\n\nThe talks began on Monday, the delegates arrived, and the hall was full of reporters.\n",
}


STUDY = """\
title = "A small study"

[[contrast]]
target = "union"
reference = "media"

[groups.union]
label = "the union"
words = ["union"]
kinds = ["civil"]

[groups.media]
label = "media"
kinds = ["media", "state media"]
"""


class StudyFolder:
    """A study on disk, with the ways to change one thing in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.raw = root / "data" / "raw"
        (self.raw / "texts").mkdir(parents=True)
        self.declared = STUDY
        self.declare(STUDY)
        self.rows = []
        for (name, text), group in zip(TEXTS.items(), ("union", "media"), strict=True):
            self.rows.append(
                {
                    "doc_id": name[0],
                    "title": text.split("\n")[0],
                    "date": "2018-01",
                    "date_precision": "month",
                    "issuer": "A union",
                    "actor_group": group,
                    "genre": "letter",
                    "addressee": "",
                    "language": "en",
                    "file": f"texts/{name}",
                    "sha256": "",
                }
            )
            self.write_text(name, text.encode("utf-8"))
        self.write_metadata()

    def declare(self, content: bytes | str) -> None:
        """Write the study file."""
        content = content if isinstance(content, bytes) else content.encode("utf-8")
        (self.root / "study.toml").write_bytes(content)

    def write_text(self, name: str, content: bytes, describe: bool = True) -> None:
        """Write a raw text; without ``describe`` its checksum stays the old one."""
        (self.raw / "texts" / name).write_bytes(content)
        for row in self.rows:
            if describe and row["file"] == f"texts/{name}":
                row["sha256"] = hashlib.sha256(content).hexdigest()

    def write_metadata(self, **changes: str) -> None:
        """Write ``metadata.csv`` with some cells of the first row changed."""
        rows = [self.rows[0] | changes, *self.rows[1:]]
        with (self.raw / "metadata.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(self.rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
