"""From raw texts to the core tables, in one direction."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import Any, NamedTuple, cast

import joblib
import numpy as np
import pandas as pd
from joblib.parallel import BACKENDS, get_active_backend

from corpus_utils.cache import DocumentCache, fingerprint, join, pack
from corpus_utils.groups import Groups
from corpus_utils.pages.corrections import apply_corrections, correct_voices
from corpus_utils.pages.lists import comments, signatories
from corpus_utils.pages.roles import OWN_ROLES, is_truncated, segment_columns
from corpus_utils.speech.people import Roster
from corpus_utils.speech.voices import voice_columns
from corpus_utils.study import Study
from corpus_utils.tables import write_table
from corpus_utils.tokens import Names, token_columns

#: With fewer characters to read, other processes cost more than they save.
IN_ONE_PROCESS = 300_000
#: What a worker is given at once.
CHARACTERS_A_BATCH = 50_000
SECONDS_BETWEEN_REPORTS = 5


def build(
    study: Study,
    report: Callable[[str], None] | None = None,
    cache: str | Path | None = None,
    n_jobs: int | None = None,
) -> dict[str, pd.DataFrame]:
    """Compute the core tables of a study.

    Documents do not depend on each other, so they are read side by side, in pieces; a document that was read
    before, by the same rules, is not read again. The tables are the same bytes either way.

    Parameters
    ----------
    study : Study
        A loaded study (see `load_study`).
    report : callable, optional
        Told in one line how far the work is, where it takes more than some seconds, and what went wrong.
    cache : str or Path, optional
        A folder that keeps what was computed of each document, so that an interrupted build goes on where it
        stopped; it can be deleted at any time. By default nothing is kept.
    n_jobs : int, optional
        Jobs for joblib. By default what ``joblib.parallel_config`` says; where it says nothing, all processors,
        or one for less than 300,000 characters. ``joblib.parallel_config(backend="dask")`` reads the documents
        on a cluster.

    Returns
    -------
    dict of str to DataFrame
        ``documents``, ``segments``, ``voices``, ``signatories``, ``comments`` and ``tokens``; every row has
        its ``doc_id``, and every span its ``start`` and ``end`` in the raw text. ``set_aside`` is the share of
        a document's visible characters that are not its own words.

    Raises
    ------
    ChildProcessError
        If a worker is lost; what was done before is in the cache.

    Examples
    --------
    >>> documents = pd.DataFrame([{"doc_id": "a", "issuer": "A union", "actor_group": "other", "language": "en"}])
    >>> actors = pd.DataFrame(columns=["name", "aliases", "office", "group"])
    >>> corrections = pd.DataFrame(columns=["doc_id", "start", "end", "role", "reason"])
    >>> study = Study(Path("."), documents, {"a": "We want peace. We want it now."}, actors, corrections)
    >>> build(study)["documents"]["n_words_body"].tolist()
    [7]
    """
    report = report or _say_nothing
    kept = DocumentCache(None if cache is None else Path(cache), report)
    tasks = {task.key: task for task in _tasks(study)}
    missing = [task for task in tasks.values() if kept.get(task.key) is None]
    if cache is not None and 0 < len(missing) < len(tasks):
        report(f"{len(tasks) - len(missing)} of {len(tasks)} documents were read before; {len(missing)} to read")
    _read_all(missing, kept, study, report, n_jobs)
    tables = join(study.documents["doc_id"], (cast(bytes, kept.get(key)) for key in tasks))  # all are there now
    kept.forget_others(tasks.keys())
    facts = tables.pop("documents").drop(columns="doc_id")
    return {"documents": study.documents.assign(**facts), **tables}


class _Task(NamedTuple):
    """What is needed to read a document, beside what all documents share."""

    key: str
    document: dict[str, Any]
    text: str
    corrections: pd.DataFrame | None


def _tasks(study: Study) -> Iterator[_Task]:
    shared = hashlib.sha256(fingerprint().encode())
    shared.update(study.actors.to_csv(index=False).encode("utf-8", "surrogatepass"))
    shared.update(repr(_in_order(study.groups.__getstate__())).encode("utf-8", "surrogatepass"))
    corrections = dict(list(study.corrections.groupby("doc_id")))
    for document in study.documents.to_dict("records"):
        text, overrides = study.texts[document["doc_id"]], corrections.get(document["doc_id"])
        own = shared.copy()
        for part in (text, repr(sorted(document.items())), "" if overrides is None else overrides.to_csv(index=False)):
            own.update(f"{len(part)}\n{part}".encode("utf-8", "surrogatepass"))
        yield _Task(own.hexdigest(), document, text, overrides)


def _in_order(value: object) -> object:
    """Put what has no order in order, so that the same is written alike."""
    if isinstance(value, Mapping):
        return [(key, _in_order(entry)) for key, entry in value.items()]
    return sorted(value) if isinstance(value, (set, frozenset)) else value


def _read_all(
    tasks: list[_Task], kept: DocumentCache, study: Study, report: Callable[[str], None], n_jobs: int | None
) -> None:
    """Read documents side by side, and keep each as soon as it is read."""
    backend, configured = get_active_backend()
    if n_jobs is None and configured is None and isinstance(backend, BACKENDS["loky"]):
        n_jobs = -1 if sum(len(task.text) for task in tasks) > IN_ONE_PROCESS else 1
    read = joblib.delayed(_read_batch)
    parallel = joblib.Parallel(n_jobs=n_jobs, batch_size=1, return_as="generator_unordered")
    done, warmed, start, told = 0, 0, time.monotonic(), time.monotonic()
    try:
        for results in parallel(read(batch, study.actors, study.groups) for batch in _batches(tasks)):
            for key, packed in results:
                kept.put(key, packed)
            done += len(results)
            now = time.monotonic()
            if warmed and done < len(tasks) and now - told > SECONDS_BETWEEN_REPORTS:
                left = round((now - start) * (len(tasks) - done) / (done - warmed))
                report(f"{done} of {len(tasks)} documents read, about {left // 60}:{left % 60:02d} minutes left")
                told = now
            if not warmed:  # starting the workers and reading the word lists says nothing of what is left
                warmed, start = done, now
    except Exception as error:
        if not _lost_a_worker(error):
            raise
        raise ChildProcessError(
            f"build: expected {len(tasks)} documents, found that a worker was lost after {done} (often for want of "
            "memory); what was done is kept where there is a cache: start again, with fewer workers if it recurs"
        ) from error


def _lost_a_worker(error: Exception) -> bool:
    """Tell the death of a worker, on any backend, from a fault of the rules."""
    return isinstance(error, BrokenExecutor) or type(error).__module__.partition(".")[0] == "distributed"


def _batches(tasks: list[_Task]) -> Iterator[list[_Task]]:
    batch, size = [], 0
    for task in tasks:
        batch.append(task)
        size += len(task.text)
        if size > CHARACTERS_A_BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read_batch(tasks: list[_Task], actors: pd.DataFrame, groups: Groups) -> list[tuple[str, bytes]]:
    roster = Roster(actors, groups)
    return [(task.key, pack(_read(task, roster))) for task in tasks]


def _read(task: _Task, roster: Roster) -> dict[str, pd.DataFrame | dict]:
    """Read one document: its rows of every table."""
    document, text = task.document, task.text
    issuer, group, language = (document[name] for name in ("issuer", "actor_group", "language"))
    spans = segment_columns(text)
    if task.corrections is not None:
        spans = apply_corrections(pd.DataFrame(spans), task.corrections, text)
    voices = voice_columns(text, spans, roster, issuer, group, language)
    if task.corrections is not None:
        voices = correct_voices(pd.DataFrame(voices), task.corrections, text)
    tokens = token_columns(text, spans, voices, issuer, group, language)
    facts = {
        "n_words_body": np.array([_words_in_body(cast(Names, tokens["role"]))]),
        "truncated": np.array([is_truncated(text, spans)]),
        "set_aside": np.array([_set_aside(text, spans)]),
    }
    return {
        "documents": facts,
        "segments": spans,
        "voices": voices,
        "signatories": signatories(text, spans),
        "comments": comments(text, spans),
        "tokens": tokens,
    }


def _words_in_body(roles: Names) -> int:
    return int(np.array([name == "body" for name in roles.names], dtype=bool)[roles.codes].sum())


def _set_aside(text: str, spans: pd.DataFrame | Mapping[str, np.ndarray]) -> float:
    """Return the share of the visible characters that stand in roles which are not the document's own."""
    pieces = zip(*(spans[name].tolist() for name in ("start", "end", "role")), strict=True)
    visible = sum(len("".join(text[a:b].split())) for a, b, role in pieces if role in OWN_ROLES)
    return 1 - visible / max(len("".join(text.split())), 1)


def _say_nothing(line: str) -> None:
    pass


def write_tables(tables: dict[str, pd.DataFrame], folder: str | Path) -> list[Path]:
    """Write tables into a folder, each whole or not at all.

    Parameters
    ----------
    tables : dict of str to DataFrame
        The tables by name (see `build`).
    folder : str or Path
        Where they go, as ``<name>.csv``, or ``<name>.parquet`` where a table is large (see `write_table`).

    Returns
    -------
    list of Path
        The files written, in the order of the tables.

    Examples
    --------
    >>> import tempfile
    >>> [path.name for path in write_tables({"words": pd.DataFrame({"n": [1]})}, tempfile.mkdtemp())]
    ['words.csv']
    """
    return [write_table(frame, Path(folder).resolve() / name) for name, frame in tables.items()]
