"""Say why every span of a document has its label, and what each rule and construction is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd

from corpus_utils.build import build
from corpus_utils.evaluation.agreement import UNLABELLED, agreement, painted, runs, same_speaker, voice_agreement
from corpus_utils.evaluation.codings import read_codings
from corpus_utils.evaluation.development import DevelopmentSet, add_study, label_pages, label_voices, read_development
from corpus_utils.importing import read_document
from corpus_utils.pages.roles import rules, segment
from corpus_utils.speech import voices as speech
from corpus_utils.study import StudyError, closest, find_root, load_study

#: Where the development set stands in the repository.
DEVELOPMENT = Path("tests") / "development"
#: So many spans that a rule changes are printed for each.
MOST_CHANGES = 5
_PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i", "you", "who"])


def explain(target: str | None = None, root: str | Path | None = None, report: Callable[[str], None] = print) -> None:
    """Tell why a document has its labels, or what each rule is worth on the texts that somebody coded.

    A label can be judged, and overruled, only by somebody who sees why it is there.
    """
    if target is None:
        folder = find_root(root) / DEVELOPMENT
        if not folder.is_dir():
            raise StudyError(f"{folder}: expected the development set, found nothing; name a document or a file")
        development = read_development(folder).select(held_out=False)
        study = load_study(root)
        for coding in list(read_codings(study.root / "data" / "annotations").values())[:1]:
            development = add_study(development, study, coding)
        report_worth(development, report)
    else:
        text, segments, voices = _labelled(target, root)
        for line in _told(text, explain_document(text, segments, voices)):
            report(line)


def explain_document(text: str, segments: pd.DataFrame, voices: pd.DataFrame) -> pd.DataFrame:
    """List every span of a text with the rule, the words and the name that decided about it.

    Parameters
    ----------
    text : str
        The raw text.
    segments, voices : DataFrame
        Its labels, as from :func:`segment` and :func:`attribute`.

    Returns
    -------
    DataFrame
        One row a span, sorted: ``start, end, role, rule`` and its ``reason``; in the body also ``voice_type, speaker,
        construction``, its ``pattern``, ``cue`` and ``cue_start``, ``named`` (how the cue leads to the speaker) and
        ``certain``. What the body holds besides, such as quotation marks, belongs to nobody and has no row.

    Examples
    --------
    >>> text = "Share\\n\\nAnn Roe said that it was late. The road was long and dark, and nobody came."
    >>> segments = pd.DataFrame({"start": [0, 7], "end": [5, 82], "role": ["share_widget", "body"],
    ...                          "rule": ["furniture_line", "running_text"]})
    >>> table = explain_document(text, segments, speech.attribute(text, segments))
    >>> table.loc[table["speaker"] == "Ann Roe", ["start", "construction", "named"]].to_numpy().tolist()
    [[25, 'that', 'name in the cue']]
    """
    pieces = segments.sort_values("start")[["start", "end", "role", "rule"]]
    pieces = pieces.assign(reason=pieces["rule"].map(rules().set_index("rule")["reason"]))
    body = pieces[pieces["role"] == "body"].rename(columns={"end": "until"})
    spoken = voices.rename(columns={"rule": "construction"}).sort_values("start")
    spoken = pd.merge_asof(spoken.astype({"start": "int64"}), body.astype({"start": "int64"}), on="start")
    spoken = spoken[spoken["start"] < spoken["until"]]
    spoken["pattern"] = spoken["construction"].map({rule.name: rule.pattern for rule in speech.RULES})
    spoken["named"] = [_named(speaker, cue) for speaker, cue in zip(spoken["speaker"], spoken["cue"], strict=True)]
    words = ["reason", "voice_type", "speaker", "construction", "pattern", "cue", "named"]
    columns = ["start", "end", "role", "rule", *words[:6], "cue_start", "named", "certain"]
    table = pd.concat([pieces[pieces["role"] != "body"], spoken]).reindex(columns=columns)
    table = table.sort_values("start", kind="stable", ignore_index=True)
    return table.astype({"start": "int64", "end": "int64", "cue_start": "Int64"}).fillna(dict.fromkeys(words, ""))


def rule_worth(development: DevelopmentSet) -> pd.DataFrame:
    """Measure each rule and construction by leaving it out.

    A rule that changes nothing on any text that somebody coded earns nothing and should go.

    Parameters
    ----------
    development : DevelopmentSet
        As from :func:`read_development`.

    Returns
    -------
    DataFrame
        ``package`` (pages or speech), ``rule``, ``n_spans`` and ``n_documents`` (how often it fires), ``f1`` with and
        ``f1_without`` it, ``gain`` (their difference; below 0 it does harm) and ``n_changed`` (spans that change),
        in the order of the rules. For rules of pages, F1 is of all roles, in characters; for constructions, of words
        of speech with their speaker.

    Examples
    --------
    >>> from corpus_utils.evaluation.development import parse_marked
    >>> marked = parse_marked("Ann said that ⟨i Ann⟩it was late⟨/⟩.", default="body")
    >>> row = {"doc_id": "p", "part": "passage", "issuer": ""}
    >>> segments, voices = [frame.assign(doc_id="p") for frame in marked[1:]]
    >>> small = DevelopmentSet(pd.DataFrame([row]), {"p": marked.text}, segments, voices)
    >>> table = rule_worth(small).set_index("rule")
    >>> table.loc["that", ["n_spans", "f1", "f1_without", "n_changed"]].tolist()
    [1.0, 1.0, 0.0, 1.0]
    """
    return pd.DataFrame([worth for worth, _ in _left_out(development)])


def changed_spans(development: DevelopmentSet) -> pd.DataFrame:
    """List what changes when a rule or construction is left out, rule by rule.

    Parameters
    ----------
    development : DevelopmentSet
        As from :func:`read_development`.

    Returns
    -------
    DataFrame
        ``package, rule, doc_id, start, end``, the label ``with`` and ``without`` the rule and the one that was
        ``coded``, ``effect`` (gain, loss, or neither) and the ``text``. Labels are roles, or a voice and its speaker.

    Examples
    --------
    >>> from corpus_utils.evaluation.development import parse_marked
    >>> marked = parse_marked("Ann said that ⟨i Ann⟩it was late⟨/⟩.", default="body")
    >>> row = {"doc_id": "p", "part": "passage", "issuer": ""}
    >>> segments, voices = [frame.assign(doc_id="p") for frame in marked[1:]]
    >>> small = DevelopmentSet(pd.DataFrame([row]), {"p": marked.text}, segments, voices)
    >>> changed_spans(small)[["rule", "with", "without", "effect", "text"]].to_numpy().tolist()
    [['that', 'indirect_quote: Ann', '', 'gain', 'it was late']]
    """
    columns = ["package", "rule", *("doc_id", "start", "end", "with", "without", "coded", "effect", "text")]
    rows = [row for _, changes in _left_out(development) for row in changes]
    return pd.DataFrame(rows, columns=columns)


def report_worth(development: DevelopmentSet, report: Callable[[str], None]) -> None:
    """Print the worth of every rule and the first spans that it changes."""
    report(f"{len(development.texts)} coded texts to develop with; what is held out is not looked at")
    report("package rule                        spans texts     F1 without    gain changed")
    for worth, changes in _left_out(development):
        report(
            f"{worth['package']:7} {worth['rule']:27} {worth['n_spans']:5} {worth['n_documents']:5} "
            f"{worth['f1']:6.3f}  {worth['f1_without']:6.3f} {worth['gain']:+7.4f} {worth['n_changed']:7}"
        )
        for _, _, doc_id, start, end, ours, others, coded, effect, text in changes[:MOST_CHANGES]:
            report(
                f"        {effect:7} {doc_id} {start}-{end} {ours or '–'} | {others or '–'} | {coded or '–'}: {text}"
            )
        if len(changes) > MOST_CHANGES:
            report(f"        … and {len(changes) - MOST_CHANGES} more")


def _left_out(development: DevelopmentSet) -> Iterator[tuple[dict, list[tuple]]]:
    """Yield for every rule and construction its worth and what changes without it."""
    pages = development.select(part="page")
    coded = pages.segments.assign(label=pages.segments["role"], alternatives="")
    yield from _one_by_one(
        "pages",
        list(rules()["rule"]),
        pages.texts,
        lambda without: (found := label_pages(pages, without)).assign(label=found["role"]),
        coded,
        lambda found: agreement(pages.texts, found, pages.segments).attrs["micro_f1"],
    )
    spoken = development.voices[development.voices["voice_type"] != "term_quote"]
    yield from _one_by_one(
        "speech",
        [rule.name for rule in speech.RULES],
        development.texts,
        lambda without: _speech_labels(label_voices(development, without)),
        _speech_labels(spoken),
        lambda found: voice_agreement(development.texts, found, development.voices)["attributed_f1"],
    )


def _one_by_one(
    package: str,
    names: list[str],
    texts: dict[str, str],
    label: Callable[[frozenset[str]], pd.DataFrame],
    coded: pd.DataFrame,
    score: Callable[[pd.DataFrame], float],
) -> Iterator[tuple[dict, list[tuple]]]:
    """Leave out one name after the other."""
    if not texts:
        return
    whole = label(frozenset())
    f1 = score(whole)
    for name in names:
        own = whole[whole["rule"] == name]
        other = label(frozenset({name}))
        columns = ["doc_id", "start", "end", "label"]
        same = whole[columns].to_numpy().tolist() == other[columns].to_numpy().tolist()
        without = f1 if same else score(other)
        changes = [] if same else [(package, name, *change) for change in _changes(texts, whole, other, coded)]
        yield (
            {
                "package": package,
                "rule": name,
                "n_spans": len(own),
                "n_documents": own["doc_id"].nunique(),
                "f1": f1,
                "f1_without": without,
                "gain": f1 - without,
                "n_changed": len(changes),
            },
            changes,
        )


def _speech_labels(voices: pd.DataFrame) -> pd.DataFrame:
    """Keep somebody's words, with kind and speaker as one label."""
    spoken = voices[voices["voice_type"].isin(("direct_quote", "indirect_quote"))]
    return spoken.assign(label=spoken["voice_type"] + ": " + spoken["speaker"])


