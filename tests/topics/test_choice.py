"""Two questions: planted topics are found, what is no topic is not, whoever does the work."""

import joblib
import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from corpus_utils import term_matrix
from corpus_utils.topics.choice import (
    assign_folds,
    best_k,
    choose_topics,
    first_halves,
    gather,
    max_t,
    random_halves,
    score_fold,
)
from corpus_utils.topics.models import fit_topics, match_topics
from corpus_utils.topics.power import plant_topics

WORDS = pd.Series(1 / np.arange(1, 101) ** 0.5, index=[f"w{i:03}" for i in range(100)])
DOCUMENTS = np.arange(60) % 4


def texts_with(k, seed, **how):
    return plant_topics([40] * 60, WORDS, k, **({"own": 0.7, "mixing": 0.1, "seed": seed} | how))


def bursty(seed):
    """Draw texts without topics in which a paragraph repeats its own words, as real paragraphs do."""
    rng = np.random.default_rng(seed)
    base = 30 * WORDS.to_numpy() / WORDS.sum()
    return pd.DataFrame([rng.multinomial(40, rng.dirichlet(base)) for _ in range(60)], columns=WORDS.index)


def small_choice(seed=0):
    return choose_topics(texts_with(3, seed=0)[0].head(24), [2], documents=DOCUMENTS[:24], seed=seed, n_deals=99)


@pytest.fixture(scope="module")
def planted():
    return choose_topics(texts_with(3, seed=0)[0], [2, 3, 4], documents=DOCUMENTS)


@pytest.fixture(scope="module")
def one_process():
    return small_choice()


class TestTopicsThatCrossDocuments:
    def test_planted_topics_are_found_and_are_the_topics(self, planted):
        counts, topics = texts_with(3, seed=0)
        assert planted["recognised_p_without_one"].max() <= 0.01
        assert planted["chosen"].sum() == 1
        assert match_topics(topics, fit_topics(counts, 3).topic_terms)["cosine"].min() > 0.8

    @pytest.mark.parametrize("seed", [0, 1])
    def test_texts_without_topics_have_none(self, seed):
        choice = choose_topics(texts_with(1, seed)[0], [2, 3, 4], documents=DOCUMENTS)
        assert not choice["chosen"].any()
        assert choice["information_p"].min() > 0.05

    def test_repeated_words_are_no_topics(self):
        found = [choose_topics(bursty(seed), [2, 4], documents=DOCUMENTS)["chosen"].any() for seed in range(6)]
        assert sum(found) <= 1

    def test_documents_that_differ_are_no_topics_that_cross_them(self):
        counts, _ = texts_with(4, seed=2, own=0.9, documents=DOCUMENTS)
        choice = choose_topics(counts, [2, 3, 4], documents=DOCUMENTS)
        assert not choice["chosen"].any()
        assert choice["information_p"].min() == 0.001
        assert choice["information"].max() > 0.5

    def test_a_phrase_is_no_topic_if_halves_are_cut_between_sentences(self):
        rng = np.random.default_rng(3)
        pairs = rng.permutation(100).reshape(-1, 2)
        halves = np.zeros((2, 60, 100), dtype=int)
        for half in halves.reshape(-1, 100):
            np.add.at(half, pairs[rng.integers(50, size=10)].ravel(), 1)
        tables = [pd.DataFrame(part, columns=WORDS.index) for part in (halves.sum(axis=0), halves[0])]
        cut, not_cut = (choose_topics(tables[0], [3], documents=DOCUMENTS, halves=h) for h in (tables[1], None))
        assert cut.loc[0, "recognised_p"] > 0.05
        assert not_cut.loc[0, "recognised_z"] > cut.loc[0, "recognised_z"] + 1

    def test_one_document_cannot_carry_them(self):
        counts, _ = texts_with(3, seed=0)
        plain = plant_topics([40] * 60, WORDS, 1, seed=9)[0]
        labels = np.repeat([0, 1, 2, 3], 15)
        counts = pd.concat([counts.head(30), plain.tail(30)], ignore_index=True)
        short = np.r_[0:16, 30:60]  # one paragraph alone in its document, so only document 0 can show topics
        choice = choose_topics(counts.iloc[short], [3], documents=labels[short], seed=0)
        assert choice.loc[0, "recognised_p_without_one"] > choice.loc[0, "recognised_p"]
        assert not choice.loc[0, "chosen"]

    def test_lda_finds_them_too(self):
        counts = plant_topics([30] * 20, WORDS.head(16), 2, own=1.0, mixing=0.1, seed=0)[0]
        choice = choose_topics(counts, [2], model="lda", documents=np.arange(20) % 2)
        assert choice[["model", "chosen"]].to_numpy().tolist() == [["lda", True]]

    def test_documents_of_one_paragraph_are_dealt_among_each_other(self):
        choice = choose_topics(texts_with(3, seed=0, own=0.9)[0], [3], documents=np.arange(60))
        assert choice.loc[0, "recognised_p"] == 0.001
        assert choice.loc[0, "information_p"] == 1

    @pytest.mark.parametrize("documents", ["abcd", "aaaa"], ids=["one paragraph each", "one document"])
    def test_without_paragraphs_to_compare_there_is_no_answer(self, documents):
        counts = texts_with(2, seed=0)[0].head(4)
        choice = choose_topics(counts, [2], documents=list(documents))
        assert choice.loc[0, ["recognised_p", "chosen"]].tolist() == [1, False]
        assert np.isnan(choice.loc[0, "recognised"])


