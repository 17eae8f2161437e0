"""What a function says of itself, once: how it is called, what it gives, and how the engine computes it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from gnomon.semantic.contracts import ValueType
from gnomon.semantic.contracts.functions import FormulaKind, FunctionCategory
from gnomon.semantic.formulas import value_types as types
from gnomon.semantic.formulas.syntax import Call
from gnomon.semantic.formulas.typed import Checking, Scope, Typed

BOTH = (FormulaKind.COLUMN, FormulaKind.MEASURE)
MEASURES = (FormulaKind.MEASURE,)
COLUMNS = (FormulaKind.COLUMN,)
POLICIES = (FormulaKind.POLICY,)


class Accepts(StrEnum):
    """The values that a parameter takes."""

    ANYTHING = "anything"
    COUNTED = "anything at all"
    """As it is, for nothing is computed with it."""
    COMMON = "values of one type"
    """They become their common type, together with all others that are accepted so."""
    ORDERED = "values that have an order"
    """They too become their common type."""
    NUMBER = "a number"
    ADDED = "numbers"
    """Exact numbers that are so wide that their sum may not be exact become floats."""
    FLOAT = "any number"
    """It becomes a float."""
    INTEGER = "a whole number"
    TEXT = "a text"
    BOOLEAN = "true or false"
    MOMENT = "a date"
    """With a time or without."""
    CLOCK = "a time"
    """A time of day, or a date with a time."""
    DURATION = "a duration"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A place for an argument."""

    name: str
    accepts: Accepts = Accepts.ANYTHING
    is_optional: bool = False
    is_repeated: bool = False
    """Of the last one: whether more of the same may follow."""
    is_constant: bool = False
    choices: tuple[str, ...] = ()
    between: tuple[float, float] | None = None
    complaint: Callable[[str], str | None] | None = None
    """What is wrong with a constant text, if anything."""


Constants: TypeAlias = Mapping[str, bool | int | float | str | None]
Result: TypeAlias = ValueType | Callable[[Sequence[ValueType], Constants], ValueType]


@dataclass(frozen=True, slots=True)
class Scalar:
    """A function of single values.

    `engine` is the engine's own function where that takes the same arguments, else an expression over the parameters
    with the engine's functions; one for each choice of the parameter `engine_by` where that chooses.
    """

    name: str
    category: FunctionCategory
    parameters: tuple[Parameter, ...]
    result: Result
    doc: str
    example: str
    engine: str | Mapping[str, str]
    engine_by: str | None = None
    is_cast: bool = False
    """Whether the engine gives another type, which is cast to the result's."""


@dataclass(frozen=True, slots=True)
class Operator:
    """A sign or word of the language that computes something; `name` is what trees call it."""

    name: str
    signature: str
    doc: str
    example: str
    engine: str
    is_cast: bool = False


@dataclass(frozen=True, slots=True)
class Aggregation:
    """A function of many rows; `engine` is an expression over the parameters, as for `Scalar`."""

    name: str
    parameters: tuple[Parameter, ...]
    result: Result
    doc: str
    example: str
    engine: str
    is_cast: bool = False
    may_be_distinct: bool = False


@dataclass(frozen=True, slots=True)
class Macro:
    """A name for a formula over its parameters; an argument stands wherever its parameter is named."""

    name: str
    category: FunctionCategory
    parameters: tuple[str, ...]
    body: str
    doc: str
    example: str
    defaults: Mapping[str, str]
    """Formulas for parameters that may be left out; an empty one leaves the argument out of its call as well."""
    is_last_repeated: bool = False
    kinds: tuple[FormulaKind, ...] = BOTH


@dataclass(frozen=True, slots=True)
class Form:
    """A function that the checker itself understands, for it changes what its arguments mean."""

    name: str
    category: FunctionCategory
    signature: str
    doc: str
    example: str
    check: Callable[[Checking, Call, Scope], Typed]
    kinds: tuple[FormulaKind, ...] = MEASURES


Declaration: TypeAlias = Scalar | Operator | Aggregation | Macro | Form


def same_type(given: Sequence[ValueType], constants: Constants) -> ValueType:
    """What the first argument is."""
    return types.canonical(given[0])


def one(name: str, accepts: Accepts = Accepts.ANYTHING) -> Parameter:
    """A parameter that must be given."""
    return Parameter(name, accepts)


def optional(name: str, accepts: Accepts) -> Parameter:
    """A parameter that may be left out."""
    return Parameter(name, accepts, is_optional=True)


def many(name: str, accepts: Accepts) -> Parameter:
    """One argument or more."""
    return Parameter(name, accepts, is_repeated=True)


def choice(name: str, *choices: str) -> Parameter:
    """One of some words, in quotes."""
    return Parameter(name, Accepts.TEXT, is_constant=True, choices=choices)


def constant(name: str, accepts: Accepts, low: float, high: float, *, is_optional: bool = False) -> Parameter:
    """A number that must be written out."""
    return Parameter(name, accepts, is_optional=is_optional, is_constant=True, between=(low, high))


def pattern(name: str, complaint: Callable[[str], str | None]) -> Parameter:
    """A text that must be written out, and of which something may be wrong."""
    return Parameter(name, Accepts.TEXT, is_constant=True, complaint=complaint)


def signature_of(declaration: Declaration) -> str:
    """How a function is written: `ROUND(x [, digits])`."""
    if isinstance(declaration, Operator | Form):
        return declaration.signature
    if isinstance(declaration, Macro):
        last = declaration.parameters[-1:] if declaration.is_last_repeated else ()
        shown = [(name, name in declaration.defaults, name in last) for name in declaration.parameters]
    else:
        shown = [(place.name, place.is_optional, place.is_repeated) for place in declaration.parameters]
    text = ""
    for name, is_optional, is_repeated in shown:
        comma, space = (", ", " ") if text else ("", "")
        ending = ", …" if is_repeated else ""
        text += f"{space}[{comma}{name}{ending}]" if is_optional else f"{comma}{name}{ending}"
    return f"{declaration.name}({text})"
