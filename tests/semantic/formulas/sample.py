"""A small model that the examples of all functions fit: orders with their lines, customers and countries."""

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from gnomon.datasets.contracts import Column, ColumnType, DatasetId, DatasetTable, DatasetVersionId
from gnomon.identity.contracts import WorkspaceId
from gnomon.semantic.contracts import (
    CalculatedColumn,
    Calendar,
    ModelDefinition,
    ModelMeasure,
    ModelParameter,
    ModelTable,
    Relationship,
)

COLUMNS: dict[str, dict[str, tuple[ColumnType, str]]] = {
    "orders": {
        "order_id": (ColumnType.INTEGER, "BIGINT"),
        "customer_id": (ColumnType.INTEGER, "INTEGER"),
        "ordered_at": (ColumnType.DATE, "DATE"),
        "shipped_at": (ColumnType.DATE, "DATE"),
        "created_at": (ColumnType.DATETIME, "TIMESTAMP"),
        "paid_at": (ColumnType.DATETIME, "TIMESTAMP WITH TIME ZONE"),
        "region": (ColumnType.TEXT, "VARCHAR"),
        "status": (ColumnType.TEXT, "VARCHAR"),
        "email": (ColumnType.TEXT, "VARCHAR"),
        "note": (ColumnType.TEXT, "VARCHAR"),
        "quantity": (ColumnType.INTEGER, "INTEGER"),
        "price": (ColumnType.DECIMAL, "DECIMAL(10,2)"),
        "amount": (ColumnType.DECIMAL, "DECIMAL(18,2)"),
        "discount": (ColumnType.FLOAT, "DOUBLE"),
        "is_paid": (ColumnType.BOOLEAN, "BOOLEAN"),
        "huge": (ColumnType.INTEGER, "HUGEINT"),
        "small": (ColumnType.FLOAT, "FLOAT"),
        "waited": (ColumnType.DURATION, "INTERVAL"),
        "clock": (ColumnType.TIME, "TIME"),
        "extra": (ColumnType.JSON, "JSON"),
    },
    "customers": {
        "customer_id": (ColumnType.INTEGER, "INTEGER"),
        "name": (ColumnType.TEXT, "VARCHAR"),
        "country": (ColumnType.TEXT, "VARCHAR"),
        "age": (ColumnType.INTEGER, "SMALLINT"),
        "joined": (ColumnType.DATE, "DATE"),
    },
    "countries": {
        "code": (ColumnType.TEXT, "VARCHAR"),
        "name": (ColumnType.TEXT, "VARCHAR"),
        "people": (ColumnType.INTEGER, "BIGINT"),
    },
    "lines": {
        "order_id": (ColumnType.INTEGER, "BIGINT"),
        "line": (ColumnType.INTEGER, "INTEGER"),
        "cost": (ColumnType.DECIMAL, "DECIMAL(12,4)"),
    },
    "dates": {
        "day": (ColumnType.DATE, "DATE"),
        "month": (ColumnType.INTEGER, "INTEGER"),
        "days": (ColumnType.INTEGER, "INTEGER"),
    },
    "returns": {
        "return_id": (ColumnType.INTEGER, "BIGINT"),
        "refund": (ColumnType.DECIMAL, "DECIMAL(18,2)"),
    },
}

RELATIONSHIPS = (
    Relationship(
        name="ordered_by",
        from_table="orders",
        from_columns=("customer_id",),
        to_table="customers",
        to_columns=("customer_id",),
    ),
    Relationship(
        name="lives_in", from_table="customers", from_columns=("country",), to_table="countries", to_columns=("code",)
    ),
    Relationship(
        name="part_of", from_table="lines", from_columns=("order_id",), to_table="orders", to_columns=("order_id",)
    ),
    Relationship(
        name="ordered_on", from_table="orders", from_columns=("ordered_at",), to_table="dates", to_columns=("day",)
    ),
    Relationship(
        name="shipped_on", from_table="orders", from_columns=("shipped_at",), to_table="dates", to_columns=("day",)
    ),
)


def dataset(name: str, columns: dict[str, tuple[ColumnType, str]] | None = None) -> DatasetTable:
    """The dataset of a table of the sample model."""
    number = 1 + sorted(COLUMNS).index(name) if name in COLUMNS else 99
    return DatasetTable(
        dataset_id=DatasetId(UUID(int=number)),
        workspace_id=WorkspaceId(UUID(int=1)),
        name=name,
        sql_name=name,
        version_id=DatasetVersionId(UUID(int=number)),
        version_number=1,
        content_hash="",
        row_count=0,
        columns=tuple(
            Column(
                name=column,
                source_name=column,
                type=kind,
                engine_type=engine_type,
                position=position,
                label=None,
                description=None,
                is_hidden=False,
                notes=(),
            )
            for position, (column, (kind, engine_type)) in enumerate((columns or COLUMNS[name]).items())
        ),
        file_keys=(),
        created_at=datetime(2024, 1, 1, tzinfo=UTC),
    )


TABLES = {name: dataset(name) for name in COLUMNS}


def definition(
    *,
    measures: Mapping[str, str | tuple[str, str]] | None = None,
    calculated: Mapping[str, Mapping[str, str]] | None = None,
    parameters: tuple[ModelParameter, ...] = (),
    relationships: tuple[Relationship, ...] = RELATIONSHIPS,
    calendar: Calendar | None = None,
) -> ModelDefinition:
    """The sample model with these formulas; a measure belongs to orders unless its table is given."""
    placed = {
        name: ("orders", formula) if isinstance(formula, str) else formula for name, formula in (measures or {}).items()
    }
    return ModelDefinition(
        tables=tuple(
            ModelTable(
                name=name,
                dataset_id=TABLES[name].dataset_id,
                calculated=tuple(
                    CalculatedColumn(name=column, formula=formula)
                    for column, formula in (calculated or {}).get(name, {}).items()
                ),
            )
            for name in COLUMNS
        ),
        relationships=relationships,
        measures=tuple(
            ModelMeasure(name=name, table=table, formula=formula) for name, (table, formula) in placed.items()
        ),
        parameters=parameters,
        calendar=calendar or Calendar(),
    )
