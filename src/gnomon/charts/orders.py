"""In which order the categories of a picture stand: an order of choice, a measure that decides it, or one by hand."""

from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import Field

MOST_PLACES = 200


class ChartSort(StrEnum):
    """In which order categories stand."""

    AUTO = "auto"
    """Time forward, numbers upward, categories by the measure downward."""
    LABEL_ASCENDING = "label_ascending"
    LABEL_DESCENDING = "label_descending"
    VALUE_ASCENDING = "value_ascending"
    VALUE_DESCENDING = "value_descending"
    BY_HAND = "by_hand"
    """As somebody put them; those that nobody put anywhere stand behind them."""


Category: TypeAlias = Annotated[str, Field(max_length=1000)] | bool | None
"""A value that names a category; none where there is no value."""
