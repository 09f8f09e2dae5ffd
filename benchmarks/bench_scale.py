"""Compare what takes long with other programs, or with the bare work that it cannot do without, on growing corpora.

    python benchmarks/bench_scale.py [MEGABYTES ...]     by default 2 and 20; 200 takes some minutes and two gigabytes

Each task runs in a process of its own, one after the other, `REPEATS` times; the fastest counts. The table goes to
benchmarks/results.csv, which a page of docs/ shows. What is compared with is installed by `make bench`
(benchmarks/requirements.txt) or skipped.
"""

from __future__ import annotations

import csv
import json
import math
import os
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from texts import make_texts

HERE = Path(__file__).parent
PEERS = Path(sys.prefix) / "peers"
RESULTS = HERE / "results.csv"
REPEATS = 3
#: Above this size a task runs once.
LARGE = 50
COLUMNS = ("megabytes", "task", "program", "cpu_seconds", "ratio", "peak_mb", "exponent")
#: What the ratios of a task are measured by.
MEASURE = {
    "counts": "scikit-learn",
    "keyness": "scikit-learn, counts alone",
    "tokens": "naive loop",
    "roles": "one regular expression",
    "voices": "one regular expression",
    "voices in one text": "one regular expression",
    "bootstrap": "weights @ counts",
}
#: Reading voices is slow: it is given a part of the texts.
SHARE = {"voices": 0.05, "voices in one text": 0.05}
RESAMPLES = 10_000


def counts_with_places(texts: dict[str, str]) -> None:
    from corpus_utils import term_matrix, tokenize_texts

    term_matrix(tokenize_texts(texts))


def counts_without_places(texts: dict[str, str]) -> None:
    from corpus_utils import term_matrix

    term_matrix(texts)


def counts_scikit_learn(texts: dict[str, str]) -> None:
    from sklearn.feature_extraction.text import CountVectorizer

    CountVectorizer().fit_transform(texts.values())


def counts_polars(texts: dict[str, str]) -> None:
    import polars as pl

    frame = pl.DataFrame({"doc": list(texts), "text": list(texts.values())})
    words = frame.select("doc", pl.col("text").str.to_lowercase().str.extract_all(r"\w+").alias("word")).explode("word")
    words.group_by("doc", "word").len()


def counts_naive(texts: dict[str, str]) -> None:
    {doc: Counter(re.findall(r"\w+", text.lower())) for doc, text in texts.items()}


def tokens_ours(texts: dict[str, str]) -> None:
    from corpus_utils import tokenize_texts

    tokenize_texts(texts)


def tokens_naive(texts: dict[str, str]) -> None:
    [(doc, m.start(), m.end(), m.group().lower()) for doc, text in texts.items() for m in re.finditer(r"\w+", text)]


def keyness_ours(texts: dict[str, str]) -> None:
    from corpus_utils import keyness, term_matrix

    matrix = term_matrix(texts)
    half = matrix.counts.shape[0] // 2
    keyness((matrix.counts[:half], matrix.terms), (matrix.counts[half:], matrix.terms))


