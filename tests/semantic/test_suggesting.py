"""Which columns of two datasets look like the two ends of a relationship."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from gnomon.datasets.contracts import Column, ColumnType, DatasetId, DatasetTable, DatasetVersionId
from gnomon.identity.contracts import WorkspaceId
from gnomon.semantic.suggesting import candidates

WHOLE, WORD, DAY = ColumnType.INTEGER, ColumnType.TEXT, ColumnType.DATE


def dataset(called: str, /, **columns: ColumnType) -> DatasetTable:
    """A dataset of these columns."""
    return DatasetTable(
        dataset_id=DatasetId(UUID(int=sum(called.encode()))),
        workspace_id=WorkspaceId(UUID(int=0)),
        name=called,
        sql_name=called,
        version_id=DatasetVersionId(UUID(int=0)),
        version_number=1,
        content_hash="",
        row_count=1,
        columns=tuple(
            Column(
                name=column,
                source_name=column,
                type=kind,
                engine_type="",
                position=position,
                label=None,
                description=None,
                is_hidden=False,
                notes=(),
            )
            for position, (column, kind) in enumerate(columns.items())
        ),
        file_keys=(),
        created_at=datetime(2024, 1, 1, tzinfo=UTC),
    )


def found(*tables: DatasetTable) -> list[str]:
    return [
        f"{one.name}: {one.from_table.sql_name}.{one.from_column} → {one.to_table.sql_name}.{one.to_column}"
        for one in candidates(tables)
    ]


@pytest.mark.parametrize(
    ("many", "one", "expected"),
    [
        (
            dataset("orders", customer_id=WHOLE),
            dataset("customers", id=WHOLE),
            "customer: orders.customer_id → customers.id",
        ),
        (
            dataset("orders", customerId=WHOLE),
            dataset("customers", customer_id=WHOLE),
            "customer: orders.customerId → customers.customer_id",
        ),
        (
            dataset("people", home_country_code=WORD),
            dataset("countries", code=WORD),
            "home_country: people.home_country_code → countries.code",
        ),
        (dataset("sales", shop=WORD), dataset("shops", shop=WORD), "shop: sales.shop → shops.shop"),
        (dataset("sales", store_key=WHOLE), dataset("store", key=WHOLE), "store_of_sales: sales.store_key → store.key"),
        (
            dataset("orders", shipped_on=DAY),
            dataset("calendar", date=DAY),
            "shipped_on: orders.shipped_on → calendar.date",
        ),
    ],
)
def test_a_column_that_names_the_key_of_another_table_is_a_candidate(
    many: DatasetTable, one: DatasetTable, expected: str
) -> None:
    assert found(many, one)[0] == expected
    assert found(one, many)[0] == expected


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (dataset("orders", customer_id=WORD), dataset("customers", id=WHOLE)),
        (dataset("orders", id=WHOLE), dataset("customers", id=WHOLE)),
        (dataset("orders", name=WORD), dataset("customers", name=WORD)),
        (dataset("orders", amount=WHOLE), dataset("invoices", amount=WHOLE)),
        (dataset("orders", customer_id=ColumnType.JSON), dataset("customers", id=ColumnType.JSON)),
    ],
)
def test_other_types_and_names_that_say_nothing_are_none(left: DatasetTable, right: DatasetTable) -> None:
    assert found(left, right) == []
