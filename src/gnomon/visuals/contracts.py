"""The front door of visuals: what a plug-in says of itself, and what a picture says of the plug-in that draws it."""

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints, model_validator

from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import AppError, ErrorCode, ErrorKind, Invalid

ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
FILE_PATTERN = r"^[A-Za-z0-9_][A-Za-z0-9_-]*\.js$"
OPTION_PATTERN = r"^[a-z][a-z0-9_]*$"
MAX_OPTIONS = 20
MAX_TEXT = 200

VisualId: TypeAlias = Annotated[str, StringConstraints(pattern=ID_PATTERN, min_length=2, max_length=64)]
AskedVisualId: TypeAlias = Annotated[str, StringConstraints(max_length=64)]
"""What an address calls a visual: whatever is none is not there, be it of the form of one or not."""
OptionName: TypeAlias = Annotated[str, StringConstraints(pattern=OPTION_PATTERN, max_length=40)]
Line: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT)]
OptionValue: TypeAlias = bool | float | Annotated[str, StringConstraints(max_length=MAX_TEXT)]


class CustomPicture(Contract):
    """Which plug-in draws a picture, and how its options are set."""

    visual_id: VisualId
    options: dict[OptionName, OptionValue] = Field(default={}, max_length=MAX_OPTIONS)


class ChannelName(StrEnum):
    """The wells that a plug-in can draw."""

    X = "x"
    Y = "y"
    COLOR = "color"
    SIZE = "size"
    FACET = "facet"
    TOOLTIP = "tooltip"


class Channel(Contract):
    """What a plug-in makes of a well."""

    channel: ChannelName
    label: Line
    """What the well means in this picture: “Categories”."""
    role: Literal["dimension", "measure", "any"] = "any"
    at_least: int = Field(default=0, ge=0, le=10)
    at_most: int = Field(default=1, ge=1, le=10)

    @model_validator(mode="after")
    def _can_be_met(self) -> "Channel":
        most = 10 if self.channel in {ChannelName.Y, ChannelName.TOOLTIP} else 1
        if not self.at_least <= self.at_most <= most:
            raise ValueError(f"A well “{self.channel.value}” holds at most {most}, and at least no more than at most.")
        return self


class Switch(Contract):
    """An option that is on or off."""

    type: Literal["switch"]
    name: OptionName
    label: Line
    default: bool = False


class Amount(Contract):
    """An option that is a number within limits."""

    type: Literal["number"]
    name: OptionName
    label: Line
    min: float = Field(allow_inf_nan=False)
    max: float = Field(allow_inf_nan=False)
    default: float = Field(allow_inf_nan=False)

    @model_validator(mode="after")
    def _lies_within(self) -> "Amount":
        if not self.min <= self.default <= self.max:
            raise ValueError("The default must lie between “min” and “max”.")
        return self


class Choice(Contract):
    """One of several values, and what it is called."""

    value: Line
    label: Line


class OneOf(Contract):
    """An option that is one of a few values."""

    type: Literal["choice"]
    name: OptionName
    label: Line
    choices: tuple[Choice, ...] = Field(min_length=2, max_length=20)
    default: Line

    @model_validator(mode="after")
    def _is_offered(self) -> "OneOf":
        if self.default not in {one.value for one in self.choices}:
            raise ValueError("The default must be one of the choices.")
        return self


Option: TypeAlias = Annotated[Switch | Amount | OneOf, Field(discriminator="type")]


class Script(Contract):
    """The one file that draws, and what its bytes come to."""

    file: str = Field(pattern=FILE_PATTERN, max_length=80)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Manifest(Contract):
    """What a plug-in says of itself in its `visual.json`."""

    contract: Literal[1]
    """Edition of this contract."""
    id: VisualId
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
    version: str = Field(pattern=r"^\d{1,6}\.\d{1,6}\.\d{1,6}$")
    description: str = Field(default="", max_length=500)
    author: str = Field(default="", max_length=MAX_TEXT)
    channels: tuple[Channel, ...] = Field(min_length=1, max_length=6)
    options: tuple[Option, ...] = Field(default=(), max_length=MAX_OPTIONS)
    script: Script

    @model_validator(mode="after")
    def _names_differ(self) -> "Manifest":
        for what, names in (
            ("channels", [one.channel for one in self.channels]),
            ("options", [one.name for one in self.options]),
        ):
            if len(set(names)) < len(names):
                raise ValueError(f"Each of the {what} may stand there once.")
        return self


class ListedVisual(Contract):
    """A plug-in that can be chosen."""

    manifest: Manifest
    is_signed: bool
    """Whether a key of the administrator vouches for it."""


class BrokenVisual(Contract):
    """A folder that holds no plug-in that could be used."""

    folder: str
    reason: str
    """What is wrong and where: “channels.0.at_most: …”."""


class VisualList(Contract):
    """What the folder of the administrator holds."""

    items: tuple[ListedVisual, ...]
    broken: tuple[BrokenVisual, ...]
    """Told to owners alone."""
    has_folder: bool


class VisualScript(Contract):
    """A plug-in with what draws it, for the frame that it is shut into."""

    manifest: Manifest
    script: str


class VisualGone(AppError):
    """A picture of a plug-in that is not installed, or not whole."""

    kind = ErrorKind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(
            ErrorCode.NOT_FOUND,
            "This custom visual is not installed here.",
            hint="Choose another kind of picture, or ask the administrator to install it.",
        )


class DoesNotFit(Invalid):
    """The wells hold other fields than the plug-in draws."""

    def __init__(self, visual: Manifest, needs: str) -> None:
        super().__init__(
            f"{visual.name} needs {needs}.",
            hint="Add such a field, or choose another kind of picture.",
            details={"visual_id": visual.id},
        )
