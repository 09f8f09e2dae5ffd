"""The groups of a study: their names in words, their look in figures, and whom a description places in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from corpus_utils.speech.lexicon import fold, read_vocabulary

#: Where a source goes that no group of the study takes.
OTHER = "other"
#: The kinds of source that a group may take: those of the vocabulary, and ``any``.
ANY = "any"

_WORDS = regex.compile(r"(?:[a-z]\.){2,}|[\p{L}\p{N}]+(?:['.-][\p{L}\p{N}]+)*")
_LONGEST = 5
_NARROW = frozenset({"opposition", "civil", "state media"})  # tell more than an office: a spokesman of the rebels
_ONE_SIDED = frozenset({"opposition", "civil"})  # of the country that the text is about, where none is named
#: Dark and light alternate, so that neighbours differ in grey; hues after Okabe and Ito (2008).
_COLOURS = ("#E69F00", "#0A4C86", "#56B4E9", "#7A3B00", "#F0E442", "#006B4E", "#CC79A7", "#4D4D4D")
_MARKERS = ("s", "o", "^", "v", "D", "P", "X", "p")
#: An article at the head of a label.
_ARTICLE = regex.compile(r"^(?:the|a|an)\s+", regex.IGNORECASE)
_OTHER_COLOUR, _OTHER_MARKER = "#8A8A8A", "."


@dataclass(frozen=True)
class Group:
    """A group of actors: its label and look, the words that name it and the kinds of source that it takes.

    ``label`` is written as in a sentence: "the union".
    ``words`` name a country, movement or body and share a key in `Groups.named`; ``bodies`` mean this group by
    themselves. Where ``first`` is set, the group wins over another country in the same description.
    """

    name: str
    label: str
    colour: str
    marker: str
    keys: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    kinds: tuple[str, ...] = (ANY,)
    first: bool = False


class Groups(Mapping[str, Group]):
    """The groups that a study declares, by name, in the order of its file.

    Parameters
    ----------
    groups : sequence of Group
        The groups; one called ``other`` is added at the end where none is declared. Without any group there is no
        study, and every description belongs to the group ``""``.
    named : dict of str to sequence of str
        The words behind each key: ``{"ruritanian": ["Ruritania", "Ruritanian"]}``.

    Examples
    --------
    >>> groups = Groups.of_table({"crown": {"words": ["Ruritania", "Ruritanian"], "kinds": ["government"]}})
    >>> groups.of("a Ruritanian minister"), groups.of("a Ruritanian farmer"), groups.label("crown;other")
    ('crown', 'other', 'crown and others')
    >>> Groups().of("a Ruritanian minister")
    ''
    """

    def __init__(self, groups: Sequence[Group] = (), named: Mapping[str, Sequence[str]] | None = None) -> None:
        self._groups = {group.name: group for group in groups}
        if groups and OTHER not in self._groups:
            self._groups[OTHER] = Group(OTHER, "others", _OTHER_COLOUR, _OTHER_MARKER)
        self.fallback = OTHER if groups else ""
        self._cues: dict[str, tuple[tuple[str, str], ...]] = {}
        for cue, kind in _kinds().items():
            for each in kind:
                self._add(cue, "kind", each)
        for key, words in (named or {}).items():
            for word in words:
                self._add_name(word, "nation", key)
        for group in groups:
            for body in group.bodies:
                self._add_name(body, "nation", group.keys[0])
                if group.kinds[0] != ANY:
                    self._add_name(body, "kind", group.kinds[0])
        self._rules = {
            (key, kind): group.name for group in groups for key in (group.keys or ("",)) for kind in group.kinds
        }
        self._first = {key for group in groups if group.first for key in group.keys}
        holders = Counter(key for group in groups for key in group.keys)
        #: Countries with several groups: a text about one says "the opposition" without naming it each time.
        self._contested = {key for key, n in holders.items() if n > 1}
        self._countries = self._contested | {key for key in holders if self._rules.get((key, ANY)) == OTHER}
        #: By the first word of a cue, how many words the longest has that begins so.
        self._longest: dict[str, int] = {}
        for cue in self._cues:
            opening, n_words = cue.partition(" ")[0], min(cue.count(" ") + 1, _LONGEST)
            self._longest[opening] = max(n_words, self._longest.get(opening, 0))
        self._remember()

    @classmethod
    def of_table(cls, table: Mapping[str, Mapping], words: Mapping[str, Sequence[str]] | None = None) -> Groups:
        """Make groups from the tables ``[groups.NAME]`` and ``[words]`` of a study file.

        Parameters
        ----------
        table : dict of str to dict
            By name of the group, all optional: ``label`` as in a sentence, with its article, ``colour``, ``marker``,
            ``words`` (an entry that is a key of `words` stands for all of its words), ``bodies``, ``kinds``, ``first``.
        words : dict of str to list of str, optional
            Lists of words that several groups share.

        Returns
        -------
        Groups
            Whatever is missing has a default: the name as label, a colour and a marker by place. A group that says
            nothing of who belongs to it is named by its label: "the union's secretary" speaks for "The union".

        Examples
        --------
        >>> groups = Groups.of_table({"a": {"label": "The union"}, "b": {"label": "The company"}})
        >>> groups.of("the union's secretary"), groups.of("a farmer")
        ('a', 'other')
        """
        named = {key: tuple(listed) for key, listed in (words or {}).items()}
        groups = []
        looks = iter(zip(*(_cycle(values, len(table)) for values in (_COLOURS, _MARKERS)), strict=True))
        for name, entry in table.items():
            colour, marker = (_OTHER_COLOUR, _OTHER_MARKER) if name == OTHER else next(looks)
            listed = entry.get("words", ())
            if name != OTHER and "label" in entry and not any(entry.get(way) for way in ("words", "bodies", "kinds")):
                listed = (_ARTICLE.sub("", entry["label"]),)
            own = tuple(word for word in listed if word not in named)
            keys = tuple(word for word in listed if word in named)
            if own or (entry.get("bodies") and not keys):
                named = named | {f"[{name}]": own}
                keys = (f"[{name}]", *keys)
            groups.append(
                Group(
                    name,
                    entry.get("label", "others" if name == OTHER else name.replace("_", " ")),
                    entry.get("colour", colour),
                    entry.get("marker", marker),
                    keys,
                    tuple(entry.get("bodies", ())),
                    tuple(entry.get("kinds", (ANY,) if keys else ())),
                    bool(entry.get("first", False)),
                )
            )
        return cls(groups, named)

    def __getitem__(self, name: str) -> Group:
        return self._groups[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._groups)

    def __len__(self) -> int:
        return len(self._groups)

    def __repr__(self) -> str:
        return f"Groups({', '.join(self._groups)})"

    def __getstate__(self) -> dict[str, object]:
        # What it remembers of earlier questions stays behind when it is sent to another process.
        return {name: value for name, value in vars(self).items() if name not in ("of", "names_country")}

    def __setstate__(self, state: dict[str, object]) -> None:
        vars(self).update(state)
        self._remember()

    def _remember(self) -> None:
        self.of = lru_cache(maxsize=4096)(self._of)
        #: Whether a word names a country or body by itself.
        self.names_country = lru_cache(maxsize=1 << 14)(lambda word: bool(self.cues(word)["nation"]))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the groups, ``other`` among them."""
        return tuple(self._groups)

    @property
    def media(self) -> str:
        """The group of newspapers and agencies: the one that takes media of every country, else `fallback`."""
        return self._rules.get(("", "media"), self.fallback)

    def label(self, group: str) -> str:
        """Say the name of a group, or of several that speak together, for an axis, a legend or a table.

        Parameters
        ----------
        group : str
            A name; several are joined by ``;``.

        Returns
        -------
        str
            The label without its article; "unknown" for an empty name.

        Examples
        --------
        >>> Groups.of_table({"north": {"label": "the North"}, "union": {"label": "the union"}}).label("north;union")
        'North and union'
        """
        labels = self._labels(group)
        words = " and ".join(_ARTICLE.sub("", label) for label in labels) or "unknown"
        return words[:1].upper() + words[1:] if labels and _ARTICLE.match(labels[0]) else words

    def phrase(self, group: str) -> str:
        """Say the name of a group, or of several that speak together, as it stands in a sentence.

        Parameters
        ----------
        group : str
            A name; several are joined by ``;``.

        Returns
        -------
        str
            The label as the study writes it, with its article.

        Examples
        --------
        >>> Groups.of_table({"north": {"label": "the North"}, "union": {"label": "the union"}}).phrase("north;union")
        'the North and the union'
        """
        return " and ".join(self._labels(group)) or "unknown"

    def _labels(self, group: str) -> list[str]:
        parts = [part for part in dict.fromkeys(group.split(";")) if part]
        return [self._groups[part].label if part in self._groups else part.replace("_", " ") for part in parts]

    def colour(self, group: str) -> str:
        """Give the colour of a group; several that speak together have the colour of others.

        Examples
        --------
        >>> Groups().colour("anybody")
        '#8A8A8A'
        """
        return self._groups[group].colour if group in self._groups else _OTHER_COLOUR

    def marker(self, group: str) -> str:
        """Give the marker of a group; several that speak together have the marker of others.

        Examples
        --------
        >>> Groups.of_table({"north": {}}).marker("north")
        's'
        """
        return self._groups[group].marker if group in self._groups else _OTHER_MARKER

    def _of(self, description: str, background: str = "", setting: str = "") -> str:
        """Name the group of a source from the words that describe it; `fallback` where they do not tell.

        Country or body and kind (minister, rebel, monitoring group) are cues; which pair of them makes which group is
        what the study declares. The `background` (what introduced the person earlier) is used for a cue that the
        description lacks; `setting` is the country that the text is about: ``the opposition`` is that country's.
        """
        if not self._groups:
            return ""
        own, more = self.cues(description), self.cues(background)
        nations = own["nation"] or more["nation"]
        kinds = own["kind"] or more["kind"]
        if "state" not in kinds:
            kinds = sorted(kinds, key=lambda kind: kind not in _NARROW)
        if "former" in kinds or "observer" in kinds:
            kinds = [kind for kind in kinds if kind in ("former", "observer")]
        for nation in sorted(dict.fromkeys(nations), key=lambda nation: nation not in self._first):
            for kind in kinds:
                found = self._rules.get((nation, kind)) or self._rules.get(("", kind))
                if found:
                    return found
            if (nation, ANY) in self._rules:
                return self._rules[nation, ANY]
            if kinds:
                return OTHER
        for kind in kinds:
            found = self._rules.get(("", kind)) or (None if nations else self._usual(setting, kind))
            if found:
                return found
        return OTHER

    def _usual(self, setting: str, kind: str) -> str | None:
        """Name the group that "the government" or "the opposition" of a country is."""
        if setting not in self._contested:
            return None
        if kind == "state":
            return self._rules.get((setting, "government"))
        return self._rules.get((setting, kind)) if kind in _ONE_SIDED else None

    def setting_of(self, words: Iterable[str]) -> str:
        """Name the country that a text is about: of those in which several groups stand, the one named most often.

        A report on one country says ``the government`` and ``the opposition`` without naming it each time.

        Parameters
        ----------
        words : iterable of str
            The sentences of the text.

        Returns
        -------
        str
            A key of the study's words; empty where none leads.
        """
        if not self._countries:
            return ""
        counted = Counter(nation for part in words for nation in self.cues(part)["nation"] if nation in self._countries)
        leading = counted.most_common(2)
        return leading[0][0] if leading and (len(leading) == 1 or leading[0][1] > leading[1][1]) else ""

    def cues(self, words: str) -> dict[str, list[str]]:
        """List the cues in a description by axis, ``nation`` and ``kind``, in the order of the words.

        Examples
        --------
        >>> Groups().cues("the former minister")
        {'nation': [], 'kind': ['former', 'government']}
        """
        parts = _WORDS.findall(fold(words))
        found: dict[str, list[str]] = {"nation": [], "kind": []}
        free = 0
        for first, opening in enumerate(parts):
            if first < free or opening not in self._longest:
                continue
            for stop in range(min(first + self._longest[opening], len(parts)), first, -1):
                cue = self._cues.get(" ".join(parts[first:stop]), ())
                for axis, value in cue:
                    found[axis].append(value)
                if cue:
                    free = stop
                    break
        return found

    def is_cue(self, words: str) -> bool:
        """Say whether words are exactly one cue.

        Examples
        --------
        >>> Groups().is_cue("minister"), Groups().is_cue("Example")
        (True, False)
        """
        return _key(words) in self._cues

    def _add_name(self, name: str, axis: str, value: str) -> None:
        self._add(name, axis, value)
        if not fold(name).endswith("'s"):
            self._add(f"{name}'s", axis, value)

    def _add(self, cue: str, axis: str, value: str) -> None:
        known = self._cues.get(_key(cue), ())
        if (axis, value) not in known:
            self._cues[_key(cue)] = (*known, (axis, value))


@lru_cache(maxsize=1 << 16)
def _key(words: str) -> str:
    """Give the words of a cue as a description is read."""
    return " ".join(_WORDS.findall(fold(words)))


def kinds() -> tuple[str, ...]:
    """List the kinds of source that a group may take.

    The kinds of ``vocabularies/kinds.csv``, sorted, and ``any``.
    """
    return (*sorted({kind for each in _kinds().values() for kind in each}), ANY)


@cache
def _kinds() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in read_vocabulary("kinds"):
        found[row["cue"]] = (*found.get(row["cue"], ()), row["kind"])
    return found


def _cycle(values: Sequence[str], length: int) -> list[str]:
    return [values[place % len(values)] for place in range(length)]
