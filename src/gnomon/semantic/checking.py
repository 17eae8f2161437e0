"""A definition against the datasets as they are now: what of it can be used, and what is wrong with the rest."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from gnomon.datasets.contracts import Column, ColumnType, DatasetId, DatasetTable
from gnomon.foundation.kit.errors import did_you_mean
from gnomon.foundation.kit.near_misses import near_spellings
from gnomon.semantic.contracts import (
    CheckedModel,
    ModelDefinition,
    ModelId,
    ModelProblem,
    ModelTable,
    Relationship,
)
from gnomon.semantic.formulas.checking import check_model
from gnomon.semantic.inference import NUMERIC, can_be

Tables = Mapping[str, DatasetTable]


def check_definition(
    model_id: ModelId | None,
    revision: int,
    definition: ModelDefinition,
    found: Mapping[DatasetId, DatasetTable],
) -> CheckedModel:
    """A definition with the datasets that are there; relationships that lead nowhere now are left out of it."""
    tables = tables_by_name(definition, found)
    broken = [problem for one in definition.relationships for problem in relationship_problems(one, tables)]
    problems = [problem for table in definition.tables for problem in table_problems(table, tables)]
    checked = check_model(usable(definition, tables), tables, model_id=model_id, revision=revision)
    return replace(checked, problems=(*problems, *broken, *checked.problems))


def tables_by_name(definition: ModelDefinition, found: Mapping[DatasetId, DatasetTable]) -> Tables:
    """The datasets that are there, by what the definition calls them."""
    return {table.name: found[table.dataset_id] for table in definition.tables if table.dataset_id in found}


def usable(definition: ModelDefinition, tables: Tables) -> ModelDefinition:
    """A definition without the relationships that lead nowhere now."""
    leading = (one for one in definition.relationships if next(relationship_problems(one, tables), None) is None)
    return definition.model_copy(update={"relationships": tuple(leading)})


def problem_at(place: str, message: str, hint: str | None = None, *, depends_on: str | None = None) -> ModelProblem:
    """Something that is wrong as a whole, not at a character of a formula."""
    return ModelProblem(place=place, message=message, hint=hint, start=None, end=None, depends_on=depends_on)


def relationship_problems(relationship: Relationship, tables: Tables) -> Iterator[ModelProblem]:
    """Why rows cannot be put together by a relationship now."""
    place = f"relationships/{relationship.name}"
    sides = (
        (relationship.from_table, relationship.from_columns),
        (relationship.to_table, relationship.to_columns),
    )
    keys: list[list[Column]] = []
    for name, columns in sides:
        table = tables.get(name)
        if table is None:
            yield problem_at(place, f"The dataset of “{name}” is missing.", depends_on=name)
            continue
        known = {column.name: column for column in table.columns}
        keys.append([known[column] for column in columns if column in known])
        for column in columns:
            if column not in known:
                yield _no_column(place, name, column, known)
    if len(keys) == len(sides):
        for left, right in zip(*keys, strict=False):
            if not comparable(left.type, right.type):
                yield problem_at(
                    place,
                    f"“{left.name}” is {left.type.value} and “{right.name}” is {right.type.value}: "
                    "their values are never equal.",
                    "Choose columns of the same type, or change the type of one in its dataset.",
                )


def comparable(left: ColumnType, right: ColumnType) -> bool:
    """Whether values of two types can be equal."""
    return left is right or (left in NUMERIC and right in NUMERIC)


def table_problems(table: ModelTable, tables: Tables) -> Iterator[ModelProblem]:
    """What a table says about columns that are not there, or that cannot be what it says."""
    place = f"tables/{table.name}"
    dataset = tables.get(table.name)
    if dataset is None:
        yield problem_at(
            place,
            f"The dataset of “{table.name}” is missing: it was deleted, or has no data yet.",
            "Restore it from the trash, choose another dataset, or remove the table from the model.",
        )
        return
    known = {column.name: column for column in dataset.columns}
    for meaning in table.columns:
        column = known.get(meaning.column)
        if column is None:
            yield _no_column(f"{place}/columns/{meaning.column}", table.name, meaning.column, known)
        elif meaning.kind is not None and not can_be(column.type, meaning.kind):
            yield problem_at(
                f"{place}/columns/{meaning.column}/kind",
                f"“{meaning.column}” cannot be {meaning.kind.value}, for its type is {column.type.value}.",
                "Change its type in the dataset, or choose another kind.",
            )
    names = [*known, *(column.name for column in table.calculated)]
    for hierarchy in table.hierarchies:
        for level in hierarchy.levels:
            if level.column not in names:
                yield _no_column(f"{place}/hierarchies/{hierarchy.name}", table.name, level.column, names)
    folded = {name.casefold(): name for name in known}
    for calculated in table.calculated:
        twin = folded.get(calculated.name.casefold())
        if twin is not None:
            yield problem_at(
                f"{place}/calculated/{calculated.name}",
                f"“{table.name}” has a column “{twin}” already.",
                "Call the calculated column otherwise.",
            )


def _no_column(place: str, table: str, column: str, known: Mapping[str, Column] | list[str]) -> ModelProblem:
    near = near_spellings(column, known)
    hint = did_you_mean(near) or f"The column was renamed or dropped in the dataset of “{table}”."
    return problem_at(place, f"“{table}” has no column “{column}”.", hint, depends_on=f"{table}.{column}")
