"""What is wrong with a definition apart from its formulas: tables and columns that are gone, names that clash."""

from collections.abc import Iterator, Mapping

from gnomon.datasets.contracts import Column, DatasetTable
from gnomon.foundation.kit.errors import did_you_mean
from gnomon.foundation.kit.near_misses import near_misses
from gnomon.semantic.contracts import ModelDefinition, ModelProblem, ModelTable, Relationship
from gnomon.semantic.formulas.names import physical_type
from gnomon.semantic.formulas.value_types import common


def structural_problems(definition: ModelDefinition, tables: Mapping[str, DatasetTable]) -> Iterator[ModelProblem]:
    """Everything that is wrong with tables, relationships and hierarchies, given what the datasets hold now."""
    for table in definition.tables:
        if table.name not in tables:
            yield _problem(
                f"tables/{table.name}",
                f"The dataset of the table “{table.name}” is gone or not ready.",
                "Restore the dataset, or take the table out of the model.",
            )
        else:
            yield from _of_table(table, tables[table.name])
    for relationship in definition.relationships:
        yield from _of_relationship(relationship, tables)


def _of_table(table: ModelTable, dataset: DatasetTable) -> Iterator[ModelProblem]:
    physical = [column.name for column in dataset.columns]
    folded = {name.casefold() for name in physical}
    known = folded | {column.name.casefold() for column in table.calculated}
    for column in table.calculated:
        if column.name.casefold() in folded:
            yield _problem(
                f"tables/{table.name}/calculated/{column.name}",
                f"“{table.name}” has a column “{column.name}” in its data already.",
                "Give the calculated column another name.",
            )
    for hierarchy in table.hierarchies:
        for level in hierarchy.levels:
            if level.column.casefold() not in known:
                place = f"tables/{table.name}/hierarchies/{hierarchy.name}"
                yield _missing(place, table.name, level.column, physical)
    for meaning in table.columns:
        if meaning.column.casefold() not in folded:
            yield _missing(f"tables/{table.name}/columns/{meaning.column}", table.name, meaning.column, physical)


def _of_relationship(relationship: Relationship, tables: Mapping[str, DatasetTable]) -> Iterator[ModelProblem]:
    place = f"relationships/{relationship.name}"
    ends = ((relationship.from_table, relationship.from_columns), (relationship.to_table, relationship.to_columns))
    is_whole = True
    for table, columns in ends:
        if table not in tables:
            yield _problem(place, f"The dataset of the table “{table}” is gone or not ready.", None, depends_on=table)
            is_whole = False
            continue
        names = [column.name for column in tables[table].columns]
        for column in columns:
            if column.casefold() not in {name.casefold() for name in names}:
                yield _missing(place, table, column, names)
                is_whole = False
    if len(relationship.from_columns) != len(relationship.to_columns):
        yield _problem(place, "The two sides name different numbers of columns.", "Name as many columns on both sides.")
    elif is_whole:
        yield from _mismatched(place, relationship, tables)


def _mismatched(place: str, relationship: Relationship, tables: Mapping[str, DatasetTable]) -> Iterator[ModelProblem]:
    for left, right in zip(relationship.from_columns, relationship.to_columns, strict=True):
        left_type = _type_of(tables[relationship.from_table], left)
        right_type = _type_of(tables[relationship.to_table], right)
        if common((physical_type(left_type), physical_type(right_type))) is None:
            yield _problem(
                place,
                f"“{left}” ({left_type.type.value}) and “{right}” ({right_type.type.value}) can never be equal.",
                "Relate columns of one type; change a column's type in its dataset.",
            )


def _type_of(table: DatasetTable, name: str) -> Column:
    return next(column for column in table.columns if column.name.casefold() == name.casefold())


def _missing(place: str, table: str, column: str, known: list[str]) -> ModelProblem:
    hint = did_you_mean(near_misses(column, known)) or "Choose one of its columns."
    return _problem(place, f"“{table}” has no column “{column}”.", hint, depends_on=column)


def _problem(place: str, message: str, hint: str | None, *, depends_on: str | None = None) -> ModelProblem:
    return ModelProblem(place=place, message=message, hint=hint, start=None, end=None, depends_on=depends_on)
