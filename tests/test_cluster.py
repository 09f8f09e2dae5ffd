"""The same bytes on a Dask cluster of two processes, with loky, and in one process."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import joblib
import numpy as np
import pandas as pd
import pytest
from distributed import Client, LocalCluster

from corpus_utils.build import build, write_tables
from corpus_utils.cache import DocumentCache
from corpus_utils.study import load_study
from corpus_utils.terms.matched import matched_contrasts
from corpus_utils.terms.units import contrast_units
from corpus_utils.topics.choice import choose_topics
from corpus_utils.topics.power import plant_topics

WORDS = pd.Series(1 / np.arange(1, 61), index=[f"w{i:02}" for i in range(60)])


@pytest.fixture(scope="module")
def client():
    """Start two workers, each a process that shares nothing with this one; it takes some seconds, once."""
    with (
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            memory_limit=None,
            host="127.0.0.1",
        ) as cluster,
        Client(cluster, timeout=60) as client,
    ):
        client.wait_for_workers(2, timeout=60)
        yield client


@pytest.fixture(scope="module")
def study():
    """Load three documents; the others take time and add no other way to be read."""
    whole = load_study()
    return dataclasses.replace(whole, documents=whole.documents.head(3))


def built(study, folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in write_tables(build(study), folder)}


def resampled() -> pd.DataFrame:
    rng = np.random.default_rng(0)
    sides = [
        pd.DataFrame(
            {"doc_id": np.repeat(list(names), 100), "token": rng.choice(WORDS.index, 600, p=WORDS / WORDS.sum())}
        )
        for names in ("abcdef", "ghijkl")
    ]
    return matched_contrasts(contrast_units(*sides), draws=3, deals=50)


def topics() -> pd.DataFrame:
    counts, _ = plant_topics([40] * 24, WORDS, 3, own=0.7, mixing=0.1, seed=0)
    return choose_topics(counts, [2], documents=np.arange(24) % 4, n_deals=99)


@pytest.fixture
def at_work(client):
    """Send joblib's work to the cluster, and see that it was done there; which of the two does it is its own affair."""
    before = client.run(transitions)
    with joblib.parallel_config(backend="dask"):
        yield
    after = client.run(transitions)
    assert len(after) == 2 and sum(after.values()) > sum(before.values())
    assert os.getpid() not in client.run(os.getpid).values()


def transitions(dask_worker) -> int:
    return dask_worker.state.transition_counter


class TestACluster:
    def test_a_build_has_the_same_bytes(self, study, tmp_path, monkeypatch, request):
        monkeypatch.setattr("corpus_utils.build.CHARACTERS_A_BATCH", 5000)
        with joblib.parallel_config(backend="loky", n_jobs=2):
            expected = built(study, tmp_path)
        request.getfixturevalue("at_work")
        assert built(study, tmp_path) == expected

    def test_units_dealt_out_anew_give_the_same_to_the_last_bit(self, request):
        with joblib.parallel_config(backend="loky", n_jobs=2):
            expected = resampled()
        request.getfixturevalue("at_work")
        pd.testing.assert_frame_equal(resampled(), expected, check_exact=True)

    def test_topics_are_the_same_to_the_last_bit(self, request):
        with joblib.parallel_config(backend="loky", n_jobs=2):
            expected = topics()
        request.getfixturevalue("at_work")
        pd.testing.assert_frame_equal(topics(), expected, check_exact=True)

    def test_one_that_goes_in_the_middle_is_one_line_and_what_was_done_is_kept(
        self, client, study, tmp_path, monkeypatch
    ):
        monkeypatch.setattr("corpus_utils.build.CHARACTERS_A_BATCH", 1)
        put = DocumentCache.put
        with Client(client.scheduler.address, timeout=60) as going:

            def put_and_lose(self, key, document):
                put(self, key, document)
                going.close()

            monkeypatch.setattr(DocumentCache, "put", put_and_lose)
            with (
                joblib.parallel_config(backend="dask"),
                pytest.raises(ChildProcessError, match=r"a worker was lost after 1 .* start again") as caught,
            ):
                build(study, cache=tmp_path)
        assert "\n" not in str(caught.value)
        assert len(list(tmp_path.glob("*/*"))) >= 1
