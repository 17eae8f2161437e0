"""What may be hard to see in a theme: told, never refused.

Contrast is that of WCAG 2.2: at least 3:1 between a mark and the page (1.4.11), at least 4.5:1 where a color is read
(1.4.3). Neighbors of the palette are told apart by their distance in OKLab (Ottosson, “A perceptual color space for
image processing”, 2020), with the eyes of everybody and of people without one kind of cone, as simulated by Machado,
Oliveira and Fernandes (“A Physiologically-based Model for Simulation of Color Vision Deficiency”, 2009, severity 1).
Below a distance of 0.06 neighbors begin to look alike; red and green of the same lightness come to 0.04.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gnomon.themes.applying import LEAST_MARK, LEAST_TEXT, PANELS, by_night
from gnomon.themes.color_math import CONE_LOSSES, contrast, distance
from gnomon.themes.contracts import Look, Scheme, ThemeColors, ThemeLook, ThemeWarning, WarningKind

LEAST_DISTANCE = 0.06
EYES = (None, *CONE_LOSSES)
SEEN = {
    None: "look nearly alike",
    "protanopia": "look nearly alike to people who see no red (protanopia)",
    "deuteranopia": "look nearly alike to people who see no green (deuteranopia)",
    "tritanopia": "look nearly alike to people who see no blue (tritanopia)",
}
GROUNDS = {Look.LIGHT: "the light page", Look.DARK: "the dark page"}


def warnings_of(look: ThemeLook) -> tuple[ThemeWarning, ...]:
    """What may be hard to see in either look, in the order of the palette."""
    colors = {Look.LIGHT: look.light, Look.DARK: by_night(look)}
    return tuple(one for name, of_look in colors.items() for one in _warnings(of_look, name))


def _warnings(colors: ThemeColors, look: Look) -> Iterator[ThemeWarning]:
    named = [(f"categories[{at}]", color) for at, color in enumerate(colors.categories)]
    for path, color in named:
        yield from _faint(path, color, look, LEAST_MARK)
    for (path, color), (other, next_color) in pairwise(named):
        yield from _alike(path, color, other, next_color, look)
    yield from _ends("sequential", colors.sequential, look, ("end",))
    yield from _ends("diverging", colors.diverging, look, ("start", "end"))
    for path, color in (("accent", colors.accent), ("positive", colors.positive), ("negative", colors.negative)):
        yield from _faint(path, color, look, LEAST_TEXT)
    yield from _alike("positive", colors.positive, "negative", colors.negative, look)


def _ends(name: str, scheme: Scheme, look: Look, strong: Sequence[str]) -> Iterator[ThemeWarning]:
    for part in strong:
        yield from _faint(f"{name}.{part}", getattr(scheme, part), look, LEAST_MARK)
    yield from _alike(f"{name}.start", scheme.start, f"{name}.end", scheme.end, look)


def _faint(path: str, color: str, look: Look, least: float) -> Iterator[ThemeWarning]:
    measured = contrast(color, PANELS[look])
    if measured < least:
        yield ThemeWarning(
            kind=WarningKind.CONTRAST,
            look=look,
            path=path,
            other=None,
            color=color,
            against=PANELS[look],
            measured=round(measured, 2),
            least=least,
            message=f"{color} hardly stands out from {GROUNDS[look]}: {measured:.1f}:1, at least {least:g}:1 is seen.",
        )


def _alike(path: str, color: str, other: str, other_color: str, look: Look) -> Iterator[ThemeWarning]:
    """The pair, for those eyes to which it is the most alike."""
    loss, measured = min(((eyes, distance(color, other_color, eyes)) for eyes in EYES), key=lambda one: one[1])
    if measured < LEAST_DISTANCE:
        yield ThemeWarning(
            kind=WarningKind.ALIKE,
            look=look,
            path=path,
            other=other,
            color=color,
            against=other_color,
            measured=round(measured, 3),
            least=LEAST_DISTANCE,
            message=f"{color} and {other_color} {SEEN[loss]}.",
        )
