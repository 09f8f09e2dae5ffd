"""Measure today's rules on the development set and write what they reach to floors.csv and to the card of the rules.

Run it after a change of the rules that is meant: python tests/development/pin_floors.py
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from corpus_utils import load_study
from corpus_utils.evaluation.agreement import agreement, kept_agreement, voice_agreement
from corpus_utils.evaluation.codings import read_codings
from corpus_utils.evaluation.development import DevelopmentSet, label_pages, label_voices, read_development
from corpus_utils.pages.roles import segment
from corpus_utils.speech.voices import attribute
from corpus_utils.study import Study
from corpus_utils.tables import read_table, write_table

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.csv"
CARD = HERE.parents[1] / "docs" / "card-of-the-rules.md"
#: What is pinned, and what the card calls it.
MEASURES = {
    "kept_f1": "own words kept, F1",
    "body_f1": "body, F1",
    "roles_f1": "all roles, F1",
    "direct_f1": "quotations exact, F1",
    "direct_speaker_f1": "… with their speaker",
    "speech_f1": "words of speech, F1",
    "indirect_f1": "reported words, F1",
    "speaker_right": "speaker right",
    "certain_share": "called certain",
    "certain_right": "… and right",
}
#: How far a figure may fall before a test fails: a rule that helps elsewhere may cost a case or two here.
MARGIN = 0.02
COLUMNS = ["part", "held_out", "by", "value", "n_documents", "measure", "reached"]
PARTS = {
    ("page", False): "pages",
    ("page", True): "pages, held out",
    ("passage", False): "passages",
    ("passage", True): "passages, held out",
}


def label_study(study: Study, coded: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Label the texts of a study that were coded, voices in the reader's body, without its corrections."""
    segments, voices = [], []
    for row in study.documents[study.documents["doc_id"].isin(set(coded["doc_id"]))].itertuples():
        text = study.texts[row.doc_id]
        body = coded[coded["doc_id"] == row.doc_id]
        segments.append(segment(text).assign(doc_id=row.doc_id))
        found = attribute(text, body, study.actors, row.issuer, row.actor_group, study.groups, row.language)
        voices.append(found.assign(doc_id=row.doc_id))
    return pd.concat(segments, ignore_index=True), pd.concat(voices, ignore_index=True)


def score_development(
    development: DevelopmentSet, segments: pd.DataFrame, voices: pd.DataFrame, by: str = "held_out"
) -> pd.DataFrame:
    """Score labels against a development set, once for each value of a column of its documents.

    Indexed by the value: ``n_documents``; ``kept_f1, body_f1, roles_f1`` (characters of pages: the document's own words
    against the rest, the body, all roles pooled); then the measures of :func:`voice_agreement`.
    """
    rows = {}
    for value in sorted(set(development.documents[by])):
        own = development.select(**{by: value})
        pages = list(own.select(part="page").texts)
        coded = own.segments[own.segments["doc_id"].isin(pages)]
        rows[value] = {"n_documents": len(own.texts)} | scores(own.texts, segments, voices, coded, own.voices).to_dict()
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis(by)


def scores(
    texts: Mapping[str, str],
    segments: pd.DataFrame,
    voices: pd.DataFrame,
    coded_segments: pd.DataFrame,
    coded_voices: pd.DataFrame,
) -> pd.Series:
    """Score roles and voices against a coding in one row of figures.

    ``kept_f1, body_f1, roles_f1``, then the measures of :func:`voice_agreement`.
    """
    found = segments[segments["doc_id"].isin(list(texts))]
    roles = agreement(texts, found, coded_segments)
    kept = kept_agreement(texts, found, coded_segments)["f1"]
    f1 = {
        "kept_f1": kept.get("kept", float("nan")),
        "body_f1": roles["f1"].get("body", float("nan")),
        "roles_f1": roles.attrs["micro_f1"],
    }
    return pd.concat([pd.Series(f1), voice_agreement(texts, voices, coded_voices)])