def _changes(
    texts: dict[str, str], whole: pd.DataFrame, other: pd.DataFrame, coded: pd.DataFrame
) -> Iterator[tuple[str, int, int, str, str, str, str, str]]:
    """Yield each run of characters that has another label without a rule."""
    columns = ["doc_id", "start", "end", "label"]
    for doc_id, text in texts.items():
        mine, theirs = (frame.loc[frame["doc_id"] == doc_id, columns] for frame in (whole, other))
        if mine.to_numpy().tolist() == theirs.to_numpy().tolist():
            continue
        gold = coded[coded["doc_id"] == doc_id]
        three = [painted(doc_id, text, frame, "label") for frame in (mine, theirs, gold)]
        allowed = dict(zip(gold["label"], gold["alternatives"], strict=True))
        for start, end in runs(*three):
            ours, others, right = (labels[start] for labels in three)
            if ours != others and text[start:end].strip():
                effect = _effect(ours, others, right, allowed.get(right, ""))
                yield doc_id, start, end, ours, others, right, effect, " ".join(text[start:end].split())[:60]


def _effect(ours: str, others: str, coded: str, alternatives: str) -> str:
    """Say whether a label with a rule is right where that without it is wrong, or the other way round."""
    good, bad = (_same_label(label, coded, alternatives) for label in (ours, others))
    return "gain" if good and not bad else "loss" if bad and not good else "neither"


