"""Small models in an in-process DuckDB, and questions about them for the whole pipeline and for the oracle."""

import asyncio
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

import duckdb
from tests.query.harness import MADE_AT, PRINCIPAL, WORKSPACE, Answered, connect, describe, stream_of
from tests.query.oracle import model_oracle
from tests.query.oracle.paths import Refused, Row, World

from gnomon.datasets.contracts import DatasetId, DatasetTable, DatasetVersionId
from gnomon.query import arrow, key_facts
from gnomon.query import world as query_world
from gnomon.query.contracts import QuerySpec
from gnomon.query.measures import name_of
from gnomon.query.pipeline import Compiled, compile_query
from gnomon.query.plan import UNRESTRICTED
from gnomon.query.preparing import make_question
from gnomon.query.subjects import Subject
from gnomon.semantic.checking import check_definition
from gnomon.semantic.contracts import CheckedModel, Expression, ModelDefinition, ModelMeasure, SemanticModel
from gnomon.semantic.view import model_view

Given = TypeVar("Given")

MANY, ONE, MANY_TO_MANY = "->", "--", "<->"
CARDINALITIES = {MANY: "many_to_one", ONE: "one_to_one", MANY_TO_MANY: "many_to_many"}


def link(text: str, *, is_active: bool = True) -> dict[str, Any]:
    """A relationship such as `placed_by: orders.customer_id -> customers.id`, several columns between commas."""
    name, ends = text.split(": ")
    arrow = next(one for one in CARDINALITIES if f" {one} " in ends)
    first, second = ends.split(f" {arrow} ")
    from_table, from_columns = first.split(".")
    to_table, to_columns = second.split(".")
    return {
        "name": name,
        "from_table": from_table,
        "from_columns": from_columns.split(","),
        "to_table": to_table,
        "to_columns": to_columns.split(","),
        "cardinality": CARDINALITIES[arrow],
        "is_active": is_active,
    }


def quoted(name: str) -> str:
    """A name as SQL has it."""
    return '"' + name.replace('"', '""') + '"'


def make_table(connection: duckdb.DuckDBPyConnection, place: int, name: str, query: str) -> DatasetTable:
    """A dataset of this name with what a query gives."""
    stored = f'"stored {place}"'
    connection.execute(f"CREATE OR REPLACE TABLE {stored} AS {query}")
    connection.execute(f'CREATE OR REPLACE VIEW {quoted(name)} AS SELECT *, rowid AS "__row" FROM {stored}')
    return DatasetTable(
        dataset_id=DatasetId(UUID(int=100 + place)),
        workspace_id=WORKSPACE,
        name=name,
        sql_name=name,
        version_id=DatasetVersionId(UUID(int=200 + place)),
        version_number=1,
        content_hash=f"hash {place}",
        row_count=connection.execute(f"SELECT count(*) FROM {stored}").fetchall()[0][0],
        columns=describe(connection, stored),
        file_keys=(f"datasets/{place}/0.parquet",),
        created_at=MADE_AT,
    )


def rows_of(connection: duckdb.DuckDBPyConnection, place: int) -> list[Row]:
    """The rows of a table as Python has them."""
    found = connection.execute(f'SELECT * FROM "stored {place}"')
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def definition_of(
    tables: Mapping[str, DatasetTable],
    *,
    links: Sequence[str | dict[str, Any]],
    measures: Mapping[str, str],
    calculated: Mapping[str, str],
    **more: Any,
) -> ModelDefinition:
    """A definition; measures and calculated columns are called `table.name`."""

    def of(table: str) -> list[dict[str, str]]:
        parts = [(*name.split(".", 1), formula) for name, formula in calculated.items()]
        return [{"name": name, "formula": formula} for owner, name, formula in parts if owner == table]

    return ModelDefinition.model_validate(
        {
            "tables": [
                {"name": name, "dataset_id": str(table.dataset_id), "calculated": of(name)}
                for name, table in tables.items()
            ],
            "relationships": [link(one) if isinstance(one, str) else one for one in links],
            "measures": [
                {"table": name.split(".", 1)[0], "name": name.split(".", 1)[1], "formula": formula}
                for name, formula in measures.items()
            ],
            **more,
        }
    )


def spec_of(dataset_id: DatasetId, **parts: Any) -> QuerySpec:
    """A question from short words: `region`, `sold_on:month`, a measure's name, `= SUM(amount) / 2`."""
    dimensions = [_dimension(one) for one in parts.pop("dimensions", ())]
    measures = [_measure(one) for one in parts.pop("measures", ())]
    return QuerySpec.model_validate(
        {"dataset_id": str(dataset_id), "dimensions": dimensions, "measures": measures, **parts}
    )


def _dimension(one: str | dict[str, Any]) -> dict[str, Any]:
    if isinstance(one, dict):
        return one
    member, _, grain = one.partition(":")
    return {"member": member, "grain": grain} if grain else {"member": member}


def _measure(one: str | dict[str, Any]) -> dict[str, Any]:
    if isinstance(one, dict):
        return one
    return {"formula": one.removeprefix("="), "name": one} if one.startswith("=") else {"member": one}


def plain(value: Any) -> Any:
    """A value as an answer shows it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def in_order(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Rows by their values from left to right, absent ones last."""
    return sorted(([plain(value) for value in row] for row in rows), key=lambda row: list(map(_order_of, row)))


def _order_of(value: Any) -> tuple[bool, bool, Any]:
    """Absent values last; means that differ in their last digits alike."""
    known = 0 if value is None else value
    return value is None, isinstance(value, str), round(known, 9) if isinstance(known, float) else known


