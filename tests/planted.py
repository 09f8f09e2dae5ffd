"""A token table with differences that were put there on purpose."""

from __future__ import annotations

import numpy as np
import pandas as pd

from corpus_utils.terms.contrasts import LEVELS
from corpus_utils.terms.robustness import run_specifications
from corpus_utils.terms.specifications import specifications
from corpus_utils.terms.word_cells import ROLE_LEVELS, Side

TARGET, REFERENCE = "russian_government", "syrian_civil_society"
STOP = {"the", "we"}
TERMS = ["we", "flip", "word05"]
BACKGROUND = [f"word{n:02d}" for n in range(40)]


def words(doc, group, counts, role="body", voice="author"):
    """Give one row for each occurrence; the lemma of a word is the word without a last s."""
    tokens = [word for word, n in counts.items() for _ in range(n)]
    lemmas = [word.removesuffix("s") for word in tokens]
    given = {"doc_id": doc, "role": role, "voice_type": voice, "actor_group": group}
    return pd.DataFrame({"token": tokens, "lemma": lemmas, **given})


def planted(n_target=4, n_reference=4, size=400, seed=0):
    """Build two sides that differ in *we* everywhere, in *flip* in one document, and in nothing else.

    A document of a third group quotes nobody. Titles and signatories hold background words only.
    """
    rng = np.random.default_rng(seed)
    parts = []
    for group, name, n, we in ((TARGET, "t", n_target, 40), (REFERENCE, "r", n_reference, 2)):
        for number in range(1, n + 1):
            doc = f"{name}{number}"
            drawn = dict(zip(BACKGROUND, rng.multinomial(size, [1 / 40] * 40).tolist(), strict=True))
            flip = 2 if group == REFERENCE else 30 if number == 1 else 0
            parts.append(words(doc, group, drawn | {"we": we, "flip": flip, "the": 30}))
            parts.append(words(doc, group, {"word00": 2}, role="title"))
            parts.append(words(doc, group, {"word01": 5}, role="signatory"))
    parts.append(words("news", "media", {"we": 3, "word02": 20}))
    tokens = pd.concat(parts, ignore_index=True)
    group_of = tokens.drop_duplicates("doc_id")[["doc_id", "actor_group"]].reset_index(drop=True)
    return tokens, group_of


def grid_for(**options):
    """Declare a grid that leaves out two documents in turn, with some options replaced."""
    crossed = {
        "voices": list(LEVELS[:2]),
        "roles": list(ROLE_LEVELS),
        "stop_words": ["in", "out"],
        "form": ["token", "lemma"],
        "labels": ["automatic"],
    }
    varied = {"min_count": [1, 5], "prior_mass": [0, 100], "left_out": ["none", "t1", "news"]}
    return specifications(*[{c: options.get(c, given) for c, given in part.items()} for part in (crossed, varied)])


def run(tokens, documents, terms=TERMS, stop_words=STOP, **options):
    """Carry out a grid over the two planted sides."""
    grid = grid_for(**options)
    return run_specifications(grid, {"automatic": tokens}, documents, Side(TARGET), Side(REFERENCE), terms, stop_words)
