"""From what a theme says to what is drawn: night from day, schemes in even steps, and colors that can be read."""

from functools import lru_cache
from itertools import zip_longest

from gnomon.themes.color_math import at_lightness, contrast, lightness_of, mixed, readable, steps
from gnomon.themes.contracts import AppliedColors, AppliedLook, Look, Scheme, ThemeColors, ThemeLook

PANELS = {Look.LIGHT: "#ffffff", Look.DARK: "#151920"}
"""The ground that pictures lie on: `panel` in `web/src/viz/theme.json`."""
LETTERS = ("#ffffff", "#10131a")
LEAST_TEXT = 4.5
"""WCAG 2.2, 1.4.3: letters."""
LEAST_MARK = 3.0
"""WCAG 2.2, 1.4.11: what has to be seen to understand a picture."""
LOWEST, HIGHEST = 0.58, 0.9
"""Between these the lightness of a mark lies by night."""
SOFT = 0.14


@lru_cache(maxsize=256)
def applied(look: ThemeLook) -> AppliedLook:
    """A theme as it is drawn; made once for each look, which takes longer than all else that a dashboard needs."""
    return AppliedLook(
        light=_applied(look.light, Look.LIGHT),
        dark=_applied(by_night(look), Look.DARK),
        font=look.font,
        corners=look.corners,
        density=look.density,
        has_border=look.has_border,
        has_shadow=look.has_shadow,
    )


def by_night(look: ThemeLook) -> ThemeColors:
    """The colors of a theme by night: those that are set, and the others made from those by day."""
    light, dark = look.light, look.dark
    own = dark.categories[: len(light.categories)]
    return ThemeColors(
        categories=tuple(set_one or dark_of(one) for one, set_one in zip_longest(light.categories, own)),
        sequential=dark.sequential or _turned(light.sequential),
        diverging=dark.diverging or _sunken(light.diverging),
        accent=dark.accent or dark_of(light.accent, LEAST_TEXT),
        positive=dark.positive or dark_of(light.positive, LEAST_TEXT),
        negative=dark.negative or dark_of(light.negative, LEAST_TEXT),
    )


def dark_of(color: str, least: float = LEAST_MARK) -> str:
    """The color by night: the same hue, as much lighter as it takes to stand out from a dark ground.

    Colors keep their order: the lightness of the day from 0 to 1 lies between `LOWEST` and `HIGHEST` by night.
    """
    lightness = LOWEST + (HIGHEST - LOWEST) * lightness_of(color)
    return readable(at_lightness(color, lightness, 0.92), PANELS[Look.DARK], least)


def _turned(scheme: Scheme) -> Scheme:
    """By night the most is the lightest: what is near to the page says little, and what is far from it much."""
    colors = sorted((scheme.start, scheme.middle, scheme.end), key=lightness_of)
    if [scheme.end, scheme.middle, scheme.start] != colors:
        return scheme
    return Scheme(start=scheme.end, middle=scheme.middle, end=scheme.start)


def _sunken(scheme: Scheme) -> Scheme:
    """By night the middle lies near to the dark page, and both ends stand out from it."""
    return Scheme(start=dark_of(scheme.start), middle=at_lightness(scheme.middle, 0.34, 0.6), end=dark_of(scheme.end))


def _applied(colors: ThemeColors, look: Look) -> AppliedColors:
    panel = PANELS[look]
    return AppliedColors(
        categories=colors.categories,
        sequential=_steps(colors.sequential),
        diverging=_steps(colors.diverging),
        accent=colors.accent,
        accent_text=_text(colors.accent, panel),
        accent_soft=mixed(panel, colors.accent, SOFT),
        accent_on=max(LETTERS, key=lambda letter: contrast(letter, colors.accent)),
        positive=_text(colors.positive, panel),
        positive_soft=mixed(panel, colors.positive, SOFT),
        negative=_text(colors.negative, panel),
        negative_soft=mixed(panel, colors.negative, SOFT),
    )


def _text(color: str, panel: str) -> str:
    """The color where it is read: on the page, and on a soft ground of its own hue."""
    return readable(readable(color, panel, LEAST_TEXT), mixed(panel, color, SOFT), LEAST_TEXT)


def _steps(scheme: Scheme) -> tuple[str, ...]:
    return steps((scheme.start, scheme.middle, scheme.end))
