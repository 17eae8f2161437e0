"""Models in few words."""

from typing import Any
from uuid import UUID

from gnomon.datasets.contracts import DatasetId
from gnomon.semantic.contracts import Cardinality, ModelDefinition, ModelTable, Relationship


def table(name: str, number: int = 0, **more: Any) -> ModelTable:
    """A table of a dataset that nobody asks for."""
    return ModelTable(name=name, dataset_id=DatasetId(UUID(int=number)), **more)


def relationship(
    name: str,
    from_table: str,
    to_table: str,
    cardinality: Cardinality = Cardinality.MANY_TO_ONE,
    *,
    is_active: bool = True,
) -> Relationship:
    """A relationship by a key called like the second table."""
    return Relationship(
        name=name,
        from_table=from_table,
        from_columns=(f"{to_table}_id",),
        to_table=to_table,
        to_columns=("id",),
        cardinality=cardinality,
        is_active=is_active,
    )


def definition(*relationships: Relationship, tables: tuple[str, ...] = ()) -> ModelDefinition:
    """A model of these relationships and the tables that they name."""
    named = (name for one in relationships for name in (one.from_table, one.to_table))
    names = dict.fromkeys((*tables, *named))
    return ModelDefinition(
        tables=tuple(table(name, number) for number, name in enumerate(names)), relationships=relationships
    )
