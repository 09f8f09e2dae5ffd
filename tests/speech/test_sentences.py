"""Sentences keep an attribution with its quotation, and know their finite verbs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentences import sentence_of, sentences_of

from corpus_utils.speech.sentences import QUOTE, has_finite_verb, verb_letters

VERBS = dict.fromkeys(map(ord, verb_letters() + verb_letters(participle=True)), "§")


class TestReadSentences:
    @pytest.mark.parametrize(
        ("text", "count"),
        [
            ("Mr. A. Example of the U.S. left. He was ill.", 2),
            ("“We lost.” He left.", 2),
            ("“Did we lose?” she asked. “Yes.”", 2),
            ("“Did we lose?” asked Jane Example.", 1),
            ("She said: “We lost. All of it.”", 1),
            ("“Did we lose?” Jane Example of the council left. She said no.", 3),
            ("“Did we lose?” The man from the town by the sea in the north who left long ago asked.", 2),
            ("“Did we lose?” Jane Example came", 2),
            ("It came from the U.S. It was late.", 2),
            ("It was late... Then it rained! Why? Nobody knows.", 4),
            ("", 0),
        ],
    )
    def test_count(self, text, count):
        assert len(sentences_of(text)) == count

    def test_a_quotation_is_one_word(self):
        sentence = sentence_of("She said “we lost it” to him.")
        assert sentence.words == ("she", "said", QUOTE, "to", "him", ".")
        assert sentence.quotes[2] == 0
        assert (sentence.starts[2], sentence.ends[2]) == (9, 21)

    @given(st.text(max_size=120))
    def test_places(self, text):
        last = 0
        for sentence in sentences_of(text.replace("\n\n", " ")):
            for start, end in zip(sentence.starts, sentence.ends, strict=True):
                assert last <= start < end
                last = end

    def test_a_text_without_an_end_is_cut(self):
        assert max(len(sentence) for sentence in sentences_of("word " * 5000)) < 1000


class TestHasFiniteVerb:
    @pytest.mark.parametrize(
        "words",
        ["have similar positions", "it works", "we undertake", "talks failed", "it’s over", "thousands will die"],
    )
    def test_speech(self, words):
        assert has_finite_verb(words)

    @pytest.mark.parametrize(
        "words",
        [
            "mutual agreement",
            "a vital tool",
            "all strata",
            "deeply concerned",
            "so-called rebels",
            "to be free",
            "reset",
            "",
        ],
    )
    def test_terms(self, words):
        assert not has_finite_verb(words)


class TestSentence:
    def test_has_finite_counts_a_stretch_only(self):
        sentence = sentence_of("The plan that was agreed has failed.")
        assert sentence.has_finite(2, 4)
        assert not sentence.has_finite(0, 3)
        assert not sentence.has_finite(3, 3)

    def test_is_a_outside_the_sentence(self):
        assert not sentence_of("No.").is_a(7, "determiner")
        assert not sentence_of("No.").is_a(-1, "determiner")


class TestLetters:
    """Each text stands beside a near miss; ``§`` is a verb of speech, ``_`` a word that belongs to the one before."""

    @pytest.mark.parametrize(
        ("text", "letters"),
        [
            ("It is that.", "hbt."),
            ("That day was late.", "lDba."),
            ("Of that he knew.", "odh§."),
            ("This week he left.", "lDhv."),
            ("The last man left.", "dnnv."),
            ("about 40 men", "##n"),
            ("about men", "pn"),
            ("her house is old", "dnbn"),
            ("They met her.", "hvw."),
            ("They met her the day before.", "hvwdDs."),
            ("Then Ann Will came.", "cNNv."),
            ("Will he come?", "zhn."),
            ("the will of the town", "dnodn"),
            ("He left since.", "hva."),
            ("since he left", "shv"),
            ("the US left", "dNv"),
            ("They told us.", "h§w."),
            ("Running was late.", "Nba."),
            ("Running for office was late.", "ipnba."),
            ("in a court filing.", "pdnn."),
            ("a man leaving town.", "dnin."),
            ("The running was late.", "dnba."),
            ("al-Roe left.", "Nv."),
            ("They met al-Roe.", "hvN."),
            ("The old road was closed.", "dnnbe."),
            ("It closed.", "hW."),
            ("The Gulf states met it.", "dNnvh."),
            ("Ruritania states that it is late.", "N§thba."),
            ("The poll leads the field.", "dnvdn."),
            ("The polls lead the field.", "dnvdn."),
            ("The polls leads the field.", "dnndn."),
            ("The poll's leads the field.", "dnndn."),
            ("The polls need the field.", "dnWdn."),
            ("He went on to say it.", "hmaa§h."),
            ("He continued to say it.", "hma§h."),
            ("He went to say it.", "hv2§h."),
            ("He was quoted as saying it.", "hbX@§h."),
            ("He quoted it.", "hWh."),
            ("citing it", "&h"),
            ("to make clear that", "2§_t"),
            ("according to her", "Y_w"),
            ("in the words of Ann", "Y___N"),
            ("in the town of Ann", "pdnoN"),
            ("two days ago", "#Dg"),
            ("at least 40 men", "dn#n"),
        ],
    )
    def test_of_words(self, text, letters):
        assert sentence_of(text).letters.translate(VERBS).replace("\x01", "_") == letters

    @pytest.mark.parametrize(
        ("text", "chunks"),
        [
            ("He did not say it.", "HVH."),
            ("He does not believe it.", "H§H."),
            ("She would say it.", "HVH."),
            ("She was told it.", "HVH."),
            ("She is saying it.", "H§H."),
            ("He was quoted as saying it.", "HZ@§H."),
            ("to make clear that", "kt"),
            ("in the town on Monday", "PNT"),
            ("on Monday, 4", "T"),
            ("last Monday", "T"),
            ("two days ago", "T"),
            ("(the town) left", "(V"),
            ("40 of them", "N"),
            ("The Fish News left.", "MV."),
            ("The fish news left.", "NV."),
            ("Reuters and Ann left.", "McNV."),
            ("She said “we left” it.", "H§QH."),
            ("She said “We left” to it.", "H§UPH."),
        ],
    )
    def test_of_chunks(self, text, chunks):
        assert sentence_of(text).chunks[0].translate(VERBS) == chunks


class TestReach:
    """What is read only so far: a text at the limit, and one beyond it."""

    @pytest.mark.parametrize(("n_words", "count"), [(400, 1), (401, 2)])
    def test_of_a_sentence(self, n_words, count):
        assert len(sentences_of("word " * n_words + ".")) == count

    @pytest.mark.parametrize(("n_words", "count"), [(9, 1), (10, 2)])
    def test_of_an_attribution(self, n_words, count):
        assert len(sentences_of("“Is it late?” The man" + " then" * n_words + " asked.")) == count

    @pytest.mark.parametrize(("n_words", "letter"), [(12, "X"), (13, "W")])
    def test_of_quoted_as(self, n_words, letter):
        assert sentence_of("he quoted" + " it" * n_words + " as late").letters[1] == letter
