"""What differs between two definitions, by the places that people know."""

from collections.abc import Iterable, Iterator, Mapping

from gnomon.foundation.kit.contract import Contract
from gnomon.semantic.contracts import ChangeKind, ModelChange, ModelDefinition

Parts = Mapping[str, object]


def changes_between(before: ModelDefinition, after: ModelDefinition) -> list[ModelChange]:
    """Every part that was added, changed or removed, in the order of the later definition, removed ones last."""
    old, new = dict(_parts(before)), dict(_parts(after))
    changed = [
        ModelChange(place=place, kind=ChangeKind.CHANGED if place in old else ChangeKind.ADDED)
        for place, part in new.items()
        if old.get(place) != part
    ]
    return [*changed, *(ModelChange(place=place, kind=ChangeKind.REMOVED) for place in old if place not in new)]


def _parts(definition: ModelDefinition) -> Iterator[tuple[str, object]]:
    for table in definition.tables:
        place = f"tables/{table.name}"
        yield place, table.dataset_id
        yield from _named(f"{place}/columns", ((one.column, one) for one in table.columns))
        yield from _named(f"{place}/calculated", ((one.name, one) for one in table.calculated))
        yield from _named(f"{place}/hierarchies", ((one.name, one) for one in table.hierarchies))
    yield from _named("relationships", ((one.name, one) for one in definition.relationships))
    yield from _named("measures", ((one.name, one) for one in definition.measures))
    yield from _named("parameters", ((one.name, one) for one in definition.parameters))
    yield "calendar", definition.calendar
    yield from _named("row_policies", ((one.name, one) for one in definition.row_policies))
    yield from _named("column_policies", ((one.name, one) for one in definition.column_policies))


def _named(place: str, parts: Iterable[tuple[str, Contract]]) -> Iterator[tuple[str, object]]:
    return ((f"{place}/{name}", part) for name, part in parts)
