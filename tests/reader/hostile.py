"""A study of texts, ids and names that would break out of a page if they could."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pandas as pd

from corpus_utils import Groups, Study
from corpus_utils.build import write_tables
from corpus_utils.pages.roles import ROLES
from corpus_utils.study import DeclaredContrast
from corpus_utils.tokens import token_table

MARKUP = (
    "</span></div><script>alert(1)</script><img src=x onerror=alert(2)> &lt;b&gt; &amp;amp; &#0; &#x202e; "
    "\"'` ${x} <!-- ]]>"
)
CONTROLS = "".join(map(chr, [*range(1, 32), *range(127, 161), 0xAD, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0xFEFF]))
BIDI = "abc \u202eevil\u2067 more \u202a left alone \u2066 x\nnext line is as it was, عربي ثم english\u202c"
TEXTS = {
    'quote"s/and<tags>': f"{MARKUP}\n\nThe word 🕊𝒜 peace. {MARKUP}\n" * 3,
    "../../up": "One\r\nTwo\rThree\n\rFour\r\n\r\nFive peace \r",
    "CON": f"{CONTROLS}peace{CONTROLS}\u000b\u000cend",
    "con": BIDI,
    "عربي": "قال المتحدث: «نريد السلام الآن». Peace 🕊🕊 now 𝒜𝒷 \u2067قلب\u2069 \U000e0041 \ufffe\uffff",
    "-long line": "peace and war " * 24_000,
    " ": "peace",
}
GROUPS = Groups.of_table(
    {"a\"b'c</style>": {"label": MARKUP, "marker": "s"}, "south": {"label": "the south\u202e", "colour": "#0A4C86"}}
)


def hostile_study(root: Path) -> Study:
    """Write the tables of the study, cut at random places, and give the study."""
    chance = random.Random(7)
    first, second = list(GROUPS)[:2]
    segments, voices, tokens = [], [], []
    for doc, text in TEXTS.items():
        roles = _cut(text, chance, 40)
        spans = pd.DataFrame(
            [(a, b, chance.choice(["body", "body", *ROLES]), f"rule {MARKUP}") for a, b in roles],
            columns=["start", "end", "role", "rule"],
        ).assign(paragraph=range(1, len(roles) + 1))
        spoken = pd.DataFrame(
            [
                (a, b, kind, MARKUP, group, f"cue\r\n{MARKUP}", "a rule", chance.random() < 0.5)
                for a, b in _cut(text, chance, 60)
                for kind in [chance.choice(["author", "direct_quote", "indirect_quote", "term_quote"])]
                for group in [chance.choice([first, second, f"{first};{second}", "unknown group", ""])]
            ],
            columns=["start", "end", "voice_type", "speaker", "actor_group", "cue", "rule", "certain"],
        )
        segments.append(spans.assign(doc_id=doc))
        voices.append(spoken.assign(doc_id=doc))
        tokens.append(token_table(doc, text[:20_000], spans, spoken, MARKUP, first))
    documents = pd.DataFrame(
        [
            (doc, MARKUP, f"label {MARKUP}", "", "unknown", MARKUP, first, "letter", MARKUP, "en", "", "", len(TEXTS))
            for doc in TEXTS
        ],
        columns=[
            *("doc_id", "title", "label", "date", "date_precision", "issuer", "actor_group", "genre", "addressee"),
            *("language", "file", "sha256", "n_words_body"),
        ],
    )
    table = pd.DataFrame({"term": ["peace", "war"], "count_target": [9, 2], "count_reference": [3, 9]})
    table = table.assign(rate_target=1.0, rate_reference=2.0, g2=[5.0, -4.0], log_ratio=[1.5, -2.0])
    tables = {
        "documents": documents,
        "segments": pd.concat(segments),
        "voices": pd.concat(voices),
        "tokens": pd.concat(tokens),
        "keyness_own": table,
        "content_dictionary": pd.concat(tokens)[lambda rows: rows["token"] == "peace"].assign(category=MARKUP),
    }
    write_tables(tables, root / "data" / "processed")
    empty = pd.DataFrame()
    contrast = (DeclaredContrast("sides", first, second),)
    return Study(root, documents, dict(TEXTS), empty, empty, MARKUP, MARKUP, "en", contrast, GROUPS)


def _cut(text: str, chance: random.Random, pieces: int) -> list[tuple[int, int]]:
    """Cut a text into spans with gaps between some of them."""
    places = sorted({chance.randrange(len(text) + 1) for _ in range(pieces)})
    return [(a, b) for a, b in pairwise(places) if chance.random() < 0.8]