def _same_label(label: str, coded: str, alternatives: str) -> bool:
    kind, _, speaker = label.partition(": ")
    coded_kind, _, coded_speaker = coded.partition(": ")
    return kind == coded_kind and same_speaker(speaker, coded_speaker, alternatives)


def _named(speaker: str, cue: str) -> str:
    """Say how the words of a cue lead to the name of the speaker."""
    if not speaker or not cue:
        return ""
    words = cue.casefold().split()
    names = [name.strip().casefold() for name in speaker.split(";")]
    if all(name in cue.casefold() for name in names):
        return "name in the cue"
    if all(any(word.strip(",.’'s") in words for word in name.split()) for name in names):
        return "part of the name in the cue"
    if _PRONOUNS & set(words):
        return "pronoun in the cue"
    return "other words in the cue, or the turn before"


def _labelled(target: str, root: str | Path | None) -> tuple[str, pd.DataFrame, pd.DataFrame]:
    """Label a document of the study as `build` does, or a file without any study."""
    path = Path(target)
    if path.is_file():
        text = read_document(path).text
        segments = segment(text)
        return text, segments, speech.attribute(text, segments)
    study = load_study(root)
    if target not in study.texts:
        raise StudyError(f"explain: expected a document or a file, found {target!r}; {closest(target, study.texts)}")
    one = study.documents[study.documents["doc_id"] == target]
    tables = build(replace(study, documents=one))
    return study.texts[target], tables["segments"], tables["voices"]


def _told(text: str, table: pd.DataFrame) -> Iterator[str]:
    """Put the rows of an explanation into lines."""
    for row in table.itertuples(index=False):
        words = " ".join(text[row.start : row.end].split())
        shown = words if len(words) <= 60 else f"{words[:57]}…"
        if row.voice_type in (UNLABELLED, "author"):
            kind = "author" if row.voice_type else row.role
            yield f"{row.start}-{row.end} {kind} by {row.rule}: {shown}"
            continue
        cue = f", because of “{' '.join(row.cue.split())}” at {row.cue_start}; {row.named}" if row.cue else ""
        doubt = "certain" if row.certain else "not certain"
        speaker = f" of {row.speaker}" if row.speaker else ""
        yield f"{row.start}-{row.end} {row.voice_type}{speaker} by {row.construction}{cue}; {doubt}: {shown}"
