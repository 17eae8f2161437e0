"""The sets and ramps of colors that Gnomon comes with, by day and by night.

The sets are those of Okabe and Ito (“Color Universal Design”, 2008), Tol (“Colour Schemes”, 2021) and IBM (“Design
Language”), made to be told apart with any color vision. By night those that could not be seen are
lighter; what is black by day is white.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias

from gnomon.charts.colors import Palette, Ramp
from gnomon.themes.service import dark_of

Shades: TypeAlias = dict[str, list[str]]
"""A list of colors by day and one by night."""

BLACK = "#000000"
NIGHT: Mapping[str, str] = MappingProxyType({BLACK: "#ffffff", "#332288": "#5d57c0", "#882255": "#a94271"})
"""Of the colors of the sets, those that could not be seen by night, and what stands for them there."""

PALETTES: Mapping[Palette, Sequence[str]] = MappingProxyType(
    {
        Palette.OKABE_ITO: ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", BLACK),
        Palette.TOL_VIBRANT: ("#0077bb", "#ee7733", "#009988", "#ee3377", "#33bbee", "#cc3311"),
        Palette.TOL_MUTED: (
            "#332288",
            "#88ccee",
            "#44aa99",
            "#117733",
            "#999933",
            "#ddcc77",
            "#cc6677",
            "#882255",
            "#aa4499",
        ),
        Palette.IBM: ("#648fff", "#dc267f", "#ffb000", "#785ef0", "#fe6100"),
    }
)

_STOPS: Mapping[Ramp, tuple[Sequence[str], Sequence[str]]] = MappingProxyType(
    {
        Ramp.VIRIDIS: (
            ("#dde318", "#7ad151", "#22a884", "#2a788e", "#414487", "#440154"),
            ("#463480", "#2a788e", "#22a884", "#7ad151", "#fde725"),
        ),
        Ramp.CIVIDIS: (
            ("#f0dd55", "#bbae76", "#7c7b78", "#44546c", "#00224e"),
            ("#2b446e", "#5e626e", "#8e897a", "#c4b56c", "#fee838"),
        ),
        Ramp.BLUES: (("#cfe1f2", "#5ba3cf", "#08306b"), ("#16365c", "#4292c6", "#d6e8f7")),
        Ramp.GREENS: (("#cfeac9", "#56b567", "#00441b"), ("#0d3b20", "#41a65a", "#d5f0ce")),
        Ramp.ORANGES: (("#fddcb9", "#f0822f", "#7f2704"), ("#5b2109", "#e8762b", "#fee0c2")),
        Ramp.PURPLES: (("#dddcec", "#8e8ac0", "#3f007d"), ("#352160", "#8c84c4", "#e6e4f3")),
        Ramp.GREYS: (("#dcdcdc", "#8a8a8a", "#1c1c1c"), ("#373b43", "#8b9099", "#eef0f3")),
        Ramp.BLUE_RED: (
            ("#08519c", "#6aaed6", "#f0eeee", "#ef8a62", "#a50f15"),
            ("#7cc0ff", "#3a75ad", "#2b303a", "#b5533c", "#ff9d80"),
        ),
        Ramp.PURPLE_GREEN: (
            ("#5e2a7e", "#b08fc0", "#f0eff0", "#7fbf7b", "#1b6b33"),
            ("#cfa2ea", "#805a99", "#2b303a", "#3f8450", "#8fdc94"),
        ),
        Ramp.BROWN_TEAL: (
            ("#7a4a07", "#cfa55b", "#f2f0ec", "#6dbdb2", "#01594f"),
            ("#ecbc6f", "#8f6a2c", "#2b303a", "#2f7f76", "#7fdccf"),
        ),
    }
)
"""From the least to the most, by day and by night: what is far from the page says more."""


@lru_cache(maxsize=len(Palette))
def palette_of(name: Palette) -> Shades:
    """The colors of a set."""
    day = PALETTES[name]
    return {"light": list(day), "dark": [NIGHT.get(one, one) for one in day]}


@lru_cache(maxsize=len(Ramp))
def ramp_of(name: Ramp) -> Shades:
    """The colors of a ramp of ours; between them machines go in straight lines."""
    day, night = _STOPS[name]
    return {"light": list(day), "dark": list(night)}


@lru_cache(maxsize=1024)
def free_color(color: str) -> dict[str, str]:
    """A color of somebody's own, and its partner by night."""
    return {"light": color, "dark": dark_of(color)}
