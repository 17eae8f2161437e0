"""Colors as numbers: how bright they are, how far apart, and what they look like in other eyes."""

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

Triple: TypeAlias = tuple[float, float, float]

STEPS = 9
"""How many colors a scheme is handed on as; between them machines go in straight lines."""

CONE_LOSSES: Mapping[str, tuple[Triple, Triple, Triple]] = MappingProxyType(
    {
        "protanopia": (
            (0.152286, 1.052583, -0.204868),
            (0.114503, 0.786281, 0.099216),
            (-0.003882, -0.048116, 1.051998),
        ),
        "deuteranopia": (
            (0.367322, 0.860646, -0.227968),
            (0.280085, 0.672501, 0.047413),
            (-0.011820, 0.042940, 0.968881),
        ),
        "tritanopia": (
            (1.255528, -0.076749, -0.178779),
            (-0.078411, 0.930809, 0.147602),
            (0.004733, 0.691367, 0.303900),
        ),
    }
)
"""What linear light becomes in eyes without one kind of cone: Machado, Oliveira, Fernandes, “A Physiologically-based
Model for Simulation of Color Vision Deficiency” (2009), severity 1."""


def linear(color: str) -> Triple:
    """The linear light of `#rrggbb`, each part from 0 to 1."""
    red, green, blue = (_to_linear(int(color[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return red, green, blue


def hexed(light: Triple) -> str:
    """Linear light as `#rrggbb`; what no screen can show is cut off."""
    return "#" + "".join(f"{round(_from_linear(min(1.0, max(0.0, part))) * 255):02x}" for part in light)


def contrast(one: str, other: str) -> float:
    """The contrast of two colors as WCAG 2 defines it, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def oklab(light: Triple) -> Triple:
    """Linear light in OKLab (Ottosson, 2020), in which equal distances look about equally far."""
    red, green, blue = light
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def from_oklab(lab: Triple) -> Triple:
    """OKLab as linear light, which may lie outside of what a screen can show."""
    lightness, green_red, blue_yellow = lab
    long = (lightness + 0.3963377774 * green_red + 0.2158037573 * blue_yellow) ** 3
    middle = (lightness - 0.1055613458 * green_red - 0.0638541728 * blue_yellow) ** 3
    short = (lightness - 0.0894841775 * green_red - 1.2914855480 * blue_yellow) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def distance(one: str, other: str, loss: str | None = None) -> float:
    """How far apart two colors look, as the distance in OKLab; to eyes with a loss, if one is named."""
    return math.dist(*(oklab(_seen(linear(color), loss)) for color in (one, other)))


def at_lightness(color: str, lightness: float, chroma: float = 1.0) -> str:
    """The same hue at another lightness in OKLab, with as much of its chroma as a screen can show there."""
    _, green_red, blue_yellow = oklab(linear(color))
    low, high = 0.0, chroma
    if _is_shown(from_oklab((lightness, green_red * high, blue_yellow * high))):
        low = high
    for _ in range(12):
        middle = (low + high) / 2
        is_shown = _is_shown(from_oklab((lightness, green_red * middle, blue_yellow * middle)))
        low, high = (middle, high) if is_shown else (low, middle)
    return hexed(from_oklab((lightness, green_red * low, blue_yellow * low)))


def mixed(one: str, other: str, share: float) -> str:
    """A color on the straight line from one to the other in OKLab."""
    start, end = oklab(linear(one)), oklab(linear(other))
    red, green, blue = (low + (high - low) * share for low, high in zip(start, end, strict=True))
    return hexed(from_oklab((red, green, blue)))


def steps(stops: Sequence[str], count: int = STEPS) -> tuple[str, ...]:
    """As many colors along these stops, even to the eye."""
    last = len(stops) - 1
    made = []
    for at in range(count):
        place = at / (count - 1) * last
        first = min(int(place), last - 1)
        made.append(mixed(stops[first], stops[first + 1], place - first))
    return tuple(made)


def lightness_of(color: str) -> float:
    """The lightness of a color in OKLab, from 0 to 1."""
    return oklab(linear(color))[0]


def readable(color: str, ground: str, least: float) -> str:
    """The color itself, or the nearest of its hue that has so much contrast on this ground."""
    step = 0.01 if lightness_of(ground) < 0.5 else -0.01
    shade, lightness = color, lightness_of(color)
    while contrast(shade, ground) < least and 0 < lightness + step < 1:
        lightness += step
        shade = at_lightness(color, lightness)
    return shade


def _seen(light: Triple, loss: str | None) -> Triple:
    if loss is None:
        return light
    red, green, blue = (
        min(1.0, max(0.0, sum(share * part for share, part in zip(row, light, strict=True))))
        for row in CONE_LOSSES[loss]
    )
    return red, green, blue


def _is_shown(light: Triple) -> bool:
    return all(-1e-4 <= part <= 1.0001 for part in light)


def _luminance(color: str) -> float:
    red, green, blue = linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _to_linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _from_linear(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
