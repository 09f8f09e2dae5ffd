"""The simulation prints tables for any study, and says where it can't."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from test_verdicts import corpus

from corpus_utils.tables import write_table
from corpus_utils.terms.simulation import simulate


class Study:
    """As much of a study as the simulation asks for."""

    target, reference, stop_words = "north", "south", frozenset({"w000"})

    def __init__(self, root, n, paragraphs=6):
        rng = np.random.default_rng(3)
        self.root, self.groups = root, {}
        sides = {"north": [f"n{k}" for k in range(n)], "south": [f"s{k}" for k in range(n)]}
        tokens = [
            corpus(names, rng, words=240, paragraphs=paragraphs, size=60).assign(actor_group=side)
            for side, names in sides.items()
        ]
        tokens = pd.concat(tokens, ignore_index=True).assign(role="body", voice_type="author")
        (root / "data" / "processed").mkdir(parents=True)
        write_table(tokens, root / "data" / "processed" / "tokens.csv")
        self.documents = tokens[["doc_id", "actor_group"]].drop_duplicates()

    def phrase(self, group):
        return f"the {group}"


class TestSimulate:
    @pytest.mark.parametrize("n, unit", [(6, "document"), (2, "paragraph")])
    def test_all_tables_are_printed(self, tmp_path, n, unit):
        lines = []
        tables = simulate(Study(tmp_path, n), draws=2, deals=40, out=lines.append)
        assert list(tables) == ["size", "power", "coverage", "discoveries"]
        assert unit in lines[0] and "the north" in lines[0]
        assert sum(str(line).startswith("\n") for line in lines) == 4
        assert (tables["coverage"]["coverage"] >= 0.9).all()
        assert set(tables["size"]["lengths"]) >= {"as they are"}
        assert tables["size"]["p"].max() <= 0.12

    def test_the_same_seed_prints_the_same(self, tmp_path):
        study = Study(tmp_path, 2)
        first, again = [], []
        for lines in (first, again):
            simulate(study, draws=1, deals=40, out=lines.append)
        assert first == again

    def test_one_text_a_side_says_why_not(self, tmp_path):
        lines = []
        assert simulate(Study(tmp_path, 1, paragraphs=1), draws=1, out=lines.append) == {}
        assert "two on each side are needed" in lines[-1]
