"""What can be chosen of a kind of picture."""

from enum import StrEnum


class Ability(StrEnum):
    """What can be chosen of a kind of picture."""

    VALUE_AXIS = "value_axis"
    """Its amounts lie along an axis whose ends can be chosen."""
    LOG_SCALE = "log_scale"
    """That axis may be logarithmic: nothing in the picture is a length from zero."""
    REFERENCES = "references"
    FORECAST = "forecast"
    """Where it runs over time, it can tell what is to come."""
    ANNOTATIONS = "annotations"
    """Notes can stand in it."""
    GAPS = "gaps"
    """Its lines can break, go on or fall to zero where a value is missing."""
    LABELS = "labels"
    LEGEND = "legend"
    STACKING = "stacking"
    DIRECTION = "direction"
    LIMIT = "limit"
    ORDER = "order"
    """Its categories can stand by another of its measures, or by hand."""
    CELLS = "cells"
    """Its cells can hold bars, shades and signs of their values."""
    SIGNS = "signs"
    """Its numbers can have tones and signs by rules."""
    COLOR_RULES = "color_rules"
    COMPARISON = "comparison"
    """It can be compared with another time."""
