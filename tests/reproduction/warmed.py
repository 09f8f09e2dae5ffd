"""Import this in the server that children are forked from: they then begin with every word list read."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from corpus_utils.reproduction.reproduce import build
from corpus_utils.study import ACTOR_COLUMNS, CORRECTION_COLUMNS, METADATA_COLUMNS, Study

ROW = {"doc_id": "a", "issuer": "A union", "actor_group": "other", "language": "en"}

build(
    Study(
        root=Path(),
        documents=pd.DataFrame([dict.fromkeys(METADATA_COLUMNS, "") | ROW]),
        texts={"a": "A plea\n\nWe want peace, they said. “We want it now,” he added.\n"},
        actors=pd.DataFrame(columns=list(ACTOR_COLUMNS)),
        corrections=pd.DataFrame(columns=list(CORRECTION_COLUMNS)),
    )
)
