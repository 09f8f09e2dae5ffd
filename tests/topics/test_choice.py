"""The verdict: planted topics are found, texts without topics are declined, whoever does the work."""

import joblib
import numpy as np
import pandas as pd
import pytest
from distributed import Client, LocalCluster

from corpus_utils.topics.choice import best_k, choose_topics, verdict
from corpus_utils.topics.matching import match_topics
from corpus_utils.topics.models import fit_topics
from corpus_utils.topics.planted import plant_topics
from corpus_utils.topics.scores import MEASURES

WORDS = pd.Series(1 / np.arange(1, 101) ** 0.5, index=[f"w{i:03}" for i in range(100)])
DOCUMENTS = np.arange(60) % 4
QUICK = {"documents": DOCUMENTS, "n_shuffles": 19, "n_seeds": 3}


def texts_with(k, seed, **how):
    return plant_topics([40] * 60, WORDS, k, own=0.9, mixing=0.1, seed=seed, **how)


def bursty(seed):
    """Draw texts without topics in which a paragraph repeats its own words, as real paragraphs do."""
    rng = np.random.default_rng(seed)
    base = 60 * WORDS.to_numpy() / WORDS.sum()
    return pd.DataFrame([rng.multinomial(40, rng.dirichlet(base)) for _ in range(60)], columns=WORDS.index)


def small_choice(seed=0):
    few = {"documents": DOCUMENTS[:24], "n_shuffles": 7, "alpha": 0.25, "n_seeds": 1}
    return choose_topics(texts_with(3, seed=0)[0].head(24), [2], seed=seed, **few)


@pytest.fixture(scope="module")
def planted():
    return choose_topics(texts_with(3, seed=0)[0], [2, 3, 4], **QUICK)


@pytest.fixture(scope="module")
def one_process():
    return small_choice()


