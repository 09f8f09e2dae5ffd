"""Colours of groups that can be read on paper, by everyone, and in grey."""

from __future__ import annotations

from corpus_utils.reader.markup import Markup

#: The marker of a figure as a character.
SIGNS = dict(zip("so^vDdPX*ph.", "■●▲▼◆◆✚✖★⬟⬢•", strict=True))
#: Contrast of text with what it stands on (WCAG 2.2, AA).
LEAST_CONTRAST = 4.5


def contrast(one: str, other: str) -> float:
    """Measure how far two colours differ in lightness. It is the contrast ratio of WCAG 2.2, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(colour: str, share: float, ground: str = "#FFFFFF") -> str:
    """Lay a colour thinly on a ground."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{round(share * one + (1 - share) * other):02X}" for one, other in pairs)


def ink(colour: str, ground: str) -> str:
    """Darken a colour until it can be read on a ground.

    The lightest shade of the colour with a contrast of at least 4.5.
    """
    for percent in range(100, -1, -2):
        shade = mix(colour, percent / 100, "#000000")
        if contrast(shade, ground) >= LEAST_CONTRAST:
            return shade
    raise ValueError(f"ground: expected a colour on which black can be read, found {ground}")


def group_rules(groups: dict[str, list[tuple[str, str]]]) -> Markup:
    """Write the style of every group that speaks.

    Rules of CSS that set ``--wash``, ``--tint``, ``--ink`` and ``--sign``.
    """
    rules = []
    for group, looks in groups.items():
        washes, tints = ([mix(colour, share) for colour, _ in looks] for share in (0.06, 0.2))
        sign = "".join(SIGNS.get(marker, "◆") for _, marker in looks)
        rules.append(
            f"[data-group={_string(group)}]{{--wash:{_blend(washes)};--tint:{_blend(tints)};"
            f'--ink:{ink(looks[0][0], tints[0])};--sign:"{sign}"}}\n'
        )
    return Markup("".join(rules))


def _blend(colours: list[str]) -> str:
    return colours[0] if len(set(colours)) == 1 else f"linear-gradient(90deg,{','.join(colours)})"


def _string(value: str) -> str:
    """Quote a value for CSS: everything that is not a plain letter is written as its code point."""
    return '"' + "".join(c if c.isascii() and (c.isalnum() or c in "_-; ") else f"\\{ord(c):x} " for c in value) + '"'


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    parts = [c / 255 for c in _channels(colour)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
