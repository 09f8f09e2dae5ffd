"""The numbers in the README are the numbers of the tables."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from corpus_utils.figures import role_shares
from corpus_utils.study import find_root
from corpus_utils.tables import read_table

ROOT = find_root(Path(__file__).parent)
README = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())


def table(name: str) -> pd.DataFrame:
    return read_table(ROOT / "data" / "processed" / f"{name}.csv")


class TestReadme:
    def test_words_of_the_government_in_texts_of_others(self):
        documents, tokens = table("documents"), table("tokens")
        issuer = documents.set_index("doc_id")["actor_group"]
        words = tokens[(tokens["role"] == "body") & (tokens["actor_group"] == "russian_government")]
        share = (words["doc_id"].map(issuer) != "russian_government").mean()
        assert f"{100 * share:.0f} % of the {len(words)} words that belong to the Russian government" in README

    def test_signatories(self):
        shares = role_shares(table("segments")).query("part == 'signatories'")["share"]
        assert f"{len(table('signatories'))} signatories fills {100 * shares.max():.0f} % of one file" in README

    def test_terms_that_pass(self):
        own, null = table("keyness_own"), table("keyness_null")
        assert f"{(own['p'] < 0.05).sum()} terms pass G² at .05" in README
        assert f"{(null['p'] < 0.05).sum()} do" in README
        holm = [(frame["p_holm"] < 0.05).sum() for frame in (own, null)]
        assert f"After Holm's correction {holm[0]} and {holm[1]} are left" in README

    def test_terms_that_pass_with_speech(self):
        direct, indirect = table("keyness_own_direct"), table("keyness_own_direct_indirect")
        passing = [(frame["p"] < 0.05).sum() for frame in (direct, indirect)]
        words = [round(1000 * (frame["count_target"] / frame["rate_target"]).max()) for frame in (direct, indirect)]
        holm = [(frame["p_holm"] < 0.05).sum() for frame in (direct, indirect)]
        assert f"With quoted speech {passing[0]} terms pass, with reported speech {passing[1]}" in README
        assert f"grows to {words[0]} and {words[1]} words; after correction {holm[0]} and {holm[1]}" in README

    def test_smallest_p_over_documents(self):
        assert table("keyness_own")["p_document_smallest"].iloc[0] == pytest.approx(1 / 3, abs=1e-5)

    def test_divergence(self):
        assert f"{table('divergence')['share'].sum():.2f} bits between the sides".lstrip("0") in README

    def test_robustness(self):
        claims = table("robustness_summary").query("contrast == 'two sides'")
        assert f"Over {claims['specifications'].iloc[0]} specifications" in README
        assert not (claims["verdict"] == "finding").any()
        kept = claims[claims["share_sign"] >= 0.9]
        number = {9: "Nine", 10: "Ten", 11: "Eleven"}[len(kept)] + " of " + {11: "eleven", 12: "twelve"}[len(claims)]
        assert f"{number} headline terms keep their direction" in README
        assert {"we", "women", "sochi", "credible"} <= set(kept["term"])

    def test_topics(self):
        choice = table("topic_choice")
        assert not choice["supported"].any()
        assert f"No number of topics from {choice['k'].min()} to {choice['k'].max()} beats" in README
