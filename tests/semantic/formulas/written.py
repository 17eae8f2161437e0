"""Formulas over the sample model, checked, written and computed by a real engine."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import duckdb
from sqlglot import exp
from sqlglot.dialects.dialect import Dialect
from tests.semantic.formulas.sample import COLUMNS, TABLES, definition

from gnomon.query.expressions import Binder, named
from gnomon.query.formula_sql import write_aggregate, write_expression
from gnomon.semantic.contracts import (
    Aggregate,
    Apply,
    Case,
    Cast,
    CheckedFormula,
    ColumnRef,
    Expression,
    FormulaKind,
    ModelDefinition,
    ModelProblem,
)
from gnomon.semantic.formulas.checking import check_formula

DUCKDB = Dialect.get_or_raise("duckdb")
COLUMN, MEASURE = FormulaKind.COLUMN, FormulaKind.MEASURE
PLAIN = definition()


def checked(formula: str, kind: FormulaKind = COLUMN, model: ModelDefinition = PLAIN) -> CheckedFormula:
    """A formula of orders that holds."""
    found = check_formula(model, TABLES, "orders", formula, kind)
    assert isinstance(found, CheckedFormula), f"{formula}: {found}"
    return found


def problem(formula: str, kind: FormulaKind = COLUMN, model: ModelDefinition = PLAIN) -> ModelProblem:
    """What is wrong with a formula of orders."""
    found = check_formula(model, TABLES, "orders", formula, kind)
    assert isinstance(found, ModelProblem), f"{formula} holds"
    return found


def engine() -> duckdb.DuckDBPyConnection:
    """An engine with the tables of the sample model, without rows."""
    connection = duckdb.connect()
    _filled.pop(id(connection), None)
    connection.execute("SET TimeZone = 'UTC'")
    for table, columns in COLUMNS.items():
        listed = ", ".join(f'"{name}" {engine_type}' for name, (_, engine_type) in columns.items())
        connection.execute(f'CREATE TABLE "{table}" ({listed})')
    return connection


def sql_of(expression: Expression, binder: Binder, parameters: Mapping[str, Any] | None = None) -> str:
    """A formula over columns of orders as SQL; aggregates are written in their places."""
    node = _written(expression, binder, parameters or {})
    return DUCKDB.generate(node)


def _written(expression: Expression, binder: Binder, parameters: Mapping[str, Any]) -> exp.Expr:
    aggregates: dict[str, Aggregate] = {}

    def without_aggregates(part: Expression) -> Expression:
        match part:
            case Aggregate():
                name = f"aggregate {len(aggregates)}"
                aggregates[name] = part
                return ColumnRef("", (), name, part.of)
            case Apply():
                return Apply(part.function, tuple(map(without_aggregates, part.arguments)), part.of)
            case Case():
                branches = tuple((without_aggregates(a), without_aggregates(b)) for a, b in part.branches)
                return Case(branches, None if part.default is None else without_aggregates(part.default), part.of)
            case Cast():
                return Cast(without_aggregates(part.value), part.of)
            case _:
                return part

    def column(ref: ColumnRef) -> exp.Expr:
        if ref.column in aggregates:
            return aggregated(aggregates[ref.column])
        physical = COLUMNS[ref.table][ref.column][1]
        found = named(ref.column, ref.table)
        if physical == "TIMESTAMP WITH TIME ZONE":
            return exp.Anonymous(this="TIMEZONE", expressions=[exp.Literal.string("UTC"), found])
        return found

    def aggregated(aggregate: Aggregate) -> exp.Expr:
        where = None if aggregate.where is None else _written(aggregate.where, binder, parameters)
        return write_aggregate(
            aggregate.function,
            [_written(argument, binder, parameters) for argument in aggregate.arguments],
            is_distinct=aggregate.is_distinct,
            where=where,
            engine_type=aggregate.of.engine_type,
        )

    look_up: Callable[[str], Any] = parameters.__getitem__
    return write_expression(without_aggregates(expression), column, look_up, binder)


def types_in(connection: duckdb.DuckDBPyConnection, found: Iterable[CheckedFormula]) -> list[str]:
    """What the engine says that formulas give."""
    binder = Binder()
    values = ", ".join(f"{sql_of(one.expression, binder)} AS value" for one in found)
    # The values are bound as the product binds them; the description needs them as well.
    described = connection.execute(f"DESCRIBE SELECT {values} FROM orders", binder.values or None).fetchall()
    return [str(row[1]) for row in described]


def computed(
    connection: duckdb.DuckDBPyConnection,
    formula: str,
    rows: Iterable[Mapping[str, Any]],
    kind: FormulaKind = COLUMN,
    model: ModelDefinition = PLAIN,
    parameters: Mapping[str, Any] | None = None,
) -> list[Any]:
    """The values of a formula over rows of orders, in their order; of a measure the one value of all."""
    _fill(connection, list(rows))
    binder = Binder()
    statement = f"SELECT {sql_of(checked(formula, kind, model).expression, binder, parameters)} FROM orders"
    return [row[0] for row in connection.execute(statement, binder.values or None).fetchall()]


_filled: dict[int, list[Mapping[str, Any]]] = {}


def _fill(connection: duckdb.DuckDBPyConnection, rows: list[Mapping[str, Any]]) -> None:
    """Let the orders be these rows, unless they are already."""
    if _filled.get(id(connection)) == rows:
        return
    connection.execute("DELETE FROM orders")
    for row in rows:
        names = ", ".join(f'"{name}"' for name in row)
        places = ", ".join("?" for _ in row)
        connection.execute(f"INSERT INTO orders ({names}) VALUES ({places})", list(row.values()))
    _filled[id(connection)] = rows
