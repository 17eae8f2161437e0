"""Conditions of a plan on the rows or the groups of the node below."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from gnomon.query.contracts import TextOperator
from gnomon.query.plan.values import Bound, Formula, Value


@dataclass(frozen=True, slots=True)
class Always:
    """True for every row, or for none."""

    holds: bool


class Operator(StrEnum):
    """How two values are compared."""

    LESS = "<"
    AT_MOST = "<="
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class Compare:
    """A value against a bound that the engine reads as `engine_type`."""

    value: Value
    operator: Operator
    bound: Bound
    engine_type: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """Whether a value is in a list of bounds of one type."""

    value: Value
    bounds: tuple[Bound, ...]
    engine_type: str


@dataclass(frozen=True, slots=True)
class TextMatch:
    """Whether a text contains, begins with, ends with or equals another."""

    value: Value
    operator: TextOperator
    text: str
    is_case_sensitive: bool


@dataclass(frozen=True, slots=True)
class IsNull:
    """Whether a value is absent."""

    value: Value


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a condition; unknown stays unknown."""

    condition: "Condition"


@dataclass(frozen=True, slots=True)
class All:
    """Every condition holds."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one condition holds."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Holds:
    """A formula that is true or false."""

    formula: Formula


Condition: TypeAlias = Always | Compare | OneOf | TextMatch | IsNull | Not | All | AnyOf | Holds
