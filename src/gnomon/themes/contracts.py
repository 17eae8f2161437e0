"""The front door of themes: the looks that a workspace gives to its pictures and dashboards."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal, NewType
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import Conflict, Invalid
from gnomon.identity.contracts import UserId

ThemeId = NewType("ThemeId", UUID)

MAX_THEMES = 100
FEWEST_CATEGORIES, MOST_CATEGORIES = 2, 12

Color = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$"), AfterValidator(str.lower)]
"""A color as `#rrggbb`: no names, no functions, nothing that is loaded or computed."""

ThemeName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class Look(StrEnum):
    """By day or by night."""

    LIGHT = "light"
    DARK = "dark"


class ThemeFont(StrEnum):
    """The letters of a theme; all of them come from this installation or from the reader's own system."""

    INTER = "inter"
    SANS = "sans"
    SERIF = "serif"
    MONO = "mono"


class Corners(StrEnum):
    """How round the corners of tiles are."""

    NONE = "none"
    SMALL = "small"
    ROUND = "round"


class Density(StrEnum):
    """How much room there is between tiles, and inside of them."""

    COMPACT = "compact"
    NORMAL = "normal"
    AIRY = "airy"


class Scheme(Contract):
    """The colors of amounts, from the least to the most."""

    start: Color
    middle: Color
    end: Color


class ThemeColors(Contract):
    """The colors of a theme by day."""

    categories: tuple[Color, ...] = Field(min_length=FEWEST_CATEGORIES, max_length=MOST_CATEGORIES)
    """Of names, in the order in which they are given out."""
    sequential: Scheme
    diverging: Scheme
    accent: Color
    """Of what is chosen, of links and buttons."""
    positive: Color
    negative: Color


class DarkColors(Contract):
    """The colors of a theme by night, where they are not to be made from those by day."""

    categories: tuple[Color | None, ...] = Field(default=(), max_length=MOST_CATEGORIES)
    """Each in the place of the one that it stands for."""
    sequential: Scheme | None = None
    diverging: Scheme | None = None
    accent: Color | None = None
    positive: Color | None = None
    negative: Color | None = None


class ThemeLook(Contract):
    """What a theme says."""

    version: Literal[1] = 1
    light: ThemeColors
    dark: DarkColors = DarkColors()
    font: ThemeFont = ThemeFont.INTER
    corners: Corners = Corners.ROUND
    density: Density = Density.NORMAL
    has_border: bool = True
    has_shadow: bool = False


class AppliedColors(Contract):
    """Every color that a page and its pictures need in one look."""

    categories: tuple[Color, ...]
    sequential: tuple[Color, ...]
    """Even steps, the last for the most: it stands out the most from the page."""
    diverging: tuple[Color, ...]
    accent: Color
    accent_text: Color
    """The accent where it is read."""
    accent_soft: Color
    """What lies behind something that is chosen."""
    accent_on: Color
    """What is written on the accent."""
    positive: Color
    positive_soft: Color
    negative: Color
    negative_soft: Color


class AppliedLook(Contract):
    """A theme as it is drawn, with all that was left to be made from the rest; it names no theme."""

    light: AppliedColors
    dark: AppliedColors
    font: ThemeFont
    corners: Corners
    density: Density
    has_border: bool
    has_shadow: bool


class WarningKind(StrEnum):
    """What may be hard to see."""

    CONTRAST = "contrast"
    """A color hardly stands out from the page."""
    ALIKE = "alike"
    """Two neighbors can hardly be told apart."""


class ThemeWarning(Contract):
    """Something about the colors that some readers will not see; it holds nobody up."""

    kind: WarningKind
    look: Look
    path: str
    """Of the color: `categories[3]`."""
    other: str | None
    """Of the other one of the pair; none: the ground of the page."""
    color: Color
    against: Color
    """The ground, or the other one of the pair."""
    measured: float
    least: float
    message: str


class CheckedLook(Contract):
    """A look as it would be drawn, and what may be hard to see in it."""

    applied: AppliedLook
    warnings: tuple[ThemeWarning, ...]


class Theme(Contract):
    """A theme of the workspace."""

    id: ThemeId
    name: str
    look: ThemeLook
    applied: AppliedLook
    is_default: bool
    """What dashboards look like that have chosen none."""
    revision: int
    """Grows by one with every save; a save names the revision that it was made from."""
    created_by: UserId | None
    created_at: datetime
    updated_at: datetime


class CreateTheme(Contract):
    """A new theme."""

    name: ThemeName
    look: ThemeLook


class SaveTheme(CreateTheme):
    """A new state of a theme, made from revision `revision`; another base answers CONFLICT."""

    revision: int


class ChooseDefaultTheme(Contract):
    """Which theme the dashboards of the workspace have that have chosen none."""

    theme_id: ThemeId | None
    """None: the looks that Gnomon comes with."""


class DefaultLook(Contract):
    """What the workspace's pictures look like where nothing else is chosen."""

    look: AppliedLook | None
    """None: as Gnomon comes."""


class ThemeFile(Contract):
    """A theme as a file, to be taken to another workspace or installation."""

    kind: Literal["gnomon.theme"] = "gnomon.theme"
    name: ThemeName
    look: ThemeLook


class ThemeNameTaken(Conflict):
    """Another theme of the workspace is called so."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is a theme “{name}” already.", hint="Give this one another name.", details={"name": name}
        )


class ThemeSavedMeanwhile(Conflict):
    """Somebody else saved the theme after it was opened."""

    def __init__(self, revision: int) -> None:
        super().__init__(
            "Somebody else has saved this theme in the meantime.",
            hint="Open it again; your colors can be kept as a theme of another name.",
            details={"revision": revision},
        )


class TooManyThemes(Invalid):
    """A workspace keeps only so many themes."""

    def __init__(self) -> None:
        super().__init__(f"A workspace keeps at most {MAX_THEMES} themes.", hint="Remove one that is not needed.")
