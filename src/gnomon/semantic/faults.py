"""What a definition cannot say, whatever the data: twice the same name, or a relationship to nothing."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from math import isfinite

from gnomon.datasets.contracts import ROWS, ColumnType, DatasetId
from gnomon.foundation.kit.errors import did_you_mean
from gnomon.foundation.kit.near_misses import near_misses
from gnomon.semantic.checking import problem_at
from gnomon.semantic.contracts import (
    ModelDefinition,
    ModelParameter,
    ModelProblem,
    ParameterValue,
    Relationship,
    WrongDefinition,
)


def require_consistent(definition: ModelDefinition) -> None:
    """Raise `WrongDefinition` with everything that contradicts itself."""
    faults = list(faults_of(definition))
    if faults:
        raise WrongDefinition(faults)


def faults_of(definition: ModelDefinition) -> Iterator[ModelProblem]:
    """Everything that contradicts itself, each with the path to it."""
    tables = [table.name for table in definition.tables]
    yield from _repeated("tables", "tables", tables)
    yield from _repeated_datasets(definition)
    roles = [one.name for one in definition.relationships]
    yield from _repeated("relationships", "relationships", roles)
    for one in definition.relationships:
        yield from _relationship(one, tables)
    yield from _measures(definition, tables)
    for table in definition.tables:
        place = f"tables/{table.name}"
        yield from _repeated(f"{place}/columns", "meanings of a column", [one.column for one in table.columns])
        yield from _repeated(f"{place}/calculated", "calculated columns", [one.name for one in table.calculated])
        yield from _repeated(f"{place}/hierarchies", "hierarchies", [one.name for one in table.hierarchies])
    yield from _repeated("parameters", "parameters", [one.name for one in definition.parameters])
    for parameter in definition.parameters:
        yield from _parameter(parameter)
    for part, policies in (("row_policies", definition.row_policies), ("column_policies", definition.column_policies)):
        yield from _repeated(part, "policies", [one.name for one in policies])
        for policy in policies:
            if policy.table not in tables:
                yield problem_at(
                    f"{part}/{policy.name}/table",
                    f"“{policy.table}” has the policy “{policy.name}”, and is no table of the model any more.",
                    "Keep the table as it is; only those who manage policies can remove the policy first.",
                )


def _repeated(place: str, what: str, names: Iterable[str]) -> Iterator[ModelProblem]:
    seen: dict[str, str] = {}
    for name in names:
        first = seen.get(name.casefold())
        seen.setdefault(name.casefold(), name)
        if first is not None:
            yield problem_at(
                f"{place}/{name}",
                f"There are two {what} called “{name}”."
                if first == name
                else f"“{name}” and “{first}” differ in letter case alone.",
                "Give each a name of its own.",
            )


def _repeated_datasets(definition: ModelDefinition) -> Iterator[ModelProblem]:
    seen: dict[DatasetId, str] = {}
    for table in definition.tables:
        first = seen.get(table.dataset_id)
        seen.setdefault(table.dataset_id, table.name)
        if first is not None:
            yield problem_at(
                f"tables/{table.name}/dataset_id",
                f"“{first}” and “{table.name}” are the same dataset.",
                f"Name the roles that “{first}” plays by relationships instead.",
            )


def _relationship(one: Relationship, tables: Sequence[str]) -> Iterator[ModelProblem]:
    place = f"relationships/{one.name}"
    if one.name.casefold() in {name.casefold() for name in tables}:
        yield problem_at(
            f"{place}/name",
            f"There is a table “{one.name}” already, so that an address with this name would mean two things.",
            "Name the role: “ordered_by” instead of “customers”.",
        )
    for side, table in (("from_table", one.from_table), ("to_table", one.to_table)):
        if table not in tables:
            hint = did_you_mean(near_misses(table, tables)) or "Add the dataset to the model first."
            yield problem_at(f"{place}/{side}", f"The model has no table “{table}”.", hint)
    if one.from_table == one.to_table:
        yield problem_at(
            f"{place}/to_table",
            f"“{one.from_table}” cannot be related to itself.",
            "Save a copy of it as another dataset, and relate the two.",
        )
    if len(one.from_columns) != len(one.to_columns):
        yield problem_at(
            f"{place}/to_columns",
            f"The key has {len(one.from_columns)} columns in “{one.from_table}” and {len(one.to_columns)} in "
            f"“{one.to_table}”.",
            "Name as many columns on both sides, in the same order.",
        )


def _measures(definition: ModelDefinition, tables: Sequence[str]) -> Iterator[ModelProblem]:
    yield from _repeated("measures", "measures", [one.name for one in definition.measures])
    columns = {table.name: {one.name.casefold() for one in table.calculated} for table in definition.tables}
    for one in definition.measures:
        place = f"measures/{one.name}"
        if one.table not in tables:
            hint = did_you_mean(near_misses(one.table, tables)) or "Add the dataset to the model first."
            yield problem_at(f"{place}/table", f"The model has no table “{one.table}”.", hint)
        if one.name.casefold() in columns.get(one.table, ()):
            yield problem_at(
                f"{place}/name", f"“{one.table}” has a calculated column “{one.name}” already.", "Call one otherwise."
            )
        if one.name == ROWS:
            yield problem_at(
                f"{place}/name", f"“{ROWS}” stands for the rows themselves.", "Call the measure otherwise."
            )


def _parameter(parameter: ModelParameter) -> Iterator[ModelProblem]:
    place = f"parameters/{parameter.name}"
    if not _is_of(parameter.type, parameter.default):
        yield problem_at(
            f"{place}/default", f"The default of “{parameter.name}” is not of the type {parameter.type.value}."
        )
        return
    limits = (parameter.min, parameter.max, parameter.step)
    if not all(limit is None or isfinite(limit) for limit in limits):
        yield problem_at(place, f"The range of “{parameter.name}” has no end.", "Leave the limit out.")
    elif parameter.min is not None and parameter.max is not None and parameter.min > parameter.max:
        yield problem_at(f"{place}/max", f"The greatest value of “{parameter.name}” is below its least.")
    elif isinstance(parameter.default, int | float) and not isinstance(parameter.default, bool):
        is_below = parameter.min is not None and parameter.default < parameter.min
        is_above = parameter.max is not None and parameter.default > parameter.max
        if is_below or is_above:
            yield problem_at(f"{place}/default", f"The default of “{parameter.name}” is outside of its range.")


def _is_of(column_type: ColumnType, value: ParameterValue) -> bool:
    match column_type:
        case ColumnType.BOOLEAN:
            return isinstance(value, bool)
        case ColumnType.INTEGER:
            return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63
        case ColumnType.FLOAT | ColumnType.DECIMAL:
            return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
        case ColumnType.DATE:
            return isinstance(value, str) and _is_moment(date, value)
        case ColumnType.DATETIME:
            return isinstance(value, str) and _is_moment(datetime, value)
        case _:
            return isinstance(value, str)


def _is_moment(kind: type[date], value: str) -> bool:
    try:
        kind.fromisoformat(value)
    except ValueError:
        return False
    return True