class TestChooseTopics:
    def test_finds_the_planted_number_and_the_topics(self, planted):
        counts, topics = texts_with(3, seed=0)
        assert planted.loc[planted["chosen"], "k"].tolist() == [3]
        assert planted.loc[planted["k"] == 3, "supported"].all()
        assert match_topics(topics, fit_topics(counts, 3).topic_terms)["cosine"].min() > 0.85

    def test_finds_another_planted_number(self):
        choice = choose_topics(texts_with(4, seed=1)[0], [3, 4, 5], **QUICK)
        assert choice.loc[choice["chosen"], "k"].tolist() == [4]

    @pytest.mark.parametrize("seed", [0, 1])
    def test_declines_texts_without_topics(self, seed):
        choice = choose_topics(texts_with(1, seed)[0], [2, 3, 4], **QUICK)
        assert not choice["supported"].any()
        assert not choice["chosen"].any()

    def test_declines_texts_whose_paragraphs_only_repeat_words(self):
        choice = choose_topics(bursty(0), [2, 3, 4], **QUICK)
        assert not choice["supported"].any()
        assert (choice["held_out_p"] == 0.05).any()  # why held-out fit alone supports nothing

    def test_lda_finds_them_too(self):
        counts = plant_topics([30] * 20, WORDS.head(16), 2, own=1.0, mixing=0.1, seed=0)[0]
        choice = choose_topics(counts, [2], model="lda", n_shuffles=3, alpha=0.25, n_seeds=1, top=4)
        assert choice[["model", "supported"]].to_numpy().tolist() == [["lda", True]]

    def test_documents_that_differ_are_not_topics_within_them(self):
        counts = np.vstack(
            [plant_topics([40] * 16, WORDS.sample(frac=1, random_state=s), 1, seed=s)[0] for s in range(3)]
        )
        counts = pd.DataFrame(counts, columns=WORDS.index)
        labels = np.repeat([0, 1, 2], 16)
        choice = choose_topics(counts, [2, 3], documents=labels, n_shuffles=19, n_seeds=2, within_documents=True)
        assert not choice["supported"].any()

    def test_row_holds_each_measure_with_its_band_and_p(self, planted):
        assert planted["k"].tolist() == [2, 3, 4]
        assert set(planted["coherence_form"]) == {"whole paragraphs"}
        for name in MEASURES:
            low, value, high, p = (planted[f"{name}{end}"] for end in ("_shuffled_low", "", "_shuffled_high", "_p"))
            assert (low < high).all()
            assert ((value > high) == (p <= 0.05)).all()
            assert p.between(0.05, 1).all()
        passed = (planted[[f"{name}_p" for name in MEASURES[:3]]] <= 0.05).all(axis=1)
        assert (planted["supported"] == passed).all()
        assert planted.loc[planted["supported"], "reason"].str.startswith("all above").all()
        assert planted.loc[~planted["supported"], "reason"].str.startswith("not above").all()

    def test_running_texts_turn_coherence_to_windows(self):
        counts = texts_with(3, seed=0)[0].head(24)
        texts = [[word for word in counts for _ in range(row[word])] for _, row in counts.iterrows()]
        few = {"documents": DOCUMENTS[:24], "n_shuffles": 3, "alpha": 0.25, "n_seeds": 1}
        whole, windows = (choose_topics(counts, [2], texts=words, window=4, **few) for words in (None, texts))
        assert windows["coherence_form"].tolist() == ["windows of 4 words"]
        assert windows.loc[0, "coherence"] != whole.loc[0, "coherence"]
        assert windows.loc[0, "stability_lodo"] == whole.loc[0, "stability_lodo"]

    @pytest.mark.parametrize("documents", [None, np.zeros(60)], ids=["unknown", "one"])
    def test_says_when_stability_over_documents_was_not_tested(self, documents):
        choice = choose_topics(texts_with(3, seed=0)[0], [3], documents=documents, n_shuffles=9, alpha=0.1, n_seeds=2)
        assert choice.loc[0, "supported"]
        assert np.isnan(choice.loc[0, "stability_lodo"])
        assert "not tested" in choice.loc[0, "reason"]

    def test_seed_decides(self, one_process):
        pd.testing.assert_frame_equal(small_choice(), one_process, check_exact=True)
        assert small_choice(seed=1).loc[0, "coherence_shuffled_high"] != one_process.loc[0, "coherence_shuffled_high"]

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"ks": [1, 2]}, "expected numbers from 2"),
            ({"ks": []}, "expected numbers from 2"),
            ({"ks": [31]}, "from 2 to 30"),
            ({"documents": [1, 2]}, "documents has 2 entries; expected 60"),
            ({"n_shuffles": 18}, "expected at least 19"),
            ({"documents": None, "within_documents": True}, "needs documents"),
            ({"texts": [["w000"]]}, "do not hold the same terms"),
            ({"model": "lsa"}, "expected 'nmf' or 'lda'"),
        ],
    )
    def test_refuses_what_cannot_be_answered(self, change, message):
        with pytest.raises(ValueError, match=message):
            choose_topics(texts_with(3, seed=0)[0], **({"ks": [2]} | QUICK | change))


class TestParallelWork:
    """Where the work is done is the caller's one line, and changes nothing."""

    def test_two_jobs_give_what_one_gives(self, one_process):
        with joblib.parallel_config(backend="threading", n_jobs=2):
            pd.testing.assert_frame_equal(small_choice(), one_process, check_exact=True)

    def test_a_dask_cluster_gives_what_one_process_gives(self, one_process):
        with (
            LocalCluster(n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None) as cluster,
            Client(cluster) as client,
            joblib.parallel_config(backend="dask"),
        ):
            parallel = small_choice()
            assert client.run_on_scheduler(lambda dask_scheduler: dask_scheduler.transition_counter) > 0
        pd.testing.assert_frame_equal(parallel, one_process, check_exact=True)


class TestBestK:
    CHOICE = pd.DataFrame({"k": [2, 3, 4], "score": [0.3, 0.3, 0.1], "chosen": [False, False, True]})

    def test_the_chosen_one(self):
        assert best_k(self.CHOICE) == 4

    def test_else_the_highest_score_and_the_smaller_on_a_tie(self):
        assert best_k(self.CHOICE.assign(chosen=False)) == 2


class TestVerdict:
    def test_names_what_is_supported(self, planted):
        text = " ".join(verdict(planted).split())
        assert text.startswith("3 topics are supported")
        others = planted.loc[planted["supported"] & ~planted["chosen"], "k"]
        assert all(str(k) in text.split("score:")[1] for k in others)

    def test_declines_in_words(self, planted):
        text = " ".join(verdict(planted.assign(supported=False, chosen=False)).split())
        assert text.startswith("No number of topics from 2 to 4 is supported")
        assert text.endswith("is an illustration, not a finding.")