def is_alike(found: Any, expected: Any) -> bool:
    """Whether two answers are the same, in any order; means may differ in their last digits."""
    if isinstance(found, str) or isinstance(expected, str):
        return bool(found == expected)
    one, other = in_order(found), in_order(expected)
    return len(one) == len(other) and all(map(_is_same_row, one, other))


def _is_same_row(one: Sequence[Any], other: Sequence[Any]) -> bool:
    return all(map(_is_same, one, other))


def _is_same(one: Any, other: Any) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return bool(one == other)


DATABASE = connect()


class SmallModel:
    """A model over small tables that can be asked, and whose every answer an oracle judges."""

    def __init__(
        self,
        tables: Mapping[str, str],
        *,
        links: Sequence[str | dict[str, Any]] = (),
        measures: Mapping[str, str] | None = None,
        calculated: Mapping[str, str] | None = None,
        connection: duckdb.DuckDBPyConnection | None = None,
        **more: Any,
    ) -> None:
        self.connection = connection or connect()
        self.tables = {
            name: make_table(self.connection, place, name, query) for place, (name, query) in enumerate(tables.items())
        }
        self.definition = definition_of(
            self.tables, links=links, measures=measures or {}, calculated=calculated or {}, **more
        )
        self.checked = self._check(self.definition)
        rows = {name: rows_of(self.connection, place) for place, name in enumerate(tables)}
        self.world = World(self.checked, rows)

    def spec(self, anchor: str, **parts: Any) -> QuerySpec:
        """A question about a table of the model, from short words."""
        return spec_of(self.tables[anchor].dataset_id, **parts)

    def expected(self, anchor: str, spec: QuerySpec) -> list[list[Any]]:
        """What the oracle answers."""
        return in_order(model_oracle.answer(self.world, spec, self._formulas(anchor, spec)))

    def _formulas(self, anchor: str, spec: QuerySpec) -> dict[str, Expression]:
        """The formulas that a question brings, checked as measures of the anchor."""
        asked = [(name_of(ref), ref.formula) for ref in spec.measures if ref.formula is not None]
        added = [
            ModelMeasure(name=f"asked {place}", table=anchor, formula=text) for place, (_, text) in enumerate(asked)
        ]
        if not added:
            return {}
        checked = self._check(self.definition.model_copy(update={"measures": (*self.definition.measures, *added)}))
        if any(f"asked {place}" not in checked.measures for place in range(len(asked))):
            raise Refused(checked.problems)
        return {name: checked.measures[f"asked {place}"].expression for place, (name, _) in enumerate(asked)}

    def _check(self, definition: ModelDefinition) -> CheckedModel:
        return check_definition(None, 1, definition, {table.dataset_id: table for table in self.tables.values()})

    def ask(self, anchor: str, *, limit_numbers: bool = True, **parts: Any) -> Answered:
        """The answer of the whole pipeline, in plain values."""
        return asyncio.run(self._answer(anchor, self.spec(anchor, **parts), limit_numbers=limit_numbers))

    def compiled(self, anchor: str, spec: QuerySpec) -> Compiled:
        """The statement of a question, before it is run."""
        return asyncio.run(self._compiled(anchor, spec))

    async def _compiled(self, anchor: str, spec: QuerySpec) -> Compiled:
        async def rows_for(companion: QuerySpec) -> list[list[Any]]:
            return (await self._answer(anchor, companion)).rows

        question = await make_question(PRINCIPAL, self._subject(anchor), spec, None, rows_for)
        compiled = compile_query(question)
        while question.world.unmeasured:
            question = replace(question, world=self._measured(question.world))
            compiled = compile_query(question)
        return compiled

    async def _answer(self, anchor: str, spec: QuerySpec, *, limit_numbers: bool = True) -> Answered:
        compiled = await self._compiled(anchor, spec)
        lowered = compiled.lowered
        ipc, count = stream_of(self.connection.sql(lowered.sql, params=list(lowered.parameters) or None))
        total = None
        if lowered.total_column is not None:
            ipc, total = arrow.without_total(ipc, count)
        return Answered(
            names=[column.name for column in compiled.columns],
            types=[column.type.value for column in compiled.columns],
            rows=arrow.rows_of(ipc, compiled.columns, limit_numbers=limit_numbers),
            total_rows=total,
            compiled=compiled,
        )

    def _subject(self, anchor: str) -> Subject:
        filters = dict.fromkeys(self.tables, UNRESTRICTED)
        model = model_view(self.checked, anchor, {table.dataset_id: None for table in self.tables.values()})
        return Subject(self.tables[anchor], UNRESTRICTED, model, query_world.World(self.checked, anchor, filters))

    def _measured(self, world: query_world.World) -> query_world.World:
        """The world with what somebody wanted to know of its keys."""
        unique = dict(world.unique)
        for table, columns in world.unmeasured:
            asked = key_facts.question(self.tables[table], columns, None)
            unique[table, columns] = not self.connection.execute(asked).fetchall()[0][0]
        return replace(world, unique=unique, unmeasured=set())

    def known(self, anchor: str, look: Callable[[SemanticModel, query_world.World], Given]) -> Given:
        """What somebody sees in the model, once everything that they want to know of its keys is measured."""
        subject = self._subject(anchor)
        world = subject.world
        while True:
            seen = look(subject.model, world)
            if not world.unmeasured:
                return seen
            world = self._measured(world)

    def rows(self, anchor: str, **parts: Any) -> list[list[Any]]:
        """The rows of the answer, which the oracle must give as well, by their values from left to right."""
        found, expected = in_order(self.ask(anchor, **parts).rows), self.expected(anchor, self.spec(anchor, **parts))
        assert is_alike(found, expected), f"found {found}, and the oracle {expected}"
        return found
