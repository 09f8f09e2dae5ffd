"""Remember who a text has spoken of, so that pronouns and descriptions find whom they mean."""

from __future__ import annotations

from corpus_utils.speech.lexicon import fold
from corpus_utils.speech.phrases import Sentence
from corpus_utils.speech.roster import Speaker

__all__ = ["ANYBODY", "Memory"]

#: All kinds of speakers.
ANYBODY = ("person", "body", "several", "described", "holder")
#: Whom a pronoun means that fits nobody.
NOBODY = Speaker("", "", "described")
_SPAN = 50  # mentions that are looked back


class Memory:
    """The speakers of a text so far: sources and subjects on one hand, names in passing on the other.

    Parameters
    ----------
    nobody : Speaker
        What a pronoun means that fits nobody.

    Examples
    --------
    >>> memory = Memory()
    >>> memory.note(0, Speaker("Jane Example", "other", "person"))
    >>> memory.person("f", block=0).name
    'Jane Example'
    """

    def __init__(self, nobody: Speaker = NOBODY) -> None:
        self._nobody = nobody
        self._mentions: list[tuple[int, Speaker]] = []
        self._passing: list[tuple[int, Speaker]] = []
        self._genders: dict[str, str] = {}
        self._turns: dict[str, int] = {}

    def note(self, block: int, speaker: Speaker) -> None:
        """Remember a source or a subject."""
        self._mentions.append((block, speaker))
        self._turns[speaker.name] = len(self._mentions)

    def note_passing(self, block: int, speaker: Speaker) -> None:
        """Remember somebody whom a sentence names in passing."""
        self._passing.append((block, speaker))

    def turn(self, speaker: Speaker) -> int:
        """Return the number of the last mention of a speaker, -1 if there is none."""
        return self._turns.get(speaker.name, -1)

    def latest(
        self, kinds: tuple[str, ...] = ANYBODY, gender: str = "", block: int | None = None, passing: bool = False
    ) -> Speaker | None:
        """Return whom the text spoke of last.

        Parameters
        ----------
        kinds : tuple of str
            The kinds of speakers that fit.
        gender : str, optional
            ``m`` or ``f``; speakers of unknown gender fit too.
        block : int, optional
            Look in this block of text only.
        passing : bool, default False
            Look at names in passing instead of sources and subjects.

        Returns
        -------
        Speaker or None
        """
        for where, speaker in reversed((self._passing if passing else self._mentions)[-_SPAN:]):
            if block is not None and where != block:
                return None
            known = speaker.gender or self._genders.get(speaker.name, "")
            if speaker.kind in kinds and (not gender or known in ("", gender)):
                return speaker
        return None

    def described(self, words: frozenset[str]) -> Speaker | None:
        """Return the speaker without a name whom the words describe again, the last one."""
        for _, speaker in reversed(self._mentions[-_SPAN:]):
            if speaker.kind in {"described", "holder", "body"} and words <= set(fold(speaker.name).split()):
                return speaker
        return None

    def person(self, gender: str, block: int) -> Speaker | None:
        """Return whom ``he`` or ``she`` means: in this block before others, sources before names in passing."""
        someone = ("person", "holder")
        found = (
            self.latest(someone, gender, block)
            or self.latest(someone, gender, block, passing=True)
            or self.latest(someone, gender)
            or self.latest(("described",), gender)
            or self.latest(someone, gender, passing=True)
        )
        if found and found.kind in someone:
            self._genders.setdefault(found.name, gender)
        return found

    def pronoun(self, sentence: Sentence, at: int) -> Speaker | None:
        """Return whom a pronoun means: a speaker without a name where nobody fits, None if it is no pronoun."""
        if sentence.is_a(at, "pronoun_person"):
            return self.person("m" if sentence.words[at] == "he" else "f", sentence.block) or self._nobody
        if sentence.is_a(at, "pronoun_thing"):
            return self.latest(("body", "described")) or self._nobody
        if sentence.is_a(at, "pronoun_plural") or sentence.words[at] == "both":
            return self.latest(("several",)) or self.latest(("described", "body")) or self._nobody
        return None