def keyness_scattertext(texts: dict[str, str]) -> None:
    import pandas as pd
    import scattertext

    frame = pd.DataFrame({"text": list(texts.values()), "side": "b"})
    frame.loc[: len(frame) // 2, "side"] = "a"
    corpus = scattertext.CorpusFromPandas(
        frame, category_col="side", text_col="text", nlp=scattertext.whitespace_nlp_with_sentences
    ).build()
    scattertext.LogOddsRatioUninformativeDirichletPrior().get_p_vals(corpus.get_term_freq_df().to_numpy())


def roles_ours(texts: dict[str, str]) -> None:
    from corpus_utils import segment

    for text in texts.values():
        segment(text)


def voices_ours(pages: list[tuple[str, Any]]) -> None:
    from corpus_utils import attribute

    for text, segments in pages:
        attribute(text, segments)


def one_expression(pages: Any) -> None:
    texts = pages.values() if isinstance(pages, dict) else [text for text, _ in pages]
    for text in texts:
        re.findall(r"\w+|[^\w\s]", text)


def bootstrap_ours(drawn: tuple[list, list]) -> None:
    from corpus_utils import bootstrap

    bootstrap(*drawn[0], measures=("log_ratio",), n=RESAMPLES)


def bootstrap_three(drawn: tuple[list, list]) -> None:
    from corpus_utils import bootstrap

    bootstrap(*drawn[0], measures=("rate_difference", "log_ratio", "delta"), n=RESAMPLES)


def bootstrap_bare(drawn: tuple[list, list]) -> None:
    """Multiply as one writes it, once a side: all measures are computed from the same resampled counts."""
    for (counts, _), weights in zip(*drawn, strict=True):
        weights @ counts.astype(np.float32)


def with_roles(texts: dict[str, str]) -> list[tuple[str, Any]]:
    """Find the body of each text, so that reading voices alone is timed."""
    from corpus_utils import segment

    return [(text, segment(text)) for text in texts.values()]


def with_roles_in_one(texts: dict[str, str]) -> list[tuple[str, Any]]:
    return with_roles({"one": "\n\n".join(texts.values())})


def with_weights(texts: dict[str, str]) -> tuple[list, list]:
    """Count two sides, and draw numbers of the shape of the weights of their documents, small as these are."""
    from corpus_utils import term_matrix

    matrix = term_matrix(texts)
    half = matrix.counts.shape[0] // 2
    sides = [(matrix.counts[:half], matrix.terms), (matrix.counts[half:], matrix.terms)]
    rng = np.random.default_rng(0)
    return sides, [rng.integers(0, 3, (RESAMPLES, side.shape[0]), np.uint8).astype(np.float32) for side, _ in sides]


#: What is made of the texts before the time runs.
BEFORE: dict[str, Callable[[dict[str, str]], Any]] = {
    "voices": with_roles,
    "voices in one text": with_roles_in_one,
    "bootstrap": with_weights,
}
#: By task and program: what it does, and the package that it needs.
TASKS: dict[tuple[str, str], tuple[Callable[[Any], None], str]] = {
    ("counts", "corpus_utils, with places"): (counts_with_places, "corpus_utils"),
    ("counts", "corpus_utils"): (counts_without_places, "corpus_utils"),
    ("counts", "scikit-learn"): (counts_scikit_learn, "sklearn"),
    ("counts", "polars"): (counts_polars, "polars"),
    ("counts", "naive loop"): (counts_naive, "re"),
    ("tokens", "corpus_utils"): (tokens_ours, "corpus_utils"),
    ("tokens", "naive loop"): (tokens_naive, "re"),
    ("keyness", "corpus_utils"): (keyness_ours, "corpus_utils"),
    ("keyness", "scattertext"): (keyness_scattertext, "scattertext"),
    ("keyness", "scikit-learn, counts alone"): (counts_scikit_learn, "sklearn"),
    ("roles", "corpus_utils"): (roles_ours, "corpus_utils"),
    ("roles", "one regular expression"): (one_expression, "re"),
    ("voices", "corpus_utils"): (voices_ours, "corpus_utils"),
    ("voices", "one regular expression"): (one_expression, "re"),
    ("voices in one text", "corpus_utils"): (voices_ours, "corpus_utils"),
    ("voices in one text", "one regular expression"): (one_expression, "re"),
    ("bootstrap", "corpus_utils"): (bootstrap_ours, "corpus_utils"),
    ("bootstrap", "corpus_utils, three measures"): (bootstrap_three, "corpus_utils"),
    ("bootstrap", "weights @ counts"): (bootstrap_bare, "scipy"),
}
#: Beyond so many megabytes a program or a task takes more than some minutes or gigabytes.
MOST = {"scattertext": 2, "bootstrap": LARGE}


def main(sizes: tuple[float, ...] = (2, 20)) -> None:
    """Run every task on corpora of these sizes, in megabytes; print and write what they cost."""
    rows: list[dict[str, object]] = []
    smaller: dict[tuple[str, str], tuple[float, float]] = {}
    for megabytes in sizes:
        costs: dict[tuple[str, str], list[dict[str, float]]] = {}
        for _ in range(1 if megabytes > LARGE else REPEATS):
            for (task, program), (_, package) in TASKS.items():
                if find_spec(package) is None or megabytes > min(MOST.get(name, megabytes) for name in (task, program)):
                    continue
                costs.setdefault((task, program), []).append(run_apart(task, program, megabytes))
        for (task, program), found in costs.items():
            cpu = min(cost["cpu_seconds"] for cost in found)
            measure = min(cost["cpu_seconds"] for cost in costs[task, MEASURE[task]])
            exponent = ""
            if (task, program) in smaller:
                size, seconds = smaller[task, program]
                exponent = f"{math.log(cpu / seconds) / math.log(megabytes / size):.2f}"
            smaller[task, program] = megabytes, cpu
            peak = max(cost["peak_mb"] for cost in found)
            values = (megabytes, task, program, f"{cpu:.2f}", f"{cpu / measure:.2f}", f"{peak:.0f}", exponent)
            rows.append(dict(zip(COLUMNS, values, strict=True)))
            print("{:6g} MB  {:20}{:28}{:>9} s  ratio {:>6}  peak {:>5} MB  exponent {:>5}".format(*values), flush=True)
    missing = sorted({package for _, package in TASKS.values() if find_spec(package) is None})
    if missing:
        print(f"not compared with {', '.join(missing)}: install benchmarks/requirements.txt (make bench does)")
    with RESULTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def run_apart(task: str, program: str, megabytes: float) -> dict[str, float]:
    """Run a task in a process of its own, so that no other task's memory counts."""
    command = [sys.executable, __file__, "--one", task, program, str(megabytes)]
    environment = os.environ | {"POLARS_MAX_THREADS": "2", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return json.loads(done.stdout.splitlines()[-1])


def run_here(task: str, program: str, megabytes: float) -> dict[str, float]:
    """Run a task, and measure the seconds of all its threads and the memory that it takes beside the texts."""
    work, _ = TASKS[task, program]
    before = BEFORE.get(task, dict)
    work(before(make_texts(0.02)))  # what is imported and compiled when first used is not counted
    given = before(make_texts(megabytes * SHARE.get(task, 1)))
    start = time.process_time()
    work(given)
    seconds = time.process_time() - start
    return {"cpu_seconds": seconds, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


if __name__ == "__main__":
    sys.path.append(str(PEERS))  # last, so that what both need is the project's own
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(run_here(sys.argv[2], sys.argv[3], float(sys.argv[4]))))
    else:
        main(tuple(map(float, sys.argv[1:])) or (2, 20))