def measure(development: DevelopmentSet) -> pd.DataFrame:
    """Score every part of the set; one row a part, kind of text and measure that has a value."""
    labels = label_pages(development), label_voices(development)
    rows = []
    for part, held_out in PARTS:
        own = development.select(part=part, held_out=held_out)
        tables = [score_development(own, *labels, by="part").rename(index={part: "all"})]
        if part == "page":
            tables += [score_development(own, *labels, by=column) for column in ("kind", "converter")]
        for by, table in zip(("all", "kind", "converter"), tables, strict=False):
            for value, row in table.iterrows():
                for name in MEASURES:
                    if pd.notna(row[name]):
                        rows.append((part, held_out, by, value, int(row["n_documents"]), name, row[name]))
    return pd.DataFrame(rows, columns=COLUMNS)


def measure_study(root: Path) -> pd.DataFrame:
    """Score the texts of the study against each coding that it keeps."""
    study = load_study(root)
    rows = []
    for name, coding in read_codings(root / "data" / "annotations").items():
        texts = {doc: text for doc, text in study.texts.items() if doc in coding.documents}
        found = scores(texts, *label_study(study, coding.segments), coding.segments, coding.voices)
        rows += [("study", False, "coding", name, len(texts), m, found[m]) for m in MEASURES if pd.notna(found[m])]
    return pd.DataFrame(rows, columns=COLUMNS)


def floors(measured: pd.DataFrame) -> pd.DataFrame:
    """Set the floor of every figure: what was reached, less the margin; of single kinds nothing is asked."""
    asked = measured["reached"].sub(MARGIN).where(measured["by"] == "all")
    return measured.assign(floor=asked)


def card_tables(pinned: pd.DataFrame) -> dict[str, str]:
    """Lay the figures out as the tables of the card, by the name of the place where each stands."""
    whole = pinned[pinned["by"] == "all"]
    part = pd.Series(
        [PARTS[key] for key in zip(whole["part"], whole["held_out"].eq(True), strict=True)], index=whole.index
    )
    tables = {"parts": _table(whole.assign(value=part), list(PARTS.values()), "part of the set")}
    for by in ("kind", "converter", "coding"):
        chosen = pinned[(pinned["by"] == by) & ~pinned["held_out"].eq(True)]
        tables[by] = _table(chosen, sorted(set(chosen["value"])), by)
    return tables


def written_card(text: str, tables: dict[str, str]) -> str:
    """Put the tables between their marks in the text of the card."""
    for name, table in tables.items():
        head, begin, rest = text.partition(f"<!-- {name} -->\n")
        _, end, tail = rest.partition(f"<!-- end of {name} -->\n")
        if not begin or not end:
            raise ValueError(f"{CARD.name}: expected the marks <!-- {name} --> and <!-- end of {name} -->; add them")
        text = f"{head}{begin}{table}{end}{tail}"
    return text


def _table(rows: pd.DataFrame, values: list[str], title: str) -> str:
    wide = rows.pivot(index="value", columns="measure", values="reached")
    numbers = rows.groupby("value")["n_documents"].first()
    names = [name for name in MEASURES if name in wide]
    lines = [
        " | ".join([title, "n", *[MEASURES[name] for name in names]]),
        "|".join(["---", *["--:"] * (len(names) + 1)]),
    ]
    for value in values:
        cells = ["" if pd.isna(wide.loc[value, name]) else f"{wide.loc[value, name]:.3f}" for name in names]
        lines.append(" | ".join([value, str(numbers[value]), *cells]))
    return "".join(f"| {line} |\n" if "---" not in line else f"|{line}|\n" for line in lines)


def main() -> None:
    """Measure, write the floors, and bring the card up to date."""
    write_table(floors(pd.concat([measure(read_development(HERE)), measure_study(HERE.parents[1])])), FLOORS)
    pinned = read_table(FLOORS)
    print(pinned[pinned["by"] == "all"].to_string(index=False))
    CARD.write_text(written_card(CARD.read_text(encoding="utf-8"), card_tables(pinned)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