class TestTable:
    def test_row_holds_each_measure_with_its_p(self, planted):
        assert planted["k"].tolist() == [2, 3, 4]
        for name in ("recognised", "information"):
            assert ((planted[f"{name}_z"] > planted[f"{name}_bar"]) == (planted[f"{name}_p"] <= 0.05)).all()
        assert (planted["recognised_p_without_one"] >= planted["recognised_p"]).all()
        assert planted["recognised"].between(0.5, 1).all()
        assert planted["stability"].between(0, 1).all()

    def test_halves_that_are_given_are_used(self, planted):
        counts = texts_with(3, seed=0)[0]
        halves = counts // 2
        given = choose_topics(counts, [2, 3, 4], documents=DOCUMENTS, halves=halves[halves.columns[::-1]])
        assert (given["recognised_z"] != planted["recognised_z"]).all()
        assert (given["information"] == planted["information"]).all()

    def test_seed_decides(self, one_process):
        pd.testing.assert_frame_equal(small_choice(), one_process, check_exact=True)
        assert small_choice(seed=1).loc[0, "recognised_z"] != one_process.loc[0, "recognised_z"]

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"ks": [1, 2]}, "expected numbers from 2"),
            ({"ks": []}, "expected numbers from 2"),
            ({"ks": [61]}, "from 2 to 60"),
            ({"documents": [1, 2]}, "documents has 2 entries; expected 60"),
            ({"n_deals": 18}, "expected at least 19"),
            ({"halves": pd.DataFrame(1, index=range(60), columns=["w000"])}, "do not fit counts"),
            ({"model": "lsa"}, "expected 'nmf' or 'lda'"),
        ],
    )
    def test_refuses_what_cannot_be_answered(self, change, message):
        with pytest.raises(ValueError, match=message):
            choose_topics(texts_with(3, seed=0)[0], **({"ks": [2], "documents": DOCUMENTS} | change))

    def test_the_smallest_study_has_a_table(self):
        counts = pd.DataFrame({"un": [1, 2], "war": [2, 0]})
        assert choose_topics(counts, [2], documents=["a", "b"])["recognised_p"].tolist() == [1]

    def test_refuses_a_table_without_a_word(self):
        with pytest.raises(ValueError, match="all counts are 0"):
            choose_topics(pd.DataFrame({"un": [0, 0], "war": [0, 0]}), [2], documents=["a", "b"])

    def test_refuses_halves_that_hold_more_than_the_paragraph(self):
        counts = texts_with(3, seed=0)[0]
        with pytest.raises(ValueError, match="do not fit counts"):
            choose_topics(counts, [2], documents=DOCUMENTS, halves=counts + 1)


class TestParallelWork:
    """Where the work is done is the caller's one line, and changes nothing."""

    def test_two_jobs_give_what_one_gives(self, one_process):
        with joblib.parallel_config(backend="threading", n_jobs=2):
            pd.testing.assert_frame_equal(small_choice(), one_process, check_exact=True)


class TestFirstHalves:
    def halves(self, sentences, words):
        tokens = pd.DataFrame({"doc_id": "a", "paragraph": 1, "sentence": sentences, "token": words})
        counts = term_matrix(tokens[tokens["token"] != "the"], "paragraph")
        half = first_halves(tokens, counts)
        return dict(zip(half.terms, half.counts.toarray()[0].tolist(), strict=True))

    def test_cuts_at_the_end_of_the_sentence_nearest_to_the_middle(self):
        assert self.halves([1, 1, 1, 2, 3], list("abcde")) == {"a": 1, "b": 1, "c": 1, "d": 0, "e": 0}
        assert self.halves([1, 2, 2, 3], list("abcd")) == {"a": 1, "b": 0, "c": 0, "d": 0}  # the earlier on a tie

    def test_cuts_one_sentence_in_the_middle_of_its_counted_words(self):
        assert self.halves([1] * 6, ["the", "the", "the", "a", "b", "c"]) == {"a": 1, "b": 1, "c": 0}

    def test_refuses_other_tokens(self):
        tokens = pd.DataFrame({"doc_id": "a", "paragraph": 1, "sentence": 1, "token": ["a", "b"]})
        with pytest.raises(ValueError, match="tokens hold 1 of the 2 words"):
            first_halves(tokens.head(1), term_matrix(tokens, "paragraph"))


