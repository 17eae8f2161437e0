"""What a formula says, before anybody asks what its names mean."""

from dataclasses import dataclass
from typing import TypeAlias

from gnomon.semantic.formulas.wrong import Span


@dataclass(frozen=True, slots=True)
class NullValue:
    """`null`."""

    span: Span
    depth: int = 1


@dataclass(frozen=True, slots=True)
class TruthValue:
    """`true` or `false`."""

    value: bool
    span: Span
    depth: int = 1


@dataclass(frozen=True, slots=True)
class NumberValue:
    """A number as it is spelled."""

    text: str
    span: Span
    depth: int = 1


@dataclass(frozen=True, slots=True)
class TextValue:
    """A text without its quotes."""

    text: str
    span: Span
    depth: int = 1


@dataclass(frozen=True, slots=True)
class MomentValue:
    """`DATE '2024-01-31'` or `TIMESTAMP '2024-01-31 12:00'`."""

    text: str
    has_time: bool
    span: Span
    depth: int = 1


@dataclass(frozen=True, slots=True)
class NamePart:
    """One name of an address."""

    text: str
    is_quoted: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Name:
    """A name or an address: `amount`, `customers.country`."""

    parts: tuple[NamePart, ...]
    span: Span
    depth: int = 1

    @property
    def text(self) -> str:
        """The address as one text."""
        return ".".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class ParameterName:
    """`$name`."""

    name: str
    span: Span
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    name_span: Span
    arguments: "tuple[Syntax, ...]"
    span: Span
    depth: int
    is_star: bool = False
    is_distinct: bool = False
    where: "Syntax | None" = None
    """Of `FILTER (WHERE …)`."""


@dataclass(frozen=True, slots=True)
class Unary:
    """An operator before one value: `-` or `NOT`."""

    operator: str
    operand: "Syntax"
    span: Span
    depth: int


@dataclass(frozen=True, slots=True)
class Binary:
    """An operator between two values; `operator_span` is where it stands."""

    operator: str
    left: "Syntax"
    right: "Syntax"
    operator_span: Span
    span: Span
    depth: int


@dataclass(frozen=True, slots=True)
class IsNull:
    """`x IS NULL`."""

    operand: "Syntax"
    span: Span
    depth: int


@dataclass(frozen=True, slots=True)
class OneOf:
    """`x IN (a, b)`."""

    operand: "Syntax"
    choices: "tuple[Syntax, ...]"
    span: Span
    depth: int


@dataclass(frozen=True, slots=True)
class Between:
    """`x BETWEEN low AND high`."""

    operand: "Syntax"
    low: "Syntax"
    high: "Syntax"
    span: Span
    depth: int


@dataclass(frozen=True, slots=True)
class Choice:
    """`CASE WHEN … THEN … ELSE … END`, with a subject or without."""

    subject: "Syntax | None"
    branches: "tuple[tuple[Syntax, Syntax], ...]"
    default: "Syntax | None"
    span: Span
    depth: int


@dataclass(frozen=True, slots=True)
class Conversion:
    """`CAST(x AS type)` or `x::type`."""

    operand: "Syntax"
    type_name: str
    sizes: tuple[int, ...]
    type_span: Span
    span: Span
    depth: int


Syntax: TypeAlias = (
    NullValue
    | TruthValue
    | NumberValue
    | TextValue
    | MomentValue
    | Name
    | ParameterName
    | Call
    | Unary
    | Binary
    | IsNull
    | OneOf
    | Between
    | Choice
    | Conversion
)


def depth_above(*nodes: Syntax | None) -> int:
    """How deep a node is that stands above these."""
    return 1 + max((node.depth for node in nodes if node is not None), default=0)
