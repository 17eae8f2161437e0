"""Functions of the formula language, as people read about them and as plug-ins bring them."""

from dataclasses import dataclass, field
from enum import StrEnum

from gnomon.foundation.kit.contract import Contract
from gnomon.semantic.contracts.expressions import Expression, ValueType


class FunctionCategory(StrEnum):
    """What sort of thing a function does."""

    OPERATORS = "operators"
    LOGIC = "logic"
    MATHS = "maths"
    TEXT = "text"
    DATES = "dates"
    CONVERSION = "conversion"
    AGGREGATES = "aggregates"
    CONTEXT = "context"
    TIME = "time"
    GROUPS = "groups"
    COHORTS = "cohorts"
    POLICIES = "policies"


class FormulaKind(StrEnum):
    """What a formula computes."""

    MEASURE = "measure"
    COLUMN = "column"
    POLICY = "policy"


class FunctionDoc(Contract):
    """A function as a list or a completion shows it."""

    name: str
    category: FunctionCategory
    signature: str
    """How it is written, such as `ROUND(x [, digits])`."""
    doc: str
    """One sentence."""
    example: str
    """A formula that uses it."""
    kinds: tuple[FormulaKind, ...]
    """The formulas that may call it."""


@dataclass(frozen=True, slots=True)
class FormulaFunction:
    """A function that a plug-in brings: a name for a formula over its parameters.

    The body may name nothing but its parameters and other functions, so that a plug-in can never bring SQL:
    `FormulaFunction("MARGIN", ("revenue", "cost"), "(revenue - cost) / revenue", …)`.
    """

    name: str
    parameters: tuple[str, ...]
    body: str
    doc: str
    example: str
    category: FunctionCategory
    defaults: tuple[tuple[str, str], ...] = field(default=())
    """Formulas for the last parameters, which may then be left out."""


@dataclass(frozen=True, slots=True)
class CheckedFormula:
    """A formula that holds."""

    expression: Expression
    of: ValueType
