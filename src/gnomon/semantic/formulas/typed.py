"""Checked parts of a formula, and what functions may ask of whoever checks it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from gnomon.semantic.contracts import Calendar, ColumnRef, Expression, ValueType
from gnomon.semantic.formulas.syntax import Syntax
from gnomon.semantic.formulas.wrong import FormulaWrong, Span

MAX_NODES = 2_000
MAX_DEPTH = 100


class Scope(StrEnum):
    """Where in formulas something stands, which decides what names mean there."""

    ROW = "row"
    """In a calculated column: about one row of its table."""
    POLICY = "policy"
    """In a row policy: about one row of its table, and about whoever is calling."""
    MEASURE = "measure"
    """In a measure, outside of aggregates: about all rows of a context."""
    AGGREGATE = "aggregate"
    """In an aggregate: about one row of its home."""
    CONDITION = "condition"
    """In a condition that changes a context: about one row of any table."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A checked part of a formula, with how much it holds once every name is put in its place."""

    expression: Expression
    nodes: int = 1
    """How many parts it has, each counted as often as it is computed."""
    depth: int = 1

    @property
    def of(self) -> ValueType:
        """What it gives."""
        return self.expression.of


@dataclass(frozen=True, slots=True)
class Place:
    """A column where a formula names it."""

    column: ColumnRef
    span: Span


class Checking(Protocol):
    """Whoever checks a formula, as the functions of the language see it."""

    @property
    def table(self) -> str:
        """The formula's own table."""

    @property
    def calendar(self) -> Calendar:
        """When years and weeks begin."""

    def check(self, node: Syntax, scope: Scope) -> Typed:
        """A part of the formula. Raises `FormulaWrong`."""

    def column(self, node: Syntax) -> Place:
        """A column that a measure names outside of aggregates. Raises `FormulaWrong`."""

    def columns_of(self, node: Syntax, scope: Scope) -> tuple[Typed, Sequence[Place]]:
        """A part of the formula, and the columns that it names."""

    def aggregate(self, node: Syntax, *, home: str | None = None) -> Typed:
        """A call of an aggregate; with a home, one of rows of that table. Raises `FormulaWrong`."""

    def cases(self, conditions: list[Typed], results: list[Typed], nodes: Sequence[Syntax], span: Span) -> Typed:
        """The result of the first condition that holds; one result more than conditions is for none of them."""

    def only_date_of(self, home: str) -> ColumnRef | None:
        """The one column of a table that holds dates, where there is just one."""

    def require_path(self, home: str, place: Place) -> None:
        """Raise `FormulaWrong` where rows of a table cannot find a column."""


def above(expression: Expression, parts: Sequence[Typed], span: Span) -> Typed:
    """An expression over checked parts. Raises `FormulaWrong` where it grows too large."""
    found = Typed(
        expression,
        1 + sum(part.nodes for part in parts),
        1 + max((part.depth for part in parts), default=0),
    )
    require_bounds(found, span)
    return found


def require_bounds(found: Typed, span: Span) -> None:
    """Raise `FormulaWrong` where a formula is too large once everything that it names is put in its place."""
    if found.nodes > MAX_NODES:
        raise FormulaWrong(
            span,
            f"With everything that it names, this formula has more than {MAX_NODES:,} parts.",
            "Use simpler measures and calculated columns.",
        )
    if found.depth > MAX_DEPTH:
        raise FormulaWrong(
            span,
            f"With everything that it names, this formula is nested more than {MAX_DEPTH} deep.",
            "Use simpler measures and calculated columns.",
        )
