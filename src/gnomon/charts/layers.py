"""What lies over a picture beside its data: lines and bands to compare with, a forecast, and what people noted."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from gnomon.foundation.kit.contract import Contract

MOST_PERIODS = 60
MOST_ANNOTATIONS = 20


class ReferenceKind(StrEnum):
    """Where a reference line stands: at a value of choice, or at one that is worked out of what is drawn."""

    CONSTANT = "constant"
    BAND = "band"
    AVERAGE = "average"
    MEDIAN = "median"
    PERCENTILE = "percentile"
    PERCENTILE_BAND = "percentile_band"
    DEVIATION_BAND = "deviation_band"
    """So many standard deviations to both sides of the average."""


class Reference(Contract):
    """A line, or a band between two values, across the axis of amounts."""

    kind: ReferenceKind
    value: float | None = Field(default=None, allow_inf_nan=False)
    """Of a constant where it stands, of a band where it begins, of a percentile which one, from 0 to 100; of
    deviations how many."""
    to: float | None = Field(default=None, allow_inf_nan=False)
    """Where a band ends: a value, or a percentile."""
    label: str | None = Field(default=None, max_length=100)

    @model_validator(mode="after")
    def _says_where(self) -> "Reference":
        match self.kind:
            case ReferenceKind.CONSTANT if self.value is None:
                raise ValueError("A line at a constant needs its value.")
            case ReferenceKind.BAND if self.value is None or self.to is None or self.to <= self.value:
                raise ValueError("A band needs a value where it begins, and a larger one where it ends.")
            case ReferenceKind.PERCENTILE if self.value is None or not 0 <= self.value <= 100:
                raise ValueError("A percentile lies from 0 to 100.")
            case ReferenceKind.PERCENTILE_BAND if (
                self.value is None or self.to is None or not 0 <= self.value < self.to <= 100
            ):
                raise ValueError("A band of percentiles needs two from 0 to 100, the smaller one first.")
            case ReferenceKind.DEVIATION_BAND if self.value is None or not 0 < self.value <= 10:
                raise ValueError("A band of deviations needs how many, above 0 and up to 10.")
        return self


class AnnotationKind(StrEnum):
    """What a note is about."""

    POINT = "point"
    """A place along x: its mark, or a height of choice above it."""
    RANGE = "range"
    """A stretch of x, from one place to another."""
    HEIGHT = "height"
    """An amount, wherever it is reached."""


AnnotatedValue = bool | float | Annotated[str, Field(max_length=10_000)] | None
"""A value of the field along x: dates and moments are ISO 8601."""


class Annotation(Contract):
    """A note on a picture."""

    kind: AnnotationKind
    text: str = Field(min_length=1, max_length=120)
    x: AnnotatedValue = None
    """Of a point where it is, of a range where it begins."""
    x_to: AnnotatedValue = None
    """Where a range ends."""
    y: float | None = Field(default=None, allow_inf_nan=False)
    """Of a point its height, else that of its mark; of a height the amount."""

    @model_validator(mode="after")
    def _says_where(self) -> "Annotation":
        match self.kind:
            case AnnotationKind.RANGE if self.x is None or self.x_to is None:
                raise ValueError("A range needs a value where it begins, and one where it ends.")
            case AnnotationKind.HEIGHT if self.y is None:
                raise ValueError("A note at a height needs its amount.")
        return self


class Gaps(StrEnum):
    """What a line does where a value is missing."""

    AUTO = "auto"
    """It breaks at an absent value, and passes over a period that has no rows."""
    BREAK = "break"
    CONNECT = "connect"
    ZERO = "zero"


class Forecast(Contract):
    """What the next periods of a picture over time are likely to bring."""

    periods: int = Field(default=6, ge=1, le=MOST_PERIODS)
    interval: Literal[80, 95] = 80
    """So many percent of what may come lie within the band."""
    is_seasonal: bool = True
    """Whether it repeats its season, for which two whole ones are needed; else it goes on as it goes."""


class ForecastPeriod(Contract):
    """One period that is to come."""

    start: str
    """Where it begins, in ISO 8601, on the clock of the question."""
    label: str
    """“Mar 2025”."""
    series: str | None
    """Which line it belongs to, where there are several."""
    expected: float
    low: float
    high: float


class DrawnForecast(Contract):
    """The forecast that a picture shows, for those who want to read it."""

    interval: Literal[80, 95]
    periods: tuple[ForecastPeriod, ...]