class TestRandomHalves:
    def test_halves_every_paragraph_and_takes_no_word_twice(self):
        table = np.random.default_rng(0).integers(4, size=(30, 8))
        half = random_halves(sparse.csr_array(1.0 * table), np.random.default_rng(1)).toarray()
        assert (half <= table).all()
        assert (half.sum(axis=1) == (table.sum(axis=1) + 1) // 2).all()

    def test_every_word_is_as_likely(self):
        table = sparse.csr_array(np.tile([1.0, 1.0, 2.0], (4000, 1)))
        half = random_halves(table, np.random.default_rng(0)).toarray()
        np.testing.assert_allclose(half.mean(axis=0), [0.5, 0.5, 1.0], atol=0.03)


class TestFolds:
    def test_few_documents_are_left_out_one_by_one(self):
        assert assign_folds(np.array(list("bab")), 0).tolist() == [1, 0, 1]

    def test_many_documents_are_left_out_in_ten_groups(self):
        labels = np.repeat(np.arange(47), 2)
        folds = assign_folds(labels, 0)
        assert sorted(np.unique(folds, return_counts=True)[1].tolist()) == [8] * 3 + [10] * 7
        assert (folds[::2] == folds[1::2]).all()
        assert (assign_folds(labels, 1) != folds).any()


class TestScoreFold:
    def test_a_half_recognises_its_own_other_half(self):
        counts = sparse.csr_array(np.kron(np.eye(2), np.full((6, 8), 2.0)))
        left_out = np.arange(12) % 3 == 0
        fold = score_fold(counts, counts / 2, np.where(left_out, 0, 1), left_out, [2], "nmf")
        scores = fold.pairs[0][0]
        assert np.diag(scores).min() > 0.5
        assert scores[0, 2] < 0.5  # halves of paragraphs on different topics
        assert scores.mean() == pytest.approx(0.5)

    def test_a_word_that_is_repeated_says_nothing(self):
        counts = sparse.csr_array(2.0 * np.eye(8))
        left_out = np.arange(8) % 2 == 0
        fold = score_fold(counts, counts / 2, left_out, left_out, [2], "nmf")
        assert gather(fold.pairs, 1)[1].tolist() == [0.0]


class TestGather:
    def test_closed_form_is_that_of_all_deals(self):
        rng = np.random.default_rng(0)
        pairs = [rng.random((1, n, n)) for n in (3, 5)]
        deals = []
        for _ in range(20_000):
            deals.append(sum(pair[0, np.arange(len(pair[0])), rng.permutation(len(pair[0]))].sum() for pair in pairs))
        observed = sum(np.trace(pair[0]) for pair in pairs)
        assert gather(pairs, 1)[1][0] == pytest.approx((observed - np.mean(deals)) / np.std(deals), abs=0.03)


class TestMaxT:
    def test_is_uniform_where_there_is_nothing(self):
        rng = np.random.default_rng(0)
        p = [max_t(rng.standard_normal((3, 40)))[0].min() for _ in range(1000)]
        assert np.mean(np.array(p) <= 0.1) == pytest.approx(0.1, abs=0.03)

    def test_what_passes_the_bar_has_p_of_five_percent_at_most(self):
        z = np.concatenate([[[0.0]], np.arange(1, 100)[None]], axis=1)
        bar = max_t(z)[1]
        for value, expected in ((bar + 0.5, True), (bar - 0.5, False)):
            z[0, 0] = value
            assert (max_t(z)[0][0] <= 0.05) == expected


class TestBestK:
    CHOICE = pd.DataFrame({"k": [2, 3, 4], "recognised_z": [0.3, 0.3, 0.1], "chosen": [False, False, True]})

    def test_the_chosen_one(self):
        assert best_k(self.CHOICE) == 4

    def test_else_the_largest_z_and_the_smaller_on_a_tie(self):
        assert best_k(self.CHOICE.assign(chosen=False)) == 2
