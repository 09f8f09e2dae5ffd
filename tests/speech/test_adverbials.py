"""What stands between the verb and the clause is stepped over, and no more."""

from __future__ import annotations

import pytest
from sentences import sentence_of

from corpus_utils.speech.adverbials import skip_addressee, skip_adverbials


class TestSkipAddressee:
    @pytest.mark.parametrize(
        ("text", "rest"),
        [
            ("She told reporters the road was long.", "the"),
            ("She told the daily paper that it was long.", "that"),
            ("She told TASS he was ill.", "he"),
            ("She told him it was long.", "it"),
            ("She told Reuters by phone: no.", "by"),
            ("She told TASS Jane Example was ill.", "jane"),
            ("She warned they were late.", "they"),
        ],
    )
    def test_what_is_left(self, text, rest):
        sentence = sentence_of(text)
        assert sentence.words[skip_addressee(sentence, 2)] == rest


class TestSkipAdverbials:
    @pytest.mark.parametrize(
        ("text", "rest", "subordinate"),
        [
            ("She said on Saturday it was long.", "it", False),
            ("She said on a call with reporters some men left.", "some", False),
            ("She said last week that it was long.", "that", False),
            ("She said earlier in Geneva: no.", ":", False),
            ("She said after he met her.", "after", True),
            ("She said when asked.", "when", True),
            ("She said if it rained she left.", "if", False),
            ("She said in 2018 the road was long.", "the", False),
            ("She said angrily.", ".", False),
        ],
    )
    def test_what_is_left(self, text, rest, subordinate):
        sentence = sentence_of(text)
        at, found = skip_adverbials(sentence, 2)
        assert (sentence.words[at], found) == (rest, subordinate)
