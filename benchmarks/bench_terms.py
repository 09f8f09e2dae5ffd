"""Time counting, keyness and resampling on a synthetic corpus beside the usual ways."""

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.special import betaincinv
from scipy.stats import chi2
from sklearn.feature_extraction.text import CountVectorizer
from timing import report, timed

from corpus_utils.counts import term_matrix
from corpus_utils.terms.association import signed_g2
from corpus_utils.terms.divergence import divergence
from corpus_utils.terms.keyness import keyness
from corpus_utils.terms.resampling import bootstrap
from corpus_utils.terms.units import Contrast, deal_out
from corpus_utils.terms.verdicts import deal
from corpus_utils.tokens import tokenize

WORDS = 30_000
DOCUMENTS = 10_000
RESAMPLES = 500
NAIVE_RESAMPLES = 50


def main(megabytes: float = 20) -> None:
    """Print one line a task; a ratio above 1 says how many times faster this library is."""
    texts = corpus(int(megabytes * 1e6))
    print(f"{sum(map(len, texts)) / 1e6:.1f} MB, {len(texts)} documents, {WORDS} words to choose from")
    ours, matrix = timed(lambda: count(texts))
    theirs, counted = timed(lambda: CountVectorizer(token_pattern=r"\w+").fit_transform(texts))
    assert (matrix.counts != counted.tocsr()).nnz == 0
    report("raw text to document-term counts, with offsets", ours, "CountVectorizer, no offsets", theirs)
    tokens = pd.DataFrame([(doc, word) for doc, text in enumerate(texts) for word in text.split()])
    tokens.columns = ["doc_id", "token"]
    ours, _ = timed(lambda: term_matrix(tokens))
    theirs, _ = timed(lambda: CountVectorizer(analyzer=str.split).fit_transform(texts))
    report("token table to document-term counts", ours, "CountVectorizer on text split at blanks", theirs)

    half = len(texts) // 2
    target, reference = (matrix.counts[:half], matrix.terms), (matrix.counts[half:], matrix.terms)
    sums = [np.asarray(side[0].sum(axis=0)) for side in (target, reference)]
    ours, table = timed(lambda: keyness(target, reference))
    theirs, slow = timed(lambda: naive_keyness(*sums))
    order = table.index.get_indexer(matrix.terms[sums[0] + sums[1] > 0])
    assert np.allclose(table[["g2", "p", "lrc"]].to_numpy()[order], slow)
    report("keyness, all 14 columns", ours, "loop over terms, 3 columns", theirs)
    ours, _ = timed(lambda: divergence(target, reference))
    print(f"{'divergence':<48}{ours:9.2f} s")

    scale = RESAMPLES / NAIVE_RESAMPLES
    theirs, _ = timed(lambda: naive_bootstrap(target[0], reference[0], NAIVE_RESAMPLES))
    ours, _ = timed(lambda: bootstrap(target, reference, measures=("log_ratio",), n=RESAMPLES))
    report(f"{RESAMPLES} bootstrap resamples, all terms", ours, "loop over resamples (scaled up)", theirs * scale)
    sizes, names = np.asarray(matrix.counts.sum(axis=1)), np.arange(len(texts)).astype(str)
    contrast = Contrast(matrix.terms, matrix.counts, sizes, names, half, "document")
    ours, _ = timed(lambda: deal(contrast, deal_out(contrast, RESAMPLES)))
    theirs, _ = timed(lambda: naive_permutation(target[0], reference[0], NAIVE_RESAMPLES))
    report(f"{RESAMPLES} deals, all terms", ours, "loop over permutations (scaled up)", theirs * scale)


def corpus(characters: int, seed: int = 0) -> list[str]:
    """Write documents of invented words, with frequencies by Zipf's law."""
    rng = np.random.default_rng(seed)
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    vocabulary = sorted({"".join(rng.choice(letters, size=rng.integers(3, 9))) for _ in range(WORDS)})
    vocabulary = rng.permutation(vocabulary)
    weights = 1 / np.arange(1, len(vocabulary) + 1)
    length = characters // DOCUMENTS // 6
    drawn = rng.choice(len(vocabulary), size=(DOCUMENTS, int(length)), p=weights / weights.sum())
    return [" ".join(row) for row in vocabulary[drawn]]


def count(texts: list[str]):
    """Count the documents' words by way of tokens that know their place."""
    rows = [(doc, *token) for doc, text in enumerate(texts) for token in tokenize(text)]
    return term_matrix(pd.DataFrame(rows, columns=["doc_id", "start", "end", "token"]))


def naive_keyness(target: np.ndarray, reference: np.ndarray) -> list[tuple[float, float, float]]:
    """Compute G2, p and LRC term by term, as a script would."""
    n1, n2 = target.sum(), reference.sum()
    used = target + reference > 0
    rows = []
    for a, b in zip(target[used], reference[used], strict=True):
        g2 = 0.0
        for cell, side, column in (
            (a, n1, a + b),
            (b, n2, a + b),
            (n1 - a, n1, n1 + n2 - a - b),
            (n2 - b, n2, n1 + n2 - a - b),
        ):
            if cell:
                g2 += 2 * cell * np.log(cell * (n1 + n2) / (side * column))
        sign = np.sign(a / n1 - b / n2)
        more, less, own, other = (a, b, n1, n2) if sign >= 0 else (b, a, n2, n1)
        low = betaincinv(more, less + 1, 0.025 / used.sum())
        lrc = sign * max(0.0, np.log2(low / (1 - low) * other / own))
        rows.append((sign * g2, chi2.sf(g2, 1), lrc))
    return rows


def naive_bootstrap(target: sparse.csr_array, reference: sparse.csr_array, n: int) -> np.ndarray:
    """Pick the drawn rows of both tables for every resample, and keep the log ratios of all terms."""
    rng = np.random.default_rng(0)
    kept = []
    for _ in range(n):
        a, b = (side[rng.integers(0, side.shape[0], side.shape[0])].sum(axis=0) for side in (target, reference))
        kept.append(np.log2(np.maximum(a, 0.5) / a.sum()) - np.log2(np.maximum(b, 0.5) / b.sum()))
    return np.quantile(kept, [0.025, 0.975], axis=0)


def naive_permutation(target: sparse.csr_array, reference: sparse.csr_array, n: int) -> np.ndarray:
    """Shuffle the rows for every permutation, and count how often G2 is large."""
    rng = np.random.default_rng(0)
    pooled = sparse.vstack([target, reference]).tocsr()
    reached = np.zeros(pooled.shape[1])
    for _ in range(n):
        shuffled = pooled[rng.permutation(pooled.shape[0])]
        a, b = shuffled[: target.shape[0]].sum(axis=0), shuffled[target.shape[0] :].sum(axis=0)
        reached += np.abs(signed_g2(a, b, a.sum(), b.sum())) >= 4
    return reached


if __name__ == "__main__":
    main()
